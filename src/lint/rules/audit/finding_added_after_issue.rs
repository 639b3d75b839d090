use crate::diagnostic::Level;
use crate::lint::verdicts::is_out;
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Versions};
use crate::record::{AuditRef, FindingStatus};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "finding-added-after-issue",
    family: Family::Audit,
    summary: "A finding or a workpaper came to an audit whose report was issued without it",
    level: Level::Error,
    clause: "7.5.3, 9.2.2",
    needs_day: false,
    docs: include_str!("finding_added_after_issue.md"),
    check: Check::Commit(check),
};

fn check(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some(after) = versions.after else { return };
    let Some(audit) = joined(versions.before, after) else { return };
    // An old register comes in pieces; what is issued here is not one of them, whatever the message says.
    if versions.is_imported(commit)
        && !commit.taken_over.is_empty()
        && commit.taken_over.contains(&audit.as_str().to_lowercase())
    {
        return;
    }
    // A draft that comes is no better: it would only be opened in the next commit.
    if is_out((versions.past, versions.context.snapshot), audit) {
        let field = if versions.before.and_then(audit_of) == Some(audit) { "/status" } else { "/audit" };
        report
            .raise(after, field, format!("the report of {audit} was issued without it"))
            .help("name the audit in which it was found; if the report lacked it, take the audit back to `drafted` and issue a new version");
    }
}

/// The audit to which a record comes that was not one of it: as a new record, from another audit, or as the draft of a finding that was
/// left out of the report.
fn joined<'a>(before: Option<&Record>, after: &'a Record) -> Option<&'a AuditRef> {
    let (was, is) = (before.and_then(audit_of), audit_of(after)?);
    let is_same = was.is_some_and(|was| was.as_str().eq_ignore_ascii_case(is.as_str()));
    (!is_same || before.is_some_and(is_draft) && is_reported(after)).then_some(is)
}

fn audit_of(record: &Record) -> Option<&AuditRef> {
    let of_workpaper = || record.data().workpaper().map(|workpaper| &workpaper.audit);
    record.data().finding().map(|finding| &finding.audit).or_else(of_workpaper)
}

fn is_draft(record: &Record) -> bool {
    record.data().finding().is_some_and(|finding| finding.status == FindingStatus::Draft)
}

fn is_reported(record: &Record) -> bool {
    record.data().finding().is_some_and(|finding| finding.status.is_reported())
}

use crate::diagnostic::Level;
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Versions};

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
    let (None, Some(after)) = (versions.before, versions.after) else { return };
    let audit = match (after.data().finding(), after.data().workpaper()) {
        // A draft as well: it would only be opened in the next commit.
        (Some(finding), _) => &finding.audit,
        (_, Some(workpaper)) => &workpaper.audit,
        _ => return,
    };
    // An old register comes in pieces; what is issued here is not one of them, whatever the message says.
    if versions.is_imported(commit)
        && !commit.taken_over.is_empty()
        && commit.taken_over.contains(&audit.as_str().to_lowercase())
    {
        return;
    }
    let is_frozen = |snapshot: &crate::snapshot::Snapshot| snapshot.audit(audit).is_some_and(|audit| audit.is_frozen());
    if is_frozen(versions.past) && is_frozen(versions.context.snapshot) {
        report
            .raise(after, "/audit", format!("the report of {audit} was issued without it"))
            .help("name the audit in which it was found; if the report lacked it, take the audit back to `drafted` and issue a new version");
    }
}

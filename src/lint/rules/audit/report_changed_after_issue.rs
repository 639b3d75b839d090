use crate::diagnostic::Level;
use crate::lint::changes::changed_fields;
use crate::lint::frozen::{FREE_IN_AUDIT, FREE_IN_WORKPAPER, FROZEN_IN_FINDING};
use crate::lint::reissued::was_issued;
use crate::lint::reopened::is_reopened;
use crate::lint::verdicts::is_out;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Audit, Data, Finding, FindingStatus, Report as ReportControl, Workpaper};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "report-changed-after-issue",
    family: Family::Audit,
    summary: "What an issued report says was changed without a new version of it",
    level: Level::Error,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("report_changed_after_issue.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    match (before.data(), after.data()) {
        (Data::Audit(old), Data::Audit(new)) => of_audit(versions, (before, old), (after, new), report),
        (Data::Workpaper(old), Data::Workpaper(_)) => of_workpaper(versions, (before, old), after, report),
        (Data::Finding(old), Data::Finding(new)) => of_finding(versions, (before, old), (after, new), report),
        _ => {}
    }
}

fn of_audit(
    versions: &Versions<'_>,
    (before, old): (&Record, &Audit),
    (after, new): (&Record, &Audit),
    report: &mut Report<'_>,
) {
    if !old.is_frozen() || !new.status.is_issued() {
        return;
    }
    if new.report_version() > old.report_version() {
        not_issued_anew(versions, old, (after, new), report);
        return;
    }
    let fields = changed_fields(before, after).into_iter().filter(|field| !FREE_IN_AUDIT.contains(&field.as_str()));
    let fields: Vec<String> = fields.chain(control(old.report.as_ref(), new.report.as_ref())).collect();
    raise(after, fields, "the report of this audit is issued", report);
}

/// A later version of the report that nobody took back and issued: the steps may be in one commit, as after a squash, but they
/// have to be there.
fn not_issued_anew(versions: &Versions<'_>, old: &Audit, (after, new): (&Record, &Audit), report: &mut Report<'_>) {
    let issued = |audit: &Audit| audit.report.as_ref().and_then(|report| report.issued.clone());
    let is_issued_anew = issued(new).is_some() && issued(new) != issued(old);
    if is_issued_anew && !versions.all_explanations().is_empty() {
        return;
    }
    let lacks = if is_issued_anew { "no entry of `changes` says why" } else { "it was not issued anew" };
    report
        .raise(after, "/report/version", format!("the report has version {} now, and {lacks}", new.report_version()))
        .help("take the audit back to `drafted` with an entry of `changes`, mend it, and issue it again: by whom and on which day is new, too");
}

/// What of the report's own control is not what it was. A tag or a digest may be added, and whoever else gets the report.
fn control(old: Option<&ReportControl>, new: Option<&ReportControl>) -> Vec<String> {
    let Some(old) = old else { return Vec::new() };
    let Some(new) = new else { return vec!["report".to_owned()] };
    let is_lost = |old: &Option<String>, new: &Option<String>| old.is_some() && old != new;
    let changed = [
        ("version", new.version < old.version),
        ("issued", old.issued.is_some() && old.issued != new.issued),
        ("distribution", old.distribution.iter().any(|party| !new.distribution.contains(party))),
        ("tag", is_lost(&old.tag, &new.tag)),
        // That it is the right one is another rule's.
        ("digest", old.digest.is_some() && new.digest.is_none()),
    ];
    changed.into_iter().filter(|(_, is_changed)| *is_changed).map(|(field, _)| format!("report/{field}")).collect()
}

fn of_workpaper(
    versions: &Versions<'_>,
    (before, old): (&Record, &Workpaper),
    after: &Record,
    report: &mut Report<'_>,
) {
    if !is_out((versions.past, versions.context.snapshot), &old.audit) {
        return;
    }
    let fields = changed_fields(before, after).into_iter();
    let fields = fields.filter(|field| !FREE_IN_WORKPAPER.contains(&field.as_str()));
    raise(after, fields.collect(), "the report that rests on this workpaper is issued", report);
}

fn of_finding(
    versions: &Versions<'_>,
    (before, old): (&Record, &Finding),
    (after, new): (&Record, &Finding),
    report: &mut Report<'_>,
) {
    // A closed finding is another rule's, and so is a grade that goes down.
    if old.status == FindingStatus::Closed && !is_reopened(versions) || !old.status.is_reported() {
        return;
    }
    if !is_out((versions.past, versions.context.snapshot), &old.audit) {
        left(versions, old, (after, new), report);
        return;
    }
    // A grade may be corrected with a reason; what the finding says, by a new version of the report alone.
    let is_excused =
        |field: &str| field == "grade" && (!is_raised(before, after) || !versions.explanations("grade").is_empty());
    let fields = changed_fields(before, after).into_iter();
    let fields = fields.filter(|field| FROZEN_IN_FINDING.contains(&field.as_str()) && !is_excused(field));
    raise(after, fields.collect(), "the report with this finding is issued", report);
}

/// No new version makes of what one audit found what another one did.
fn left(versions: &Versions<'_>, old: &Finding, (after, new): (&Record, &Finding), report: &mut Report<'_>) {
    let is_same = old.audit.as_str().eq_ignore_ascii_case(new.audit.as_str());
    if is_same || !was_issued(versions.past, &old.audit) {
        return;
    }
    report
        .raise(
            after,
            "/audit",
            format!("a report of {} was issued with this finding, and it names {} now", old.audit, new.audit),
        )
        .help("bring the audit back; what another audit found as well is a finding of its own, with `related:`")
        .members(["audit"]);
}

fn is_raised(before: &Record, after: &Record) -> bool {
    let grade = |record: &Record| record.data().finding().map(|finding| finding.grade);
    grade(after) < grade(before)
}

fn raise(after: &Record, fields: Vec<String>, why: &str, report: &mut Report<'_>) {
    let Some(first) = fields.first() else { return };
    let message = format!("{why}, and {} changed since", listed(&fields, 6));
    let diagnostic = report.raise(after, &format!("/{first}"), message);
    diagnostic
        .help("bring back what it said, or issue a new version: the audit back to `drafted` with an entry of `changes` (`tickmark move … drafted --reason TEXT`), then `report.version` one higher")
        .members(fields);
}

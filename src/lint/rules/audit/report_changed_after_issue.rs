use crate::diagnostic::Level;
use crate::lint::changes::changed_fields;
use crate::lint::frozen::{FREE_IN_AUDIT, FREE_IN_WORKPAPER, FROZEN_IN_FINDING};
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Audit, Data, Finding, Workpaper};
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
        (Data::Finding(old), Data::Finding(_)) => of_finding(versions, (before, old), after, report),
        _ => {}
    }
}

fn of_audit(
    versions: &Versions<'_>,
    (before, old): (&Record, &Audit),
    (after, new): (&Record, &Audit),
    report: &mut Report<'_>,
) {
    if !old.status.is_issued() || old.r#type.is_third_party() || is_new_version(old, new) {
        return;
    }
    let fields = changed_fields(before, after).into_iter().filter(|field| !FREE_IN_AUDIT.contains(&field.as_str()));
    raise(versions, after, fields.collect(), "the report of this audit is issued", report);
}

/// Whether the audit is at work on another version of its report, or has issued one.
fn is_new_version(old: &Audit, new: &Audit) -> bool {
    let version = |audit: &Audit| audit.report.as_ref().map_or(0, |report| report.version);
    !new.status.is_issued() || version(new) > version(old)
}

/// Whether the report of a record's audit was out before, and no other version of it is since.
fn is_frozen(versions: &Versions<'_>, audit: &crate::record::AuditRef) -> bool {
    let old = versions.past.audit(audit);
    let new = versions.context.snapshot.audit(audit);
    old.is_some_and(|old| {
        let is_out = old.status.is_issued() && !old.r#type.is_third_party();
        is_out && new.is_none_or(|new| !is_new_version(old.data(), new.data()))
    })
}

fn of_workpaper(
    versions: &Versions<'_>,
    (before, old): (&Record, &Workpaper),
    after: &Record,
    report: &mut Report<'_>,
) {
    if !is_frozen(versions, &old.audit) {
        return;
    }
    let fields = changed_fields(before, after).into_iter();
    let fields = fields.filter(|field| !FREE_IN_WORKPAPER.contains(&field.as_str()));
    raise(versions, after, fields.collect(), "the report that rests on this workpaper is issued", report);
}

fn of_finding(versions: &Versions<'_>, (before, old): (&Record, &Finding), after: &Record, report: &mut Report<'_>) {
    // A closed finding is another rule's, and so is a grade that goes down.
    let is_others = old.status == crate::record::FindingStatus::Closed || !old.status.is_reported();
    if is_others || !is_frozen(versions, &old.audit) {
        return;
    }
    let fields = changed_fields(before, after).into_iter();
    let fields = fields
        .filter(|field| FROZEN_IN_FINDING.contains(&field.as_str()) && (field != "grade" || is_raised(before, after)));
    raise(versions, after, fields.collect(), "the report with this finding is issued", report);
}

fn is_raised(before: &Record, after: &Record) -> bool {
    let grade = |record: &Record| record.data().finding().map(|finding| finding.grade);
    grade(after) < grade(before)
}

fn raise(versions: &Versions<'_>, after: &Record, fields: Vec<String>, why: &str, report: &mut Report<'_>) {
    let is_explained = |field: &String| {
        let top = |name: &str| name.split('/').next() == Some(field.as_str());
        versions.all_explanations().iter().any(|change| top(&change.field))
    };
    let fields: Vec<String> = fields.into_iter().filter(|field| !is_explained(field)).collect();
    let Some(first) = fields.first() else { return };
    let message = format!("{why}, and {} changed since", listed(&fields, 6));
    let diagnostic = report.raise(after, &format!("/{first}"), message);
    diagnostic
        .help("bring back what it said, or issue a new version: the audit back to `drafted` with an entry of `changes`, then `report.version` one higher")
        .members(fields);
}

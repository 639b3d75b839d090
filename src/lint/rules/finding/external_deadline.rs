use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Audit, Date, Finding, FindingStatus, Kind};
use crate::snapshot::Record;
use crate::snapshot::View;
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "external-deadline",
    family: Family::Finding,
    summary: "The certification body waits for an answer to a finding, or soon will in vain",
    level: Level::Error,
    clause: "ISO/IEC 17021-1:2015, 9.4.9 and 9.4.10",
    needs_day: true,
    docs: include_str!("external_deadline.md"),
    check: Check::Record(Kind::Finding, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(finding) = record.data().finding().filter(|finding| is_unanswered(finding)) else { return };
    let Some(audit) = context.snapshot.audit(&finding.audit).filter(|audit| audit.r#type.is_third_party()) else {
        return;
    };
    let Some((due, place)) = due(context, finding, &audit) else { return };
    // An accepted plan is an answer.
    let mut actions = context.snapshot.actions_for(&record.id);
    if actions.any(|action| action.status.is_accepted()) {
        return;
    }
    let left = due.days_since(context.day);
    let soon = i64::from(context.thresholds().due_soon_days);
    let owner = finding.auditee.as_ref().unwrap_or(&finding.raised_by);
    let help = "send cause, correction and plan to the body, and have the corrective action record accepted";
    if left < 0 {
        let message = format!("the answer was due on {due}, {} before {}", counted(-left, "day"), context.day);
        report.raise(record, place, message).help(help).owner(owner).since(due);
    } else if left <= soon {
        let message = format!("the answer is due on {due}, in {}", counted(left, "day"));
        report.at_level(Level::Warning).raise(record, place, message).help(help).owner(owner);
    }
}

/// Whether an answer is owed and not given.
fn is_unanswered(finding: &Finding) -> bool {
    finding.grade.is_nonconformity() && matches!(finding.status, FindingStatus::Open | FindingStatus::Contested)
}

/// The day of the answer: the finding's own, else the audit's, else that of the certificate counted from the report.
fn due(context: &Context<'_>, finding: &Finding, audit: &View<'_, Audit>) -> Option<(Date, &'static str)> {
    if let Some(due) = finding.response_due {
        return Some((due, "/response_due"));
    }
    if let Some(due) = audit.data().external.as_ref().and_then(|external| external.response_due) {
        return Some((due, "/audit"));
    }
    let days = context.snapshot.isms()?.data().certification.as_ref()?.response_days?;
    let issued = audit.data().issued_on().or(audit.data().dates.map(|dates| dates.end))?;
    Some((issued.plus_days(days.into()), "/audit"))
}

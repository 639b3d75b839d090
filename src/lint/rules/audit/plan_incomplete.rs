use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Audit, AuditStatus, AuditType, Kind};
use crate::snapshot::Record;
use crate::text::{is_blank, listed};

pub static RULE: Rule = Rule {
    name: "plan-incomplete",
    family: Family::Audit,
    summary: "A confirmed audit lacks a part of its plan",
    level: Level::Error,
    clause: "9.2.2 a",
    needs_day: false,
    docs: include_str!("plan_incomplete.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(_: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = record.data().audit() else { return };
    if !audit.r#type.is_planned_by_us() || !audit.status.has_reached(AuditStatus::Confirmed) {
        return;
    }
    let missing = missing(audit);
    if missing.is_empty() {
        return;
    }
    let owner = audit.lead().unwrap_or(&audit.client);
    report
        .raise(record, "/status", format!("the audit is {}, but its plan lacks {}", audit.status, listed(&missing, 10)))
        .help("fill in what is missing, or leave the audit `planned` until it is known")
        .owner(owner)
        .members(missing);
}

/// What the plan lacks, each part by its name and its key.
fn missing(audit: &Audit) -> Vec<&'static str> {
    let follows_findings = audit.r#type == AuditType::FollowUp && !audit.previous_findings.is_empty();
    let plan = audit.plan.as_ref();
    let parts = [
        ("its objectives (`objectives`)", audit.objectives.iter().all(|objective| is_blank(Some(objective)))),
        ("its scope (`scope`)", is_blank(audit.scope.as_ref().map(|scope| scope.statement.as_str()))),
        ("its criteria (`criteria`)", audit.criteria.is_empty() && !follows_findings),
        ("its methods (`methods`)", audit.methods.is_empty()),
        ("its team (`team`)", audit.team.is_empty()),
        // A supplier's people need no records here.
        ("who is audited (`auditees`)", audit.auditees.is_empty() && audit.r#type != AuditType::Supplier),
        ("its approval (`plan.approved`)", plan.is_none_or(|plan| plan.approved.is_none())),
        ("the day of the notice (`plan.notified_on`)", plan.is_none_or(|plan| plan.notified_on.is_none())),
        ("its first and last day (`dates`)", audit.dates.is_none()),
        ("its timetable (`schedule`)", audit.schedule.is_empty()),
    ];
    parts.into_iter().filter(|(_, is_missing)| *is_missing).map(|(part, _)| part).collect()
}

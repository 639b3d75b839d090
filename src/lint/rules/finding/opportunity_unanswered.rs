use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{ActionStatus, FindingStatus, Grade, Kind};
use crate::snapshot::Record;
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "opportunity-unanswered",
    family: Family::Finding,
    summary: "Nobody has decided about an opportunity for half a year",
    level: Level::Info,
    clause: "10.1",
    needs_day: true,
    docs: include_str!("opportunity_unanswered.md"),
    check: Check::Record(Kind::Finding, check),
};

/// Days after which an idea is forgotten.
const DAYS: i64 = 180;

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(finding) = record.data().finding().filter(|finding| finding.grade == Grade::Opportunity) else { return };
    let is_open = matches!(finding.status, FindingStatus::Open | FindingStatus::Contested);
    let mut actions = context.snapshot.actions_for(&record.id);
    let is_taken_up = actions.any(|action| action.status != ActionStatus::Cancelled);
    let limit = finding.detected_on.plus_days(DAYS);
    if !is_open || finding.decision.is_some() || is_taken_up || limit >= context.day {
        return;
    }
    let days = counted(context.day.days_since(finding.detected_on), "day");
    report
        .raise(record, "/status", format!("nobody has decided about this opportunity in {days}"))
        .help("decide: `decision: {by: …, date: …, outcome: done}`, or `declined` with the reason; or take it up in an action")
        .owner(finding.auditee.as_ref().unwrap_or(&finding.raised_by))
        .since(limit);
}

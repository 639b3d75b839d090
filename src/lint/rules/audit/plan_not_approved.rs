use crate::diagnostic::Level;
use crate::lint::team::with_own_team;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, Kind};
use crate::snapshot::Record;
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "plan-not-approved",
    family: Family::Audit,
    summary: "Nobody approved the plan of an audit before it began",
    level: Level::Warning,
    clause: "ISO 19011:2018, 6.3.2",
    needs_day: false,
    docs: include_str!("plan_not_approved.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(_: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record).filter(|audit| audit.status.has_reached(AuditStatus::Confirmed)) else {
        return;
    };
    // That there is no approval at all is `plan-incomplete`'s.
    let approved = audit.plan.as_ref().and_then(|plan| plan.approved.as_ref());
    let (Some(approved), Some(dates)) = (approved, audit.dates) else { return };
    // A later version may be approved on the way.
    if audit.plan.as_ref().is_some_and(|plan| plan.version > 1) {
        return;
    }
    let days = approved.date.days_since(dates.start);
    if days <= 0 {
        return;
    }
    report
        .raise(
            record,
            "/plan/approved/date",
            format!("the plan was approved on {}, {} after the audit had begun", approved.date, counted(days, "day")),
        )
        .also(record.at("/dates/start"), "the audit began")
        .help("nothing can be done now but to learn from it; a later version of the plan is approved on its own day")
        .owner(audit.lead().unwrap_or(&audit.client));
}

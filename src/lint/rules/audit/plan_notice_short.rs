use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, Kind};
use crate::snapshot::Record;
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "plan-notice-short",
    family: Family::Audit,
    summary: "The auditees were told too late that an audit comes",
    level: Level::Warning,
    clause: "ISO 19011:2018, 6.3.2",
    needs_day: false,
    docs: include_str!("plan_notice_short.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = record.data().audit().filter(|audit| audit.r#type.is_planned_by_us()) else { return };
    // A closed audit can only be learnt from.
    if !audit.status.has_reached(AuditStatus::Confirmed) || audit.status == AuditStatus::Closed {
        return;
    }
    let notified_on = audit.plan.as_ref().and_then(|plan| plan.notified_on);
    let (Some(notified_on), Some(dates)) = (notified_on, audit.dates) else { return };
    let (notice, wanted) = (dates.start.days_since(notified_on), i64::from(context.thresholds().notice_days));
    if notice >= wanted {
        return;
    }
    let when = match notice {
        0 => "on the day the audit began".to_owned(),
        1.. => format!("{} before the audit", counted(notice, "day")),
        _ => format!("{} after the audit had begun", counted(-notice, "day")),
    };
    let diagnostic = report.raise(
        record,
        "/plan/notified_on",
        format!("the auditees were told on {notified_on}, {when}; {} are agreed", counted(wanted, "day")),
    );
    diagnostic.also(record.at("/dates/start"), "the audit begins");
    diagnostic.help("move the audit, or ask the auditees whether the time is enough and keep their answer in a waiver");
    diagnostic.owner(audit.lead().unwrap_or(&audit.client));
}

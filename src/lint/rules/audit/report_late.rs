use crate::diagnostic::Level;
use crate::lint::team::with_own_team;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, Change, Kind};
use crate::snapshot::Record;
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "report-late",
    family: Family::Audit,
    summary: "A report was issued too long after the closing meeting",
    level: Level::Warning,
    clause: "9.2.2 c; ISO 19011:2018, 6.5.2",
    needs_day: true,
    docs: include_str!("report_late.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    // A closed audit can only be learnt from.
    let Some(audit) = with_own_team(record).filter(|audit| audit.status != AuditStatus::Closed) else { return };
    let Some(closing) = audit.closing_meeting.as_ref().map(|meeting| meeting.date) else { return };
    // A later version is not the report that was waited for.
    let was_taken_back = |change: &Change| change.field == "status" && change.from == AuditStatus::Issued.as_str();
    if audit.report_version() > 1 || audit.changes.iter().any(was_taken_back) {
        return;
    }
    let days = i64::from(context.thresholds().report_days);
    let limit = closing.plus_days(days);
    let issued = audit.report.as_ref().and_then(|report| report.issued.as_ref()).map(|issued| issued.date);
    let (place, message) = match issued {
        Some(issued) if issued > limit => (
            "/report/issued/date",
            format!(
                "the report was issued on {issued}, {} after the closing meeting",
                counted(issued.days_since(closing), "day")
            ),
        ),
        None if context.day > limit => (
            "/status",
            format!(
                "the report is not issued, {} after the closing meeting",
                counted(context.day.days_since(closing), "day")
            ),
        ),
        _ => return,
    };
    let diagnostic = report.raise(record, place, format!("{message}; {} are agreed", counted(days, "day")));
    diagnostic.also(record.at("/closing_meeting/date"), "the closing meeting");
    diagnostic.help("issue the report; what is not settled yet can go into a second version");
    diagnostic.owner(audit.lead().unwrap_or(&audit.client));
    if issued.is_none() {
        diagnostic.since(limit);
    }
}

use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Date, Finding, FindingStatus, Kind};
use crate::snapshot::Record;
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "finding-not-acknowledged",
    family: Family::Finding,
    summary: "An auditee has not said whether they agree with a nonconformity",
    level: Level::Warning,
    clause: "ISO 19011:2018, 6.4.10",
    needs_day: true,
    docs: include_str!("finding_not_acknowledged.md"),
    check: Check::Record(Kind::Finding, check),
};

/// Days after the closing meeting by which the auditee has answered: five working days.
const DAYS: i64 = 7;

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(finding) = record.data().finding().filter(|finding| is_waiting(finding)) else { return };
    let Some(audit) = context.snapshot.audit(&finding.audit).filter(|audit| !audit.r#type.is_third_party()) else {
        return;
    };
    let closing = audit.closing_meeting.as_ref().map(|meeting| meeting.date);
    let limit = closing.map(|day| day.plus_days(DAYS));
    let message = match limit.filter(|limit| *limit < context.day) {
        _ if audit.status.is_issued() => {
            "the report is issued, and the auditee has not said whether they agree with this nonconformity".to_owned()
        }
        Some(limit) => waited(limit, context.day),
        None => return,
    };
    let diagnostic = report.raise(record, "/grade", message);
    diagnostic
        .help("ask them and record the answer: `acknowledged: {by: …, date: …, position: agreed}`, or `contested`");
    diagnostic.owner(finding.auditee.as_ref().unwrap_or(&finding.raised_by));
    if closing.is_some() {
        diagnostic.also(audit.at("/closing_meeting/date"), "the closing meeting");
    }
    if let Some(limit) = limit.filter(|limit| *limit < context.day) {
        diagnostic.since(limit);
    }
}

fn waited(limit: Date, day: Date) -> String {
    let late = counted(day.days_since(limit), "day");
    format!("the auditee has not said whether they agree; that was due on {limit}, {late} before {day}")
}

fn is_waiting(finding: &Finding) -> bool {
    let is_taken_back = matches!(finding.status, FindingStatus::Withdrawn | FindingStatus::Superseded);
    finding.grade.is_nonconformity() && !is_taken_back && finding.acknowledged.is_none()
}

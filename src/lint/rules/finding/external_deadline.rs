use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::Kind;
use crate::snapshot::Record;
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
    let Some(finding) = record.data().finding() else { return };
    let Some(answer) = context.snapshot.answer_owed(record) else { return };
    let due = answer.due;
    let place = if answer.told_by.kind() == Kind::Finding { "/response_due" } else { "/audit" };
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

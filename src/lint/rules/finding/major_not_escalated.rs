use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{FindingStatus, Grade, Kind};
use crate::snapshot::Record;
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "major-not-escalated",
    family: Family::Finding,
    summary: "A major nonconformity was not taken to top management",
    level: Level::Error,
    clause: "9.2.2 c; 9.3.2 d",
    needs_day: true,
    docs: include_str!("major_not_escalated.md"),
    check: Check::Record(Kind::Finding, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(finding) = record.data().finding() else { return };
    let stands = finding.status.is_reported() && finding.status != FindingStatus::Superseded;
    if finding.grade != Grade::Major || !stands || finding.escalated.is_some() {
        return;
    }
    let Some(audit) = context.snapshot.audit(&finding.audit) else { return };
    let Some(issued) = audit.issued_on() else { return };
    let days = context.thresholds().escalation_days;
    let last = issued.plus_days(days.into());
    if context.day <= last {
        return;
    }
    let late = counted(context.day.days_since(last), "day");
    let diagnostic = report.raise(
        record,
        "/grade",
        format!(
            "nobody took this major nonconformity to top management; that was due on {last}, {late} before {}",
            context.day
        ),
    );
    diagnostic
        .also(audit.at("/report/issued/date"), format!("{days} days were given from here"))
        .help("tell top management, and write down when and whom: `escalated: {date: …, to: …}`")
        .since(last);
    if let Some(isms) = context.snapshot.isms() {
        diagnostic.owner(&isms.data().roles.programme_manager);
    }
}

use crate::diagnostic::Level;
use crate::lint::team::with_own_team;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, AuditType, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "lessons-missing",
    family: Family::Audit,
    summary: "An audit was closed without a word on what the next one does better",
    level: Level::Info,
    clause: "10.1",
    needs_day: false,
    docs: include_str!("lessons_missing.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(_: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record).filter(|audit| audit.r#type == AuditType::Internal) else { return };
    if audit.status == AuditStatus::Closed && audit.lessons.is_empty() {
        report
            .raise(record, "/status", "the audit is closed, and the team has noted no lesson")
            .help("note one thing that the next audit does better, under `lessons`")
            .owner(audit.lead().unwrap_or(&audit.client));
    }
}

use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Audit, AuditStatus, Kind};
use crate::snapshot::Record;
use crate::text::{counted, shortened};

pub static RULE: Rule = Rule {
    name: "audit-overdue",
    family: Family::Programme,
    summary: "The time for an audit is over, and it has not begun",
    level: Level::Error,
    clause: "9.2.1",
    needs_day: true,
    docs: include_str!("audit_overdue.md"),
    check: Check::Record(Kind::Programme, check),
};

const HELP: &str = "hold it, or give it a new window in the programme, with an entry of `changes`; one that is not held is `cancelled`, with the reason";

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(programme) = record.data().programme().filter(|programme| programme.status.is_approved()) else { return };
    for (position, line) in programme.schedule.iter().enumerate() {
        if line.window.to >= context.day || context.snapshot.broken_record(line.audit.as_str()).is_some() {
            continue;
        }
        let audit = context.snapshot.record(line.audit.as_str());
        let state = match audit.map(|audit| audit.data().audit()) {
            None => "it has no record yet".to_owned(),
            Some(Some(audit)) if is_waiting(audit, &record.id) => format!("it is still {}", audit.status),
            Some(_) => continue,
        };
        let message = format!(
            "the time for {} ended on {}, {} before {}, and {state}: {}",
            line.audit,
            line.window.to,
            counted(context.day.days_since(line.window.to), "day"),
            context.day,
            shortened(&line.title, 80),
        );
        let diagnostic = report.raise(record, &format!("/schedule/{position}/window/to"), message);
        diagnostic.help(HELP).since(line.window.to).part(&line.audit);
        diagnostic.owner(line.lead.as_ref().unwrap_or(&programme.manager));
        if let Some(audit) = audit {
            diagnostic.also(audit.at("/status"), "its state");
        }
    }
}

/// Whether the audit is ours to hold under this programme, and has not begun. One that a later programme took over is
/// late there, if at all.
fn is_waiting(audit: &Audit, programme: &str) -> bool {
    matches!(audit.status, AuditStatus::Planned | AuditStatus::Confirmed | AuditStatus::Postponed)
        && !audit.r#type.is_third_party()
        && audit.programme.as_ref().is_none_or(|own| own.as_str() == programme)
}

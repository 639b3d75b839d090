use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::snapshot::LateAudit;
use crate::text::{counted, shortened};

pub static RULE: Rule = Rule {
    name: "audit-overdue",
    family: Family::Programme,
    summary: "The time for an audit is over, and it has not begun",
    level: Level::Error,
    clause: "9.2.1",
    needs_day: true,
    docs: include_str!("audit_overdue.md"),
    check: Check::Records(check),
};

const BY_PROGRAMME: &str = "hold it, or give it a new window in the programme, with an entry of `changes`; one that is not held is `cancelled`, with the reason";
const BY_PLAN: &str =
    "hold it, or give it new `dates`, with an entry of `changes`; one that is not held is `cancelled`, with the reason";

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    context.snapshot.late_audits(context.day).for_each(|late| raise(context, &late, report));
}

fn raise(context: &Context<'_>, late: &LateAudit<'_>, report: &mut Report<'_>) {
    let state = match late.audit {
        None => "it has no record yet".to_owned(),
        Some(audit) => format!("it is still {}", audit.status),
    };
    let message = format!(
        "the time for {} ended on {}, {} before {}, and {state}: {}",
        late.part().unwrap_or(&late.record.id),
        late.due,
        counted(context.day.days_since(late.due), "day"),
        context.day,
        shortened(late.title, 80),
    );
    let diagnostic = report.raise(late.record, &late.field(), message).since(late.due);
    diagnostic.help(if late.line.is_some() { BY_PROGRAMME } else { BY_PLAN });
    if let Some(part) = late.part() {
        diagnostic.part(part);
    }
    if let Some(owner) = late.owner {
        diagnostic.owner(owner);
    }
    if let Some(audit) = late.part().and_then(|id| context.snapshot.record(id)) {
        diagnostic.also(audit.at("/status"), "its state");
    }
}

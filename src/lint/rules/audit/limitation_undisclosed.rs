use crate::diagnostic::Level;
use crate::lint::needs::audit::is_ours;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, ItemResult, Kind};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "limitation-undisclosed",
    family: Family::Audit,
    summary: "Something was not tested, and the audit does not say so",
    level: Level::Warning,
    clause: "ISO 19011:2018, 6.5.1",
    needs_day: false,
    docs: include_str!("limitation_undisclosed.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = record.data().audit().filter(|audit| is_ours(audit, AuditStatus::Drafted)) else { return };
    let skipped = not_tested(context, record);
    let (place, message) = match &audit.limitations {
        None => ("/status", format!("the status is `{}`, but it does not say what could not be audited", audit.status)),
        Some(said) if said.is_empty() && !skipped.is_empty() => (
            "/limitations",
            format!("`limitations` says that there was nothing, but this was not tested: {}", listed(&skipped, 6)),
        ),
        Some(_) => return,
    };
    report
        .raise(record, place, message)
        .help("list it under `limitations:` with the reason; `limitations: []` says that there was nothing")
        .owner(audit.lead().unwrap_or(&audit.client))
        .members(skipped);
}

/// The checklist items of an audit that could not be tested.
fn not_tested(context: &Context<'_>, record: &Record) -> Vec<String> {
    let mut items = Vec::new();
    for workpaper in context.snapshot.workpapers_of(&record.id) {
        let skipped = workpaper.data().items.iter().filter(|item| item.result == Some(ItemResult::NotTested));
        items.extend(skipped.map(|item| format!("{}/{}", workpaper.id(), item.id)));
    }
    items
}

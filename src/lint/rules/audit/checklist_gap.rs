use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, Criterion, Kind};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "checklist-gap",
    family: Family::Audit,
    summary: "No item of the checklist looks at a criterion of the audit",
    level: Level::Error,
    clause: "9.2.2 a",
    needs_day: false,
    docs: include_str!("checklist_gap.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = record.data().audit().filter(|audit| audit.r#type.is_planned_by_us()) else { return };
    if !audit.status.has_reached(AuditStatus::InProgress) || context.snapshot.has_broken(&[Kind::Workpaper]) {
        return;
    }
    let catalogues = context.snapshot.catalogues();
    let items: Vec<&Criterion> = context
        .snapshot
        .workpapers_of(&record.id)
        .flat_map(|workpaper| &workpaper.data().items)
        .flat_map(|item| &item.criteria)
        .collect();
    let asked = catalogues.answered(items);
    let mut gaps = catalogues.resolve_all(&audit.criteria);
    gaps.retain(|requirement| asked.binary_search(requirement).is_err());
    let Some(first) = gaps.first() else { return };
    let names = |criterion: &Criterion| catalogues.resolve(criterion).is_ok_and(|all| all.contains(first));
    let position = audit.criteria.iter().position(names).unwrap_or_default();
    let level = match audit.status {
        AuditStatus::InProgress => Level::Warning,
        _ => Level::Error,
    };
    report
        .at_level(level)
        .raise(
            record,
            &format!("/criteria/{position}"),
            format!("no item of the checklist looks at {}", listed(&catalogues.ranges(&gaps), 12)),
        )
        .help("add an item for each; where it was not looked at, an item with `result: not-tested` and the reason")
        .owner(audit.lead().unwrap_or(&audit.client))
        .members(gaps.iter().map(|&gap| catalogues.name(gap)));
}

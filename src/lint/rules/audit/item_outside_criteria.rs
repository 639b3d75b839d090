use crate::diagnostic::Level;
use crate::lint::team::with_own_team;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::criteria::Requirement;
use crate::record::{CatalogueType, Kind};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "item-outside-criteria",
    family: Family::Audit,
    summary: "A checklist item looks at something that the audit does not audit against",
    level: Level::Warning,
    clause: "9.2.2 a",
    needs_day: false,
    docs: include_str!("item_outside_criteria.md"),
    check: Check::Record(Kind::Workpaper, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(workpaper) = record.data().workpaper() else { return };
    let Some(view) = context.snapshot.audit(&workpaper.audit) else { return };
    // Without criteria the plan is not written yet, or follows earlier findings.
    let Some(audit) = with_own_team(view.record()).filter(|audit| !audit.criteria.is_empty()) else { return };
    let catalogues = context.snapshot.catalogues();
    // What is audited against is not known while a criterion is not; `criterion-unknown` tells of it.
    if audit.criteria.iter().any(|criterion| catalogues.resolve(criterion).is_err()) {
        return;
    }
    // An own rule that maps to a criterion of the audit is a way to look at it, and the other way round.
    let covered = catalogues.answered(&audit.criteria);
    for (position, item) in workpaper.items.iter().enumerate() {
        let mut outside = catalogues.resolve_all(&item.criteria);
        let is_inside = |requirement: &Requirement| {
            covered.binary_search(requirement).is_ok()
                || catalogues
                    .resolve_all(&catalogues.entry(*requirement).maps_to)
                    .iter()
                    .any(|mapped| covered.binary_search(mapped).is_ok())
        };
        // Beside a criterion of the audit, an own rule is what the auditor measures by.
        let is_anchored = outside.iter().any(is_inside);
        let is_own = |requirement: &Requirement| catalogues.catalogue_of(*requirement).r#type == CatalogueType::Own;
        outside.retain(|requirement| !(is_inside(requirement) || is_anchored && is_own(requirement)));
        if outside.is_empty() {
            continue;
        }
        let names = catalogues.ranges(&outside);
        report
            .raise(
                record,
                &format!("/items/{position}/criteria"),
                format!("item {} looks at {}, which the audit does not audit against", item.id, listed(&names, 6)),
            )
            .also(view.at("/criteria"), "the criteria of the audit")
            .help(
                "add them to the audit's `criteria` (after confirmation with an entry in `changes`), or drop the item",
            )
            .owner(&workpaper.auditor)
            .part(&item.id)
            .members(names);
    }
}

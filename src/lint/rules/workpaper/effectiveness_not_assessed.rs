use crate::diagnostic::Level;
use crate::lint::team::finished_workpaper;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::criteria::is_control;
use crate::record::{Item, ItemResult, Kind, Met};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "effectiveness-not-assessed",
    family: Family::Workpaper,
    summary: "Controls were found in order, and nobody judged whether they work",
    level: Level::Warning,
    clause: "9.2.1 b",
    needs_day: false,
    docs: include_str!("effectiveness_not_assessed.md"),
    check: Check::Record(Kind::Workpaper, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(workpaper) = finished_workpaper(context, record) else { return };
    let items = workpaper.items.iter().enumerate();
    let bare: Vec<_> = items.filter(|(_, item)| is_bare(context, item)).collect();
    let Some((first, _)) = bare.first() else { return };
    let ids: Vec<&str> = bare.iter().map(|(_, item)| item.id.as_str()).collect();
    report
        .raise(
            record,
            &format!("/items/{first}/result"),
            format!("{} found controls in order without judging whether they work", named(&ids)),
        )
        .help("look at records of the control at work, and say `effective: met`, `partly` or `not-met`")
        .owner(&workpaper.auditor)
        .members(ids);
}

fn named(ids: &[&str]) -> String {
    format!("item{} {}", if ids.len() == 1 { "" } else { "s" }, listed(ids, 8))
}

/// Whether an item says that a control conforms, and not whether it is effective.
fn is_bare(context: &Context<'_>, item: &Item) -> bool {
    let catalogues = context.snapshot.catalogues();
    let has_control = || {
        let all = catalogues.resolve_all(&item.criteria);
        all.iter().any(|requirement| is_control(catalogues.entry(*requirement).id.as_str()))
    };
    item.result == Some(ItemResult::Conform)
        && item.effective.is_none_or(|effective| effective == Met::NotAssessed)
        && has_control()
}

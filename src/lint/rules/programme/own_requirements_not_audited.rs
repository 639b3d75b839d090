use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{CatalogueType, Coverage, Kind};
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "own-requirements-not-audited",
    family: Family::Programme,
    summary: "No audit looks at the organisation's own rules",
    level: Level::Warning,
    clause: "9.2.1 a 1",
    needs_day: true,
    docs: include_str!("own_requirements_not_audited.md"),
    check: Check::Snapshot(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let snapshot = context.snapshot;
    let kinds = [Kind::Isms, Kind::Catalogue, Kind::Programme, Kind::Audit, Kind::Workpaper];
    if snapshot.has_broken(&kinds) {
        return;
    }
    let Some(window) = snapshot.coverage_window(Coverage::PerCycle, context.day) else { return };
    let mut missing = Vec::new();
    for catalogue in snapshot.own_catalogues() {
        let data = catalogue.data();
        if data.r#type != CatalogueType::Own || data.withdrawn.is_some_and(|withdrawn| withdrawn <= context.day) {
            continue;
        }
        let wanted = snapshot.catalogues().auditable(catalogue.id());
        // One rule of a policy that was looked at shows that it is looked at.
        if !wanted.is_empty() && snapshot.gaps(&window, context.day, &wanted).len() == wanted.len() {
            missing.push(format!("{} ({})", catalogue.id(), data.title));
        }
    }
    if missing.is_empty() {
        return;
    }
    report
        .raise(
            window.programme.record(),
            "/schedule",
            format!(
                "no issued audit since {} and none scheduled until {} looks at {}",
                window.period.from,
                window.period.to,
                listed(&missing, 6)
            ),
        )
        .help("add some of their rules to the criteria of an audit, such as `own:ACP-4`")
        .owner(&window.programme.data().manager)
        .members(missing);
}

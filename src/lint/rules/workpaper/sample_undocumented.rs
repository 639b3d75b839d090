use crate::diagnostic::Level;
use crate::lint::team::finished_workpaper;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Item, Kind, Method};
use crate::snapshot::Record;
use crate::text::{is_blank, listed};

pub static RULE: Rule = Rule {
    name: "sample-undocumented",
    family: Family::Workpaper,
    summary: "A sample was taken, and it is not on record of what, how many and how chosen",
    level: Level::Warning,
    clause: "ISO 19011:2018, A.6",
    needs_day: false,
    docs: include_str!("sample_undocumented.md"),
    check: Check::Record(Kind::Workpaper, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(workpaper) = finished_workpaper(context, record) else { return };
    for (position, item) in workpaper.items.iter().enumerate() {
        if let Some((size, population)) = too_many(item) {
            report
                .raise(
                    record,
                    &format!("/items/{position}/sample/size"),
                    format!("item {} looked at {size} of {population}, which is more than there are", item.id),
                )
                .help("`population` is how many there are, `size` how many of them were looked at")
                .owner(&workpaper.auditor)
                .part(&item.id);
        }
        let missing = missing(item);
        if missing.is_empty() {
            continue;
        }
        let place = if item.sample.is_some() { "sample" } else { "methods" };
        report
            .raise(
                record,
                &format!("/items/{position}/{place}"),
                format!("item {} took a sample without saying {}", item.id, listed(&missing, 4)),
            )
            .help("write it down: `sample: {population: 46, size: 8, method: random, basis: what the 46 are}`")
            .owner(&workpaper.auditor)
            .part(&item.id)
            .members(missing);
    }
}

/// Size and population of a sample that is larger than what it was taken from.
fn too_many(item: &Item) -> Option<(u32, u32)> {
    let sample = item.sample.as_ref()?;
    sample.size.zip(sample.population).filter(|(size, population)| size > population)
}

/// What is not said of a sample that was taken.
fn missing(item: &Item) -> Vec<&'static str> {
    let was_tested = item.result.is_some_and(|result| result.is_tested());
    if !was_tested || (item.sample.is_none() && !item.methods.contains(&Method::Sampling)) {
        return Vec::new();
    }
    let sample = item.sample.as_ref();
    let parts = [
        ("of how many", sample.is_none_or(|sample| sample.population.is_none())),
        ("how many were looked at", sample.is_none_or(|sample| sample.size.is_none())),
        ("how they were chosen", sample.is_none_or(|sample| sample.method.is_none())),
        ("what they are", sample.is_none_or(|sample| is_blank(sample.basis.as_deref()))),
    ];
    parts.into_iter().filter(|(_, is_missing)| *is_missing).map(|(name, _)| name).collect()
}

use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use std::collections::HashMap;

use crate::record::criteria::Requirement;
use crate::record::{Audit, Date, Workpaper};
use crate::snapshot::View;
use crate::text::{counted, is_alike};

pub static RULE: Rule = Rule {
    name: "workpaper-copied",
    family: Family::Workpaper,
    summary: "Notes of a checklist were taken over from an earlier audit",
    level: Level::Warning,
    clause: "9.2.1",
    needs_day: false,
    docs: include_str!("workpaper_copied.md"),
    check: Check::Snapshot(check),
};

/// How much alike two notes must be, from 0 to 1 by Dice's coefficient over pairs of letters.
const LIKENESS: f64 = 0.9;
/// Shorter notes say little enough to be alike by chance.
const FEWEST_LETTERS: usize = 40;

/// What was noted of a requirement, where.
struct Noted<'a> {
    notes: &'a str,
    item: &'a str,
    workpaper: View<'a, Workpaper>,
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let mut audits: Vec<(Date, View<'_, Audit>)> =
        context.snapshot.audits().filter_map(|audit| Some((audit.data().dates?.end, audit))).collect();
    audits.sort_by(|a, b| (a.0, a.1.id()).cmp(&(b.0, b.1.id())));
    let mut last: HashMap<Requirement, Noted<'_>> = HashMap::new();
    for (_, audit) in audits {
        let mut seen: Vec<(Requirement, Noted<'_>)> = Vec::new();
        for workpaper in context.snapshot.workpapers_of(audit.id()) {
            one(context, &last, workpaper, &mut seen, report);
        }
        last.extend(seen);
    }
}

/// Holds the notes of one workpaper against the last ones on the same requirements.
fn one<'a>(
    context: &Context<'a>,
    last: &HashMap<Requirement, Noted<'a>>,
    workpaper: View<'a, Workpaper>,
    seen: &mut Vec<(Requirement, Noted<'a>)>,
    report: &mut Report<'_>,
) {
    let mut copied: Vec<(usize, &Noted<'_>)> = Vec::new();
    for (position, item) in workpaper.data().items.iter().enumerate() {
        let Some(notes) = item.notes.as_deref().filter(|notes| notes.chars().count() >= FEWEST_LETTERS) else {
            continue;
        };
        // The first requirement stands for the item: an item is held against one other.
        let Some(&requirement) = context.snapshot.catalogues().resolve_all(&item.criteria).first() else { continue };
        if let Some(earlier) = last.get(&requirement).filter(|earlier| is_alike(earlier.notes, notes, LIKENESS)) {
            copied.push((position, earlier));
        }
        seen.push((requirement, Noted { notes, item: item.id.as_str(), workpaper }));
    }
    let Some((position, earlier)) = copied.first() else { return };
    let what = counted(copied.len() as i64, "item");
    let from = format!("{}/{}", earlier.workpaper.id(), earlier.item);
    let items = copied.iter().map(|(position, _)| workpaper.data().items[*position].id.as_str());
    report
        .raise(
            workpaper.record(),
            &format!("/items/{position}/notes"),
            format!("the notes of {what} say what an earlier audit noted, such as {from}"),
        )
        .also(earlier.workpaper.at("/items"), "noted before")
        .help("write down what was seen this time: names of records, numbers, days")
        .owner(&workpaper.data().auditor)
        .members(items);
}

//! Lapses that were not cured: what came back, and what was done and did not work, each lapse once.

use std::collections::BTreeSet;

use super::Population;
use super::findings::repeats;
use crate::record::ActionStatus;

/// What was not cured within the repeat window.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Uncured<'a> {
    /// Findings that repeat an earlier one.
    pub repeated: Vec<&'a str>,
    /// Actions that were checked and did not work.
    pub ineffective: Vec<&'a str>,
    /// The lapses that they are about: a finding and the one that it repeats are the same lapse, and so is an action for either.
    pub lapses: usize,
}

/// What was not cured within the repeat window up to the day.
pub fn uncured<'a>(population: &Population<'a>) -> Uncured<'a> {
    let (snapshot, day) = (population.snapshot, population.day);
    let since = day.plus_months(-i64::from(snapshot.thresholds().repeat_window_months));
    let mut uncured = Uncured::default();
    let mut lapses: Vec<BTreeSet<String>> = Vec::new();
    for finding in repeats(snapshot, day).into_iter().filter(|finding| population.counts(finding.id())) {
        uncured.repeated.push(finding.id());
        join(&mut lapses, chain(population, [finding.id()]));
    }
    for action in population.actions().filter(|action| action.status == ActionStatus::Ineffective) {
        let checked = action.effectiveness.as_ref().and_then(|check| check.checked_on);
        if checked.is_some_and(|on| since < on && on <= day) {
            uncured.ineffective.push(action.id());
            let findings = action.data().source.findings.iter().map(|finding| finding.as_str());
            let mut about = chain(population, findings);
            // One that answers no finding is about a lapse of its own.
            if about.is_empty() {
                about.insert(action.id().to_lowercase());
            }
            join(&mut lapses, about);
        }
    }
    uncured.lapses = lapses.len();
    uncured
}

/// Findings and all that they repeat.
fn chain<'i>(population: &Population<'_>, ids: impl IntoIterator<Item = &'i str>) -> BTreeSet<String> {
    let mut chain = BTreeSet::new();
    let mut waiting: Vec<String> = ids.into_iter().map(str::to_lowercase).collect();
    while let Some(id) = waiting.pop() {
        if let Some(finding) = population.snapshot.finding(&id.as_str().into()).filter(|_| !chain.contains(&id)) {
            waiting.extend(finding.repeat_of.iter().map(|earlier| earlier.as_str().to_lowercase()));
        }
        chain.insert(id);
    }
    chain
}

/// Adds a lapse, as one with those that share a finding with it.
fn join(lapses: &mut Vec<BTreeSet<String>>, mut lapse: BTreeSet<String>) {
    let (same, mut others): (Vec<_>, Vec<_>) =
        std::mem::take(lapses).into_iter().partition(|known| !known.is_disjoint(&lapse));
    same.into_iter().for_each(|known| lapse.extend(known));
    others.push(lapse);
    *lapses = others;
}

//! What was audited in one of two cycles only.

use std::collections::{BTreeSet, HashMap};

use super::{End, Named};
use crate::record::criteria::Requirement;
use crate::record::{Audit, CatalogueRef};
use crate::snapshot::View;

/// What was audited in one cycle and not in the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CoverageChanges {
    /// Audited in the later cycle only.
    pub gained: Vec<Audited>,
    /// Audited in the earlier cycle only.
    pub lost: Vec<Audited>,
    /// How many requirements were audited in both.
    pub kept: usize,
    /// Applicable in the later cycle, and audited in neither.
    pub neither: usize,
    /// How many of all of these are no clauses and controls of the standard, but rules of other catalogues, as the organisation's own.
    pub others: usize,
}

/// A requirement and the audits that looked at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audited {
    /// The requirement.
    pub criterion: Named,
    /// The issued audits of the cycle that covered it.
    pub audits: Vec<String>,
    /// The own rules through which alone they did; none where one of them named it.
    pub through: Vec<String>,
}

pub(super) fn changes(before: End<'_>, after: End<'_>) -> CoverageChanges {
    // What either of them audits against, so that a catalogue which came later counts in both.
    let catalogues: BTreeSet<&str> = catalogues(before).chain(catalogues(after)).collect();
    let (old, new) = (covered(before, &catalogues), covered(after, &catalogues));
    let by_name = |all: &[Audited]| -> HashMap<String, bool> {
        all.iter().map(|one| (one.criterion.id.clone(), !one.audits.is_empty())).collect()
    };
    let (was, is) = (by_name(&old), by_name(&new));
    let has = |names: &HashMap<String, bool>, one: &Audited| names.get(&one.criterion.id).copied().unwrap_or(false);
    let mut changes = CoverageChanges::default();
    let of_standard: BTreeSet<String> = [before, after].into_iter().flat_map(of_default).collect();
    let is_other = |one: &Audited| !of_standard.contains(&one.criterion.id);
    for one in new {
        changes.others += usize::from(is_other(&one) && !(has(&was, &one) && one.audits.is_empty()));
        match (has(&was, &one), one.audits.is_empty()) {
            (false, false) => changes.gained.push(one),
            (true, false) => changes.kept += 1,
            (false, true) => changes.neither += 1,
            // Lost, as is what is not there any more.
            (true, true) => {}
        }
    }
    changes.lost = old.into_iter().filter(|one| !one.audits.is_empty() && !has(&is, one)).collect();
    changes.others += changes.lost.iter().filter(|one| is_other(one)).count();
    changes
}

/// The names of what can be audited of the catalogue whose criteria need no prefix.
fn of_default(end: End<'_>) -> Vec<String> {
    let catalogues = end.snapshot.catalogues();
    let default = catalogues.default_catalogue().map(|catalogue| catalogue.id.as_str());
    default
        .into_iter()
        .flat_map(|id| catalogues.auditable(id))
        .map(|requirement| catalogues.name(requirement))
        .collect()
}

/// The catalogues of a cycle's programmes, and the one whose criteria need no prefix.
fn catalogues<'a>(end: End<'a>) -> impl Iterator<Item = &'a str> {
    let default = end.snapshot.catalogues().default_catalogue().map(|catalogue| catalogue.id.as_str());
    let programmes = end.cycle.programmes.iter().filter_map(move |id| end.snapshot.record(id)?.data().programme());
    default.into_iter().chain(programmes.flat_map(|programme| programme.criteria.iter().map(CatalogueRef::as_str)))
}

/// The auditable requirements of some catalogues at the end of a cycle, without the controls that do not apply.
pub(super) fn requirements(end: End<'_>, wanted: &BTreeSet<&str>) -> Vec<Requirement> {
    let catalogues = end.snapshot.catalogues();
    let soa = end.snapshot.soa();
    let excluded: BTreeSet<&str> = soa
        .iter()
        .flat_map(|soa| &soa.data().controls)
        .filter(|control| !control.applicable)
        .map(|control| control.id.as_str())
        .collect();
    let all = catalogues.iter().filter(|catalogue| wanted.contains(catalogue.id.as_str()));
    all.flat_map(|catalogue| catalogues.auditable(catalogue.id.as_str()))
        .filter(|requirement| !excluded.contains(catalogues.name(*requirement).as_str()))
        .collect()
}

/// The issued audits of a cycle that covered a requirement.
pub(super) fn audits(end: End<'_>, requirement: Requirement) -> Vec<String> {
    covering(end, requirement).map(|(audit, _)| audit.id().to_owned()).collect()
}

fn covering<'a>(end: End<'a>, requirement: Requirement) -> impl Iterator<Item = (View<'a, Audit>, &'a [Requirement])> {
    let covering = end.snapshot.coverage(requirement).iter();
    let covering =
        covering.filter_map(move |covered| Some((end.snapshot.covering_audit(covered)?, covered.through.as_slice())));
    covering.filter(move |(audit, _)| end.cycle.has_audit(end.snapshot, audit))
}

/// The own rules through which alone the audits of a cycle covered a requirement.
fn through(end: End<'_>, requirement: Requirement) -> Vec<String> {
    let rules: Vec<&[Requirement]> = covering(end, requirement).map(|(_, through)| through).collect();
    let is_named = rules.iter().any(|through| through.is_empty());
    let rules: BTreeSet<Requirement> = rules.into_iter().filter(|_| !is_named).flatten().copied().collect();
    rules.into_iter().map(|rule| end.snapshot.catalogues().name(rule)).collect()
}

/// The requirements of a cycle in the order of the catalogues, with the audits of the cycle that covered them.
fn covered(end: End<'_>, wanted: &BTreeSet<&str>) -> Vec<Audited> {
    let catalogues = end.snapshot.catalogues();
    let all = requirements(end, wanted).into_iter().map(|requirement| Audited {
        criterion: Named::new(catalogues.name(requirement), &catalogues.entry(requirement).title),
        audits: audits(end, requirement),
        through: through(end, requirement),
    });
    all.collect()
}

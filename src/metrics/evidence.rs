//! What the audits rest on.

use super::Population;
use crate::record::{AuditStatus, Date, EvidenceRef, EvidenceStatus, EvidenceType, Item, ItemResult, Method};

/// How good the evidence is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quality<'a> {
    /// Files that are here, tied to their record by a hash.
    pub hashed: Vec<&'a str>,
    /// Files that are here without one.
    pub unhashed: Vec<&'a str>,
    /// Evidence that was refused.
    pub rejected: Vec<&'a str>,
    /// Evidence that was asked for and is past its day.
    pub outstanding: Vec<&'a str>,
    /// Evidence that was too old for an audit that cites it.
    pub stale: Vec<&'a str>,
    /// Items of workpapers that were tested: workpaper and item.
    pub items: Vec<(&'a str, &'a str)>,
    /// Those of them that rest on nothing but what was said.
    pub said_only: Vec<(&'a str, &'a str)>,
    /// Those of them that name no evidence at all.
    pub unsupported: Vec<(&'a str, &'a str)>,
}

/// How good the evidence is.
pub fn evidence_quality<'a>(population: &Population<'a>) -> Quality<'a> {
    let mut quality = Quality::default();
    for evidence in population.snapshot.evidence().filter(|evidence| population.counts(evidence.id())) {
        let data = evidence.data();
        match data.status {
            EvidenceStatus::Rejected => quality.rejected.push(evidence.id()),
            EvidenceStatus::Requested if data.due.is_some_and(|due| due < population.day) => {
                quality.outstanding.push(evidence.id());
            }
            status if status.has_arrived() && data.r#type.is_file() => match data.sha256.is_some() {
                true => quality.hashed.push(evidence.id()),
                false => quality.unhashed.push(evidence.id()),
            },
            _ => {}
        }
    }
    for audit in population.audits().filter(|audit| audit.status.has_reached(AuditStatus::InProgress)) {
        let months = i64::from(population.snapshot.thresholds().evidence_max_age_months);
        let oldest = audit.dates.map(|dates| dates.end.plus_months(-months));
        for workpaper in population.workpapers_of(audit.id()) {
            for item in workpaper.data().items.iter().filter(|item| item.result.is_some_and(ItemResult::is_tested)) {
                let place = (workpaper.id(), item.id.as_str());
                quality.items.push(place);
                if item.evidence.is_empty() {
                    quality.unsupported.push(place);
                } else if is_said(population, item) {
                    quality.said_only.push(place);
                }
                let is_old = |id: &&EvidenceRef| oldest.is_some_and(|oldest| until(population, id) < Some(oldest));
                let known = |id: &EvidenceRef| until(population, id).is_some();
                if item.evidence.iter().all(|id| known(id) && is_old(&id)) {
                    let stale = item.evidence.iter().filter_map(|id| population.snapshot.evidence_record(id));
                    quality.stale.extend(stale.map(|evidence| evidence.id()).filter(|id| population.counts(id)));
                }
            }
        }
    }
    quality.stale.sort_unstable();
    quality.stale.dedup();
    quality
}

fn is_said(population: &Population<'_>, item: &Item) -> bool {
    let is_note = |id: &EvidenceRef| {
        let evidence = population.snapshot.evidence_record(id);
        evidence.is_some_and(|evidence| evidence.data().r#type == EvidenceType::InterviewNote)
    };
    item.evidence.iter().all(is_note) && item.methods.iter().all(|method| *method == Method::Interview)
}

/// The last day that evidence says something about; a document holds until it is replaced.
fn until(population: &Population<'_>, id: &EvidenceRef) -> Option<Date> {
    let evidence = population.snapshot.evidence_record(id)?;
    let data = evidence.data();
    let ages = data.r#type != EvidenceType::Document;
    data.period.map(|period| period.to).or(data.collected_on).filter(|_| ages)
}

//! What changed since the audit before: an audit held against the last one that looked at the same.

use std::collections::BTreeSet;

use super::Population;
use super::population::day_of;
use crate::record::criteria::Requirement;
use crate::record::{Audit, Finding, Grade};
use crate::snapshot::View;

/// An audit beside the one before it.
#[derive(Debug, Clone)]
pub struct SinceAudit<'a> {
    /// The audit before.
    pub before: View<'a, Audit>,
    /// Whether that one looked at half or more of what this one looks at, so that numbers can be held against each other.
    pub is_alike: bool,
    /// How many findings of each grade there were then and are now, gravest first, without grades of which there are none.
    pub grades: Vec<(Grade, usize, usize)>,
    /// Findings of this audit that repeat earlier ones.
    pub repeated: Vec<View<'a, Finding>>,
    /// Findings of the audit before that nothing is to be done about any more.
    pub closed: Vec<View<'a, Finding>>,
    /// Those that are open still.
    pub open: Vec<View<'a, Finding>>,
    /// What both of them tested.
    pub in_both: usize,
    /// What only this one tested.
    pub gained: Vec<Requirement>,
    /// What only the one before tested.
    pub lost: Vec<Requirement>,
}

/// What changed since the audit before: the last reported one of the same kind that looked at half or more of what this one
/// looks at; where there is none, the last one of the same kind. `None` for the first of its kind, and while nothing came of
/// this one yet.
pub fn since_audit<'a>(population: &Population<'a>, audit: View<'a, Audit>) -> Option<SinceAudit<'a>> {
    let (before, is_alike) = audit_before(population, audit)?;
    let (then, now) = (findings(population, before), findings(population, audit));
    let (tested_then, tested_now) = (tested(population, before), tested(population, audit));
    if !audit.status.is_issued() && now.is_empty() && tested_now.is_empty() {
        return None;
    }
    let count =
        |findings: &[View<'a, Finding>], grade: Grade| findings.iter().filter(|finding| finding.grade == grade).count();
    let grades = Grade::ALL.iter().map(|&grade| (grade, count(&then, grade), count(&now, grade)));
    let (open, closed) = then.iter().partition(|finding| finding.status.is_open());
    Some(SinceAudit {
        before,
        is_alike,
        grades: grades.filter(|(_, then, now)| then + now > 0).collect(),
        repeated: now.iter().copied().filter(|finding| !finding.repeat_of.is_empty()).collect(),
        closed,
        open,
        in_both: tested_now.intersection(&tested_then).count(),
        gained: tested_now.difference(&tested_then).copied().collect(),
        lost: tested_then.difference(&tested_now).copied().collect(),
    })
}

fn audit_before<'a>(population: &Population<'a>, audit: View<'a, Audit>) -> Option<(View<'a, Audit>, bool)> {
    // A report that was issued again is no later audit for it.
    let place = |audit: &View<'a, Audit>| (day_of(audit.data()), audit.issued_on().is_none(), audit.issued_on());
    day_of(audit.data())?;
    let own = place(&audit);
    let is_before = |other: &View<'a, Audit>| other.issued_on().is_some() && place(other) < own;
    let mut earlier: Vec<View<'a, Audit>> =
        population.audits().filter(|other| other.r#type == audit.r#type && is_before(other)).collect();
    earlier.sort_by_key(|other| (std::cmp::Reverse(place(other)), other.id()));
    let wanted = looked_at(population, audit);
    let is_alike = |other: &View<'a, Audit>| {
        let shared = wanted.intersection(&looked_at(population, *other)).count();
        shared > 0 && 2 * shared >= wanted.len()
    };
    let alike = earlier.iter().copied().find(is_alike).map(|other| (other, true));
    alike.or_else(|| earlier.first().map(|other| (*other, false)))
}

fn looked_at(population: &Population<'_>, audit: View<'_, Audit>) -> BTreeSet<Requirement> {
    population.snapshot.catalogues().answered(&audit.data().criteria).into_iter().collect()
}

/// The requirements that the tested items of an audit name. What one of them answers for only since an own rule maps to it was
/// not tested by itself. What an audit tested is known when it is reported; before that, to those who may read its workpapers.
fn tested(population: &Population<'_>, audit: View<'_, Audit>) -> BTreeSet<Requirement> {
    let papers = population.snapshot.workpapers_of(audit.id());
    let papers = papers.filter(|paper| audit.status.is_issued() || population.counts(paper.id()));
    let items = papers.flat_map(|paper| &paper.data().items);
    let items = items.filter(|item| item.result.is_some_and(|result| result.is_tested()));
    let criteria = items.flat_map(|item| &item.criteria);
    population.snapshot.catalogues().resolve_all(criteria).into_iter().collect()
}

fn findings<'a>(population: &Population<'a>, audit: View<'a, Audit>) -> Vec<View<'a, Finding>> {
    let of_audit = population.snapshot.findings_of(audit.id());
    // Of a report that is being written, its drafts are what there is, to those who may read them.
    let is_told = |finding: &View<'a, Finding>| finding.status.is_reported() || !audit.status.is_issued();
    let mut findings: Vec<View<'a, Finding>> =
        of_audit.filter(|finding| is_told(finding) && population.counts(finding.id())).collect();
    findings.sort_by_key(|finding| (finding.grade, finding.id()));
    findings
}

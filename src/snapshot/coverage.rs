//! The span over which 9.2 is held against the audits, and what in it is neither audited nor still to come.

use std::collections::HashSet;

use super::{CoveredBy, Snapshot, View};
use crate::record::criteria::Requirement;
use crate::record::*;

/// The span over which coverage is counted on a day.
#[derive(Debug, Clone, Copy)]
pub struct CoverageWindow<'a> {
    /// The programme that runs on the day.
    pub programme: View<'a, Programme>,
    /// The span.
    pub period: Period,
    /// Whether the next programme would come too late for what is left out: the span ends with this one, and its last year
    /// has begun.
    pub is_last_chance: bool,
}

impl Snapshot {
    /// The approved programme that spans a day; of several, the one that ends last.
    pub fn running_programme(&self, day: Date) -> Option<View<'_, Programme>> {
        self.approved_programmes().filter(|programme| programme.cycle.contains(day)).max_by(|a, b| {
            let end = |programme: &View<'_, Programme>| (programme.cycle.to, programme.cycle.from);
            end(a).cmp(&end(b)).then_with(|| b.id().cmp(a.id()))
        })
    }

    /// The span over which something that must be covered so often is counted; `None` while no programme runs.
    ///
    /// It ends with the running programme. In the first cycle there is no earlier one to count back to: it begins with the
    /// first programme, and later ones can still take what is left.
    pub fn coverage_window(&self, how: Coverage, day: Date) -> Option<CoverageWindow<'_>> {
        let programme = self.running_programme(day)?;
        let (to, years) = match how {
            Coverage::PerCycle => (programme.cycle.to, i64::from(self.thresholds().cycle_years.clamp(1, 100))),
            Coverage::Yearly => (end_of_year(programme.cycle, day), 1),
        };
        let back = |years: i64| to.plus_days(1).plus_months(-12 * years);
        let first = self.approved_programmes().map(|programme| programme.cycle.from).min()?;
        let period = match first <= back(years) {
            true => Period { from: back(years), to },
            false => Period { from: first, to: first.plus_months(12 * years).plus_days(-1) },
        };
        Some(CoverageWindow { programme, period, is_last_chance: period.to == to && back(1) <= day })
    }

    /// Those of `wanted` that no issued audit of the span covered and none that is still to be held will, in their order.
    pub fn gaps(&self, window: &CoverageWindow<'_>, day: Date, wanted: &[Requirement]) -> Vec<Requirement> {
        let to_come = self.to_come(window, day);
        let is_gap = |wanted: &Requirement| !to_come.contains(wanted) && !self.is_covered_in(window.period, *wanted);
        wanted.iter().copied().filter(is_gap).collect()
    }

    /// Whether an issued audit covered a requirement within a span.
    pub fn is_covered_in(&self, span: Period, requirement: Requirement) -> bool {
        self.coverage(requirement).iter().any(|covered| span.contains(self.covered_on(covered)))
    }

    /// The day on which something was covered: the last one of the audit's work, or of the report where that is not known.
    pub fn covered_on(&self, covered: &CoveredBy) -> Date {
        self.covering_audit(covered).and_then(|audit| Some(audit.dates?.end)).unwrap_or(covered.issued)
    }

    fn approved_programmes(&self) -> impl Iterator<Item = View<'_, Programme>> {
        self.programmes().filter(|programme| programme.status.is_approved())
    }

    /// What audits that are still to be held or reported will cover.
    fn to_come(&self, window: &CoverageWindow<'_>, day: Date) -> HashSet<Requirement> {
        let mut criteria: Vec<&Criterion> = Vec::new();
        let mut scheduled: HashSet<&str> = HashSet::new();
        for programme in self.approved_programmes() {
            // An audit of the running programme that is late can still be held; `audit-overdue` reports it.
            let is_running = programme.id() == window.programme.id();
            for line in &programme.data().schedule {
                scheduled.insert(line.audit.as_str());
                let is_ahead = line.window.to >= day;
                let audit = self.record(line.audit.as_str()).and_then(|record| record.data().audit());
                let counts = match audit {
                    Some(audit) => has_begun(audit) || will_be_held(audit, is_ahead, is_running),
                    None => is_ahead || is_running,
                };
                if counts && line.window.from <= window.period.to {
                    let own = audit.map(|audit| &audit.criteria).filter(|own| !own.is_empty());
                    criteria.extend(own.unwrap_or(&line.criteria));
                }
            }
        }
        for audit in self.audits().filter(|audit| !scheduled.contains(audit.id())) {
            let is_inside = match audit.dates {
                Some(dates) => dates.start <= window.period.to,
                None => audit.programme.as_ref().is_some_and(|programme| programme.as_str() == window.programme.id()),
            };
            if is_inside && (has_begun(&audit) || will_be_held(&audit, true, true)) {
                criteria.extend(&audit.data().criteria);
            }
        }
        self.catalogues().answered(criteria).into_iter().collect()
    }
}

/// Whether the audit is under way; one that is issued without a day is `illegal-state`'s.
fn has_begun(audit: &Audit) -> bool {
    audit.status.has_reached(AuditStatus::InProgress) && audit.issued_on().is_none() && audit.counts_for_coverage()
}

fn will_be_held(audit: &Audit, is_ahead: bool, is_running: bool) -> bool {
    let is_waiting = match audit.status {
        AuditStatus::Planned | AuditStatus::Confirmed => is_ahead || is_running,
        AuditStatus::Postponed => is_ahead,
        _ => false,
    };
    is_waiting && audit.counts_for_coverage()
}

/// The end of the programme's year that `day` lies in.
fn end_of_year(cycle: Period, day: Date) -> Date {
    let ends = (1..=100).map(|year| cycle.from.plus_months(12 * year).plus_days(-1));
    ends.into_iter().find(|end| *end >= day).map_or(cycle.to, |end| end.min(cycle.to))
}

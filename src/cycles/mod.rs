//! Two audit cycles held against each other, in an auditor's terms: what was audited, found, promised and kept in each.
//!
//! A cycle is shown by the state at its end: the last commit of the main line up to its last day, judged on that day. A
//! cycle that still runs is shown by the last commit there is, judged on that commit's day. What the two states cannot
//! tell (a finding opened again, a day moved three times) is read off the commits in between, by [`Between`].
//!
//! The end of a cycle that came with a later import is on record nowhere. The days in the records tell what of it there was.

mod between;
mod coverage;
mod cycle;
mod decisions;
mod figures;
mod findings;
mod people;
mod plan;
mod soa;

pub use between::{Between, Graded, Moved, Part, Postponed, Stepped};
pub use coverage::{Audited, CoverageChanges};
pub use cycle::{Cycle, CycleError};
pub use decisions::{Decided, DecisionChanges};
pub use figures::{Amount, Figure};
pub use findings::{FindingChanges, Found, Judged, Slip};
pub use people::{Learned, PeopleChanges, Standing, TeamMember};
pub use plan::{Held, Outcome, PlanKept, Totals};
pub use soa::{ControlChange, SoaChanges};

use crate::record::{Date, Finding, FindingStatus, Grade, Period};
use crate::snapshot::Snapshot;
use crate::source::Commit;

/// A record, as a line names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its id, or that of a part of it: `MR-2025-H1/D2`.
    pub id: String,
    /// Its title.
    pub title: String,
}

impl Named {
    fn new(id: impl Into<String>, title: impl Into<String>) -> Self {
        Self { id: id.into(), title: title.into() }
    }
}

/// A cycle and the state at its end.
#[derive(Debug, Clone, Copy)]
pub struct End<'a> {
    /// The cycle.
    pub cycle: &'a Cycle,
    /// The records at its end.
    pub snapshot: &'a Snapshot,
    /// The day on which they are judged.
    pub day: Date,
    /// Whether the records came with an import after the cycle's end, so that their days tell what there was of them at it.
    pub by_days: bool,
}

impl End<'_> {
    /// Whether a finding was there.
    fn has(&self, finding: &Finding) -> bool {
        !self.by_days || finding.detected_on <= self.day
    }

    /// Whether a finding that was there was not done with.
    fn is_open(&self, finding: &Finding) -> bool {
        let is_closed_later = || finding.closed.as_ref().is_some_and(|closed| closed.date > self.day);
        finding.status.is_open() || self.by_days && finding.status == FindingStatus::Closed && is_closed_later()
    }

    /// Whether a finding that was there asked something of somebody: strengths do not.
    fn is_asked(&self, finding: &Finding) -> bool {
        self.is_open(finding) && finding.status.is_reported() && finding.grade != Grade::Strength
    }
}

/// A cycle, as the comparison names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// What it was asked for by, or its programme's id.
    pub name: String,
    /// Its span.
    pub period: Period,
    /// Its programmes.
    pub programmes: Vec<Named>,
    /// The commit that shows its end.
    pub commit: Option<Commit>,
    /// The day on which that state is judged.
    pub day: Date,
    /// Whether that state came with an import after the cycle's end, so that the days in it tell of the cycle.
    pub by_days: bool,
}

impl Side {
    /// Whether the cycle still ran on the day on which it is judged.
    pub fn is_running(&self) -> bool {
        self.day < self.period.to
    }
}

/// What became different from one cycle to a later one.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The earlier cycle.
    pub before: Side,
    /// The later cycle.
    pub after: Side,
    /// The figures of both.
    pub figures: Vec<Figure>,
    /// What was audited in one of them only.
    pub coverage: CoverageChanges,
    /// Findings.
    pub findings: FindingChanges,
    /// Grades that changed, and why.
    pub graded: Vec<Graded>,
    /// Days that were moved back.
    pub slips: Vec<Slip>,
    /// Actions that were found not to work, or to work in part only.
    pub ineffective: Vec<Judged>,
    /// The statement of applicability.
    pub soa: SoaChanges,
    /// Teams, approvals and competence.
    pub people: PeopleChanges,
    /// What was planned for the two cycles, and what came of it.
    pub plan: PlanKept,
    /// Decisions of management reviews.
    pub decisions: DecisionChanges,
}

impl Comparison {
    /// The figures that one of the cycles has at least.
    pub fn counted(&self) -> impl Iterator<Item = &Figure> {
        self.figures.iter().filter(|figure| figure.is_counted())
    }
}

/// Compares two cycles by the states at their ends and what happened in between.
pub fn compare(before: End<'_>, after: End<'_>, between: &Between) -> Comparison {
    Comparison {
        before: side(before),
        after: side(after),
        figures: figures::figures(before, after, between),
        coverage: coverage::changes(before, after),
        findings: findings::changes(before, after, between),
        graded: between.graded.clone(),
        slips: findings::slips(after.snapshot, between),
        ineffective: findings::ineffective(before, after),
        soa: soa::changes(before.snapshot, after.snapshot),
        people: people::changes(before, after),
        plan: plan::kept(before, after, between),
        decisions: decisions::changes(before, after),
    }
}

fn side(end: End<'_>) -> Side {
    let programmes = end.cycle.programmes.iter().map(|id| titled(end.snapshot, id)).collect();
    Side {
        name: end.cycle.name.clone(),
        period: end.cycle.period,
        programmes,
        commit: end.snapshot.state().commit().cloned(),
        day: end.day,
        by_days: end.by_days,
    }
}

/// A record with its title; its id alone where it is not there.
fn titled(snapshot: &Snapshot, id: &str) -> Named {
    match snapshot.record(id) {
        Some(record) => Named::new(&*record.id, record.data().title()),
        None => Named::new(id, ""),
    }
}

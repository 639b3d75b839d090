//! What a year says of a requirement, by the findings that speak to it: how grave, and what of earlier years is still open.

use super::Cell;
use crate::record::{Date, Finding, FindingStatus, Grade, ItemResult};
use crate::snapshot::View;

/// What a year says of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// A major nonconformity.
    Major,
    /// A minor nonconformity.
    Minor,
    /// A nonconformity of which no finding tells the grade.
    Ungraded,
    /// Audited, and a nonconformity of an earlier year was still open at the end of this one, or on the day.
    Carried,
    /// An observation or an opportunity.
    Watch,
    /// It conforms.
    Conform,
    /// An audit of it was to be held before, and was not.
    Late,
    /// An audit of it lies ahead.
    Planned,
    /// Not audited.
    Gap,
}

impl Standing {
    /// All, gravest first, in the order of legends.
    pub const ALL: [Standing; 9] = [
        Self::Major,
        Self::Minor,
        Self::Ungraded,
        Self::Carried,
        Self::Watch,
        Self::Conform,
        Self::Late,
        Self::Planned,
        Self::Gap,
    ];

    /// What a year's cell says beside the findings on its requirement, and the nonconformities of earlier years that it carries.
    pub fn of<'a>(
        (year, cell, audits): &(i16, Cell, Vec<String>),
        findings: &[View<'a, Finding>],
        day: Date,
    ) -> (Standing, Vec<&'a str>) {
        let result = match cell {
            Cell::Audited(result) => result,
            Cell::Late => return (Self::Late, Vec::new()),
            Cell::Planned => return (Self::Planned, Vec::new()),
            Cell::Gap => return (Self::Gap, Vec::new()),
        };
        let stands = |finding: &&View<'_, Finding>| {
            finding.status.is_reported()
                && finding.status != FindingStatus::Superseded
                && finding.grade.is_nonconformity()
        };
        let lapses = || findings.iter().filter(stands);
        let was_open = |finding: &&View<'_, Finding>| {
            let is_open = match &finding.closed {
                Some(closed) => closed.date > day || closed.date.year() > *year,
                None => finding.status.is_open(),
            };
            finding.detected_on.year() < *year && is_open
        };
        let carried: Vec<&str> = lapses().filter(was_open).map(View::id).collect();
        if *result == ItemResult::Nonconform {
            let is_of_year = |finding: &&View<'_, Finding>| {
                audits.iter().any(|audit| audit.eq_ignore_ascii_case(finding.audit.as_str()))
            };
            let gravest = match lapses().filter(is_of_year).map(|finding| finding.grade).min() {
                Some(Grade::Major) => Self::Major,
                Some(_) => Self::Minor,
                None => Self::Ungraded,
            };
            return (gravest, carried);
        }
        match (carried.is_empty(), result) {
            (false, _) => (Self::Carried, carried),
            (true, ItemResult::Observation | ItemResult::Opportunity) => (Self::Watch, carried),
            (true, _) => (Self::Conform, carried),
        }
    }
}

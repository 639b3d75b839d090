//! Findings by grade, state and age.

use crate::record::{Date, Finding, FindingStatus, Grade};
use crate::snapshot::{Snapshot, View};

/// How many findings have a grade, state by state.
#[derive(Debug, Clone)]
pub struct Tally<'a> {
    /// The grade.
    pub grade: Grade,
    /// The findings of each state, in the order of [`FindingStatus::ALL`].
    pub by_status: Vec<(FindingStatus, Vec<View<'a, Finding>>)>,
}

/// The findings by grade and state.
pub fn tally(snapshot: &Snapshot) -> Vec<Tally<'_>> {
    let all: Vec<View<'_, Finding>> = snapshot.findings().collect();
    let of = |grade: Grade, status: FindingStatus| {
        all.iter().copied().filter(|finding| finding.grade == grade && finding.status == status).collect()
    };
    let by_status = |grade| FindingStatus::ALL.iter().map(|&status| (status, of(grade, status))).collect();
    Grade::ALL.iter().map(|&grade| Tally { grade, by_status: by_status(grade) }).collect()
}

/// The reported findings that somebody still has something to do about on a day. Strengths ask nothing of anybody, and neither does
/// an accepted risk until its acceptance ends.
pub fn open_findings(snapshot: &Snapshot, day: Date) -> impl Iterator<Item = View<'_, Finding>> {
    snapshot.findings().filter(move |finding| is_open(finding.data(), day))
}

/// Whether somebody still has something to do about a finding on a day.
pub fn is_open(finding: &Finding, day: Date) -> bool {
    let is_asked = finding.status.is_open() && finding.status.is_reported() && finding.grade != Grade::Strength;
    is_asked && !finding.is_accepted_on(day)
}

/// The findings whose risk is accepted on a day, the one whose acceptance ends first at the front, those without an end behind.
pub fn accepted_findings(snapshot: &Snapshot, day: Date) -> Vec<View<'_, Finding>> {
    let mut accepted: Vec<_> = snapshot.findings().filter(|finding| finding.is_accepted_on(day)).collect();
    accepted.sort_by_key(|finding| {
        let until = finding.acceptance.as_ref().and_then(|given| given.until);
        (until.is_none(), until, finding.id())
    });
    accepted
}

/// The bands of age, in days; the last one has no end.
pub const AGE_BANDS: [(i64, Option<i64>); 5] =
    [(0, Some(30)), (31, Some(60)), (61, Some(90)), (91, Some(180)), (181, None)];

/// The open findings of an age.
#[derive(Debug, Clone)]
pub struct Band<'a> {
    /// Least and most days.
    pub days: (i64, Option<i64>),
    /// The findings, gravest first.
    pub findings: Vec<View<'a, Finding>>,
}

/// The open findings by age; what is found after the day only has none.
pub fn ageing(snapshot: &Snapshot, day: Date) -> Vec<Band<'_>> {
    let mut open: Vec<View<'_, Finding>> = open_findings(snapshot, day).collect();
    open.sort_by_key(|finding| (finding.grade, finding.detected_on));
    AGE_BANDS
        .iter()
        .map(|&days| {
            let is_in = |finding: &&View<'_, Finding>| {
                let age = day.days_since(finding.detected_on);
                days.0 <= age && days.1.is_none_or(|most| age <= most)
            };
            Band { days, findings: open.iter().filter(is_in).copied().collect() }
        })
        .collect()
}

/// The nonconformities of the repeat window that repeat an earlier one.
pub fn repeats(snapshot: &Snapshot, day: Date) -> Vec<View<'_, Finding>> {
    let since = day.plus_months(-i64::from(snapshot.thresholds().repeat_window_months));
    snapshot
        .findings()
        .filter(|finding| finding.status.is_reported() && finding.grade.is_nonconformity())
        .filter(|finding| !finding.repeat_of.is_empty() && since < finding.detected_on && finding.detected_on <= day)
        .collect()
}

//! What has been audited, year by year.

use std::collections::BTreeSet;

use super::population::day_of;
use crate::record::criteria::{Requirement, Spoken, is_control};
use crate::record::{self, Audit, AuditStatus, Criterion, Date, ItemResult, Period};
use crate::snapshot::{CoveredBy, Snapshot, View};

/// The days over which coverage is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First and last day.
    pub period: Period,
    /// Whether a programme runs that gives it.
    pub is_given: bool,
}

impl Window {
    /// The calendar years that it touches.
    pub fn years(&self) -> impl Iterator<Item = i16> + use<> {
        self.period.from.year()..=self.period.to.year()
    }

    /// The share of it that is gone on `day`, in whole per cent.
    pub fn elapsed(&self, day: Date) -> i64 {
        let all = self.period.to.days_since(self.period.from) + 1;
        let gone = (day.days_since(self.period.from) + 1).clamp(0, all);
        gone * 100 / all.max(1)
    }
}

/// Whether there is anything that coverage could be counted from: an audit, or a programme that was approved.
pub fn has_begun(snapshot: &Snapshot) -> bool {
    snapshot.audits().next().is_some() || snapshot.programmes().any(|programme| programme.status.is_approved())
}

/// The window of coverage: the one that the rules count over, or while no programme runs, the cycle that ends with `day`. There is
/// no past that could be counted over before the year of the first audit.
pub fn window(snapshot: &Snapshot, day: Date) -> Window {
    let given = snapshot.coverage_window(record::Coverage::PerCycle, day).map(|window| window.period);
    let months = 12 * i64::from(snapshot.thresholds().cycle_years);
    let first = snapshot.audits().filter_map(|audit| day_of(audit.data())).min();
    let first = first.map_or(day, |first| first.min(day));
    let from = day.plus_days(1).plus_months(-months).max(Date(first.0.first_of_year()));
    let last = Period { from, to: day };
    Window { period: given.unwrap_or(last), is_given: given.is_some() }
}

/// How much of something has been audited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Covered by an issued audit.
    pub covered: usize,
    /// All that is to be covered.
    pub all: usize,
}

impl Coverage {
    /// The share in whole per cent; `None` when there is nothing to cover.
    pub fn percent(self) -> Option<usize> {
        (self.all > 0).then(|| self.covered * 100 / self.all)
    }
}

/// What a year says of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// Audited; the gravest result.
    Audited(ItemResult),
    /// An audit of it lies ahead.
    Planned,
    /// An audit of it was to be held before, and was not.
    Late,
    /// Not audited.
    Gap,
}

/// A requirement and its years.
#[derive(Debug, Clone)]
pub struct Row {
    /// The requirement.
    pub requirement: Requirement,
    /// Whether it is a control of Annex A rather than a clause.
    pub is_control: bool,
    /// Year by year, with the audits that looked at it.
    pub years: Vec<(i16, Cell, Vec<String>)>,
    /// Year by year, the own rules through which alone it was audited or is to be; none where an audit names it.
    through: Vec<Vec<Requirement>>,
    /// Whether an audit of the window covers it: its first year may have begun before.
    is_covered: bool,
}

impl Row {
    /// Whether an issued audit of the window covered it.
    pub fn is_covered(&self) -> bool {
        self.is_covered
    }

    /// The own rules through which alone it was audited in a year or is to be; none where an audit names it.
    pub fn through(&self, year: i16) -> &[Requirement] {
        let place = self.years.iter().position(|(one, _, _)| *one == year);
        place.and_then(|place| self.through.get(place)).map(Vec::as_slice).unwrap_or_default()
    }
}

/// How much of the rows is covered.
pub fn coverage<'r>(rows: impl IntoIterator<Item = &'r Row>) -> Coverage {
    rows.into_iter().fold(Coverage::default(), |sum, row| Coverage {
        covered: sum.covered + usize::from(row.is_covered()),
        all: sum.all + 1,
    })
}

/// The auditable requirements of a catalogue and the years that the window touches, each as a whole. Controls that do not apply are left out.
pub fn rows(snapshot: &Snapshot, catalogue: &str, window: Window, day: Date) -> Vec<Row> {
    let catalogues = snapshot.catalogues();
    let excluded = excluded(snapshot);
    let planned = planned(snapshot, day);
    catalogues
        .auditable(catalogue)
        .into_iter()
        .filter(|&requirement| !excluded.contains(&catalogues.name(requirement).as_str()))
        .map(|requirement| {
            let year = |year| {
                let (cell, audits, through) = cell(snapshot, requirement, (year, window.period.to), &planned);
                ((year, cell, audits), through)
            };
            let (years, through) = window.years().map(year).unzip();
            let is_counted = |covered: &CoveredBy| {
                window.period.contains(snapshot.covered_on(covered)) && snapshot.covering_audit(covered).is_some()
            };
            let is_covered = snapshot.coverage(requirement).iter().any(is_counted);
            Row { requirement, is_control: is_control(&catalogues.name(requirement)), years, through, is_covered }
        })
        .collect()
}

fn excluded(snapshot: &Snapshot) -> Vec<&str> {
    let Some(soa) = snapshot.soa() else { return Vec::new() };
    soa.data().controls.iter().filter(|control| !control.applicable).map(|control| control.id.as_str()).collect()
}

fn cell(
    snapshot: &Snapshot,
    requirement: Requirement,
    (year, last): (i16, Date),
    planned: &[Planned],
) -> (Cell, Vec<String>, Vec<Requirement>) {
    let of_year = snapshot.coverage(requirement).iter().filter(|covered| {
        let day = snapshot.covered_on(covered);
        day <= last && day.year() == year
    });
    let of_year: Vec<&CoveredBy> = of_year.collect();
    // What one audit said of the requirement itself, none changes that came to it through an own rule.
    let is_named = of_year.iter().any(|covered| covered.through.is_empty());
    let mut worst = ItemResult::Conform;
    for covered in of_year.iter().filter(|covered| covered.through.is_empty() == is_named) {
        if weight(covered.result) > weight(worst) {
            worst = covered.result;
        }
    }
    let audits = of_year.iter().filter_map(|covered| snapshot.covering_audit(covered));
    let audits: Vec<String> = audits.map(|audit| audit.id().to_owned()).collect();
    if !audits.is_empty() {
        let carries = |covered: &&&CoveredBy| !is_named && weight(covered.result) == weight(worst);
        let through: BTreeSet<Requirement> =
            of_year.iter().filter(carries).flat_map(|covered| &covered.through).copied().collect();
        return (Cell::Audited(worst), audits, through.into_iter().collect());
    }
    let ahead: Vec<&Planned> =
        planned.iter().filter(|one| one.by.year() == year && one.requirement == requirement).collect();
    let cell = match ahead.iter().all(|one| one.is_late) {
        _ if ahead.is_empty() => Cell::Gap,
        true => Cell::Late,
        false => Cell::Planned,
    };
    let is_named = ahead.iter().any(|one| one.through.is_empty());
    let through: BTreeSet<Requirement> =
        ahead.iter().filter(|_| !is_named).flat_map(|one| &one.through).copied().collect();
    (cell, ahead.iter().map(|one| one.audit.clone()).collect(), through.into_iter().collect())
}

fn weight(result: ItemResult) -> u8 {
    match result {
        ItemResult::Nonconform => 3,
        ItemResult::Observation => 2,
        ItemResult::Opportunity => 1,
        _ => 0,
    }
}

/// What an audit that is not reported yet is to cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The requirement.
    pub requirement: Requirement,
    /// The own rules through which alone the audit speaks to it; none where its criteria name it.
    pub through: Vec<Requirement>,
    /// Id of the audit.
    pub audit: String,
    /// The last day on which it is to be held.
    pub by: Date,
    /// Whether it was to be held before, and was not.
    pub is_late: bool,
}

/// What the audits that are not reported yet are to cover: by their own criteria, or else by the programme's line.
pub fn planned(snapshot: &Snapshot, day: Date) -> Vec<Planned> {
    let late: BTreeSet<&str> = snapshot.late_audits(day).map(|late| late.part().unwrap_or(&late.record.id)).collect();
    let mut planned = Vec::new();
    let mut plan = |id: &str, criteria: &[Criterion], by: Date| {
        planned.extend(snapshot.catalogues().spoken(criteria).into_iter().map(|Spoken { requirement, through }| {
            Planned { requirement, through, audit: id.to_owned(), by, is_late: late.contains(id) }
        }));
    };
    let is_over = |audit: &View<'_, Audit>| {
        audit.status.is_issued() || audit.status == AuditStatus::Cancelled || !audit.counts_for_coverage()
    };
    let mut scheduled = BTreeSet::new();
    for programme in snapshot.programmes().filter(|programme| programme.status.is_approved()) {
        for line in &programme.data().schedule {
            scheduled.insert(line.audit.as_str());
            let audit = snapshot.audit(&line.audit.as_str().into());
            // Of a line without a record whose time is over, only that it is late is known.
            let is_gone = audit.is_none() && line.window.to < day && !late.contains(line.audit.as_str());
            if is_gone || audit.as_ref().is_some_and(is_over) {
                continue;
            }
            let by = audit.and_then(|audit| audit.dates).map_or(line.window.to, |dates| dates.end);
            plan(line.audit.as_str(), wanted(audit, &line.criteria), by);
        }
    }
    let is_extra = |audit: &View<'_, Audit>| {
        !scheduled.contains(audit.id()) && !is_over(audit) && audit.status != AuditStatus::Postponed
    };
    for audit in snapshot.audits().filter(is_extra) {
        if let Some(dates) = audit.dates {
            plan(audit.id(), &audit.data().criteria, dates.end);
        }
    }
    planned
}

/// What an audit of a programme is to cover: its own criteria, or those of the programme's line.
pub fn wanted<'a>(audit: Option<View<'a, Audit>>, line: &'a [Criterion]) -> &'a [Criterion] {
    match audit.map(|audit| audit.data().criteria.as_slice()) {
        Some(own) if !own.is_empty() => own,
        _ => line,
    }
}

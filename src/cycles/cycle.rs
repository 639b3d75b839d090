//! What a cycle is, and what belongs to it.

use crate::record::{Audit, Date, Finding, Period, Programme};
use crate::snapshot::Snapshot;

/// A span of the audit work: an audit programme's, or a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle {
    /// What it is called.
    pub name: String,
    /// First and last day.
    pub period: Period,
    /// Ids of its audit programmes.
    pub programmes: Vec<String>,
    /// Whether it is a year rather than a programme's span: then part of a longer programme may lie in it.
    is_year: bool,
}

/// Why a name stands for no cycle.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CycleError {
    /// It names neither a programme nor a year.
    #[error("it is no audit programme and no year either")]
    Neither,
    /// There was no audit programme in the year.
    #[error("no audit programme spans a day of {year}{}", known(.programmes))]
    NoProgramme {
        /// The year.
        year: i16,
        /// The programmes that there are, with their spans.
        programmes: Vec<String>,
    },
}

fn known(programmes: &[String]) -> String {
    match programmes {
        [] => "; there is none at all".to_owned(),
        all => format!(" (there are {})", all.join(", ")),
    }
}

impl Cycle {
    /// The cycle that a name stands for: the id of an audit programme, or a year in which there was one.
    ///
    /// # Errors
    /// It stands for none.
    pub fn named(name: &str, snapshot: &Snapshot) -> Result<Cycle, CycleError> {
        if let Some(programme) = snapshot.programmes().find(|programme| programme.id().eq_ignore_ascii_case(name)) {
            return Ok(Self::of(&programme));
        }
        let year = Some(name).filter(|name| name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit()));
        let year: i16 = year.and_then(|year| year.parse().ok()).ok_or(CycleError::Neither)?;
        Self::year(year, snapshot)
    }

    /// The cycle of a programme.
    pub fn of(programme: &Programme) -> Cycle {
        let id = programme.id.to_string();
        Cycle { name: id.clone(), period: programme.cycle, programmes: vec![id], is_year: false }
    }

    /// The cycle of a year.
    ///
    /// # Errors
    /// There was no programme in it.
    pub fn year(year: i16, snapshot: &Snapshot) -> Result<Cycle, CycleError> {
        let days = Date::new(year, 1, 1).zip(Date::new(year, 12, 31)).ok_or(CycleError::Neither)?;
        let period = Period { from: days.0, to: days.1 };
        let mut all: Vec<_> = snapshot.programmes().collect();
        all.sort_by(|a, b| (a.cycle.from, a.id()).cmp(&(b.cycle.from, b.id())));
        let programmes: Vec<String> = all
            .iter()
            .filter(|programme| programme.cycle.overlaps(&period))
            .map(|programme| programme.id().to_owned())
            .collect();
        if programmes.is_empty() {
            let span =
                |programme: &Programme| format!("{}, {} to {}", programme.id, programme.cycle.from, programme.cycle.to);
            return Err(CycleError::NoProgramme {
                year,
                programmes: all.iter().map(|programme| span(programme)).collect(),
            });
        }
        Ok(Cycle { name: year.to_string(), period, programmes, is_year: true })
    }

    /// The cycle that a day lies in: the running programme's, or else its year's.
    ///
    /// # Errors
    /// No programme spans a day of that year.
    pub fn at(day: Date, snapshot: &Snapshot) -> Result<Cycle, CycleError> {
        match snapshot.running_programme(day) {
            Some(programme) => Ok(Self::of(&programme)),
            None => Self::year(day.year(), snapshot),
        }
    }

    /// The cycles of the approved programmes, each with the last one that was over before it began; the earliest first.
    pub fn neighbours(snapshot: &Snapshot) -> Vec<(Cycle, Cycle)> {
        let approved = snapshot.programmes().filter(|programme| programme.status.is_approved());
        let mut cycles: Vec<Cycle> = approved.map(|programme| Self::of(&programme)).collect();
        cycles.sort_by(|a, b| (a.period.to, a.period.from, &a.name).cmp(&(b.period.to, b.period.from, &b.name)));
        let before = |later: &Cycle| cycles.iter().rev().find(|cycle| cycle.period.to < later.period.from).cloned();
        cycles.iter().filter_map(|cycle| Some((before(cycle)?, cycle.clone()))).collect()
    }

    /// The same cycle under the name that it was asked for by.
    #[must_use]
    pub fn called(self, name: &str) -> Cycle {
        Cycle { name: name.to_owned(), ..self }
    }

    /// Whether a programme is the cycle's own; `None` where the day has to tell, since the programme is longer than the year.
    fn owns(&self, programme: &Programme) -> Option<bool> {
        let is_ours = self.programmes.iter().any(|id| id.eq_ignore_ascii_case(programme.id.as_str()));
        match self.is_year && is_ours && programme.cycle.from.year() != programme.cycle.to.year() {
            true => None,
            false => Some(is_ours),
        }
    }

    /// Whether an audit belongs to the cycle: by its programme, or else by the day on which it was held.
    pub fn has_audit(&self, snapshot: &Snapshot, audit: &Audit) -> bool {
        self.of_programme(snapshot, audit)
            .unwrap_or_else(|| held_on(snapshot, audit).is_some_and(|day| self.period.contains(day)))
    }

    /// Whether a finding belongs to the cycle: by its audit's programme, or else by the day on which it was found.
    pub fn has_finding(&self, snapshot: &Snapshot, finding: &Finding) -> bool {
        let audit = snapshot.audit(&finding.audit);
        audit
            .and_then(|audit| self.of_programme(snapshot, &audit))
            .unwrap_or_else(|| self.period.contains(finding.detected_on))
    }

    fn of_programme(&self, snapshot: &Snapshot, audit: &Audit) -> Option<bool> {
        let own = audit.programme.as_ref().and_then(|id| snapshot.programme(id));
        let programme = own.or_else(|| {
            let lists = |programme: &Programme| programme.schedule.iter().any(|line| line.audit == audit.id);
            snapshot.programmes().find(|programme| lists(programme))
        });
        self.owns(&*programme?)
    }
}

/// The day on which an audit was or is to be held.
fn held_on(snapshot: &Snapshot, audit: &Audit) -> Option<Date> {
    let planned = || {
        let mut lines = snapshot.programmes().flat_map(|programme| &programme.data().schedule);
        lines.find(|line| line.audit == audit.id).map(|line| line.window.to)
    };
    audit.dates.map(|dates| dates.end).or_else(|| audit.issued_on()).or_else(planned)
}

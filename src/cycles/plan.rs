//! What was planned for two cycles, and what came of it.

use super::between::{Between, Postponed};
use super::{End, Named};
use crate::metrics::total;
use crate::record::*;
use crate::text::natural_cmp;

/// Plan against actual.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlanKept {
    /// Sums of the earlier cycle.
    pub before: Totals,
    /// Sums of the later cycle.
    pub after: Totals,
    /// The audits of the later cycle.
    pub audits: Vec<Held>,
    /// Postponed in between, whatever became of them.
    pub postponed: Vec<Postponed>,
}

/// Sums of a cycle.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Totals {
    /// Audits that the programmes list.
    pub planned: usize,
    /// Audits held outside of the plan.
    pub unplanned: usize,
    /// Reported, or under way.
    pub held: usize,
    /// Reported.
    pub reported: usize,
    /// Waiting for another time.
    pub postponed: usize,
    /// Cancelled.
    pub cancelled: usize,
    /// Auditor days planned.
    pub days_planned: f64,
    /// Auditor days used, as far as audits say so.
    pub days_used: f64,
}

/// What became of an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Its report is issued.
    Reported,
    /// It is under way.
    UnderWay,
    /// It lies ahead.
    Ahead,
    /// Its window is over, and it was not held.
    Missed,
    /// It waits for another time.
    Postponed,
    /// It was cancelled.
    Cancelled,
}

impl Outcome {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Reported => "reported",
            Outcome::UnderWay => "under-way",
            Outcome::Ahead => "ahead",
            Outcome::Missed => "missed",
            Outcome::Postponed => "postponed",
            Outcome::Cancelled => "cancelled",
        }
    }
}

/// An audit of a cycle.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The audit.
    pub audit: Named,
    /// Whether a programme lists it.
    pub is_planned: bool,
    /// The window of its programme.
    pub window: Option<Period>,
    /// The days on which it was or is to be held.
    pub dates: Option<Period>,
    /// What became of it.
    pub outcome: Outcome,
    /// Why it was postponed or cancelled.
    pub reason: Option<String>,
    /// Whether the certification body holds it, whose days are none of ours.
    pub is_external: bool,
    /// Auditor days planned.
    pub days_planned: Option<f64>,
    /// Auditor days used.
    pub days_used: Option<f64>,
}

impl Held {
    /// Whether it was held after the window that was planned for it.
    pub fn is_late(&self) -> bool {
        self.window.zip(self.dates).is_some_and(|(window, dates)| dates.to > window.to)
    }
}

pub(super) fn kept(before: End<'_>, after: End<'_>, between: &Between) -> PlanKept {
    let audits = audits(after);
    PlanKept {
        before: totals(&self::audits(before)),
        after: totals(&audits),
        audits,
        postponed: between.postponed.clone(),
    }
}

/// The audits of a cycle: the lines of its programmes, and those that are in none.
pub(super) fn audits(end: End<'_>) -> Vec<Held> {
    let mut lines: Vec<&ScheduledAudit> = Vec::new();
    for programme in end.cycle.programmes.iter().filter_map(|id| end.snapshot.record(id)?.data().programme()) {
        // A programme may be longer than the year that is looked at.
        lines.extend(programme.schedule.iter().filter(|line| end.cycle.period.overlaps(&line.window)));
    }
    let audit = |id: &str| end.snapshot.record(id).and_then(|record| record.data().audit());
    let mut all: Vec<Held> = lines.iter().map(|line| held(Some(line), audit(line.audit.as_str()), end.day)).collect();
    for other in end.snapshot.audits() {
        let is_listed = lines.iter().any(|line| line.audit.as_str().eq_ignore_ascii_case(other.id()));
        if !is_listed && end.cycle.has_audit(end.snapshot, &other) {
            all.push(held(None, Some(other.data()), end.day));
        }
    }
    let begins = |held: &Held| held.dates.or(held.window).map(|period| period.from);
    all.sort_by(|a, b| begins(a).cmp(&begins(b)).then_with(|| natural_cmp(&a.audit.id, &b.audit.id)));
    all
}

fn held(line: Option<&ScheduledAudit>, audit: Option<&Audit>, day: Date) -> Held {
    let named = match (audit, line) {
        (Some(audit), _) => Named::new(audit.id.as_str(), &audit.title),
        (None, Some(line)) => Named::new(line.audit.as_str(), &line.title),
        (None, None) => Named::new("", ""),
    };
    let window = line.map(|line| line.window);
    let dates = audit.and_then(|audit| audit.dates).map(|dates| Period { from: dates.start, to: dates.end });
    let effort = audit.and_then(|audit| audit.effort);
    let status = audit.map_or(AuditStatus::Planned, |audit| audit.status);
    let is_over = dates.or(window).is_some_and(|period| period.to < day);
    Held {
        audit: named,
        is_planned: line.is_some(),
        window,
        dates,
        outcome: match status {
            AuditStatus::Postponed => Outcome::Postponed,
            AuditStatus::Cancelled => Outcome::Cancelled,
            status if status.is_issued() => Outcome::Reported,
            status if status.has_reached(AuditStatus::InProgress) => Outcome::UnderWay,
            _ if is_over => Outcome::Missed,
            _ => Outcome::Ahead,
        },
        reason: audit
            .filter(|audit| matches!(audit.status, AuditStatus::Postponed | AuditStatus::Cancelled))
            .and_then(|audit| audit.status_reason.clone()),
        is_external: audit.is_some_and(|audit| audit.r#type.is_third_party()),
        days_planned: effort.map(|effort| effort.planned_days).or_else(|| line.and_then(|line| line.days)),
        days_used: effort.and_then(|effort| effort.actual_days),
    }
}

fn totals(audits: &[Held]) -> Totals {
    let own = || audits.iter().filter(|held| !held.is_external);
    let count = |is: &dyn Fn(&Held) -> bool| audits.iter().filter(|held| is(held)).count();
    Totals {
        planned: count(&|held| held.is_planned),
        unplanned: count(&|held| !held.is_planned),
        held: count(&|held| matches!(held.outcome, Outcome::Reported | Outcome::UnderWay)),
        reported: count(&|held| held.outcome == Outcome::Reported),
        postponed: count(&|held| held.outcome == Outcome::Postponed),
        cancelled: count(&|held| held.outcome == Outcome::Cancelled),
        days_planned: total(own().filter_map(|held| held.days_planned)),
        days_used: total(own().filter_map(|held| held.days_used)),
    }
}

//! What became of the programme: audits held in their window, days used, reports issued in time.

use super::Population;
use crate::record::{AuditRef, AuditStatus, Date, Period, ScheduledAudit};
use crate::snapshot::Snapshot;

/// What became of an audit of the programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Delivery {
    /// Held by the last day of its window, and reported.
    InWindow,
    /// Held later, and reported.
    Late,
    /// Begun, not reported yet.
    Begun,
    /// Its window is not over, or its days are the certification body's.
    Ahead,
    /// Its window is over, and it has not begun; so it is for one that is postponed without a new window.
    Missed,
    /// Moved to another time, or to another programme.
    Postponed,
    /// Not held.
    Cancelled,
}

impl Delivery {
    /// All, in the order of pictures and tables.
    pub const ALL: [Delivery; 7] =
        [Self::InWindow, Self::Late, Self::Begun, Self::Ahead, Self::Missed, Self::Postponed, Self::Cancelled];
}

/// An audit of an approved programme.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivered<'a> {
    /// Id of the programme.
    pub programme: &'a str,
    /// Id of the audit.
    pub audit: &'a str,
    /// When it was to be held.
    pub window: Period,
    /// What became of it.
    pub state: Delivery,
    /// Whether the certification body holds it, whose days are none of ours.
    pub is_external: bool,
    /// Auditor days planned, by the audit's plan or the programme's line.
    pub days_planned: Option<f64>,
    /// Auditor days used.
    pub days_used: Option<f64>,
}

/// The audits of the approved programmes, by the end of their window.
pub fn delivery<'a>(population: &Population<'a>) -> Vec<Delivered<'a>> {
    let mut lines = Vec::new();
    let programmes = population.snapshot.programmes();
    for programme in programmes.filter(|programme| programme.status.is_approved() && population.counts(programme.id()))
    {
        for line in &programme.data().schedule {
            let audit = population.snapshot.audit(&AuditRef::from(line.audit.as_str()));
            // What cannot be read is not counted.
            if population.snapshot.broken_record(line.audit.as_str()).is_some() {
                continue;
            }
            let is_late = population.snapshot.is_late(programme.id(), line, population.day);
            let own = audit.and_then(|audit| audit.data().programme.as_ref());
            let is_taken_over = own.is_some_and(|own| own.as_str() != programme.id());
            let state = match audit.map(|audit| (audit.status, super::population::day_of(audit.data()))) {
                _ if is_late => Delivery::Missed,
                Some((AuditStatus::Postponed, _)) => Delivery::Postponed,
                Some((AuditStatus::Cancelled, _)) => Delivery::Cancelled,
                Some((status, Some(held))) if status.is_issued() && held <= line.window.to => Delivery::InWindow,
                Some((status, _)) if status.is_issued() => Delivery::Late,
                Some((AuditStatus::InProgress | AuditStatus::Drafted, _)) => Delivery::Begun,
                _ if is_taken_over => Delivery::Postponed,
                _ => Delivery::Ahead,
            };
            let days = LineDays::of(population.snapshot, line);
            lines.push(Delivered {
                programme: programme.id(),
                audit: line.audit.as_str(),
                window: line.window,
                state,
                is_external: days.is_external,
                days_planned: days.planned,
                days_used: days.used,
            });
        }
    }
    lines.sort_by(|a, b| (a.window.to, a.audit).cmp(&(b.window.to, b.audit)));
    lines
}

/// The auditor days of a line of a programme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LineDays {
    /// Whether the certification body holds the audit, whose days are none of ours.
    pub is_external: bool,
    /// Those planned: what the audit's own plan says goes before the line of the programme.
    pub planned: Option<f64>,
    /// Those used.
    pub used: Option<f64>,
}

impl LineDays {
    /// The days of a line.
    pub fn of(snapshot: &Snapshot, line: &ScheduledAudit) -> Self {
        let audit = snapshot.audit(&AuditRef::from(line.audit.as_str()));
        let effort = audit.and_then(|audit| audit.effort);
        Self {
            is_external: audit.is_some_and(|audit| audit.r#type.is_third_party()),
            planned: effort.map(|effort| effort.planned_days).or(line.days),
            used: effort.and_then(|effort| effort.actual_days),
        }
    }
}

/// Our own auditor days that were planned and used, of the audits of which both are known.
pub fn own_days(delivered: &[Delivered<'_>]) -> Option<(f64, f64)> {
    let own = delivered.iter().filter(|one| !one.is_external);
    let both: Vec<(f64, f64)> = own.filter_map(|one| one.days_planned.zip(one.days_used)).collect();
    let (planned, used) = (both.iter().map(|(planned, _)| *planned), both.iter().map(|(_, used)| *used));
    (!both.is_empty()).then(|| (super::total(planned), super::total(used)))
}

/// How long a report took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeadTime<'a> {
    /// Id of the audit.
    pub audit: &'a str,
    /// Day of the closing meeting.
    pub closing: Date,
    /// Day on which the report was issued.
    pub issued: Date,
}

impl LeadTime<'_> {
    /// Days from the one to the other.
    pub fn days(&self) -> i64 {
        self.issued.days_since(self.closing)
    }
}

/// The audits with a closing meeting and an issued report, by the day of issue.
pub fn lead_times<'a>(population: &Population<'a>) -> Vec<LeadTime<'a>> {
    let mut times: Vec<LeadTime<'a>> = population
        .audits()
        .filter_map(|audit| {
            let closing = audit.data().closing_meeting.as_ref()?.date;
            Some(LeadTime { audit: audit.id(), closing, issued: audit.issued_on()? })
        })
        .collect();
    times.sort_by_key(|time| (time.issued, time.audit));
    times
}

/// What the auditees of an audit thought of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score<'a> {
    /// Id of the audit.
    pub audit: &'a str,
    /// Its day.
    pub day: Date,
    /// From 1 to 5.
    pub score: u8,
}

/// The scores that auditees gave, by day.
pub fn feedback<'a>(population: &Population<'a>) -> Vec<Score<'a>> {
    let mut scores: Vec<Score<'a>> = population
        .audits()
        .filter_map(|audit| {
            let score = audit.data().feedback.as_ref()?.score;
            Some(Score { audit: audit.id(), day: super::population::day_of(audit.data())?, score })
        })
        .collect();
    scores.sort_by_key(|score| (score.day, score.audit));
    scores
}

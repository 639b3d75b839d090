//! The days of an audit, from notice to the last closure.

use super::Population;
use crate::record::{Audit, Date};
use crate::snapshot::View;

/// What happened, or is to happen, in the course of an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Milestone {
    /// Its window in the programme.
    Window,
    /// The plan was approved.
    PlanApproved,
    /// The auditees were told.
    Notified,
    /// Work on site.
    Work,
    /// Opening meeting.
    Opening,
    /// Closing meeting.
    Closing,
    /// The report was issued.
    Issued,
    /// The plans of the corrective actions were accepted.
    PlansAccepted,
    /// The findings were closed.
    FindingsClosed,
}

/// A milestone and its days: a span, or a single day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// What.
    pub what: Milestone,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// How often it happened, for what happens once for each finding or action.
    pub count: usize,
}

/// The days of an audit that its records know, in the order of the work.
pub fn milestones(population: &Population<'_>, audit: View<'_, Audit>) -> Vec<Days> {
    let data = audit.data();
    let mut all = Vec::new();
    let mut add = |what, days: Vec<Date>| {
        if let (Some(from), Some(to)) = (days.iter().min(), days.iter().max()) {
            all.push(Days { what, from: *from, to: *to, count: days.len() });
        }
    };
    let programmes = population.snapshot.programmes().filter(|programme| population.counts(programme.id()));
    let lines = programmes.flat_map(|programme| &programme.data().schedule);
    let window =
        lines.filter(|line| line.audit.as_str().eq_ignore_ascii_case(audit.id())).map(|line| line.window).last();
    let findings: Vec<_> = population.findings_of(audit.id()).collect();
    let mut accepted: Vec<(&str, Date)> = findings
        .iter()
        .flat_map(|finding| population.snapshot.actions_for(finding.id()))
        .filter(|action| population.counts(action.id()))
        .filter_map(|action| Some((action.id(), action.data().plan.as_ref()?.accepted.as_ref()?.date)))
        .collect();
    accepted.sort_unstable();
    accepted.dedup();
    let plan = data.plan.as_ref();
    add(Milestone::Window, window.map_or(Vec::new(), |window| vec![window.from, window.to]));
    add(Milestone::PlanApproved, plan.and_then(|plan| Some(plan.approved.as_ref()?.date)).into_iter().collect());
    add(Milestone::Notified, plan.and_then(|plan| plan.notified_on).into_iter().collect());
    add(Milestone::Work, data.dates.map_or(Vec::new(), |dates| vec![dates.start, dates.end]));
    add(Milestone::Opening, data.opening_meeting.iter().map(|meeting| meeting.date).collect());
    add(Milestone::Closing, data.closing_meeting.iter().map(|meeting| meeting.date).collect());
    add(Milestone::Issued, data.issued_on().into_iter().collect());
    add(Milestone::PlansAccepted, accepted.into_iter().map(|(_, day)| day).collect());
    add(
        Milestone::FindingsClosed,
        findings.iter().filter_map(|finding| finding.data().closed.as_ref()).map(|closed| closed.date).collect(),
    );
    all
}

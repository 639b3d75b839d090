//! What the states at the ends of two cycles cannot tell, read off the commits in between.

use std::sync::Arc;

use crate::history::{Moment, MovedDay, Promises, Replay};
use crate::record::*;
use crate::source::SourceError;

/// What happened after one commit of the main line, up to another one, oldest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Between {
    /// Findings that were done with, or all but, and are open again.
    pub reopened: Vec<Stepped>,
    /// Findings whose grade was changed.
    pub graded: Vec<Graded>,
    /// Days that were moved.
    pub moved: Vec<Moved>,
    /// Audits that were postponed.
    pub postponed: Vec<Postponed>,
    /// What was promised first, as history knew it at the first commit and at the last one.
    pub promises: [Option<Promises>; 2],
}

/// A finding that went back a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stepped {
    /// The finding.
    pub finding: String,
    /// The day of the commit.
    pub day: Date,
    /// State before.
    pub from: FindingStatus,
    /// State after.
    pub to: FindingStatus,
    /// Why.
    pub reason: Option<String>,
}

/// A finding whose grade was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    /// The finding.
    pub finding: String,
    /// Its title.
    pub title: String,
    /// The day of the commit.
    pub day: Date,
    /// Grade before.
    pub from: Grade,
    /// Grade after.
    pub to: Grade,
    /// Whether the finding was still a draft, so that nobody had been told the old grade.
    pub was_draft: bool,
    /// Why.
    pub reason: Option<String>,
}

/// What in a record has a day to be kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// An item of a corrective action, by its number.
    Item(u32),
    /// The check whether an action worked.
    Check,
    /// A decision of a management review, by its id.
    Decision(String),
}

/// A day that was moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The record.
    pub record: String,
    /// The part of it.
    pub part: Part,
    /// The day of the commit.
    pub day: Date,
    /// Day before.
    pub from: Date,
    /// Day after.
    pub to: Date,
    /// Why.
    pub reason: Option<String>,
}

/// An audit that was postponed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Postponed {
    /// The audit.
    pub audit: String,
    /// Its title.
    pub title: String,
    /// The day of the commit.
    pub day: Date,
    /// Why.
    pub reason: Option<String>,
}

impl Between {
    /// Reads several spans of the main line in one pass. A span goes from after its first commit up to its second one, both
    /// by their places on the line.
    ///
    /// # Errors
    /// History cannot be read.
    pub fn of(replay: &mut Replay<'_>, spans: &[(usize, usize)]) -> Result<Vec<Between>, SourceError> {
        let mut all = vec![Between::default(); spans.len()];
        let mut promises = Promises::default();
        replay.run(&mut |moment| {
            for (span, between) in spans.iter().zip(&mut all) {
                between.keep(&promises, *span, moment.number);
            }
            let moved = promises.note_all(&moment.actions(), moment.day);
            let is_in = |(from, to): (usize, usize)| from < moment.number && moment.number <= to;
            if spans.iter().any(|span| is_in(*span)) {
                let mut now = Between::default();
                now.note(moment, &moved);
                for (_, between) in spans.iter().zip(&mut all).filter(|(span, _)| is_in(**span)) {
                    between.add(&now);
                }
            }
        })?;
        for (span, between) in spans.iter().zip(&mut all) {
            between.keep(&promises, *span, usize::MAX);
        }
        Ok(all)
    }

    /// Keeps what was promised up to the ends of a span, once the next commit lies behind them.
    fn keep(&mut self, promises: &Promises, (from, to): (usize, usize), next: usize) {
        for (kept, last) in self.promises.iter_mut().zip([from, to]) {
            if next > last && kept.is_none() {
                *kept = Some(promises.clone());
            }
        }
    }

    fn add(&mut self, other: &Between) {
        self.reopened.extend_from_slice(&other.reopened);
        self.graded.extend_from_slice(&other.graded);
        self.moved.extend_from_slice(&other.moved);
        self.postponed.extend_from_slice(&other.postponed);
    }

    fn note(&mut self, moment: &Moment<'_>, moved: &[MovedDay]) {
        for MovedDay { action, item, from, to } in moved {
            let changes = moment.after.record(action).and_then(|record| record.data().action());
            let changes = changes.map_or(&[][..], |action| &action.changes);
            let days = (Some(*from), Some(*to));
            self.day(action, Part::Item(*item), moment.day, days, changes, &format!("actions/{item}/due"));
        }
        for record in moment.after.records() {
            let Some(old) = moment.before.record(&record.id) else { continue };
            if Arc::ptr_eq(old.document(), record.document()) {
                continue;
            }
            match (old.data(), record.data()) {
                (Data::Finding(old), Data::Finding(new)) => self.finding(moment.day, old, new),
                (Data::Action(old), Data::Action(new)) => self.action(moment.day, old, new),
                (Data::Review(old), Data::Review(new)) => self.review(moment.day, old, new),
                (Data::Audit(old), Data::Audit(new)) => self.audit(moment.day, old, new),
                _ => {}
            }
        }
    }

    fn finding(&mut self, day: Date, old: &Finding, new: &Finding) {
        if is_settled(old.status) && matches!(new.status, FindingStatus::Open | FindingStatus::Contested) {
            self.reopened.push(Stepped {
                finding: new.id.to_string(),
                day,
                from: old.status,
                to: new.status,
                reason: reason(&new.changes, "status", new.status.as_str()).or_else(|| new.status_reason.clone()),
            });
        }
        if old.grade != new.grade {
            let own = || new.grade_reason.clone().filter(|reason| Some(reason) != old.grade_reason.as_ref());
            self.graded.push(Graded {
                finding: new.id.to_string(),
                title: new.title.clone(),
                day,
                from: old.grade,
                to: new.grade,
                was_draft: old.status == FindingStatus::Draft,
                reason: reason(&new.changes, "grade", new.grade.as_str()).or_else(own),
            });
        }
    }

    /// The day of its check; those of its items are promises, which know more of what was before.
    fn action(&mut self, day: Date, old: &Action, new: &Action) {
        // Until the plan is accepted, days are proposals.
        if !old.status.is_accepted() || new.status == ActionStatus::Cancelled {
            return;
        }
        let planned = |action: &Action| action.effectiveness.as_ref().and_then(|check| check.planned_on);
        let days = (planned(old), planned(new));
        self.day(new.id.as_str(), Part::Check, day, days, &new.changes, "effectiveness/planned_on");
    }

    fn review(&mut self, day: Date, old: &Review, new: &Review) {
        for decision in &new.decisions {
            let past = old.decisions.iter().find(|past| past.id == decision.id).and_then(|past| past.due);
            let part = Part::Decision(decision.id.to_string());
            self.day(new.id.as_str(), part, day, (past, decision.due), &[], "");
        }
    }

    fn day(
        &mut self,
        id: &str,
        part: Part,
        day: Date,
        days: (Option<Date>, Option<Date>),
        changes: &[Change],
        field: &str,
    ) {
        if let (Some(from), Some(to)) = days
            && from != to
        {
            let reason = reason(changes, field, &to.to_string());
            self.moved.push(Moved { record: id.to_owned(), part, day, from, to, reason });
        }
    }

    fn audit(&mut self, day: Date, old: &Audit, new: &Audit) {
        if new.status == AuditStatus::Postponed && old.status != AuditStatus::Postponed {
            let reason = new.status_reason.clone();
            self.postponed.push(Postponed { audit: new.id.to_string(), title: new.title.clone(), day, reason });
        }
    }
}

/// Whether the answer to a finding was there: from here on, going back to open is opening it again.
fn is_settled(status: FindingStatus) -> bool {
    use FindingStatus::{Accepted, Closed, Implemented, Verified};
    matches!(status, Implemented | Verified | Closed | Accepted)
}

/// Why a field was changed to a value, by the newest entry of `changes` that tells of it.
fn reason(changes: &[Change], field: &str, to: &str) -> Option<String> {
    let told = changes.iter().rev().find(|change| change.field == field && change.to == to);
    told.map(|change| change.reason.clone())
}

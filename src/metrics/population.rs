//! Which records a figure counts.

use crate::history::{Chronicle, Promises};
use crate::record::{
    Action, ActionItem, ActionItemStatus, ActionStatus, Audit, Date, Finding, FindingStatus, Workpaper,
};
use crate::snapshot::{Snapshot, View};

/// The records that figures count, on a day. What an audience may not know of is not counted for it.
pub struct Population<'a> {
    /// All records.
    pub snapshot: &'a Snapshot,
    /// The day on which they are judged.
    pub day: Date,
    /// The life of the records, where it is at hand.
    pub chronicle: Option<&'a Chronicle>,
    /// What was promised first, where history is at hand.
    pub promises: Option<&'a Promises>,
    is_counted: Box<dyn Fn(&str) -> bool + Send + Sync + 'a>,
}

impl<'a> Population<'a> {
    /// All records of a snapshot.
    pub fn all(snapshot: &'a Snapshot, day: Date) -> Self {
        Self::of(snapshot, day, |_| true)
    }

    /// Those whose id `is_counted`.
    pub fn of(snapshot: &'a Snapshot, day: Date, is_counted: impl Fn(&str) -> bool + Send + Sync + 'a) -> Self {
        Self { snapshot, day, chronicle: None, promises: None, is_counted: Box::new(is_counted) }
    }

    /// The same records, with what their history knows of them.
    pub fn with_history(mut self, chronicle: Option<&'a Chronicle>) -> Self {
        self.chronicle = chronicle;
        self.with_promises(chronicle.map(|chronicle| &chronicle.promises))
    }

    /// The same records, with what was promised first.
    pub fn with_promises(mut self, promises: Option<&'a Promises>) -> Self {
        self.promises = promises;
        self
    }

    /// Whether a record is counted.
    pub fn counts(&self, id: &str) -> bool {
        (self.is_counted)(id)
    }

    /// The findings that were reported and detected by the day; drafts and what was withdrawn are none. One that was
    /// merged into another is counted there.
    pub fn findings(&self) -> impl Iterator<Item = View<'a, Finding>> + use<'_, 'a> {
        self.snapshot.findings().filter(|finding| self.is_found(finding))
    }

    /// Those of an audit.
    pub fn findings_of(&self, audit: &str) -> impl Iterator<Item = View<'a, Finding>> {
        self.snapshot.findings_of(audit).filter(|finding| self.is_found(finding))
    }

    fn is_found(&self, finding: &View<'_, Finding>) -> bool {
        finding.status.is_reported()
            && finding.status != FindingStatus::Superseded
            && finding.detected_on <= self.day
            && self.counts(finding.id())
    }

    /// The corrective action records that are not cancelled.
    pub fn actions(&self) -> impl Iterator<Item = View<'a, Action>> + use<'_, 'a> {
        let actions = self.snapshot.actions();
        actions.filter(|action| action.status != ActionStatus::Cancelled && self.counts(action.id()))
    }

    /// The items of these that are not cancelled and have a due date.
    pub fn items(&self) -> impl Iterator<Item = (View<'a, Action>, &'a ActionItem, Date)> + use<'_, 'a> {
        self.actions().flat_map(|action| {
            let items = action.data().actions.iter().filter(|item| item.status != ActionItemStatus::Cancelled);
            items.filter_map(move |item| Some((action, item, item.due?)))
        })
    }

    /// The audits that count.
    pub fn audits(&self) -> impl Iterator<Item = View<'a, Audit>> + use<'_, 'a> {
        self.snapshot.audits().filter(|audit| self.counts(audit.id()))
    }

    /// The workpapers of an audit.
    pub fn workpapers_of(&self, audit: &str) -> impl Iterator<Item = View<'a, Workpaper>> {
        self.snapshot.workpapers_of(audit).filter(|workpaper| self.counts(workpaper.id()))
    }
}

/// The day by which an audit is placed in time: the last one of its work, or of its report.
pub fn day_of(audit: &Audit) -> Option<Date> {
    audit.dates.map(|dates| dates.end).or(audit.issued_on())
}

//! What the figures of a review rest on: the records as they were on its day, and since when changes are counted.

use std::sync::Arc;

use super::super::document::Facts;
use super::super::{self as report, Options, Reader};
use crate::history::Promises;
use crate::record::{Date, Review, ReviewStatus};
use crate::snapshot::Snapshot;

/// What history knows of a review.
#[derive(Debug, Default)]
pub struct LookBack {
    /// The records at the end of the day on which it was held; `None` where history does not reach back to it, and of one that
    /// is still to be held.
    pub then: Option<Then>,
    /// The records at the end of the day from which on it tells what changed.
    pub before: Option<Arc<Snapshot>>,
}

/// The records of a day of the past.
#[derive(Debug)]
pub struct Then {
    /// The records.
    pub snapshot: Arc<Snapshot>,
    /// What had been promised by then.
    pub promises: Option<Promises>,
}

/// Whether a review was over before a day, so that it knew nothing of what came later.
pub fn is_past(review: &Review, day: Date) -> bool {
    review.status != ReviewStatus::Planned && review.held_on < day
}

/// The day of the review before, at whose end the time begins that a review looks back on; of the first one, the day before
/// its period.
pub fn looks_back_to(snapshot: &Snapshot, review: &Review) -> Date {
    let others = snapshot.reviews().filter(|other| other.status != ReviewStatus::Planned);
    let before = others.map(|other| other.held_on).filter(|held_on| *held_on < review.held_on).max();
    before.unwrap_or_else(|| review.period.from.plus_days(-1))
}

/// Whether the readers may know that day.
fn may_tell_since(reader: &Reader<'_>, review: &Review) -> bool {
    let since = looks_back_to(reader.snapshot, review);
    let others = reader.snapshot.reviews().filter(|other| other.status != ReviewStatus::Planned);
    let mut before = others.filter(|other| other.held_on == since && other.held_on < review.held_on).peekable();
    match before.peek() {
        Some(_) => before.any(|other| reader.is_shown(other.record()) && reader.sees(other.record(), "held_on")),
        None => may_tell(reader, review, "period/from"),
    }
}

/// Whether the readers may know a day of a review.
fn may_tell(reader: &Reader<'_>, review: &Review, field: &str) -> bool {
    reader.snapshot.record(review.id.as_str()).is_none_or(|record| reader.sees(record, field))
}

/// Whether the records of a day of the past hold what was there on it. Where much of what is on record by now was over by then and
/// they lack it, it came in later from the registers of before.
pub fn reaches_back(then: &Snapshot, now: &Snapshot, day: Date) -> bool {
    let issued = now.audits().filter(|audit| audit.issued_on().is_some_and(|issued| issued <= day));
    let found = now.findings().filter(|finding| finding.detected_on <= day && finding.status.is_reported());
    let ids = issued.map(|audit| audit.id()).chain(found.map(|finding| finding.id()));
    let (there, lacking): (Vec<&str>, Vec<&str>) = ids.partition(|id| then.record(id).is_some());
    lacking.len() <= there.len()
}

/// What is told of the records in the boxes of a review.
pub(super) struct Basis<'b, 'a> {
    /// The records.
    pub reader: &'b Reader<'a>,
    /// The review.
    pub review: &'b Review,
    /// Those that changes are told against.
    pub before: Option<&'b Snapshot>,
    /// The day at whose end they were so.
    pub since: Date,
    /// Of when the records are.
    pub of: Of,
}

/// Of when the records are that a review is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Of the day on which the report is made.
    Now,
    /// Of the day of the review.
    Then,
    /// Of a day after it, so that only what they give a day for is told.
    Dated,
}

/// Options for what the records of a review's day say.
pub(super) fn on_its_day(options: &Options, review: &Review) -> Options {
    Options { day: review.held_on, ..options.clone() }
}

impl Basis<'_, '_> {
    /// As of when the records are told, and since when what changed is.
    pub(super) fn facts(&self, facts: &mut Facts) {
        let reader = self.reader;
        if self.of == Of::Then && may_tell(reader, self.review, "held_on") {
            facts.put(reader.plain("report-records-as-of"), reader.language().day(self.review.held_on));
        }
        if self.before.is_some() && may_tell_since(reader, self.review) {
            facts.put(reader.plain("report-changes-since"), reader.language().day(self.since));
        }
    }

    /// A day in words, or that it is not told.
    fn told(&self, may_tell: bool, day: Date) -> String {
        if may_tell { self.reader.language().day(day) } else { "none".to_owned() }
    }

    /// What the records cannot tell, as they do not reach back so far.
    pub(super) fn lacks(&self) -> Option<String> {
        let day = self.told(may_tell(self.reader, self.review, "held_on"), self.review.held_on);
        (self.of == Of::Dated).then(|| self.reader.message("report-review-dated", &[("day", day.into())]))
    }

    /// Why nothing is told of changes, where that is not because there were none.
    pub(super) fn lacks_changes(&self) -> Option<String> {
        let day = self.told(may_tell_since(self.reader, self.review), self.since);
        self.before.is_none().then(|| self.reader.message("report-changes-unknown", &[("day", day.into())]))
    }
}

impl report::Facts {
    /// What history knows of a review.
    pub(super) fn look_back(&self, review: &Review) -> Option<&LookBack> {
        self.reviews.get(&review.id.as_str().to_lowercase())
    }
}

//! Days on which something happened, held against each other.

use super::Report;
use crate::diagnostic::{Diagnostic, Place};
use crate::record::Date;
use crate::snapshot::Record;

/// A day on which something happened.
pub(super) struct Event<'r> {
    /// The day.
    pub day: Date,
    /// The record and the path at which it stands. Nearly all days are in order, and nobody asks for their places.
    pub at: (&'r Record, String),
    /// What happened, as the beginning of a sentence.
    pub what: String,
}

impl Event<'_> {
    /// Where the day stands.
    pub fn place(&self) -> Place {
        let (record, path) = &self.at;
        record.at(path)
    }
}

/// The day at a path, if there is one, and what happened on it.
pub(super) fn event<'r>(record: &'r Record, base: &str, (path, what): (&str, &str)) -> Option<Event<'r>> {
    let path = [base, path].concat();
    let day = record.document().root.as_ref()?.at(&path)?.as_text()?.parse().ok()?;
    Some(Event { day, at: (record, path), what: what.to_owned() })
}

/// Each event against the one before it.
pub(super) fn follow<'r>(record: &Record, events: impl Iterator<Item = Event<'r>>, report: &mut Report<'_>) {
    events.reduce(|earlier, later| {
        compare(record, &earlier, &later, report);
        later
    });
}

/// Reports what lies before a day that has to come first.
pub(super) fn compare<'r>(
    record: &Record,
    earlier: &Event<'_>,
    later: &Event<'_>,
    report: &'r mut Report<'_>,
) -> Option<&'r mut Diagnostic> {
    if later.day >= earlier.day {
        return None;
    }
    let message = format!("{} on {}, before {} on {}", later.what, later.day, earlier.what, earlier.day);
    let diagnostic = report.raise_at(later.place(), message);
    diagnostic.record = Some(record.subject());
    diagnostic.also(earlier.place(), "this comes first").help("correct the day that is wrong");
    Some(diagnostic)
}

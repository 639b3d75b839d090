//! Days on which something happened, held against each other.

use super::Report;
use crate::diagnostic::{Diagnostic, Place};
use crate::record::Date;
use crate::snapshot::Record;

/// A day on which something happened.
pub(super) struct Event {
    /// The day.
    pub day: Date,
    /// Where it stands.
    pub place: Place,
    /// What happened, as the beginning of a sentence.
    pub what: String,
}

/// The day at a path, if there is one, and what happened on it.
pub(super) fn event(record: &Record, base: &str, (path, what): (&str, &str)) -> Option<Event> {
    let path = format!("{base}{path}");
    let day = record.document().root.as_ref()?.at(&path)?.as_text()?.parse().ok()?;
    Some(Event { day, place: record.at(&path), what: what.to_owned() })
}

/// Each event against the one before it.
pub(super) fn follow(record: &Record, events: impl Iterator<Item = Event>, report: &mut Report<'_>) {
    events.reduce(|earlier, later| {
        compare(record, &earlier, &later, report);
        later
    });
}

/// Reports what lies before a day that has to come first.
pub(super) fn compare<'r>(
    record: &Record,
    earlier: &Event,
    later: &Event,
    report: &'r mut Report<'_>,
) -> Option<&'r mut Diagnostic> {
    if later.day >= earlier.day {
        return None;
    }
    let message = format!("{} on {}, before {} on {}", later.what, later.day, earlier.what, earlier.day);
    let diagnostic = report.raise_at(later.place.clone(), message);
    diagnostic.record = Some(record.subject());
    diagnostic.also(earlier.place.clone(), "this comes first").help("correct the day that is wrong");
    Some(diagnostic)
}

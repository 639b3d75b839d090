//! The order in which people look for records: by day, by name, and as they count.

use std::cmp::Ordering;

use crate::record::{AuditRef, Data, Date};
use crate::redact::Redaction;
use crate::snapshot::{Record, Snapshot, View};
use crate::text::natural_cmp;

/// Orders records of one kind.
pub struct Order<'a> {
    snapshot: &'a Snapshot,
    redaction: &'a Redaction,
}

impl<'a> Order<'a> {
    /// The order for an audience: what it may not see is no order to it.
    pub fn new(snapshot: &'a Snapshot, redaction: &'a Redaction) -> Self {
        Self { snapshot, redaction }
    }

    /// Whether one comes before the other: the earlier day, else the name, else the id.
    pub fn compare(&self, a: &Record, b: &Record) -> Ordering {
        let by_day = self.day(a).cmp(&self.day(b));
        by_day.then_with(|| self.name(a).cmp(&self.name(b))).then_with(|| natural_cmp(&a.id, &b.id))
    }

    /// The day of what happens on a day; what has none yet comes before all others.
    fn day(&self, record: &Record) -> Option<Date> {
        let seen = |record: &Record, field: &str| !self.redaction.hides_within(record, field);
        match record.data() {
            Data::Audit(_) => self.day_of_audit(self.snapshot.audit(&AuditRef::from(&*record.id))?),
            Data::Workpaper(paper) => self.day_of_audit(self.snapshot.audit(&paper.audit)?),
            Data::Programme(programme) if seen(record, "cycle/from") => Some(programme.cycle.from),
            Data::Review(review) if seen(record, "held_on") => Some(review.held_on),
            _ => None,
        }
    }

    /// The first day of an audit, else that of its report, else that of its window in the programme.
    fn day_of_audit(&self, audit: View<'_, crate::record::Audit>) -> Option<Date> {
        let seen = |field: &str| !self.redaction.hides_within(audit.record(), field);
        let held = audit.dates.filter(|_| seen("dates/start")).map(|dates| dates.start);
        let issued = || audit.issued_on().filter(|_| seen("report/issued/date"));
        let planned = || {
            let programmes = self.snapshot.programmes();
            let programmes =
                programmes.filter(|programme| !self.redaction.hides_within(programme.record(), "schedule/window/from"));
            let mut lines = programmes.flat_map(|programme| programme.data().schedule.iter());
            lines.find(|line| line.audit.as_str().eq_ignore_ascii_case(audit.id())).map(|line| line.window.from)
        };
        held.or_else(issued).or_else(planned)
    }

    /// What a person is called on the pages of the audience.
    fn name(&self, record: &Record) -> Option<String> {
        let person = record.data().person()?;
        let has_name = self.redaction.shows_names() && !self.redaction.hides_within(record, "name");
        Some(if has_name { person.name.to_lowercase() } else { person.position.to_lowercase() })
    }
}

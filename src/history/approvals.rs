//! Who was approved as an auditor when. A renewal overwrites the approval before it, so that the record alone knows the last one only.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Moment, Replay};
use crate::record::{Date, Kind, Person};
use crate::snapshot::{Document, Record};
use crate::source::SourceError;

/// What was written of a person on a day; `None` where the record was deleted.
type Written = (Date, Option<Arc<Document>>);

/// The persons as they were on record over time.
#[derive(Debug, Clone, Default)]
pub struct Approvals {
    /// What was written of each, and on which day, oldest first, by the id in lower case.
    written: BTreeMap<String, Vec<Written>>,
    /// The days on which something was written first and last.
    days: Option<(Date, Date)>,
}

impl Approvals {
    /// Reads them off the main line.
    ///
    /// # Errors
    /// History cannot be read.
    pub fn of(replay: &mut Replay<'_>) -> Result<Approvals, SourceError> {
        let mut approvals = Approvals::default();
        replay.run(&mut |moment| approvals.note(moment))?;
        Ok(approvals)
    }

    /// Takes a commit into account.
    pub(super) fn note(&mut self, moment: &Moment<'_>) {
        let is_person = |record: &&Record| record.kind() == Kind::Person;
        let gone = moment.touched_before().filter(is_person).filter(|record| moment.after.record(&record.id).is_none());
        for record in gone {
            self.written.entry(record.key().to_string()).or_default().push((moment.day, None));
        }
        for record in moment.touched_after().filter(is_person) {
            let (first, last) = self.days.unwrap_or((moment.day, moment.day));
            self.days = Some((first, last.max(moment.day)));
            let document = Some(Arc::clone(record.document()));
            self.written.entry(record.key().to_string()).or_default().push((moment.day, document));
        }
    }

    /// Whether persons were on record by the end of a day: of what was before that, history knows nothing.
    pub fn reach(&self, day: Date) -> bool {
        self.days.is_some_and(|(first, _)| first <= day)
    }

    /// Whether something was written after the end of a day.
    pub fn go_beyond(&self, day: Date) -> bool {
        self.days.is_some_and(|(_, last)| last > day)
    }

    /// A person as the record was at the end of a day, by the id without regard to case.
    pub fn person_on(&self, id: &str, day: Date) -> Option<&Person> {
        let written = self.written.get(&id.to_lowercase())?;
        // By the place on the main line: a clock that went back does not take the record back.
        let (_, document) = written.iter().rfind(|(since, _)| *since <= day)?;
        document.as_ref()?.data.as_ref()?.person()
    }
}

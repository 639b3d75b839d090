//! The commits that take records over from elsewhere: what these say of the time before is nobody's word but that of whoever wrote
//! them down.

use super::Moment;
use crate::lint::is_decided_work;
use crate::record::{Date, PersonRef};
use crate::snapshot::Record;
use crate::source::Commit;

/// A commit that took records over.
#[derive(Debug, Clone)]
pub struct Import {
    /// The commit.
    pub commit: Commit,
    /// Its day.
    pub day: Date,
    /// Who wrote it, as far as that is a person on record.
    pub author: Option<PersonRef>,
    /// Who approved it, by the `Approved-by` lines of its message.
    pub approved_by: Vec<PersonRef>,
    /// How many records came with it.
    pub records: usize,
    /// How many of them say of audit work that somebody had approved, issued, checked or closed it.
    pub decided: usize,
}

impl Import {
    /// What a commit takes over; `None` where it does not, or is the first one and begins with nothing that was decided before.
    pub(super) fn of(moment: &Moment<'_>) -> Option<Import> {
        let is_new = |record: &&Record| moment.before.same(record).is_none();
        if !moment.facts.is_import {
            return None;
        }
        let new = moment.touched_after().filter(is_new);
        let (records, decided) = (new.clone().count(), new.filter(|record| is_decided_work(record)).count());
        let is_named = decided > 0 || records > 0 && moment.before.isms().is_some();
        is_named.then(|| Import {
            commit: moment.commit.clone(),
            day: moment.day,
            author: moment.facts.author.clone(),
            approved_by: moment.facts.approved_by.clone(),
            records,
            decided,
        })
    }
}

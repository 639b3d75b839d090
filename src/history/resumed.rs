//! Plans that were accepted, were taken back or cancelled, and are accepted again: what they promise is held against what they promised.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::snapshot::{Document, Record};

/// Actions as they were when their plans were in force last, by their ids in lower case.
#[derive(Debug, Default)]
pub(super) struct Resumed {
    records: BTreeMap<Arc<str>, Arc<Document>>,
}

impl Resumed {
    /// Takes what a commit does to a record into account.
    pub(super) fn note(&mut self, old: &Record, new: Option<&Record>) {
        match (is_in_force(old), new.is_some_and(is_in_force)) {
            (true, false) => drop(self.records.insert(Arc::clone(old.key()), Arc::clone(old.document()))),
            (false, true) => drop(self.records.remove(&**old.key())),
            _ => {}
        }
    }

    /// Of the actions whose plans come into force again, how they were when they were so last; each at the path that it has now.
    pub(super) fn again<'a>(
        &self,
        couples: impl Iterator<Item = (Option<&'a Record>, &'a Record)>,
    ) -> Vec<(Arc<str>, Arc<Document>)> {
        let couples = couples.filter(|(old, new)| comes_into_force(*old, new));
        couples
            .filter_map(|(_, new)| Some((Arc::clone(&new.path), Arc::clone(self.records.get(&**new.key())?))))
            .collect()
    }
}

/// Whether the plan of an action is accepted that was there before and was not.
pub(super) fn comes_into_force(old: Option<&Record>, new: &Record) -> bool {
    old.is_some_and(|old| !is_in_force(old)) && is_in_force(new)
}

fn is_in_force(record: &Record) -> bool {
    record.data().action().is_some_and(|action| action.status.is_accepted())
}

//! When the items of a checklist got their results.

use std::collections::BTreeSet;

use super::CommitFacts;
use crate::record::Date;
use crate::snapshot::Record;

/// Ids of the items of a workpaper that have a result and had none.
pub fn new_answers(before: Option<&Record>, after: &Record) -> BTreeSet<String> {
    let answered = |record: &Record| {
        let items = record.data().workpaper().map(|paper| paper.items.as_slice()).unwrap_or_default();
        let answered = items.iter().filter(|item| item.result.is_some());
        answered.map(|item| item.id.as_str().to_owned()).collect::<BTreeSet<_>>()
    };
    let known = before.map(answered).unwrap_or_default();
    let mut new = answered(after);
    new.retain(|item| !known.contains(item));
    new
}

impl CommitFacts {
    /// When an item got the result that this commit, of the day `own`, brings to the main line: by the commit of the merged branch that
    /// gave it last, if one did.
    pub(super) fn answered_on(&self, record: &Record, item: &str, own: Date) -> Date {
        let of_branch = self.branch.iter().rev().find_map(|commit| {
            let (items, day) = commit.answered.get(&record.id.to_lowercase())?;
            items.contains(item).then_some(*day)
        });
        of_branch.map_or(own, |day| day.min(own))
    }
}

//! What is taken over from before the record began: audits that come with their reports issued.

use std::collections::BTreeSet;

use super::Replay;
use crate::snapshot::Snapshot;

impl Replay<'_> {
    /// The audits of a state whose reports came issued.
    pub(super) fn taken_over_of(&self, after: &Snapshot) -> BTreeSet<String> {
        let ids = after.audits().map(|audit| audit.id().to_lowercase());
        ids.filter(|id| self.taken_over.contains(id)).collect()
    }

    /// Notes the audits whose reports come issued, and forgets those that are issued anew.
    pub(super) fn take_over(&mut self, is_import: bool, before: &Snapshot, after: &Snapshot) {
        for audit in after.audits() {
            let old = before.audit(&audit.id().into());
            let is_same = old.is_some_and(|old| old.report == audit.report);
            if !is_same {
                let id = audit.id().to_lowercase();
                match is_import && old.is_none() && audit.is_frozen() {
                    true => self.taken_over.insert(id),
                    false => self.taken_over.remove(&id),
                };
            }
        }
    }
}

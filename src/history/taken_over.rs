//! What is taken over from before the record began: audits that come with their reports issued, and the day in the settings before which
//! less is asked.

use std::collections::BTreeSet;

use super::Replay;
use super::files::{FileNumber, Past};
use crate::record::{Kind, ROOT_FILE};
use crate::snapshot::{Document, Snapshot};

impl Replay<'_> {
    /// The audits of a state whose reports came issued.
    pub(super) fn taken_over_of(&self, after: &Snapshot) -> BTreeSet<String> {
        let ids = after.audits().map(|audit| audit.id().to_lowercase());
        ids.filter(|id| self.taken_over.contains(id)).collect()
    }

    /// Whether the settings take over more than they did, so that any record may be held against less.
    pub(super) fn takes_more_over(&self, touched: &[FileNumber], past: &[Option<Past>]) -> bool {
        let Some(place) = touched.iter().position(|number| **self.files.path(*number) == *ROOT_FILE) else {
            return false;
        };
        let day = |document: &Document| document.data.as_ref()?.isms()?.taken_over.as_ref().map(|taken| taken.before);
        let now = self.files.at(touched[place]).and_then(|document| day(document));
        now > past[place].as_ref().and_then(|old| day(&old.document))
    }

    /// Whether somebody has declared less that they must not audit than they had, so that any audit may be concerned.
    pub(super) fn gives_conflict_up(&self, touched: &[FileNumber], past: &[Option<Past>]) -> bool {
        let person = |document: &Document| document.data.as_ref()?.person().map(|person| person.conflicts.clone());
        touched.iter().zip(past).any(|(number, old)| {
            let was = old.as_ref().and_then(|old| person(&old.document)).unwrap_or_default();
            let is = self.files.at(*number).and_then(|document| person(document)).unwrap_or_default();
            was.iter().any(|conflict| !is.contains(conflict))
        })
    }

    /// Whether somebody is not on record any more, so that any record may name nobody.
    pub(super) fn loses_person(&self, touched: &[FileNumber], past: &[Option<Past>]) -> bool {
        touched.iter().zip(past).any(|(number, old)| {
            let was = old.as_ref().filter(|old| old.document.kind == Some(Kind::Person));
            was.is_some_and(|old| !self.files.has_id(&old.document.id_at(self.files.path(*number)).1))
        })
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

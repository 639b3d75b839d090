//! Records that are brought back after they were deleted, and others that get the id of one that was.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Replay;
use super::files::FileNumber;
use crate::lint::{FormerIds, changed_between};
use crate::record::Kind;
use crate::snapshot::{Document, Record, Snapshot};

impl Replay<'_> {
    /// Of a record that was deleted and is brought back otherwise than it was, how it was: that is what it is held against. One that
    /// could not be read since it is back comes back once it can.
    pub(super) fn brought_back(&self, number: FileNumber, document: &Document) -> Option<Arc<Document>> {
        let (_, key) = document.id_at(self.files.path(number));
        let is_mended = || self.files.at(number).is_some_and(|there| there.data.is_none());
        let former = self.former.get(&*key).filter(|_| !self.files.has_id(&key) || is_mended())?;
        let is_back = former.text != document.text && is_same(former, document);
        is_back.then(|| Arc::clone(former))
    }

    /// Ids of records that this commit brings back as they were.
    pub(super) fn back(&self, before: &Snapshot, after: &Snapshot) -> BTreeSet<String> {
        if self.former.is_empty() {
            return BTreeSet::new();
        }
        let new = after.records().iter().filter(|record| before.same(record).is_none());
        let is_back =
            |record: &&Record| self.former.get(&**record.key()).is_some_and(|old| record.document().text == old.text);
        new.filter(is_back).map(|record| record.key().to_string()).collect()
    }

    /// Of the ids of a state, those that belonged to records which were deleted, without those whose records are back.
    pub fn former(&self, after: &Snapshot) -> FormerIds {
        if self.former.is_empty() {
            return FormerIds::new();
        }
        let is_back = |id: &str, old: &Document| {
            let is_it = |new: &Document| new.text == old.text || is_same(old, new);
            after.record(id).is_some_and(|record| is_it(record.document()))
        };
        let known = after.records().iter().filter_map(|record| self.former.get_key_value(&**record.key()));
        known.filter(|(id, old)| after.record(id).is_some() && !is_back(id, old)).map(|(id, _)| id.clone()).collect()
    }

    /// Of the records that a state brings back otherwise than they were, how they were, each at the path that it has now.
    pub fn returned(&self, after: &Snapshot) -> Vec<(Arc<str>, Arc<Document>)> {
        let was = |record: &Record| {
            let old = self.former.get(&**record.key())?;
            let is_back = record.document().text != old.text && is_same(old, record.document());
            is_back.then(|| (Arc::clone(&record.path), Arc::clone(old)))
        };
        after.records().iter().filter_map(was).collect()
    }

    /// Of the records of a state that cannot be read at the end of the walk, how they were when they last could be, each at its path.
    pub fn mended(&self, after: &Snapshot) -> Vec<(Arc<str>, Arc<Document>)> {
        let was = |record: &Record| Some((Arc::clone(&record.path), Arc::clone(self.readable.get(&record.path)?)));
        after.records().iter().filter_map(was).collect()
    }
}

/// Whether a new record is the one of its id that was deleted: what it began with is as it was, or all but its title. It may have gone
/// on meanwhile, in the same branch that brings it back.
pub(super) fn is_same(former: &Document, new: &Document) -> bool {
    let (Some(kind), Some(old), Some(now)) = (former.kind, &former.root, &new.root) else { return false };
    if former.data.is_none() || new.data.is_none() || new.kind != Some(kind) {
        return false;
    }
    let changed = changed_between(former, new);
    // What was filled in, such as the day on which evidence came, makes no other record of it.
    let is_other =
        |field: &&str| changed.iter().any(|one| one == field) && old.get(field).is_some() && now.get(field).is_some();
    changed == ["title"] || !origin(kind).iter().any(is_other)
}

/// The fields by which a reader knows a record, and which it keeps as a rule as long as it lives.
fn origin(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Isms | Kind::Soa => &[],
        Kind::Person => &["name"],
        Kind::Catalogue => &["title", "edition"],
        Kind::Programme => &["title", "cycle"],
        Kind::Audit => &["title", "type"],
        Kind::Workpaper => &["title", "audit"],
        Kind::Evidence => &["title", "collected_on"],
        Kind::Finding => &["title", "audit", "detected_on"],
        Kind::Action => &["title", "source"],
        Kind::Review => &["title", "period"],
    }
}

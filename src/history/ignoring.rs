//! The files that `ignore:` of the settings names as no records: history does not know them either, and one that comes to be
//! ignored goes.

use super::replay::is_record;
use crate::record::ROOT_FILE;
use crate::snapshot::{Ignored, Snapshot};
use crate::source::git::{Change, Repository, Step, Walk};
use crate::source::{MAX_RECORD_BYTES, SourceError};

/// What the settings at some point of history name as no records.
#[derive(Debug, Clone, Default)]
pub(super) struct Ignoring(Ignored);

impl Ignoring {
    /// What a state ignores.
    pub fn of(state: &Snapshot) -> Ignoring {
        let text = state.isms().map(|isms| isms.record().document().text.clone());
        Ignoring(text.and_then(|text| Ignored::of(&text)).unwrap_or_default())
    }

    /// Whether a file may be a record, by its path under the record root.
    pub fn may_be_record(&self, path: &str) -> bool {
        is_record(path) && (path == ROOT_FILE || !self.0.paths.is_match(path))
    }

    /// Leaves of a commit what may be a record, by its own settings, and adds what these name as none, or as one, other than those
    /// before it did. `walk` has come to it.
    pub fn apply(&mut self, repository: &Repository, walk: &mut Walk<'_>, step: &mut Step) -> Result<(), SourceError> {
        step.changes.retain(|change| is_record(&change.path));
        let old = self.clone();
        let settings = step.changes.iter().find(|change| change.path == ROOT_FILE).and_then(|change| change.after);
        if let Some(id) = settings {
            let bytes = repository.content(id, ROOT_FILE, &step.commit.id)?;
            // Settings that cannot be read say nothing else than they did.
            let text = String::from_utf8_lossy(&bytes);
            self.0 = Ignored::of(&text).filter(|_| bytes.len() as u64 <= MAX_RECORD_BYTES).unwrap_or(old.0.clone());
        }
        if self.0.patterns == old.0.patterns {
            step.changes.retain(|change| self.may_be_record(&change.path));
            return Ok(());
        }
        let is_otherwise = |path: &str| is_record(path) && self.may_be_record(path) != old.may_be_record(path);
        let there = walk.files()?.into_iter().filter(|file| is_otherwise(&file.path));
        let unchanged: Vec<Change> =
            there.filter(|file| step.changes.iter().all(|known| known.path != file.path)).collect();
        step.changes.extend(unchanged.into_iter().map(|file| Change { before: file.after, ..file }));
        for change in &mut step.changes {
            change.before = change.before.filter(|_| old.may_be_record(&change.path));
            change.after = change.after.filter(|_| self.may_be_record(&change.path));
        }
        step.changes.retain(|change| change.before.is_some() || change.after.is_some());
        step.changes.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
        Ok(())
    }
}

//! The files that are no records: those that `ignore:` of the settings names, and those of a record root inside this one. History does
//! not know them either, and one that comes to be none goes.

use std::collections::BTreeSet;

use crate::record::ROOT_FILE;
use crate::snapshot::{Ignored, Snapshot};
use crate::source::git::{Change, Repository, Step, Walk};
use crate::source::{MAX_RECORD_BYTES, SourceError, is_record_path};

/// What counts as no record at some point of history.
#[derive(Debug, Clone, Default)]
pub(super) struct Ignoring {
    /// What the settings name.
    named: Ignored,
    /// The folders with a `tickmark.yaml` of their own, each with a slash behind it.
    roots: BTreeSet<String>,
}

impl Ignoring {
    /// What a state ignores.
    pub fn of(state: &Snapshot) -> Ignoring {
        let text = state.isms().map(|isms| isms.record().document().text.clone());
        let named = text.and_then(|text| Ignored::of(&text)).unwrap_or_default();
        let roots = state.broken().iter().filter_map(|broken| inner_root(&broken.path)).collect();
        Ignoring { named, roots }
    }

    /// Whether a file may be a record, by its path under the record root.
    pub fn may_be_record(&self, path: &str) -> bool {
        is_record_path(path) && (path == ROOT_FILE || !self.named.paths.is_match(path) && !self.is_inside(path))
    }

    /// Whether a file is one of a record root inside this one; one that the settings name is none.
    fn is_inside(&self, path: &str) -> bool {
        let is_root = |folder: &&String| !self.named.paths.is_match(format!("{folder}{ROOT_FILE}"));
        self.roots.iter().filter(is_root).any(|folder| path.starts_with(folder.as_str()))
    }

    /// Leaves of a commit what may be a record, by its own settings and roots, and adds what these make none, or one, other than
    /// those before it did. `walk` has come to it.
    pub fn apply(&mut self, repository: &Repository, walk: &mut Walk<'_>, step: &mut Step) -> Result<(), SourceError> {
        step.changes.retain(|change| is_record_path(&change.path));
        let old = self.clone();
        let settings = step.changes.iter().find(|change| change.path == ROOT_FILE).and_then(|change| change.after);
        if let Some(id) = settings {
            let bytes = repository.content(id, ROOT_FILE, &step.commit.id)?;
            // Settings that cannot be read say nothing else than they did.
            let text = String::from_utf8_lossy(&bytes);
            let named = Ignored::of(&text).filter(|_| bytes.len() as u64 <= MAX_RECORD_BYTES);
            self.named = named.unwrap_or(old.named.clone());
        }
        for change in &step.changes {
            match inner_root(&change.path) {
                Some(folder) if change.after.is_some() => drop(self.roots.insert(folder)),
                Some(folder) => drop(self.roots.remove(&folder)),
                None => {}
            }
        }
        if (&self.named.patterns, &self.roots) == (&old.named.patterns, &old.roots) {
            step.changes.retain(|change| self.may_be_record(&change.path));
            return Ok(());
        }
        let is_otherwise = |path: &str| self.may_be_record(path) != old.may_be_record(path);
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

/// The folder that a path below the record root makes a record root of its own.
fn inner_root(path: &str) -> Option<String> {
    path.strip_suffix(ROOT_FILE).filter(|folder| folder.ends_with('/')).map(str::to_owned)
}

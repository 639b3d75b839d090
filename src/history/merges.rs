//! What a merge tells: who wrote what it brings, and what it adds itself.

use std::collections::BTreeSet;

use super::Replay;
use super::people::{People, merges_main};
use crate::record::{PersonRef, ROOT_FILE};
use crate::snapshot::Snapshot;
use crate::source::SourceError;
use crate::source::git::Step;

/// The one person behind a commit: of a merge, whoever wrote what it brought, if that is one person.
pub(super) fn author(step: &Step, people: &People) -> Option<PersonRef> {
    let mut merged = step.merged.iter().map(|address| people.address(address).to_lowercase());
    match merged.next() {
        Some(one) if merged.all(|other| other == one) => people.by_email(&one),
        _ => people.by_address(&step.address),
    }
}

impl Replay<'_> {
    /// The records that a merge has otherwise than each of the commits that it merged, by their ids in lower case.
    pub(super) fn by_merge(&self, step: &Step, after: &Snapshot) -> Result<BTreeSet<String>, SourceError> {
        let mut ids = BTreeSet::new();
        if step.merged.is_empty() {
            return Ok(ids);
        }
        let root = step.root.as_deref().unwrap_or(&self.root);
        let mut folders = Vec::new();
        for parent in self.repository.merged_parents(&step.commit.id)? {
            folders.extend(self.repository.record_folder(&parent, root)?);
        }
        for change in &step.changes {
            let mut is_merged = false;
            for folder in &folders {
                is_merged |= self.repository.content_in(*folder, &change.path)? == change.after;
            }
            let mut there = after.records().iter().filter(|record| *record.path == *change.path);
            if let Some(record) = there.next().filter(|_| !is_merged) {
                ids.insert(record.id.to_lowercase());
            }
        }
        Ok(ids)
    }

    /// Of a merge that brings a history of its own, with records and more than a commit, which has nothing in common with the main line:
    /// its newest commit, by its id in few letters. First parents do not go through it.
    pub(super) fn bypassed(&self, step: &Step) -> Result<Option<String>, SourceError> {
        if step.merged.is_empty() {
            return Ok(None);
        }
        let (repository, id) = (self.repository, &step.commit.id);
        let Some(main) = repository.parent(id)? else { return Ok(None) };
        let root = step.root.as_deref().unwrap_or(&self.root);
        for merged in repository.merged_parents(id)? {
            // What begins there hides nothing.
            if repository.is_related(&main, &merged)? || repository.parent(&merged)?.is_none() {
                continue;
            }
            let folder = repository.record_folder(&merged, root)?;
            let settings = folder.map(|folder| repository.content_in(folder, ROOT_FILE)).transpose()?.flatten();
            if settings.is_some() {
                return Ok(merged.get(..10).map(str::to_owned));
            }
        }
        Ok(None)
    }

    /// What the main line was before a merge that merged it into something else.
    pub(super) fn merged_main(&self, step: &Step) -> Result<Option<String>, SourceError> {
        if step.merged.is_empty() || !merges_main(&step.message) {
            return Ok(None);
        }
        let merged = self.repository.merged_parents(&step.commit.id)?;
        Ok(merged.first().and_then(|id| id.get(..10)).map(str::to_owned))
    }
}

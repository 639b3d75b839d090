//! What a merge tells: who wrote what it brings, which of its commits decided something, and what it adds itself.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Replay;
use super::people::merges_main;
use super::replay::is_record;
use super::signing::Rules;
use crate::lint::{BranchCommit, agreed, new_decisions};
use crate::record::PersonRef;
use crate::snapshot::{Document, Record, Snapshot};
use crate::source::git::Step;
use crate::source::{MAX_RECORD_BYTES, SourceError, State};

impl Replay<'_> {
    /// The one person behind a commit: of a merge, whoever wrote what it brought, if that is one person.
    pub(super) fn author(&self, step: &Step) -> Option<PersonRef> {
        match step.merged.as_slice() {
            [one] => self.people.by_email(one),
            _ => self.people.by_email(&step.commit.email),
        }
    }

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

    /// What the main line was before a merge that merged it into something else.
    pub(super) fn merged_main(&self, step: &Step) -> Result<Option<String>, SourceError> {
        if step.merged.is_empty() || !merges_main(&step.message) {
            return Ok(None);
        }
        let merged = self.repository.merged_parents(&step.commit.id)?;
        Ok(merged.first().and_then(|id| id.get(..10)).map(str::to_owned))
    }

    /// The commits of a merged branch that set decisions, where the merge brings one.
    pub(super) fn branch(
        &self,
        step: &Step,
        signing: Option<&Rules>,
        (before, after): (&Snapshot, &Snapshot),
    ) -> Result<Vec<BranchCommit>, SourceError> {
        let mut branch = Vec::new();
        let brings = |record: &Record| {
            let old = before.record(&record.id);
            !new_decisions(old, record).is_empty() || is_graded_anew(old, record)
        };
        if step.merged.is_empty() || !after.records().iter().any(brings) {
            return Ok(branch);
        }
        for id in self.repository.branch(&step.commit.id)? {
            let commit = self.repository.branch_step(&id, step.root.as_deref().unwrap_or(&self.root))?;
            let changes = commit.changes.iter().filter(|change| is_record(&change.path));
            let (mut old, mut new) = (Vec::new(), Vec::new());
            for change in changes {
                let path: Arc<str> = Arc::from(change.path.as_str());
                for (content, files) in [(change.before, &mut old), (change.after, &mut new)] {
                    let Some(content) = content else { continue };
                    let bytes = self.repository.content(content, &change.path, &id)?;
                    if bytes.len() as u64 <= MAX_RECORD_BYTES {
                        files.push((Arc::clone(&path), Arc::new(Document::read(&bytes))));
                    }
                }
            }
            let state = || State::Commit(commit.commit.clone());
            let (old, new) = (Snapshot::of_documents(old, state()), Snapshot::of_documents(new, state()));
            let set = new.records().iter().flat_map(|record| {
                let id = record.id.to_lowercase();
                new_decisions(old.record(&record.id), record).into_iter().map(move |decision| (id.clone(), decision))
            });
            let set: Vec<_> = set.collect();
            let graded = new.records().iter().filter(|record| is_graded_anew(old.record(&record.id), record));
            let graded: BTreeSet<String> = graded.map(|record| record.id.to_lowercase()).collect();
            if !set.is_empty() || !graded.is_empty() {
                let plans = new.records().iter().map(|record| (record.id.to_lowercase(), agreed(record))).collect();
                let author = self.people.by_email(&commit.commit.email);
                let signature = signing.map(|rules| self.signature(&commit.commit, &rules.allowed)).transpose()?;
                branch.push(BranchCommit { author, email: commit.commit.email, signature, set, plans, graded });
            }
        }
        Ok(branch)
    }
}

/// Whether a finding has another grade than it had.
pub(super) fn is_graded_anew(before: Option<&Record>, after: &Record) -> bool {
    let grade = |record: &Record| record.data().finding().map(|finding| finding.grade);
    before.is_some_and(|before| grade(before) != grade(after))
}

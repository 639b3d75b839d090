//! What a merge tells: who wrote what it brings, which of its commits decided something or wrote down a day, and what it adds
//! itself.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::Replay;
use super::people::merges_main;
use super::replay::is_record;
use super::signing::Rules;
use crate::hash::HashMap;
use crate::lint::{BranchCommit, WrittenDay, agreed, new_days, new_decisions};
use crate::record::{Date, PersonRef};
use crate::snapshot::{Document, Record, Snapshot};
use crate::source::git::Step;
use crate::source::{Commit, MAX_RECORD_BYTES, SourceError, State};

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

    /// The commits of a merged branch that decided something or wrote down a day, where the merge brings such.
    pub(super) fn branch(
        &self,
        step: &Step,
        signing: Option<&Rules>,
        (before, after): (&Snapshot, &Snapshot),
        zone: &TimeZone,
    ) -> Result<Vec<BranchCommit>, SourceError> {
        let mut branch = Vec::new();
        let brings = |record: &Record| is_to_be_known(before.record(&record.id), record);
        if step.merged.is_empty() || !after.records().iter().any(brings) {
            return Ok(branch);
        }
        let mut times = HashMap::default();
        for id in self.repository.branch(&step.commit.id)? {
            let commit = self.repository.branch_step(&id, step.root.as_deref().unwrap_or(&self.root))?;
            let seconds = self.time_in_branch(&commit.commit, &mut times)?;
            let (old, new) = self.around_in_branch(&commit)?;
            if new.records().iter().any(|record| is_to_be_known(old.record(&record.id), record)) {
                let counted = Commit { seconds, ..commit.commit.clone() };
                let signature = signing.map(|rules| self.signature(&counted, &rules.allowed)).transpose()?;
                branch.push(BranchCommit { signature, ..self.branch_commit(&commit, (&old, &new), counted.day(zone)) });
            }
        }
        Ok(branch)
    }

    /// What a commit of a branch decided and wrote down, without its signature.
    fn branch_commit(&self, commit: &Step, (old, new): (&Snapshot, &Snapshot), day: Date) -> BranchCommit {
        let mut found = BranchCommit {
            author: self.people.by_email(&commit.commit.email),
            email: commit.commit.email.clone(),
            ..BranchCommit::default()
        };
        for record in new.records() {
            let (id, before) = (record.id.to_lowercase(), old.record(&record.id));
            found.set.extend(new_decisions(before, record).into_iter().map(|decision| (id.clone(), decision)));
            // What a merge within the branch brings was written before.
            let days = new_days(before, record).into_iter().filter(|_| commit.merged.is_empty());
            found.days.extend(days.map(|recorded| WrittenDay { record: id.clone(), recorded, on: day }));
            if is_graded_anew(before, record) {
                found.graded.insert(id.clone());
            }
            found.plans.insert(id, agreed(record));
        }
        found
    }

    /// The records that a commit of a branch touched, before and after it.
    fn around_in_branch(&self, commit: &Step) -> Result<(Snapshot, Snapshot), SourceError> {
        let (mut old, mut new) = (Vec::new(), Vec::new());
        for change in commit.changes.iter().filter(|change| is_record(&change.path)) {
            let path: Arc<str> = Arc::from(change.path.as_str());
            for (content, files) in [(change.before, &mut old), (change.after, &mut new)] {
                let Some(content) = content else { continue };
                let bytes = self.repository.content(content, &change.path, &commit.commit.id)?;
                if bytes.len() as u64 <= MAX_RECORD_BYTES {
                    files.push((Arc::clone(&path), Arc::new(Document::read(&bytes))));
                }
            }
        }
        let state = || State::Commit(commit.commit.clone());
        Ok((Snapshot::of_documents(old, state()), Snapshot::of_documents(new, state())))
    }

    /// When a commit of a branch counts as made, in seconds since 1970: not before the commits that it follows. `times` has those of
    /// the branch.
    fn time_in_branch(&self, commit: &Commit, times: &mut HashMap<String, i64>) -> Result<i64, SourceError> {
        let mut parents = self.repository.merged_parents(&commit.id)?;
        parents.extend(self.repository.parent(&commit.id)?);
        let mut seconds = commit.seconds;
        for parent in parents {
            let known = times.get(&parent).copied();
            seconds = seconds.max(known.map_or_else(|| Ok(self.repository.commit(&parent)?.seconds), Ok)?);
        }
        times.insert(commit.id.clone(), seconds);
        Ok(seconds)
    }
}

/// Whether it has to be known who made a record of what it was, or when.
fn is_to_be_known(before: Option<&Record>, after: &Record) -> bool {
    !new_decisions(before, after).is_empty() || is_graded_anew(before, after) || !new_days(before, after).is_empty()
}

/// Whether a finding has another grade than it had.
pub(super) fn is_graded_anew(before: Option<&Record>, after: &Record) -> bool {
    let grade = |record: &Record| record.data().finding().map(|finding| finding.grade);
    before.is_some_and(|before| grade(before) != grade(after))
}

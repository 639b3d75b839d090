//! What a branch brings back of what the main line had and lost, asked before anybody merges it: `verify` says nothing of that either.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::mended::may_be_mended;
use super::sealed::MENDED;
use super::verify::Verifier;
use super::{Moment, Parting, Replay, moment};
use crate::diagnostic::Diagnostic;
use crate::lint::{CommitFacts, Settings, lint_commit};
use crate::record::Date;
use crate::snapshot::{Record, Snapshot, id_of_path};
use crate::source::SourceError;
use crate::source::git::Repository;

/// What a merge brings back as it was.
#[derive(Debug, Default)]
pub(super) struct Restored {
    /// Ids of the records that were deleted, in lower case.
    pub back: BTreeSet<String>,
    /// What the rules would say of the others, were there nothing but the two states.
    pub mended: Vec<Diagnostic>,
}

impl Parting<'_> {
    /// What the merge brings back as it was. The past of the main line is asked only where the rules find something that it may excuse.
    pub(super) fn restored(
        &self,
        repository: &Repository,
        (merge, day): (&CommitFacts, Date),
    ) -> Result<Restored, SourceError> {
        let settings = Settings::of(self.there);
        let found = lint_commit(self.there, self.judged, day, &settings, merge);
        if !self.may_restore(repository, &found)? {
            return Ok(Restored::default());
        }
        let mut replay = Replay::new(repository, &self.target.id, self.root_there)?;
        let mut verifier = Verifier::default();
        replay.run(&mut |moment| verifier.note(moment))?;
        let mut were = replay.returned(self.judged);
        were.extend(replay.mended(self.judged));
        let before = self.there.with_documents(were);
        let facts = CommitFacts { back: replay.back(&before, self.judged), ..merge.clone() };
        let paths = changed_paths(&before, self.judged);
        let landed = Replay::arrived(repository, self.root_there, (&self.target.id, self.judged));
        let moment = Moment {
            commit: self.head,
            number: replay.ids().len(),
            day,
            facts: &facts,
            before: &before,
            after: self.judged,
            touched: moment::touched([&before, self.judged], &paths),
            mended: &[],
            returned: &[],
            files: &landed.files,
        };
        let mut found = lint_commit(&before, self.judged, day, &settings, &facts);
        let (mended, _) = verifier.settle(&mut found, &moment, &settings);
        Ok(Restored { mended, back: facts.back })
    }

    /// Whether the past may excuse something: what is not as it was, or a record that comes where one of its name was before.
    fn may_restore(&self, repository: &Repository, found: &[Diagnostic]) -> Result<bool, SourceError> {
        if found.iter().any(|diagnostic| MENDED.contains(&diagnostic.rule) || may_be_mended(diagnostic.rule)) {
            return Ok(true);
        }
        let subjects = found.iter().filter_map(|diagnostic| diagnostic.record.as_ref());
        let is_new = |id: &&str| self.there.record(id).is_none();
        let new: BTreeSet<String> = subjects.map(|it| &*it.id).filter(is_new).map(str::to_lowercase).collect();
        if new.is_empty() {
            return Ok(false);
        }
        let was_there = |path: &String| new.contains(&id_of_path(path, None).to_lowercase());
        Ok(repository.former_paths(&self.target.id, self.root_there)?.iter().any(was_there))
    }
}

/// The paths of the records that are not the same in both states, in order.
fn changed_paths(before: &Snapshot, after: &Snapshot) -> Vec<Arc<str>> {
    let is_changed = |record: &&Record| before.text(&record.path) != after.text(&record.path);
    let changed = before.records().iter().chain(after.records()).filter(is_changed);
    let mut paths: Vec<Arc<str>> = changed.map(|record| Arc::clone(&record.path)).collect();
    paths.sort_unstable();
    paths.dedup();
    paths
}

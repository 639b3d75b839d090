//! What `verify` will say of a branch whose commits come to the main line one by one, as a rebase or a fast-forward brings them: a lapse
//! that the next commit mends stays in that history for good.

use std::collections::BTreeSet;

use super::{Replay, verify};
use crate::diagnostic::{Diagnostic, Level};
use crate::snapshot::Cache;
use crate::source::SourceError;
use crate::source::git::Repository;

/// A branch, what it is to be merged into, and where it left that, by the ids of their commits.
#[derive(Debug, Clone, Copy)]
pub struct Rehearsal<'a> {
    /// The newest commit of the main line.
    pub target: &'a str,
    /// The commit at which the branch left it.
    pub base: &'a str,
    /// The last commit of the branch.
    pub head: &'a str,
    /// Where the records are there.
    pub root: &'a str,
}

impl Rehearsal<'_> {
    /// What is an error at the commits of the branch, oldest first, each judged by what it found. Where the main line has gone on since, the
    /// commits are looked at where they are. `cache` has what was parsed already.
    ///
    /// # Errors
    /// History cannot be read.
    pub fn errors(&self, repository: &Repository, cache: &Cache) -> Result<Vec<Diagnostic>, SourceError> {
        let mut replay = Replay::new(repository, self.head, self.root)?.knowing(cache);
        let own = self.own(repository, replay.ids())?;
        if own.is_empty() {
            return Ok(Vec::new());
        }
        let mut lapses = verify(repository, &mut replay, self.root)?.lapses;
        lapses.retain(|lapse| lapse.diagnostic.level == Level::Error && own.contains(&lapse.commit.id));
        Ok(lapses.iter().map(|lapse| lapse.as_standing()).collect())
    }

    /// Those of the first parents of the branch that the main line does not have, if one of them changes a file of the records.
    fn own(&self, repository: &Repository, line: &[String]) -> Result<BTreeSet<String>, SourceError> {
        let (known, _) = repository.first_parents(self.target)?;
        let known: BTreeSet<String> = known.into_iter().collect();
        let (mut own, mut is_asked) = (BTreeSet::new(), false);
        for id in line.iter().filter(|id| !known.contains(*id)) {
            // A rebase leaves the merges out, and nothing but a rebase leads to a main line that has gone on.
            if self.target == self.base || repository.merged_parents(id)?.is_empty() {
                is_asked = is_asked || !repository.branch_step(id, self.root)?.changes.is_empty();
                own.insert(id.clone());
            }
        }
        Ok(if is_asked { own } else { BTreeSet::new() })
    }
}

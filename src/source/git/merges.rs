//! What merges brought into a main line: the commits beside it, who wrote them, and where they came in.

use git2::{Mailmap, Oid};

use super::{Address, Repository, Step, failed};
use crate::source::SourceError;

/// The most commits of a merged branch whose authors are looked at.
const MOST_MERGED: usize = 10_000;

impl Repository {
    /// Ids of the commits that a merge brought in, oldest first.
    ///
    /// # Errors
    /// One of them is not in this clone.
    pub fn branch(&self, merge: &str) -> Result<Vec<String>, SourceError> {
        let mut parents = self.find(merge)?.parent_ids().collect::<Vec<_>>().into_iter();
        self.commits_beside(parents.next(), parents)
    }

    /// Ids of the commits that a merge merged into its first parent; none of a commit that merges nothing.
    ///
    /// # Errors
    /// There is no such commit.
    pub fn merged_parents(&self, id: &str) -> Result<Vec<String>, SourceError> {
        Ok(self.find(id)?.parent_ids().skip(1).map(|id| id.to_string()).collect())
    }

    /// What a commit of a branch changed since its first parent.
    ///
    /// # Errors
    /// An object of one of the two commits cannot be read.
    pub fn branch_step(&self, id: &str, root: &str) -> Result<Step, SourceError> {
        let mut walk = self.walk(&[], root);
        let own = self.root_of(&self.find(id)?, root)?.map(|(root, _)| (id.to_owned(), root));
        walk.along = Some(own.into_iter().collect());
        if let Some(parent) = self.find(id)?.parents().next() {
            walk.before = self.root_of(&parent, root)?.map(|(_, tree)| tree.id());
            walk.mailmap = self.mailmap_of(parent.tree_id(), None);
        }
        walk.step(id)
    }

    /// The authors of what a merge with these parents brought in.
    pub(super) fn merged(&self, parents: &[Oid], mailmap: Option<&Mailmap>) -> Result<Vec<Address>, SourceError> {
        let mut authors = Vec::new();
        let [first, others @ ..] = parents else { return Ok(authors) };
        if others.is_empty() {
            return Ok(authors);
        }
        let mut walk = self.git.revwalk().map_err(|error| failed(&error))?;
        for other in others {
            walk.push(*other).map_err(|error| failed(&error))?;
        }
        walk.hide(*first).map_err(|error| failed(&error))?;
        for id in walk.take(MOST_MERGED) {
            let id = id.map_err(|error| failed(&error))?;
            let said = self.said(id, mailmap).map_err(|error| self.unsaid(id, &error))?;
            let author = Address { own: said.own_email, mapped: said.email };
            if !authors.contains(&author) {
                authors.push(author);
            }
        }
        Ok(authors)
    }

    /// Ids of the commits that one commit has and another one has not, oldest first.
    ///
    /// # Errors
    /// One of them is not in this clone.
    pub fn commits_since(&self, from: &str, to: &str) -> Result<Vec<String>, SourceError> {
        self.commits_beside(Some(self.find(from)?.id()), [self.find(to)?.id()].into_iter())
    }

    fn commits_beside(&self, known: Option<Oid>, tips: impl Iterator<Item = Oid>) -> Result<Vec<String>, SourceError> {
        let mut walk = self.git.revwalk().map_err(|error| failed(&error))?;
        walk.set_sorting(git2::Sort::TOPOLOGICAL | git2::Sort::REVERSE).map_err(|error| failed(&error))?;
        known.map_or(Ok(()), |known| walk.hide(known)).map_err(|error| failed(&error))?;
        for tip in tips {
            walk.push(tip).map_err(|error| failed(&error))?;
        }
        walk.map(|id| id.map(|id| id.to_string()).map_err(|error| failed(&error))).collect()
    }

    /// The commit of a main line, oldest first, that merged another one into it; `None` where that is part of the line itself, or
    /// not of its history at all.
    ///
    /// # Errors
    /// One of them cannot be read.
    pub fn merged_by(&self, ids: &[String], id: &str) -> Result<Option<String>, SourceError> {
        if ids.iter().any(|other| other == id) {
            return Ok(None);
        }
        let commit = self.find(id)?.id();
        let (mut first, mut rest) = (0, ids);
        while !rest.is_empty() {
            let (earlier, later) = rest.split_at(rest.len() / 2);
            let middle = self.find(&later[0])?.id();
            match self.git.graph_descendant_of(middle, commit).map_err(|error| failed(&error))? {
                true => rest = earlier,
                false => (first, rest) = (first + earlier.len() + 1, &later[1..]),
            }
        }
        Ok(ids.get(first).cloned())
    }

    /// The place in a main line, oldest first, of a commit that is part of it; of any other, that of the last one that it has behind
    /// it; `None` where there is none.
    ///
    /// # Errors
    /// One of them cannot be read.
    pub fn last_behind(&self, ids: &[String], id: &str) -> Result<Option<usize>, SourceError> {
        if let Some(place) = ids.iter().position(|other| other == id) {
            return Ok(Some(place));
        }
        let commit = self.find(id)?.id();
        let (mut behind, mut rest) = (0, ids);
        while !rest.is_empty() {
            let (earlier, later) = rest.split_at(rest.len() / 2);
            let middle = self.find(&later[0])?.id();
            match self.git.graph_descendant_of(commit, middle).map_err(|error| failed(&error))? {
                true => (behind, rest) = (behind + earlier.len() + 1, &later[1..]),
                false => rest = earlier,
            }
        }
        Ok(behind.checked_sub(1))
    }
}

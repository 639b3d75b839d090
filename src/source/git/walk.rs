//! The main line of history: first parents, oldest first, and what each commit changed below the record root.

use std::collections::HashMap;

use git2::{ErrorCode, Mailmap, Oid};

use super::changes::Change;
use super::clock::in_order;
use super::commits::Said;
use super::trees::Trees;
use super::{Repository, failed};
use crate::source::{Commit, SourceError, is_record_name};

/// A commit of the main line, and what it changed.
#[derive(Debug, Clone)]
pub struct Step {
    /// The commit; its author by the repository's `.mailmap` as it was before.
    pub commit: Commit,
    /// The author's address.
    pub address: Address,
    /// The committer's address, as the commit has it.
    pub committer: String,
    /// The whole message.
    pub message: String,
    /// Authors of the commits that it merged, by e-mail address; empty for a commit that merges nothing.
    pub merged: Vec<Address>,
    /// Path of the record root in this commit; `None` where it has none.
    pub root: Option<String>,
    /// The files that are not what they were, by their paths from the root.
    pub changes: Vec<Change>,
    /// Whether the repository's `.mailmap` is another one than before.
    pub changes_mailmap: bool,
}

/// The e-mail address of an author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// As the commit has it.
    pub own: String,
    /// By the repository's `.mailmap` as it was before.
    pub mapped: String,
}

impl Repository {
    /// Ids of the first-parent commits up to a revision, oldest first, and when each counts as made, in seconds since 1970.
    ///
    /// # Errors
    /// The revision names no commit, or history is cut off before its beginning.
    pub fn first_parents(&self, revision: &str) -> Result<(Vec<String>, Vec<i64>), SourceError> {
        self.expect_true_parents()?;
        let mut next = Some(self.find(revision)?.id());
        let is_shallow = self.is_shallow();
        let (mut ids, mut times) = (Vec::new(), Vec::new());
        while let Some(id) = next {
            let said = self.said_ahead(id).map_err(|error| match error.code() {
                ErrorCode::NotFound => SourceError::MissingParent {
                    commit: id.to_string(),
                    child: ids.last().cloned().unwrap_or_default(),
                },
                _ => self.unsaid(id, &error),
            })?;
            if is_shallow && self.is_cut_off(id, &said)? {
                return Err(SourceError::ShallowHistory);
            }
            ids.push(id.to_string());
            times.push(said.seconds);
            next = said.parents.first().copied();
        }
        ids.reverse();
        times.reverse();
        Ok((ids, in_order(&times)))
    }

    /// Whether a shallow clone ends at a commit: it says so even where what came before is here for another branch.
    fn is_cut_off(&self, id: Oid, said: &Said) -> Result<bool, SourceError> {
        let known = self.git.find_commit(id).map_err(|error| failed(&error))?;
        Ok(known.parent_count() < said.parents.len())
    }

    /// Grafts give commits other parents than they name: they hide what was done between, and libgit2 heeds them.
    pub(super) fn expect_true_parents(&self) -> Result<(), SourceError> {
        let grafts = std::fs::read_to_string(self.git.commondir().join("info/grafts")).unwrap_or_default();
        let mut lines = grafts.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        if lines.next().is_some() { Err(SourceError::GraftedHistory) } else { Ok(()) }
    }

    /// A walk from commit to commit along `ids`, oldest first. `wanted` is where the record root is in the last one.
    pub fn walk(&self, ids: &[String], wanted: &str) -> Walk<'_> {
        Walk {
            repository: self,
            mailmap: None,
            wanted: wanted.to_owned(),
            ids: ids.to_vec(),
            along: None,
            trees: Trees::new(self),
            before: None,
        }
    }

    /// The paths, from the record root, of the records that the main line up to a revision had at some time and took away.
    ///
    /// # Errors
    /// The revision names no commit, or history is not here as far back as it goes.
    pub fn former_paths(&self, revision: &str, root: &str) -> Result<Vec<String>, SourceError> {
        let (ids, _) = self.first_parents(revision)?;
        let mut walk = self.walk(&ids, root);
        let mut paths = Vec::new();
        for id in &ids {
            let gone = walk.step(id)?.changes.into_iter().filter(|change| change.after.is_none());
            paths.extend(gone.map(|change| change.path).filter(|path| is_record_name(path)));
        }
        Ok(paths)
    }
}

/// A walk over the main line: what each commit changed since the one before it.
pub struct Walk<'r> {
    repository: &'r Repository,
    /// The `.mailmap` of the commit before: the one that comes with a commit does not say who wrote it.
    pub(super) mailmap: Option<(Oid, Mailmap)>,
    wanted: String,
    ids: Vec<String>,
    /// Where the record root is in each commit, once one has it elsewhere than the last one.
    pub(super) along: Option<HashMap<String, String>>,
    trees: Trees<'r>,
    /// The record root's tree in the commit before.
    pub(super) before: Option<Oid>,
}

impl<'r> Walk<'r> {
    /// Takes the next commit. The record root may have moved. A commit without one changes nothing: what comes back is held
    /// against what was there last.
    ///
    /// # Errors
    /// An object of the commit cannot be read.
    pub fn step(&mut self, id: &str) -> Result<Step, SourceError> {
        let repository = self.repository;
        let mailmap = self.mailmap.as_ref().map(|(_, mailmap)| mailmap);
        let said = self.parsed(id)?;
        let said = repository.said(said, mailmap).map_err(|error| repository.unsaid(said, &error))?;
        let merged = repository.merged(&said.parents, mailmap)?;
        let (root, after) = self.root_in(id, said.tree)?.unzip();
        let mut changes = Vec::new();
        if after.is_some() {
            self.trees.compare([self.before, after], &mut changes)?;
            self.before = after;
        }
        let mailmap_before = self.mailmap.as_ref().map(|(id, _)| *id);
        self.mailmap = repository.mailmap_of(said.tree, self.mailmap.take());
        let changes_mailmap = mailmap_before != self.mailmap.as_ref().map(|(id, _)| *id);
        let Said { name: author, email, own_email, committer, seconds, message, summary, .. } = said;
        let address = Address { own: own_email, mapped: email.clone() };
        let commit = Commit { id: id.to_owned(), seconds, author, email, summary };
        Ok(Step { commit, address, committer, message, merged, root, changes, changes_mailmap })
    }

    /// The files of the commit that was taken last, each as one that has come.
    ///
    /// # Errors
    /// One of its trees cannot be read.
    pub fn files(&mut self) -> Result<Vec<Change>, SourceError> {
        let mut files = Vec::new();
        self.trees.compare([None, self.before], &mut files)?;
        Ok(files)
    }

    /// The tree of the record root in a commit; `None` where it has none.
    pub(super) fn root_tree(&mut self, id: &str) -> Result<Option<Oid>, SourceError> {
        let said = self.parsed(id)?;
        let said = self.repository.said(said, None).map_err(|error| self.repository.unsaid(said, &error))?;
        Ok(self.root_in(id, said.tree)?.map(|(_, tree)| tree))
    }

    fn parsed(&self, id: &str) -> Result<Oid, SourceError> {
        Oid::from_str_ext(id, self.repository.git.object_format()).map_err(|error| failed(&error))
    }

    /// Where the record root is in a commit with a tree, and its own tree.
    fn root_in(&mut self, id: &str, tree: Oid) -> Result<Option<(String, Oid)>, SourceError> {
        let repository = self.repository;
        if self.along.is_none() {
            if let Some(root) = repository.root_below(tree, &self.wanted) {
                return Ok(Some((self.wanted.clone(), root)));
            }
            let along = repository.roots_along(&self.ids, &self.wanted)?;
            self.along = Some(self.ids.drain(..).zip(along).filter_map(|(id, root)| Some((id, root?))).collect());
        }
        let root = self.along.as_ref().and_then(|along| along.get(id)).cloned();
        Ok(root.and_then(|root| repository.root_below(tree, &root).map(|tree| (root, tree))))
    }
}

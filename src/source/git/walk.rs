//! The main line of history: first parents, oldest first, and what each commit changed below the record root.

use git2::ErrorCode;

use super::changes::Change;
use super::{Repository, describe, failed};
use crate::source::{Commit, ContentId, SourceError};

/// A commit of the main line, and what it changed.
#[derive(Debug, Clone)]
pub struct Step {
    /// The commit; its author by the repository's mailmap.
    pub commit: Commit,
    /// The whole message.
    pub message: String,
    /// Authors of the commits that it merged, by e-mail address; empty for a commit that merges nothing.
    pub merged: Vec<String>,
    /// Path of the record root in this commit; `None` where it has none.
    pub root: Option<String>,
    /// The files that are not what they were, by their paths from the root.
    pub changes: Vec<Change>,
}

/// The most commits of a merged branch whose authors are looked at.
const MOST_MERGED: usize = 10_000;

impl Repository {
    /// Ids of the first-parent commits up to a revision, oldest first.
    ///
    /// # Errors
    /// The revision names no commit, or history is cut off before its beginning.
    pub fn first_parents(&self, revision: &str) -> Result<Vec<String>, SourceError> {
        let mut commit = self.find(revision)?;
        let mut ids = Vec::new();
        loop {
            ids.push(commit.id().to_string());
            // A shallow clone says of its oldest commits that they have no parents.
            if commit.parent_count() == 0 {
                if self.is_shallow() && names_a_parent(&commit) {
                    return Err(SourceError::ShallowHistory);
                }
                break;
            }
            commit = commit.parent(0).map_err(|error| match error.code() {
                ErrorCode::NotFound => SourceError::ShallowHistory,
                _ => failed(&error),
            })?;
        }
        ids.reverse();
        Ok(ids)
    }

    /// What a commit changed since the one before it on the main line. The record root may have moved: `wanted` is where it
    /// is looked for first, `before` the commit before and its root.
    ///
    /// # Errors
    /// An object of one of the two commits cannot be read.
    pub fn step(&self, id: &str, before: Option<(&str, Option<&str>)>, wanted: &str) -> Result<Step, SourceError> {
        let commit = self.find(id)?;
        let root = self.root_of(&commit, before.and_then(|(_, root)| root).unwrap_or(wanted))?;
        let after = match &root {
            Some(root) => self.folder_tree(&commit, root)?,
            None => None,
        };
        let old = match before {
            Some((id, Some(root))) => self.folder_tree(&self.find(id)?, root)?,
            _ => None,
        };
        let mut changes = Vec::new();
        self.compare(old.as_ref(), after.as_ref(), "", &mut changes)?;
        let mailmap = self.git.mailmap().ok();
        let email = |commit: &git2::Commit<'_>| {
            let mapped = mailmap.as_ref().and_then(|mailmap| commit.author_with_mailmap(mailmap).ok());
            let author = mapped.map_or_else(|| commit.author().to_owned(), |author| author.to_owned());
            let name = String::from_utf8_lossy(author.name_bytes()).into_owned();
            (name, String::from_utf8_lossy(author.email_bytes()).into_owned())
        };
        let (author, address) = email(&commit);
        let merged = self.merged(&commit, |commit| email(commit).1)?;
        let message = String::from_utf8_lossy(commit.message_bytes()).into_owned();
        let commit = Commit { author, email: address, ..describe(&commit) };
        Ok(Step { commit, message, merged, root, changes })
    }

    /// Where the records of a commit are: at a path, or else at the only place that has some.
    fn root_of(&self, commit: &git2::Commit<'_>, wanted: &str) -> Result<Option<String>, SourceError> {
        let has_root =
            self.folder_tree(commit, wanted)?.is_some_and(|tree| tree.get_name(crate::record::ROOT_FILE).is_some());
        if has_root {
            return Ok(Some(wanted.to_owned()));
        }
        let top = commit.tree().map_err(|error| failed(&error))?;
        let mut roots = Vec::new();
        self.roots(&top, "", &mut roots)?;
        Ok(if roots.len() == 1 { roots.pop() } else { None })
    }

    /// The authors of what a merge brought in.
    fn merged(
        &self,
        commit: &git2::Commit<'_>,
        email: impl Fn(&git2::Commit<'_>) -> String,
    ) -> Result<Vec<String>, SourceError> {
        let mut authors = Vec::new();
        if commit.parent_count() < 2 {
            return Ok(authors);
        }
        let mut walk = self.git.revwalk().map_err(|error| failed(&error))?;
        for other in commit.parent_ids().skip(1) {
            walk.push(other).map_err(|error| failed(&error))?;
        }
        walk.hide(commit.parent_id(0).map_err(|error| failed(&error))?).map_err(|error| failed(&error))?;
        for id in walk.take(MOST_MERGED) {
            let commit = id.and_then(|id| self.git.find_commit(id)).map_err(|error| failed(&error))?;
            let author = email(&commit);
            if !authors.contains(&author) {
                authors.push(author);
            }
        }
        Ok(authors)
    }

    /// The bytes of a content that a commit of this repository has.
    ///
    /// # Errors
    /// It is not in this clone.
    pub fn content(&self, id: ContentId, path: &str, revision: &str) -> Result<Vec<u8>, SourceError> {
        let missing = || SourceError::MissingObject { path: path.to_owned(), revision: revision.to_owned() };
        let length = self.git.head().ok().and_then(|head| head.target()).map_or(20, |id| id.as_bytes().len());
        let own = git2::Oid::from_bytes(&id[..length]).map_err(|error| failed(&error))?;
        let blob = self.git.find_blob(own).map_err(|error| match error.code() {
            ErrorCode::NotFound => missing(),
            _ => failed(&error),
        })?;
        Ok(blob.content().to_vec())
    }

    /// The commit of a tag, and whether it is part of the history of a revision.
    ///
    /// # Errors
    /// The revision names no commit.
    pub fn tagged(&self, tag: &str, revision: &str) -> Result<Option<(Commit, bool)>, SourceError> {
        let Ok(tagged) = self.find(&format!("refs/tags/{tag}")) else { return Ok(None) };
        let head = self.find(revision)?;
        let is_part = self.git.merge_base(tagged.id(), head.id()).is_ok_and(|base| base == tagged.id());
        Ok(Some((describe(&tagged), is_part)))
    }
}

/// Whether the commit itself names a parent, which a shallow clone hides.
fn names_a_parent(commit: &git2::Commit<'_>) -> bool {
    commit.raw_header().is_ok_and(|header| header.lines().any(|line| line.starts_with("parent ")))
}

//! The main line of history: first parents, oldest first, and what each commit changed below the record root.

use git2::{ErrorCode, Mailmap, ObjectType, Oid, Tree};

use super::changes::Change;
use super::tree::{LINK, oid};
use super::trees::{Entry, Trees};
use super::{Repository, content_id, describe, failed};
use crate::source::{Commit, ContentId, SourceError};

/// A commit of the main line, and what it changed.
#[derive(Debug, Clone)]
pub struct Step {
    /// The commit; its author by the repository's `.mailmap` as it was before.
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

/// A folder as a commit has it.
#[derive(Debug, Clone, Copy)]
pub struct Folder(Oid);

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
            self.check(commit.id(), ObjectType::Commit).map_err(|error| failed(&error))?;
        }
        ids.reverse();
        Ok(ids)
    }

    /// A walk from commit to commit. `wanted` is where the record root is looked for first.
    pub fn walk(&self, wanted: &str) -> Walk<'_> {
        let wanted = wanted.to_owned();
        Walk { repository: self, mailmap: None, wanted, root: None, trees: Trees::new(self), before: None }
    }

    /// The `.mailmap` of a tree, with the id of its content. What lies in the work tree, or is named by somebody's settings, would
    /// give another answer on another machine.
    fn mailmap_of(&self, tree: Oid, known: Option<(Oid, Mailmap)>) -> Option<(Oid, Mailmap)> {
        let top = self.shared(tree, ObjectType::Tree).ok()?;
        let entry = Entry::named(&top, b".mailmap", tree.as_bytes().len()).filter(|entry| !entry.is_link());
        let id = entry.and_then(|entry| entry.file()).and_then(|id| oid(self, &id).ok())?;
        known.filter(|(known, _)| *known == id).or_else(|| {
            let bytes = self.object(id, ObjectType::Blob).ok()?;
            Some((id, Mailmap::from_buffer(std::str::from_utf8(&bytes).ok()?).ok()?))
        })
    }

    /// Where the records of a commit are, and their tree: at a path, or else at the only place that has some.
    pub(super) fn root_of<'r>(
        &'r self,
        commit: &git2::Commit<'r>,
        wanted: &str,
    ) -> Result<Option<(String, Tree<'r>)>, SourceError> {
        let has_root = |tree: &Tree<'_>| tree.get_name(crate::record::ROOT_FILE).is_some();
        if let Some(tree) = self.folder_tree(commit, wanted)?.filter(has_root) {
            return Ok(Some((wanted.to_owned(), tree)));
        }
        let top = self.tree(commit.tree_id()).map_err(|error| failed(&error))?;
        let mut roots = Vec::new();
        self.roots(&top, "", &mut roots)?;
        match roots.as_slice() {
            [only] => Ok(self.folder_tree(commit, only)?.map(|tree| (only.clone(), tree))),
            _ => Ok(None),
        }
    }

    /// The tree of the records below another one, if they are at a path and each tree on the way can be read: what nearly
    /// every commit has, without libgit2 taking the trees apart.
    fn root_below(&self, tree: Oid, path: &str) -> Option<Oid> {
        let entry = |tree: Oid, name: &str| {
            let bytes = self.shared(tree, ObjectType::Tree).ok()?;
            Entry::named(&bytes, name.as_bytes(), tree.as_bytes().len()).map(|entry| entry.folder())
        };
        let mut folders = path.split('/').filter(|name| !name.is_empty());
        let tree = folders.try_fold(tree, |tree, name| entry(tree, name)?)?;
        entry(tree, crate::record::ROOT_FILE).map(|_| tree)
    }

    /// The folder of the records in a commit, looked for at `wanted` first; `None` where there is none, or several.
    ///
    /// # Errors
    /// The commit or one of its trees cannot be read.
    pub fn record_folder(&self, id: &str, wanted: &str) -> Result<Option<Folder>, SourceError> {
        let commit = self.find(id)?;
        Ok(self.root_of(&commit, wanted)?.map(|(_, tree)| Folder(tree.id())))
    }

    /// The id of the content that a folder has at a path; `None` where there is no regular file.
    ///
    /// # Errors
    /// A tree cannot be read.
    pub fn content_in(&self, folder: Folder, path: &str) -> Result<Option<ContentId>, SourceError> {
        let mut tree = folder.0;
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        for name in folders.split('/').filter(|name| !name.is_empty()) {
            let parent = self.tree(tree).map_err(|error| failed(&error))?;
            let entry = parent.get_name(name).filter(|entry| entry.kind() == Some(ObjectType::Tree));
            let Some(entry) = entry else { return Ok(None) };
            tree = entry.id();
        }
        let parent = self.tree(tree).map_err(|error| failed(&error))?;
        let entry = parent.get_name(name).filter(|entry| entry.kind() == Some(ObjectType::Blob));
        Ok(entry.filter(|entry| entry.filemode() != LINK).map(|entry| content_id(entry.id())))
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

    /// Ids of the commits that a merge brought in, oldest first.
    ///
    /// # Errors
    /// One of them is not in this clone.
    pub fn branch(&self, merge: &str) -> Result<Vec<String>, SourceError> {
        let commit = self.find(merge)?;
        let mut walk = self.git.revwalk().map_err(|error| failed(&error))?;
        walk.set_sorting(git2::Sort::TOPOLOGICAL | git2::Sort::REVERSE).map_err(|error| failed(&error))?;
        for (number, parent) in commit.parent_ids().enumerate() {
            let parent = if number == 0 { walk.hide(parent) } else { walk.push(parent) };
            parent.map_err(|error| failed(&error))?;
        }
        walk.map(|id| id.map(|id| id.to_string()).map_err(|error| failed(&error))).collect()
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
        let mut walk = self.walk(root);
        if let Some(parent) = self.find(id)?.parents().next() {
            (walk.root, walk.before) = self.root_of(&parent, root)?.map(|(root, tree)| (root, tree.id())).unzip();
            walk.mailmap = self.mailmap_of(parent.tree_id(), None);
        }
        walk.step(id)
    }

    /// The bytes of a content that a commit of this repository has.
    ///
    /// # Errors
    /// It is not in this clone.
    pub fn content(&self, id: ContentId, path: &str, revision: &str) -> Result<Vec<u8>, SourceError> {
        let missing = || SourceError::MissingObject { path: path.to_owned(), revision: revision.to_owned() };
        self.object(oid(self, &id)?, ObjectType::Blob).map_err(|error| match error.code() {
            ErrorCode::NotFound => missing(),
            _ => failed(&error),
        })
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

    /// The id of whatever a tag names, be it a commit or not; `None` when there is no such tag.
    pub fn tag_target(&self, tag: &str) -> Option<String> {
        let reference = self.git.find_reference(&format!("refs/tags/{tag}")).ok()?;
        Some(reference.target()?.to_string())
    }
}

/// A walk over the main line: what each commit changed since the one before it.
pub struct Walk<'r> {
    repository: &'r Repository,
    /// The `.mailmap` of the commit before: the one that comes with a commit does not say who wrote it.
    mailmap: Option<(Oid, Mailmap)>,
    wanted: String,
    /// Where the record root was in the commit before.
    root: Option<String>,
    trees: Trees<'r>,
    /// The record root's tree in the commit before.
    before: Option<Oid>,
}

impl<'r> Walk<'r> {
    /// Takes the next commit. The record root may have moved. A commit without one changes nothing: what comes back is held
    /// against what was there last.
    ///
    /// # Errors
    /// An object of the commit cannot be read.
    pub fn step(&mut self, id: &str) -> Result<Step, SourceError> {
        let repository = self.repository;
        let commit = git2::Oid::from_str_ext(id, repository.git.object_format())
            .and_then(|id| repository.git.find_commit(id))
            .map_err(|error| failed(&error))?;
        let wanted = self.root.as_ref().unwrap_or(&self.wanted);
        let (root, after) = match repository.root_below(commit.tree_id(), wanted) {
            Some(id) => (Some(wanted.clone()), Some(id)),
            None => repository.root_of(&commit, wanted)?.map(|(root, tree)| (root, tree.id())).unzip(),
        };
        let mut changes = Vec::new();
        if after.is_some() {
            self.trees.compare([self.before, after], &mut changes)?;
            self.before = after;
            self.root.clone_from(&root);
        }
        let mailmap = self.mailmap.as_ref().map(|(_, mailmap)| mailmap);
        let email = |commit: &git2::Commit<'_>| {
            let mapped = mailmap.and_then(|mailmap| commit.author_with_mailmap(mailmap).ok());
            let author = mapped.map_or_else(|| commit.author().to_owned(), |author| author.to_owned());
            let name = String::from_utf8_lossy(author.name_bytes()).into_owned();
            (name, String::from_utf8_lossy(author.email_bytes()).into_owned())
        };
        let (author, address) = email(&commit);
        let merged = repository.merged(&commit, |commit| email(commit).1)?;
        let message = String::from_utf8_lossy(commit.message_bytes()).into_owned();
        self.mailmap = repository.mailmap_of(commit.tree_id(), self.mailmap.take());
        let commit = Commit { author, email: address, ..describe(&commit) };
        Ok(Step { commit, message, merged, root, changes })
    }
}

/// Whether the commit itself names a parent, which a shallow clone hides.
fn names_a_parent(commit: &git2::Commit<'_>) -> bool {
    commit.raw_header().is_ok_and(|header| header.lines().any(|line| line.starts_with("parent ")))
}

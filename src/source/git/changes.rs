//! What changed between two trees, and which commit last changed a file: walks that skip what is equal.

use std::cmp::Ordering;
use std::collections::HashMap;

use git2::{ObjectType, Oid, Tree, TreeEntry};

use super::tree::below;
use super::{Repository, content_id, describe, failed};
use crate::source::{Commit, ContentId, SourceError};

/// A file that differs between two trees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Path from the root of both trees.
    pub path: String,
    /// Id of its content in the tree before; `None` where it is absent there.
    pub before: Option<ContentId>,
    /// Id of its content in the tree after.
    pub after: Option<ContentId>,
}

impl Repository {
    /// For each of `paths` (from the record root at `root`), the newest first-parent commit up to `revision` that changed it.
    /// A path stays out when history does not reach back to its change, as in a shallow clone.
    ///
    /// # Errors
    /// The revision names no commit, or a commit or tree cannot be read.
    pub fn last_changes<'p>(
        &self,
        revision: &str,
        root: &str,
        paths: impl IntoIterator<Item = &'p str>,
    ) -> Result<HashMap<String, Commit>, SourceError> {
        let mut wanted: std::collections::HashSet<&str> = paths.into_iter().collect();
        let mut found = HashMap::new();
        let mut commit = self.find(revision)?;
        let mut trees = Trees::new(self);
        while !wanted.is_empty() {
            let parent = match commit.parent_count() {
                0 => None,
                _ => match commit.parent(0) {
                    Ok(parent) => Some(parent),
                    // Where a shallow clone was cut off, what the commit changed is not known.
                    Err(_) => break,
                },
            };
            let after = self.folder_tree(&commit, root)?;
            let before = parent.as_ref().map(|parent| self.folder_tree(parent, root)).transpose()?.flatten();
            if parent.is_none() && self.is_shallow() {
                break;
            }
            let mut changes = Vec::new();
            trees.compare(before.as_ref(), after.as_ref(), "", &mut changes)?;
            for change in changes {
                if wanted.remove(change.path.as_str()) {
                    found.insert(change.path, describe(&commit));
                }
            }
            match parent {
                Some(parent) => commit = parent,
                None => break,
            }
        }
        Ok(found)
    }

    /// The newest first-parent commit up to `revision` whose committer's time is before `seconds` (since 1970, UTC).
    ///
    /// # Errors
    /// The revision names no commit, or a commit cannot be read, as where a shallow clone ends.
    pub fn last_commit_before(&self, revision: &str, seconds: i64) -> Result<Option<Commit>, SourceError> {
        let mut commit = self.find(revision)?;
        while commit.committer().when().seconds() >= seconds {
            if commit.parent_count() == 0 {
                return match self.is_shallow() {
                    true => Err(SourceError::ShallowHistory),
                    false => Ok(None),
                };
            }
            commit = commit.parent(0).map_err(|_| SourceError::ShallowHistory)?;
        }
        Ok(Some(describe(&commit)))
    }

    pub(super) fn folder_tree<'r>(
        &'r self,
        commit: &git2::Commit<'r>,
        root: &str,
    ) -> Result<Option<Tree<'r>>, SourceError> {
        let top = commit.tree().map_err(|error| failed(&error))?;
        if root.is_empty() {
            return Ok(Some(top));
        }
        match top.get_path(std::path::Path::new(root)) {
            Ok(entry) if entry.kind() == Some(ObjectType::Tree) => {
                self.git.find_tree(entry.id()).map(Some).map_err(|error| failed(&error))
            }
            _ => Ok(None),
        }
    }
}

/// Trees of folders, as a walk from commit to commit reads them: what a folder holds after one commit is what it holds before
/// the next, so that the last tree of each folder is kept.
pub(super) struct Trees<'r> {
    repository: &'r Repository,
    last: HashMap<String, Tree<'r>>,
}

type Side = Option<(Oid, Option<ObjectType>)>;

impl<'r> Trees<'r> {
    pub(super) fn new(repository: &'r Repository) -> Self {
        Self { repository, last: HashMap::new() }
    }

    /// The trees of a folder on both sides, where it is one.
    fn both(&mut self, folder: &str, sides: [Side; 2]) -> Result<[Option<Tree<'r>>; 2], SourceError> {
        let id = |side: &Side| side.filter(|(_, kind)| *kind == Some(ObjectType::Tree)).map(|(id, _)| id);
        let ids = sides.map(|side| id(&side));
        let known = self.last.get(folder);
        let mut trees = ids.map(|id| known.filter(|tree| Some(tree.id()) == id).cloned());
        for (tree, id) in trees.iter_mut().zip(ids) {
            if let (None, Some(id)) = (&tree, id) {
                let found = self.repository.git.find_tree(id).map_err(|error| failed(&error))?;
                self.last.insert(folder.to_owned(), found.clone());
                *tree = Some(found);
            }
        }
        Ok(trees)
    }

    /// Adds the files that differ between two trees. Equal trees are skipped by their ids, so that the cost follows the
    /// change and not the size (`diff_tree_to_tree` of libgit2 follows the size).
    pub(super) fn compare<'t>(
        &mut self,
        before: Option<&'t Tree<'_>>,
        after: Option<&'t Tree<'_>>,
        folder: &str,
        changes: &mut Vec<Change>,
    ) -> Result<(), SourceError> {
        let entries = |tree: Option<&'t Tree<'_>>| -> Vec<TreeEntry<'t>> { tree.into_iter().flatten().collect() };
        let (old, new) = (entries(before), entries(after));
        let (mut left_rest, mut right_rest) = (old.iter().peekable(), new.iter().peekable());
        loop {
            // Both are in the order of Git, so that what is equal is passed over without looking for it.
            let order = match (left_rest.peek(), right_rest.peek()) {
                (Some(left), Some(right)) => sort_key(left).cmp(sort_key(right)),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => break,
            };
            let left = if order.is_le() { left_rest.next() } else { None };
            let right = if order.is_ge() { right_rest.next() } else { None };
            let side = |entry: Option<&TreeEntry<'_>>| entry.map(|entry| (entry.id(), entry.kind()));
            if left.map(TreeEntry::id) == right.map(TreeEntry::id) {
                continue;
            }
            let Some(name) = left.or(right).map(|entry| String::from_utf8_lossy(entry.name_bytes())) else { break };
            let path = below(folder, &name);
            let (left, right) = (side(left), side(right));
            let [left_tree, right_tree] = self.both(&path, [left, right])?;
            if left_tree.is_some() || right_tree.is_some() {
                self.compare(left_tree.as_ref(), right_tree.as_ref(), &path, changes)?;
            }
            let blob = |side: Side| match side {
                Some((id, Some(ObjectType::Blob))) => Some(content_id(id)),
                _ => None,
            };
            let (before, after) = (blob(left), blob(right));
            if before.is_some() || after.is_some() {
                changes.push(Change { path, before, after });
            }
        }
        Ok(())
    }
}

/// By what Git sorts the entries of a tree: a folder as if its name ended with a slash.
fn sort_key<'e>(entry: &'e TreeEntry<'_>) -> impl Iterator<Item = &'e u8> {
    let slash: &[u8] = if entry.kind() == Some(ObjectType::Tree) { b"/" } else { b"" };
    entry.name_bytes().iter().chain(slash)
}

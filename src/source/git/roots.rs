//! Where the records are: in a commit, and in each one of a main line, told from its end, where a folder that was moved, or
//! copied, is the same one.

use git2::{ObjectType, Oid, Tree};

use super::tree::LINK;
use super::trees::Entry;
use super::{Repository, content_id, failed, lacks};
use crate::record::ROOT_FILE;
use crate::source::{ContentId, SourceError};

/// A folder as a commit has it.
#[derive(Debug, Clone, Copy)]
pub struct Folder(Oid);

/// Where the records of a commit were in the one before.
enum Earlier {
    At(String),
    /// There were none at all.
    Nowhere,
    /// What there was are the records of somebody else.
    NotYet,
}

impl Repository {
    /// Where the records of a commit are, and their tree: at a path, or else at the only place that has some.
    pub(super) fn root_of<'r>(
        &'r self,
        commit: &git2::Commit<'r>,
        wanted: &str,
    ) -> Result<Option<(String, Tree<'r>)>, SourceError> {
        let has_root = |tree: &Tree<'_>| tree.get_name(ROOT_FILE).is_some();
        if let Some(tree) = self.folder_tree(commit, wanted)?.filter(has_root) {
            return Ok(Some((wanted.to_owned(), tree)));
        }
        let id = commit.id().to_string();
        let top = self.tree(commit.tree_id()).map_err(|error| lacks(&error, "", &id))?;
        let mut roots = Vec::new();
        self.roots(&top, "", &mut roots)?;
        match roots.as_slice() {
            [only] => Ok(self.folder_tree(commit, only)?.map(|tree| (only.clone(), tree))),
            _ => Ok(None),
        }
    }

    /// The tree of the records below another one, if they are at a path and each tree on the way can be read: what nearly
    /// every commit has, without libgit2 taking the trees apart.
    pub(super) fn root_below(&self, tree: Oid, path: &str) -> Option<Oid> {
        let tree = self.tree_below(tree, path)?;
        let bytes = self.shared(tree, ObjectType::Tree).ok()?;
        Entry::named(&bytes, ROOT_FILE.as_bytes(), tree.as_bytes().len()).map(|_| tree)
    }

    /// The tree of a folder below another tree.
    pub(super) fn tree_below(&self, tree: Oid, path: &str) -> Option<Oid> {
        let mut folders = path.split('/').filter(|name| !name.is_empty());
        folders.try_fold(tree, |tree, name| {
            let bytes = self.shared(tree, ObjectType::Tree).ok()?;
            Entry::named(&bytes, name.as_bytes(), tree.as_bytes().len())?.folder()
        })
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

    /// Whether a folder has a symbolic link at a path, or on the way there.
    ///
    /// # Errors
    /// A tree cannot be read.
    pub fn is_link_in(&self, folder: Folder, path: &str) -> Result<bool, SourceError> {
        let mut tree = folder.0;
        for name in path.split('/').filter(|name| !name.is_empty()) {
            let parent = self.tree(tree).map_err(|error| failed(&error))?;
            match parent.get_name(name) {
                Some(entry) if entry.filemode() == LINK => return Ok(true),
                Some(entry) if entry.kind() == Some(ObjectType::Tree) => tree = entry.id(),
                _ => break,
            }
        }
        Ok(false)
    }

    /// The path of the record root in each of the commits, which come oldest first; `wanted` is where it is in the last one.
    /// `None` where a commit has none, and in all commits before the first one that has it.
    ///
    /// # Errors
    /// A commit or one of its trees cannot be read, or the last commit has several roots and none of them at `wanted`.
    pub(super) fn roots_along(&self, ids: &[String], wanted: &str) -> Result<Vec<Option<String>>, SourceError> {
        let mut along = vec![None; ids.len()];
        let mut path = wanted.to_owned();
        let mut later: Option<Oid> = None;
        for (position, id) in ids.iter().enumerate().rev() {
            let commit = self.find(id)?;
            if self.root_below(commit.tree_id(), &path).is_none() {
                match self.earlier(&commit, later, &path)? {
                    Earlier::At(found) => path = found,
                    Earlier::Nowhere => continue,
                    Earlier::NotYet => break,
                }
            }
            later = Some(commit.tree_id());
            along[position] = Some(path.clone());
        }
        Ok(along)
    }

    fn earlier(&self, commit: &git2::Commit<'_>, later: Option<Oid>, path: &str) -> Result<Earlier, SourceError> {
        let id = commit.id().to_string();
        let top = self.tree(commit.tree_id()).map_err(|error| lacks(&error, "", &id))?;
        let mut roots = Vec::new();
        self.roots(&top, "", &mut roots)?;
        let Some(later) = later else {
            return match roots.len() {
                0 => Ok(Earlier::Nowhere),
                1 => Ok(roots.pop().map_or(Earlier::Nowhere, Earlier::At)),
                _ => Err(SourceError::ManyRootsInCommit { commit: commit.id().to_string(), roots }),
            };
        };
        if roots.is_empty() {
            return Ok(Earlier::Nowhere);
        }
        let then = self.root_below(later, path);
        let likeness = |root: &String| {
            let trees = self.root_below(commit.tree_id(), root).zip(then);
            trees.map_or((false, 0), |(before, after)| self.likeness(before, after))
        };
        let is_gone = |root: &&String| self.root_below(later, root).is_none();
        let like = roots.iter().map(|root| (likeness(root), root));
        // One that is still there was copied only if it is of the same organisation.
        let like = like.filter(|((is_same, equal), root)| *is_same || *equal > 0 && is_gone(root));
        if let Some((_, root)) = like.max_by_key(|((is_same, equal), root)| (is_gone(root), *is_same, *equal)) {
            return Ok(Earlier::At(root.clone()));
        }
        let mut gone = roots.iter().filter(is_gone);
        match (gone.next(), gone.next()) {
            (Some(only), None) => Ok(Earlier::At(only.clone())),
            _ => Ok(Earlier::NotYet),
        }
    }

    /// Whether two folders have the settings or the persons of one organisation, and how many entries they have in common.
    fn likeness(&self, before: Oid, after: Oid) -> (bool, usize) {
        let width = before.as_bytes().len();
        let read = |tree: Oid| self.shared(tree, ObjectType::Tree).ok();
        let Some((before, after)) = read(before).zip(read(after)) else { return (false, 0) };
        let (mut rest, mut equal, mut is_same) = (&before[..], 0, false);
        while let Some((entry, next)) = Entry::first(rest, width) {
            rest = next;
            if Entry::named(&after, entry.name(), width) == Some(entry) {
                equal += 1;
                is_same |= entry.name() == ROOT_FILE.as_bytes() || entry.name() == b"people";
            }
        }
        (is_same, equal)
    }
}

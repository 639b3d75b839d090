//! What the next commit would change: the index beside the trees of the commit that is checked out.

use std::cmp::Ordering;

use git2::{ObjectType, Oid};

use super::index::{IndexSource, Staged};
use super::trees::Entry;
use super::{Change, Repository, content_id, failed};
use crate::source::{ContentId, Source as _, SourceError, State};

impl IndexSource {
    /// The files that differ from HEAD, by path; `None` before the first commit.
    pub(super) fn changed(&self) -> Result<Option<Vec<Change>>, SourceError> {
        let State::Index { head: Some(head) } = self.state() else { return Ok(None) };
        let commit = self.repository.find(&head.id)?;
        let tree = self.repository.folder_tree(&commit, &self.root)?.map(|tree| tree.id());
        let mut beside = Beside { repository: &self.repository, rest: &self.files, changes: Vec::new() };
        if let Some(tree) = tree {
            beside.folder(tree, &mut String::new())?;
        }
        beside.until(None);
        Ok(Some(beside.changes))
    }
}

/// Two lists in the order of their paths: the index, and the files of a tree.
struct Beside<'s> {
    repository: &'s Repository,
    /// The files of the index that the tree has not come to yet.
    rest: &'s [Staged],
    changes: Vec<Change>,
}

impl Beside<'_> {
    /// Goes through the files of a tree, whose entries come in the order that their paths have in the index. `path` is the
    /// folder's, with a slash behind it, and is the same again afterwards.
    fn folder(&mut self, tree: Oid, path: &mut String) -> Result<(), SourceError> {
        let bytes = self.repository.shared(tree, ObjectType::Tree).map_err(|error| failed(&error))?;
        let (mut rest, length) = (&bytes[..], path.len());
        while let Some((entry, more)) = Entry::first(rest, tree.as_bytes().len()) {
            rest = more;
            path.push_str(&String::from_utf8_lossy(entry.name()));
            if let Some(folder) = entry.folder() {
                path.push('/');
                self.folder(folder, path)?;
            } else if let Some(id) = entry.file() {
                self.file(path, id, entry.is_link());
            }
            path.truncate(length);
        }
        Ok(())
    }

    /// A file of the tree.
    fn file(&mut self, path: &str, before: ContentId, was_link: bool) {
        self.until(Some(path));
        match self.rest.split_first().filter(|(staged, _)| staged.path == path) {
            Some((staged, rest)) => {
                self.rest = rest;
                let after = content_id(staged.id);
                if after != before || staged.is_link != was_link {
                    self.changes.push(Change { path: path.to_owned(), before: Some(before), after: Some(after) });
                }
            }
            None => self.changes.push(Change { path: path.to_owned(), before: Some(before), after: None }),
        }
    }

    /// The files of the index up to a path, which the tree lacks.
    fn until(&mut self, path: Option<&str>) {
        let is_before =
            |staged: &Staged| path.is_none_or(|path| staged.path.as_bytes().cmp(path.as_bytes()) == Ordering::Less);
        while let Some((staged, rest)) = self.rest.split_first().filter(|(staged, _)| is_before(staged)) {
            self.rest = rest;
            self.changes.push(Change { path: staged.path.clone(), before: None, after: Some(content_id(staged.id)) });
        }
    }
}

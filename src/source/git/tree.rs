//! A commit as a source.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use git2::{ErrorCode, ObjectType, Oid, Tree};

use super::trees::Entry as TreeEntry;
use super::{Repository, content_id, describe, failed};
use crate::record::ROOT_FILE;
use crate::source::{
    Attributes, ContentId, Entry, EntryKind, Pin, Pinned, Source, SourceError, State, is_folder_name, is_record_name,
};

pub(super) const LINK: i32 = 0o120000;

/// The records of a commit.
pub struct CommitSource {
    repository: Repository,
    revision: String,
    /// The tree of the record root.
    tree: Oid,
    root: String,
    state: State,
    /// Folders in which something was looked up, by their paths: several look-ups are in one folder as a rule.
    folders: RefCell<HashMap<String, Option<Arc<Vec<u8>>>>>,
}

impl CommitSource {
    /// The records of the commit that `revision` names. `wanted` are paths from the top of the repository, of which the
    /// first with a record root is taken; when none has one, the only one in the commit is.
    ///
    /// # Errors
    /// The revision names no commit, or the commit has no record root, or several.
    pub fn new(repository: Repository, revision: &str, wanted: &[String]) -> Result<Self, SourceError> {
        let (state, tree, root) = {
            let commit = repository.find(revision)?;
            let top = repository.tree(commit.tree_id()).map_err(|error| missing_or(&error, "", revision))?;
            let described = describe(&commit);
            let named = wanted.iter().find_map(|path| Some((folder(&repository, &top, path)?, path.clone())));
            let (tree, root) = match named {
                Some(found) => found,
                None => only_root(&repository, &top, described.short(), wanted.first())?,
            };
            (State::Commit(described), tree, root)
        };
        let folders = RefCell::default();
        Ok(Self { repository, revision: revision.to_owned(), tree, root, state, folders })
    }

    /// Path of the record root from the top of the repository; empty when it is the top.
    pub fn root(&self) -> &str {
        &self.root
    }

    fn missing(&self, path: &str) -> SourceError {
        SourceError::MissingObject { path: below(&self.root, path), revision: self.revision.clone() }
    }

    fn list(
        &self,
        tree: &Tree<'_>,
        folder: &str,
        is_unicode: bool,
        skip: &dyn Fn(&str, ContentId) -> bool,
        entries: &mut Vec<Entry>,
    ) -> Result<(), SourceError> {
        for entry in tree {
            let name = String::from_utf8_lossy(entry.name_bytes());
            if name.starts_with('.') {
                continue;
            }
            let path = below(folder, &name);
            let is_unicode = is_unicode && matches!(name, std::borrow::Cow::Borrowed(_));
            match entry.kind() {
                Some(ObjectType::Tree) if skip(&path, content_id(entry.id())) => {}
                Some(ObjectType::Tree) => {
                    if is_record_name(&name) {
                        entries.push(Entry { path: path.clone(), kind: EntryKind::Folder, size: None, id: None });
                    }
                    let subtree = self.repository.tree(entry.id()).map_err(|error| self.read_error(&error, &path))?;
                    self.list(&subtree, &path, is_unicode, skip, entries)?;
                }
                Some(ObjectType::Blob)
                    if is_record_name(&name) || entry.filemode() == LINK && is_folder_name(&name) =>
                {
                    let kind = match entry.filemode() {
                        _ if !is_unicode => EntryKind::BadName,
                        LINK => EntryKind::Link,
                        _ => EntryKind::File,
                    };
                    entries.push(Entry { path, kind, size: None, id: Some(content_id(entry.id())) });
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn read_error(&self, error: &git2::Error, path: &str) -> SourceError {
        missing_or(error, &below(&self.root, path), &self.revision)
    }

    /// How many bytes an id has.
    fn width(&self) -> usize {
        self.tree.as_bytes().len()
    }

    /// A folder below the record root as Git stores it; `None` where there is none that can be read.
    fn folder(&self, path: &str) -> Option<Arc<Vec<u8>>> {
        if let Some(known) = self.folders.borrow().get(path) {
            return known.clone();
        }
        let id = match path.rsplit_once('/') {
            _ if path.is_empty() => Some(self.tree),
            Some((parent, name)) => self.folder_in(parent, name),
            None => self.folder_in("", path),
        };
        let bytes = id.and_then(|id| self.repository.shared(id, ObjectType::Tree).ok());
        self.folders.borrow_mut().insert(path.to_owned(), bytes.clone());
        bytes
    }

    fn folder_in(&self, parent: &str, name: &str) -> Option<Oid> {
        TreeEntry::named(&self.folder(parent)?, name.as_bytes(), self.width())?.folder()
    }

    fn blob(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        let tree = self.repository.tree(self.tree).map_err(|error| failed(&error))?;
        let entry = match tree.get_path(std::path::Path::new(path)) {
            Ok(entry) => entry,
            Err(error) if error.code() == ErrorCode::NotFound => return Ok(None),
            Err(error) => return Err(failed(&error)),
        };
        if entry.kind() != Some(ObjectType::Blob) || entry.filemode() == LINK {
            return Ok(None);
        }
        let bytes = self.repository.object(entry.id(), ObjectType::Blob);
        bytes.map(Some).map_err(|error| self.read_error(&error, path))
    }
}

impl Source for CommitSource {
    fn entries(&self) -> Result<Vec<Entry>, SourceError> {
        self.entries_without(&|_, _| false)
    }

    fn entries_without(&self, skip: &dyn Fn(&str, ContentId) -> bool) -> Result<Vec<Entry>, SourceError> {
        let tree = self.repository.tree(self.tree).map_err(|error| self.read_error(&error, ""))?;
        let mut entries = Vec::new();
        self.list(&tree, "", true, skip, &mut entries)?;
        entries.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
        Ok(entries)
    }

    fn id_at(&self, path: &str) -> Option<ContentId> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        TreeEntry::named(&self.folder(folder)?, name.as_bytes(), self.width())?.unless_link()
    }

    fn read(&self, entry: &Entry) -> Result<Vec<u8>, SourceError> {
        match entry.id {
            Some(id) => {
                let oid = oid(&self.repository, &id)?;
                let bytes = self.repository.object(oid, ObjectType::Blob);
                bytes.map_err(|error| self.read_error(&error, &entry.path))
            }
            None => self.blob(&entry.path)?.ok_or_else(|| self.missing(&entry.path)),
        }
    }

    fn has(&self, entry: &Entry) -> bool {
        entry.id.is_some_and(|id| self.repository.has(id))
    }

    fn file(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        match path.split('/').any(|part| part.is_empty() || part == "." || part == "..") {
            true => Ok(None),
            false => self.blob(path),
        }
    }

    fn attributes(&self, path: &str) -> Option<Attributes> {
        let commit = self.repository.find(&self.revision).ok()?;
        let top = self.repository.tree(commit.tree_id()).ok()?;
        let read = |path: &str| {
            let entry = top.get_path(std::path::Path::new(path)).ok()?;
            self.repository.object(entry.id(), ObjectType::Blob).ok()
        };
        Some(Attributes::of(&below(&self.root, path), read))
    }

    fn is_link(&self, path: &str) -> bool {
        let Ok(tree) = self.repository.tree(self.tree) else { return false };
        let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
        let entry = |part: &str| tree.get_path(std::path::Path::new(part));
        ends.into_iter().any(|end| entry(&path[..end]).is_ok_and(|entry| entry.filemode() == LINK))
    }

    fn pinned(&self, pin: Pin<'_>) -> Pinned {
        self.repository.pinned(pin)
    }

    fn state(&self) -> &State {
        &self.state
    }
}

/// The object id that a content id was made of.
pub(super) fn oid(repository: &Repository, id: &super::ContentId) -> Result<Oid, SourceError> {
    let length = match repository.git.object_format() {
        git2::ObjectFormat::Sha1 => 20,
        _ => 32,
    };
    Oid::from_bytes(&id[..length]).map_err(|error| failed(&error))
}

fn missing_or(error: &git2::Error, path: &str, revision: &str) -> SourceError {
    match error.code() {
        ErrorCode::NotFound => SourceError::MissingObject {
            path: if path.is_empty() { "the top folder".to_owned() } else { path.to_owned() },
            revision: revision.to_owned(),
        },
        _ => failed(error),
    }
}

/// The only record root of a commit. One inside another one does not count: it is reported where the records are read.
fn only_root(
    repository: &Repository,
    top: &Tree<'_>,
    commit: &str,
    wanted: Option<&String>,
) -> Result<(Oid, String), SourceError> {
    let mut roots = Vec::new();
    repository.roots(top, "", &mut roots)?;
    match roots.as_slice() {
        [] => Err(SourceError::NoRootInCommit {
            commit: commit.to_owned(),
            at: wanted.filter(|path| !path.is_empty()).cloned(),
        }),
        [only] => match folder(repository, top, only) {
            Some(tree) => Ok((tree, only.clone())),
            None => Err(SourceError::Git(format!("the folder {only} cannot be read"))),
        },
        _ => Err(SourceError::ManyRootsInCommit { commit: commit.to_owned(), roots }),
    }
}

/// The tree at `path` of `top`, if it is a record root.
fn folder(repository: &Repository, top: &Tree<'_>, path: &str) -> Option<Oid> {
    let tree = match path.is_empty() {
        true => top.clone(),
        false => {
            let entry = top.get_path(std::path::Path::new(path)).ok()?;
            repository.tree(entry.id()).ok()?
        }
    };
    tree.get_name(ROOT_FILE).filter(|entry| entry.kind() == Some(ObjectType::Blob))?;
    Some(tree.id())
}

pub(super) fn below(folder: &str, name: &str) -> String {
    match folder.is_empty() {
        true => name.to_owned(),
        false => format!("{folder}/{name}"),
    }
}

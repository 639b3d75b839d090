//! The index: as a source (`--staged`), and as the list of what the work tree tracks.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use git2::{ErrorCode, Index, IndexEntry, IndexEntryExtendedFlag, Oid};

use super::tree::oid;
use super::{Repository, content_id, failed};
use crate::source::{Entry, EntryKind, Source, SourceError, State, is_record_name};

const LINK: u32 = 0o120000;
const SUBMODULE: u32 = 0o160000;

/// What `git add` has put in the index.
pub struct IndexSource {
    repository: Repository,
    entries: Vec<Entry>,
    /// Every regular file, records and others, by its path from the record root.
    files: BTreeMap<String, Oid>,
    state: State,
}

impl IndexSource {
    /// The records in the index below `root` (a path from the top of the repository). `file` is another index file, which
    /// Git names in `GIT_INDEX_FILE` when it runs a hook.
    ///
    /// # Errors
    /// The index cannot be read, or a record is in a merge conflict.
    pub fn new(repository: Repository, root: &str, file: Option<&Path>) -> Result<Self, SourceError> {
        let index = match file {
            Some(file) => Index::open(file),
            None => repository.git.index(),
        }
        .map_err(|error| failed(&error))?;
        let mut entries = Vec::new();
        let mut files = BTreeMap::new();
        let mut folders = BTreeSet::new();
        for entry in index.iter() {
            let Some(path) = path_below(&entry, root) else { continue };
            if stage(&entry) != 0 {
                return Err(SourceError::Git(format!(
                    "{path} is in a merge conflict: resolve it and `git add` it first"
                )));
            }
            if entry.mode == SUBMODULE || is_intent_to_add(&entry) {
                continue;
            }
            let is_link = entry.mode == LINK;
            if !is_link {
                files.insert(path.clone(), entry.id);
            }
            folders.extend(
                path.match_indices('/').map(|(at, _)| path[..at].to_owned()).filter(|folder| is_record_name(folder)),
            );
            if is_record_name(&path) && !is_hidden(&path) {
                let kind = if is_link { EntryKind::Link } else { EntryKind::File };
                entries.push(Entry { path, kind, size: None, id: Some(content_id(entry.id)) });
            }
        }
        entries.extend(folders.into_iter().filter(|folder| !is_hidden(folder)).map(|path| Entry {
            path,
            kind: EntryKind::Folder,
            size: None,
            id: None,
        }));
        entries.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
        let state = State::Index { head: repository.head()? };
        Ok(Self { repository, entries, files, state })
    }

    fn blob(&self, id: Oid, path: &str) -> Result<Vec<u8>, SourceError> {
        blob(&self.repository, id, path)
    }
}

impl Source for IndexSource {
    fn entries(&self) -> Result<Vec<Entry>, SourceError> {
        Ok(self.entries.clone())
    }

    fn read(&self, entry: &Entry) -> Result<Vec<u8>, SourceError> {
        match self.files.get(&entry.path) {
            Some(&id) => self.blob(id, &entry.path),
            None => Err(SourceError::MissingObject { path: entry.path.clone(), revision: "the index".to_owned() }),
        }
    }

    fn file(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        self.files.get(path).map(|&id| self.blob(id, path)).transpose()
    }

    fn state(&self) -> &State {
        &self.state
    }
}

/// What Git tracks below a record root, and what it ignores there.
pub struct Tracked {
    repository: Repository,
    /// The record root's path from the top of the repository.
    root: String,
    files: BTreeSet<String>,
    submodules: BTreeSet<String>,
    /// Tracked records that a sparse checkout leaves out of the work tree.
    sparse: Vec<Entry>,
}

impl Repository {
    /// What is tracked below the folder `root`.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn tracked(&self, root: &Path) -> Result<Tracked, SourceError> {
        let root = self.path_from_top(root).unwrap_or_default();
        let repository = self.reopen()?;
        let mut tracked =
            Tracked { root, files: BTreeSet::new(), submodules: BTreeSet::new(), sparse: Vec::new(), repository };
        let index = self.git.index().map_err(|error| failed(&error))?;
        for entry in index.iter() {
            let Some(path) = path_below(&entry, &tracked.root) else { continue };
            if entry.mode == SUBMODULE {
                tracked.submodules.insert(path);
                continue;
            }
            let is_sparse = IndexEntryExtendedFlag::from_bits_truncate(entry.flags_extended)
                .contains(IndexEntryExtendedFlag::SKIP_WORKTREE);
            if is_sparse && is_record_name(&path) && !is_hidden(&path) && !root_join(self, &tracked.root, &path) {
                let kind = if entry.mode == LINK { EntryKind::Link } else { EntryKind::File };
                tracked.sparse.push(Entry { path: path.clone(), kind, size: None, id: Some(content_id(entry.id)) });
            }
            tracked.files.insert(path);
        }
        Ok(tracked)
    }

    /// The path of `folder` from the top of the work tree, with `/`; `None` when it lies elsewhere.
    pub fn path_from_top(&self, folder: &Path) -> Option<String> {
        let folder = folder.canonicalize().ok()?;
        let parts: Option<Vec<&str>> =
            folder.strip_prefix(self.top()?).ok()?.components().map(|part| part.as_os_str().to_str()).collect();
        Some(parts?.join("/"))
    }
}

impl Tracked {
    /// Whether a folder has to be looked into.
    pub fn may_hold_records(&self, folder: &str) -> bool {
        if self.submodules.contains(folder) {
            return false;
        }
        let prefix = format!("{folder}/");
        let holds_tracked = self.files.range(prefix.clone()..).next().is_some_and(|path| path.starts_with(&prefix));
        holds_tracked || !self.is_ignored(&prefix)
    }

    /// Whether a file counts as a record: it is tracked, or not ignored.
    pub fn counts(&self, path: &str) -> bool {
        self.files.contains(path) || !self.is_ignored(path)
    }

    /// Tracked records that are not on disk because the checkout is sparse.
    pub fn not_checked_out(&self) -> Vec<Entry> {
        self.sparse.clone()
    }

    /// The content of one of those.
    ///
    /// # Errors
    /// The clone lacks it.
    pub fn read(&self, entry: &Entry) -> Result<Vec<u8>, SourceError> {
        let id = oid(&self.repository, &entry.id.unwrap_or_default())?;
        blob(&self.repository, id, &entry.path)
    }

    fn is_ignored(&self, path: &str) -> bool {
        let from_top = super::tree::below(&self.root, path);
        self.repository.git.is_path_ignored(Path::new(&from_top)).unwrap_or(false)
    }
}

fn root_join(repository: &Repository, root: &str, path: &str) -> bool {
    repository.top().is_some_and(|top| top.join(root).join(path).exists())
}

fn blob(repository: &Repository, id: Oid, path: &str) -> Result<Vec<u8>, SourceError> {
    match repository.git.find_blob(id) {
        Ok(blob) => Ok(blob.content().to_vec()),
        Err(error) if error.code() == ErrorCode::NotFound => {
            Err(SourceError::MissingObject { path: path.to_owned(), revision: "the index".to_owned() })
        }
        Err(error) => Err(failed(&error)),
    }
}

fn path_below(entry: &IndexEntry, root: &str) -> Option<String> {
    let path = std::str::from_utf8(&entry.path).ok()?;
    match root.is_empty() {
        true => Some(path.to_owned()),
        false => Some(path.strip_prefix(root)?.strip_prefix('/')?.to_owned()),
    }
}

fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.'))
}

fn stage(entry: &IndexEntry) -> u16 {
    (entry.flags >> 12) & 3
}

fn is_intent_to_add(entry: &IndexEntry) -> bool {
    IndexEntryExtendedFlag::from_bits_truncate(entry.flags_extended).contains(IndexEntryExtendedFlag::INTENT_TO_ADD)
}

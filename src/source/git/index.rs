//! The index: as a source (`--staged`), and as the list of what the work tree tracks.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use git2::{ErrorCode, Index, IndexEntry, IndexEntryExtendedFlag, ObjectType, Oid};

use super::tree::{below, oid};
use super::{Change, Repository, content_id, failed, unsupported};
use crate::record::ROOT_FILE;
use crate::source::{
    Attributes, ContentId, Entry, EntryKind, Pin, Pinned, Source, SourceError, State, is_folder_name, is_record_name,
};

const LINK: u32 = 0o120000;
const SUBMODULE: u32 = 0o160000;

/// What `git add` has put in the index.
pub struct IndexSource {
    pub(super) repository: Repository,
    /// Every file, records and others, in the order of their paths.
    pub(super) files: Vec<Staged>,
    pub(super) root: String,
    state: State,
}

/// A file in the index.
pub(super) struct Staged {
    /// Its path from the record root.
    pub(super) path: String,
    pub(super) id: Oid,
    pub(super) is_link: bool,
    /// Whether the path is valid Unicode.
    is_unicode: bool,
}

impl Staged {
    fn entry(&self) -> Entry {
        let kind = match self.is_link {
            _ if !self.is_unicode => EntryKind::BadName,
            true => EntryKind::Link,
            false => EntryKind::File,
        };
        Entry { path: self.path.clone(), kind, size: None, id: Some(content_id(self.id)) }
    }
}

impl IndexSource {
    /// The records in the index below `root` (a path from the top of the repository). `file` is another index file, which
    /// Git names in `GIT_INDEX_FILE` when it runs a hook.
    ///
    /// # Errors
    /// The index cannot be read, or a record is in a merge conflict.
    pub fn new(repository: Repository, root: &str, file: Option<&Path>) -> Result<Self, SourceError> {
        // A commit is about to be made of these contents, and what is checked is read without setting up a stream for each.
        repository.check_objects();
        let index = match (file, repository.top()) {
            // Git reads a relative path from the top of the work tree.
            (Some(file), Some(top)) => Index::open_ext(&top.join(file), repository.git.object_format()),
            _ => repository.git.index(),
        }
        .map_err(|error| index_error(&repository, &error))?;
        let mut files = Vec::with_capacity(index.len());
        for entry in index.iter() {
            let Some((path, is_unicode)) = path_below(&entry, root) else { continue };
            if stage(&entry) != 0 {
                return Err(SourceError::Conflict { path: below(root, &path) });
            }
            if entry.mode != SUBMODULE && !is_intent_to_add(&entry) {
                files.push(Staged { path, id: entry.id, is_link: entry.mode == LINK, is_unicode });
            }
        }
        files.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
        if !files.iter().any(|file| file.path == ROOT_FILE) {
            return Err(SourceError::NotStaged { path: below(root, ROOT_FILE) });
        }
        let state = State::Index { head: repository.head()? };
        Ok(Self { repository, files, root: root.to_owned(), state })
    }

    fn staged(&self, path: &str) -> Option<&Staged> {
        let position = self.files.binary_search_by(|file| file.path.as_bytes().cmp(path.as_bytes())).ok()?;
        self.files.get(position)
    }

    /// The content of a regular file.
    fn id_of(&self, path: &str) -> Option<Oid> {
        self.staged(path).filter(|file| !file.is_link).map(|file| file.id)
    }

    fn blob(&self, id: Oid, path: &str) -> Result<Vec<u8>, SourceError> {
        blob(&self.repository, id, path)
    }
}

impl Source for IndexSource {
    fn entries(&self) -> Result<Vec<Entry>, SourceError> {
        let mut folders = BTreeSet::new();
        for file in &self.files {
            let above = file.path.match_indices('/').map(|(at, _)| &file.path[..at]);
            folders.extend(above.filter(|folder| is_record_name(folder) && !is_hidden(folder)));
        }
        let folder = |path: &str| Entry { path: path.to_owned(), kind: EntryKind::Folder, size: None, id: None };
        // A link may hide a folder of records.
        let may_be = |file: &&Staged| is_record_name(&file.path) || file.is_link && is_folder_name(&file.path);
        let records = self.files.iter().filter(may_be).filter(|file| !is_hidden(&file.path));
        let mut entries: Vec<Entry> = records.map(Staged::entry).chain(folders.into_iter().map(folder)).collect();
        entries.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
        Ok(entries)
    }

    fn read(&self, entry: &Entry) -> Result<Vec<u8>, SourceError> {
        match self.id_of(&entry.path) {
            Some(id) => self.blob(id, &entry.path),
            None => Err(SourceError::MissingObject { path: entry.path.clone(), revision: "the index".to_owned() }),
        }
    }

    fn has(&self, entry: &Entry) -> bool {
        entry.id.is_some_and(|id| self.repository.has(id))
    }

    fn file(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        self.id_of(path).map(|id| self.blob(id, path)).transpose()
    }

    fn attributes(&self, path: &str) -> Option<Attributes> {
        let index = self.repository.git.index().ok()?;
        let read = |path: &str| {
            let entry = index.get_path(Path::new(path), 0)?;
            blob(&self.repository, entry.id, path).ok()
        };
        Some(Attributes::of(&below(&self.root, path), read))
    }

    fn changes(&self) -> Result<Option<Vec<Change>>, SourceError> {
        self.changed()
    }

    fn before(&self, change: &Change) -> Result<Option<Vec<u8>>, SourceError> {
        let Some(id) = change.before else { return Ok(None) };
        self.blob(oid(&self.repository, &id)?, &change.path).map(Some)
    }

    fn is_link(&self, path: &str) -> bool {
        let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
        ends.into_iter().any(|end| self.staged(&path[..end]).is_some_and(|file| file.is_link))
    }

    fn pinned(&self, pin: Pin<'_>) -> Pinned {
        self.repository.pinned(pin)
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
    /// Every tracked file by its path from the record root, with the id of its content in the index.
    files: BTreeMap<String, Oid>,
    submodules: BTreeSet<String>,
    /// Tracked files that a sparse checkout leaves out of the work tree.
    sparse: BTreeMap<String, Entry>,
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
            Tracked { root, files: BTreeMap::new(), submodules: BTreeSet::new(), sparse: BTreeMap::new(), repository };
        let index = self.git.index().map_err(|error| index_error(self, &error))?;
        for entry in index.iter() {
            let Some((path, is_unicode)) = path_below(&entry, &tracked.root) else { continue };
            if entry.mode == SUBMODULE {
                tracked.submodules.insert(path);
                continue;
            }
            let is_sparse = IndexEntryExtendedFlag::from_bits_truncate(entry.flags_extended)
                .contains(IndexEntryExtendedFlag::SKIP_WORKTREE);
            if is_sparse && !is_on_disk(self, &tracked.root, &path) {
                tracked.sparse.insert(path.clone(), listed(&entry, path.clone(), is_unicode));
            }
            tracked.files.insert(path, entry.id);
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
    /// A file as a commit has it.
    pub fn pinned(&self, pin: Pin<'_>) -> Pinned {
        self.repository.pinned(pin)
    }

    /// What the files `.gitattributes` of the work tree say that lie on the way to a file below the record root.
    pub fn attributes(&self, path: &str) -> Option<Attributes> {
        let top = self.repository.top()?;
        Some(Attributes::of(&below(&self.root, path), |path| std::fs::read(top.join(path)).ok()))
    }

    /// Whether a folder has to be looked into.
    pub fn may_hold_records(&self, folder: &str) -> bool {
        if self.submodules.contains(folder) {
            return false;
        }
        let prefix = format!("{folder}/");
        let next = self.files.range(prefix.clone()..).next();
        next.is_some_and(|(path, _)| path.starts_with(&prefix)) || !self.is_ignored(&prefix)
    }

    /// Whether a file counts as a record: it is tracked, or not ignored.
    pub fn counts(&self, path: &str) -> bool {
        self.files.contains_key(path) || !self.is_ignored(path)
    }

    /// Whether a path lies in a submodule, which is a repository of its own.
    pub fn is_in_submodule(&self, path: &str) -> bool {
        path.match_indices('/').any(|(at, _)| self.submodules.contains(&path[..at]))
    }

    /// Tracked records that are not on disk because the checkout is sparse.
    pub fn not_checked_out(&self) -> impl Iterator<Item = Entry> {
        let is_listed =
            |entry: &Entry| is_record_name(&entry.path) || entry.kind == EntryKind::Link && is_folder_name(&entry.path);
        self.sparse.values().filter(move |entry| is_listed(entry) && !is_hidden(&entry.path)).cloned()
    }

    /// The content of a file that is not on disk because the checkout is sparse; `None` when it is none of those.
    ///
    /// # Errors
    /// The clone lacks it.
    pub fn left_out(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        let Some(entry) = self.sparse.get(path).filter(|entry| entry.kind == EntryKind::File) else { return Ok(None) };
        self.read(entry).map(Some)
    }

    /// Whether a content is in this clone.
    pub fn has(&self, id: ContentId) -> bool {
        self.repository.has(id)
    }

    /// The content of one of [`Tracked::not_checked_out`].
    ///
    /// # Errors
    /// The clone lacks it.
    pub fn read(&self, entry: &Entry) -> Result<Vec<u8>, SourceError> {
        let id = oid(&self.repository, &entry.id.unwrap_or_default())?;
        blob(&self.repository, id, &below(&self.root, &entry.path))
    }

    /// The bytes of a file as Git keeps them. `core.autocrlf` and `eol=crlf` write line feeds as CR LF into the work tree,
    /// but the hash of an evidence file has to be the same on every machine.
    pub fn as_kept(&self, path: &str, bytes: Vec<u8>) -> Vec<u8> {
        let Some(kept) = self.files.get(path).filter(|_| bytes.windows(2).any(|pair| pair == b"\r\n")) else {
            return bytes;
        };
        let format = self.repository.git.object_format();
        let is_kept =
            |bytes: &[u8]| Oid::hash_object_ext(git2::ObjectType::Blob, bytes, format).is_ok_and(|id| id == *kept);
        let mut converted = Vec::with_capacity(bytes.len());
        for (position, &byte) in bytes.iter().enumerate() {
            if byte != b'\r' || bytes.get(position + 1) != Some(&b'\n') {
                converted.push(byte);
            }
        }
        if !is_kept(&bytes) && is_kept(&converted) { converted } else { bytes }
    }

    fn is_ignored(&self, path: &str) -> bool {
        let from_top = below(&self.root, path);
        self.repository.git.is_path_ignored(Path::new(&from_top)).unwrap_or(false)
    }
}

fn is_on_disk(repository: &Repository, root: &str, path: &str) -> bool {
    repository.top().is_some_and(|top| top.join(root).join(path).symlink_metadata().is_ok())
}

fn index_error(repository: &Repository, error: &git2::Error) -> SourceError {
    let place = repository.top().unwrap_or_else(|| repository.data_folder().to_owned());
    unsupported(error, &place).unwrap_or_else(|| failed(error))
}

fn listed(entry: &IndexEntry, path: String, is_unicode: bool) -> Entry {
    let kind = match entry.mode {
        _ if !is_unicode => EntryKind::BadName,
        LINK => EntryKind::Link,
        _ => EntryKind::File,
    };
    Entry { path, kind, size: None, id: Some(content_id(entry.id)) }
}

fn blob(repository: &Repository, id: Oid, path: &str) -> Result<Vec<u8>, SourceError> {
    match repository.object(id, ObjectType::Blob) {
        Ok(bytes) => Ok(bytes),
        Err(error) if error.code() == ErrorCode::NotFound => {
            Err(SourceError::MissingObject { path: path.to_owned(), revision: "the index".to_owned() })
        }
        Err(error) => Err(failed(&error)),
    }
}

/// The path of an entry from the record root, and whether it is valid Unicode; what is not is replaced.
fn path_below(entry: &IndexEntry, root: &str) -> Option<(String, bool)> {
    let below = match root.is_empty() {
        true => entry.path.as_slice(),
        false => entry.path.strip_prefix(root.as_bytes())?.strip_prefix(b"/")?,
    };
    Some((String::from_utf8_lossy(below).into_owned(), std::str::from_utf8(below).is_ok()))
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

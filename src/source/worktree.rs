//! The files on disk, in a repository or not.

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::git::{Repository, Tracked};
use super::{Attributes, Entry, EntryKind, Pin, Pinned, Source, SourceError, State, is_folder_name, is_record_name};
use crate::record::ROOT_FILE;

/// A record root on disk.
pub struct FolderSource {
    root: PathBuf,
    state: State,
    tracked: Option<Tracked>,
}

impl FolderSource {
    /// The records below `root`. `repository` is the one that the folder is in, if it is in one: what it ignores and does
    /// not track is no record.
    ///
    /// # Errors
    /// The repository's index cannot be read.
    pub fn new(root: PathBuf, repository: Option<&Repository>) -> Result<Self, SourceError> {
        let head = repository.map(Repository::head).transpose()?.flatten();
        let tracked = repository.map(|repository| repository.tracked(&root)).transpose()?;
        if tracked.as_ref().is_some_and(|tracked| !tracked.counts(ROOT_FILE)) {
            return Err(SourceError::IgnoredRoot { path: root.join(ROOT_FILE) });
        }
        Ok(Self { root, state: State::WorkTree { head }, tracked })
    }

    fn wants(&self, entry: &DirEntry) -> bool {
        if entry.depth() == 0 {
            return true;
        }
        let (path, _) = self.relative(entry.path());
        if path.rsplit('/').next().is_some_and(|name| name.starts_with('.')) {
            return false;
        }
        let is_folder = entry.file_type().is_dir();
        if is_folder && entry.path().join(".git").exists() {
            return false;
        }
        match &self.tracked {
            Some(tracked) if is_folder => tracked.may_hold_records(&path),
            Some(tracked) => !is_listed(entry, &path) || tracked.counts(&path),
            None => true,
        }
    }

    /// The path from the record root, and whether it is valid Unicode; what is not is replaced.
    fn relative(&self, path: &Path) -> (String, bool) {
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        (parts.join("/"), below.to_str().is_some())
    }

    fn entry(&self, entry: &DirEntry) -> Option<Entry> {
        let (path, is_unicode) = self.relative(entry.path());
        if !is_listed(entry, &path) {
            return None;
        }
        let kind = match entry.file_type() {
            kind if kind.is_dir() => EntryKind::Folder,
            _ if !is_unicode => EntryKind::BadName,
            kind if kind.is_symlink() => EntryKind::Link,
            _ => EntryKind::File,
        };
        let size = match kind {
            EntryKind::File => entry.metadata().ok().map(|metadata| metadata.len()),
            _ => None,
        };
        Some(Entry { path, kind, size, id: None })
    }

    /// Whether a path lies in a repository of its own, as submodules are.
    fn is_elsewhere(&self, relative: &Path, path: &str) -> bool {
        let folders = relative.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        self.tracked.as_ref().is_some_and(|tracked| tracked.is_in_submodule(path))
            || folders.into_iter().any(|folder| self.root.join(folder).join(".git").exists())
    }

    fn unreadable(path: &Path, error: &std::io::Error) -> SourceError {
        SourceError::Unreadable { path: path.to_owned(), reason: said(error) }
    }
}

/// Whether an entry is one of the source: a file with the name of a record, or a link behind which records may be.
fn is_listed(entry: &DirEntry, path: &str) -> bool {
    is_record_name(path) || entry.file_type().is_symlink() && is_folder_name(path)
}

impl Source for FolderSource {
    fn entries(&self) -> Result<Vec<Entry>, SourceError> {
        let mut entries = Vec::new();
        let walk = WalkDir::new(&self.root).follow_links(false).follow_root_links(true).into_iter();
        for entry in walk.filter_entry(|entry| self.wants(entry)) {
            match entry {
                Ok(entry) => entries.extend(self.entry(&entry)),
                Err(error) if error.depth() == 0 => {
                    let reason = error.io_error().map_or_else(|| "it cannot be listed".to_owned(), said);
                    return Err(SourceError::Unreadable { path: self.root.clone(), reason });
                }
                Err(error) => {
                    let (path, _) = self.relative(error.path().unwrap_or(&self.root));
                    entries.push(Entry { path, kind: EntryKind::ClosedFolder, size: None, id: None });
                }
            }
        }
        if let Some(tracked) = &self.tracked {
            entries.extend(tracked.not_checked_out());
        }
        entries.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
        Ok(entries)
    }

    fn read(&self, entry: &Entry) -> Result<Vec<u8>, SourceError> {
        if let (Some(tracked), Some(_)) = (&self.tracked, &entry.id) {
            return tracked.read(entry);
        }
        let path = self.root.join(&entry.path);
        let is_regular = fs::symlink_metadata(&path).map_err(|error| Self::unreadable(&path, &error))?.is_file();
        if !is_regular {
            return Err(SourceError::Unreadable { path, reason: "it is not a regular file".to_owned() });
        }
        fs::read(&path).map_err(|error| Self::unreadable(&path, &error))
    }

    fn has(&self, entry: &Entry) -> bool {
        match (&self.tracked, entry.id) {
            (Some(tracked), Some(id)) => tracked.has(id),
            _ => true,
        }
    }

    fn file(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        let relative = Path::new(path);
        // A reference never leaves the record root, not even by a symbolic link.
        if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
            return Ok(None);
        }
        if let Some(content) = self.tracked.as_ref().map(|tracked| tracked.left_out(path)).transpose()?.flatten() {
            return Ok(Some(content));
        }
        if self.is_elsewhere(relative, path) {
            return Ok(None);
        }
        let mut place = self.root.clone();
        for part in relative.components() {
            place.push(part);
            match fs::symlink_metadata(&place) {
                Ok(metadata) if metadata.is_symlink() => return Ok(None),
                Ok(_) => {}
                // A file has nothing below it.
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                    return Ok(None);
                }
                Err(error) => return Err(Self::unreadable(&place, &error)),
            }
        }
        match place.is_file() {
            true => {
                let bytes = fs::read(&place).map_err(|error| Self::unreadable(&place, &error))?;
                Ok(Some(match &self.tracked {
                    Some(tracked) => tracked.as_kept(path, bytes),
                    None => bytes,
                }))
            }
            false => Ok(None),
        }
    }

    fn attributes(&self, path: &str) -> Option<Attributes> {
        self.tracked.as_ref()?.attributes(path)
    }

    fn is_link(&self, path: &str) -> bool {
        let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
        let is_link = |part: &str| fs::symlink_metadata(self.root.join(part)).is_ok_and(|found| found.is_symlink());
        ends.into_iter().any(|end| is_link(&path[..end]))
    }

    fn pinned(&self, pin: Pin<'_>) -> Pinned {
        match &self.tracked {
            Some(tracked) => tracked.pinned(pin),
            None => Pinned::NotHere("these records are in no Git repository".to_owned()),
        }
    }

    fn state(&self) -> &State {
        &self.state
    }
}

/// The record root at or above `from`: the nearest folder with a `tickmark.yaml`, not beyond `top`.
pub(super) fn find_root(from: &Path, top: Option<&Path>) -> Option<PathBuf> {
    for folder in from.ancestors() {
        if folder.join(ROOT_FILE).is_file() {
            return Some(folder.to_owned());
        }
        if Some(folder) == top {
            return None;
        }
    }
    None
}

/// A record root some way below `from`, to suggest to somebody who stands too high.
pub(super) fn root_below(from: &Path) -> Option<String> {
    WalkDir::new(from)
        .max_depth(3)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.'))
        .filter_map(Result::ok)
        .find(|entry| entry.file_name() == ROOT_FILE && entry.file_type().is_file())
        .and_then(|entry| Some(entry.path().parent()?.strip_prefix(from).ok()?.display().to_string()))
}

/// What the system says of an error, without its number.
fn said(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

//! A state as it would be with some files written: what an edit is judged by before anything is on disk.

use std::collections::BTreeMap;

use super::{Attributes, Entry, EntryKind, Pin, Pinned, Source, SourceError, State, is_record_name};

/// Another source with some of its files in new versions, and new files beside them.
pub struct Overlay<'a> {
    base: &'a dyn Source,
    files: BTreeMap<String, Vec<u8>>,
}

impl<'a> Overlay<'a> {
    /// The source `base` with these files in place of its own; paths are from the record root.
    pub fn new(base: &'a dyn Source, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        Self { base, files: files.into_iter().collect() }
    }
}

impl Source for Overlay<'_> {
    fn entries(&self) -> Result<Vec<Entry>, SourceError> {
        let mut entries = self.base.entries()?;
        entries.retain(|entry| !self.files.contains_key(&entry.path));
        let is_record = |path: &str| is_record_name(path) && !path.split('/').any(|part| part.starts_with('.'));
        entries.extend(self.files.iter().filter(|(path, _)| is_record(path)).map(|(path, bytes)| Entry {
            path: path.clone(),
            kind: EntryKind::File,
            size: Some(bytes.len() as u64),
            id: None,
        }));
        entries.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
        Ok(entries)
    }

    fn read(&self, entry: &Entry) -> Result<Vec<u8>, SourceError> {
        self.files.get(&entry.path).map_or_else(|| self.base.read(entry), |bytes| Ok(bytes.clone()))
    }

    fn has(&self, entry: &Entry) -> bool {
        self.files.contains_key(&entry.path) || self.base.has(entry)
    }

    fn file(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        self.files.get(path).map_or_else(|| self.base.file(path), |bytes| Ok(Some(bytes.clone())))
    }

    fn attributes(&self, path: &str) -> Option<Attributes> {
        self.base.attributes(path)
    }

    fn is_link(&self, path: &str) -> bool {
        !self.files.contains_key(path) && self.base.is_link(path)
    }

    fn pinned(&self, pin: Pin<'_>) -> Pinned {
        self.base.pinned(pin)
    }

    fn state(&self) -> &State {
        self.base.state()
    }
}

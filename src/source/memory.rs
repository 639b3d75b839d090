//! Texts in memory: for the examples in the rules' documentation, for benches and for editors.

use std::collections::BTreeMap;

use super::{Entry, EntryKind, Source, SourceError, State, is_record_name};

/// Files that exist only here.
#[derive(Debug, Default, Clone)]
pub struct MemorySource {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemorySource {
    /// Adds or replaces a file; `path` is from the record root.
    pub fn insert(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), content.into());
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }
}

impl Source for MemorySource {
    fn entries(&self) -> Result<Vec<Entry>, SourceError> {
        Ok(self
            .files
            .iter()
            .filter(|(path, _)| is_record_name(path) && !path.split('/').any(|part| part.starts_with('.')))
            .map(|(path, content)| Entry {
                path: path.clone(),
                kind: EntryKind::File,
                size: Some(content.len() as u64),
                id: None,
            })
            .collect())
    }

    fn read(&self, entry: &Entry) -> Result<Vec<u8>, SourceError> {
        Ok(self.files.get(&entry.path).cloned().unwrap_or_default())
    }

    fn file(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        Ok(self.files.get(path).cloned())
    }

    fn state(&self) -> &State {
        &State::Memory
    }
}

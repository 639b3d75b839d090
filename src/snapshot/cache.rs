//! Documents that need not be read again: of this run, and of earlier ones.

use std::sync::{Arc, Mutex};

use super::document::Document;
use super::graph::Graph;
use crate::hash::HashMap;
use crate::source::{ContentId, Kept};

/// Documents by content: a command that loads several snapshots parses each distinct content once.
#[derive(Debug, Default)]
pub struct Cache {
    documents: Mutex<HashMap<ContentId, Arc<Document>>>,
    pub(super) kept: Kept,
}

impl Cache {
    /// A cache that knows what earlier runs found valid.
    pub fn with(kept: Kept) -> Cache {
        Cache { kept, ..Cache::default() }
    }

    /// Keeps for later runs what was found valid in this one, if that is news of at least so many records.
    pub fn store(&self, fewest: usize) {
        let Ok(documents) = self.documents.lock() else { return };
        if documents.len() < fewest {
            return;
        }
        let is_new = |(id, document): &(&ContentId, &Arc<Document>)| document.data.is_some() && !self.kept.has(id);
        let new: Vec<_> = documents.iter().filter(is_new).map(|(id, document)| (*id, &*document.text)).collect();
        if new.len() >= fewest.max(1) {
            self.kept.write(new.iter().copied());
        }
    }

    /// What earlier runs found out about what refers to what.
    pub(super) fn graph(&self) -> Option<Graph> {
        Graph::from_bytes(&self.kept.notes()?)
    }

    /// Keeps for later runs what refers to what.
    pub(super) fn note(&self, graph: &Graph) {
        self.kept.write_notes(&graph.to_bytes());
    }

    /// Forgets what was read on the word of a graph that was wrong.
    pub(super) fn forget(&self) {
        if let Ok(mut documents) = self.documents.lock() {
            documents.clear();
        }
    }

    /// The document of a content that was parsed already.
    pub fn get(&self, id: &ContentId) -> Option<Arc<Document>> {
        self.documents.lock().ok()?.get(id).cloned()
    }

    pub(super) fn keep(&self, documents: impl Iterator<Item = (ContentId, Arc<Document>)>) {
        if let Ok(mut kept) = self.documents.lock() {
            kept.extend(documents);
        }
    }
}

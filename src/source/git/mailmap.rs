//! The `.mailmap` of a commit: which addresses are those of one author.

use git2::{Mailmap, ObjectType, Oid};

use super::tree::oid;
use super::trees::Entry;
use super::{Repository, failed};
use crate::source::SourceError;

impl Repository {
    /// The `.mailmap` of a tree, with the id of its content. What lies in the work tree, or is named by somebody's settings, would
    /// give another answer on another machine.
    pub(super) fn mailmap_of(&self, tree: Oid, known: Option<(Oid, Mailmap)>) -> Option<(Oid, Mailmap)> {
        let top = self.shared(tree, ObjectType::Tree).ok()?;
        let entry = Entry::named(&top, b".mailmap", tree.as_bytes().len()).filter(|entry| !entry.is_link());
        let id = entry.and_then(|entry| entry.file()).and_then(|id| oid(self, &id).ok())?;
        known.filter(|(known, _)| *known == id).or_else(|| {
            let bytes = self.object(id, ObjectType::Blob).ok()?;
            // A name in another encoding is no reason to forget the addresses.
            Some((id, Mailmap::from_buffer(&String::from_utf8_lossy(&bytes)).ok()?))
        })
    }

    /// The addresses that the `.mailmap` of a commit takes for others, each with the one that it gives instead.
    ///
    /// # Errors
    /// There is no such commit.
    pub fn remapped(&self, id: &str) -> Result<Vec<(String, String)>, SourceError> {
        let tree = self.find(id)?.tree_id();
        let top = self.shared(tree, ObjectType::Tree).map_err(|error| failed(&error))?;
        let entry = Entry::named(&top, b".mailmap", tree.as_bytes().len()).filter(|entry| !entry.is_link());
        let Some(file) = entry.and_then(|entry| entry.file()) else { return Ok(Vec::new()) };
        let bytes = self.object(oid(self, &file)?, ObjectType::Blob).map_err(|error| failed(&error))?;
        Ok(String::from_utf8_lossy(&bytes).lines().filter_map(remapped).collect())
    }
}

/// What a line of a `.mailmap` takes for something else: `Name <new@example.com> Old name <old@example.com>`, with or without the names.
fn remapped(line: &str) -> Option<(String, String)> {
    let line = line.split('#').next().unwrap_or_default();
    let mut addresses = line.split('<').skip(1).filter_map(|part| Some(part.split_once('>')?.0.trim().to_owned()));
    let (new, old) = (addresses.next()?, addresses.next()?);
    Some((old, new))
}

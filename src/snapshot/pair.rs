//! Two states side by side: what differs between them is read, and what that refers to. What is alike stays unread, so
//! that the cost of a comparison follows the change and not the number of records.

use std::collections::{BTreeSet, HashMap};

use super::load::{Loader, Read, id_of_path};
use super::{Cache, Snapshot};
use crate::record::ROOT_FILE;
use crate::schema::{Reference, What, shape};
use crate::source::{ContentId, Entry, EntryKind, MAX_RECORD_BYTES, Source, SourceError, content_id};

impl Snapshot {
    /// Reads of two states the files that differ, the settings, and the records that those refer to. A record that both
    /// snapshots lack is alike in both states. They are for comparing; judging takes [`Snapshot::load`].
    ///
    /// # Errors
    /// As [`Snapshot::load`].
    pub fn load_pair(
        before: &dyn Source,
        after: &dyn Source,
        cache: &Cache,
    ) -> Result<(Snapshot, Snapshot), SourceError> {
        let (mut left, mut right) = (Loader::new(before, cache), Loader::new(after, cache));
        let (old, new) = (left.records()?, right.records()?);
        let alike = alike((before, &old), (after, &new));
        let differs = |entry: &Entry| entry.path == ROOT_FILE || !alike.contains(&entry.path);
        let mut old_files = left.read(old.iter().filter(|entry| differs(entry)).cloned().collect())?;
        let mut new_files = right.read(new.iter().filter(|entry| differs(entry)).cloned().collect())?;

        let mut wanted = BTreeSet::new();
        old_files.iter().chain(&new_files).for_each(|file| add_cited(file, &mut wanted));
        let is_cited =
            |entry: &Entry| !differs(entry) && wanted.contains(&id_of_path(&entry.path, None).to_lowercase());
        old_files.extend(left.read(old.iter().filter(|entry| is_cited(entry)).cloned().collect())?);
        new_files.extend(right.read(new.iter().filter(|entry| is_cited(entry)).cloned().collect())?);
        Ok((left.finish(by_path(old_files)), right.finish(by_path(new_files))))
    }

    /// Reads the settings and the record with this id, if its file is named after it.
    ///
    /// # Errors
    /// As [`Snapshot::load`].
    pub fn load_named(source: &dyn Source, cache: &Cache, id: &str) -> Result<Snapshot, SourceError> {
        let mut loader = Loader::new(source, cache);
        let mut entries = loader.records()?;
        entries.retain(|entry| entry.path == ROOT_FILE || id_of_path(&entry.path, None).eq_ignore_ascii_case(id));
        let files = loader.read(entries)?;
        Ok(loader.finish(files))
    }
}

fn by_path(mut files: Vec<Read>) -> Vec<Read> {
    files.sort_by(|(a, _), (b, _)| a.as_bytes().cmp(b.as_bytes()));
    files
}

/// The ids, in lower case, of the records that a file refers to.
fn add_cited((_, document): &Read, ids: &mut BTreeSet<String>) {
    let (Some(root), Some(kind)) = (&document.root, document.kind) else { return };
    shape(kind).walk(root, &mut |shape, node| {
        let (What::Reference(reference), Some(text)) = (&shape.what, node.as_text()) else { return };
        let catalogue = match reference {
            Reference::Criterion => text.split_once(':').map(|(catalogue, _)| catalogue),
            _ => None,
        };
        ids.extend(reference.record_id(text).or(catalogue).map(str::to_lowercase));
    });
}

/// The paths at which both states have the same bytes, or the same thing that is no file.
fn alike(before: (&dyn Source, &[Entry]), after: (&dyn Source, &[Entry])) -> BTreeSet<String> {
    let old: HashMap<&str, &Entry> = before.1.iter().map(|entry| (entry.path.as_str(), entry)).collect();
    let is_alike = |entry: &&Entry| {
        old.get(entry.path.as_str()).is_some_and(|other| match (other.kind, entry.kind) {
            (EntryKind::File, EntryKind::File) => {
                known_id(before.0, other).is_some_and(|id| known_id(after.0, entry) == Some(id))
            }
            (one, other) => one == other,
        })
    };
    after.1.iter().filter(is_alike).map(|entry| entry.path.clone()).collect()
}

/// The id of an entry's content. What cannot be read has none, and so it is like nothing.
fn known_id(source: &dyn Source, entry: &Entry) -> Option<ContentId> {
    if entry.id.is_some() || entry.size.is_some_and(|size| size > MAX_RECORD_BYTES) {
        return entry.id;
    }
    source.read(entry).ok().map(|bytes| content_id(&bytes))
}

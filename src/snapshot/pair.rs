//! Two states side by side: what differs between them is read, and what that refers to. What is alike stays unread, so
//! that the cost of a comparison follows the change and not the number of records.

use std::collections::{BTreeMap, BTreeSet};

use super::index::id_of_path;
use super::load::{Glanced, Known, Loader, Read};
use super::{Cache, Snapshot};
use crate::hash::HashMap;
use crate::record::criteria::BUILT_IN;
use crate::record::{Kind, ROOT_FILE, is_id};
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
        let is_partial = is_partial(before, after);
        let (old, new) = match is_partial {
            true => listed(before, after)?,
            false => (before.entries()?, after.entries()?),
        };
        let (old, new) = (left.records(old)?, right.records(new)?);
        let alike = alike((before, &old), (after, &new));
        let differs = |entry: &&Entry| !alike.contains(&entry.path);
        let mut old_files = left.read(old.iter().filter(differs).cloned().collect(), Known::IfKept)?;
        let mut new_files = right.read(new.iter().filter(differs).cloned().collect(), Known::IfKept)?;

        let mut cited = Cited::default();
        old_files.iter().chain(&new_files).for_each(|file| cited.add(file));
        let is_cited = |entry: &&Entry| !differs(entry) && (entry.path == ROOT_FILE || cited.contains(entry));
        let mut old_cited: Vec<Entry> = old.iter().filter(is_cited).cloned().collect();
        let mut new_cited: Vec<Entry> = new.iter().filter(is_cited).cloned().collect();
        old.iter().chain(&new).for_each(|entry| cited.remove(entry));
        let unlisted = if is_partial { cited.find(before, after)? } else { Vec::new() };
        old_cited.extend(unlisted.iter().cloned());
        new_cited.extend(unlisted);
        // What is alike gives titles and no more.
        let mut glanced = Glanced::default();
        old_files.extend(left.glance(old_cited, &mut glanced)?);
        new_files.extend(right.glance(new_cited, &mut glanced)?);
        Ok((left.finish(old_files), right.finish(new_files)))
    }

    /// Reads the settings and the record with this id, if its file is named after it.
    ///
    /// # Errors
    /// As [`Snapshot::load`].
    pub fn load_named(source: &dyn Source, cache: &Cache, id: &str) -> Result<Snapshot, SourceError> {
        let mut loader = Loader::new(source, cache);
        let mut entries = loader.records(source.entries()?)?;
        entries.retain(|entry| entry.path == ROOT_FILE || id_of_path(&entry.path, None).eq_ignore_ascii_case(id));
        let files = loader.read(entries, Known::IfKept)?;
        Ok(loader.finish(files))
    }
}

/// Whether folders that are alike in both states need not be listed: their ids are known, and the settings, which may
/// ignore them, are the same.
fn is_partial(before: &dyn Source, after: &dyn Source) -> bool {
    let settings = before.id_at(ROOT_FILE);
    settings.is_some() && settings == after.id_at(ROOT_FILE)
}

/// The entries of two states, without the folders that are alike in both.
fn listed(before: &dyn Source, after: &dyn Source) -> Result<(Vec<Entry>, Vec<Entry>), SourceError> {
    let old = before.entries_without(&|path, id| after.id_at(path) == Some(id))?;
    let new = after.entries_without(&|path, id| before.id_at(path) == Some(id))?;
    Ok((old, new))
}

/// What the files that differ refer to, by ids in lower case.
#[derive(Default)]
struct Cited(BTreeMap<String, Citation>);

struct Citation {
    kind: Option<Kind>,
    /// The id as it is written.
    id: String,
    /// The folder inside that of its kind in which the citing record lies: `2026`.
    beside: Option<String>,
}

impl Cited {
    fn add(&mut self, (path, document): &Read) {
        let (Some(root), Some(kind)) = (&document.root, document.kind) else { return };
        let beside = path.split_once('/').and_then(|(_, rest)| rest.rsplit_once('/')).map(|(folder, _)| folder);
        shape(kind).walk(root, &mut |shape, node| {
            let (What::Reference(reference), Some(text)) = (&shape.what, node.as_text()) else { return };
            let (kind, id) = match reference {
                Reference::Criterion => (Some(Kind::Catalogue), text.split_once(':').map(|(catalogue, _)| catalogue)),
                Reference::Record(kind) => (Some(*kind), Some(text)),
                Reference::Party => (Some(Kind::Person), Some(text).filter(|text| is_id(text))),
                _ => (None, reference.record_id(text)),
            };
            if let Some(id) = id.filter(|id| *id != BUILT_IN) {
                let citation = Citation { kind, id: id.to_owned(), beside: beside.map(str::to_owned) };
                self.0.insert(id.to_lowercase(), citation);
            }
        });
    }

    fn contains(&self, entry: &Entry) -> bool {
        self.0.contains_key(&id_of_path(&entry.path, None).to_lowercase())
    }

    fn remove(&mut self, entry: &Entry) {
        self.0.remove(&id_of_path(&entry.path, None).to_lowercase());
    }

    /// The entries in folders that were not listed: at their usual paths, and only if there is none, wherever they are.
    fn find(mut self, before: &dyn Source, after: &dyn Source) -> Result<Vec<Entry>, SourceError> {
        let mut found = Vec::new();
        for citation in self.0.values() {
            let usual = citation.usual_paths().into_iter().find_map(|path| {
                let id = after.id_at(&path).filter(|id| before.id_at(&path) == Some(*id));
                Some(Entry { path, kind: EntryKind::File, size: None, id: Some(id?) })
            });
            found.extend(usual);
        }
        found.iter().for_each(|entry| self.remove(entry));
        if !self.0.is_empty() {
            found.extend(after.entries()?.into_iter().filter(|entry| self.contains(entry)));
        }
        Ok(found)
    }
}

impl Citation {
    /// Where a record usually lies: in the folder of its kind, or there in that of the year that its id names, or in one
    /// of the same name as the record that cites it.
    fn usual_paths(&self) -> Vec<String> {
        let Self { kind, id, beside } = self;
        let year = id.split('-').find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit()));
        let mut paths = Vec::new();
        for kind in Kind::ALL.iter().copied().filter(|known| kind.is_none_or(|kind| kind == *known)) {
            let folder = kind.folder();
            match kind {
                Kind::Isms | Kind::Soa | Kind::Workpaper => {}
                Kind::Audit => paths.push(format!("{folder}/{id}/audit.yaml")),
                _ => {
                    paths.extend(year.map(|year| format!("{folder}/{year}/{id}.yaml")));
                    paths.push(format!("{folder}/{id}.yaml"));
                    let beside = beside.as_deref().filter(|beside| Some(*beside) != year);
                    paths.extend(beside.map(|beside| format!("{folder}/{beside}/{id}.yaml")));
                }
            }
        }
        paths
    }
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

//! A part of a state: what is changed in it, what that may have broken, and what these have to be judged beside.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::facts::file_facts;
use super::graph::{Graph, Node, file_name};
use super::load::{Known, Loader};
use super::near::{Round, Touched};
use super::{Cache, Document, Snapshot, Unread};
use crate::hash::HashMap;
use crate::record::{Kind, ROOT_FILE};
use crate::source::{Change, Entry, EntryKind, Source, SourceError};

/// Kinds of which a record has a say in how all others are judged.
const GENERAL: &[Kind] = &[Kind::Isms, Kind::Catalogue, Kind::Soa];
/// So many records that the graph lacks are read from the source alone; for more of them the kept texts are opened.
const FEW: usize = 512;
/// News of fewer records than this are not worth writing.
const FEWEST_NOTED: usize = 32;
/// When the graph knows so many versions of each record, it begins anew with this state.
const MOST_VERSIONS: usize = 8;

/// What of a state is judged, where not all of it is: the records that a commit would change, and those that this may break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Paths of their files.
    pub paths: BTreeSet<Arc<str>>,
    /// How many records the state has.
    pub total: usize,
    /// How many files the commit would change, records and others.
    pub changes: usize,
}

impl Snapshot {
    /// Reads of a state what the commit that follows would change, and what this is judged beside; `None` where all has to be
    /// judged: before the first commit, when the settings, the statement of applicability or a catalogue change, and when the
    /// settings cannot be read.
    ///
    /// # Errors
    /// As [`Snapshot::load`].
    pub fn load_changed(source: &dyn Source, cache: &Cache) -> Result<Option<(Snapshot, Judged)>, SourceError> {
        let Some(changes) = source.changes()? else { return Ok(None) };
        if changes.iter().any(|change| change.path == ROOT_FILE) {
            return Ok(None);
        }
        let known = cache.graph().unwrap_or_default();
        match Reading::new(source, cache, known)?.part(&changes)? {
            Attempt::Foreign => {
                cache.forget();
                match Reading::new(source, cache, Graph::default())?.part(&changes)? {
                    Attempt::Part(part) => Ok(Some(*part)),
                    _ => Ok(None),
                }
            }
            Attempt::Part(part) => Ok(Some(*part)),
            Attempt::Whole => Ok(None),
        }
    }
}

/// What an attempt comes to.
enum Attempt {
    Part(Box<(Snapshot, Judged)>),
    /// What changed changes how everything is judged.
    Whole,
    /// The graph says something else of a text than the text does.
    Foreign,
}

struct Reading<'a> {
    source: &'a dyn Source,
    cache: &'a Cache,
    loader: Loader<'a>,
    graph: Graph,
    entries: Vec<Entry>,
    /// What was read, by path.
    files: HashMap<Arc<str>, Arc<Document>>,
    /// What is known of each entry, where the graph did not know it before.
    own: Vec<Option<Node>>,
}

impl<'a> Reading<'a> {
    /// Lists a state, and reads what the graph does not know.
    fn new(source: &'a dyn Source, cache: &'a Cache, mut graph: Graph) -> Result<Self, SourceError> {
        let mut loader = Loader::new(source, cache);
        let entries = loader.records(source.entries()?)?;
        let unknown: Vec<Entry> = entries.iter().filter(|entry| !is_known(&graph, entry)).cloned().collect();
        let how = if unknown.len() > FEW { Known::IfKept } else { Known::Not };
        let files: HashMap<Arc<str>, Arc<Document>> = loader.read(unknown, how)?.into_iter().collect();
        let mut own = Vec::with_capacity(entries.len());
        for entry in &entries {
            own.push(match files.get(entry.path.as_str()) {
                Some(document) => Some(graph.node(&entry.path, document)),
                None if is_known(&graph, entry) => None,
                None => Some(graph.unread(&entry.path)),
            });
        }
        Ok(Self { source, cache, loader, graph, entries, files, own })
    }

    fn part(mut self, changes: &[Change]) -> Result<Attempt, SourceError> {
        let touched = self.touched(changes)?;
        let Some(nodes) = self.nodes() else { return Ok(Attempt::Foreign) };
        let now = touched.now.iter().map(|&position| nodes[position]);
        if now.chain(&touched.before).any(|node| node.kind.is_some_and(|kind| GENERAL.contains(&kind))) {
            return Ok(Attempt::Whole);
        }
        let mut round = Round::of(&self.graph, &nodes, &touched);
        // A file that cannot be read may be whatever is looked for.
        for (near, entry) in round.near.iter_mut().zip(&self.entries) {
            *near |= self.files.get(entry.path.as_str()).is_some_and(|document| document.data.is_none());
        }
        if !self.read_near(&round)? {
            return Ok(Attempt::Foreign);
        }
        self.note();
        let (unread, judged) = (self.unread(&round), self.judged(&round, changes.len()));
        let near = self.entries.iter().zip(&round.near).filter(|(_, near)| **near);
        let files = near.filter_map(|(entry, _)| self.files.remove_entry(entry.path.as_str())).collect();
        let mut snapshot = self.loader.finish(files);
        let Some(isms) = snapshot.isms() else { return Ok(Attempt::Whole) };
        let signers = isms.data().signing.as_ref().and_then(|signing| signing.allowed_signers.as_deref());
        if signers.is_some_and(|signers| changes.iter().any(|change| change.path == signers)) {
            return Ok(Attempt::Whole);
        }
        snapshot.unread = unread;
        snapshot.files = file_facts(self.source, &snapshot, |path| judged.paths.contains(path))?;
        Ok(Attempt::Part(Box::new((snapshot, judged))))
    }

    /// What is known of each entry.
    fn nodes(&self) -> Option<Vec<&Node>> {
        let known = |entry: &Entry| self.graph.get(&entry.id?);
        self.entries.iter().zip(&self.own).map(|(entry, own)| own.as_ref().or_else(|| known(entry))).collect()
    }

    fn touched(&mut self, changes: &[Change]) -> Result<Touched, SourceError> {
        let mut touched = Touched::default();
        for change in changes {
            let position = self.entries.binary_search_by(|entry| entry.path.as_bytes().cmp(change.path.as_bytes()));
            touched.now.extend(position.ok().filter(|_| change.after.is_some()));
            touched.files.push(self.graph.name(&file_name(&change.path)));
            let Some(id) = change.before.filter(|_| self.loader.counts(&change.path)) else { continue };
            let known = self.graph.get(&id).cloned();
            let before = match known {
                Some(node) => Some(node),
                None => {
                    let bytes = self.source.before(change)?;
                    bytes.map(|bytes| self.graph.node(&change.path, &Document::read(&bytes)))
                }
            };
            touched.before.extend(before);
        }
        Ok(touched)
    }

    /// Reads what is near and was not read yet. Whether the graph was right about all of it.
    fn read_near(&mut self, round: &Round) -> Result<bool, SourceError> {
        let near = self.entries.iter().zip(&self.own).zip(&round.near);
        let missing = near.filter(|((_, own), near)| **near && own.is_none()).map(|((entry, _), _)| entry.clone());
        let missing: Vec<Entry> = missing.collect();
        let ids: Vec<_> = missing.iter().map(|entry| entry.id).collect();
        let read = self.loader.read(missing, Known::Valid)?;
        if read.len() != ids.len() {
            return Ok(false);
        }
        for ((path, document), id) in read.into_iter().zip(ids) {
            let node = id.and_then(|id| self.graph.get(&id));
            let is_right = node.is_some_and(|node| self.graph.is_right(node, &path, &document));
            if document.data.is_none() || !is_right {
                return Ok(false);
            }
            self.files.insert(path, document);
        }
        Ok(true)
    }

    /// Keeps for later runs what was found out in this one.
    fn note(&mut self) {
        let new = self.entries.iter().zip(&self.own).filter_map(|(entry, node)| {
            let is_valid = self.files.get(entry.path.as_str())?.data.is_some();
            Some((entry.id?, node.clone()?)).filter(|_| is_valid)
        });
        let new: Vec<_> = new.collect();
        if new.len() >= FEWEST_NOTED {
            new.into_iter().for_each(|(id, node)| self.graph.insert(id, node));
            if self.graph.len() > MOST_VERSIONS * self.entries.len() {
                self.graph = self.graph.only(self.entries.iter().filter_map(|entry| entry.id.as_ref()));
            }
            self.cache.note(&self.graph);
        }
    }

    fn judged(&self, round: &Round, changes: usize) -> Judged {
        let judged = self.entries.iter().zip(&round.judged).filter(|(_, judged)| **judged);
        let paths = judged.map(|(entry, _)| Arc::from(entry.path.as_str())).collect();
        Judged { paths, total: self.entries.len(), changes }
    }

    /// The ids of the records that are not near.
    fn unread(&self, round: &Round) -> Unread {
        let mut unread = Unread::default();
        let far = self.nodes().unwrap_or_default().into_iter().zip(&round.near).filter(|(_, near)| !**near);
        for (node, _) in far {
            if let Some(kind) = node.kind {
                unread.push(kind, self.graph.text(node.id));
            }
        }
        unread
    }
}

/// Whether the graph says of an entry what it is.
fn is_known(graph: &Graph, entry: &Entry) -> bool {
    entry.kind == EntryKind::File && entry.id.is_some_and(|id| graph.has(&id))
}

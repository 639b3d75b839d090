//! A part of a state: what is changed in it, what that may have broken, and what these have to be judged beside.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::thread;

use super::facts::file_facts;
use super::graph::{Graph, Node, Place, file_name};
use super::load::{Known, Loader};
use super::near::{Round, Touched};
use super::{Cache, Document, Snapshot, Unread};
use crate::hash::HashMap;
use crate::record::{Kind, ROOT_FILE};
use crate::schema::{self, shape};
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
    /// The files that the commit would change, records and others, by their paths.
    pub changes: Vec<Changed>,
}

/// A file that a commit would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    change: Change,
    /// Whether it is a record, by its path.
    is_record: bool,
}

impl Judged {
    /// Whether the commit would change the file at a path.
    pub fn is_changed(&self, path: &str) -> bool {
        self.changes.binary_search_by(|changed| changed.change.path.as_str().cmp(path)).is_ok()
    }

    /// The same change with fewer records to be judged.
    pub fn only(&self, paths: BTreeSet<Arc<str>>) -> Judged {
        Judged { paths, ..self.clone() }
    }
}

impl Snapshot {
    /// Reads of a state what the commit that follows would change, and what this is judged beside; `None` where all has to be
    /// judged: before the first commit, when the settings, the statement of applicability or a catalogue change, when a root inside
    /// this one comes or goes, and when the settings cannot be read.
    ///
    /// # Errors
    /// As [`Snapshot::load`].
    pub fn load_changed(source: &dyn Source, cache: &Cache) -> Result<Option<(Snapshot, Judged)>, SourceError> {
        // Both are mostly reading, and neither needs the other.
        let (changes, known) = thread::scope(|scope| {
            let known = scope.spawn(|| known(cache));
            (source.changes(), known.join().unwrap_or_default())
        });
        let Some(changes) = changes? else { return Ok(None) };
        // A root inside this one takes all records below it away, and gives them back where it goes.
        let is_root = |path: &str| path.rsplit('/').next() == Some(ROOT_FILE);
        if changes.iter().any(|change| is_root(&change.path)) {
            return Ok(None);
        }
        let kinds = kinds(&known, &changes);
        let attempt = thread::scope(|scope| {
            scope.spawn(|| kinds.into_iter().for_each(schema::prepare));
            Reading::new(source, cache, known)?.part(&changes)
        });
        match attempt? {
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

impl Snapshot {
    /// The same part of the state that the commit would follow: with what it changes as that was.
    ///
    /// # Errors
    /// What was changed cannot be read as it was.
    pub fn before(&self, source: &dyn Source, judged: &Judged) -> Result<Snapshot, SourceError> {
        let unchanged = self.read().filter(|(path, _)| !judged.is_changed(path));
        let mut files: Vec<_> = unchanged.map(|(path, document)| (Arc::clone(path), Arc::clone(document))).collect();
        for Changed { change, .. } in judged.changes.iter().filter(|changed| changed.is_record) {
            let bytes = source.before(change)?;
            files.extend(bytes.map(|bytes| (Arc::from(change.path.as_str()), Arc::new(Document::read(&bytes)))));
        }
        let mut before = Loader::new(source, &Cache::default()).finish(files);
        before.unread = self.unread.clone();
        // Of a file that changes nobody knows here how it was: what is wrong with it counts as new.
        before.files = self.files.clone();
        before.files.retain(|location, _| !judged.is_changed(location));
        Ok(before)
    }
}

/// What earlier runs found out, with the shapes of its kinds at hand, which take as long to make as the graph to read.
fn known(cache: &Cache) -> Graph {
    let graph = cache.graph().unwrap_or_default();
    for kind in Kind::ALL.iter().filter(|kind| graph.has_any(**kind)) {
        shape(*kind);
    }
    graph
}

/// The kinds that changed records had, as far as the graph knows them.
fn kinds(known: &Graph, changes: &[Change]) -> BTreeSet<Kind> {
    let before = changes.iter().filter_map(|change| known.place(&change.before?));
    before.filter_map(|place| known.at(place).kind).collect()
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
    /// What is known of each entry.
    places: Vec<Place>,
    /// Whether the graph knew it before.
    is_known: Vec<bool>,
}

impl<'a> Reading<'a> {
    /// Lists a state, and reads what the graph does not know.
    fn new(source: &'a dyn Source, cache: &'a Cache, mut graph: Graph) -> Result<Self, SourceError> {
        let mut loader = Loader::new(source, cache);
        let entries = loader.records(source.entries()?)?;
        let known = |entry: &Entry| graph.place(&entry.id.filter(|_| entry.kind == EntryKind::File)?);
        let known: Vec<Option<Place>> = entries.iter().map(known).collect();
        let unknown = entries.iter().zip(&known).filter(|(_, known)| known.is_none());
        let unknown: Vec<Entry> = unknown.map(|(entry, _)| entry.clone()).collect();
        let how = if unknown.len() > FEW { Known::IfKept } else { Known::Not };
        let files: HashMap<Arc<str>, Arc<Document>> = loader.read(unknown, how)?.into_iter().collect();
        let place = |(entry, known): (&Entry, &Option<Place>)| match (known, files.get(entry.path.as_str())) {
            (Some(known), _) => *known,
            (None, Some(document)) => graph.node(&entry.path, document),
            (None, None) => graph.unread(&entry.path),
        };
        let places = entries.iter().zip(&known).map(place).collect();
        let is_known = known.iter().map(Option::is_some).collect();
        Ok(Self { source, cache, loader, graph, entries, files, places, is_known })
    }

    fn part(mut self, changes: &[Change]) -> Result<Attempt, SourceError> {
        let touched = self.touched(changes)?;
        let nodes = self.nodes();
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
        let (unread, judged) = (self.unread(&round), self.judged(&round, changes));
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
    fn nodes(&self) -> Vec<&Node> {
        self.places.iter().map(|place| self.graph.at(*place)).collect()
    }

    fn touched(&mut self, changes: &[Change]) -> Result<Touched, SourceError> {
        let mut touched = Touched::default();
        for change in changes {
            let position = self.entries.binary_search_by(|entry| entry.path.as_bytes().cmp(change.path.as_bytes()));
            touched.now.extend(position.ok().filter(|_| change.after.is_some()));
            touched.files.push(self.graph.name(&file_name(&change.path)));
            let Some(id) = change.before.filter(|_| self.loader.counts(&change.path)) else { continue };
            let before = match self.graph.place(&id) {
                Some(place) => Some(place),
                None => {
                    let bytes = self.source.before(change)?;
                    bytes.map(|bytes| self.graph.node(&change.path, &Document::read(&bytes)))
                }
            };
            touched.before.extend(before.map(|place| self.graph.at(place).clone()));
        }
        Ok(touched)
    }

    /// Reads what is near and was not read yet. Whether the graph was right about all of it.
    fn read_near(&mut self, round: &Round) -> Result<bool, SourceError> {
        let missing: Vec<usize> =
            (0..self.entries.len()).filter(|&position| round.near[position] && self.is_known[position]).collect();
        let entries = missing.iter().map(|&position| self.entries[position].clone()).collect();
        let read = self.loader.read(entries, Known::Valid)?;
        if read.len() != missing.len() {
            return Ok(false);
        }
        for ((path, document), position) in read.into_iter().zip(missing) {
            let node = self.graph.at(self.places[position]);
            if document.data.is_none() || !self.graph.is_right(node, &path, &document) {
                return Ok(false);
            }
            self.files.insert(path, document);
        }
        Ok(true)
    }

    /// Keeps for later runs what was found out in this one.
    fn note(&mut self) {
        let new = self.entries.iter().zip(&self.places).zip(&self.is_known).filter_map(|((entry, place), is_known)| {
            let is_valid = self.files.get(entry.path.as_str())?.data.is_some();
            Some((entry.id?, *place)).filter(|_| is_valid && !is_known)
        });
        let new: Vec<_> = new.collect();
        if new.len() >= FEWEST_NOTED {
            new.into_iter().for_each(|(id, place)| self.graph.keep(id, place));
            if self.graph.len() > MOST_VERSIONS * self.entries.len() {
                self.graph = self.graph.only(self.entries.iter().filter_map(|entry| entry.id.as_ref()));
            }
            self.cache.note(&self.graph);
        }
    }

    fn judged(&self, round: &Round, changes: &[Change]) -> Judged {
        let judged = self.entries.iter().zip(&round.judged).filter(|(_, judged)| **judged);
        let paths = judged.map(|(entry, _)| Arc::from(entry.path.as_str())).collect();
        let changed = |change: &Change| Changed { change: change.clone(), is_record: self.loader.counts(&change.path) };
        let mut changes: Vec<Changed> = changes.iter().map(changed).collect();
        changes.sort_by(|a, b| a.change.path.cmp(&b.change.path));
        Judged { paths, total: self.entries.len(), changes }
    }

    /// The ids of the records that are not near.
    fn unread(&self, round: &Round) -> Unread {
        let mut unread = Unread::default();
        let far = self.nodes().into_iter().zip(&round.near).filter(|(_, near)| !**near);
        for (node, _) in far {
            if let Some(kind) = node.kind {
                unread.push(kind, self.graph.text(node.id));
            }
        }
        unread
    }
}

//! A snapshot: all records at one point, read, validated and indexed. Every command is a function of one, of two, or of
//! a sequence of them.

mod cache;
mod coverage;
mod document;
mod facts;
mod graph;
mod ignore;
mod index;
mod load;
mod misplaced;
mod near;
mod owed;
mod pair;
mod part;
mod relations;
mod view;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

pub use cache::Cache;
pub use coverage::CoverageWindow;
pub use document::Document;
pub use ignore::Ignored;
pub(crate) use index::{Key, id_of_path};
pub use load::uncounted;
pub use owed::{Answer, LateAudit};
pub use part::{Changed, Judged};
pub use relations::{CoveredBy, Relations};
pub use view::View;

use jiff::tz::TimeZone;

use self::index::{ById, ByKind};
use self::load::Read;
use crate::diagnostic::{Diagnostic, Place, Subject};
use crate::hash::HashMap;
use crate::record::criteria::Catalogues;
use crate::record::*;
use crate::source::State;
use crate::span::Lines;

/// A record that has been read and whose schema holds.
#[derive(Debug, Clone)]
pub struct Record {
    /// Path from the record root.
    pub path: Arc<str>,
    /// Id.
    pub id: Arc<str>,
    /// The same in lower case.
    key: Arc<str>,
    document: Arc<Document>,
}

impl Record {
    /// The id in lower case: ids are told apart without regard to case.
    pub fn key(&self) -> &Arc<str> {
        &self.key
    }

    /// Kind.
    pub fn kind(&self) -> Kind {
        self.data().kind()
    }

    /// The typed content.
    pub fn data(&self) -> &Data {
        self.document.data.as_ref().expect("only documents with data become records")
    }

    /// The text, the tree and what was said about them.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// The place of a value by its path in the record, such as `/actions/1/due`; of its nearest parent when it is absent.
    pub fn at(&self, path: &str) -> Place {
        match &self.document.root {
            Some(root) => Place::new(Arc::clone(&self.path), root.place(path)),
            None => Place::file(Arc::clone(&self.path)),
        }
    }

    /// The record, as a diagnostic names it.
    pub fn subject(&self) -> Subject {
        let data = self.data();
        let (over_on, done_on) = (data.over_on(), data.action().and_then(Action::done_on));
        Subject { kind: self.kind(), id: Arc::clone(&self.id), title: data.title().into(), over_on, done_on }
    }
}

/// A file that should be a record and could not be read as one. Its id stays known, so that one error does not become
/// twenty.
#[derive(Debug, Clone)]
pub struct Broken {
    /// Path from the record root.
    pub path: Arc<str>,
    /// Id: what the file says, or else what its name says.
    pub id: Arc<str>,
    /// Kind, where the file says it.
    pub kind: Option<Kind>,
    /// Whether it holds something that nobody has looked into, because it is too large or cannot be read.
    pub is_unread: bool,
}

/// What is known of a file that an evidence record names as its location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFact {
    /// The file's SHA-256, in hexadecimal digits, and its size in bytes.
    Present {
        /// SHA-256.
        sha256: String,
        /// Size in bytes.
        size: usize,
    },
    /// There is no such file.
    Missing {
        /// In words.
        reason: String,
    },
    /// There is no such commit as it is pinned to.
    Lost {
        /// In words.
        reason: String,
        /// A commit of the main line that has the same bytes at the path.
        instead: Option<String>,
    },
    /// Whether there is one cannot be told here.
    NotHere {
        /// Why, in words.
        reason: String,
    },
}

/// All records at one point.
#[derive(Debug)]
pub struct Snapshot {
    state: State,
    records: Vec<Record>,
    broken: Vec<Broken>,
    problems: Vec<Diagnostic>,
    /// The files that were read and are no records, by path.
    others: Vec<Read>,
    by_id: ById,
    by_kind: OnceLock<ByKind>,
    broken_ids: HashMap<String, usize>,
    duplicates: Vec<(usize, usize)>,
    /// What a part of a state is judged by rarely needs them.
    catalogues: OnceLock<Arc<Catalogues>>,
    files: BTreeMap<String, FileFact>,
    relations: OnceLock<Relations>,
    judged_by: Option<Thresholds>,
    /// Who holds the roles as far as that was agreed, where somebody holds one without.
    agreed_roles: Option<Roles>,
    unread: Unread,
}

/// The ids of records that were not read, where the snapshot is a part of a state: one behind the other.
#[derive(Debug, Clone, Default)]
struct Unread {
    text: String,
    /// The kind of each, and where its id ends.
    ends: Vec<(Kind, usize)>,
}

impl Unread {
    fn push(&mut self, kind: Kind, id: &str) {
        self.text.push_str(id);
        self.ends.push((kind, self.text.len()));
    }

    fn iter(&self) -> impl Iterator<Item = (Kind, &str)> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|(_, end)| *end));
        starts.zip(&self.ends).map(|(start, (kind, end))| (*kind, self.text.get(start..*end).unwrap_or_default()))
    }
}

macro_rules! iterators {
    ($($plural:ident: $kind:ident by $accessor:ident),+ $(,)?) => {
        $(
            #[doc = concat!("The records of kind [`", stringify!($kind), "`], by path.")]
            pub fn $plural(&self) -> impl Iterator<Item = View<'_, $kind>> {
                self.records_of(Kind::$kind).filter_map(|record| Some(View::new(record, record.data().$accessor()?)))
            }
        )+
    };
}

impl Snapshot {
    iterators! {
        people: Person by person, own_catalogues: Catalogue by catalogue, programmes: Programme by programme,
        audits: Audit by audit, workpapers: Workpaper by workpaper, evidence: Evidence by evidence,
        findings: Finding by finding, actions: Action by action, reviews: Review by review,
    }

    /// A snapshot of files that were read elsewhere: a part of a state, for a replay of history.
    pub fn of_documents(files: Vec<(Arc<str>, Arc<Document>)>, state: State) -> Snapshot {
        let (source, cache) = (crate::source::MemorySource::default(), Cache::default());
        Snapshot { state, ..load::Loader::new(&source, &cache).finish(files) }
    }

    /// The same state with records beside that are not in it, in place of what cannot be read at their paths.
    #[must_use]
    pub fn with_documents(&self, more: Vec<(Arc<str>, Arc<Document>)>) -> Snapshot {
        let is_there = |path: &Arc<str>| more.iter().any(|(other, _)| other == path);
        let own = self.read().filter(|(path, _)| !is_there(path));
        let mut files: Vec<(Arc<str>, Arc<Document>)> =
            own.map(|(path, document)| (Arc::clone(path), Arc::clone(document))).collect();
        files.extend(more);
        files.sort_by(|(one, _), (other, _)| one.as_bytes().cmp(other.as_bytes()));
        let (judged_by, agreed_roles) = (self.judged_by.clone(), self.agreed_roles.clone());
        Snapshot { judged_by, agreed_roles, ..Snapshot::of_documents(files, self.state.clone()) }
    }

    /// The same state with other documents in place of those at some paths.
    #[must_use]
    pub(crate) fn with_other_documents(&self, mut others: HashMap<&str, Document>) -> Snapshot {
        let files = self.read().map(|(path, document)| {
            let other = others.remove(&**path).map(Arc::new);
            (Arc::clone(path), other.unwrap_or_else(|| Arc::clone(document)))
        });
        let files = files.collect();
        Snapshot {
            judged_by: self.judged_by.clone(),
            files: self.files.clone(),
            // Some of them are no documents, and what is put in the place of others was readable before.
            broken: self.broken.clone(),
            broken_ids: self.broken_ids.clone(),
            ..Snapshot::of_documents(files, self.state.clone())
        }
    }

    /// Which state the snapshot shows.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// All records whose schema holds, by path.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The records of a kind, by path.
    pub fn records_of(&self, kind: Kind) -> impl DoubleEndedIterator<Item = &Record> {
        let by_kind = self.by_kind.get_or_init(|| ByKind::of(&self.records));
        by_kind.get(kind).iter().map(|place| &self.records[*place])
    }

    /// The files that could not be read as records.
    pub fn broken(&self) -> &[Broken] {
        &self.broken
    }

    /// Whether a file of one of these kinds could not be read, so that its absence says nothing.
    pub fn has_broken(&self, kinds: &[Kind]) -> bool {
        self.broken.iter().any(|broken| broken.kind.is_none_or(|kind| kinds.contains(&kind)))
    }

    /// What reading found wrong: the diagnostics of `schema-invalid`.
    pub fn problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// A place as a reader finds it: path from the record root, line and column.
    pub fn spot(&self, place: &Place) -> String {
        match (place.span, self.text(&place.path)) {
            (Some(span), Some(text)) => {
                let start = Lines::new(text).at(span.start);
                format!("{}:{}:{}", place.path, start.line, start.column)
            }
            _ => place.path.to_string(),
        }
    }

    /// Pairs of records with the same id: the one that counts, and the later one.
    pub fn duplicates(&self) -> impl Iterator<Item = (&Record, &Record)> {
        self.duplicates.iter().map(|&(first, second)| (&self.records[first], &self.records[second]))
    }

    /// The text of a file, for showing a place in it.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.document(path).map(|document| &*document.text)
    }

    fn document(&self, path: &str) -> Option<&Document> {
        let at = |other: &str| other.as_bytes().cmp(path.as_bytes());
        if let Ok(place) = self.records.binary_search_by(|record| at(&record.path)) {
            return Some(&self.records[place].document);
        }
        self.others.binary_search_by(|(other, _)| at(other)).ok().map(|place| &*self.others[place].1)
    }

    /// What came of every file that was read, by path.
    pub fn documents(&self) -> impl Iterator<Item = (&Arc<str>, &Document)> {
        self.read().map(|(path, document)| (path, &**document))
    }

    /// The same, to be kept.
    fn read(&self) -> impl Iterator<Item = (&Arc<str>, &Arc<Document>)> {
        let records = self.records.iter().map(|record| (&record.path, &record.document));
        let mut others = self.others.iter().map(|(path, document)| (path, document)).peekable();
        let mut records = records.peekable();
        std::iter::from_fn(move || {
            let is_other = match (records.peek(), others.peek()) {
                (Some((record, _)), Some((other, _))) => other.as_bytes() < record.as_bytes(),
                (record, _) => record.is_none(),
            };
            if is_other { others.next() } else { records.next() }
        })
    }

    /// The record with this id, without regard to case.
    pub fn record(&self, id: &str) -> Option<&Record> {
        self.by_id.get(Key::of(id).as_str(), &self.records).map(|position| &self.records[position])
    }

    /// The record with the same id as one of another state.
    pub fn same(&self, record: &Record) -> Option<&Record> {
        self.by_id.get(record.key(), &self.records).map(|position| &self.records[position])
    }

    /// The ids of the records of a kind, or of any, that are in the state and were not read into this part of it.
    pub fn unread_ids(&self, kind: Option<Kind>) -> impl Iterator<Item = &str> {
        self.unread.iter().filter(move |(known, _)| kind.is_none_or(|kind| kind == *known)).map(|(_, id)| id)
    }

    /// A file that could not be read, by the id that it has or seems to have.
    pub fn broken_record(&self, id: &str) -> Option<&Broken> {
        self.broken_ids.get(Key::of(id).as_str()).map(|&position| &self.broken[position])
    }

    /// Whether a file that could not be read, of this kind as far as is known, has the id somewhere in its text: what is
    /// looked for may stand there. One whose text tells nothing, and that lies among records of this kind, may name anything.
    pub fn is_named_by_broken(&self, kind: Kind, id: &str) -> bool {
        let mut broken = self.broken.iter().filter(|broken| broken.kind.is_none_or(|known| known == kind));
        broken.any(|broken| match self.document(&broken.path).filter(|document| document.tells_something()) {
            Some(document) => document.text.contains(id),
            None => broken.path.split('/').next() == Some(kind.folder()),
        })
    }

    /// The ISMS and the settings; `None` when `tickmark.yaml` cannot be read.
    pub fn isms(&self) -> Option<View<'_, Isms>> {
        let record = self.record(Kind::Isms.as_str())?;
        Some(View::new(record, record.data().isms()?))
    }

    /// The organisation's time zone; UTC when its settings cannot be read.
    pub fn zone(&self) -> TimeZone {
        self.isms().and_then(|isms| TimeZone::get(&isms.organisation.timezone).ok()).unwrap_or(TimeZone::UTC)
    }

    /// The day of the commit that the state is, or is based on, where that is later than a day on which it is judged.
    pub fn written_after(&self, day: Date) -> Option<Date> {
        self.state().commit().map(|commit| commit.day(&self.zone())).filter(|committed| *committed > day)
    }

    /// The statement of applicability.
    pub fn soa(&self) -> Option<View<'_, Soa>> {
        let record = self.record(Kind::Soa.as_str())?;
        Some(View::new(record, record.data().soa()?))
    }

    /// Who holds the roles of the ISMS. Where somebody took one to whom nobody had agreed, that is who had it before.
    pub fn roles(&self) -> Option<&Roles> {
        self.agreed_roles.as_ref().or_else(|| Some(&self.isms()?.data().roles))
    }

    /// Takes others for the holders of the roles than its settings name.
    pub fn hold_roles(&mut self, agreed: Roles) {
        self.agreed_roles = Some(agreed);
    }

    /// Judges the records by other thresholds than their own: a branch by those of the state it is to be merged into.
    pub fn judge_by(&mut self, thresholds: Thresholds) {
        self.judged_by = Some(thresholds);
    }

    /// The thresholds of `tickmark.yaml`, or the defaults.
    pub fn thresholds(&self) -> &Thresholds {
        static DEFAULT: OnceLock<Thresholds> = OnceLock::new();
        let own = || self.record(Kind::Isms.as_str()).and_then(|record| record.data().isms());
        match self.judged_by.as_ref().or_else(|| Some(&own()?.thresholds)) {
            Some(thresholds) => thresholds,
            None => DEFAULT.get_or_init(Thresholds::default),
        }
    }

    /// The catalogues in use.
    pub fn catalogues(&self) -> &Catalogues {
        self.catalogues.get_or_init(|| load::catalogues(&self.records))
    }

    /// The folder of a repository that evidence may be pinned in, by its name in `tickmark.yaml`.
    pub fn evidence_repository(&self, name: &str) -> Option<&str> {
        let repositories = &self.isms()?.data().evidence_repositories;
        repositories.iter().find(|one| one.id.as_str() == name).map(|one| one.path.as_str())
    }

    /// What is known of the file that an evidence record names, by its `location`.
    pub fn file(&self, path: &str) -> Option<&FileFact> {
        self.files.get(path)
    }

    /// What is known of the files that records name, by their locations, in order.
    pub fn files(&self) -> impl Iterator<Item = (&str, &FileFact)> {
        self.files.iter().map(|(location, fact)| (location.as_str(), fact))
    }

    /// A process of `tickmark.yaml`.
    pub fn process(&self, id: &ProcessRef) -> Option<&Process> {
        self.isms()?.data().processes.iter().find(|process| process.id.as_str() == id.as_str())
    }

    /// What belongs together: findings of an audit, actions of a finding, and so on.
    pub fn relations(&self) -> &Relations {
        self.relations.get_or_init(|| Relations::of(self))
    }
}

macro_rules! lookups {
    ($($name:ident: $reference:ident => $kind:ident by $accessor:ident),+ $(,)?) => {
        impl Snapshot {
            $(
                #[doc = concat!("The [`", stringify!($kind), "`] that is referred to, if it is there and readable.")]
                pub fn $name(&self, id: &$reference) -> Option<View<'_, $kind>> {
                    let record = self.record(id.as_str())?;
                    Some(View::new(record, record.data().$accessor()?))
                }
            )+
        }
    };
}

lookups! {
    person: PersonRef => Person by person, audit: AuditRef => Audit by audit,
    programme: ProgrammeRef => Programme by programme, finding: FindingRef => Finding by finding,
    action: ActionRef => Action by action, evidence_record: EvidenceRef => Evidence by evidence,
    review: ReviewRef => Review by review,
}

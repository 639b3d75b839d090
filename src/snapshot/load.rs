//! Source → snapshot. Bytes are read one after the other, parsed and validated in parallel, and kept in the order of
//! their paths.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, OnceLock};

use globset::GlobSet;
use rayon::prelude::*;

use super::cache::Cache;
use super::document::{self, Document};
use super::facts::file_facts;
use super::ignore;
use super::index::{Index, id_of_path};
use super::misplaced;
use super::{Broken, Record, Snapshot};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::hash::HashMap;
use crate::record::criteria::{self, Catalogues};
use crate::record::{Kind, ROOT_FILE};
use crate::source::{ContentId, Entry, EntryKind, MAX_RECORD_BYTES, Source, SourceError, content_id, is_record_name};
use crate::yaml::Problem;

/// Name of the rule that reading raises.
pub(super) const RULE: &str = "schema-invalid";

/// Fewer documents than this are parsed one after the other.
const HANDFUL: usize = 32;

/// A file that was read: its path and what came of it.
pub(super) type Read = (Arc<str>, Arc<Document>);

/// Documents that nobody has held against their schemas: not to be taken for those of a [`Cache`].
#[derive(Default)]
pub(super) struct Glanced(HashMap<ContentId, Arc<Document>>);

/// What is known of texts before they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// Those that are kept are valid.
    IfKept,
    /// All of them are valid.
    Valid,
    /// Nothing.
    Not,
}

struct Parsed<'e> {
    entry: &'e Entry,
    /// Id of a content that was parsed just now.
    id: Option<ContentId>,
    /// `None` when it has to be read from the source after all.
    document: Option<Arc<Document>>,
}

enum Content {
    Known(Arc<Document>),
    /// An earlier run found it valid, and its text is kept.
    Kept(ContentId),
    /// The bytes, and whether an earlier run found them valid.
    Bytes(ContentId, Vec<u8>, bool),
}

impl Snapshot {
    /// Reads all records of a source.
    ///
    /// # Errors
    /// The source cannot be listed, or an object that it names is missing. A file that cannot be read or is no good record
    /// is a diagnostic in [`Snapshot::problems`] instead.
    pub fn load(source: &dyn Source, cache: &Cache) -> Result<Snapshot, SourceError> {
        let mut loader = Loader::new(source, cache);
        let entries = loader.records(source.entries()?)?;
        let files = loader.read(entries, Known::IfKept)?;
        let mut snapshot = loader.finish(files);
        snapshot.files = file_facts(source, &snapshot, |_| true)?;
        Ok(snapshot)
    }
}

/// What is wrong with the entries of a source before anything is read of them: what counts as no record however it reads, and a second
/// record root.
///
/// # Errors
/// The source cannot be listed.
pub fn uncounted(source: &dyn Source) -> Result<Vec<Diagnostic>, SourceError> {
    let cache = Cache::default();
    let mut loader = Loader::new(source, &cache);
    for entry in loader.records(source.entries()?)? {
        if let Some((message, help)) = misplaced::problem(&entry) {
            loader.file_problem(&entry.path, message, Some(&help));
        }
    }
    loader.problems.sort_by(Diagnostic::cmp_by_place);
    Ok(loader.problems)
}

pub(super) struct Loader<'a> {
    source: &'a dyn Source,
    cache: &'a Cache,
    problems: Vec<Diagnostic>,
    broken: Vec<Broken>,
    /// What `ignore:` of the settings names.
    ignored: GlobSet,
}

impl<'a> Loader<'a> {
    pub(super) fn new(source: &'a dyn Source, cache: &'a Cache) -> Self {
        Self { source, cache, problems: Vec::new(), broken: Vec::new(), ignored: GlobSet::empty() }
    }

    /// A snapshot of the files that were read.
    pub(super) fn finish(mut self, files: Vec<Read>) -> Snapshot {
        let (records, others) = self.sort(files);
        let Self { source, mut problems, broken, .. } = self;
        problems.sort_by(Diagnostic::cmp_by_place);
        let index = Index::of(&records, &broken);
        Snapshot {
            state: source.state().clone(),
            records,
            broken,
            problems,
            others,
            by_id: index.by_id,
            by_kind: OnceLock::new(),
            broken_ids: index.broken_ids,
            duplicates: index.duplicates,
            catalogues: OnceLock::new(),
            files: BTreeMap::new(),
            relations: Default::default(),
            judged_by: None,
            agreed_roles: None,
            unread: Default::default(),
        }
    }

    /// The entries that are records, after the settings' `ignore` and without those of a root inside this one.
    pub(super) fn records(&mut self, entries: Vec<Entry>) -> Result<Vec<Entry>, SourceError> {
        let ignored = self.ignored(&entries)?;
        let nested: Vec<String> = entries
            .iter()
            .filter(|entry| !ignored.is_match(&entry.path))
            .filter_map(|entry| entry.path.strip_suffix(ROOT_FILE)?.strip_suffix('/'))
            .map(|folder| format!("{folder}/"))
            .collect();
        for folder in &nested {
            let path = format!("{folder}{ROOT_FILE}");
            self.file_problem(&path, "a second `tickmark.yaml` inside this record root", Some(
                "a record root holds no other one: move that folder out, or list it under `ignore:`; its records are not checked here",
            ));
        }
        let entries = entries.into_iter().filter(|entry| entry.path == ROOT_FILE || !ignored.is_match(&entry.path));
        let entries = entries.filter(|entry| !nested.iter().any(|folder| entry.path.starts_with(folder.as_str())));
        let entries = entries.collect();
        self.ignored = ignored;
        Ok(entries)
    }

    /// Whether a file at this path would be a record, as far as [`Self::records`] has learnt.
    pub(super) fn counts(&self, path: &str) -> bool {
        let is_hidden = path.split('/').any(|part| part.starts_with('.'));
        is_record_name(path) && !is_hidden && !self.ignored.is_match(path)
    }

    /// What `ignore:` of the settings names.
    fn ignored(&mut self, entries: &[Entry]) -> Result<GlobSet, SourceError> {
        let settings = entries.iter().find(|entry| entry.path == ROOT_FILE && entry.kind == EntryKind::File);
        let Some(entry) = settings.filter(|entry| entry.size.is_none_or(|size| size <= MAX_RECORD_BYTES)) else {
            return Ok(GlobSet::empty());
        };
        let bytes = match self.source.read(entry) {
            // It is read once more as a record, and reported there.
            Err(SourceError::Unreadable { .. }) => return Ok(GlobSet::empty()),
            bytes => bytes?,
        };
        let (set, problems) = ignore::patterns(&bytes);
        self.problems.extend(problems.into_iter().map(|problem| diagnostic(ROOT_FILE, problem)));
        Ok(set)
    }

    /// Reads entries. What cannot be looked into is remembered as broken.
    pub(super) fn read(&mut self, entries: Vec<Entry>, known: Known) -> Result<Vec<Read>, SourceError> {
        self.read_all(&entries, known)
    }

    fn read_all<'e>(&mut self, entries: &'e [Entry], known: Known) -> Result<Vec<Read>, SourceError> {
        let mut contents = Vec::with_capacity(entries.len());
        for entry in entries {
            if let Some(content) = self.content(entry, known)? {
                contents.push((entry, content));
            }
        }
        let kept = &self.cache.kept;
        let parse = |(entry, content): (&'e Entry, Content)| match content {
            Content::Known(document) => Parsed { entry, id: None, document: Some(document) },
            Content::Kept(id) => {
                let document = kept.text(&id).and_then(Document::known_valid).map(Arc::new);
                Parsed { entry, id: Some(id), document }
            }
            Content::Bytes(id, bytes, was_valid) => {
                let known = std::str::from_utf8(&bytes).ok().filter(|_| was_valid).and_then(Document::known_valid);
                let document = Arc::new(known.unwrap_or_else(|| Document::read(&bytes)));
                Parsed { entry, id: Some(id), document: Some(document) }
            }
        };
        // Waking other threads for a handful costs more than it gains.
        let parsed: Vec<Parsed<'_>> = match contents.len() < HANDFUL {
            true => contents.into_iter().map(parse).collect(),
            false => contents.into_par_iter().map(parse).collect(),
        };
        let mut files = Vec::with_capacity(parsed.len());
        let mut new = Vec::new();
        for Parsed { entry, id, document } in parsed {
            let document = match document {
                Some(document) => document,
                // What was kept is not what its id says.
                None => Arc::new(Document::read(&self.source.read(entry)?)),
            };
            new.extend(id.map(|id| (id, Arc::clone(&document))));
            files.push((Arc::from(entry.path.as_str()), document));
        }
        self.cache.keep(new.into_iter());
        Ok(files)
    }

    /// Reads entries for what people call them. Nobody holds them against their schemas, which takes longer to build than
    /// all else.
    pub(super) fn glance(&mut self, entries: Vec<Entry>, known: &mut Glanced) -> Result<Vec<Read>, SourceError> {
        let mut files = Vec::with_capacity(entries.len());
        for entry in entries {
            let document = match self.content(&entry, Known::IfKept)? {
                None => continue,
                Some(Content::Known(document)) => document,
                Some(Content::Kept(id)) => {
                    let bytes = self.source.read(&entry)?;
                    Arc::clone(known.0.entry(id).or_insert_with(|| Arc::new(Document::glance(&bytes))))
                }
                Some(Content::Bytes(id, bytes, _)) => {
                    Arc::clone(known.0.entry(id).or_insert_with(|| Arc::new(Document::glance(&bytes))))
                }
            };
            files.push((Arc::from(entry.path), document));
        }
        Ok(files)
    }

    fn content(&mut self, entry: &Entry, known: Known) -> Result<Option<Content>, SourceError> {
        if let Some((message, help)) = misplaced::problem(entry) {
            self.file_problem(&entry.path, message, Some(&help));
            return Ok(None);
        }
        if entry.size.is_some_and(|size| size > MAX_RECORD_BYTES) {
            self.too_large(&entry.path, entry.size.unwrap_or_default());
            return Ok(None);
        }
        if let Some(document) = entry.id.as_ref().and_then(|id| self.cache.get(id)) {
            return Ok(Some(Content::Known(document)));
        }
        let is_kept = |id: &ContentId| known == Known::IfKept && self.cache.kept.has(id);
        if let Some(id) = entry.id.filter(|id| is_kept(id) && self.source.has(entry)) {
            return Ok(Some(Content::Kept(id)));
        }
        // Of few records the texts are read one by one: taking each from its pack means to inflate what it is a difference from.
        let few = entry.id.filter(|_| known == Known::Valid).and_then(|id| self.cache.kept.bytes(&id));
        let bytes = match few.filter(|_| self.source.has(entry)).map_or_else(|| self.source.read(entry), Ok) {
            Ok(bytes) => bytes,
            Err(SourceError::Unreadable { reason, .. }) => {
                self.unread(&entry.path, &format!("cannot be read: {reason}"), None);
                return Ok(None);
            }
            Err(error) => return Err(error),
        };
        if bytes.len() as u64 > MAX_RECORD_BYTES {
            self.too_large(&entry.path, bytes.len() as u64);
            return Ok(None);
        }
        let id = entry.id.unwrap_or_else(|| content_id(&bytes));
        let was_valid = known == Known::Valid || known == Known::IfKept && self.cache.kept.has(&id);
        Ok(Some(self.cache.get(&id).map_or(Content::Bytes(id, bytes, was_valid), Content::Known)))
    }

    fn too_large(&mut self, path: &str, size: u64) {
        let problem = document::too_large(size);
        self.unread(path, &problem.message, problem.help.as_deref());
    }

    /// As [`Self::file_problem`], for a file whose content stays unknown.
    fn unread(&mut self, path: &str, message: &str, help: Option<&str>) {
        self.file_problem(path, message, help);
        if let Some(broken) = self.broken.last_mut() {
            broken.is_unread = true;
        }
    }

    /// Reports a file that cannot be looked into, and remembers the id that its name gives it.
    fn file_problem(&mut self, path: &str, message: &str, help: Option<&str>) {
        let mut diagnostic = Diagnostic::new(RULE, Level::Error, Place::file(path), message);
        if let Some(help) = help {
            diagnostic.help(help);
        }
        self.problems.push(diagnostic);
        self.broken.push(Broken { path: path.into(), id: id_of_path(path, None).into(), kind: None, is_unread: false });
    }

    /// The records among the files, and the others, both by path.
    fn sort(&mut self, mut files: Vec<Read>) -> (Vec<Record>, Vec<Read>) {
        files.sort_by(|(a, _), (b, _)| a.as_bytes().cmp(b.as_bytes()));
        let (mut records, mut others) = (Vec::with_capacity(files.len()), Vec::new());
        for (path, document) in files {
            match of_another_kind(&path, &document) {
                Some(problem) => self.problems.push(diagnostic(&path, problem)),
                None => {
                    self.problems.extend(document.problems.iter().map(|problem| diagnostic(&path, problem.clone())));
                }
            }
            let (id, key) = document.id_at(&path);
            if document.data.is_some() {
                records.push(Record { path, id, key, document });
            } else {
                self.broken.push(Broken { path: Arc::clone(&path), id, kind: document.kind, is_unread: false });
                others.push((path, document));
            }
        }
        (records, others)
    }
}

/// What is wrong with settings that say they are a record of another kind: what that one lacks is beside the point.
fn of_another_kind(path: &str, document: &Document) -> Option<Problem> {
    let kind = document.kind.filter(|kind| path == ROOT_FILE && *kind != Kind::Isms && document.data.is_none())?;
    let place = document.root.as_ref()?.place("/kind");
    Some(
        Problem::new(place, format!("tickmark.yaml holds the settings, and says that it is of the kind `{kind}`"))
            .help(format!("write `kind: isms`; a record of the kind `{kind}` goes into a file of its own")),
    )
}

fn diagnostic(path: &str, problem: Problem) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(RULE, Level::Error, Place::new(path, problem.span), problem.message);
    diagnostic.help = problem.help;
    for (span, label) in problem.related {
        diagnostic.also(Place::new(path, span), label);
    }
    diagnostic
}

/// The catalogues that are in use.
pub(super) fn catalogues(records: &[Record]) -> Arc<Catalogues> {
    static ONLY_BUILT_IN: LazyLock<Arc<Catalogues>> =
        LazyLock::new(|| Arc::new(Catalogues::new([criteria::built_in().clone()])));
    let isms = records.iter().find(|record| *record.path == *ROOT_FILE).and_then(|record| record.data().isms());
    let own =
        |id: &str| records.iter().filter_map(|record| record.data().catalogue()).find(|own| own.id.as_str() == id);
    let wanted: Vec<&str> = match isms {
        Some(isms) => isms.catalogues.iter().map(|id| id.as_str()).collect(),
        None => vec![criteria::BUILT_IN],
    };
    if wanted == [criteria::BUILT_IN] && records.iter().all(|record| record.data().catalogue().is_none()) {
        return Arc::clone(&ONLY_BUILT_IN);
    }
    let named = wanted.iter().filter_map(|&id| match id {
        criteria::BUILT_IN => Some(own(id).unwrap_or_else(|| criteria::built_in()).clone()),
        _ => own(id).cloned(),
    });
    let rest = records
        .iter()
        .filter_map(|record| record.data().catalogue())
        .filter(|catalogue| !wanted.contains(&catalogue.id.as_str()))
        .cloned();
    Arc::new(Catalogues::new(named.chain(rest)))
}

//! One content: read, held against its schema, typed. It depends on the bytes alone, so it can be kept by content id.

use std::sync::{Arc, OnceLock};

use super::index::{Key, id_of_path};
use crate::record::{Data, Kind, is_id};
use crate::schema::{self, Invalid};
use crate::source::{MAX_RECORD_BYTES, lfs};
use crate::span::Span;
use crate::text::{listed, nearest};
use crate::yaml::{self, Node, Problem};

/// How many problems of a file are listed.
const MOST_PROBLEMS: usize = 100;

/// What came of the bytes of a file.
#[derive(Debug)]
pub struct Document {
    /// The text; what is not UTF-8 is replaced.
    pub text: Arc<str>,
    /// The tree.
    pub root: Option<Node>,
    /// The kind that the file says it is.
    pub kind: Option<Kind>,
    /// The typed content; `None` when anything is wrong.
    pub data: Option<Data>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The id that the file gives itself, and the same in lower case: asked for wherever the document is part of a snapshot.
    own: OnceLock<Option<Id>>,
}

/// What is said of a file of so many bytes.
pub(super) fn too_large(size: u64) -> Problem {
    let (size, most) = (size.div_ceil(1024 * 1024), MAX_RECORD_BYTES / (1024 * 1024));
    Problem::new(Span::new(0, 0), format!("{size} MiB, and a record has at most {most} MiB"))
        .help("keep evidence outside and refer to it; list a file that is no record under `ignore:` in tickmark.yaml")
}

/// An id as it is written, and in lower case.
pub(crate) type Id = (Arc<str>, Arc<str>);

impl Document {
    /// Reads the bytes of a file.
    pub fn read(bytes: &[u8]) -> Document {
        match std::str::from_utf8(bytes) {
            Ok(_) if is_utf_16(bytes) => Self::not_text(bytes, 0),
            Ok(text) => Self::parse(text.into(), schema::validate),
            Err(error) => Self::not_text(bytes, error.valid_up_to()),
        }
    }

    /// A file that is too large to be a record, and into which nobody has looked.
    pub fn too_large(size: u64) -> Document {
        let problems = vec![too_large(size)];
        Document { text: Arc::default(), root: None, kind: None, data: None, problems, own: OnceLock::new() }
    }

    /// Reads the bytes of a file without holding them against a schema: what does not fit its type has no data, but what
    /// does need not be valid.
    pub(super) fn glance(bytes: &[u8]) -> Document {
        match std::str::from_utf8(bytes) {
            Ok(text) if !is_utf_16(bytes) => Self::parse(text.into(), |_, _, _| Invalid::default()),
            _ => Self::read(bytes),
        }
    }

    /// Reads a text whose schema held before; `None` when it does not look like one.
    pub(super) fn known_valid(text: &str) -> Option<Document> {
        let document = Self::parse(text.into(), |_, _, _| Invalid::default());
        document.data.is_some().then_some(document)
    }

    /// The same document with another tree; one that does not fit its kind has no data.
    pub(crate) fn saying(&self, root: Node) -> Document {
        let data = self.kind.and_then(|kind| yaml::read_record(kind, &root).ok());
        let (text, kind) = (Arc::clone(&self.text), self.kind);
        Document { text, root: Some(root), kind, data, problems: self.problems.clone(), own: OnceLock::new() }
    }

    /// The id that the file gives itself, if it is one: what follows from a broken text may be none.
    pub fn own_id(&self) -> Option<&str> {
        match self.kind {
            Some(kind) if kind.is_single() => Some(kind.as_str()),
            _ => self.root.as_ref()?.get("id")?.as_text().filter(|id| is_id(id)),
        }
    }

    /// The id of a record that is this document at a path, and the same in lower case.
    pub(crate) fn id_at(&self, path: &str) -> Id {
        let of = |id: &str| {
            let (key, id) = (Key::of(id), Arc::<str>::from(id));
            let key = if key.as_str() == &*id { Arc::clone(&id) } else { key.as_str().into() };
            (id, key)
        };
        let own = self.own.get_or_init(|| self.own_id().map(of));
        own.clone().unwrap_or_else(|| of(id_of_path(path, self.kind)))
    }

    /// Whether the text has keys, so that what it does not say it does not say: not one that is empty, a list, or another
    /// encoding.
    pub(super) fn tells_something(&self) -> bool {
        self.root.as_ref().is_some_and(|root| matches!(root.value, yaml::Value::Map(_)))
    }

    fn not_text(bytes: &[u8], valid: usize) -> Document {
        let mut problem = Problem::new(Span::new(valid, valid), "not UTF-8 from here on")
            .help("save the file as UTF-8; a record must read the same everywhere");
        let mut text: Arc<str> = String::from_utf8_lossy(bytes).into();
        let mut valid = valid;
        if is_utf_16(bytes) {
            problem.message = "the file is UTF-16".to_owned();
            // Nobody would know the line again otherwise.
            (text, valid) = (from_utf_16(bytes).into(), 0);
        }
        // The place is in this text, where a replacement character may stand for the byte.
        let replaced = text[valid..].chars().next().map_or(0, char::len_utf8);
        problem.span = Span::new(valid, valid + replaced);
        // What is wrong further on may follow from the bytes that were replaced; kind and id are still worth knowing.
        let root = if is_utf_16(bytes) { None } else { yaml::parse_shared(&text).root };
        let kind = root.as_ref().and_then(|root| Kind::from_word(root.get("kind")?.as_text()?));
        Document { text, root, kind, data: None, problems: vec![problem], own: OnceLock::new() }
    }

    /// Few files have so many slips, and nobody reads on: the rest is counted.
    fn limited(mut self, more: usize) -> Document {
        let rest = more + self.problems.len().saturating_sub(MOST_PROBLEMS);
        if rest > 0 {
            self.problems.truncate(MOST_PROBLEMS);
            let last = self.problems.last().map_or(Span::new(0, 0), |problem| problem.span);
            let (noun, verb) = if rest == 1 { ("problem", "is") } else { ("problems", "are") };
            self.problems.push(
                Problem::new(last, format!("{rest} more {noun} in this file {verb} not listed"))
                    .help("mend the first ones; the others often go with them, or this file is no record at all"),
            );
        }
        self
    }

    fn parse(text: Arc<str>, validate: fn(Kind, &Node, &str) -> Invalid) -> Document {
        let (document, more) = Self::parse_all(text, validate);
        document.limited(more)
    }

    fn parse_all(text: Arc<str>, validate: fn(Kind, &Node, &str) -> Invalid) -> (Document, usize) {
        let parsed = yaml::parse_shared(&text);
        let (root, problems) = (parsed.root, parsed.problems);
        let mut document = Document { text, root, kind: None, data: None, problems, own: OnceLock::new() };
        if lfs::pointer(document.text.as_bytes()).is_some() {
            document.problems = vec![kept_by_lfs(&document.text)];
            return (document, 0);
        }
        let Some(root) = &document.root else { return (document, 0) };
        match kind_of(root) {
            Ok(kind) => document.kind = Some(kind),
            Err(problem) => {
                if !parsed.partial {
                    document.problems.push(problem);
                }
                return (document, 0);
            }
        }
        let Some(kind) = document.kind.filter(|_| !parsed.partial) else { return (document, 0) };
        let invalid = validate(kind, root, &document.text);
        document.problems.extend(invalid.problems);
        document.problems.sort_by_key(|problem| problem.span);
        if document.problems.is_empty() {
            match yaml::read_record(kind, root) {
                Ok(data) => document.data = Some(data),
                Err(error) => {
                    let span = error.span.unwrap_or_else(|| root.head());
                    document.problems.push(
                        Problem::new(span, format!("cannot be read although its schema holds: {error}"))
                            .help("this is a fault of tickmark; please report it together with the file"),
                    );
                }
            }
        }
        (document, invalid.more)
    }
}

/// Whether the bytes look like UTF-16: they begin with its mark, or every other one of the first is zero.
fn is_utf_16(bytes: &[u8]) -> bool {
    let is_zero = |position: usize| bytes.get(position) == Some(&0);
    bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xfe, 0xff])
        || (0..2).any(|odd| is_zero(odd) && is_zero(odd + 2) && !is_zero(1 - odd) && !is_zero(3 - odd))
}

/// The text of a file in UTF-16, which says by its mark or by where its zeros are which byte comes first.
fn from_utf_16(bytes: &[u8]) -> String {
    let is_big = bytes.starts_with(&[0xfe, 0xff]) || bytes.first() == Some(&0);
    let unit = |pair: &[u8]| match is_big {
        true => u16::from_be_bytes([pair[0], pair[1]]),
        false => u16::from_le_bytes([pair[0], pair[1]]),
    };
    let units: Vec<u16> = bytes.chunks_exact(2).map(unit).collect();
    String::from_utf16_lossy(&units).trim_start_matches('\u{feff}').to_owned()
}

fn kept_by_lfs(text: &str) -> Problem {
    let first = text.lines().next().map_or(0, str::len);
    Problem::new(Span::new(0, first), "the record itself is not here: Git LFS keeps it, and this stands for it").help(
        "records belong in Git itself, where their history can be read: `git lfs pull`, take them out of `.gitattributes`, and \
         `git add --renormalize .`",
    )
}

fn kind_of(root: &Node) -> Result<Kind, Problem> {
    if root.value == yaml::Value::Null {
        return Err(
            Problem::new(root.head(), "the file holds nothing").help("write a record into it, or delete the file")
        );
    }
    if !matches!(root.value, yaml::Value::Map(_)) {
        // The dash of a list is what is too much, and not its first item.
        let start = root.span.start as usize;
        let place = if matches!(root.value, yaml::Value::List(_)) { Span::new(start, start + 1) } else { root.head() };
        return Err(Problem::new(place, "a record begins with keys and values, not with a list or a single value")
            .help("the first line says what kind of record it is: `kind: finding`"));
    }
    let kinds = || Kind::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>();
    let Some(node) = root.get("kind") else {
        let help = match root.entries().iter().find_map(|entry| nearest(&entry.key, ["kind"]).map(|_| &*entry.key)) {
            Some(key) => format!("did you mean `kind` in place of `{key}`?"),
            None => format!(
                "add a first line `kind: …` with one of {}; a file that is no record goes under `ignore:` in tickmark.yaml",
                listed(&kinds(), 20)
            ),
        };
        return Err(Problem::new(root.head(), "`kind` is missing, so nobody knows what this file is").help(help));
    };
    node.as_text().and_then(Kind::from_word).ok_or_else(|| {
        let Some(word) = node.as_text() else {
            return Problem::new(root.place("/kind"), "`kind` is one word and says what this record is")
                .help(format!("the kinds are {}", listed(&kinds(), 20)));
        };
        let problem = Problem::new(node.head(), format!("there is no kind of record `{word}`"));
        match nearest(word, kinds()) {
            Some(kind) => problem.help(format!("did you mean `{kind}`?")),
            None => problem.help(format!("the kinds are {}", listed(&kinds(), 20))),
        }
    })
}

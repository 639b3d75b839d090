//! Changing records by command. An edit is a function of the records as they are: it gives the files as they are to be,
//! which are read and judged as a whole before any of them is written. Everything that a command does not touch stays byte
//! for byte.

mod agreed;
mod answer;
mod done;
mod explain;
mod field;
mod layout;
mod recorded;
mod set;
mod steps;
mod value;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use agreed::agree_to_merging;
pub use answer::{acknowledge, contest};
pub use done::{Done, done};
pub use explain::Reason;
pub use field::{Target, field_path, target};
pub use layout::layout;
pub use set::{added, change_list, cite, pair, set};
pub use steps::{Move, move_to};
pub use value::read_value;

use crate::record::{Change, Date, Kind, PersonRef};
use crate::schema::{What, shape};
use crate::snapshot::{Record, Snapshot};
use crate::yaml::{ChangeError, Node, To, change};

/// Why an edit is refused before anything is judged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// There is no such record.
    #[error("there is no record `{id}`")]
    NoRecord {
        /// What was asked for.
        id: String,
        /// An id that looks like it.
        near: Option<String>,
    },
    /// The record cannot be read.
    #[error("{0} cannot be read as a record")]
    Broken(String),
    /// The record has no such part.
    #[error("{id} has no part `{part}`")]
    NoPart {
        /// The record.
        id: String,
        /// What was asked for.
        part: String,
    },
    /// The record has no such field.
    #[error("{kind} has no field `{field}`")]
    NoField {
        /// The kind in words, with its article.
        kind: String,
        /// What was asked for.
        field: String,
        /// A field that looks like it, or what may be asked for.
        help: String,
    },
    /// The value does not fit the field.
    #[error("{field}: {reason}")]
    Value {
        /// The field.
        field: String,
        /// Why not.
        reason: String,
    },
    /// Something has to be said that only a person knows.
    #[error("{what}")]
    Needs {
        /// What is missing.
        what: String,
        /// How to say it.
        help: String,
    },
    /// The file is written in a way that cannot be changed in place.
    #[error("{path}: {reason}")]
    Change {
        /// The file.
        path: String,
        /// Why not.
        reason: ChangeError,
    },
}

impl EditError {
    /// What can be done about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NoRecord { near: Some(near), .. } => Some(format!("did you mean `{near}`?")),
            Self::NoRecord { near: None, .. } => Some("`tickmark next` lists what is open".to_owned()),
            Self::Broken(_) => Some("`tickmark lint` says what is wrong with it".to_owned()),
            Self::NoPart { .. } => Some("a part is named by its number or id, as in CA-2026-005/2".to_owned()),
            Self::NoField { help, .. } | Self::Needs { help, .. } => Some(help.clone()),
            Self::Value { .. } | Self::Change { .. } => None,
        }
    }
}

/// A file that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Path from the record root.
    pub path: Arc<str>,
    /// The text as it is; `None` for a new file.
    pub before: Option<Arc<str>>,
    /// The text as it is to be.
    pub after: String,
}

/// What a command does to the files, before it is judged and written.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    files: BTreeMap<Arc<str>, Written>,
    /// What was done, each in a few words, for people.
    pub done: Vec<String>,
}

/// Who edits, and on which day.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The person; `None` when nobody said who it is.
    pub person: Option<PersonRef>,
    /// The day.
    pub day: Date,
}

impl Actor {
    /// The person, who has to be known for `what`.
    ///
    /// # Errors
    /// Nobody said who it is.
    pub fn person(&self, what: &str) -> Result<&PersonRef, EditError> {
        self.person.as_ref().ok_or_else(|| EditError::Needs {
            what: format!("{what}, and it is not known who you are"),
            help: "give `--by PERSON`, or list the e-mail address that Git uses under `git:` in your person record"
                .to_owned(),
        })
    }

    /// An approval by the person on the day.
    ///
    /// # Errors
    /// Nobody said who it is.
    pub fn approval(&self, what: &str) -> Result<Node, EditError> {
        Ok(Node::map([("by", Node::text(self.person(what)?.as_str())), ("date", Node::word(self.day))]))
    }
}

impl Draft {
    /// The files, by path; those that came out as they were are not among them.
    pub fn files(&self) -> impl Iterator<Item = &Written> {
        self.files.values().filter(|file| file.before.as_deref() != Some(file.after.as_str()))
    }

    /// Whether nothing would be written.
    pub fn is_empty(&self) -> bool {
        self.files().next().is_none()
    }

    /// Adds a new file.
    pub fn create(&mut self, path: impl Into<Arc<str>>, text: String) {
        let path = path.into();
        self.files.insert(Arc::clone(&path), Written { path, before: None, after: text });
    }

    /// Adds a file that takes the place of another version of itself.
    pub fn replace(&mut self, path: impl Into<Arc<str>>, before: Arc<str>, text: String) {
        let path = path.into();
        self.files.insert(Arc::clone(&path), Written { path, before: Some(before), after: text });
    }

    /// Takes over what another draft does; where both touch a file, the other one has the last word.
    pub fn extend(&mut self, other: Draft) {
        self.files.extend(other.files);
        self.done.extend(other.done);
    }

    /// The text of a record as this draft leaves it.
    pub fn text<'t>(&'t self, record: &'t Record) -> &'t str {
        self.files.get(&record.path).map_or(&*record.document().text, |file| &file.after)
    }

    /// Gives a value of a record another one, or its first.
    ///
    /// # Errors
    /// The file cannot be changed in place.
    pub fn set(&mut self, record: &Record, path: &str, value: Node) -> Result<(), EditError> {
        self.change(record, path, &To::Value(value))
    }

    /// Adds an item to a list of a record.
    ///
    /// # Errors
    /// The file cannot be changed in place.
    pub fn append(&mut self, record: &Record, path: &str, item: Node) -> Result<(), EditError> {
        self.change(record, path, &To::With(item))
    }

    /// Takes a value of a record away.
    ///
    /// # Errors
    /// There is none, or the file cannot be changed in place.
    pub fn remove(&mut self, record: &Record, path: &str) -> Result<(), EditError> {
        self.change(record, path, &To::Nothing)
    }

    fn change(&mut self, record: &Record, path: &str, to: &To) -> Result<(), EditError> {
        let kind = record.kind();
        let rank = |parent: &str, key: &str| rank(kind, parent, key);
        let text = change(self.text(record), path, to, &rank)
            .map_err(|reason| EditError::Change { path: record.path.to_string(), reason })?;
        // A record that this draft itself makes has no text on disk yet.
        match self.files.get_mut(&record.path) {
            Some(file) => file.after = text,
            None => self.replace(Arc::clone(&record.path), Arc::clone(&record.document().text), text),
        }
        Ok(())
    }

    /// Writes the entry of `changes` that a regulated change needs.
    fn explain(&mut self, record: &Record, entry: &Change) -> Result<(), EditError> {
        let mut node = vec![
            ("date", Node::word(entry.date)),
            ("by", Node::text(entry.by.as_str())),
            ("field", Node::text(entry.field.as_str())),
            ("from", Node::text(entry.from.as_str())),
            ("to", Node::text(entry.to.as_str())),
            ("reason", Node::text(entry.reason.as_str())),
        ];
        node.extend(entry.approved_by.as_ref().map(|person| ("approved_by", Node::text(person.as_str()))));
        self.append(record, "/changes", Node::map(node))
    }
}

/// The place of a key among its neighbours, by the schema.
pub fn rank(kind: Kind, parent: &str, key: &str) -> usize {
    if parent.is_empty() && key == "kind" {
        return 0;
    }
    match shape(kind).at(parent).map(|shape| &shape.what) {
        Some(What::Object(fields)) => fields.get_index_of(key).map_or(usize::MAX, |at| at + 1),
        _ => usize::MAX,
    }
}

/// The record with an id.
///
/// # Errors
/// There is none, or it cannot be read.
pub fn find<'a>(snapshot: &'a Snapshot, id: &str) -> Result<&'a Record, EditError> {
    if let Some(record) = snapshot.record(id) {
        return Ok(record);
    }
    if let Some(broken) = snapshot.broken_record(id) {
        return Err(EditError::Broken(broken.path.to_string()));
    }
    let ids = snapshot.records().iter().map(|record| &*record.id);
    Err(EditError::NoRecord { id: id.to_owned(), near: crate::text::nearest(id, ids).map(str::to_owned) })
}

//! What changed between two snapshots, record by record and field by field: the values are compared, never the lines, so
//! that a reformatted file is no change.

mod content;
mod fields;
mod lists;
mod records;
mod sequence;
mod titles;

use std::sync::Arc;

pub use content::{Content, Scalar, ScalarType};
pub use sequence::changed;

use crate::record::{Date, Kind};
use crate::snapshot::Snapshot;

/// What changed between two snapshots.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changes {
    /// The records that differ, by kind and id.
    pub records: Vec<RecordChange>,
    /// The files that could not be compared, by path.
    pub unreadable: Vec<Unreadable>,
}

/// A record that is not the same in both snapshots.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordChange {
    /// Kind.
    pub kind: Kind,
    /// Id.
    pub id: Arc<str>,
    /// Title, after the change where the record is still there.
    pub title: Option<String>,
    /// Path before; `None` when the record was added.
    pub before: Option<Arc<str>>,
    /// Path after; `None` when the record was removed.
    pub after: Option<Arc<str>>,
    /// The fields that differ: states first, then the grade, then the others in the order of the schema. A record that was
    /// added or removed has none.
    pub fields: Vec<FieldChange>,
    /// What a reader wants to know at once of a record that was added or removed: its grade and its state.
    pub facts: Vec<Scalar>,
}

impl RecordChange {
    /// Whether it is only in the later snapshot.
    pub fn is_added(&self) -> bool {
        self.before.is_none()
    }

    /// Whether it is only in the earlier snapshot.
    pub fn is_removed(&self) -> bool {
        self.after.is_none()
    }

    /// Whether it is in both, at different paths.
    pub fn is_moved(&self) -> bool {
        matches!((&self.before, &self.after), (Some(before), Some(after)) if before != after)
    }

    /// Whether it is in both, with different content.
    pub fn is_changed(&self) -> bool {
        !self.fields.is_empty()
    }
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    /// The field, such as `actions/1/due`. A list's item is named by its own identity (the action item's number, the
    /// interview's id); one that has none by its position, counted from 1: `objectives[2]`.
    pub path: String,
    /// What the list item that the field is in is called.
    pub within: Option<String>,
    /// What happened to it.
    pub edit: Edit,
}

/// What happened to a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// It was not there.
    Added(Content),
    /// It is not there any more.
    Removed(Content),
    /// It says something else.
    Replaced(Content, Content),
    /// Of a list whose order means nothing: what it lost and what it gained.
    Members(Vec<Content>, Vec<Content>),
}

impl Edit {
    /// Days by which a date moved: positive when it is later now.
    pub fn days(&self) -> Option<i64> {
        let day = |content: &Content| -> Option<Date> {
            content.scalar().filter(|scalar| scalar.what == ScalarType::Date)?.text().parse().ok()
        };
        match self {
            Edit::Replaced(before, after) => Some(day(after)?.days_since(day(before)?)),
            _ => None,
        }
    }
}

/// A file that cannot be compared, because it cannot be read as a record on one side or on both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Path: after the change where the file is still there.
    pub path: Arc<str>,
    /// The id that it has or seems to have.
    pub id: Arc<str>,
    /// What is wrong with it before; `None` when it can be read there, or is not there.
    pub before: Option<String>,
    /// What is wrong with it after.
    pub after: Option<String>,
}

/// How many records changed in which way; one that was moved and changed counts twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// With different content.
    pub changed: usize,
    /// Only in the later snapshot.
    pub added: usize,
    /// Only in the earlier snapshot.
    pub removed: usize,
    /// At another path.
    pub moved: usize,
    /// Not comparable.
    pub unreadable: usize,
}

impl Changes {
    /// Whether there is nothing to report.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.unreadable.is_empty()
    }

    /// How many records changed in which way.
    pub fn counts(&self) -> Counts {
        let count = |is: fn(&RecordChange) -> bool| self.records.iter().filter(|change| is(change)).count();
        Counts {
            changed: count(RecordChange::is_changed),
            added: count(RecordChange::is_added),
            removed: count(RecordChange::is_removed),
            moved: count(RecordChange::is_moved),
            unreadable: self.unreadable.len(),
        }
    }
}

/// Compares two snapshots: whole ones, or the two of [`Snapshot::load_pair`].
pub fn diff(before: &Snapshot, after: &Snapshot) -> Changes {
    records::compare(before, after)
}

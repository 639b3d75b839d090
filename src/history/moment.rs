//! A commit as those see it who go along with a replay.

use std::sync::Arc;

use super::files::Files;
use crate::hash::HashSet;
use crate::lint::{CommitFacts, Context, Versions};
use crate::record::{Action, Data, Date, PersonRef};
use crate::snapshot::{Document, Record, Snapshot};
use crate::source::Commit;

/// A commit of the main line, and the records that it touched with what they refer to, before and after.
pub struct Moment<'a> {
    /// The commit.
    pub commit: &'a Commit,
    /// Its place on the main line, from 0.
    pub number: usize,
    /// Its day in the organisation's time zone.
    pub day: Date,
    /// What rules want to know of it.
    pub facts: &'a CommitFacts,
    /// The touched records and their neighbours before it.
    pub before: &'a Snapshot,
    /// The same after it.
    pub after: &'a Snapshot,
    /// Positions of the records that it touched, or of all where an id is there twice.
    pub(super) touched: [Vec<usize>; 2],
    /// Paths of the files that could not be read before it and can be after it.
    pub(super) mended: &'a [Arc<str>],
    /// Paths of the records that it brings back, otherwise than they were when they were deleted.
    pub(super) returned: &'a [Arc<str>],
    pub(super) files: &'a Files,
}

impl Moment<'_> {
    /// The files after it of which the report of an audit is made: the audit, its workpapers and its findings.
    pub fn documents_of(&self, audit: &str) -> impl Iterator<Item = &Arc<Document>> {
        self.files.documents_of(audit)
    }

    /// What a record says after it, however far it is from what was touched.
    pub(super) fn data_of(&self, id: &str) -> Option<&Data> {
        self.files.of_id(id)?.data.as_ref()
    }

    /// The actions among what it touched and what is near to that, as they are after it.
    pub fn actions(&self) -> Vec<&Action> {
        self.after.actions().map(|action| action.data()).collect()
    }

    /// The records whose files the commit touched, or one of the same id, as they were before it.
    pub fn touched_before(&self) -> impl Iterator<Item = &Record> + Clone {
        self.touched[0].iter().map(|position| &self.before.records()[*position])
    }

    /// The same as they are after it.
    pub fn touched_after(&self) -> impl Iterator<Item = &Record> + Clone {
        self.touched[1].iter().map(|position| &self.after.records()[*position])
    }

    /// How a record that it touched was before, and how it is after it.
    pub(super) fn versions_of<'m>(&'m self, record: &'m Record) -> Versions<'m> {
        let context = Context::new(self.after, self.day);
        Versions { context, past: self.before, before: self.before.same(record), after: Some(record) }
    }

    /// Whether one of these wrote what it makes of a record, or agreed to it.
    pub(super) fn is_agreed_by(&self, record: &Record, may: &dyn Fn(&PersonRef) -> bool) -> bool {
        let mut setter = self.facts.as_setter();
        setter.person = self.facts.author_of(&record.id);
        self.facts.is_agreed_by(&setter, may)
    }

    /// The records that could not be read before it and can be after it.
    pub fn mended(&self) -> impl Iterator<Item = &Record> {
        self.touched_after().filter(|record| self.mended.contains(&record.path))
    }

    /// The records that it brings back, otherwise than they were when they were deleted: that is how they are in the state before.
    pub fn returned(&self) -> impl Iterator<Item = &Record> {
        self.touched_after().filter(|record| self.returned.contains(&record.path))
    }
}

/// The ids of records at positions in both states, each once, in the order of their paths.
pub(super) fn ids<'a>(states: [&'a Snapshot; 2], places: &'a [Vec<usize>; 2]) -> Vec<Arc<str>> {
    let of = |(state, places): (&&'a Snapshot, &'a Vec<usize>)| {
        let records = state.records();
        places.iter().map(move |position| &records[*position])
    };
    let mut there: Vec<&Record> = states.iter().zip(places).flat_map(of).collect();
    let mut seen = HashSet::default();
    there.retain(|record| seen.insert(record.key()));
    there.sort_by(|a, b| a.path.cmp(&b.path));
    there.into_iter().map(|record| Arc::clone(&record.id)).collect()
}

/// Positions of the records whose files a commit touched; the paths are in order. By the path, for a version that is back is the
/// same document.
pub(super) fn touched([before, after]: [&Snapshot; 2], paths: &[Arc<str>]) -> [Vec<usize>; 2] {
    let is_double = before.duplicates().next().is_some() || after.duplicates().next().is_some();
    [before, after].map(|snapshot| {
        let mut paths = paths.iter().peekable();
        let mut is_touched = |record: &Record| {
            while paths.next_if(|path| path.as_bytes() < record.path.as_bytes()).is_some() {}
            paths.peek().is_some_and(|path| **path == record.path)
        };
        let records = snapshot.records().iter().enumerate();
        records.filter(|(_, record)| is_double || is_touched(record)).map(|(position, _)| position).collect()
    })
}

//! What stands around what a commit touched: all that its judgement looks at, and nothing else of the state.

use std::sync::Arc;

use super::Replay;
use super::files::{FileNumber, Past};
use crate::lint::{other_requirements, rewritten_data};
use crate::record::{Kind, ROOT_FILE};
use crate::snapshot::{Document, Snapshot};
use crate::source::{Commit, State};

impl Replay<'_> {
    /// What a commit touched and what is around it, before and after. The same files on both sides, so that nothing but what
    /// the commit touched differs between them.
    pub(super) fn around(
        &mut self,
        touched: &[FileNumber],
        past: &[Option<Past>],
        commit: &Commit,
    ) -> (Snapshot, Snapshot) {
        let mut near = self.files.near(touched, past);
        let asks_all = self.takes_more_over(touched, past)
            || self.gives_conflict_up(touched, past)
            || self.loses_person(touched, past)
            || self.asks_otherwise(touched, past)
            || self.rewrites_evidence(touched, past);
        if asks_all {
            self.files.add_all(&mut near);
        }
        let mut near: Vec<(&Arc<str>, usize, FileNumber)> =
            near.iter().enumerate().map(|(place, number)| (self.files.path(*number), place, *number)).collect();
        near.sort_unstable();
        let of = |document: &dyn Fn(usize, FileNumber) -> Option<Arc<Document>>| {
            let files = near.iter().filter_map(|(path, place, number)| {
                document(*place, *number).map(|document| (Arc::clone(path), document))
            });
            Snapshot::of_documents(files.collect(), State::Commit(commit.clone()))
        };
        let now = |number: FileNumber| self.files.at(number).cloned();
        // What was touched comes first.
        let before = of(&|place, number| match past.get(place) {
            Some(old) => old.as_ref().map(|old| Arc::clone(&old.document)),
            None => now(number),
        });
        (before, of(&|_, number| now(number)))
    }

    /// Whether the settings take over more than they did, so that any record may be held against less.
    fn takes_more_over(&self, touched: &[FileNumber], past: &[Option<Past>]) -> bool {
        let Some(place) = touched.iter().position(|number| **self.files.path(*number) == *ROOT_FILE) else {
            return false;
        };
        let day = |document: &Document| document.data.as_ref()?.isms()?.taken_over.as_ref().map(|taken| taken.before);
        let now = self.files.at(touched[place]).and_then(|document| day(document));
        now > past[place].as_ref().and_then(|old| day(&old.document))
    }

    /// Whether somebody has declared less that they must not audit than they had, so that any audit may be concerned.
    fn gives_conflict_up(&self, touched: &[FileNumber], past: &[Option<Past>]) -> bool {
        let person = |document: &Document| document.data.as_ref()?.person().map(|person| person.conflicts.clone());
        touched.iter().zip(past).any(|(number, old)| {
            let was = old.as_ref().and_then(|old| person(&old.document)).unwrap_or_default();
            let is = self.files.at(*number).and_then(|document| person(document)).unwrap_or_default();
            was.iter().any(|conflict| !is.contains(conflict))
        })
    }

    /// Whether a catalogue asks for something else than it did, so that any finding may have been found against it.
    fn asks_otherwise(&self, touched: &[FileNumber], past: &[Option<Past>]) -> bool {
        let catalogue = |document: &'_ Document| document.data.as_ref().and_then(|data| data.catalogue().cloned());
        touched.iter().zip(past).any(|(number, old)| {
            let was = old.as_ref().and_then(|old| catalogue(&old.document));
            let is = self.files.at(*number).and_then(|document| catalogue(document));
            was.zip(is).is_some_and(|(was, is)| !other_requirements(&was, &is).is_empty())
        })
    }

    /// Whether a piece of evidence is said to be another one, so that any audit may have collected it.
    fn rewrites_evidence(&self, touched: &[FileNumber], past: &[Option<Past>]) -> bool {
        touched.iter().zip(past).any(|(number, old)| {
            let was = old.as_ref().filter(|old| old.document.kind == Some(Kind::Evidence));
            let is = was.and_then(|_| self.files.at(*number)).and_then(|document| document.data.as_ref());
            is.is_some_and(|is| !rewritten_data(was.and_then(|old| old.document.data.as_ref()), is).is_empty())
        })
    }

    /// Whether somebody is not on record any more, so that any record may name nobody.
    fn loses_person(&self, touched: &[FileNumber], past: &[Option<Past>]) -> bool {
        touched.iter().zip(past).any(|(number, old)| {
            let was = old.as_ref().filter(|old| old.document.kind == Some(Kind::Person));
            was.is_some_and(|old| !self.files.has_id(&old.document.id_at(self.files.path(*number)).1))
        })
    }
}

//! What is told where a file cannot be read as a record: on every page that what it says would stand on. And where the records are
//! those of a later day than the one on which they are judged: on every page.

use super::Viewer;
use crate::record::{Data, Kind, ReviewStatus};
use crate::redact::AUDITED;
use crate::site::data::{Value, json};
use crate::site::plan::{PageKind, Register};
use crate::snapshot::{Broken, Record};

impl Viewer<'_, '_> {
    /// What a page is told to lack; nothing where it is whole.
    pub(super) fn incomplete(&self, page: &PageKind) -> Value {
        let gaps = &self.site.gaps;
        let missing = match page {
            PageKind::Overview | PageKind::Figures => gaps.all(),
            PageKind::Index(kind) => gaps.of_kinds(&[*kind]),
            PageKind::Record(position) => self.gaps_about(&self.site.snapshot.records()[*position]),
            PageKind::BuiltIn(_) => gaps.of_kinds(AUDITED),
            PageKind::Comparison(position) => {
                let options = self.site.options;
                let here = self.site.snapshot.state().commit().map(|commit| &commit.id);
                let after = options.comparisons[*position].after.commit.as_ref().map(|commit| &commit.id);
                let is_committed =
                    |broken: &&Broken| !options.uncommitted.as_ref().is_some_and(|paths| paths.contains(&*broken.path));
                // It is made of commits, the last one of which may be the one that is shown.
                gaps.all().into_iter().filter(|broken| after == here && is_committed(broken)).collect()
            }
            // What cannot be read is among what was found there.
            PageKind::Register(Register::Integrity) => Vec::new(),
            PageKind::Register(register) => gaps.of_kinds(register.kinds()),
        };
        if missing.is_empty() {
            return Value::Null;
        }
        // The name of a file that could not be read might be anything.
        let is_told = self.site.redaction.shows_names() && !self.site.redaction.is_for_anybody();
        let files: Vec<&str> = missing.iter().map(|broken| &*broken.path).filter(|_| is_told).collect();
        let text = self.language().text("incomplete", &[("count", missing.len().into())]);
        json!({"count": missing.len(), "text": text, "files": files})
    }

    /// What all pages are told of records that are those of a later day.
    pub fn early(&self) -> Value {
        let day = self.site.day();
        let Some(committed) = self.site.snapshot.written_after(day) else { return Value::Null };
        json!({"committed": committed.to_string(), "text": self.language().judged_early(day, committed)})
    }

    /// The files that cannot be read and that what is told of a record rests on.
    pub(super) fn gaps_about(&self, record: &Record) -> Vec<&Broken> {
        match record.data() {
            // What goes into a review is told by all records.
            Data::Review(review) if review.status == ReviewStatus::Planned => self.site.gaps.all(),
            _ => self.site.gaps.about(record),
        }
    }

    /// What stands beside a figure that is made of records of some kinds, where one of them cannot be read.
    pub(super) fn lacking(&self, kinds: &[Kind]) -> Option<String> {
        let count = self.site.gaps.of_kinds(kinds).len();
        (count > 0).then(|| self.language().text("figure-incomplete", &[("count", count.into())]))
    }

    /// Whether what is told of some kinds of records is all there is to tell.
    pub(super) fn knows_all(&self, kinds: &[Kind]) -> bool {
        self.site.gaps.of_kinds(kinds).is_empty()
    }
}

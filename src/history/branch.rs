//! The commits of a merged branch: which of them decided something, answered something or wrote down a day, and when.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::Replay;
use super::people::People;
use super::signing::Rules;
use crate::hash::HashMap;
use crate::lint::{
    BranchCommit, WrittenDay, agreed, appointments, changed_between, handed_on, is_to_be_said, new_answers, new_days,
    new_decisions, rewritten,
};
use crate::snapshot::{Document, Record, Snapshot};
use crate::source::git::Step;
use crate::source::{Commit, MAX_RECORD_BYTES, SourceError, State};

/// Of files that cannot be read at a commit of a branch, how they were last in it.
pub(super) type Readable = HashMap<Arc<str>, Arc<Document>>;

/// The records that a commit of a branch touched.
pub(super) struct Touched {
    /// As they were before it; what it mends, as it was before it broke.
    pub(super) old: Snapshot,
    /// As they are after it.
    pub(super) new: Snapshot,
    /// Ids of those that it gave another number, each with the id of before; all in lower case.
    numbered: BTreeMap<String, String>,
}

impl Touched {
    fn new(old: Snapshot, new: Snapshot) -> Touched {
        let numbered = renumbered(&old, &new);
        Touched { old, new, numbered }
    }

    /// How a record was before.
    fn before(&self, record: &Record) -> Option<&Record> {
        self.old.record(self.numbered.get(&**record.key()).map_or(&record.id, |id| id.as_str()))
    }

    /// Whether it has to be known who made something of a record what it was, or when.
    fn is_to_be_known(&self) -> bool {
        self.new.records().iter().any(|record| is_to_be_known(self.before(record), record))
    }
}

/// The records that are there under another id, and are otherwise as they were: two people take one number, and whoever comes
/// second takes the next one.
fn renumbered(old: &Snapshot, new: &Snapshot) -> BTreeMap<String, String> {
    let is_new = |record: &&Record| old.same(record).is_none();
    let is_same = |before: &Record, after: &Record| {
        before.kind() == after.kind() && changed_between(before.document(), after.document()) == ["id"]
    };
    let was = |record: &Record| {
        let is_it = |before: &&Record| is_same(before, record);
        old.records().iter().find(is_it).map(|before| (record.key().to_string(), before.key().to_string()))
    };
    new.records().iter().filter(is_new).filter_map(was).collect()
}

impl Replay<'_> {
    /// The commits of a merged branch that decided something or wrote down a day, where the merge, which counts as made at
    /// `merged` (in seconds since 1970), brings such. They are judged by the persons and the rules that the main line had before it.
    pub(super) fn branch(
        &self,
        (step, merged): (&Step, i64),
        known: (&People, Option<&Rules>),
        (before, after): (&Snapshot, &Snapshot),
        zone: &TimeZone,
    ) -> Result<Vec<BranchCommit>, SourceError> {
        let brings = |record: &Record| is_to_be_known(before.record(&record.id), record);
        if step.merged.is_empty() || !after.records().iter().any(brings) {
            return Ok(Vec::new());
        }
        let ids = self.repository.branch(&step.commit.id)?;
        self.decided((&ids, merged), step.root.as_deref().unwrap_or(&self.root), known, zone)
    }

    /// Those of the commits of a branch, oldest first, that decided something or wrote down a day. None of them can be younger than
    /// `end`, in seconds since 1970.
    pub(super) fn decided(
        &self,
        (ids, end): (&[String], i64),
        root: &str,
        (people, signing): (&People, Option<&Rules>),
        zone: &TimeZone,
    ) -> Result<Vec<BranchCommit>, SourceError> {
        let (mut times, mut readable) = (HashMap::default(), Readable::default());
        let mut branch: Vec<BranchCommit> = Vec::new();
        for id in ids {
            let commit = self.repository.branch_step(id, root)?;
            let seconds = self.time_in_branch(&commit.commit, end, &mut times)?;
            let touched = self.touched_in_branch(&commit, &mut readable)?;
            for known in &mut branch {
                touched.numbered.iter().for_each(|(new, old)| known.renumber(old, new));
            }
            if touched.is_to_be_known() {
                let email = people.address(&commit.address).to_owned();
                let counted = Commit { seconds, email, ..commit.commit.clone() };
                let signature = signing.map(|rules| self.signature(&counted, (people, &rules.allowed))).transpose()?;
                let author = people.by_email(&counted.email);
                let committer = people.by_email(&commit.committer);
                branch.push(BranchCommit {
                    author,
                    committer,
                    signature,
                    ..branch_commit(&commit, &touched, &counted, zone)
                });
            }
        }
        Ok(branch)
    }

    /// The records that a commit of a branch touched.
    pub(super) fn touched_in_branch(&self, commit: &Step, readable: &mut Readable) -> Result<Touched, SourceError> {
        let read = |content, path: &str| -> Result<Option<Arc<Document>>, SourceError> {
            let bytes = self.repository.content(content, path, &commit.commit.id)?;
            Ok((bytes.len() as u64 <= MAX_RECORD_BYTES).then(|| Arc::new(Document::read(&bytes))))
        };
        let (mut old, mut new) = (Vec::new(), Vec::new());
        for change in commit.changes.iter().filter(|change| self.ignoring.may_be_record(&change.path)) {
            let path: Arc<str> = Arc::from(change.path.as_str());
            let before = change.before.map(|content| read(content, &change.path)).transpose()?.flatten();
            let after = change.after.map(|content| read(content, &change.path)).transpose()?.flatten();
            let is_broken = |document: &Arc<Document>| document.data.is_none();
            // What is mended is held against what it was before it broke.
            let known = readable.remove(&path).filter(|_| before.as_ref().is_some_and(is_broken));
            let before = known.or(before);
            if let Some(last) = before.clone().filter(|last| !is_broken(last) && after.as_ref().is_some_and(is_broken))
            {
                readable.insert(Arc::clone(&path), last);
            }
            old.extend(before.map(|document| (Arc::clone(&path), document)));
            new.extend(after.map(|document| (path, document)));
        }
        let state = || State::Commit(commit.commit.clone());
        Ok(Touched::new(Snapshot::of_documents(old, state()), Snapshot::of_documents(new, state())))
    }

    /// When a commit of a branch counts as made, in seconds since 1970: not before the commits that it follows, and not after `end`. What
    /// a clock says that was ahead of `end` counts for nothing in those that follow. `times` has what the commits of the branch count with
    /// there.
    fn time_in_branch(&self, commit: &Commit, end: i64, times: &mut HashMap<String, i64>) -> Result<i64, SourceError> {
        let mut parents = self.repository.merged_parents(&commit.id)?;
        parents.extend(self.repository.parent(&commit.id)?);
        let mut latest = i64::MIN;
        for parent in parents {
            let known = times.get(&parent).copied();
            let seconds = known.map_or_else(|| Ok(self.repository.commit(&parent)?.seconds), Ok)?;
            latest = latest.max(if seconds > end { i64::MIN } else { seconds });
        }
        let is_ahead = commit.seconds > end;
        times.insert(commit.id.clone(), if is_ahead { latest } else { latest.max(commit.seconds) });
        Ok(if is_ahead { end } else { latest.max(commit.seconds) })
    }
}

/// What a commit of a branch decided and wrote down, without who it was.
fn branch_commit(commit: &Step, touched: &Touched, counted: &Commit, zone: &TimeZone) -> BranchCommit {
    let day = counted.day(zone);
    let mut found = BranchCommit { email: counted.email.clone(), on: Some(day), ..BranchCommit::default() };
    for record in touched.new.records() {
        let (id, before) = (record.id.to_lowercase(), touched.before(record));
        found.set.extend(new_decisions(before, record).into_iter().map(|decision| (id.clone(), decision)));
        // What a merge within the branch brings was written before.
        let days = new_days(before, record).into_iter().filter(|_| commit.merged.is_empty());
        found.days.extend(days.map(|recorded| WrittenDay { record: id.clone(), recorded, on: day }));
        if is_graded_anew(before, record) {
            found.graded.insert(id.clone());
        }
        found.appointed.extend(appointments(before, record));
        found.handed_on.extend(handed_on(before, record));
        if is_to_be_said(before, record) {
            found.said.insert(id.clone());
        }
        if !rewritten(before, record).is_empty() {
            found.rewrote.insert(id.clone());
        }
        let answers = new_answers(before, record);
        if !answers.is_empty() && commit.merged.is_empty() {
            found.answered.insert(id.clone(), (answers, day));
        }
        found.plans.insert(id, agreed(record));
    }
    found
}

/// Whether it has to be known who made a record of what it was, or when.
fn is_to_be_known(before: Option<&Record>, after: &Record) -> bool {
    !new_decisions(before, after).is_empty()
        || is_graded_anew(before, after)
        || is_to_be_said(before, after)
        || !rewritten(before, after).is_empty()
        || !new_days(before, after).is_empty()
        || !new_answers(before, after).is_empty()
        || !appointments(before, after).is_empty()
        || !handed_on(before, after).is_empty()
}

/// Whether a finding has another grade than it had.
pub(super) fn is_graded_anew(before: Option<&Record>, after: &Record) -> bool {
    let grade = |record: &Record| record.data().finding().map(|finding| finding.grade);
    before.is_some_and(|before| grade(before) != grade(after))
}

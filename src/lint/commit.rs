//! What is known of a commit, and who set what it decides.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::changes::FormerIds;
use super::days::{RecordedDay, WrittenDay};
use super::decisions::{ACCEPTANCE, VERIFICATION};
use super::processes::HandedOn;
use super::roles::Appointment;
use super::{Decision, Signature};
use crate::record::{Data, Date, PersonRef, SigningSubject};
use crate::snapshot::{Key, Record, Snapshot};

/// What rules want to know of a commit.
#[derive(Debug, Clone, Default)]
pub struct CommitFacts {
    /// The person who wrote it, by the e-mail address; of a merge, whoever wrote all that it brought.
    pub author: Option<PersonRef>,
    /// The person whose address the commit itself has.
    pub own: Option<PersonRef>,
    /// The person whose address the commit has for who made it of what the author wrote: by a rebase, or for them.
    pub committer: Option<PersonRef>,
    /// The author's e-mail address.
    pub email: String,
    /// Who approved it, by the `Approved-by` lines of its message.
    pub approved_by: Vec<PersonRef>,
    /// What such lines say that name nobody on record.
    pub unknown_approvers: Vec<String>,
    /// The commits of a merged branch that decided something or wrote down a day, where the merge brings such.
    pub branch: Vec<BranchCommit>,
    /// The signature of the commit; `None` where nothing was said of signing before it.
    pub signature: Option<Signature>,
    /// What the settings before it say has to be signed.
    pub required: Vec<SigningSubject>,
    /// The records that it wrote or took away, by their ids, where it must be signed.
    pub touched: Vec<Arc<str>>,
    /// Why the commit itself must be signed, as the second half of a sentence.
    pub must_be_signed: Option<&'static str>,
    /// Whether it takes records over from elsewhere: the first commit, or one that says so.
    pub is_import: bool,
    /// Of the ids that it gives to a record, those which another one had.
    pub former: FormerIds,
    /// Ids in lower case of the records that it brings back as they were when they were deleted.
    pub back: BTreeSet<String>,
    /// Of a merge, the records in lower case that are as none of what it merged has them: it wrote them itself.
    pub by_merge: BTreeSet<String>,
    /// Of a merge whose message says that it merged the main line into something else: what the main line was until then, by
    /// its id in few letters.
    pub merged_main: Option<String>,
    /// Of a merge that brings a history of records which has nothing in common with the main line: its newest commit, by its id in few
    /// letters.
    pub bypassed: Option<String>,
    /// Ids in lower case of the audits that came on record with their reports issued, as an import takes them over, and have
    /// not been issued here since.
    pub taken_over: BTreeSet<String>,
    /// Whether it has no record root any more, so that nothing in it is a record.
    pub loses_root: bool,
    /// By how many days its clock is behind the day from which it counts among the others; less than none when it is ahead.
    pub days_behind: i64,
    /// The day on which it is looked at, of the first commit that is dated after it and that nothing else shows to be ahead.
    pub ahead_of: Option<Date>,
    /// The state before it, with records as they were when something was decided about them that was taken away since, and that it
    /// brings back as it was, or in another name; `None` where it brings back no such thing.
    pub decided: Option<Arc<Snapshot>>,
    /// The state before it, with actions as they were when their plans were in force last that come into force again with it; `None`
    /// where none does.
    pub promised: Option<Arc<Snapshot>>,
    /// What it gives to others by which commits or signatures are theirs, and neither they nor those have agreed to who had the say.
    pub given: Vec<Given>,
    /// Who had to answer the findings before that it grades or closes, by the findings' ids in lower case.
    pub answered_by: BTreeMap<String, BTreeSet<PersonRef>>,
    /// The roles that somebody lost to one whom nobody had agreed to: they may have them back.
    pub ousted: Vec<Appointment>,
    /// The roles that somebody holds after it, and to which nobody has agreed yet who had the say.
    pub unseated: Vec<Appointment>,
    /// Who owned by agreement what somebody had taken before it, or what went, by the processes' ids.
    pub held: BTreeMap<String, PersonRef>,
    /// The processes that somebody owns after it, and to which nobody has agreed yet who had the say.
    pub taken: Vec<HandedOn>,
}

/// Something by which commits or signatures come to be somebody's: a key or an address that a commit gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Who gets it; `None` where a pattern gives it to whoever fits.
    pub person: Option<PersonRef>,
    /// The address, or the name in the list of allowed signers.
    pub name: String,
    /// The key, by its fingerprint; `None` of an address.
    pub key: Option<String>,
    /// Whose address it was until then, and would be still.
    pub holder: Option<PersonRef>,
    /// Whether it is the `.mailmap` of the repository that gives it, and not the record of the person.
    pub is_mapped: bool,
    /// Who gives it: a person, or an address that is nobody's on record.
    pub by: String,
}

/// A commit of a merged branch.
#[derive(Debug, Clone, Default)]
pub struct BranchCommit {
    /// The person who wrote it, by the e-mail address.
    pub author: Option<PersonRef>,
    /// The person whose address it has for who made it of what the author wrote.
    pub committer: Option<PersonRef>,
    /// The author's e-mail address.
    pub email: String,
    /// Its day; `None` where nobody asks.
    pub on: Option<Date>,
    /// The days that it wrote down.
    pub days: Vec<WrittenDay>,
    /// Its signature; `None` where nothing was said of signing before the merge.
    pub signature: Option<Signature>,
    /// The decisions that it set, each with the record's id in lower case.
    pub set: Vec<(String, Decision)>,
    /// What the plans, or the evidence, of the records were made of in it, by their ids in lower case.
    pub plans: BTreeMap<String, Vec<Agreed>>,
    /// Ids in lower case of the findings whose grade it changed.
    pub graded: BTreeSet<String>,
    /// Ids in lower case of the records in which it changed what not everybody may say.
    pub said: BTreeSet<String>,
    /// Ids in lower case of the records in which it changed what others had written down about somebody.
    pub rewrote: BTreeSet<String>,
    /// The roles that it gave.
    pub appointed: Vec<Appointment>,
    /// The processes that it handed on.
    pub handed_on: Vec<HandedOn>,
    /// The items of workpapers that got a result in it, and its day, by the workpapers' ids in lower case.
    pub answered: BTreeMap<String, (BTreeSet<String>, Date)>,
}

/// What is agreed on in an item of a plan: its number, what is done, and by when; of evidence, its hash or where it is.
pub type Agreed = (u32, String, Option<Date>);

/// What the items of a record say that somebody agrees on with its plan; of evidence, what somebody checks. Nothing for a record
/// that has neither.
pub fn agreed(record: &Record) -> Vec<Agreed> {
    match record.data() {
        Data::Action(action) => action.actions.iter().map(|item| (item.n, item.what.clone(), item.due)).collect(),
        Data::Evidence(evidence) => {
            let hash = evidence.sha256.as_ref().map(|hash| hash.to_string());
            // One with a hash may lie elsewhere by now.
            hash.or_else(|| evidence.location.clone()).into_iter().map(|what| (0, what, None)).collect()
        }
        _ => Vec::new(),
    }
}

impl BranchCommit {
    /// Takes what it did to a record for done to what that is called now; both ids in lower case.
    pub fn renumber(&mut self, from: &str, to: &str) {
        let is_meant = |id: &String| id == from;
        let ids = self.days.iter_mut().map(|day| &mut day.record).chain(self.set.iter_mut().map(|(id, _)| id));
        ids.filter(|id| is_meant(id)).for_each(|id| to.clone_into(id));
        if let Some(plan) = self.plans.remove(from) {
            self.plans.insert(to.to_owned(), plan);
        }
        if self.graded.remove(from) {
            self.graded.insert(to.to_owned());
        }
        for ids in [&mut self.said, &mut self.rewrote] {
            if ids.remove(from) {
                ids.insert(to.to_owned());
            }
        }
        if let Some(answered) = self.answered.remove(from) {
            self.answered.insert(to.to_owned(), answered);
        }
    }

    /// Who set what it brought.
    pub fn as_setter(&self) -> Setter<'_> {
        Setter {
            person: self.author.as_ref(),
            committer: self.committer.as_ref(),
            email: &self.email,
            signature: self.signature.as_ref(),
            on: self.on,
        }
    }

    /// Whether it set a decision of a record.
    fn has_set(&self, record: &Record, decision: &Decision) -> bool {
        self.set.iter().any(|(other, set)| **other == **record.key() && set == decision)
    }

    /// Whether what came is what was decided on: a plan that changed after it was accepted is another one, and so is evidence
    /// that was exchanged after it was checked.
    fn agreed_to(&self, record: &Record, decision: &Decision) -> bool {
        let plan = self.plans.get(&**record.key());
        let plan = plan.filter(|_| [ACCEPTANCE, VERIFICATION].contains(&decision.path));
        plan.is_none_or(|plan| *plan == agreed(record))
    }
}

/// Who set a decision: the commit itself or one of the branch that it merged.
#[derive(Debug, Clone, Copy)]
pub struct Setter<'a> {
    /// The person, as far as one is on record.
    pub person: Option<&'a PersonRef>,
    /// Who made the commit of what that person wrote, as far as that is a person on record.
    pub committer: Option<&'a PersonRef>,
    /// The e-mail address of the commit.
    pub email: &'a str,
    /// The signature of a commit of the branch.
    pub signature: Option<&'a Signature>,
    /// The day of a commit of the branch.
    pub on: Option<Date>,
}

impl CommitFacts {
    /// Who set what no commit of a merged branch did.
    pub fn as_setter(&self) -> Setter<'_> {
        Setter {
            person: self.own.as_ref(),
            committer: self.committer.as_ref(),
            email: &self.email,
            signature: self.signature.as_ref(),
            on: None,
        }
    }

    /// Who wrote what the commit says of a record.
    pub fn author_of(&self, id: &str) -> Option<&PersonRef> {
        let is_by_merge = !self.by_merge.is_empty() && self.by_merge.contains(Key::of(id).as_str());
        if is_by_merge { self.own.as_ref() } else { self.author.as_ref() }
    }

    /// Who changed the grade of a finding that this commit has otherwise than the one before.
    pub fn grader_of(&self, id: &str) -> Option<&PersonRef> {
        let key = Key::of(id);
        match self.branch.iter().rev().find(|commit| commit.graded.contains(key.as_str())) {
            Some(commit) => commit.author.as_ref(),
            None => self.author_of(id),
        }
    }

    /// When a day that this commit, of the day `own`, brings to the main line was written down: by the commit of the merged branch that
    /// did it last, if one did.
    pub fn written_on(&self, record: &Record, recorded: &RecordedDay, own: Date) -> Date {
        let id = record.key();
        let mut written = self.branch.iter().rev().flat_map(|commit| &commit.days);
        let of_branch = written.find(|written| *written.record == **id && written.recorded.is_same(recorded));
        of_branch.map_or(own, |written| written.on.min(own))
    }

    /// Who set a decision that this commit brought to the main line; never nobody.
    pub fn setters(&self, record: &Record, decision: &Decision) -> Vec<Setter<'_>> {
        // Who set it last: what was taken back before is not what came.
        let of_branch = self.branch.iter().rev().find(|commit| commit.has_set(record, decision));
        let of_branch = of_branch.filter(|commit| commit.agreed_to(record, decision));
        let mut setters: Vec<Setter<'_>> = of_branch.into_iter().map(BranchCommit::as_setter).collect();
        if setters.is_empty() {
            // What no commit of the branch set came with the merge itself.
            setters.push(Setter { signature: None, ..self.as_setter() });
        }
        setters
    }
}

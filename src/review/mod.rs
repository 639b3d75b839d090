//! What a reviewer of a branch wants to know: what it changes in an auditor's terms, what it adds to mend and what it
//! mends, who has to agree, and which ids another branch has taken too.

mod approvals;
mod clashes;

use std::sync::Arc;

pub use approvals::{Approval, Approver};
pub use clashes::{Clash, OtherBranch, clashes};

use crate::diagnostic::Diagnostic;
use crate::diff::{Changes, diff};
use crate::gate::{Decision, Profile, Verdict, judge_added};
use crate::history::SignersChange;
use crate::lint::{Added, Baseline, IssuedReport, Landing, Mapped, Settings};
use crate::record::lifecycle::{StateChange, state_changes};
use crate::record::{Date, Grade, Kind, PersonRef, SigningSubject};
use crate::snapshot::{Record, Snapshot};

/// A review of what a branch changes.
#[derive(Debug)]
pub struct BranchReview {
    /// What changed, field by field.
    pub changes: Changes,
    /// The records that went to another state.
    pub states: Vec<Moved<StateChange>>,
    /// The findings that were given another grade: before and after.
    pub grades: Vec<Moved<(Grade, Grade)>>,
    /// The action items that are due on another day.
    pub due_dates: Vec<Moved<DueDate>>,
    /// What the rules say of it.
    pub added: Added,
    /// The gate's verdict on that.
    pub verdict: Verdict,
    /// Who has to agree, and why.
    pub approvals: Vec<Approval>,
    /// Ids of new records that another branch has taken too.
    pub clashes: Vec<Clash>,
    /// What has to be signed of it.
    pub signatures: Signatures,
    /// What could not be judged, for a part of the history is not in this clone.
    pub unjudged: Vec<Diagnostic>,
    /// The addresses of nobody's that its `.mailmap` takes for those of persons.
    pub mapped: Vec<Mapped>,
    /// What it does to the list of allowed signers.
    pub signers: Option<SignersChange>,
    /// What is an error at its commits, each by itself, and not in what comes of a merge.
    pub rebased: Vec<Diagnostic>,
    /// Whether a commit of it says that it takes records over, which the commit that merges it then has to say as well.
    pub takes_over: bool,
}

/// What has to be signed of a branch, beside what it has signed already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signatures {
    /// The commit that merges it.
    pub merge: Option<SignedMerge>,
    /// Whether commits of the branch decide something that has to be signed, so that a merge has to leave them as they are.
    pub keeps_commits: bool,
    /// Tags that are still to be set: the audit, the tag's name, and who may sign it; nobody where no tag has to be signed.
    pub tags: Vec<(String, String, Vec<PersonRef>)>,
}

/// The commit that merges a branch, where it has to be signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedMerge {
    /// Why, as the second half of a sentence.
    pub why: &'static str,
    /// Path of the list of the keys that count, from the record root.
    pub list: Option<String>,
    /// Whose keys it has.
    pub signers: Vec<String>,
}

/// Something of a record that is not what it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved<T> {
    /// Kind of the record.
    pub kind: Kind,
    /// Its id.
    pub id: Arc<str>,
    /// Its title.
    pub title: Arc<str>,
    /// What moved.
    pub what: T,
}

/// A due date that was moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueDate {
    /// Number of the action item.
    pub item: u32,
    /// The day before.
    pub from: Date,
    /// The day after.
    pub to: Date,
    /// Whether the old day had passed when it was moved.
    pub was_past: bool,
}

impl BranchReview {
    /// Reviews the head of a branch against where it left, as of `day`.
    pub fn of(
        baseline: &Baseline,
        head: &mut Snapshot,
        day: Date,
        profile: &'static Profile,
        clashes: Vec<Clash>,
    ) -> BranchReview {
        let added = baseline.judge(head, day, |settings: Settings| profile.settings(settings));
        let verdict = judge_added(&added, day, profile);
        let before = baseline.past();
        let changes = diff(before, head);
        let mapped = baseline.landing().map(|landing| landing.mapped.clone()).unwrap_or_default();
        let approvals = approvals::needed((before, head), day, &changes);
        let mut review = BranchReview {
            approvals: approvals::needed_for_addresses((before, head), day, &mapped, approvals),
            changes,
            states: Vec::new(),
            grades: Vec::new(),
            due_dates: Vec::new(),
            added,
            verdict,
            clashes,
            signatures: baseline.landing().map(|landing| signatures(landing, head)).unwrap_or_default(),
            unjudged: Vec::new(),
            mapped,
            signers: None,
            rebased: Vec::new(),
            takes_over: false,
        };
        let changed: Vec<(&Record, &Record)> = review
            .changes
            .records
            .iter()
            .filter(|change| change.is_changed())
            .filter_map(|change| Some((before.record(&change.id)?, head.record(&change.id)?)))
            .collect();
        for (one, other) in changed {
            let moved = |what| named(other, what);
            review.states.extend(state_changes(one.data(), other.data()).into_iter().map(moved));
            review.grades.extend(regraded(one, other));
            review.due_dates.extend(due_dates(one, other, day));
        }
        review
    }

    /// The same where it is known what could not be judged: that counts as it does for the gate.
    #[must_use]
    pub fn without(mut self, unjudged: Vec<Diagnostic>) -> BranchReview {
        self.verdict = self.verdict.with(unjudged.clone(), &self.added.settings);
        BranchReview { unjudged, ..self }
    }

    /// The same where the branch changes whose signatures count.
    #[must_use]
    pub fn with_signers(mut self, signers: Option<SignersChange>, before: &Snapshot, head: &Snapshot) -> BranchReview {
        if let Some(change) = &signers {
            self.approvals = approvals::needed_for_signers((before, head), self.verdict.day, change, self.approvals);
        }
        BranchReview { signers, ..self }
    }

    /// The same where it is known what is an error at each of its commits: what is said of a merge need not be said twice.
    #[must_use]
    pub fn with_rebased(mut self, errors: Vec<Diagnostic>) -> BranchReview {
        self.rebased = self.added.untold(errors);
        self
    }

    /// How many things that the gate counts are the branch's own, beside what could not be judged.
    pub fn failures(&self) -> usize {
        let is_own = |failure: &&Diagnostic| !self.unjudged.iter().any(|gap| gap.rule == failure.rule);
        self.verdict.failures.iter().filter(is_own).count()
    }

    /// Whether nothing speaks against it but that it could not be judged in full.
    pub fn is_unjudged_alone(&self) -> bool {
        self.verdict.decision == Decision::Failed && self.failures() == 0
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
            && self.added.outcome.diagnostics.is_empty()
            && self.added.mended.is_empty()
            && self.added.withheld.is_empty()
            && self.added.squashed.is_empty()
            && self.rebased.is_empty()
            && self.clashes.is_empty()
            && self.signatures == Signatures::default()
            && self.unjudged.is_empty()
            && self.mapped.is_empty()
            && self.signers.is_none()
            && !self.takes_over
    }

    /// Whether another branch that is to be merged into has one of the new ids already.
    pub fn has_taken_ids(&self) -> bool {
        self.clashes.iter().any(|clash| clash.is_target)
    }
}

fn signatures(landing: &Landing, head: &Snapshot) -> Signatures {
    let merge = landing.merge.must_be_signed.map(|why| SignedMerge {
        why,
        list: landing.list.clone(),
        signers: landing.signers.clone(),
    });
    let decides = landing.merge.branch.iter().any(|commit| !commit.set.is_empty());
    let keeps_commits = decides && landing.merge.required.contains(&SigningSubject::Approvals);
    let missing = |report: &IssuedReport| {
        let tag = report.tag.as_ref().filter(|tag| tag.commit.is_none())?;
        let issued = head.record(&report.audit)?.data().audit()?.report.as_ref()?.issued.as_ref()?.by.clone();
        let manager = head.isms()?.roles.programme_manager.clone();
        let mut who = if report.must_be_signed { vec![issued, manager] } else { Vec::new() };
        who.dedup();
        Some((report.audit.clone(), tag.name.clone(), who))
    };
    Signatures { merge, keeps_commits, tags: landing.reports.iter().filter_map(missing).collect() }
}

fn named<T>(record: &Record, what: T) -> Moved<T> {
    Moved { kind: record.kind(), id: Arc::clone(&record.id), title: record.data().title().into(), what }
}

fn regraded(before: &Record, after: &Record) -> Option<Moved<(Grade, Grade)>> {
    let (old, new) = (before.data().finding()?.grade, after.data().finding()?.grade);
    (old != new).then(|| named(after, (old, new)))
}

fn due_dates(before: &Record, after: &Record, day: Date) -> Vec<Moved<DueDate>> {
    let (Some(old), Some(new)) = (before.data().action(), after.data().action()) else { return Vec::new() };
    let moved = new.actions.iter().filter_map(|item| {
        let past = old.actions.iter().find(|past| past.n == item.n)?;
        let (from, to) = past.due.zip(item.due).filter(|(from, to)| from != to)?;
        let was_past = past.status.is_open() && from < day;
        Some(named(after, DueDate { item: item.n, from, to, was_past }))
    });
    moved.collect()
}

//! Pass or fail. A profile says what counts among all that a lint finds; the verdict is what counted.
//!
//! A gate fails closed. What makes other results unreliable counts in every profile, and no setting or waiver softens it:
//! the file that cannot be read might hold the overdue item.

mod profile;
mod promised;

use std::cmp::Reverse;
use std::sync::Arc;

pub use profile::{FAIL_CLOSED, PROFILES, Profile};

use crate::diagnostic::Diagnostic;
use crate::history::Promises;
use crate::lint::{Added, Baseline, Outcome, Settings, lint_with, rules};
use crate::record::{Date, ROOT_FILE};
use crate::snapshot::Snapshot;

/// What a gate says.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The profile that was asked for.
    pub profile: &'static Profile,
    /// The day on which the records were judged.
    pub day: Date,
    /// Whether it passed.
    pub decision: Decision,
    /// What counted against it: rule by rule in the order of the registry, those that make others unreliable first;
    /// the longest overdue first; then by place.
    pub failures: Vec<Diagnostic>,
    /// What would have counted, had no waiver covered it.
    pub waived: Vec<Diagnostic>,
    /// The rules that the profile is about and that the settings turn off.
    pub turned_off: Vec<&'static str>,
    /// The files with what is wrong with the settings, where it is undecided for that.
    pub invalid: Vec<Arc<str>>,
    /// How many failures were there before, where only what a branch adds counts.
    pub before: Option<usize>,
    /// Whether what is overdue is so by the day that was promised first.
    pub is_by_promise: bool,
}

/// Passed, failed, or not to be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Nothing counted against it.
    Passed,
    /// Something did.
    Failed,
    /// `tickmark.yaml` is wrong, so nobody knows what should count.
    Undecided,
}

impl Decision {
    /// The word for it in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Decision::Passed => "passed",
            Decision::Failed => "failed",
            Decision::Undecided => "undecided",
        }
    }
}

/// Judges the records of a snapshot by a profile, as of `day`.
pub fn judge(snapshot: &Snapshot, day: Date, profile: &'static Profile) -> Verdict {
    let settings = profile.settings(Settings::of(snapshot));
    verdict(lint_with(snapshot, day, &settings), &settings, day, profile)
}

/// The same by what was promised first: an item counts as overdue from the day that its plan was accepted with, and an item
/// whose day moved more often than `max_slips` allows counts as well.
pub fn judge_by_promise(snapshot: &Snapshot, day: Date, profile: &'static Profile, promises: &Promises) -> Verdict {
    let settings = profile.settings(Settings::of(snapshot));
    let outcome = promised::outcome(snapshot, day, &settings, promises);
    Verdict { is_by_promise: true, ..verdict(outcome, &settings, day, profile) }
}

/// What a branch adds by what was promised first where it goes: with the branch, a day moves once more there, whatever it was on the way.
pub fn added_by_promise(
    baseline: &Baseline,
    head: &mut Snapshot,
    day: Date,
    profile: &'static Profile,
    promises: &Promises,
) -> Added {
    let lint = |state: &Snapshot, day: Date, settings: &Settings| promised::outcome(state, day, settings, promises);
    baseline.judge_by(head, day, |settings| profile.settings(settings), &lint)
}

/// Judges what a branch adds, as of `day`; what was there before counts for nothing. The absolute gate of the target sees
/// to that. `added` comes of [`Profile::settings`].
pub fn judge_added(added: &Added, day: Date, profile: &'static Profile) -> Verdict {
    let before = added.remaining.iter().filter(|diagnostic| profile.counts(diagnostic)).count();
    Verdict { before: Some(before), ..verdict(added.outcome.clone(), &added.settings, day, profile) }
}

fn verdict(outcome: Outcome, settings: &Settings, day: Date, profile: &'static Profile) -> Verdict {
    let counting = |found: Vec<Diagnostic>| {
        let mut counting: Vec<_> = found.into_iter().filter(|diagnostic| profile.counts(diagnostic)).collect();
        counting.sort_by_key(|diagnostic| (rank(diagnostic.rule), Reverse(days(diagnostic, day))));
        counting
    };
    let failures = counting(outcome.diagnostics);
    let decision = match (outcome.invalid_settings, failures.is_empty()) {
        (true, _) => Decision::Undecided,
        (false, false) => Decision::Failed,
        (false, true) => Decision::Passed,
    };
    let invalid = if decision == Decision::Undecided { wrong_files(settings, &failures) } else { Vec::new() };
    let turned_off = profile.turned_off(settings);
    let waived = counting(outcome.waived);
    Verdict { profile, day, decision, failures, waived, turned_off, invalid, before: None, is_by_promise: false }
}

/// Where it stands that nobody knows what should count: in `tickmark.yaml`, or in a record with a waiver.
fn wrong_files(settings: &Settings, failures: &[Diagnostic]) -> Vec<Arc<str>> {
    let mut files = settings.wrong_files();
    files.extend(failures.iter().map(|failure| failure.place.path.clone()).filter(|path| **path == *ROOT_FILE));
    files.into_iter().collect()
}

impl Verdict {
    /// The verdict with what else was found, beside what the records of one state show.
    pub fn with(mut self, found: Vec<Diagnostic>, settings: &Settings) -> Verdict {
        let counting = found.into_iter().filter(|diagnostic| self.profile.counts(diagnostic));
        let (waived, failures): (Vec<_>, Vec<_>) =
            counting.partition(|diagnostic| settings.is_waived(diagnostic, self.day));
        self.waived.extend(waived);
        self.failures.extend(failures);
        self.failures.sort_by_key(|diagnostic| (rank(diagnostic.rule), Reverse(days(diagnostic, self.day))));
        if self.decision == Decision::Passed && !self.failures.is_empty() {
            self.decision = Decision::Failed;
        }
        self
    }
}

/// How many days have passed since all was well.
pub fn days(diagnostic: &Diagnostic, day: Date) -> Option<i64> {
    diagnostic.since.map(|since| day.days_since(since))
}

/// Where a rule stands in a verdict.
fn rank(name: &str) -> (bool, usize) {
    let position = rules::ALL.iter().position(|rule| rule.name == name);
    (!FAIL_CLOSED.contains(&name), position.unwrap_or(usize::MAX))
}

//! What became of findings and of what was promised about them.

use std::collections::BTreeMap;

use super::between::{Between, Moved, Part, Stepped};
use super::{End, Named, titled};
use crate::record::*;
use crate::snapshot::Snapshot;
use crate::text::natural_cmp;

/// Findings from one cycle to a later one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FindingChanges {
    /// Reported since the earlier cycle's end, or of an audit of the later cycle.
    pub new: Vec<Found>,
    /// Not closed at the ends of both: open, or with a risk that is accepted.
    pub carried: Vec<Found>,
    /// Nonconformities among the new ones that repeat an earlier one.
    pub repeated: Vec<Found>,
    /// Done with, or all but, and opened again in between.
    pub reopened: Vec<Stepped>,
    /// Done with in between: those carried over from before, and new ones.
    pub closed: Vec<Found>,
    /// Among the new ones and those that were open: their risk is accepted at the later end, and was not at the earlier one.
    pub accepted: Vec<Found>,
    /// On record at the earlier cycle's end, and not any more.
    pub gone: Vec<Found>,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The finding.
    pub finding: Named,
    /// Its grade.
    pub grade: Grade,
    /// Its state.
    pub status: FindingStatus,
    /// Day on which it was found.
    pub detected_on: Date,
    /// The earlier findings that it repeats.
    pub repeat_of: Vec<String>,
    /// Whether an audit of the later cycle found it.
    pub is_of_cycle: bool,
    /// Whether it was reported by the end of the earlier cycle.
    pub is_old: bool,
    /// Day of its closure.
    pub closed_on: Option<Date>,
}

/// A day that was moved to a later one, over all its moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The record.
    pub record: Named,
    /// The part of it.
    pub part: Part,
    /// What was to be done.
    pub what: String,
    /// Who was to do it.
    pub owner: Option<PersonRef>,
    /// How often it was moved to a later day.
    pub times: usize,
    /// The day before the first move.
    pub from: Date,
    /// The day after the last one.
    pub to: Date,
    /// Why, oldest first.
    pub reasons: Vec<String>,
}

impl Slip {
    /// Days by which it is later in the end.
    pub fn days(&self) -> i64 {
        self.to.days_since(self.from)
    }
}

/// An action that was checked and did not work, or in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The action.
    pub action: Named,
    /// The result.
    pub result: CheckResult,
    /// Day of the check.
    pub checked_on: Option<Date>,
    /// The findings that it answers.
    pub findings: Vec<String>,
    /// The actions that go on from it.
    pub continued_by: Vec<String>,
}

pub(super) fn changes(before: End<'_>, after: End<'_>, between: &Between) -> FindingChanges {
    let mut changes = FindingChanges { reopened: between.reopened.clone(), ..FindingChanges::default() };
    let reported = |id: &str| {
        let finding = before.snapshot.record(id).and_then(|record| record.data().finding());
        finding.filter(|finding| finding.status.is_reported() && before.has(finding))
    };
    for finding in after.snapshot.findings().filter(|finding| after.has(finding)) {
        let past = reported(finding.id());
        let is_of_cycle = after.cycle.has_finding(after.snapshot, &finding);
        let found = Found { is_of_cycle, is_old: past.is_some(), ..Found::of(&finding) };
        let was_open = past.is_some_and(|past| before.is_asked(past));
        // Taken back after it was told: it is done with, though no report has it any more.
        if !finding.status.is_reported() && !was_open {
            continue;
        }
        // Of two states of one cycle the later one has no finding anew that the earlier one told of.
        let was_of_cycle = past.is_some_and(|past| before.cycle.has_finding(before.snapshot, past));
        let is_new = is_of_cycle && !was_of_cycle || past.is_none();
        if is_new && finding.status.is_reported() {
            changes.new.push(found.clone());
            if finding.grade.is_nonconformity() && !finding.repeat_of.is_empty() {
                changes.repeated.push(found.clone());
            }
        }
        let was_accepted = past.is_some_and(|past| past.is_accepted_on(before.day));
        if (was_open || is_new) && finding.is_accepted_on(after.day) && !was_accepted {
            changes.accepted.push(found.clone());
        }
        if was_open && after.is_asked(&finding) {
            changes.carried.push(found);
        } else if !after.is_open(&finding) && (was_open || is_new && past.is_none()) {
            changes.closed.push(found);
        }
    }
    let is_gone = |finding: &Finding| after.snapshot.record(finding.id.as_str()).is_none();
    let gone = before
        .snapshot
        .findings()
        .filter(|finding| finding.status.is_reported() && before.has(finding) && is_gone(finding));
    changes.gone = gone.map(|finding| Found { is_old: true, ..Found::of(&finding) }).collect();
    let FindingChanges { new, carried, repeated, closed, accepted, gone, .. } = &mut changes;
    for list in [new, carried, repeated, closed, accepted, gone] {
        list.sort_by(|a, b| a.grade.cmp(&b.grade).then_with(|| natural_cmp(&a.finding.id, &b.finding.id)));
    }
    changes
}

impl Found {
    fn of(finding: &Finding) -> Found {
        Found {
            finding: Named::new(finding.id.as_str(), &finding.title),
            grade: finding.grade,
            status: finding.status,
            detected_on: finding.detected_on,
            repeat_of: finding.repeat_of.iter().map(ToString::to_string).collect(),
            is_of_cycle: false,
            is_old: false,
            closed_on: finding.closed.as_ref().map(|closed| closed.date),
        }
    }
}

/// The days that are later now than they were, the most moved first.
pub(super) fn slips(after: &Snapshot, between: &Between) -> Vec<Slip> {
    let mut moves: BTreeMap<(&str, &Part), Vec<&Moved>> = BTreeMap::new();
    for moved in &between.moved {
        moves.entry((&moved.record, &moved.part)).or_default().push(moved);
    }
    let mut slips: Vec<Slip> =
        moves.into_iter().filter_map(|((id, part), moves)| slip(after, id, part, &moves)).collect();
    slips.sort_by(|a, b| {
        (b.times, b.days()).cmp(&(a.times, a.days())).then_with(|| natural_cmp(&a.record.id, &b.record.id))
    });
    slips
}

fn slip(after: &Snapshot, id: &str, part: &Part, moves: &[&Moved]) -> Option<Slip> {
    let later: Vec<&&Moved> = moves.iter().filter(|moved| moved.to > moved.from).collect();
    let (first, last) = (moves.first()?, moves.last()?);
    if later.is_empty() {
        return None;
    }
    let (what, owner) = promised(after, id, part);
    Some(Slip {
        record: titled(after, id),
        part: part.clone(),
        what,
        owner,
        times: later.len(),
        from: first.from,
        to: last.to,
        reasons: later.iter().filter_map(|moved| moved.reason.clone()).collect(),
    })
}

/// What a part of a record is about, and who sees to it.
fn promised(snapshot: &Snapshot, id: &str, part: &Part) -> (String, Option<PersonRef>) {
    let Some(record) = snapshot.record(id) else { return (String::new(), None) };
    match (record.data(), part) {
        (Data::Action(action), Part::Item(n)) => {
            let item = action.actions.iter().find(|item| item.n == *n);
            let owner = item.and_then(|item| item.owner.clone()).unwrap_or_else(|| action.owner.clone());
            (item.map(|item| item.what.clone()).unwrap_or_default(), Some(owner))
        }
        (Data::Action(action), Part::Check) => {
            let check = action.effectiveness.as_ref();
            let what = check.and_then(|check| check.criterion.clone()).unwrap_or_default();
            (what, check.and_then(|check| check.checked_by.clone()))
        }
        (Data::Review(review), Part::Decision(id)) => {
            let decision = review.decisions.iter().find(|decision| decision.id.as_str() == id);
            decision.map(|decision| (decision.text.clone(), decision.owner.clone())).unwrap_or_default()
        }
        _ => (String::new(), None),
    }
}

/// The actions that were found not to work, or in part, and were not at the earlier end.
pub(super) fn ineffective(before: End<'_>, after: End<'_>) -> Vec<Judged> {
    let mut judged: Vec<Judged> = after
        .snapshot
        .actions()
        .filter_map(|action| {
            let result = failed(after, &action)?;
            let past = before.snapshot.record(action.id()).and_then(|record| failed(before, record.data().action()?));
            if past == Some(result) {
                return None;
            }
            let goes_on = |other: &Action| {
                other.previous.as_ref().is_some_and(|previous| previous.as_str().eq_ignore_ascii_case(action.id()))
            };
            Some(Judged {
                action: Named::new(action.id(), &action.data().title),
                result,
                checked_on: action.data().effectiveness.as_ref().and_then(|check| check.checked_on),
                findings: action.data().source.findings.iter().map(ToString::to_string).collect(),
                continued_by: after
                    .snapshot
                    .actions()
                    .filter(|other| goes_on(other))
                    .map(|other| other.id().to_owned())
                    .collect(),
            })
        })
        .collect();
    judged.sort_by(|a, b| natural_cmp(&a.action.id, &b.action.id));
    judged
}

/// The result of a check that an action did not pass by the end of a cycle.
fn failed(end: End<'_>, action: &Action) -> Option<CheckResult> {
    let check = action.effectiveness.as_ref();
    if end.by_days && check.and_then(|check| check.checked_on).is_none_or(|day| day > end.day) {
        return None;
    }
    let result = check.and_then(|check| check.result);
    match action.status == ActionStatus::Ineffective {
        true => Some(result.unwrap_or(CheckResult::Ineffective)),
        false => result.filter(|result| *result != CheckResult::Effective),
    }
}

//! How long findings took to close, which came back, and whether what was done about them worked.

use std::collections::{BTreeMap, BTreeSet};

use super::{Population, Share, Spread};
use crate::history::Chronicle;
use crate::record::{Action, ActionStatus, Change, CheckResult, Date, Finding, FindingStatus, Grade};
use crate::snapshot::View;

/// A finding that is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<'a> {
    /// Its id.
    pub finding: &'a str,
    /// The day of its closure.
    pub on: Date,
    /// Days from its detection to its closure.
    pub days: i64,
    /// Those days in three: until the plan was accepted, until the last item was done, until it was closed. `None` where
    /// the records lack one of these days, or have them in another order.
    pub parts: Option<[i64; 3]>,
}

/// The closed findings of a grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closures<'a> {
    /// The grade.
    pub grade: Grade,
    /// The findings, the slowest first.
    pub closed: Vec<Closed<'a>>,
}

impl Closures<'_> {
    /// How long they took.
    pub fn spread(&self) -> Option<Spread> {
        Spread::of(self.closed.iter().map(|closed| closed.days).collect())
    }

    /// The medians of the three parts, and of how many findings all of them are known.
    pub fn parts(&self) -> Option<([i64; 3], usize)> {
        let parts: Vec<[i64; 3]> = self.closed.iter().filter_map(|closed| closed.parts).collect();
        let median = |part: usize| Some(Spread::of(parts.iter().map(|parts| parts[part]).collect())?.median);
        Some(([median(0)?, median(1)?, median(2)?], parts.len()))
    }
}

/// The closed findings by grade; strengths ask for no closure.
pub fn closures<'a>(population: &Population<'a>) -> Vec<Closures<'a>> {
    let of = |grade: Grade| {
        let findings = population.findings().filter(|finding| finding.grade == grade);
        let mut closed: Vec<Closed<'a>> = findings.filter_map(|finding| closed(population, finding)).collect();
        closed.sort_by_key(|closed| (std::cmp::Reverse(closed.days), closed.finding));
        Closures { grade, closed }
    };
    Grade::ALL.iter().filter(|grade| **grade != Grade::Strength).map(|&grade| of(grade)).collect()
}

fn closed<'a>(population: &Population<'a>, finding: View<'a, Finding>) -> Option<Closed<'a>> {
    let on = finding.closed.as_ref().filter(|_| finding.status == FindingStatus::Closed)?.date;
    let actions: Vec<&Action> = population
        .snapshot
        .actions_for(finding.id())
        .map(|action| action.data())
        .filter(|action| action.status != ActionStatus::Cancelled)
        .collect();
    let accepted = actions.iter().filter_map(|action| Some(action.plan.as_ref()?.accepted.as_ref()?.date)).max();
    let done = actions.iter().filter_map(|action| action.last_done_on()).max();
    let parts = accepted.zip(done).map(|(accepted, done)| {
        [accepted.days_since(finding.detected_on), done.days_since(accepted), on.days_since(done)]
    });
    let parts = parts.filter(|parts| parts.iter().all(|days| *days >= 0));
    Some(Closed { finding: finding.id(), on, days: on.days_since(finding.detected_on), parts })
}

/// A finding that was closed and opened again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reopened<'a> {
    /// Its id.
    pub finding: &'a str,
    /// Day.
    pub day: Date,
    /// Why, as the record says; empty when it does not.
    pub reason: &'a str,
}

/// The findings that were opened again: as the history shows it, and for what was before it, or without one, as the records
/// declare it.
pub fn reopened<'a>(population: &Population<'a>) -> Vec<Reopened<'a>> {
    let mut all: Vec<Reopened<'a>> = population
        .findings()
        .flat_map(|finding| {
            let id = finding.id();
            let shown = population.chronicle.map(|chronicle| reopened_in(chronicle, id)).unwrap_or_default();
            let begun = population.chronicle.and_then(|chronicle| Some(chronicle.life(id).next()?.0.day));
            let back: Vec<&'a Change> = finding.data().changes.iter().filter(|change| is_reopening(change)).collect();
            let seen: Vec<Reopened<'a>> = shown
                .into_iter()
                .map(|day| {
                    // The reason is written on the day, or shortly before it is committed.
                    let told = back.iter().filter(|change| change.date <= day).max_by_key(|change| change.date);
                    Reopened { finding: id, day, reason: told.map_or("", |change| &change.reason) }
                })
                .collect();
            let declared = back.into_iter().filter(move |change| begun.is_none_or(|begun| change.date < begun));
            let declared = declared.map(|change| Reopened { finding: id, day: change.date, reason: &change.reason });
            declared.chain(seen).collect::<Vec<_>>()
        })
        .filter(|reopened| reopened.day <= population.day)
        .collect();
    all.sort_by_key(|reopened| (reopened.day, reopened.finding));
    all
}

fn is_reopening(change: &Change) -> bool {
    change.field == "status" && change.from == FindingStatus::Closed.as_str()
}

/// The days on which a closed finding got back into a state that is open.
fn reopened_in(chronicle: &Chronicle, id: &str) -> Vec<Date> {
    let is_open = |word: &str| FindingStatus::ALL.iter().any(|status| status.as_str() == word && status.is_open());
    let back = chronicle.steps_of(id).filter(|step| {
        step.before.is_some_and(|before| before.status == FindingStatus::Closed.as_str())
            && step.after.is_some_and(|after| is_open(after.status))
    });
    back.map(|step| chronicle.moments[step.moment].day).collect()
}

/// Whether actions worked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Effects<'a> {
    /// The actions that were checked, by result.
    pub checked: BTreeMap<CheckResult, Vec<&'a str>>,
    /// Those whose check is overdue.
    pub overdue: Vec<&'a str>,
    /// Those whose check lies ahead.
    pub ahead: Vec<&'a str>,
}

impl Effects<'_> {
    /// The effective ones of those checked; what works in part is not effective.
    pub fn share(&self) -> Share {
        let count = |result: CheckResult| self.checked.get(&result).map_or(0, Vec::len);
        Share { part: count(CheckResult::Effective), all: self.checked.values().map(Vec::len).sum() }
    }
}

/// Whether the actions worked.
pub fn effects<'a>(population: &Population<'a>) -> Effects<'a> {
    let mut effects = Effects::default();
    for action in population.actions() {
        let Some(check) = action.data().effectiveness.as_ref() else { continue };
        match (check.checked_on.filter(|on| *on <= population.day).and(check.result), check.planned_on) {
            (Some(result), _) => effects.checked.entry(result).or_default().push(action.id()),
            (None, Some(on)) if action.status == ActionStatus::Implemented && on < population.day => {
                effects.overdue.push(action.id());
            }
            (None, Some(_)) if !action.status.is_finished() => effects.ahead.push(action.id()),
            _ => {}
        }
    }
    effects
}

/// How many nonconformities repeat an earlier one, and the chains that they form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repeats<'a> {
    /// Those of the window that repeat one.
    pub repeating: Vec<&'a str>,
    /// All nonconformities of the window.
    pub all: usize,
    /// Chains of findings of the same lapse, each oldest first; the longest first.
    pub chains: Vec<Vec<&'a str>>,
}

/// The repeats of the window of `repeat_window_months`, and the chains of all time.
pub fn repeat_rate<'a>(population: &Population<'a>) -> Repeats<'a> {
    let since = population.day.plus_months(-i64::from(population.snapshot.thresholds().repeat_window_months));
    let findings: BTreeMap<String, View<'a, Finding>> =
        population.findings().map(|finding| (finding.id().to_lowercase(), finding)).collect();
    let mut repeats = Repeats::default();
    for finding in findings.values().filter(|finding| finding.grade.is_nonconformity() && since < finding.detected_on) {
        repeats.all += 1;
        if !finding.repeat_of.is_empty() {
            repeats.repeating.push(finding.id());
        }
    }
    let earlier = |finding: &View<'a, Finding>| -> Vec<String> {
        let named = finding.repeat_of.iter().map(|id| id.as_str().to_lowercase());
        named.filter(|id| findings.contains_key(id)).collect()
    };
    let repeated: BTreeSet<String> = findings.values().flat_map(&earlier).collect();
    for (id, last) in findings.iter().filter(|(id, last)| !repeated.contains(*id) && !last.repeat_of.is_empty()) {
        let mut chain = BTreeSet::from([id.clone()]);
        let mut waiting = earlier(last);
        while let Some(id) = waiting.pop() {
            if chain.insert(id.clone()) {
                waiting.extend(earlier(&findings[&id]));
            }
        }
        let mut chain: Vec<View<'a, Finding>> = chain.iter().map(|id| findings[id]).collect();
        chain.sort_by_key(|finding| (finding.detected_on, finding.id()));
        repeats.chains.push(chain.iter().map(|finding| finding.id()).collect());
    }
    repeats.chains.retain(|chain| chain.len() > 1);
    repeats.chains.sort_by_key(|chain| (std::cmp::Reverse(chain.len()), chain.last().copied()));
    repeats
}

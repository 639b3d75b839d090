//! Why things happened, and who is to act: causes by category, what is overdue by owner and process.

use std::collections::{BTreeMap, BTreeSet};

use super::{Duty, DutyKind, Population};
use crate::record::{Action, ActionItem, CauseCategory, Date, SourceType};

/// Months over which causes are counted.
pub const CAUSE_MONTHS: i64 = 24;

/// The corrective actions with a cause of one category; `None` stands for those whose cause is not known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause<'a> {
    /// Where the cause lies.
    pub category: Option<CauseCategory>,
    /// Ids of the actions.
    pub actions: Vec<&'a str>,
}

/// The causes of what was found in the last 24 months, the most frequent first; what is not known comes last.
pub fn causes<'a>(population: &Population<'a>) -> Vec<Cause<'a>> {
    let since = population.day.plus_months(-CAUSE_MONTHS);
    let mut by_category: BTreeMap<Option<CauseCategory>, Vec<&'a str>> = BTreeMap::new();
    for action in population.actions().filter(|action| action.source.r#type != SourceType::Opportunity) {
        let detected = action.data().source.findings.iter();
        let detected = detected.filter_map(|finding| Some(population.snapshot.finding(finding)?.detected_on)).min();
        let day = detected.or_else(|| first_day(action.data(), |_| true));
        // One without any day is being written now.
        if day.is_none_or(|day| since < day && day <= population.day) {
            let category = action.data().cause.as_ref().and_then(|cause| cause.category);
            by_category.entry(category).or_default().push(action.id());
        }
    }
    let mut causes: Vec<Cause<'a>> =
        by_category.into_iter().map(|(category, actions)| Cause { category, actions }).collect();
    causes.sort_by_key(|cause| (cause.category.is_none(), std::cmp::Reverse(cause.actions.len()), cause.category));
    causes
}

/// The earliest day that an action names for itself, of the fields that whoever asks may know.
pub fn first_day(action: &Action, may_know: impl Fn(&str) -> bool) -> Option<Date> {
    let may_know = |field: &str| may_know(field).then_some(());
    let [done, due] = ["actions/done_on", "actions/due"].map(may_know);
    let done_on = |item: &ActionItem| item.done_on.filter(|_| done.is_some());
    // The day by which something was to be done says nothing once it is done.
    let due_on = |item: &ActionItem| item.due.filter(|_| due.is_some() && item.done_on.is_none());
    let days = [
        may_know("correction/done_on").and_then(|()| action.correction.as_ref()?.done_on),
        may_know("cause/date").and_then(|()| action.cause.as_ref()?.date),
        may_know("plan/proposed_on").and_then(|()| action.plan.as_ref()?.proposed_on),
        may_know("plan/accepted/date").and_then(|()| Some(action.plan.as_ref()?.accepted.as_ref()?.date)),
        action.actions.iter().filter_map(|item| done_on(item).or_else(|| due_on(item))).min(),
    ];
    days.into_iter().flatten().min()
}

/// What somebody, or a process, is late with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue<'a> {
    /// Id of the person, role in words, or id of the process; `None` where nobody is named.
    pub who: Option<&'a str>,
    /// The records and the part of each that is late, the latest first.
    pub what: Vec<(&'a str, Option<String>)>,
    /// Days by which the latest is late.
    pub worst: i64,
}

/// What is overdue by who has to do it, the latest first.
pub fn overdue_by_owner<'a>(population: &Population<'a>) -> Vec<Overdue<'a>> {
    group(population, |duty| BTreeSet::from([duty.owner]))
}

/// What is overdue by the process of the findings that it answers, the latest first. What is no action is left out.
pub fn overdue_by_process<'a>(population: &Population<'a>) -> Vec<Overdue<'a>> {
    group(population, |duty| {
        let is_action = matches!(duty.kind, DutyKind::Action | DutyKind::Effectiveness);
        let action = duty.record.data().action().filter(|_| is_action);
        let findings = action.into_iter().flat_map(|action| &action.source.findings);
        let processes: BTreeSet<Option<&'a str>> = findings
            .filter_map(|finding| population.snapshot.finding(finding))
            .map(|finding| finding.data().process.as_ref().map(|process| process.as_str()))
            .collect();
        match (is_action, processes.is_empty()) {
            (true, true) => BTreeSet::from([None]),
            _ => processes,
        }
    })
}

fn group<'a>(population: &Population<'a>, of: impl Fn(&Duty<'a>) -> BTreeSet<Option<&'a str>>) -> Vec<Overdue<'a>> {
    let mut groups: BTreeMap<Option<&'a str>, Overdue<'a>> = BTreeMap::new();
    // The earliest day comes first, and so does what is latest.
    for duty in super::overdue(population.snapshot, population.day, population.promises) {
        if !population.counts(&duty.record.id) {
            continue;
        }
        for who in of(&duty) {
            let group = groups.entry(who).or_insert(Overdue { who, what: Vec::new(), worst: 0 });
            group.worst = group.worst.max(duty.late(population.day));
            group.what.push((&duty.record.id, duty.part.clone()));
        }
    }
    let mut groups: Vec<Overdue<'a>> = groups.into_values().collect();
    groups.sort_by_key(|group| (std::cmp::Reverse(group.worst), group.who));
    groups
}

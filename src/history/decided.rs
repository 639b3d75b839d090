//! What was in force and was taken away: a decision, or the plan of an action. Where it comes into force again, it is held against what it
//! was when it was in force last, and not against what was made of it meanwhile.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::lint::{CommitFacts, Decision, decisions, new_days};
use crate::record::{Date, Kind, PersonRef};
use crate::snapshot::{Document, Record, Snapshot};

/// The approvals that hold what a record says.
const HOLDING: &[&str] = &["/approved/by", "/plan/approved/by", "/plan/accepted/by", "/auditor/approved/by"];

/// Records as they were when something was in force in them last.
#[derive(Debug, Default)]
pub(super) struct Decided {
    /// Somebody's decision.
    records: BTreeMap<Key, Arc<Document>>,
    /// The plan of an action, by the action's id in lower case.
    plans: BTreeMap<Arc<str>, Arc<Document>>,
}

/// Id of the record in lower case, where the decision stood, who decided, and when.
type Key = (Arc<str>, &'static str, PersonRef, Date);

impl Decided {
    /// Notes what a commit takes away: the records that it touched, before and after.
    pub fn note<'a>(&mut self, couples: impl Iterator<Item = (&'a Record, Option<&'a Record>)>) {
        for (old, new) in couples {
            let now = new.map(held).unwrap_or_default();
            for gone in held(old).into_iter().filter(|decision| !now.contains(decision)) {
                self.records.extend(key(old, gone).map(|key| (key, Arc::clone(old.document()))));
            }
            match (has_plan(old), new.is_some_and(has_plan)) {
                (true, false) => drop(self.plans.insert(Arc::clone(old.key()), Arc::clone(old.document()))),
                (false, true) => drop(self.plans.remove(&**old.key())),
                _ => {}
            }
        }
    }

    /// Of the actions whose plans come into force again, how they were when they were so last; each at the path that it has now.
    pub fn promised<'a>(
        &self,
        couples: impl Iterator<Item = (Option<&'a Record>, &'a Record)>,
    ) -> Vec<(Arc<str>, Arc<Document>)> {
        let couples = couples.filter(|(old, new)| comes_into_force(*old, new));
        couples
            .filter_map(|(_, new)| Some((Arc::clone(&new.path), Arc::clone(self.plans.get(&**new.key())?))))
            .collect()
    }

    /// Of the records to which a commit, of the day `own`, brings back what somebody had decided on an earlier day, also in the name
    /// of somebody else, how they were when it was taken away; each at the path that it has now.
    pub fn back<'a>(
        &self,
        couples: impl Iterator<Item = (Option<&'a Record>, &'a Record)>,
        by: (&CommitFacts, Date),
    ) -> Vec<(Arc<str>, Arc<Document>)> {
        let couples = couples.filter(|_| !self.records.is_empty());
        let then = |(old, new): (Option<&'a Record>, &'a Record)| {
            let mut then = earlier(old, new, by).into_iter().filter_map(|decision| self.taken(&key(new, decision)?));
            then.next().map(|document| (Arc::clone(&new.path), Arc::clone(document)))
        };
        couples.filter_map(then).collect()
    }

    /// The record as it was when a decision was taken away: the same, or else that of somebody else on the same day.
    fn taken(&self, decision: &Key) -> Option<&Arc<Document>> {
        let (record, path, _, day) = decision;
        let is_in_its_place = |key: &Key| key.0 == *record && key.1 == *path && key.3 == *day;
        let by_another = || self.records.iter().find(|(key, _)| is_in_its_place(key)).map(|(_, then)| then);
        self.records.get(decision).or_else(by_another)
    }
}

/// What a commit, of the day `own`, writes into a record that somebody decided on an earlier day.
pub(super) fn earlier(old: Option<&Record>, new: &Record, (facts, own): (&CommitFacts, Date)) -> Vec<Decision> {
    let known = old.map(held).unwrap_or_default();
    let mut back = held(new);
    // Who decides again on the same day decides on what there is.
    back.retain(|decision| {
        let path = decision.path.replace("/by", "/date");
        let day = || new_days(old, new).into_iter().find(|day| day.path == path);
        !known.contains(decision) && decision.date < Some(day().map_or(own, |day| facts.written_on(new, &day, own)))
    });
    back
}

/// Whether the plan of an action is accepted that was there before and was not.
pub(super) fn comes_into_force(old: Option<&Record>, new: &Record) -> bool {
    old.is_some_and(|old| !has_plan(old)) && has_plan(new)
}

fn has_plan(record: &Record) -> bool {
    record.data().action().is_some_and(|action| action.status.is_accepted())
}

fn held(record: &Record) -> Vec<Decision> {
    // Most records are of these kinds, and nothing holds what they say.
    if matches!(record.kind(), Kind::Finding | Kind::Evidence) {
        return Vec::new();
    }
    let mut held = decisions(record);
    held.retain(|decision| HOLDING.contains(&decision.path));
    held
}

fn key(record: &Record, decision: Decision) -> Option<Key> {
    Some((Arc::clone(record.key()), decision.path, decision.by, decision.date?))
}

/// A state before a commit in which records are as they were when something was decided that the commit brings back.
pub(super) fn state(before: &Snapshot, then: Vec<(Arc<str>, Arc<Document>)>) -> Option<Arc<Snapshot>> {
    (!then.is_empty()).then(|| Arc::new(before.with_documents(then)))
}

//! What became of the decisions of management reviews.

use super::{End, Named};
use crate::record::*;
use crate::snapshot::{Snapshot, View};

/// Decisions from one cycle to a later one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DecisionChanges {
    /// Those that were open at the earlier cycle's end, with what became of them.
    pub carried: Vec<Decided>,
    /// Those of reviews held since.
    pub new: Vec<Decided>,
    /// The reviews that were held since.
    pub reviews: Vec<Named>,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The review.
    pub review: String,
    /// The decision's name, `<review>/<id>`, and its text.
    pub decision: Named,
    /// Its state; `None` when it is not on record any more.
    pub status: Option<DecisionStatus>,
    /// The day by which it is to be done.
    pub due: Option<Date>,
    /// The day on which it was done.
    pub done_on: Option<Date>,
    /// Who sees to it.
    pub owner: Option<PersonRef>,
}

pub(super) fn changes(before: End<'_>, after: End<'_>) -> DecisionChanges {
    let mut changes = DecisionChanges::default();
    for review in held(before) {
        for decision in review.data().decisions.iter().filter(|decision| decision.status.is_open()) {
            changes.carried.push(became(after.snapshot, &review, decision));
        }
    }
    let known: Vec<&str> = held(before).iter().map(|review| review.id()).collect();
    for review in held(after).into_iter().filter(|review| !known.contains(&review.id())) {
        changes.reviews.push(Named::new(review.id(), &review.data().title));
        changes.new.extend(review.data().decisions.iter().map(|decision| decided(review.id(), decision)));
    }
    changes
}

/// The reviews that were held, the earliest first.
fn held(end: End<'_>) -> Vec<View<'_, Review>> {
    let mut held: Vec<_> = end.snapshot.reviews().filter(|review| review.status >= ReviewStatus::Held).collect();
    held.sort_by_key(|review| (review.held_on, review.id()));
    held
}

fn became(after: &Snapshot, review: &View<'_, Review>, decision: &Decision) -> Decided {
    let now = after.record(review.id()).and_then(|record| record.data().review());
    match now.and_then(|review| review.decisions.iter().find(|other| other.id == decision.id)) {
        Some(now) => decided(review.id(), now),
        None => Decided { status: None, ..decided(review.id(), decision) },
    }
}

fn decided(review: &str, decision: &Decision) -> Decided {
    Decided {
        review: review.to_owned(),
        decision: Named::new(format!("{review}/{}", decision.id), &decision.text),
        status: Some(decision.status),
        due: decision.due,
        done_on: decision.done_on,
        owner: decision.owner.clone(),
    }
}

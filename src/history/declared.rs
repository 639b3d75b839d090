//! What an action says of its own promises: which days its entries of `changes` declare, and whether an item was given up.

use std::str::FromStr;

use super::promises::{Promise, Promises};
use crate::record::{Action, ActionItem, ActionItemStatus, ActionStatus, Change, Date, PersonRef};

/// Whether an item was cancelled, by itself or with its record, and no entry of `changes` says that somebody else agreed.
pub fn is_given_up(action: &Action, item: &ActionItem) -> bool {
    let is_cancelled = item.status == ActionItemStatus::Cancelled && action.status != ActionStatus::Closed;
    if !is_cancelled && action.status != ActionStatus::Cancelled || item.status == ActionItemStatus::Done {
        return false;
    }
    let field = format!("actions/{}/status", item.n);
    let is_owner = |person: &PersonRef| action.owner == *person || item.owner.as_ref() == Some(person);
    let agreed = action.changes.iter().filter(|change| change.to == ActionStatus::Cancelled.as_str());
    let mut agreed = agreed.filter(|change| change.field == field || change.field == "status");
    !agreed.any(|change| change.approved_by.as_ref().is_some_and(|person| !is_owner(person)))
}

/// What was promised for the item of an action with a number, whose day in force is `due`: by history where it is at hand,
/// else by the changes that the record declares.
pub fn promised(action: &Action, number: u32, due: Date, history: Option<&Promises>) -> Promise {
    let known = history.and_then(|promises| promises.get(action, number));
    known.unwrap_or_else(|| declared(action.changes.iter(), number, due))
}

pub(super) fn declared<'c>(changes: impl Iterator<Item = &'c Change> + Clone, number: u32, due: Date) -> Promise {
    let field = format!("actions/{number}/due");
    let moves = changes.clone().filter(|change| change.field == field && is_later(change)).count();
    let first = first_due(changes, &field, due);
    let mut promise = Promise::of(first, true, (0, first));
    (promise.moves, promise.last) = (moves, due);
    promise
}

/// The day that was promised first, by the changes of a field such as `actions/1/due`.
pub fn first_due<'c>(changes: impl Iterator<Item = &'c Change>, field: &str, due: Date) -> Date {
    let moved = changes.filter(|change| change.field == field);
    moved
        .filter_map(|change| Some((change.date, Date::from_str(&change.from).ok()?)))
        .min()
        .map_or(due, |(_, from)| from)
}

/// Whether a day moved to a later one.
pub fn is_later(change: &Change) -> bool {
    match (Date::from_str(&change.from), Date::from_str(&change.to)) {
        (Ok(from), Ok(to)) => from < to,
        _ => false,
    }
}

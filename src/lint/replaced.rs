//! Items of plans that take the place of others: the one is cancelled, and the other says the same, for the same record or finding.

use super::Versions;
use super::changes::changes;
use crate::record::{Action, ActionItem, ActionItemStatus, ActionStatus, Date};
use crate::snapshot::{Record, Snapshot};
use crate::text::has_same_letters;

/// For how many days after something was cancelled another plan for the same is taken to be in its place.
pub const DAYS: i64 = 90;

/// An item that another one stands beside or takes the place of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Other {
    /// Its action.
    pub action: String,
    /// Its number there.
    pub number: u32,
    /// When it is, or was, due.
    pub due: Date,
}

/// The item that an item of a plan, which is agreed on now, takes the place of: one that is cancelled. Where there are more, the one
/// that was due first.
pub(super) fn in_place_of(versions: &Versions<'_>, new: &Action, item: &ActionItem) -> Option<Other> {
    let mut found: Vec<Other> = Vec::new();
    let own = versions.past.record(new.id.as_str()).and_then(|record| Some((record, record.data().action()?)));
    let findings = new.source.findings.iter();
    let others = findings.flat_map(|finding| versions.past.actions_for(finding.as_str()));
    let others = others.filter(|other| other.data().id != new.id).map(|other| (other.record(), other.data()));
    for (record, other) in own.into_iter().chain(others) {
        let is_same = |past: &ActionItem| other.id == new.id && past.n == item.n;
        for past in other.actions.iter().filter(|past| has_same_letters(&past.what, &item.what) && !is_same(past)) {
            let Some(due) = past.due.filter(|_| is_given_up(versions, (record, other), past)) else { continue };
            found.push(Other { action: other.id.to_string(), number: past.n, due });
        }
    }
    found.into_iter().min_by_key(|other| other.due)
}

/// An item of another plan for the same findings that stands already, was agreed on later than the one with this item, and says the same.
pub(super) fn stands_beside(versions: &Versions<'_>, old: &Action, item: &ActionItem) -> Option<Other> {
    let now = versions.context.snapshot;
    let accepted = |action: &Action| action.plan.as_ref()?.accepted.as_ref().map(|accepted| accepted.date);
    let findings = old.source.findings.iter();
    let others = findings.flat_map(|finding| now.actions_for(finding.as_str())).map(|other| other.data());
    let others = others.filter(|other| other.id != old.id && is_held(versions.past, other));
    let mut others = others.filter(|other| other.status.is_accepted() && accepted(other) >= accepted(old));
    others.find_map(|other| {
        let is_it = |one: &&ActionItem| one.status.is_open() && has_same_letters(&one.what, &item.what);
        let one = other.actions.iter().find(is_it)?;
        Some(Other { action: other.id.to_string(), number: one.n, due: one.due? })
    })
}

/// Whether a plan was agreed on before: what is agreed on with this very version takes the place itself.
fn is_held(past: &Snapshot, action: &Action) -> bool {
    let before = past.record(action.id.as_str()).and_then(|record| record.data().action());
    before.is_some_and(|before| before.status.is_accepted())
}

/// Whether an item that was agreed on is cancelled now, and was not done: just now, or not long ago.
fn is_given_up(versions: &Versions<'_>, (record, old): (&Record, &Action), item: &ActionItem) -> bool {
    if item.status == ActionItemStatus::Done {
        return false;
    }
    if old.status == ActionStatus::Cancelled || item.status == ActionItemStatus::Cancelled {
        let field = format!("actions/{}/status", item.n);
        let mut entries = changes(record.data()).iter().filter(|change| change.to == ActionStatus::Cancelled.as_str());
        let is_recent = |day: Date| (0..=DAYS).contains(&versions.context.day.days_since(day));
        return entries.any(|change| (change.field == "status" || change.field == field) && is_recent(change.date));
    }
    let now = versions.context.snapshot.same(record).and_then(|record| record.data().action());
    let is_cancelled = |now: &Action| {
        let mut items = now.actions.iter().filter(|it| it.n == item.n);
        now.status == ActionStatus::Cancelled || items.any(|it| it.status == ActionItemStatus::Cancelled)
    };
    // What is gone is `record-deleted`'s.
    old.status.is_accepted() && now.is_some_and(is_cancelled)
}

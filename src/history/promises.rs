//! What was promised first: the day that an item of an action had when its plan was accepted, and how often it moved since.

use std::collections::BTreeMap;

use super::Replay;
use crate::record::{Action, ActionStatus, Date};
use crate::source::SourceError;

/// What history knows of the due date of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// The day that was promised when the plan was accepted.
    pub first: Date,
    /// The day that was in force last.
    pub last: Date,
    /// How often it moved to a later day.
    pub moves: usize,
    /// Whether the item was still to be done when it was there last.
    pub is_open: bool,
}

/// The promises of a history, by the action's id in lower case and the item's number.
#[derive(Debug, Clone, Default)]
pub struct Promises {
    promises: BTreeMap<(String, u32), Promise>,
}

impl Promises {
    /// Reads them off the main line.
    ///
    /// # Errors
    /// History cannot be read.
    pub fn of(replay: &mut Replay<'_>) -> Result<Promises, SourceError> {
        let mut promises = Promises::default();
        replay.run(&mut |moment| {
            moment.after.actions().for_each(|action| promises.note(action.data()));
        })?;
        Ok(promises)
    }

    /// Takes a later version of an action into account.
    pub fn note(&mut self, action: &Action) {
        // Until the plan is accepted, days are proposals.
        if !action.status.is_accepted() && action.status != ActionStatus::Cancelled {
            return;
        }
        let id = action.id.as_str().to_lowercase();
        let is_over = matches!(action.status, ActionStatus::Cancelled | ActionStatus::Closed);
        for item in &action.actions {
            let key = (id.clone(), item.n);
            if let Some(known) = self.promises.get_mut(&key) {
                known.is_open = item.status.is_open() && !is_over;
            }
            let Some(due) = item.due else { continue };
            let new = Promise { first: due, last: due, moves: 0, is_open: true };
            let promise = self.promises.entry(key).or_insert(new);
            promise.moves += usize::from(due > promise.last);
            promise.last = due;
            // A day that was brought forward is the new promise.
            promise.first = promise.first.min(due);
        }
    }

    /// The promises that were not kept when the item, or the whole record, was taken out: those of items that are not
    /// there any more, by the action's id in lower case and the item's number.
    pub fn broken_off(&self, is_there: impl Fn(&str, u32) -> bool) -> impl Iterator<Item = (&str, u32, Promise)> {
        let open = self.promises.iter().filter(|(_, promise)| promise.is_open);
        open.map(|((action, number), promise)| (action.as_str(), *number, *promise))
            .filter(move |(action, number, _)| !is_there(action, *number))
    }

    /// What was promised for an item.
    pub fn get(&self, action: &str, number: u32) -> Option<Promise> {
        self.promises.get(&(action.to_lowercase(), number)).copied()
    }
}

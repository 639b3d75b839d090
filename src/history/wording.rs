//! In which words something was promised: whoever marks something else as done has not kept it.

use crate::record::{Action, ActionItem, ActionItemStatus, ActionStatus, Change, Date, PersonRef};
use crate::text::{goes_on, has_same_letters, is_alike};

/// From which degree on words say the same in a better way.
const LIKENESS: f64 = 0.6;

/// What an item says is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wording {
    /// As it was promised, or as somebody agreed to it since.
    pub(super) agreed: String,
    /// As it was last.
    pub(super) last: String,
    /// Who accepted the plan, and when.
    accepted: Option<(PersonRef, Date)>,
    /// How many entries of `changes` tell of other words to which somebody agreed.
    told: usize,
}

impl Wording {
    /// What an item says with which a plan is in force.
    pub(super) fn of(action: &Action, item: &ActionItem) -> Wording {
        let (agreed, last) = (item.what.clone(), item.what.clone());
        Wording { agreed, last, accepted: accepted(action), told: told(action, item) }
    }

    /// Takes a later version into account.
    pub(super) fn note(&mut self, action: &Action, item: &ActionItem) {
        if self.is_agreed(action, item) {
            *self = Wording::of(action, item);
        } else if self.last != item.what {
            self.last.clone_from(&item.what);
        }
    }

    /// Whether an item is marked as done in words that say something else, and nobody agreed to them who does not own it. Once somebody has
    /// looked whether the plan worked, they have looked at that.
    pub(super) fn is_done_otherwise(&self, action: &Action, item: &ActionItem) -> bool {
        let is_unchecked = matches!(action.status, ActionStatus::Accepted | ActionStatus::Implemented);
        let is_other = || {
            let (was, is) = (&self.agreed, &item.what);
            !has_same_letters(was, is) && !goes_on(was, is) && !is_alike(was, is, LIKENESS)
        };
        item.status == ActionItemStatus::Done && is_unchecked && is_other() && !self.is_agreed(action, item)
    }

    /// Whether somebody agreed to what an item says by now.
    fn is_agreed(&self, action: &Action, item: &ActionItem) -> bool {
        let accepted = accepted(action);
        accepted.is_some() && accepted != self.accepted || told(action, item) > self.told
    }
}

fn accepted(action: &Action) -> Option<(PersonRef, Date)> {
    let approval = action.plan.as_ref().and_then(|plan| plan.accepted.as_ref());
    approval.map(|approval| (approval.by.clone(), approval.date))
}

/// How many entries of `changes` tell of other words of an item, to which somebody agreed who does not own it.
fn told(action: &Action, item: &ActionItem) -> usize {
    let fields = [format!("actions/{}/what", item.n), format!("actions/{}", item.n)];
    let is_owner = |person: &PersonRef| action.owner == *person || item.owner.as_ref() == Some(person);
    let is_agreed = |change: &&Change| {
        let is_meant = fields.iter().any(|field| field == change.field.trim().trim_matches('/'));
        is_meant && change.approved_by.as_ref().is_some_and(|person| !is_owner(person))
    };
    action.changes.iter().filter(is_agreed).count()
}

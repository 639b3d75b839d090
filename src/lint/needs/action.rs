//! Corrective action records and their items. The cause is `root-cause-missing`'s, corrective items are
//! `correction-only`'s, that there was a check is `effectiveness-not-checked`'s.

use super::{Need, STATUS};
use crate::record::{Action, ActionItem, ActionItemStatus, ActionStatus, CheckResult, EffectivenessCheck};
use crate::text::is_blank;

/// The needs of a record's states.
pub const NEEDS: &[Need<Action>] = &[
    Need {
        when: |_, action| action.status == ActionStatus::Proposed,
        met: |_, action| !action.actions.is_empty() || suffices(action),
        place: STATUS,
        lapse: "it proposes nothing",
        help: "list what will be done under `actions:`, each item with `owner` and `due`",
    },
    Need {
        when: |_, action| action.status.is_implemented(),
        met: |_, action| {
            suffices(action) || action.actions.iter().any(|item| item.status != ActionItemStatus::Cancelled)
        },
        place: STATUS,
        lapse: "every item of it was cancelled",
        help: "cancel the record with the reason, or list what was done instead",
    },
    Need {
        when: |_, action| matches!(action.status, ActionStatus::Effective | ActionStatus::Closed),
        met: |_, action| recorded(action).is_none_or(|check| check.result == Some(CheckResult::Effective)),
        place: "/effectiveness/result",
        lapse: "the check says that it did not work, or only in part",
        help: "set the record to `ineffective`, open the finding again, and carry on in a new record with `previous`",
    },
    Need {
        when: |_, action| action.status == ActionStatus::Ineffective,
        met: |_, action| recorded(action).is_none_or(|check| check.result != Some(CheckResult::Effective)),
        place: "/effectiveness/result",
        lapse: "the check says that it worked",
        help: "correct the result, or set the record to `effective`",
    },
    Need {
        when: |_, action| is_judged(action),
        met: |_, action| recorded(action).is_none_or(|check| check.checked_by.is_some()),
        place: "/effectiveness",
        lapse: "it does not say who checked",
        help: "name who did under `effectiveness.checked_by`: somebody who owns no part of it",
    },
    Need {
        when: |context, action| action.status == ActionStatus::Closed && context.snapshot.answers_nonconformity(action),
        met: |_, action| !action.isms_changes.is_empty() || !is_blank(action.no_isms_change.as_deref()),
        place: STATUS,
        lapse: "it does not say what changed in the ISMS",
        help: "list it under `isms_changes`, or say under `no_isms_change` why nothing had to",
    },
    Need {
        when: |_, action| action.status == ActionStatus::Cancelled,
        met: |_, action| !is_blank(action.status_reason.as_deref()),
        place: STATUS,
        lapse: "it does not say why",
        help: "give the reason under `status_reason`, and who agreed to it",
    },
];

/// The needs of an item's states.
pub const ITEMS: &[Need<ActionItem>] = &[
    Need {
        when: |_, item| item.status.is_open(),
        met: |_, item| item.done_on.is_none(),
        place: "/done_on",
        lapse: "it says when it was done",
        help: "set it to `done` (`tickmark done` asks for the evidence), or take the day out",
    },
    Need {
        when: |_, item| item.status == ActionItemStatus::Done,
        met: |_, item| item.done_on.is_some(),
        place: STATUS,
        lapse: "it does not say when it was done",
        help: "record the day: `done_on: …`",
    },
    Need {
        when: |_, item| item.status == ActionItemStatus::Cancelled,
        met: |_, item| !is_blank(item.status_reason.as_deref()),
        place: STATUS,
        lapse: "it does not say why",
        help: "give the reason under `status_reason`, and what takes its place",
    },
];

/// Whether the owner stands behind the plan.
pub(in crate::lint) fn is_proposed(action: &Action) -> bool {
    action.status >= ActionStatus::Proposed && action.status != ActionStatus::Cancelled
}

fn suffices(action: &Action) -> bool {
    !is_blank(action.cause.as_ref().and_then(|cause| cause.correction_suffices.as_deref()))
}

fn is_judged(action: &Action) -> bool {
    matches!(action.status, ActionStatus::Effective | ActionStatus::Ineffective | ActionStatus::Closed)
}

/// The check, where there was one.
fn recorded(action: &Action) -> Option<&EffectivenessCheck> {
    action.effectiveness.as_ref().filter(|check| check.checked_on.is_some() && check.result.is_some())
}

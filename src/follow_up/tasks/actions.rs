//! What waits for somebody in a corrective action: its plan, who accepts it, the check whether it worked, its closure.

use super::people::{acceptor, checker, manager};
use super::{Task, TaskKind, task::task};
use crate::record::*;
use crate::snapshot::{Snapshot, View};
use crate::text::is_blank;

pub(super) fn of_action(snapshot: &Snapshot, action: View<'_, Action>, tasks: &mut Vec<Task>) {
    let data = action.data();
    let id = action.id();
    let owner = Some(data.owner.to_string());
    let due = snapshot.plan_due_of(data);
    let check_due = || {
        let within = snapshot.thresholds().effectiveness_within_days;
        data.last_done_on().map(|day| day.plus_days(within.into()))
    };
    let (kind, who, due, how) = match data.status {
        // What is done cannot be proposed any more: it came in as it was, and is to be checked.
        ActionStatus::Draft if is_done_unproposed(data) => {
            (TaskKind::Effectiveness, checker(snapshot, data), check_due(), judge(data))
        }
        ActionStatus::Draft => (TaskKind::Plan, owner, due, propose(data)),
        ActionStatus::Proposed => {
            (TaskKind::Acceptance, acceptor(snapshot, data), due, format!("tickmark move {id} accepted"))
        }
        ActionStatus::Implemented if data.effectiveness.as_ref().is_none_or(|check| check.planned_on.is_none()) => {
            (TaskKind::Effectiveness, checker(snapshot, data), check_due(), judge(data))
        }
        ActionStatus::Effective => (TaskKind::Closure, manager(snapshot), None, close(snapshot, data)),
        ActionStatus::Ineffective if !is_carried_on(snapshot, id) => {
            let due = snapshot.next_plan_due(data);
            (TaskKind::Answer, owner, due, format!("tickmark new action --previous {id}"))
        }
        ActionStatus::Accepted if data.open_items().next().is_none() => {
            (TaskKind::Closure, owner, None, format!("tickmark move {id} implemented"))
        }
        _ => return,
    };
    tasks.push(task(kind, action.record(), data.title.clone(), who, due, how));
}

/// Whether all of an action was done, and nobody had proposed it.
fn is_done_unproposed(action: &Action) -> bool {
    let is_proposed = action.plan.as_ref().is_some_and(|plan| plan.proposed_on.is_some());
    !is_proposed && action.done_on().is_some()
}

/// The command that proposes a plan, behind the one that writes it where there is none.
pub(super) fn propose(action: &Action) -> String {
    let id = &action.id;
    let propose = format!("tickmark move {id} proposed");
    match action.actions.is_empty() {
        true => {
            let item = "{n: 1, what: TEXT, type: corrective, owner: PERSON, due: DAY, status: open}";
            format!("tickmark set {id} actions --add '{item}'  # then: {propose}")
        }
        false => propose,
    }
}

/// The command that records a check, for either outcome, on what shows it.
pub(super) fn judge(action: &Action) -> String {
    let has_evidence = action.effectiveness.as_ref().is_some_and(|check| !check.evidence.is_empty());
    let evidence = if has_evidence { "" } else { " --set effectiveness/evidence=EVIDENCE" };
    format!("tickmark move {} effective{evidence}  # or: ineffective", action.id)
}

/// The command that closes an action, or the one that comes before it.
fn close(snapshot: &Snapshot, action: &Action) -> String {
    let id = &action.id;
    let undone = action.isms_changes.iter().position(|change| change.done_on.is_none());
    let is_silent = action.isms_changes.is_empty() && is_blank(action.no_isms_change.as_deref());
    match undone {
        Some(position) => format!("tickmark set {id} isms_changes/{}/done_on DAY", position + 1),
        None if is_silent && snapshot.answers_nonconformity(action) => {
            format!("tickmark move {id} closed --set no_isms_change=TEXT")
        }
        None => format!("tickmark move {id} closed"),
    }
}

fn is_carried_on(snapshot: &Snapshot, id: &str) -> bool {
    let is_it = |action: &View<'_, Action>| {
        action.data().previous.as_ref().is_some_and(|previous| previous.as_str().eq_ignore_ascii_case(id))
    };
    snapshot.actions().any(|action| action.status != ActionStatus::Cancelled && is_it(&action))
}

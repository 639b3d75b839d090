//! Who a task falls to.

use crate::metrics;
use crate::record::{Action, PersonRef, Programme};
use crate::snapshot::Snapshot;

/// Who manages the programme.
pub(super) fn manager(snapshot: &Snapshot) -> Option<String> {
    snapshot.isms().map(|isms| isms.data().roles.programme_manager.to_string())
}

/// Who accepts a plan: whoever raised the finding, as long as they do not own the action; else the programme manager.
pub(super) fn acceptor(snapshot: &Snapshot, action: &Action) -> Option<String> {
    let raised = action.source.findings.iter().find_map(|id| Some(snapshot.finding(id)?.data().raised_by.clone()));
    let may = raised.filter(|person| *person != action.owner && is_here(snapshot, person));
    may.map(|person| person.to_string()).or_else(|| manager(snapshot))
}

/// Who checks whether an action worked.
pub(super) fn checker(snapshot: &Snapshot, action: &Action) -> Option<String> {
    metrics::checker(snapshot, action).map(PersonRef::to_string)
}

fn is_here(snapshot: &Snapshot, person: &PersonRef) -> bool {
    snapshot.person(person).is_some_and(|person| person.to.is_none())
}

/// Who approves a programme: its sponsor where they belong to top management, which has to.
pub(in crate::follow_up) fn approver<'a>(snapshot: &'a Snapshot, programme: &'a Programme) -> &'a PersonRef {
    let top = snapshot.isms().map(|isms| isms.data().roles.top_management.as_slice()).unwrap_or_default();
    let sponsor = programme.sponsor.as_ref();
    sponsor.filter(|person| top.contains(person)).or(top.first()).or(sponsor).unwrap_or(&programme.manager)
}

//! Whose own work a decision is about: nobody closes what was found at themselves, checks what they did, or accepts what they planned.

use super::decisions::{ACCEPTANCE, AUDITOR, CHANGES, CLOSURE, Decision, EFFECTIVENESS, RISK};
use crate::record::{Action, ActionItemStatus, ActionStatus, Data, Finding, PersonRef};
use crate::snapshot::{Record, Snapshot};

/// What keeps a person from a decision in the name of another, as `is its auditee`; `None` where nothing does that is never right.
pub(super) fn kept_from(
    snapshot: &Snapshot,
    record: &Record,
    decision: &Decision,
    person: &PersonRef,
) -> Option<String> {
    match (decision.path, record.data()) {
        (CLOSURE | CHANGES | RISK, Data::Finding(finding)) => kept_from_closing(snapshot, finding, person),
        (EFFECTIVENESS, Data::Action(action)) => owned(action, person).map(|(_, what)| what),
        (ACCEPTANCE, Data::Action(action)) => (action.owner == *person).then(|| OWNER.to_owned()),
        (CHANGES, Data::Action(action)) => match item_of(decision) {
            Some(number) => owned_item(action, number, person),
            None => owned(action, person).map(|(_, what)| what),
        },
        (AUDITOR, Data::Person(auditor)) => {
            (auditor.id.as_str() == person.as_str()).then(|| "is that auditor".to_owned())
        }
        _ => None,
    }
}

/// Whether a decision is about the work of some person, who is kept from it.
pub(crate) fn is_of_somebody(record: &Record, decision: &Decision) -> bool {
    match (decision.path, record.data()) {
        (CLOSURE | CHANGES | RISK, Data::Finding(finding)) => finding.grade.is_nonconformity(),
        (EFFECTIVENESS | ACCEPTANCE | CHANGES, Data::Action(_)) | (AUDITOR, Data::Person(_)) => true,
        _ => false,
    }
}

/// What keeps a person from closing a finding. What becomes of an observation or an opportunity is the auditee's to decide.
pub(super) fn kept_from_closing(snapshot: &Snapshot, finding: &Finding, person: &PersonRef) -> Option<String> {
    if !finding.grade.is_nonconformity() {
        return None;
    }
    if finding.auditee.as_ref() == Some(person) {
        return Some("is its auditee".to_owned());
    }
    let mut actions = snapshot.actions_for(finding.id.as_str());
    let own = actions.find(|action| action.status != ActionStatus::Cancelled && action.owner == *person)?;
    Some(format!("owns {}, which answers it", own.id()))
}

const OWNER: &str = "owns the record";

/// Where an action says that work of it is a person's own, and what.
pub(super) fn owned(action: &Action, person: &PersonRef) -> Option<(String, String)> {
    if action.owner == *person {
        return Some(("/owner".to_owned(), OWNER.to_owned()));
    }
    let mut items = action.actions.iter().enumerate();
    let (position, item) =
        items.find(|(_, item)| item.status != ActionItemStatus::Cancelled && item.owner.as_ref() == Some(person))?;
    Some((format!("/actions/{position}/owner"), format!("owns item {}", item.n)))
}

fn owned_item(action: &Action, number: u32, person: &PersonRef) -> Option<String> {
    if action.owner == *person {
        return Some(OWNER.to_owned());
    }
    let mut items = action.actions.iter().filter(|item| item.n == number);
    items.any(|item| item.owner.as_ref() == Some(person)).then(|| format!("owns item {number}"))
}

/// The item of which an entry of `changes` tells, as `actions/2/due` does.
fn item_of(decision: &Decision) -> Option<u32> {
    decision.field.as_ref()?.strip_prefix("actions/")?.split('/').next()?.parse().ok()
}

//! Whose own work a decision is about: nobody closes what was found at themselves, checks what they did, or accepts what they planned.

use super::decisions::{ACCEPTANCE, CLOSURE, EFFECTIVENESS};
use crate::record::{Action, ActionItemStatus, ActionStatus, Finding, PersonRef};
use crate::snapshot::{Record, Snapshot};

/// What keeps a person from a decision, as `is its auditee`; `None` where nothing does that is never right.
pub(super) fn kept_from(snapshot: &Snapshot, record: &Record, path: &str, person: &PersonRef) -> Option<String> {
    match path {
        CLOSURE => kept_from_closing(snapshot, record.data().finding()?, person),
        EFFECTIVENESS => owned(record.data().action()?, person).map(|(_, what)| what),
        ACCEPTANCE => (record.data().action()?.owner == *person).then(|| "owns the record".to_owned()),
        _ => None,
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

/// Where an action says that work of it is a person's own, and what.
pub(super) fn owned(action: &Action, person: &PersonRef) -> Option<(String, String)> {
    if action.owner == *person {
        return Some(("/owner".to_owned(), "owns the record".to_owned()));
    }
    let mut items = action.actions.iter().enumerate();
    let (position, item) =
        items.find(|(_, item)| item.status != ActionItemStatus::Cancelled && item.owner.as_ref() == Some(person))?;
    Some((format!("/actions/{position}/owner"), format!("owns item {}", item.n)))
}

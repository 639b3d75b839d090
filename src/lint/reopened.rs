//! What was closed or checked, was taken back, and is closed or checked anew, all in one change: as where a branch with these steps is
//! squashed. It is held to no more than the same steps one by one.

use super::authority::agreement_to_go_back;
use super::changes::changed_fields;
use super::{Context, Versions};
use crate::record::{ActionStatus, Change, Data, Date, FindingStatus};
use crate::snapshot::{Record, Snapshot};

/// The fields that say who closed or checked, and when.
const DECISIONS: &[&str] = &["closed", "effectiveness"];

/// Whether a closed finding, or an action that was checked, was taken back on the way to the later version: a new entry of `changes` says so
/// to which somebody agreed who may, and what is closed or checked again is so since then.
pub(crate) fn is_reopened(versions: &Versions<'_>) -> bool {
    let Some((before, after)) = versions.both() else { return false };
    let is_sealed = match before.data() {
        Data::Finding(old) => old.status == FindingStatus::Closed,
        Data::Action(old) => old.status.is_checked(),
        _ => false,
    };
    let is_agreed = |entry: &Change| {
        let agreement = agreement_to_go_back(versions.past, before, entry.to.trim());
        agreement.zip(entry.approved_by.as_ref()).is_some_and(|(agreement, person)| agreement.is_of(person))
    };
    let (was, is) = (decided_on(before.data()), decided_on(after.data()));
    let is_anew = is > was || changed_fields(before, after).iter().any(|field| DECISIONS.contains(&field.as_str()));
    let is_since = |entry: &Change| {
        let is_back = was.is_none_or(|day| entry.date >= day);
        is_back && is.is_none_or(|day| is_anew && day >= entry.date)
    };
    let mut back =
        versions.explanations("status").into_iter().filter(|entry| is_sealed && is_open(after.data(), &entry.to));
    back.any(|entry| is_agreed(entry) && is_since(entry))
}

/// The same of a record in two states.
pub(crate) fn is_reopened_between((past, now): (&Snapshot, &Snapshot), record: &Record, day: Date) -> bool {
    let context = Context::new(now, day);
    is_reopened(&Versions { context, past, before: past.same(record), after: Some(record) })
}

/// Whether a record of this kind is worked on in a state.
fn is_open(data: &Data, state: &str) -> bool {
    use ActionStatus::{Accepted, Draft, Implemented, Proposed};
    match data {
        Data::Finding(_) => state.trim() != FindingStatus::Closed.as_str(),
        _ => [Draft, Proposed, Accepted, Implemented].iter().any(|open| open.as_str() == state.trim()),
    }
}

/// On which day it was closed or checked, where it is.
fn decided_on(data: &Data) -> Option<Date> {
    match data {
        Data::Finding(finding) => finding.closed.as_ref().map(|closed| closed.date),
        Data::Action(action) => action.effectiveness.as_ref()?.checked_on,
        _ => None,
    }
}

//! What a step to another state records by itself: who took it, on which day, on what ground.

use super::steps::{Reason, name_of};
use super::{Actor, Draft, EditError, Target};
use crate::lint::changes;
use crate::record::*;
use crate::snapshot::Record;
use crate::yaml::{Node, Value};

/// What a step records by itself: who took it and on which day.
enum Fill {
    /// The person and the day.
    Approval,
    /// The person.
    Person,
    /// The day.
    Day,
    /// A word.
    Word(&'static str),
}

/// What each step records where it is not recorded yet, by kind, state and field.
const FILLS: &[(Kind, &str, &str, Fill)] = &[
    (Kind::Programme, "approved", "approved", Fill::Approval),
    (Kind::Audit, "confirmed", "plan/approved", Fill::Approval),
    (Kind::Audit, "issued", "report/issued", Fill::Approval),
    (Kind::Evidence, "received", "collected_on", Fill::Day),
    (Kind::Evidence, "received", "collected_by", Fill::Person),
    (Kind::Evidence, "verified", "verified_by", Fill::Person),
    (Kind::Evidence, "disposed", "disposed", Fill::Approval),
    (Kind::Action, "proposed", "plan/proposed_on", Fill::Day),
    (Kind::Action, "accepted", "plan/accepted", Fill::Approval),
    (Kind::Action, "effective", "effectiveness/result", Fill::Word("effective")),
    (Kind::Action, "ineffective", "effectiveness/result", Fill::Word("ineffective")),
    (Kind::Action, "effective", "effectiveness/checked_on", Fill::Day),
    (Kind::Action, "ineffective", "effectiveness/checked_on", Fill::Day),
    (Kind::Action, "effective", "effectiveness/checked_by", Fill::Person),
    (Kind::Action, "ineffective", "effectiveness/checked_by", Fill::Person),
    (Kind::Review, "approved", "minutes", Fill::Approval),
];

/// Whether a record or its part had a state before and was taken back from it: what that step recorded is not of this one.
fn was_left(target: &Target<'_>, state: &str) -> bool {
    let field = name_of(target.record, &target.path("status"));
    changes(target.record.data()).iter().any(|change| change.field == field && change.from == state)
}

/// Records what the step of a record or a part to a state says by itself.
///
/// # Errors
/// Something is missing that only a person knows.
pub(super) fn fill(
    draft: &mut Draft,
    actor: &Actor,
    target: &Target<'_>,
    to: &str,
    why: &Reason,
) -> Result<(), EditError> {
    let record = target.record;
    let is_again = was_left(target, to);
    let is_absent = |path: &str| record.document().root.as_ref().is_some_and(|root| root.at(path).is_none());
    if target.part.is_some() {
        let path = target.path("done_on");
        return match to {
            "done" if is_again || is_absent(&path) => draft.set(record, &path, Node::word(actor.day)),
            _ => Ok(()),
        };
    }
    let of_step = FILLS.iter().filter(|(kind, state, ..)| *kind == record.kind() && *state == to);
    for (_, _, field, fill) in of_step.filter(|(_, _, field, _)| is_again || is_absent(&format!("/{field}"))) {
        let what = format!("the step to `{to}` records who took it");
        let value = match fill {
            Fill::Approval => actor.approval(&what)?,
            Fill::Person => Node::text(actor.person(&what)?.as_str()),
            Fill::Day => Node::word(actor.day),
            Fill::Word(word) => Node::word(word),
        };
        // A plan and a report have a version, and the first one is 1.
        let (top, rest) = field.split_once('/').unwrap_or((field, ""));
        if matches!(top, "plan" | "report") && record.kind() == Kind::Audit && is_absent(&format!("/{top}")) {
            draft.set(
                record,
                &format!("/{top}"),
                Node::map([("version", Node::new(Value::Integer(1))), (rest, value)]),
            )?;
        } else {
            draft.set(record, &format!("/{field}"), value)?;
        }
    }
    if record.kind() == Kind::Finding && to == "closed" {
        close(draft, actor, record, why.reason.as_deref())?;
    }
    Ok(())
}

/// Records who closed a finding, when and on what ground.
///
/// # Errors
/// Nobody said who, or on what ground.
pub(super) fn close(draft: &mut Draft, actor: &Actor, record: &Record, basis: Option<&str>) -> Result<(), EditError> {
    let Some(finding) = record.data().finding() else { return Ok(()) };
    let is_needed = match &finding.closed {
        Some(_) => was_left(&Target { record, part: None }, FindingStatus::Closed.as_str()),
        None => finding.grade.is_nonconformity(),
    };
    if !is_needed {
        return Ok(());
    }
    let what = format!("closing {} records who did it and on what ground", record.id);
    let basis = basis.ok_or_else(|| EditError::Needs {
        what: what.clone(),
        help: "give the ground with `--reason TEXT`".to_owned(),
    })?;
    let by = actor.person(&what)?.as_str();
    let closed = [("by", Node::text(by)), ("date", Node::word(actor.day)), ("basis", Node::text(basis))];
    draft.set(record, "/closed", Node::map(closed))
}

//! What a step to another state records by itself: who took it, on which day, on what ground.

use super::explain::{Reason, name_of};
use super::{Actor, Draft, EditError, Target};
use crate::lint::changes;
use crate::record::*;
use crate::snapshot::{Record, Snapshot};
use crate::text::listed;
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

/// Refuses the step by which a programme is approved to anybody whose decision that is not.
///
/// # Errors
/// Who takes it is not in top management.
pub(super) fn expect_approver(snapshot: &Snapshot, actor: &Actor, record: &Record, to: &str) -> Result<(), EditError> {
    let is_decided = record.data().programme().is_none_or(|programme| to != "approved" || programme.approved.is_some());
    let Some(isms) = snapshot.isms().filter(|_| !is_decided) else { return Ok(()) };
    let what = format!("top management approves {}", record.id);
    let top = &isms.data().roles.top_management;
    let person = actor.person(&what)?;
    if top.is_empty() || top.contains(person) {
        return Ok(());
    }
    Err(EditError::Needs {
        what: format!("{what}, and {person} is not in it"),
        help: format!("once they have: `--by PERSON` with one of {}", listed(top, 6)),
    })
}

/// Refuses a step that was taken already where this one would record that another person approves.
///
/// # Errors
/// Somebody else is on record.
pub(super) fn expect_same_approver(actor: &Actor, target: &Target<'_>, to: &str) -> Result<(), EditError> {
    let record = target.record;
    let root = record.document().root.as_ref();
    let recorded = FILLS.iter().find_map(|(kind, state, field, fill)| {
        let is_it = target.part.is_none() && *kind == record.kind() && *state == to && matches!(fill, Fill::Approval);
        let approval = root.filter(|_| is_it)?.at(&format!("/{field}"))?;
        Some((*field, approval, approval.get("by")?.as_text()?))
    });
    let other = recorded.zip(actor.person.as_ref()).filter(|((.., by), person)| *by != person.as_str());
    let Some(((field, approval, by), person)) = other else { return Ok(()) };
    let (id, day) = (&record.id, actor.day);
    // The whole of it set anew would lose the remark that it may have.
    let set = match approval.entries().iter().all(|entry| ["by", "date"].contains(&entry.key.as_ref())) {
        true => format!("`tickmark set {id} {field} '{{by: {person}, date: {day}}}' --reason TEXT`"),
        false => format!(
            "`tickmark set {id} {field}/by {person} --reason TEXT`, and `tickmark set {id} {field}/date {day} --reason TEXT`"
        ),
    };
    Err(EditError::Needs {
        what: format!("{id} is `{to}` already, and {by} is on record for it, not {person}"),
        help: format!("where that is wrong: {set}"),
    })
}

/// Whether a record or its part had a state before and was taken back from it: what that step recorded is not of this one.
pub(super) fn was_left(target: &Target<'_>, state: &str) -> bool {
    let field = name_of(target.record, &target.path("status"));
    changes(target.record.data()).iter().any(|change| change.field == field && change.from == state)
}

/// Gives the report of an audit that is taken back its next version, and the tag with it: what was out stays what it was.
/// Who issued the last one stays until the next one is issued.
///
/// # Errors
/// The file cannot be changed in place.
pub(super) fn take_back(draft: &mut Draft, record: &Record, to: &str) -> Result<(), EditError> {
    let Some(audit) = record.data().audit().filter(|audit| audit.status.is_issued()) else { return Ok(()) };
    let Some(report) = &audit.report else { return Ok(()) };
    match AuditStatus::ALL.iter().any(|state| state.as_str() == to && state.is_issued()) {
        true => Ok(()),
        false => next_version(draft, record, report, report.version + 1),
    }
}

/// Raises the version of a report. A tag that does not end in the version names the earlier one for ever, and so does a digest.
fn next_version(draft: &mut Draft, record: &Record, report: &Report, version: u32) -> Result<(), EditError> {
    draft.set(record, "/report/version", Node::new(Value::Integer(version.into())))?;
    draft.done.push(format!("{}: its report is version {version} now", record.id));
    let stem = report.tag.as_deref().and_then(|tag| tag.strip_suffix(&report.version.to_string()));
    match (stem.filter(|stem| !stem.ends_with(|c: char| c.is_ascii_digit())), &report.tag) {
        (Some(stem), _) => draft.set(record, "/report/tag", Node::text(format!("{stem}{version}")))?,
        (None, Some(tag)) => {
            draft.remove(record, "/report/tag")?;
            draft.done.push(format!("{}: the tag {tag} stays with version {}", record.id, report.version));
        }
        (None, None) => {}
    }
    if report.digest.is_some() {
        draft.remove(record, "/report/digest")?;
    }
    Ok(())
}

/// Raises the version of a report that is issued again under one that was out, as where it was taken back by hand.
fn raise_version(draft: &mut Draft, record: &Record) -> Result<(), EditError> {
    let Some(audit) = record.data().audit() else { return Ok(()) };
    let least = audit.times_taken_back() as u32 + 1;
    match audit.report.as_ref().filter(|report| report.version < least) {
        Some(report) => next_version(draft, record, report, least),
        None => Ok(()),
    }
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
    let was_out = record.data().audit().is_some_and(|audit| to == "issued" && audit.times_taken_back() > 0);
    let is_again = was_out || was_left(target, to);
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
    if was_out {
        raise_version(draft, record)?;
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
        // A ground that is given is not thrown away.
        None => finding.grade.is_nonconformity() || basis.is_some(),
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

//! What somebody has to agree to: steps back, and cancelling what was accepted.

use super::explain::{Reason, explain, has_changes, name, name_of};
use super::recorded::was_left;
use super::{Actor, Draft, EditError, Move, Target};
use crate::lint::authority::{
    Agreement, agreement_to_cancel, agreement_to_go_back, agreement_to_replan, agreement_to_reprogramme,
    agreement_to_restate, agreement_to_reword, never_back, undone,
};
use crate::lint::{grade_of_successors, graders};
use crate::record::{Action, ActionStatus, Data, FindingStatus, PersonRef};
use crate::snapshot::{Document, Record, Snapshot};

/// The states in which a plan was agreed to, and may still be cancelled.
const ACCEPTED: [ActionStatus; 2] = [ActionStatus::Accepted, ActionStatus::Implemented];

/// Takes a record back to a state: says why, and takes away who decided what is undone by it.
pub(super) fn go_back(
    snapshot: &Snapshot,
    draft: &mut Draft,
    actor: &Actor,
    record: &Record,
    (from, to): (&str, &str),
    why: &Reason,
) -> Result<(), EditError> {
    let audit = record.data().finding().and_then(|finding| snapshot.audit(&finding.audit));
    if let Some((why, instead)) = never_back(record, to, audit.is_some_and(|audit| audit.is_frozen())) {
        return Err(EditError::Needs {
            what: format!("{} does not go back from `{from}` to `{to}`: it {why}", record.id),
            help: instead.to_owned(),
        });
    }
    if !has_changes(record.data()) {
        return Ok(());
    }
    let why = match agreement_to_go_back(snapshot, record, to) {
        Some(agreement) => {
            let what = format!("taking {} back from `{from}` to `{to}`", record.id);
            agreed(snapshot, &agreement, actor, &what, why)?
        }
        None => why.clone(),
    };
    explain(draft, actor, record, "status", (from, to), &why)?;
    let is_there =
        |field: &&str| record.document().root.as_ref().is_some_and(|root| root.at(&format!("/{field}")).is_some());
    for field in undone(record, to).into_iter().filter(is_there) {
        draft.remove(record, &format!("/{field}"))?;
        draft.done.push(format!("{}: {field} is gone; it was said of how the record was", record.id));
    }
    Ok(())
}

/// Writes who agreed that what was accepted is not done; also where the plan was taken back first, since a branch is held against
/// what was accepted before it.
pub(super) fn expect_agreed_cancelling(
    snapshot: &Snapshot,
    draft: &mut Draft,
    actor: &Actor,
    target: &Target<'_>,
    from: &str,
    why: &Reason,
) -> Result<(), EditError> {
    let Some(action) = target.record.data().action() else { return Ok(()) };
    let item = target.part.and_then(|(_, position)| action.actions.get(position));
    let agreement = agreement_to_cancel(snapshot, action, item).or_else(|| {
        let was_accepted = ACCEPTED.iter().any(|state| was_left(&Target { part: None, ..*target }, state.as_str()));
        let was_agreed = Action { status: ActionStatus::Accepted, ..action.clone() };
        was_accepted.then(|| agreement_to_cancel(snapshot, &was_agreed, item)).flatten()
    });
    let Some(agreement) = agreement else { return Ok(()) };
    let field = name_of(target.record, &target.path("status"));
    let why = agreed(snapshot, &agreement, actor, &format!("cancelling {}, which was accepted", name(target)), why)?;
    explain(draft, actor, target.record, &field, (from, ActionStatus::Cancelled.as_str()), &why)
}

/// Writes who agreed that a finding goes on as a part of milder ones, once all that goes with a step is in the draft: which those are may come
/// with it.
///
/// # Errors
/// It names none that takes its place, or nobody agreed who may.
pub fn agree_to_merging(
    snapshot: &Snapshot,
    draft: &mut Draft,
    actor: &Actor,
    step: &Move<'_>,
) -> Result<(), EditError> {
    let (record, to) = (step.target.record, FindingStatus::Superseded.as_str());
    let old = record.data().finding().filter(|old| old.status.is_reported() && old.status.as_str() != to);
    let Some(old) = old.filter(|_| step.state == to) else { return Ok(()) };
    let document = Document::read(draft.text(record).as_bytes());
    let new = document.data.as_ref().and_then(|data| data.finding()).unwrap_or(old);
    let Some(grade) = grade_of_successors(snapshot, new) else {
        return Err(EditError::Needs {
            what: format!("{} is superseded by nothing: no finding that stands takes its place", record.id),
            help: "name the one that it is merged into with `--set related=F-…`".to_owned(),
        });
    };
    let from = old.status.as_str();
    if grade <= old.grade {
        let is_settled = old.status == FindingStatus::Contested && step.why.reason.is_some();
        return if is_settled { explain(draft, actor, record, "status", (from, to), step.why) } else { Ok(()) };
    }
    let may = graders(snapshot, old).into_iter().cloned().collect();
    let what = format!("merging {}, which is {}, into what is {grade}", record.id, old.grade);
    let why = agreed(snapshot, &Agreement { may, owners: Vec::new() }, actor, &what, step.why)?;
    explain(draft, actor, record, "status", (from, to), &why)
}

/// What is said for a change of a field that was agreed to. Who may agree to it does so by making it, where nobody else is named.
pub(super) fn by_own_word(snapshot: &Snapshot, actor: &Actor, record: &Record, path: &str, why: &Reason) -> Reason {
    let own = actor.person.as_ref().filter(|person| may_agree(snapshot, record, path, person));
    Reason { approved_by: why.approved_by.as_ref().or(own).cloned(), ..why.clone() }
}

/// Whether somebody is one of those who may agree to another value of a field.
fn may_agree(snapshot: &Snapshot, record: &Record, path: &str, person: &PersonRef) -> bool {
    let is_of = |agreement: Agreement| agreement.may.contains(person) && agreement.is_of(person);
    match record.data() {
        Data::Finding(finding) if path == "/grade" => graders(snapshot, finding).contains(&person),
        Data::Finding(finding) => is_of(agreement_to_restate(snapshot, finding)),
        Data::Action(action) => {
            let position = path.strip_prefix("/actions/").and_then(|rest| rest.split('/').next()?.parse().ok());
            let item = position.and_then(|position: usize| action.actions.get(position));
            is_of(agreement_to_reword(snapshot, action, item))
        }
        Data::Audit(audit) if !audit.is_frozen() => is_of(agreement_to_replan(snapshot, audit)),
        Data::Programme(programme) => is_of(agreement_to_reprogramme(snapshot, programme)),
        _ => false,
    }
}

/// What is said for something that somebody has to agree to. Who may agree does so by doing it.
///
/// # Errors
/// Nobody agreed who may.
pub(super) fn agreed(
    snapshot: &Snapshot,
    agreement: &Agreement,
    actor: &Actor,
    what: &str,
    why: &Reason,
) -> Result<Reason, EditError> {
    let who = agreement.in_words(snapshot, actor.day);
    let own = actor.person.as_ref().filter(|person| agreement.may.contains(person));
    match why.approved_by.as_ref().or(own) {
        Some(person) if agreement.is_of(person) => Ok(Reason { approved_by: Some(person.clone()), ..why.clone() }),
        Some(person) => Err(EditError::Needs {
            what: format!("{person} may not agree to {what}"),
            help: format!("name with `--approved-by` who agreed: {who}"),
        }),
        None => Err(EditError::Needs {
            what: format!("somebody has to agree to {what}"),
            help: format!("name with `--approved-by` who did: {who}"),
        }),
    }
}

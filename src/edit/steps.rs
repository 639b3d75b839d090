//! Taking a record to another state with all that goes with the step.

use super::agreed::{agreed, expect_agreed_cancelling, go_back};
use super::explain::{Reason, explain, has_changes, name, name_of};
use super::recorded::{close, expect_approver, expect_same_approver, fill, take_back};
use super::{Actor, Draft, EditError, Target};
use crate::lint::authority::agreement_to_postpone;
use crate::lint::changes;
use crate::record::lifecycle::{Lifecycle, Way, finding_state, way_of_finding};
use crate::record::*;
use crate::schema::{What, shape};
use crate::snapshot::{Record, Snapshot, View};
use crate::text::{listed, nearest};
use crate::yaml::Node;

/// A step of a record or of a part of it.
#[derive(Debug, Clone)]
pub struct Move<'a> {
    /// The record or the part.
    pub target: Target<'a>,
    /// The state that it is to have.
    pub state: &'a str,
    /// Why.
    pub why: &'a Reason,
}

/// Takes a record or a part of it to another state: with the day and the person that the step records, with the entry of
/// `changes` that a step back needs, and with the records that go by its state.
///
/// # Errors
/// There is no such state, no step leads there, or something is missing that only a person knows.
pub fn move_to(snapshot: &Snapshot, draft: &mut Draft, actor: &Actor, step: &Move<'_>) -> Result<(), EditError> {
    let record = step.target.record;
    let path = step.target.path("status");
    let Some(What::Word(words)) = shape(record.kind()).at(&path).map(|shape| &shape.what) else {
        let help = "audits, findings, actions, evidence, programmes, reviews, action items and decisions have one";
        return Err(EditError::Needs { what: format!("{} has no state", record.id), help: help.to_owned() });
    };
    let Some(to) = words.iter().find(|word| *word == step.state) else {
        let help = match nearest(step.state, words.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the states are {}", listed(words, 20)),
        };
        return Err(EditError::Needs { what: format!("there is no state `{}`", step.state), help });
    };
    let root = record.document().root.as_ref();
    let from = root.and_then(|root| root.at(&path)?.as_text()).unwrap_or_default().to_owned();
    if from == *to {
        return expect_same_approver(actor, &step.target, to);
    }
    match way(record.data(), step.target.part, &from, to) {
        Way::None => {
            let next = next_states(record.data(), step.target.part, words, &from);
            return Err(EditError::Needs {
                what: format!("{} is `{from}`, and no step leads from there to `{to}`", name(&step.target)),
                help: match next.is_empty() {
                    true => "nothing follows it".to_owned(),
                    false => format!("it can become {}", listed(&next, 10)),
                },
            });
        }
        Way::Back if step.target.part.is_none() => go_back(snapshot, draft, actor, record, (&from, to), step.why)?,
        Way::Back if has_changes(record.data()) => {
            explain(draft, actor, record, &name_of(record, &path), (&from, to), step.why)?;
        }
        // How a dispute was settled is nowhere else where the auditee does not agree.
        Way::Step if is_settled(&from, to) && step.why.reason.is_some() => {
            explain(draft, actor, record, &name_of(record, &path), (&from, to), step.why)?;
        }
        Way::Step | Way::Over(_) if to == AuditStatus::Issued.as_str() && step.why.reason.is_some() => {
            explain_version(draft, actor, record, step.why)?;
        }
        Way::Back | Way::Stays | Way::Step | Way::Over(_) => {}
    }
    expect_approver(snapshot, actor, record, to)?;
    if to == ActionStatus::Cancelled.as_str() {
        expect_agreed_cancelling(snapshot, draft, actor, &step.target, &from, step.why)?;
    }
    if let Some(audit) = record.data().audit().filter(|_| to == AuditStatus::Postponed.as_str()) {
        let what = format!("putting {} off", record.id);
        let why = agreed(snapshot, &agreement_to_postpone(snapshot, audit), actor, &what, step.why)?;
        explain(draft, actor, record, "status", (&from, to), &why)?;
    }
    draft.set(record, &path, Node::word(to))?;
    draft.done.push(format!("{} is now {to}, and was {from}", name(&step.target)));
    take_back(draft, record, to)?;
    take_out_day(draft, &step.target, (&from, to))?;
    record_reason(draft, record, &step.target, (&from, to), step.why)?;
    fill(draft, actor, &step.target, to, step.why)?;
    follow(snapshot, draft, actor, record, step)
}

/// Takes the day out on which a part was done that is open again. What shows it stays: only a person knows whether it shows a part of it.
fn take_out_day(draft: &mut Draft, target: &Target<'_>, (from, to): (&str, &str)) -> Result<(), EditError> {
    let record = target.record;
    let path = target.path("done_on");
    let at = |path: &str| record.document().root.as_ref().and_then(|root| root.at(path));
    let is_back = target.part.is_some() && from == ActionItemStatus::Done.as_str() && to != from;
    if !is_back || at(&path).is_none() {
        return Ok(());
    }
    draft.remove(record, &path)?;
    draft.done.push(format!("{}: done_on is gone; it was said of how the part was", name(target)));
    if at(&target.path("evidence")).is_some() {
        let name = name(target);
        draft
            .done
            .push(format!("{name} still cites its evidence: `tickmark set {name} evidence --remove` takes that out"));
    }
    Ok(())
}

/// Whether a dispute ends with the finding as it was; what becomes of one that is merged away is told with that.
fn is_settled(from: &str, to: &str) -> bool {
    from == FindingStatus::Contested.as_str() && to != FindingStatus::Superseded.as_str()
}

/// Writes in what another version of a report that was out is another one. Of the state, the entry for the step back tells.
fn explain_version(draft: &mut Draft, actor: &Actor, record: &Record, why: &Reason) -> Result<(), EditError> {
    let Some(audit) = record.data().audit().filter(|audit| audit.is_reissued()) else { return Ok(()) };
    let version = audit.report_version().max(audit.times_taken_back() as u32 + 1);
    let (from, to) = ((version - 1).to_string(), version.to_string());
    explain(draft, actor, record, "report/version", (&from, &to), why)
}

fn way(data: &Data, part: Option<(&str, usize)>, from: &str, to: &str) -> Way {
    fn of<S: Lifecycle>(all: &[S], from: &str, to: &str) -> Way {
        let find = |word: &str| all.iter().copied().find(|state| state.word() == word);
        find(from).zip(find(to)).map_or(Way::None, |(from, to)| from.way(to))
    }
    match (data, part) {
        (Data::Action(_), Some(_)) => of(ActionItemStatus::ALL, from, to),
        // A decision may take any state; what each needs is asked afterwards.
        (_, Some(_)) => Way::Step,
        (Data::Action(_), None) => of(ActionStatus::ALL, from, to),
        (Data::Finding(finding), None) => {
            let find = |word: &str| FindingStatus::ALL.iter().copied().find(|state| state.word() == word);
            find(from).zip(find(to)).map_or(Way::None, |(from, to)| way_of_finding(finding.grade, from, to))
        }
        (Data::Audit(_), None) => of(AuditStatus::ALL, from, to),
        (Data::Programme(_), None) => of(ProgrammeStatus::ALL, from, to),
        (Data::Evidence(_), None) => of(EvidenceStatus::ALL, from, to),
        (Data::Review(_), None) => of(ReviewStatus::ALL, from, to),
        _ => Way::None,
    }
}

fn next_states<'w>(data: &Data, part: Option<(&str, usize)>, words: &'w [String], from: &str) -> Vec<&'w str> {
    let is_next = |word: &&String| matches!(way(data, part, from, word), Way::Step | Way::Back);
    words.iter().filter(is_next).map(String::as_str).collect()
}

/// States that are beside the line say why in `status_reason`; why an audit was put off stays in `changes` once it is not any more.
fn record_reason(
    draft: &mut Draft,
    record: &Record,
    target: &Target<'_>,
    (from, to): (&str, &str),
    why: &Reason,
) -> Result<(), EditError> {
    let path = target.path("status_reason");
    let is_aside = matches!(to, "postponed" | "cancelled" | "withdrawn" | "superseded" | "rejected" | "disposed");
    let has_field = shape(record.kind()).at(&path).is_some();
    match &why.reason {
        Some(reason) if is_aside && has_field => draft.set(record, &path, Node::text(reason.as_str())),
        _ if from == AuditStatus::Postponed.as_str() && !is_aside && is_told(record, &path) => {
            draft.remove(record, &path)
        }
        _ => Ok(()),
    }
}

/// Whether an entry of `changes` gives the reason that stands at a path.
fn is_told(record: &Record, path: &str) -> bool {
    let reason = record.document().root.as_ref().and_then(|root| root.at(path)?.as_text());
    reason.is_some_and(|reason| changes(record.data()).iter().any(|change| change.reason.trim() == reason.trim()))
}

/// Takes the records along that go by the state of another one: findings by the state of their actions, the findings of an
/// audit by the issue of its report.
fn follow(
    snapshot: &Snapshot,
    draft: &mut Draft,
    actor: &Actor,
    record: &Record,
    step: &Move<'_>,
) -> Result<(), EditError> {
    match record.data() {
        Data::Action(action) if step.target.part.is_none() => {
            let view = snapshot.action(&ActionRef(record.id.to_string()));
            let Some(state) = ActionStatus::ALL.iter().copied().find(|state| state.as_str() == step.state) else {
                return Ok(());
            };
            for finding in action.source.findings.iter().filter_map(|id| snapshot.finding(id)) {
                follow_action(snapshot, draft, actor, (view.as_ref(), state), &finding, step.why)?;
            }
            Ok(())
        }
        // As the last item that is done takes its action on, one that is open again takes it back.
        Data::Action(action) if action.status == ActionStatus::Implemented && is_open_again(step) => {
            let whole = Target { record, part: None };
            let state = ActionStatus::Accepted.as_str();
            move_to(snapshot, draft, actor, &Move { target: whole, state, why: step.why })
        }
        Data::Audit(audit) if step.state == AuditStatus::Issued.as_str() => {
            for finding in snapshot.findings_of(audit.id.as_str()) {
                if finding.status == FindingStatus::Draft {
                    let said = finding.acknowledged.as_ref().map(|said| said.position);
                    let (state, also) = match (finding.grade, said) {
                        (Grade::Strength, _) => (FindingStatus::Closed, "a strength needs no answer"),
                        (_, Some(Stance::Contested)) => {
                            (FindingStatus::Contested, "its report is issued, and the auditee contests it")
                        }
                        _ => (FindingStatus::Open, "its report is issued"),
                    };
                    draft.set(finding.record(), "/status", Node::word(state))?;
                    draft.done.push(format!("{} is now {state}: {also}", finding.id()));
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Whether a step leaves an item of an action open.
fn is_open_again(step: &Move<'_>) -> bool {
    let state = ActionItemStatus::ALL.iter().find(|state| state.as_str() == step.state);
    step.target.part.is_some() && state.is_some_and(|state| state.is_open())
}

/// Takes a finding to the state that its actions give it, of which one is about to have another state.
fn follow_action(
    snapshot: &Snapshot,
    draft: &mut Draft,
    actor: &Actor,
    (moved, state): (Option<&View<'_, Action>>, ActionStatus),
    finding: &View<'_, Finding>,
    why: &Reason,
) -> Result<(), EditError> {
    use FindingStatus as Status;
    let follows = matches!(
        finding.status,
        Status::Open | Status::Planned | Status::Implemented | Status::Verified | Status::Closed
    );
    if !follows || !finding.grade.is_nonconformity() && finding.decision.is_some() {
        return Ok(());
    }
    // What had been found effective does not answer a finding that was opened again since.
    let is_over = moved.is_some_and(|moved| moved.status == ActionStatus::Effective) && state == ActionStatus::Closed;
    if is_over && finding.status == Status::Open && finding.opened_again_on().is_some() {
        return Ok(());
    }
    let others = snapshot.actions_for(finding.id()).filter(|action| Some(action.id()) != moved.map(|moved| moved.id()));
    let carried_on = moved.and_then(|moved| moved.data().previous.as_ref());
    let others = others.filter(|action| {
        let is_carried_on = carried_on.is_some_and(|id| id.as_str().eq_ignore_ascii_case(action.id()));
        !(action.status == ActionStatus::Ineffective && is_carried_on)
    });
    let states = others.map(|action| action.status).chain([state]).filter_map(finding_state);
    // What nothing answers any more is open again.
    let unanswered = (state == ActionStatus::Cancelled && finding.status != Status::Closed).then_some(Status::Open);
    let Some(to) = states.min().or(unanswered).filter(|to| *to != finding.status) else { return Ok(()) };
    let record = finding.record();
    let moved = moved.map_or_else(String::new, |moved| format!("{} is {state}", moved.id()));
    if way_of_finding(finding.grade, finding.status, to) == Way::Back {
        let why = Reason { reason: Some(why.reason.clone().unwrap_or_else(|| moved.clone())), ..why.clone() };
        go_back(snapshot, draft, actor, record, (finding.status.as_str(), to.as_str()), &why)?;
    }
    draft.set(record, "/status", Node::word(to))?;
    if to == Status::Closed {
        close(draft, actor, record, Some(why.reason.as_deref().unwrap_or(&moved)))?;
    }
    draft.done.push(format!("{} is now {to}: {moved}", finding.id()));
    Ok(())
}

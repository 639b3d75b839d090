//! The auditee's answer to a finding: agreed, or contested.

use super::steps::Reason;
use super::{Actor, Draft, EditError, Move, Target, find, move_to};
use crate::record::{FindingStatus, Stance};
use crate::snapshot::{Record, Snapshot};
use crate::yaml::Node;

/// Records that the auditee agrees. A contested finding is open again with that; the comment then says how it was settled.
///
/// # Errors
/// It is no finding, or something is missing that only a person knows.
pub fn acknowledge(
    snapshot: &Snapshot,
    draft: &mut Draft,
    actor: &Actor,
    id: &str,
    comment: Option<&str>,
) -> Result<(), EditError> {
    let (record, status) = finding(snapshot, id)?;
    if status == FindingStatus::Contested && comment.is_none() {
        return Err(EditError::Needs {
            what: format!("{} is contested, and it has to be said how that was settled", record.id),
            help: "give `--comment TEXT`".to_owned(),
        });
    }
    answer(draft, actor, record, Stance::Agreed, comment)?;
    if status == FindingStatus::Contested {
        step(snapshot, draft, actor, record, FindingStatus::Open, comment)?;
    }
    Ok(())
}

/// Records that the auditee does not agree, and why.
///
/// # Errors
/// It is no finding, or its state does not allow it.
pub fn contest(
    snapshot: &Snapshot,
    draft: &mut Draft,
    actor: &Actor,
    id: &str,
    comment: &str,
) -> Result<(), EditError> {
    let (record, status) = finding(snapshot, id)?;
    answer(draft, actor, record, Stance::Contested, Some(comment))?;
    match status {
        // Before the report is issued, the answer stands beside the draft.
        FindingStatus::Draft => Ok(()),
        _ => step(snapshot, draft, actor, record, FindingStatus::Contested, Some(comment)),
    }
}

fn finding<'a>(snapshot: &'a Snapshot, id: &str) -> Result<(&'a Record, FindingStatus), EditError> {
    let record = find(snapshot, id)?;
    match record.data().finding() {
        Some(finding) => Ok((record, finding.status)),
        None => Err(EditError::Needs {
            what: format!("{} is no finding but {}", record.id, record.kind().noun()),
            help: "the answer to a finding is given with the finding's own id".to_owned(),
        }),
    }
}

fn answer(
    draft: &mut Draft,
    actor: &Actor,
    record: &Record,
    stance: Stance,
    comment: Option<&str>,
) -> Result<(), EditError> {
    let by = actor.person("an answer records who gives it")?.as_str();
    let mut fields = vec![("by", Node::text(by)), ("date", Node::word(actor.day)), ("position", Node::word(stance))];
    fields.extend(comment.map(|comment| ("comment", Node::text(comment))));
    draft.set(record, "/acknowledged", Node::map(fields))?;
    draft.done.push(format!("{}: {by} {}", record.id, if stance == Stance::Agreed { "agrees" } else { "contests it" }));
    Ok(())
}

fn step(
    snapshot: &Snapshot,
    draft: &mut Draft,
    actor: &Actor,
    record: &Record,
    to: FindingStatus,
    comment: Option<&str>,
) -> Result<(), EditError> {
    let why = Reason { reason: comment.map(str::to_owned), approved_by: None };
    move_to(snapshot, draft, actor, &Move { target: Target { record, part: None }, state: to.as_str(), why: &why })
}

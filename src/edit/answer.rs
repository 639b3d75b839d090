//! The auditee's answer to a finding: agreed, or contested.

use super::explain::Reason;
use super::{Actor, Draft, EditError, Move, Target, find, move_to};
use crate::record::{Finding, FindingStatus, PersonRef, Stance};
use crate::snapshot::{Record, Snapshot};
use crate::text::{is_blank, listed};
use crate::yaml::Node;

/// Records that the auditee agrees. A contested finding is open again with that; the comment then says how it was settled.
///
/// # Errors
/// It is no finding, somebody else has to answer, or something is missing that only a person knows.
pub fn acknowledge(
    snapshot: &Snapshot,
    draft: &mut Draft,
    actor: &Actor,
    id: &str,
    comment: Option<&str>,
) -> Result<(), EditError> {
    let (record, status) = finding(snapshot, id)?;
    said_something(comment)?;
    if status == FindingStatus::Contested && comment.is_none() {
        return Err(EditError::Needs {
            what: format!("{} is contested, and it has to be said how that was settled", record.id),
            help: "give `--comment TEXT`".to_owned(),
        });
    }
    answer(snapshot, draft, actor, record, Stance::Agreed, comment)?;
    if status == FindingStatus::Contested {
        // Why stands in the answer.
        step(snapshot, draft, actor, record, (FindingStatus::Open, &Reason::default()))?;
    }
    Ok(())
}

/// Records that the auditee does not agree, and why. Where the finding goes back with that, the comment is the reason.
///
/// # Errors
/// It is no finding, somebody else has to answer, nothing is said, or its state does not allow it.
pub fn contest(
    snapshot: &Snapshot,
    draft: &mut Draft,
    actor: &Actor,
    id: &str,
    comment: &str,
) -> Result<(), EditError> {
    let (record, status) = finding(snapshot, id)?;
    said_something(Some(comment))?;
    if status == FindingStatus::Closed {
        return Err(EditError::Needs {
            what: format!("{} is closed, and so is the answer to it", record.id),
            help: format!(
                "first have it opened again (`tickmark move {} open --reason TEXT --approved-by PERSON`), and contest it once that is \
                 committed",
                record.id
            ),
        });
    }
    answer(snapshot, draft, actor, record, Stance::Contested, Some(comment))?;
    let why = Reason { reason: Some(comment.to_owned()), approved_by: None };
    match status {
        // Before the report is issued, the answer stands beside the draft.
        FindingStatus::Draft => Ok(()),
        _ => step(snapshot, draft, actor, record, (FindingStatus::Contested, &why)),
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

fn said_something(comment: Option<&str>) -> Result<(), EditError> {
    match comment {
        Some(comment) if is_blank(Some(comment)) => Err(EditError::Needs {
            what: "the comment is empty".to_owned(),
            help: "write behind `--comment` what the auditee says".to_owned(),
        }),
        _ => Ok(()),
    }
}

/// Who may answer: the auditee of the finding, whoever they report to, the owner of the process that it lies in, owners of
/// the actions that answer it, and the auditees of its audit where the finding names none. Nobody is known where none of
/// them is, and then nobody is refused.
fn concerned<'a>(snapshot: &'a Snapshot, finding: &'a Finding) -> Vec<&'a PersonRef> {
    let managers = |person: &'a PersonRef| snapshot.person(person).and_then(|person| person.data().reports_to.as_ref());
    let mut all: Vec<&PersonRef> = finding.auditee.iter().collect();
    all.extend(finding.auditee.iter().filter_map(managers));
    all.extend(finding.process.iter().filter_map(|id| snapshot.process(id)).map(|process| &process.owner));
    all.extend(snapshot.actions_for(finding.id.as_str()).map(|action| &action.data().owner));
    if finding.auditee.is_none()
        && let Some(audit) = snapshot.audit(&finding.audit)
    {
        all.extend(audit.data().auditees.iter().map(|auditee| &auditee.person));
    }
    all
}

fn answer(
    snapshot: &Snapshot,
    draft: &mut Draft,
    actor: &Actor,
    record: &Record,
    stance: Stance,
    comment: Option<&str>,
) -> Result<(), EditError> {
    let person = actor.person("an answer records who gives it")?;
    let by = person.as_str();
    let Some(finding) = record.data().finding() else { return Ok(()) };
    let concerned = concerned(snapshot, finding);
    if !concerned.is_empty() && !concerned.contains(&person) {
        let mut names: Vec<&str> = concerned.iter().map(|person| person.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        return Err(EditError::Needs {
            what: format!("{by} is neither auditee nor owner of {}, and the answer is theirs", record.id),
            help: format!("let one of them answer (`--by`): {}", listed(&names, 6)),
        });
    }
    let mut fields = vec![("by", Node::text(by)), ("date", Node::word(actor.day)), ("position", Node::word(stance))];
    fields.extend(comment.map(|comment| ("comment", Node::text(comment))));
    draft.set(record, "/acknowledged", Node::map(fields))?;
    draft.done.push(format!("{}: {by} {}", record.id, if stance == Stance::Agreed { "agrees" } else { "contests it" }));
    if let Some(before) = &finding.acknowledged {
        let what = if before.position == Stance::Agreed { "agreed" } else { "contested it" };
        draft.done.push(format!("{}: that replaces what {} said on {}, who {what}", record.id, before.by, before.date));
    }
    Ok(())
}

fn step(
    snapshot: &Snapshot,
    draft: &mut Draft,
    actor: &Actor,
    record: &Record,
    (to, why): (FindingStatus, &Reason),
) -> Result<(), EditError> {
    move_to(snapshot, draft, actor, &Move { target: Target { record, part: None }, state: to.as_str(), why })
}

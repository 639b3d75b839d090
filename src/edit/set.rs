//! Giving a field a value, and the entry of `changes` that this may need.

use super::agreed::{agree_to_merging, by_own_word};
use super::explain::{Reason, explain, has_changes, name_of, plain, shown};
use super::steps::{Move, move_to};
use super::{Actor, Draft, EditError, Target, field_path, read_value};
use crate::lint::changes;
use crate::record::*;
use crate::schema::{What, shape};
use crate::snapshot::{Record, Snapshot};
use crate::text::{goes_on, has_same_letters};
use crate::yaml::{Node, To};

/// Gives a field of a record or of a part a value, and writes the entry of `changes` where the change needs a reason. The
/// state is a field like any other: setting it is the step.
///
/// # Errors
/// There is no such field, the value does not fit it, or a reason is missing.
pub fn set(
    snapshot: &Snapshot,
    draft: &mut Draft,
    actor: &Actor,
    target: &Target<'_>,
    (field, value): (&str, &str),
    why: &Reason,
) -> Result<(), EditError> {
    let path = field_path(target, field)?;
    let record = target.record;
    if is_state(record.kind(), &path) {
        let whole = Target { record, part: part_of_state(&path) };
        let step = Move { target: whole, state: value, why };
        move_to(snapshot, draft, actor, &step)?;
        return agree_to_merging(snapshot, draft, actor, &step);
    }
    let at = shape(record.kind()).at(&path).ok_or_else(|| EditError::NoField {
        kind: record.kind().noun().to_owned(),
        field: field.to_owned(),
        help: String::new(),
    })?;
    let node = read_value(field, at, value)?;
    let old = record.document().root.as_ref().and_then(|root| root.at(&path));
    if old.is_some_and(|old| old.says_the_same(&node)) {
        return approve_change(draft, record, (&name_of(record, &path), &plain(&node)), why);
    }
    explain_value(snapshot, draft, actor, (record, &path), (old, &node), why)?;
    draft.set(record, &path, node)?;
    draft.done.push(format!("{}: {} is now {}", record.id, name_of(record, &path), shown(value)));
    match &why.approved_by {
        Some(person) if path == "/acceptance/until" => approve_anew(draft, actor, record, person),
        _ => Ok(()),
    }
}

/// Writes who accepts a risk until another day: the approval that there is was for the one before.
fn approve_anew(draft: &mut Draft, actor: &Actor, record: &Record, person: &PersonRef) -> Result<(), EditError> {
    let approval = Node::map([("by", Node::text(person.as_str())), ("date", Node::word(actor.day))]);
    draft.set(record, "/acceptance/approved", approval)?;
    draft.done.push(format!("{}: {person} accepts the risk anew", record.id));
    Ok(())
}

/// Writes who agreed to a change that is made already and that nobody is on record for.
fn approve_change(
    draft: &mut Draft,
    record: &Record,
    (field, value): (&str, &str),
    why: &Reason,
) -> Result<(), EditError> {
    let Some(person) = &why.approved_by else { return Ok(()) };
    let mut made = changes(record.data()).iter().enumerate().filter(|(_, change)| change.field == field);
    match made.next_back().filter(|(_, change)| change.to == value) {
        Some((position, change)) if change.approved_by.is_none() => {
            draft.set(record, &format!("/changes/{position}/approved_by"), Node::text(person.as_str()))?;
            draft.done.push(format!("{}: {person} agrees to the change of {field}", record.id));
            Ok(())
        }
        Some((_, change)) if change.approved_by.as_ref() == Some(person) => Ok(()),
        _ => Err(EditError::Needs {
            what: format!(
                "`{field}` of {} is {} already, and no change is left for {person} to agree to",
                record.id,
                shown(value)
            ),
            help: "who agreed is recorded with the change itself".to_owned(),
        }),
    }
}

/// Field and value of `FIELD=VALUE`.
///
/// # Errors
/// There is no equals sign.
pub fn pair(text: &str) -> Result<(&str, &str), EditError> {
    let pair = text.split_once('=').map(|(field, value)| (field.trim(), value.trim()));
    pair.ok_or_else(|| EditError::Needs {
        what: format!("`{text}` has no equals sign"),
        help: "write FIELD=VALUE, such as --set effectiveness/method=\"Ten accounts looked at\"".to_owned(),
    })
}

/// Adds a piece of evidence to what a record or a part of it cites.
///
/// # Errors
/// There is no such record or part, or it cites no evidence.
pub fn cite(snapshot: &Snapshot, draft: &mut Draft, name: &str, evidence: &str) -> Result<(), EditError> {
    let target = super::target(snapshot, name)?;
    let field = match (target.record.kind(), target.part) {
        // What a corrective action as a whole rests on is the check whether it worked.
        (Kind::Action, None) => "effectiveness/evidence",
        _ => "evidence",
    };
    let path = field_path(&target, field)?;
    draft.append(target.record, &path, Node::text(evidence))?;
    draft.done.push(format!("{name} cites {evidence}"));
    Ok(())
}

/// The item that `value` adds to the list in a field: a single value as it is typed, anything with parts as YAML.
///
/// # Errors
/// The field is no list, or the value does not fit its items.
pub fn added(target: &Target<'_>, field: &str, value: &str) -> Result<To, EditError> {
    let path = field_path(target, field)?;
    match shape(target.record.kind()).at(&path).map(|shape| &shape.what) {
        Some(What::List(item)) => Ok(To::With(read_value(field, item, value)?)),
        _ => Err(EditError::Value {
            field: field.to_owned(),
            reason: "it is no list that something could be added to".to_owned(),
        }),
    }
}

/// Adds an item to a list of a record, or takes a value away, and writes the entry of `changes` where that needs a reason.
///
/// # Errors
/// There is no such field, or a reason is missing.
pub fn change_list(
    snapshot: &Snapshot,
    draft: &mut Draft,
    actor: &Actor,
    target: &Target<'_>,
    (field, to): (&str, &To),
    why: &Reason,
) -> Result<(), EditError> {
    let record = target.record;
    let path = field_path(target, field)?;
    let name = name_of(record, &path);
    let old = record.document().root.as_ref().and_then(|root| root.at(&path));
    let (new, line) = match to {
        To::With(item) => {
            let items = old.map(|old| old.items().to_vec()).unwrap_or_default();
            (Node::list(items.into_iter().chain([item.clone()])), format!("{name} has {} now", shown(&plain(item))))
        }
        To::Value(node) => (node.clone(), format!("{name} is now {}", shown(&plain(node)))),
        To::Nothing => (Node::text(""), format!("{name} is gone")),
    };
    explain_value(snapshot, draft, actor, (record, &path), (old, &new), why)?;
    draft.change(record, &path, to)?;
    draft.done.push(format!("{}: {line}", record.id));
    Ok(())
}

/// Writes the entry of `changes` for another value of a field, where that needs a reason or one is given.
fn explain_value(
    snapshot: &Snapshot,
    draft: &mut Draft,
    actor: &Actor,
    (record, path): (&Record, &str),
    (old, new): (Option<&Node>, &Node),
    why: &Reason,
) -> Result<(), EditError> {
    let Some(old) = old else { return Ok(()) };
    let values = (&*plain(old), &*plain(new));
    match is_regulated(record, path, old, new) {
        true => {
            let why = by_own_word(snapshot, actor, record, path, why);
            explain(draft, actor, record, &name_of(record, path), values, &why)
        }
        false if why.reason.is_some() && has_changes(record.data()) => {
            explain(draft, actor, record, &name_of(record, path), values, why)
        }
        false => Ok(()),
    }
}

fn is_state(kind: Kind, path: &str) -> bool {
    let is_word = || shape(kind).at(path).is_some_and(|shape| matches!(shape.what, What::Word(_)));
    (path == "/status" || path.ends_with("/status") && kind != Kind::Soa) && is_word()
}

/// The part whose state a path is, such as `/actions/1/status`.
fn part_of_state(path: &str) -> Option<(&'static str, usize)> {
    let mut steps = path.split('/').skip(1);
    let list = ["actions", "decisions"].into_iter().find(|list| steps.clone().next() == Some(list))?;
    Some((list, steps.nth(1)?.parse().ok()?))
}

/// Whether a change of a value needs an entry of `changes`: a due date that was agreed, a grade and what else gives a reported finding its
/// weight, what a plan or a programme said when it was approved.
fn is_regulated(record: &Record, path: &str, old: &Node, new: &Node) -> bool {
    let top = path.split('/').nth(1).unwrap_or_default();
    match record.data() {
        Data::Action(action) => {
            let is_later = old.as_text().zip(new.as_text()).is_some_and(|(old, new)| new > old);
            let key = path.rsplit('/').next().unwrap_or_default();
            let is_agreed = match top {
                "owner" | "source" | "cause" => true,
                "actions" => matches!(key, "what" | "owner" | "type") || key == "due" && is_later,
                "effectiveness" => key == "criterion" || key == "planned_on" && is_later,
                _ => false,
            };
            action.status.is_accepted() && is_agreed
        }
        Data::Finding(finding) => finding.status.is_reported() && (top == "grade" || weighs_less(path, old, new)),
        Data::Audit(audit) => {
            let is_told = audit.status.has_reached(AuditStatus::Confirmed);
            let is_frozen = audit.status.is_issued()
                && !matches!(top, "lessons" | "lesson_decisions" | "feedback" | "communications");
            let is_planned =
                matches!(top, "scope" | "criteria" | "dates" | "objectives" | "methods" | "remote" | "client" | "type")
                    || top == "team" && !path.contains("/independence")
                    || path == "/effort/planned_days";
            let is_later = || plain(new) > plain(old) || plain(new).is_empty();
            // Whoever looks at something in one more way, once the work has begun, does no less than was planned.
            let has_begun = matches!(audit.status, AuditStatus::InProgress | AuditStatus::Drafted);
            let is_planned = is_planned && !(top == "methods" && has_begun && only_adds(old, new));
            is_frozen || is_told && is_planned || path == "/external/response_due" && is_later()
        }
        Data::Programme(programme) => {
            programme.status.is_approved()
                && !(top == "methods" && only_adds(old, new))
                && matches!(
                    top,
                    "schedule" | "criteria" | "cycle" | "objectives" | "resources" | "methods" | "manager" | "sponsor"
                )
        }
        _ => false,
    }
}

/// Whether a list has all that it had.
fn only_adds(old: &Node, new: &Node) -> bool {
    old.items().iter().all(|item| new.items().iter().any(|now| now.says_the_same(item)))
}

/// Whether a finding weighs less by another value than the report said.
fn weighs_less(path: &str, old: &Node, new: &Node) -> bool {
    let (was, is) = (plain(old), plain(new));
    let rating = |word: &str| RiskRating::ALL.iter().position(|rating| rating.as_str() == word);
    match path {
        "/risk/rating" => rating(&is) < rating(&was),
        "/risk/text" => !goes_on(&was, &is),
        "/systemic" => was == "true" && is != "true",
        "/response_due" => is > was || is.is_empty(),
        "/title" => !has_same_letters(&was, &is),
        "/auditee" | "/escalated" => true,
        "/repeat_of" => !old.items().iter().all(|item| new.items().iter().any(|now| plain(now) == plain(item))),
        _ => false,
    }
}

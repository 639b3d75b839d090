//! Giving a field a value, and taking a record to another state with all that goes with the step.

use super::agreed::{agreed, expect_agreed_cancelling, go_back};
use super::recorded::{close, expect_approver, expect_same_approver, fill, take_back};
use super::{Actor, Draft, EditError, Target, field_path, read_value};
use crate::lint::authority::agreement_to_postpone;
use crate::lint::changes;
use crate::record::lifecycle::{Lifecycle, Way, finding_state, way_of_finding};
use crate::record::*;
use crate::schema::{What, shape};
use crate::snapshot::{Record, Snapshot, View};
use crate::text::{listed, nearest};
use crate::yaml::{Node, To, Value, inline};

/// What is said beside a change that needs a reason.
#[derive(Debug, Clone, Default)]
pub struct Reason {
    /// Why.
    pub reason: Option<String>,
    /// Who agreed.
    pub approved_by: Option<PersonRef>,
}

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
        return move_to(snapshot, draft, actor, &Move { target: whole, state: value, why });
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
    let regulated = old.filter(|old| is_regulated(record, &path, old, &node));
    if let Some(old) = regulated.or(old.filter(|_| why.reason.is_some() && has_changes(record.data()))) {
        explain(draft, actor, record, &name_of(record, &path), (&plain(old), &plain(&node)), why)?;
    }
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
    if let Some(old) =
        old.filter(|old| is_regulated(record, &path, old, &new) || why.reason.is_some() && has_changes(record.data()))
    {
        explain(draft, actor, record, &name, (&plain(old), &plain(&new)), why)?;
    }
    draft.change(record, &path, to)?;
    draft.done.push(format!("{}: {line}", record.id));
    Ok(())
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
        Way::Step if from == FindingStatus::Contested.as_str() && step.why.reason.is_some() => {
            explain(draft, actor, record, &name_of(record, &path), (&from, to), step.why)?;
        }
        Way::Back | Way::Stays | Way::Step | Way::Over(_) => {}
    }
    expect_approver(snapshot, actor, record, to)?;
    if to == ActionStatus::Cancelled.as_str() {
        expect_agreed_cancelling(snapshot, draft, actor, &step.target, &from, step.why)?;
    }
    if let Some(audit) = record.data().audit().filter(|_| to == AuditStatus::Postponed.as_str()) {
        let what = format!("putting {} off", record.id);
        let why = agreed(&agreement_to_postpone(snapshot, audit), actor, &what, step.why)?;
        explain(draft, actor, record, "status", (&from, to), &why)?;
    }
    draft.set(record, &path, Node::word(to))?;
    draft.done.push(format!("{} is now {to}, and was {from}", name(&step.target)));
    take_back(draft, record, to)?;
    record_reason(draft, record, &step.target, to, step.why)?;
    fill(draft, actor, &step.target, to, step.why)?;
    follow(snapshot, draft, actor, record, step)
}

/// The record, or the part of it, as people name it.
pub(super) fn name(target: &Target<'_>) -> String {
    let part = target.part.and_then(|(list, position)| {
        let item = target.record.document().root.as_ref()?.at(&format!("/{list}/{position}"))?;
        let id = item.get("n").or_else(|| item.get("id"))?;
        Some(format!("{}/{}", target.record.id, plain(id)))
    });
    part.unwrap_or_else(|| target.record.id.to_string())
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

pub(super) fn has_changes(data: &Data) -> bool {
    matches!(data, Data::Audit(_) | Data::Finding(_) | Data::Action(_) | Data::Programme(_))
}

/// Whether a change of a value needs an entry of `changes`: a due date that was agreed, a grade that was reported, what a
/// plan or a programme said when it was approved.
fn is_regulated(record: &Record, path: &str, old: &Node, new: &Node) -> bool {
    let top = path.split('/').nth(1).unwrap_or_default();
    match record.data() {
        Data::Action(action) => {
            let is_later = old.as_text().zip(new.as_text()).is_some_and(|(old, new)| new > old);
            action.status.is_accepted() && path.starts_with("/actions/") && path.ends_with("/due") && is_later
        }
        Data::Finding(finding) => finding.status.is_reported() && top == "grade",
        Data::Audit(audit) => {
            let is_told = audit.status.has_reached(AuditStatus::Confirmed);
            let is_frozen = audit.status.is_issued() && !matches!(top, "lessons" | "feedback" | "communications");
            is_frozen || is_told && matches!(top, "scope" | "criteria" | "dates" | "objectives")
        }
        Data::Programme(programme) => {
            programme.status.is_approved() && matches!(top, "schedule" | "criteria" | "cycle")
        }
        _ => false,
    }
}

/// Writes why a value changed.
pub(super) fn explain(
    draft: &mut Draft,
    actor: &Actor,
    record: &Record,
    field: &str,
    (from, to): (&str, &str),
    why: &Reason,
) -> Result<(), EditError> {
    let what = format!("changing `{field}` of {} from {} to {} needs a reason", record.id, shown(from), shown(to));
    let Some(reason) = why.reason.clone() else {
        return Err(EditError::Needs {
            what,
            help: "give `--reason TEXT`, and `--approved-by PERSON` where somebody agreed".to_owned(),
        });
    };
    let entry = Change {
        date: actor.day,
        by: actor.person(&what)?.clone(),
        field: field.to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        reason,
        approved_by: why.approved_by.clone(),
    };
    draft.explain(record, &entry)
}

/// States that are beside the line say why in `status_reason`.
fn record_reason(
    draft: &mut Draft,
    record: &Record,
    target: &Target<'_>,
    to: &str,
    why: &Reason,
) -> Result<(), EditError> {
    let path = target.path("status_reason");
    let is_aside = matches!(to, "postponed" | "cancelled" | "withdrawn" | "superseded" | "rejected" | "disposed");
    let has_field = shape(record.kind()).at(&path).is_some();
    match &why.reason {
        Some(reason) if is_aside && has_field => draft.set(record, &path, Node::text(reason.as_str())),
        _ => Ok(()),
    }
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
    let Some(to) = states.min().filter(|to| *to != finding.status) else { return Ok(()) };
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

/// A path as `changes` and comparisons name it: `actions/2/due` for `/actions/1/due`.
pub(super) fn name_of(record: &Record, path: &str) -> String {
    let mut names = Vec::new();
    let mut at = String::new();
    let mut is_list = false;
    for step in path.split('/').skip(1) {
        at = format!("{at}/{step}");
        let node = record.document().root.as_ref().and_then(|root| root.at(&at));
        let own = node
            .filter(|_| is_list)
            .and_then(|node| ["id", "n", "audit", "person"].iter().find_map(|key| node.get(key).map(plain)));
        names.push(own.unwrap_or_else(|| match (is_list, step.parse::<usize>()) {
            (true, Ok(position)) => (position + 1).to_string(),
            _ => step.to_owned(),
        }));
        is_list = node.is_some_and(|node| matches!(node.value, Value::List(_)));
    }
    names.join("/")
}

/// A value as a text of one line.
fn plain(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => text.to_string(),
        _ => inline(node),
    }
}

fn shown(value: &str) -> String {
    match value {
        "" => "nothing".to_owned(),
        _ => crate::text::shortened(value, 60),
    }
}

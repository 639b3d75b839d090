//! Forms: what somebody without Git fills in on a forge, as the change of a record.
//!
//! A form comes as JSON: one of ours, or the event with which GitHub or GitLab tell of a new issue, whose text has a heading
//! for each field. Whoever filled it in is found by the name on the forge; only who has to do a thing says that it is done.

mod read;

pub use read::{Form, FormError, Request, Sender, read};

use crate::edit::{Actor, Done, Draft, EditError, Reason, done, set, target};
use crate::record::{Action, Data, Date, Person, PersonRef};
use crate::snapshot::{Snapshot, View};

/// The person who sent a form.
///
/// # Errors
/// Nobody has that name on the forge, or that id.
pub fn sender<'a>(snapshot: &'a Snapshot, form: &Form) -> Result<View<'a, Person>, EditError> {
    let is_it = |person: &Person| {
        let forge = person.forge.as_ref();
        let has = |known: Option<&String>, name: &str| known.is_some_and(|known| known.eq_ignore_ascii_case(name));
        match &form.sender {
            Sender::Person(id) => person.id.as_str().eq_ignore_ascii_case(id),
            Sender::Github(name) => has(forge.and_then(|forge| forge.github.as_ref()), name),
            Sender::Gitlab(name) => has(forge.and_then(|forge| forge.gitlab.as_ref()), name),
        }
    };
    snapshot.people().find(|person| is_it(person.data())).ok_or_else(|| {
        let (what, help) = match &form.sender {
            Sender::Person(id) => {
                (format!("there is no person `{id}`"), "name a person by the id of a record in people/".to_owned())
            }
            Sender::Github(name) => (
                format!("nobody has the name `{name}` on GitHub"),
                format!("add `forge: {{github: {name}}}` to the person's record"),
            ),
            Sender::Gitlab(name) => (
                format!("nobody has the name `{name}` on GitLab"),
                format!("add `forge: {{gitlab: {name}}}` to the person's record"),
            ),
        };
        EditError::Needs { what, help }
    })
}

/// Makes the change that a form asks for. `evidence` are the ids of the records that show it.
///
/// # Errors
/// The sender may not ask for it, or it cannot be made.
pub fn apply(
    snapshot: &Snapshot,
    draft: &mut Draft,
    actor: &Actor,
    form: &Form,
    evidence: Vec<String>,
) -> Result<(), EditError> {
    let person = actor.person("a form is sent by somebody")?;
    may_send(snapshot, person, &form.item)?;
    match &form.request {
        Request::Done { .. } => done(snapshot, draft, actor, &form.item, &Done { evidence }),
        Request::Date { day, reason } => {
            let why = Reason { reason: Some(reason.clone()), approved_by: None };
            set(snapshot, draft, actor, &target(snapshot, &form.item)?, ("due", &day.to_string()), &why)
        }
    }
}

/// The day of a form: that of the change, where it names one that is not later.
///
/// # Errors
/// It has not come yet. Tomorrow is today where the sender's clock is ahead.
pub fn day(form: &Form, today: Date) -> Result<Date, EditError> {
    match form.request {
        Request::Done { day: Some(day), .. } if day > today.plus_days(1) => Err(EditError::Needs {
            what: format!("the form says that it was done on {day}, which has not come yet: today is {today}"),
            help: "send it again with the day on which it was done".to_owned(),
        }),
        Request::Done { day: Some(day), .. } => Ok(day.min(today)),
        _ => Ok(today),
    }
}

fn may_send(snapshot: &Snapshot, person: &PersonRef, item: &str) -> Result<(), EditError> {
    let target = target(snapshot, item)?;
    let position = target.part.map(|(_, position)| position);
    let owners: Vec<&PersonRef> = match (target.record.data(), position) {
        (Data::Action(action), Some(position)) => owners(action, position),
        (Data::Review(review), Some(position)) => {
            review.decisions[position].owner.iter().chain([&review.chair]).collect()
        }
        _ => {
            return Err(EditError::Needs {
                what: format!("`{item}` is no item of a corrective action and no decision of a review"),
                help: "write the record and the item, such as CA-2026-005/2".to_owned(),
            });
        }
    };
    let manager = snapshot.isms().map(|isms| &isms.data().roles.programme_manager);
    match owners.iter().copied().chain(manager).any(|owner| owner == person) {
        true => Ok(()),
        false => Err(EditError::Needs {
            what: format!("{person} does not answer for {item}"),
            help: format!("{} does", owners.iter().map(|owner| owner.as_str()).collect::<Vec<_>>().join(" or ")),
        }),
    }
}

fn owners(action: &Action, position: usize) -> Vec<&PersonRef> {
    action.actions[position].owner.iter().chain([&action.owner]).collect()
}

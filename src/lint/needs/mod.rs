//! What each state needs, as data: one table a kind. A need that a rule of its own checks is not here, so that one lapse
//! raises one rule; `illegal-state` reports these.

pub mod action;
pub mod audit;
pub mod evidence;
pub mod finding;
pub mod programme;
pub mod review;

use super::{Context, Report};
use crate::record::{
    Action, ActionItem, AuditStatus, Data, Date, Decision, FormerRole, Item, PastDecider, PersonRef, Review, Workpaper,
};
use crate::snapshot::Record;

/// Something that a state needs.
pub struct Need<T: 'static> {
    /// Whether the thing is in a state that needs it.
    pub when: fn(&Context<'_>, &T) -> bool,
    /// Whether it has it.
    pub met: fn(&Context<'_>, &T) -> bool,
    /// Where to look, from the thing; what is absent stands at the state.
    pub place: &'static str,
    /// What is wrong when it is not met: behind "the audit is `issued`, but …".
    pub lapse: &'static str,
    /// What to do about it.
    pub help: &'static str,
}

/// The place of the state, where a need is about something that is absent.
pub(super) const STATUS: &str = "/status";

/// The needs of the state that are not met.
fn unmet<'a, T>(needs: &'a [Need<T>], context: &Context<'_>, thing: &T) -> Vec<&'a Need<T>> {
    needs.iter().filter(|need| (need.when)(context, thing) && !(need.met)(context, thing)).collect()
}

/// Reports the needs of a record's state that are not met.
pub(super) fn report<T>(
    needs: &'static [Need<T>],
    context: &Context<'_>,
    record: &Record,
    data: &T,
    report: &mut Report<'_>,
) {
    let status = record.data().status().unwrap_or_default();
    for need in unmet(needs, context, data) {
        let diagnostic =
            report.raise(record, need.place, format!("the status is `{status}`, but {}", need.lapse)).help(need.help);
        if let Some(owner) = owner(record.data()) {
            diagnostic.owner(owner);
        }
    }
}

/// The state and the lapse that the message of a state's need tells, however it came to be written.
pub(super) fn told(message: &str) -> Option<(&str, &str)> {
    message.strip_prefix("the status is `")?.split_once("`, but ")
}

/// A part of a record that has a state of its own: an action item, a decision, a checklist item.
pub(super) struct Part<'a, T> {
    /// The part.
    pub data: &'a T,
    /// Its path in the record, such as `/actions/0`.
    pub path: String,
    /// What it is and how it is named: `item 2`.
    pub name: String,
    /// Its state.
    pub status: &'a str,
    /// Its number or id.
    pub id: String,
    /// Who sees to it.
    pub owner: Option<&'a PersonRef>,
}

/// Reports the needs of the state of a record's part that are not met.
pub(super) fn report_part<T>(
    needs: &'static [Need<T>],
    context: &Context<'_>,
    record: &Record,
    part: &Part<'_, T>,
    report: &mut Report<'_>,
) {
    for need in unmet(needs, context, part.data) {
        let message = format!("{} is `{}`, but {}", part.name, part.status, need.lapse);
        let diagnostic = report.raise(record, &format!("{}{}", part.path, need.place), message);
        diagnostic.help(need.help).part(&part.id);
        if let Some(owner) = part.owner {
            diagnostic.owner(owner);
        }
    }
}

/// The items of a corrective action record.
pub(super) fn action_items(action: &Action) -> impl Iterator<Item = Part<'_, ActionItem>> {
    action.actions.iter().enumerate().map(|(position, item)| Part {
        data: item,
        path: format!("/actions/{position}"),
        name: format!("item {}", item.n),
        status: item.status.as_str(),
        id: item.n.to_string(),
        owner: item.owner.as_ref().or(Some(&action.owner)),
    })
}

/// The decisions of a management review.
pub(super) fn decisions(review: &Review) -> impl Iterator<Item = Part<'_, Decision>> {
    review.decisions.iter().enumerate().map(|(position, decision)| Part {
        data: decision,
        path: format!("/decisions/{position}"),
        name: format!("decision {}", decision.id),
        status: decision.status.as_str(),
        id: decision.id.to_string(),
        owner: decision.owner.as_ref(),
    })
}

/// The answered items of a checklist, once the audit's own work is done.
pub(super) fn answered_items<'a>(
    context: &Context<'_>,
    workpaper: &'a Workpaper,
) -> impl Iterator<Item = Part<'a, Item>> {
    let audit = context.snapshot.audit(&workpaper.audit);
    let is_done =
        audit.is_some_and(|audit| !audit.r#type.is_third_party() && audit.status.has_reached(AuditStatus::Drafted));
    let items = workpaper.items.iter().enumerate().filter(move |_| is_done);
    items.filter_map(|(position, item)| {
        Some(Part {
            data: item,
            path: format!("/items/{position}"),
            name: format!("item {}", item.id),
            status: item.result?.as_str(),
            id: item.id.to_string(),
            owner: Some(&workpaper.auditor),
        })
    })
}

/// Who sees to it that a record has what its state claims.
fn owner(data: &Data) -> Option<&PersonRef> {
    match data {
        Data::Programme(data) => Some(&data.manager),
        Data::Audit(data) => Some(data.lead().unwrap_or(&data.client)),
        Data::Workpaper(data) => Some(&data.auditor),
        Data::Evidence(data) => data.collected_by.as_ref(),
        Data::Finding(data) => Some(&data.raised_by),
        Data::Action(data) => Some(&data.owner),
        Data::Review(_) | Data::Isms(_) | Data::Person(_) | Data::Catalogue(_) | Data::Soa(_) => None,
    }
}

/// Whether somebody is in top management, or was on a day, as far as is known: `tickmark.yaml` says who is today, and may say who was. Of
/// whoever has left since, and is not named there, nobody knows.
pub(super) fn is_top_management(context: &Context<'_>, person: &PersonRef, day: Date) -> bool {
    let Some(isms) = context.snapshot.isms() else { return true };
    let (roles, role) = (&isms.data().roles, PastDecider::TopManagement);
    let is_known = |former: &FormerRole| former.role == role && former.person == *person;
    let has_left = || context.snapshot.person(person).is_none_or(|person| person.to.is_some_and(|to| day <= to));
    roles.top_management.contains(person)
        || roles.former_on(role, day).any(|former| former == person)
        || !roles.former.iter().any(is_known) && has_left()
}

/// What is to be done about somebody who decided as top management and was not in it on a day: where `roles.former` says that they
/// were until an earlier one, that is named.
pub(super) fn help_on_top_management(context: &Context<'_>, (person, day): (&PersonRef, Date), usual: &str) -> String {
    let roles = context.snapshot.isms().map(|isms| &isms.data().roles);
    let former = roles.into_iter().flat_map(|roles| &roles.former);
    let is_it = |former: &&FormerRole| former.role == PastDecider::TopManagement && former.person == *person;
    match former.filter(is_it).map(|former| former.to).max().filter(|to| *to < day) {
        Some(to) => {
            format!(
                "`roles.former` has {person} in top management until {to}, and this was on {day}: set `to` right, or {usual}"
            )
        }
        None => usual.to_owned(),
    }
}

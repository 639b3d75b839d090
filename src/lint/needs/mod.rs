//! What each state needs, as data: one table a kind. A need that a rule of its own checks is not here, so that one lapse
//! raises one rule; `illegal-state` reports these.

pub mod action;
pub mod audit;
pub mod evidence;
pub mod finding;
pub mod programme;
pub mod review;

use super::Context;
use crate::record::PersonRef;

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
const STATUS: &str = "/status";

/// The needs of the state that are not met.
pub fn unmet<'a, T>(needs: &'a [Need<T>], context: &Context<'_>, thing: &T) -> Vec<&'a Need<T>> {
    needs.iter().filter(|need| (need.when)(context, thing) && !(need.met)(context, thing)).collect()
}

/// Whether somebody is in top management, as far as is known: `tickmark.yaml` says who is today, and nothing says who was
/// before somebody left.
fn is_top_management(context: &Context<'_>, person: &PersonRef) -> bool {
    let holds_role = context.snapshot.isms().is_none_or(|isms| isms.roles.top_management.contains(person));
    holds_role || context.snapshot.person(person).is_none_or(|person| person.to.is_some())
}

//! The processes that somebody answers for to whom nobody had agreed, and those that went: until somebody agrees, they are those of before.

use std::collections::BTreeMap;

use super::lenient::Lenient;
use crate::lint::{CommitFacts, HandedOn, handed_on, has_left, holders, is_renamed, owner};
use crate::record::{Date, PersonRef};
use crate::snapshot::{Record, Snapshot};

/// Who owns processes by agreement, where the settings name somebody else or nobody.
#[derive(Debug, Default)]
pub(super) struct Processes {
    /// What somebody has, and whose it is by agreement.
    taken: Vec<HandedOn>,
    /// Whose those were that are not there any more, by their ids.
    gone: BTreeMap<String, PersonRef>,
}

impl Processes {
    /// Who owns processes by agreement, by their ids.
    pub(super) fn held(&self) -> BTreeMap<String, PersonRef> {
        let taken = self.taken.iter().map(|taken| (taken.process.clone(), taken.from.clone()));
        self.gone.clone().into_iter().chain(taken).collect()
    }

    /// Those that somebody has without that anybody has agreed.
    pub(super) fn taken(&self) -> Vec<HandedOn> {
        self.taken.clone()
    }

    /// Takes a commit, of a day, into account, by the settings before and after it.
    pub(super) fn note(
        &mut self,
        (old, new): (&Record, &Record),
        states: (&Snapshot, &Snapshot),
        (facts, day): (&CommitFacts, Date),
        lenient: &Lenient,
    ) {
        let (Some(was), Some(is)) = (old.data().isms(), new.data().isms()) else { return };
        let mut unagreed = facts.unagreed_owners((old, new), states, day);
        if !unagreed.is_empty() && lenient.lets_pass(new, states, (facts, day)) {
            unagreed.clear();
        }
        for process in was.processes.iter().filter(|process| owner(is, process.id.as_str()).is_none()) {
            let held = facts.held.get(process.id.as_str()).unwrap_or(&process.owner);
            self.gone.insert(process.id.to_string(), held.clone());
        }
        self.gone.retain(|process, _| owner(is, process).is_none());
        for taken in &mut self.taken {
            let now = owner(is, &taken.process).filter(|now| is_renamed(states, now, &taken.to));
            taken.to = now.unwrap_or(&taken.to).clone();
        }
        let handed = handed_on(Some(old), new);
        self.taken.retain(|taken| {
            let is_handed = handed.iter().any(|other| other.process == taken.process && other.to != taken.to);
            !is_handed && owner(is, &taken.process) == Some(&taken.to) && !is_confirmed(taken, states, (facts, day))
        });
        self.taken.extend(unagreed);
    }
}

/// Whether one of those who had the say writes the settings anew, and leaves a process where it is.
fn is_confirmed(taken: &HandedOn, states: (&Snapshot, &Snapshot), (facts, day): (&CommitFacts, Date)) -> bool {
    let may = |person: &PersonRef| {
        let has_role = states.0.roles().is_some_and(|roles| holders(roles).any(|holder| holder == person));
        (has_role || *person == taken.from) && !has_left(states.0, person, day)
    };
    let mut setter = facts.as_setter();
    setter.person = facts.author.as_ref().or(setter.person);
    facts.is_agreed_by(&setter, &may)
}

//! Who answers for a process: by that, somebody may accept plans, and the risks of the process.

use super::commit::{CommitFacts, Setter};
use super::roles::{has_left, holders, is_renamed};
use crate::record::{Date, Isms, PersonRef, Process};
use crate::snapshot::{Record, Snapshot};

/// A process that somebody else answers for than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOn {
    /// Its id.
    pub process: String,
    /// Who answered for it.
    pub from: PersonRef,
    /// Who does now.
    pub to: PersonRef,
}

/// The processes of both versions of the settings whose owner is another one.
pub fn handed_on(before: Option<&Record>, after: &Record) -> Vec<HandedOn> {
    let (Some(old), Some(new)) = (before.and_then(settings), settings(after)) else { return Vec::new() };
    let handed = new.processes.iter().filter_map(|process| {
        let from = owner(old, process.id.as_str()).filter(|from| **from != process.owner)?;
        Some(HandedOn { from: from.clone(), ..came(process) })
    });
    handed.collect()
}

/// Whether settings name somebody as the owner of a process who was not that before.
pub fn gives_process(before: Option<&Record>, after: &Record) -> bool {
    let (Some(old), Some(new)) = (before.and_then(settings), settings(after)) else { return false };
    new.processes.iter().any(|process| owner(old, process.id.as_str()) != Some(&process.owner))
}

/// Who owns a process, by its id.
pub fn owner<'a>(settings: &'a Isms, process: &str) -> Option<&'a PersonRef> {
    settings.processes.iter().find(|own| own.id.as_str() == process).map(|own| &own.owner)
}

fn came(process: &Process) -> HandedOn {
    let (process, owner) = (process.id.to_string(), process.owner.clone());
    HandedOn { process, from: owner.clone(), to: owner }
}

fn settings(record: &Record) -> Option<&Isms> {
    record.data().isms()
}

impl CommitFacts {
    /// Who handed a process on that has another owner with this commit.
    pub fn hander(&self, handed: &HandedOn) -> Setter<'_> {
        let is_it = |other: &HandedOn| (&other.process, &other.to) == (&handed.process, &handed.to);
        match self.branch.iter().rev().find(|commit| commit.handed_on.iter().any(is_it)) {
            Some(commit) => commit.as_setter(),
            None => self.as_setter(),
        }
    }

    /// The processes that have another owner with this commit, of a day, and to which nobody has agreed who had the say: who owned them by
    /// agreement, or one of those with a role in the ISMS. What goes back to whom it was taken from needs nobody, nor does what somebody
    /// leaves who has left.
    pub fn unagreed_owners(
        &self,
        (before, after): (&Record, &Record),
        states: (&Snapshot, &Snapshot),
        day: Date,
    ) -> Vec<HandedOn> {
        let Some(roles) = states.0.roles() else { return Vec::new() };
        let mut handed = handed_on(Some(before), after);
        handed.extend(self.come_again(before, after));
        handed.retain_mut(|handed| {
            if let Some(held) = self.held.get(&handed.process) {
                handed.from.clone_from(held);
            }
            let HandedOn { from, to, .. } = &*handed;
            let may = |person: &PersonRef, on: Option<Date>| {
                let has_say = person == from || holders(roles).any(|holder| holder == person);
                has_say && !on.is_some_and(|day| has_left(states.0, person, day))
            };
            let is_free = from == to || is_renamed(states, to, from);
            let has_gone = || [states.0, states.1].iter().any(|state| has_left(state, from, day));
            !is_free && !has_gone() && !self.is_agreed_on((&self.hander(handed), Some(day)), &may)
        });
        handed
    }

    /// The processes that were there once, went, and are there again.
    fn come_again(&self, before: &Record, after: &Record) -> Vec<HandedOn> {
        let (Some(old), Some(new)) = (settings(before), settings(after)) else { return Vec::new() };
        let again = new
            .processes
            .iter()
            .filter(|process| owner(old, process.id.as_str()).is_none() && self.held.contains_key(process.id.as_str()));
        again.map(came).collect()
    }
}

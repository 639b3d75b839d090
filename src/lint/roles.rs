//! Who gets a say: the roles of the ISMS by which somebody decides, and in whose place anybody's decision may be written down.

use super::Signature;
use super::commit::{CommitFacts, Setter};
use crate::record::{Date, FormerRole, PastDecider, Person, PersonRef, Roles, SigningSubject};
use crate::snapshot::{Record, Snapshot};

/// A role that somebody has and did not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// Who.
    pub person: PersonRef,
    /// Where the settings name the role.
    pub path: &'static str,
    /// What they do by it, as the second half of a sentence.
    pub what: &'static str,
}

/// Where the settings name top management.
pub const LEADS: &str = "/roles/top_management";

/// Where the settings name who had a role before.
pub const FORMER: &str = "/roles/former";

/// Where the settings name who runs the ISMS.
pub const OWNER: &str = "/roles/isms_owner";

impl Appointment {
    /// Whether these roles name the person for it.
    pub fn is_held(&self, roles: &Roles) -> bool {
        match self.path {
            LEADS => roles.top_management.contains(&self.person),
            FORMER => roles.former.iter().any(|former| former.person == self.person),
            OWNER => roles.isms_owner == self.person,
            _ => roles.programme_manager == self.person,
        }
    }
}

/// The roles that settings give and did not give before. Who had one is named among those of before without giving them anything.
pub fn appointments(before: Option<&Record>, after: &Record) -> Vec<Appointment> {
    let roles = |record: &'_ Record| record.data().isms().map(|isms| isms.roles.clone());
    let (Some(old), Some(new)) = (before.and_then(roles), roles(after)) else { return Vec::new() };
    let runs = Some(&new.programme_manager).filter(|person| **person != old.programme_manager);
    let leads = new.top_management.iter().filter(|person| !old.top_management.contains(person));
    let runs = runs.map(|person| (person, "/roles/programme_manager", "runs the audit programme"));
    let owns = Some(&new.isms_owner).filter(|person| **person != old.isms_owner);
    let owns = owns.map(|person| (person, OWNER, "runs the ISMS"));
    let leads = leads.map(|person| (person, LEADS, "is top management"));
    let former = new.former.iter().filter(|former| !old.former.contains(former) && !had(&old, former));
    let former = former.map(|former| (&former.person, FORMER, "counts as one who decided before"));
    let all = runs.into_iter().chain(leads).chain(owns).chain(former);
    all.map(|(person, path, what)| Appointment { person: person.clone(), path, what }).collect()
}

fn had(roles: &Roles, former: &FormerRole) -> bool {
    match former.role {
        PastDecider::TopManagement => roles.top_management.contains(&former.person),
        PastDecider::ProgrammeManager => roles.programme_manager == former.person,
    }
}

/// Those whose word counts for all others: top management, and whoever runs the audit programme and writes down what was decided.
pub fn deciders(roles: &Roles) -> impl Iterator<Item = &PersonRef> {
    roles.top_management.iter().chain([&roles.programme_manager])
}

/// Those who have a say in something by a role of the ISMS.
pub fn holders(roles: &Roles) -> impl Iterator<Item = &PersonRef> {
    deciders(roles).chain([&roles.isms_owner])
}

/// Whose word something is, as far as that is a person on record: of whoever signed it, or else of whoever wrote the commit. A name can
/// be typed by anybody who has a key of their own; a forge that signs is nobody on record, and vouches for the author.
pub fn voice<'a>(signature: Option<&'a Signature>, author: Option<&'a PersonRef>) -> Option<&'a PersonRef> {
    signature.and_then(Signature::signer).and_then(|signer| signer.person.as_ref()).or(author)
}

impl CommitFacts {
    /// Who gave somebody a role that this commit brings to the main line.
    pub fn appointer(&self, appointment: &Appointment) -> Setter<'_> {
        match self.branch.iter().rev().find(|commit| commit.appointed.contains(appointment)) {
            Some(commit) => commit.as_setter(),
            None => self.as_setter(),
        }
    }

    /// The roles that this commit, of a day, gives, and to which nobody has agreed who had the say before it. What goes back to whom such a
    /// commit took it from needs nobody; who runs the ISMS hands that on themselves.
    pub fn unagreed(
        &self,
        (before, after): (&Record, &Record),
        states: (&Snapshot, &Snapshot),
        day: Date,
    ) -> Vec<Appointment> {
        let Some(old) = states.0.roles() else { return Vec::new() };
        let held = before.data().isms().map_or(old, |isms| &isms.roles);
        let mut given = appointments(Some(before), after);
        given.retain(|appointment| {
            let has_say = |roles: &Roles, person: &PersonRef| {
                let is_own = appointment.path == OWNER && roles.isms_owner == *person;
                is_own || deciders(roles).any(|decider| decider == person)
            };
            // Whose role was taken from them does not give it back to themselves for ever.
            let is_back = |person: &PersonRef| *person == appointment.person && !has_say(held, person);
            let may = |person: &PersonRef, on: Option<Date>| {
                let has_left = on.is_some_and(|day| has_left(states.0, person, day));
                has_say(old, person) && !is_back(person) && !has_left
            };
            let is_renamed = || holders(old).any(|old| is_renamed(states, &appointment.person, old));
            let is_agreed = || self.is_agreed_on((&self.appointer(appointment), Some(day)), &may);
            !self.ousted.contains(appointment) && !is_renamed() && !is_agreed()
        });
        given
    }

    /// Whether one of these has agreed to what somebody set that comes with this commit: whoever set it, whoever merged it, or who is named
    /// by a line `Approved-by`. Where approvals have to be signed, none of it counts unless it is.
    pub fn is_agreed_by(&self, setter: &Setter<'_>, may: &dyn Fn(&PersonRef) -> bool) -> bool {
        self.is_agreed_on((setter, None), &|person, _| may(person))
    }

    /// The same where it matters on which day somebody agreed: on that of the commit, or of the one of a branch that set it.
    pub(super) fn is_agreed_on(
        &self,
        (setter, day): (&Setter<'_>, Option<Date>),
        may: &dyn Fn(&PersonRef, Option<Date>) -> bool,
    ) -> bool {
        let set = setter.on.or(day);
        let voices = [(setter.signature, setter.person, set), (self.signature.as_ref(), self.own.as_ref(), day)];
        if self.required.contains(&SigningSubject::Approvals) {
            let is_by = |(signature, _, on): (Option<&Signature>, _, Option<Date>)| {
                signature.is_some_and(|signature| signature.is_by(|person| may(person, on)))
            };
            return voices.into_iter().any(is_by);
        }
        let said = |(signature, author, on)| voice(signature, author).is_some_and(|person| may(person, on));
        voices.into_iter().any(said) || self.approved_by.iter().any(|person| may(person, day))
    }
}

/// Whether somebody is on record as one who had left by a day.
pub fn has_left(state: &Snapshot, person: &PersonRef, day: Date) -> bool {
    let last = state.person(person).and_then(|person| person.data().to);
    last.is_some_and(|last| last < day)
}

/// The last day that somebody had, where they are to be there for longer now, or for good.
pub fn new_stay(old: &Person, new: &Person) -> Option<Date> {
    old.to.filter(|was| new.to.is_none_or(|is| is > *was))
}

/// Whether a person is one of before whose record got another id, by which nobody gets anything.
pub fn is_renamed((before, after): (&Snapshot, &Snapshot), new: &PersonRef, old: &PersonRef) -> bool {
    let (Some(was), Some(is)) = (before.person(old), after.person(new)) else { return false };
    let is_gone = after.person(old).is_none() && before.person(new).is_none();
    let (was, is) = (was.data(), is.data());
    is_gone && (&was.name, &was.git, &was.forge) == (&is.name, &is.git, &is.forge)
}

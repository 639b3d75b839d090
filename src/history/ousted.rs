//! Who took a role to which nobody had agreed, and who lost it to them: it is not theirs until somebody agrees, and that it goes back makes
//! good what was wrong.

use super::lenient::Lenient;
use crate::lint::{
    Appointment, CommitFacts, FORMER, LEADS, OWNER, appointments, deciders, has_left, holders, is_renamed,
};
use crate::record::{Date, Isms, PersonRef, Roles};
use crate::snapshot::{Record, Snapshot};

/// For how many days a role may go back without a word: who has been without it for longer has let it be so.
const DAYS: i64 = 30;

/// The roles that were taken, and those from whom.
#[derive(Debug, Default)]
pub(super) struct Ousted {
    lost: Vec<Lost>,
    /// What somebody holds, and nobody has agreed yet.
    taken: Vec<Appointment>,
}

#[derive(Debug)]
struct Lost {
    /// The role, and whose it was.
    role: Appointment,
    since: Date,
    /// Who had the say before.
    deciders: Vec<PersonRef>,
}

impl Ousted {
    /// The roles that may go back, and to whom, on a day.
    pub(super) fn on(&self, day: Date) -> Vec<Appointment> {
        let recent = self.lost.iter().filter(|lost| day.days_since(lost.since) <= DAYS);
        recent.map(|lost| lost.role.clone()).collect()
    }

    /// The roles that somebody holds without that anybody has agreed.
    pub(super) fn unseated(&self) -> Vec<Appointment> {
        self.taken.clone()
    }

    /// Has a state name those as holders of the roles who have them by agreement.
    pub(super) fn hold(&self, state: &mut Snapshot) {
        let agreed = state.isms().and_then(|isms| self.agreed(isms.data()));
        agreed.into_iter().for_each(|roles| state.hold_roles(roles));
    }

    /// Who holds the roles by agreement; `None` where that is who the settings name.
    pub(super) fn agreed(&self, settings: &Isms) -> Option<Roles> {
        if self.taken.is_empty() {
            return None;
        }
        let mut roles = settings.roles.clone();
        let is_taken =
            |path: &str, person: &PersonRef| self.taken.iter().any(|role| role.path == path && role.person == *person);
        roles.top_management.retain(|person| !is_taken(LEADS, person));
        roles.former.retain(|former| !is_taken(FORMER, &former.person));
        for Lost { role, .. } in &self.lost {
            if !self.taken.iter().any(|taken| taken.path == role.path) {
                continue;
            }
            match role.path {
                LEADS if roles.top_management.contains(&role.person) => {}
                LEADS => roles.top_management.push(role.person.clone()),
                OWNER => roles.isms_owner = role.person.clone(),
                _ => roles.programme_manager = role.person.clone(),
            }
        }
        Some(roles)
    }

    /// Takes a commit, of a day, into account, by the settings before and after it.
    pub(super) fn note(
        &mut self,
        (old, new): (&Record, &Record),
        states: (&Snapshot, &Snapshot),
        (facts, day): (&CommitFacts, Date),
        lenient: &Lenient,
    ) {
        let given = appointments(Some(old), new);
        let is_asked = !given.is_empty() || !self.taken.is_empty() && new.data().isms().is_some();
        if !is_asked {
            return;
        }
        let here = |person: &&PersonRef| !has_left(states.0, person, day);
        let had_say: Vec<PersonRef> = states.0.roles().into_iter().flat_map(deciders).filter(here).cloned().collect();
        // What those decide anew who had the say is no matter of what was taken any more.
        let is_agreed = |given: &Appointment, lost: &Lost| {
            let may = |person: &PersonRef| lost.deciders.contains(person);
            given.path == lost.role.path && facts.is_agreed_by(&facts.appointer(given), &may)
        };
        self.lost.retain(|lost| !given.iter().any(|given| *given == lost.role || is_agreed(given, lost)));
        let mut unagreed = facts.unagreed((old, new), states, day);
        if !unagreed.is_empty() && lenient.lets_pass(new, states, (facts, day)) {
            unagreed.clear();
        }
        // Whoever comes back late takes nothing from anybody.
        let is_own = |role: &Appointment| states.0.roles().is_some_and(|roles| role.is_held(roles));
        unagreed.retain(|role| !is_own(role));
        self.settle(new, states, (facts, &had_say));
        let is_taken = |role: &Appointment| unagreed.iter().chain(&self.taken).any(|taken| taken.path == role.path);
        let mut lost = appointments(Some(new), old);
        // Whoever had taken it before never had it to lose, and who had one before does not have it.
        let had_role = |person: &PersonRef| states.0.roles().is_some_and(|roles| holders(roles).any(|it| it == person));
        lost.retain(|role| is_taken(role) && role.path != FORMER && had_role(&role.person));
        self.lost.extend(lost.into_iter().map(|role| Lost { role, since: day, deciders: had_say.clone() }));
        self.taken.extend(unagreed);
    }

    /// Forgets what was taken by those who do not have it any more, and by those whom somebody leaves it who had the say: whoever writes
    /// the settings anew, and does not change who has a role in them, agrees to that.
    fn settle(&mut self, new: &Record, states: (&Snapshot, &Snapshot), (facts, had_say): (&CommitFacts, &[PersonRef])) {
        let Some(isms) = new.data().isms() else { return };
        let is_agreed = {
            let may = |person: &PersonRef| had_say.contains(person);
            let mut setter = facts.as_setter();
            setter.person = facts.author.as_ref().or(setter.person);
            facts.is_agreed_by(&setter, &may)
        };
        let holders: Vec<&PersonRef> = holders(&isms.roles).collect();
        for role in &mut self.taken {
            // A person whose record got another id is the same one.
            let renamed = holders.iter().find(|person| is_renamed(states, person, &role.person));
            if let Some(person) = renamed {
                role.person = (*person).clone();
            }
        }
        // Whoever took a role does not have had it by giving it up.
        let is_former = |role: &&Appointment| isms.roles.former.iter().any(|former| former.person == role.person);
        let former = self.taken.iter().filter(is_former).map(|role| Appointment { path: FORMER, ..role.clone() });
        let former: Vec<Appointment> = former.filter(|role| !self.taken.contains(role)).collect();
        self.taken.extend(former);
        self.taken.retain(|role| role.is_held(&isms.roles) && !is_agreed);
    }
}

//! Who lost a role to somebody to whom nobody had agreed: that it goes back to them makes good what was wrong.

use crate::lint::{Appointment, CommitFacts, appointments, deciders};
use crate::record::{Date, PersonRef};
use crate::snapshot::{Record, Snapshot};

/// For how many days a role may go back without a word: who has been without it for longer has let it be so.
const DAYS: i64 = 30;

/// The roles that were taken from somebody.
#[derive(Debug, Default)]
pub(super) struct Ousted(Vec<Taken>);

#[derive(Debug)]
struct Taken {
    /// The role, and whose it was.
    role: Appointment,
    since: Date,
    /// Who had the say before.
    deciders: Vec<PersonRef>,
}

impl Ousted {
    /// The roles that may go back, and to whom, on a day.
    pub(super) fn on(&self, day: Date) -> Vec<Appointment> {
        let recent = self.0.iter().filter(|taken| day.days_since(taken.since) <= DAYS);
        recent.map(|taken| taken.role.clone()).collect()
    }

    /// Takes a commit, of a day, into account, by the settings before and after it.
    pub(super) fn note(
        &mut self,
        (old, new): (&Record, &Record),
        states: (&Snapshot, &Snapshot),
        (facts, day): (&CommitFacts, Date),
    ) {
        let given = appointments(Some(old), new);
        let Some(isms) = old.data().isms().filter(|_| !given.is_empty()) else { return };
        // What those decide anew who had the say is no matter of what was taken any more.
        let is_agreed = |given: &Appointment, taken: &Taken| {
            let may = |person: &PersonRef| taken.deciders.contains(person);
            given.path == taken.role.path && facts.is_agreed_by(&facts.appointer(given), &may)
        };
        self.0.retain(|taken| !given.iter().any(|given| *given == taken.role || is_agreed(given, taken)));
        let unagreed = facts.unagreed((old, new), states);
        let known: Vec<&str> = self.0.iter().map(|taken| taken.role.path).collect();
        let is_taken = |role: &Appointment| unagreed.iter().any(|given| given.path == role.path);
        // Whoever had taken it before never had it to lose.
        let mut lost = appointments(Some(new), old);
        lost.retain(|role| is_taken(role) && !known.contains(&role.path));
        let deciders: Vec<PersonRef> = deciders(&isms.roles).cloned().collect();
        self.0.extend(lost.into_iter().map(|role| Taken { role, since: day, deciders: deciders.clone() }));
    }
}

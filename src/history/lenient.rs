//! What the settings let pass of roles and processes that somebody takes, as far as it counts: neither a rule that was softened without a word of
//! anybody who decides, nor a waiver in the name of one who has not agreed, gives anybody a say.

use super::Moment;
use super::feigned::{Feigned, MISMATCH};
use super::softened::Softened;
use crate::lint::{CommitFacts, ROLES, Settings, lint_commit_by, widened_waivers};
use crate::record::{Date, Kind};
use crate::snapshot::{Record, Snapshot};

/// What was made of the settings without a word of those who would have to agree.
#[derive(Default)]
pub(super) struct Lenient {
    softened: Softened,
    feigned: Feigned,
}

impl Lenient {
    /// Whether the settings that a commit, of a day, finds let somebody have what it gives them in new settings: the rule about that is off
    /// there, or waived.
    pub(super) fn lets_pass(
        &self,
        new: &Record,
        states: (&Snapshot, &Snapshot),
        (facts, day): (&CommitFacts, Date),
    ) -> bool {
        let settings = self.softened.over(Settings::of(states.0));
        let found = lint_commit_by(states, day, &settings, facts, &|rule| rule.name == ROLES);
        let author = facts.author_of(&new.id);
        found.iter().all(|diagnostic| self.feigned.excuse((diagnostic, author), &settings, day).is_some())
    }

    /// Takes a commit into account.
    pub(super) fn note(&mut self, moment: &Moment<'_>) {
        let Some(record) = moment.touched_after().find(|record| record.kind() == Kind::Isms) else { return };
        let settings = self.softened.over(Settings::of(moment.before));
        self.feigned.end(&mut [], moment);
        if widened_waivers(moment.before.same(record), record).any(|waiver| waiver.rule == ROLES) {
            let states = (moment.before, moment.after);
            let found = lint_commit_by(states, moment.day, &settings, moment.facts, &|rule| rule.name == MISMATCH);
            self.feigned.extend(Feigned::of(moment, &found));
        }
        self.softened.note(moment, &settings);
    }
}

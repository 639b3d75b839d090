//! What somebody decided on their own work in the name of another, and that one confirms since: it is theirs from then on, and that it was not
//! before stays in the report.

use std::sync::Arc;

use super::Moment;
use super::people::names;
use super::verification::Lapse;
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{Decision, Settings, WAIVERS, new_decisions, rules};
use crate::snapshot::Record;

/// The rule about decisions that somebody else committed.
const RULE: &str = "person-commit-mismatch";

/// The decisions in other names that nobody has confirmed yet.
#[derive(Default)]
pub(super) struct Confirmed {
    waiting: Vec<Waiting>,
}

struct Waiting {
    /// Number of the lapse.
    lapse: usize,
    /// Id of the record in lower case.
    id: Arc<str>,
    decision: Decision,
    /// The address of the commit that wrote it down.
    email: String,
}

impl Waiting {
    /// Whether whom it names leaves the decision as it is, or says it anew, and writes the record or agrees to what somebody else makes of it;
    /// or says that the address is theirs by which it was written down.
    fn is_confirmed(&self, record: &Record, moment: &Moment<'_>) -> bool {
        let is_there = || new_decisions(None, record).iter().any(|now| is_same(now, &self.decision));
        let is_meant = self.id == *record.key() && is_there() || self.takes_address(record, moment);
        is_meant && moment.is_agreed_by(record, &|person| *person == self.decision.by)
    }

    fn takes_address(&self, record: &Record, moment: &Moment<'_>) -> bool {
        let has = |record: &Record| {
            let person = record.data().person().filter(|person| person.id.as_str() == self.decision.by.as_str());
            person.is_some_and(|person| names(person).1.contains(&self.email.trim().to_lowercase()))
        };
        has(record) && !moment.before.same(record).is_some_and(has)
    }
}

/// Whether it is one decision, however it is dated. Of entries in a list, each is one of its own.
fn is_same(now: &Decision, then: &Decision) -> bool {
    let is_of_list = [WAIVERS, "/changes"].contains(&then.path);
    (now.path, &now.by) == (then.path, &then.by) && (!is_of_list || now.what == then.what)
}

impl Confirmed {
    /// Notes a lapse by its number, if it is an error for whose work it is about. A level that the settings give the rule stays.
    pub(super) fn note(&mut self, lapse: usize, diagnostic: &Diagnostic, moment: &Moment<'_>, settings: &Settings) {
        let is_set = || rules::find(RULE).is_some_and(|rule| settings.is_set(rule));
        if diagnostic.rule != RULE || diagnostic.level != Level::Error || is_set() {
            return;
        }
        let Some(record) = diagnostic.record.as_ref().and_then(|subject| moment.after.record(&subject.id)) else {
            return;
        };
        let set = new_decisions(moment.before.same(record), record).into_iter();
        let is_meant = |decision: &Decision| {
            let by = decision.by.to_string();
            Some(decision.path) == diagnostic.field.as_deref()
                && diagnostic.owner.as_ref() == Some(&by)
                && diagnostic.message.starts_with(&*decision.what)
        };
        self.waiting.extend(set.filter(is_meant).map(|decision| {
            let email = moment.facts.setters(record, &decision).first().map(|setter| setter.email.to_owned());
            Waiting { lapse, id: Arc::clone(record.key()), decision, email: email.unwrap_or_default() }
        }));
    }

    /// Makes warnings of the lapses whose decisions a commit confirms.
    pub(super) fn end(&mut self, lapses: &mut [Lapse], moment: &Moment<'_>) {
        if self.waiting.is_empty() {
            return;
        }
        for record in moment.touched_after() {
            for confirmed in self.waiting.extract_if(.., |one| one.is_confirmed(record, moment)) {
                let Some(lapse) = lapses.get_mut(confirmed.lapse) else { continue };
                let (by, day, commit) = (&confirmed.decision.by, moment.day, moment.commit.short());
                lapse.agree(
                    &format!(" on {}; {by} confirmed it on {day} ({commit})", lapse.day),
                    "what was decided is theirs",
                );
            }
        }
    }
}

//! What somebody decided on their own work in the name of another, and that one confirms since: it is theirs from then on, and that it was not
//! before stays in the report.

use std::sync::Arc;

use super::Moment;
use super::verify::Lapse;
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{Decision, Settings, decisions, new_decisions, rules};
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
}

impl Waiting {
    /// Whether whom it names leaves the decision as it is, or says it anew, and writes the record or agrees to what somebody else makes of it.
    fn is_confirmed(&self, record: &Record, moment: &Moment<'_>) -> bool {
        let mut setter = moment.facts.as_setter();
        setter.person = moment.facts.author_of(&record.id);
        self.id == *record.key()
            && decisions(record).iter().any(|now| (now.path, &now.by) == (self.decision.path, &self.decision.by))
            && moment.facts.is_agreed_by(&setter, &|person| *person == self.decision.by)
    }
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
        let of_field = set.filter(|decision| Some(decision.path) == diagnostic.field.as_deref());
        let id = || Arc::clone(record.key());
        self.waiting.extend(of_field.map(|decision| Waiting { lapse, id: id(), decision }));
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
                lapse.diagnostic.level = Level::Warning;
                lapse.diagnostic.message += &format!(" on {}; {by} confirmed it on {day} ({commit})", lapse.day);
                lapse.diagnostic.help("nothing more: what was decided is theirs since then");
            }
        }
    }
}

//! Rules that the settings soften without a word of anybody who decides: until there is one, commits are judged as before.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Moment;
use crate::diagnostic::Diagnostic;
use crate::lint::{Settings, deciders, rules};
use crate::record::{Kind, PersonRef};

/// The rules that were softened so, by their names.
#[derive(Default)]
pub(super) struct Softened(BTreeMap<&'static str, Arc<Step>>);

/// A commit that softened rules.
struct Step {
    /// The settings that it found.
    before: Settings,
    /// Who did it, and where.
    told: String,
}

impl Softened {
    /// Settings in which nothing counts to which nobody has agreed.
    pub(super) fn over(&self, settings: Settings) -> Settings {
        self.0.iter().fold(settings, |settings, (name, step)| settings.with_level_of(name, &step.before))
    }

    /// Says of a lapse that somebody did not want it to be one.
    pub(super) fn tell(&self, diagnostic: &mut Diagnostic) {
        if let Some(step) = self.0.get(diagnostic.rule) {
            diagnostic.message += &step.told;
        }
    }

    /// Takes a commit into account. `settings` are those that it found, as far as they count.
    pub(super) fn note(&mut self, moment: &Moment<'_>, settings: &Settings) {
        let Some(record) = moment.touched_after().find(|record| record.kind() == Kind::Isms) else { return };
        let Some(roles) = moment.before.roles().filter(|_| moment.before.isms().is_some()) else { return };
        let may = |person: &PersonRef| deciders(roles).any(|other| other == person);
        if moment.is_agreed_by(record, &may) {
            // Whoever decides and leaves what they find there agrees to it.
            self.0.clear();
            return;
        }
        let after = Settings::of(moment.after);
        let by = moment.facts.author_of(&record.id);
        let by = by.map_or_else(|| moment.commit.email.clone(), ToString::to_string);
        let told = format!(
            "; that it counts for less, by {by} in {}, is agreed to by nobody who decides",
            moment.commit.short()
        );
        let step = Arc::new(Step { before: settings.clone(), told });
        for rule in rules::ALL {
            if after.level(rule) < settings.level(rule) {
                self.0.entry(rule.name).or_insert_with(|| Arc::clone(&step));
            } else {
                self.0.remove(rule.name);
            }
        }
    }
}

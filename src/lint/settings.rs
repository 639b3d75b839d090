//! The levels and waivers that `tickmark.yaml` and the records set.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::waivers::{self, Excuse};
use super::{Rule, profile, rules};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::record::{Date, Kind, RuleProfile, Waiver};
use crate::snapshot::{FileFact, Snapshot};
use crate::text::nearest;

/// What is reported, and how gravely.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    profile: Option<RuleProfile>,
    levels: HashMap<String, Level>,
    excuses: Vec<Excuse>,
    problems: Vec<Diagnostic>,
}

impl Settings {
    /// The settings of a snapshot; without a readable `tickmark.yaml`, the defaults.
    pub fn of(snapshot: &Snapshot) -> Settings {
        let mut settings = Settings::default();
        if let Some(isms) = snapshot.isms() {
            settings.profile = isms.profile;
            settings.excuses.extend(isms.taken_over.as_ref().map(Excuse::of_taken_over));
            for (name, setting) in &isms.rules {
                if rules::find(name).is_none() {
                    let place = isms.at(&format!("/rules/{name}"));
                    settings.problems.push(unknown_rule(name, place));
                }
                settings.levels.insert(name.clone(), setting.level.into());
            }
            if jiff::tz::TimeZone::get(&isms.organisation.timezone).is_err() {
                let mut diagnostic = Diagnostic::new(
                    "schema-invalid",
                    Level::Error,
                    isms.at("/organisation/timezone"),
                    format!("there is no time zone `{}`", isms.organisation.timezone),
                );
                diagnostic.help("write a name such as Europe/Oslo, Europe/Berlin, or UTC");
                settings.problems.push(diagnostic);
            }
        }
        settings.problems.extend(signers_missing(snapshot));
        for standing in waivers::standing(snapshot) {
            if rules::find(&standing.waiver.rule).is_none() {
                settings.problems.push(unknown_rule(&standing.waiver.rule, standing.record.at(&standing.path("rule"))));
            }
            settings.excuses.push(Excuse::of(&standing));
        }
        settings
    }

    /// These settings, but nothing softens the rules of these names: they have at least their own level, and no waiver
    /// covers them.
    pub fn holding(mut self, names: &[&str]) -> Settings {
        let own = |name: &str| rules::find(name).map_or(Level::Allow, |rule| rule.level);
        self.levels.retain(|name, level| !names.contains(&name.as_str()) || *level >= own(name));
        self.excuses.retain(|excuse| !names.contains(&excuse.rule()));
        self
    }

    /// These settings without some of their waivers.
    pub(crate) fn without(mut self, is_out: &dyn Fn(&Waiver) -> bool) -> Settings {
        self.excuses.retain(|excuse| !is_out(excuse.waiver()));
        self
    }

    /// These settings, but with the level that others give a rule.
    pub fn with_level_of(mut self, name: &str, other: &Settings) -> Settings {
        match other.levels.get(name) {
            Some(level) => self.levels.insert(name.to_owned(), *level),
            None => self.levels.remove(name),
        };
        if let Some(rule) = rules::find(name).filter(|rule| self.level(rule) != other.level(rule)) {
            self.levels.insert(name.to_owned(), other.level(rule));
        }
        self
    }

    /// These settings, but what the profile lets wait is asked at its own level.
    pub fn without_waiting(mut self) -> Settings {
        self.profile = self.profile.filter(|profile| *profile != RuleProfile::Starter);
        self
    }

    /// What is wrong with the settings themselves.
    pub fn problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// The files in which something is wrong with the settings, by path.
    pub fn wrong_files(&self) -> BTreeSet<Arc<str>> {
        self.problems.iter().map(|problem| problem.place.path.clone()).collect()
    }

    /// The profile that the levels come from where no rule's own is set.
    pub fn profile(&self) -> Option<RuleProfile> {
        self.profile
    }

    /// The level at which a rule reports: what is set for it, else what the profile says, else its own.
    pub fn level(&self, rule: &Rule) -> Level {
        let set = self.levels.get(rule.name).copied();
        set.unwrap_or_else(|| self.profile.map_or(rule.level, |profile| profile::level(profile, rule)))
    }

    /// Whether somebody has set the rule's level: in `tickmark.yaml`, or by a profile that names the rule.
    pub fn is_set(&self, rule: &Rule) -> bool {
        self.levels.contains_key(rule.name) || self.profile.is_some_and(|profile| profile::is_set(profile, rule))
    }

    /// Whether `tickmark.yaml` sets the rule's level by its name.
    pub fn is_named(&self, rule: &Rule) -> bool {
        self.levels.contains_key(rule.name)
    }

    /// Whether a waiver that holds on `day` covers the diagnostic. One without a reason covers nothing.
    pub fn is_waived(&self, diagnostic: &Diagnostic, day: Date) -> bool {
        self.waiver_of(diagnostic, day).is_some()
    }

    /// The waiver that holds on `day` and covers the diagnostic.
    pub fn waiver_of(&self, diagnostic: &Diagnostic, day: Date) -> Option<&Waiver> {
        self.waiver_that(diagnostic, day, &|_| true)
    }

    /// The same of the waivers that count.
    pub(crate) fn waiver_that(
        &self,
        diagnostic: &Diagnostic,
        day: Date,
        counts: &dyn Fn(&Waiver) -> bool,
    ) -> Option<&Waiver> {
        let covers = |excuse: &&Excuse| excuse.holds(day) && excuse.covers(diagnostic) && counts(excuse.waiver());
        self.excuses.iter().find(covers).map(Excuse::waiver)
    }

    /// These settings with the problems of others: a branch is judged by the settings that it is to be merged into, and
    /// what is wrong with its own is still said.
    pub(super) fn with_problems_of(mut self, own: &Settings) -> Settings {
        self.problems.clone_from(&own.problems);
        self
    }

    /// These settings with the waivers that the records of another state carry. `self` is read from its `tickmark.yaml`
    /// alone.
    pub(super) fn with_record_waivers(mut self, snapshot: &Snapshot) -> Settings {
        let own = waivers::standing(snapshot).filter(|standing| standing.record.kind() != Kind::Isms);
        self.excuses.extend(own.map(|standing| Excuse::of(&standing)));
        self
    }
}

/// Signatures that are held against a file which is not there count for nobody, and nothing else says so.
fn signers_missing(snapshot: &Snapshot) -> Option<Diagnostic> {
    let isms = snapshot.isms()?;
    let path = isms.data().signing.as_ref()?.allowed_signers.as_deref()?;
    let Some(FileFact::Missing { reason }) = snapshot.file(path) else { return None };
    let place = isms.at("/signing/allowed_signers");
    let mut diagnostic = Diagnostic::new("schema-invalid", Level::Error, place, reason.clone());
    diagnostic.help("write the path of the file with the keys that count, from the folder of tickmark.yaml");
    Some(diagnostic)
}

fn unknown_rule(name: &str, place: Place) -> Diagnostic {
    let mut diagnostic = Diagnostic::new("schema-invalid", Level::Error, place, format!("there is no rule `{name}`"));
    match nearest(name, rules::ALL.iter().map(|rule| rule.name)) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("`tickmark rules` lists them"),
    };
    diagnostic
}

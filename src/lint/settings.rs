//! The levels and waivers that `tickmark.yaml` and the records set.

use std::collections::HashMap;

use super::{Rule, rules};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::record::{Date, Kind, ROOT_FILE, Waiver};
use crate::snapshot::{Record, Snapshot};
use crate::text::nearest;

/// What is reported, and how gravely.
#[derive(Debug, Default)]
pub struct Settings {
    levels: HashMap<String, Level>,
    waivers: Vec<(Option<String>, Waiver)>,
    problems: Vec<Diagnostic>,
}

impl Settings {
    /// The settings of a snapshot; without a readable `tickmark.yaml`, the defaults.
    pub fn of(snapshot: &Snapshot) -> Settings {
        let mut settings = Settings::default();
        if let Some(isms) = snapshot.isms() {
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
        // A file of the kind `isms` that is not the root's own excuses nothing.
        let counts = |record: &&Record| record.kind() != Kind::Isms || *record.path == *ROOT_FILE;
        for record in snapshot.records().iter().filter(counts) {
            let own = (record.kind() != Kind::Isms).then(|| record.id.to_lowercase());
            for (position, waiver) in record.data().waivers().iter().enumerate() {
                if rules::find(&waiver.rule).is_none() {
                    settings.problems.push(unknown_rule(&waiver.rule, record.at(&format!("/waivers/{position}/rule"))));
                }
                settings.waivers.push((own.clone(), waiver.clone()));
            }
        }
        settings
    }

    /// These settings, but nothing softens the rules of these names: they have at least their own level, and no waiver
    /// covers them.
    pub fn holding(mut self, names: &[&str]) -> Settings {
        let own = |name: &str| rules::find(name).map_or(Level::Allow, |rule| rule.level);
        self.levels.retain(|name, level| !names.contains(&name.as_str()) || *level >= own(name));
        self.waivers.retain(|(_, waiver)| !names.contains(&waiver.rule.as_str()));
        self
    }

    /// What is wrong with the settings themselves.
    pub fn problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// The level at which a rule reports.
    pub fn level(&self, rule: &Rule) -> Level {
        self.levels.get(rule.name).copied().unwrap_or(rule.level)
    }

    /// Whether a waiver that holds on `day` covers the diagnostic. One without a reason covers nothing.
    pub fn is_waived(&self, diagnostic: &Diagnostic, day: Date) -> bool {
        self.waivers.iter().any(|(own, waiver)| {
            let record = diagnostic.record.as_ref().map(|subject| subject.id.to_lowercase());
            let names = |id: &str| record.as_deref() == Some(id);
            let covers = match own {
                Some(own) => names(own),
                None => waiver.records.is_empty() || waiver.records.iter().any(|id| names(&id.as_str().to_lowercase())),
            };
            waiver.rule == diagnostic.rule && covers && day <= waiver.until && !waiver.reason.trim().is_empty()
        })
    }
}

fn unknown_rule(name: &str, place: Place) -> Diagnostic {
    let mut diagnostic = Diagnostic::new("schema-invalid", Level::Error, place, format!("there is no rule `{name}`"));
    match nearest(name, rules::ALL.iter().map(|rule| rule.name)) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("`tickmark rules` lists them"),
    };
    diagnostic
}

//! What counts, per profile. Adding one: its line in [`PROFILES`].

use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{Family, Rule, Settings, rules};

/// The rules that count in every profile, at their own level or above and without regard to waivers.
pub const FAIL_CLOSED: &[&str] = &["schema-invalid", "duplicate-id", "dangling-reference", "history-unavailable"];

/// What a profile that asks for what is late asks as well where there are two versions: a record that is gone, or counts as
/// none by the settings, is not early.
const GONE: &str = "record-deleted";

/// What there has to be before anybody comes to certify, also of an organisation that has only begun and is merely told so
/// by a lint.
const AT_ALL: &[&str] = &["programme-missing", "review-overdue"];

/// A choice of what counts.
#[derive(Debug)]
pub struct Profile {
    /// Name.
    pub name: &'static str,
    /// What counts, in one line.
    pub summary: &'static str,
    counts: Counts,
}

#[derive(Debug)]
enum Counts {
    /// Whatever is an error after the settings.
    Errors,
    /// Whatever these rules report as past its day, at any level.
    Rules(&'static [&'static str]),
    /// Whatever is an error after the settings, in the records or on the way that they came.
    ErrorsOfHistory,
    /// Whatever is an error after the settings, whatever is a warning of a rule that the function names, and whatever
    /// those in [`AT_ALL`] say. A rule profile that lets rules wait counts for nothing.
    ErrorsAnd(fn(&Rule) -> bool),
}

/// The profiles; the first one is what a gate uses unless told otherwise.
pub static PROFILES: &[Profile] = &[
    Profile { name: "default", summary: "Every error", counts: Counts::Errors },
    Profile {
        name: "overdue",
        summary: "What is past its due date",
        counts: Counts::Rules(&[
            "action-overdue",
            "decision-overdue",
            "audit-overdue",
            "external-deadline",
            "acceptance-expired",
        ]),
    },
    Profile {
        name: "pre-certification",
        summary: "Every error, and warnings about the programme and its coverage, management review and effectiveness, \
                  also where the settings have `profile: starter`",
        counts: Counts::ErrorsAnd(|rule| {
            matches!(rule.family, Family::Programme | Family::Review) || rule.name.starts_with("effectiveness-")
        }),
    },
    Profile {
        name: "history",
        summary: "Every error, also those that commits of the main line brought, and those of tags and digests",
        counts: Counts::ErrorsOfHistory,
    },
];

impl Profile {
    /// The profile with this name.
    pub fn find(name: &str) -> Option<&'static Profile> {
        PROFILES.iter().find(|profile| profile.name == name)
    }

    /// Whether a diagnostic counts.
    pub fn counts(&self, diagnostic: &Diagnostic) -> bool {
        let named = match self.counts {
            Counts::Errors | Counts::ErrorsOfHistory => diagnostic.level == Level::Error,
            Counts::Rules(_) if diagnostic.rule == GONE => diagnostic.level == Level::Error,
            Counts::Rules(rules) => rules.contains(&diagnostic.rule) && diagnostic.since.is_some(),
            Counts::ErrorsAnd(is_meant) => match diagnostic.level {
                Level::Error => true,
                Level::Warning => rules::find(diagnostic.rule).is_some_and(is_meant),
                Level::Info => AT_ALL.contains(&diagnostic.rule),
                Level::Allow => false,
            },
        };
        named || FAIL_CLOSED.contains(&diagnostic.rule)
    }

    /// The settings to judge with: nothing softens what fails closed, and before a certification nothing waits.
    pub fn settings(&self, settings: Settings) -> Settings {
        let settings = settings.holding(FAIL_CLOSED);
        match self.counts {
            Counts::ErrorsAnd(_) => settings.without_waiting(),
            Counts::Errors | Counts::Rules(_) | Counts::ErrorsOfHistory => settings,
        }
    }

    /// The rules that the profile is about and that the settings keep from counting.
    pub fn turned_off(&self, settings: &Settings) -> Vec<&'static str> {
        let is_off = |rule: &Rule| match self.counts {
            Counts::Errors | Counts::ErrorsOfHistory => false,
            Counts::Rules(names) => names.contains(&rule.name) && settings.level(rule) == Level::Allow,
            Counts::ErrorsAnd(is_meant) => {
                let least = if is_meant(rule) { Level::Warning } else { Level::Error };
                rule.is_asked_by_lint(false) && settings.level(rule) < least && least <= rule.level
            }
        };
        rules::ALL.iter().filter(|rule| is_off(rule)).map(|rule| rule.name).collect()
    }

    /// Whether it counts what only history shows.
    pub fn needs_history(&self) -> bool {
        matches!(self.counts, Counts::ErrorsOfHistory)
    }

    /// The rules whose results can count; those that compare two versions only where there are two.
    pub fn asked(&self, has_two: bool) -> Vec<&'static str> {
        let is_asked = |rule: &Rule| match self.counts {
            Counts::Rules(_) if rule.name == GONE => has_two,
            Counts::Rules(names) => names.contains(&rule.name) || FAIL_CLOSED.contains(&rule.name),
            Counts::ErrorsOfHistory => true,
            Counts::Errors | Counts::ErrorsAnd(_) => rule.is_asked_by_lint(has_two),
        };
        rules::ALL.iter().filter(|rule| is_asked(rule)).map(|rule| rule.name).collect()
    }

    /// The rules that the profile names.
    pub fn rules(&self) -> &'static [&'static str] {
        match self.counts {
            Counts::Errors | Counts::ErrorsOfHistory | Counts::ErrorsAnd(_) => &[],
            Counts::Rules(rules) => rules,
        }
    }
}

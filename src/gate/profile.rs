//! What counts, per profile. Adding one: its line in [`PROFILES`].

use crate::diagnostic::{Diagnostic, Level};

/// The rules that count in every profile, at their own level or above and without regard to waivers.
pub const FAIL_CLOSED: &[&str] = &["schema-invalid", "duplicate-id", "dangling-reference"];

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
    /// Whatever these rules report, at any level.
    Rules(&'static [&'static str]),
}

/// The profiles; the first one is what a gate uses unless told otherwise.
pub static PROFILES: &[Profile] = &[
    Profile { name: "default", summary: "Every error", counts: Counts::Errors },
    Profile {
        name: "overdue",
        summary: "What is past its due date",
        counts: Counts::Rules(&["action-overdue", "audit-overdue"]),
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
            Counts::Errors => diagnostic.level == Level::Error,
            Counts::Rules(rules) => rules.contains(&diagnostic.rule),
        };
        named || FAIL_CLOSED.contains(&diagnostic.rule)
    }

    /// The rules that the profile names.
    pub fn rules(&self) -> &'static [&'static str] {
        match self.counts {
            Counts::Errors => &[],
            Counts::Rules(rules) => rules,
        }
    }
}

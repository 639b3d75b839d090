//! Profiles: a choice of levels for all rules at once.

use super::Rule;
use crate::diagnostic::Level;
use crate::record::RuleProfile;

/// What the profile `starter` reports, each at its own level: what is wrong with what is written down, and what is late.
/// What is not there yet (a programme, a statement of applicability, coverage, a review) waits.
const STARTER: &[&str] = &[
    "schema-invalid",
    "duplicate-id",
    "id-matches-filename",
    "dangling-reference",
    "unknown-person",
    "criterion-unknown",
    "date-order",
    "future-date",
    "illegal-state",
    "waiver-expired",
    "waiver-unreasoned",
];

/// What the profile `certified` takes more gravely than the rule itself does.
const CERTIFIED: &[(&str, Level)] = &[("programme-missing", Level::Error)];

/// The level of a rule in a profile.
pub(super) fn level(profile: RuleProfile, rule: &Rule) -> Level {
    match profile {
        RuleProfile::Starter if STARTER.contains(&rule.name) => rule.level,
        RuleProfile::Starter => Level::Allow,
        RuleProfile::Certified => {
            CERTIFIED.iter().find(|(name, _)| *name == rule.name).map_or(rule.level, |(_, level)| *level)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::rules;
    use super::*;

    #[test]
    fn profiles_name_rules_that_there_are_once_each() {
        let certified: Vec<&str> = CERTIFIED.iter().map(|(name, _)| *name).collect();
        for names in [STARTER, &certified] {
            for (position, name) in names.iter().enumerate() {
                assert!(rules::find(name).is_some(), "{name}");
                assert!(!names[..position].contains(name), "{name} twice");
            }
        }
        for (name, level) in CERTIFIED {
            assert!(rules::find(name).is_some_and(|rule| rule.level <= *level), "{name}");
        }
    }
}

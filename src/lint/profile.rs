//! Profiles: a choice of levels for all rules at once.

use super::{Family, Rule};
use crate::diagnostic::Level;
use crate::record::RuleProfile;

/// What the profile `starter` reports beside record keeping and what a change or the history breaks, each at its own level: what is
/// wrong with what is written down, and what is late. What is not there yet (a programme, a statement of applicability, coverage, a
/// review, the competence of auditors) waits. What was changed behind a decision does not: nobody can make up for it later.
const STARTER: &[&str] = &[
    "audit-overdue",
    "plan-incomplete",
    "auditor-not-independent",
    "declared-conflict-assigned",
    "auditor-owns-action",
    "conclusion-contradicts-findings",
    "item-unanswered",
    "item-without-evidence",
    "exception-without-finding",
    "evidence-missing",
    "evidence-hash-mismatch",
    "evidence-sensitive-in-repo",
    "finding-without-criteria",
    "finding-without-evidence",
    "nc-without-action",
    "acceptance-expired",
    "clause-requirement-accepted",
    "external-deadline",
    "action-overdue",
    "action-incomplete",
    "root-cause-missing",
    "correction-only",
    "plan-self-accepted",
    "done-without-evidence",
    "closed-with-open-items",
    "ineffective-not-continued",
    "effectiveness-checked-by-owner",
    "status-mismatch",
    "decision-overdue",
];

/// What the profile `certified` takes more gravely than the rule itself does: what a certification body would raise as a
/// nonconformity against 9.2, 9.3 or 10.2 is an error, and what it would note is a warning.
const CERTIFIED: &[(&str, Level)] = &[
    ("programme-missing", Level::Error),
    ("programme-resources-missing", Level::Error),
    ("own-requirements-not-audited", Level::Error),
    ("importance-ignored", Level::Error),
    ("previous-results-ignored", Level::Error),
    ("site-never-audited", Level::Error),
    ("auditor-not-in-team", Level::Error),
    ("auditor-reports-to-auditee", Level::Error),
    ("competence-without-evidence", Level::Error),
    ("effectiveness-not-assessed", Level::Error),
    ("limitation-undisclosed", Level::Error),
    ("report-not-distributed", Level::Error),
    ("correction-missing", Level::Error),
    ("plan-not-accepted", Level::Error),
    ("effectiveness-criterion-missing", Level::Error),
    ("isms-change-missing", Level::Error),
    ("review-overdue", Level::Error),
    ("review-without-decision", Level::Error),
    ("overdue-not-in-review", Level::Error),
    ("soa-incomplete", Level::Error),
    ("soa-contradicts-finding", Level::Error),
    ("waiver-self-approved", Level::Error),
    ("leadership-silent", Level::Warning),
    ("programme-risks-missing", Level::Warning),
    ("cpd-missing", Level::Warning),
    ("feedback-missing", Level::Warning),
    ("lessons-missing", Level::Warning),
    ("opportunity-unanswered", Level::Warning),
];

/// The level of a rule in a profile.
pub(super) fn level(profile: RuleProfile, rule: &Rule) -> Level {
    match profile {
        RuleProfile::Starter
            if rule.family == Family::Records || rule.judges_a_change() || STARTER.contains(&rule.name) =>
        {
            rule.level
        }
        RuleProfile::Starter => Level::Allow,
        RuleProfile::Certified => {
            CERTIFIED.iter().find(|(name, _)| *name == rule.name).map_or(rule.level, |(_, level)| *level)
        }
    }
}

/// Whether a profile gives a rule a level rather than leaving it its own.
pub(super) fn is_set(profile: RuleProfile, rule: &Rule) -> bool {
    match profile {
        RuleProfile::Starter => level(profile, rule) == Level::Allow,
        RuleProfile::Certified => CERTIFIED.iter().any(|(name, _)| *name == rule.name),
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
                let rule = rules::find(name).unwrap_or_else(|| panic!("{name}"));
                let is_meant = rule.family == Family::Records || rule.judges_a_change();
                assert!(names != STARTER || !is_meant, "{name} is reported without being named");
                assert!(!names[..position].contains(name), "{name} twice");
            }
        }
        for (name, level) in CERTIFIED {
            assert!(rules::find(name).is_some_and(|rule| rule.level <= *level), "{name}");
        }
    }
}

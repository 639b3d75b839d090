use crate::diagnostic::Level;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{DaysByGrade, Isms, LevelSetting, RuleProfile, Thresholds};
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "rule-switched-off",
    family: Family::Records,
    summary: "A rule reports less than it did",
    level: Level::Warning,
    clause: "9.2.2",
    needs_day: false,
    docs: include_str!("rule_switched_off.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().isms(), after.data().isms()) else { return };
    let softer: Vec<&str> = new
        .rules
        .iter()
        .filter(|(name, setting)| is_softer(old, name, setting.level))
        .map(|(name, _)| name.as_str())
        .collect();
    if let Some(first) = softer.first() {
        report
            .raise(
                after,
                &format!("/rules/{first}"),
                format!("a rule reports less than before: {}", listed(&softer, 6)),
            )
            .help("have whoever manages the programme agree to it in a change of its own, not in the one that needs it")
            .owner(&new.roles.programme_manager)
            .members(softer);
    }
    let required = |isms: &Isms| isms.signing.as_ref().map(|signing| signing.required.clone()).unwrap_or_default();
    let (asked, kept) = (required(old), required(new));
    let dropped: Vec<_> = asked.into_iter().filter(|subject| !kept.contains(subject)).collect();
    if !dropped.is_empty() {
        report
            .raise(
                after,
                "/signing",
                format!("less has to be signed than before: not {} any more", listed(&dropped, 3)),
            )
            .help("have whoever manages the programme agree to it in a change of its own, and sign that")
            .owner(&new.roles.programme_manager);
    }
    let limits = softer_limits(&old.thresholds, &new.thresholds);
    if let Some(first) = limits.first() {
        report
            .raise(
                after,
                &format!("/thresholds/{first}"),
                format!("limits are wider than before, so that rules report less: {}", listed(&limits, 6)),
            )
            .help("have whoever manages the programme agree to it in a change of its own, not in the one that needs it")
            .owner(&new.roles.programme_manager)
            .members(limits);
    }
    let more: Vec<&str> = new
        .ignore
        .iter()
        .map(String::as_str)
        .filter(|pattern| !old.ignore.iter().any(|known| known == pattern))
        .collect();
    if !more.is_empty() {
        report
            .raise(after, "/ignore", format!("more files count as no records than before: {}", listed(&more, 6)))
            .help("have whoever manages the programme agree to it in a change of its own; a record that is done with stays a record")
            .owner(&new.roles.programme_manager)
            .members(more);
    }
    if new.profile == Some(RuleProfile::Starter) && old.profile != Some(RuleProfile::Starter) {
        report
            .raise(after, "/profile", "the profile `starter` leaves out most rules that reported before")
            .help("it is for the first weeks; take it away again")
            .owner(&new.roles.programme_manager);
    }
}

/// The limits that let more pass than before.
fn softer_limits(old: &Thresholds, new: &Thresholds) -> Vec<&'static str> {
    let by_grade = |old: DaysByGrade, new: DaysByGrade| new.major > old.major || new.minor > old.minor;
    let limits = [
        ("cycle_years", new.cycle_years > old.cycle_years),
        ("notice_days", new.notice_days < old.notice_days),
        ("report_days", new.report_days > old.report_days),
        ("plan_days", by_grade(old.plan_days, new.plan_days)),
        ("fix_days", by_grade(old.fix_days, new.fix_days)),
        ("effectiveness_after_days", new.effectiveness_after_days < old.effectiveness_after_days),
        ("effectiveness_within_days", new.effectiveness_within_days > old.effectiveness_within_days),
        ("escalation_days", new.escalation_days > old.escalation_days),
        ("max_slips", new.max_slips > old.max_slips),
        ("cooling_off_months", new.cooling_off_months < old.cooling_off_months),
        ("review_interval_months", new.review_interval_months > old.review_interval_months),
        ("evidence_max_age_months", new.evidence_max_age_months > old.evidence_max_age_months),
        ("competence_review_months", new.competence_review_months > old.competence_review_months),
        ("repeat_window_months", new.repeat_window_months < old.repeat_window_months),
    ];
    limits.into_iter().filter(|(_, is_softer)| *is_softer).map(|(name, _)| name).collect()
}

/// Whether a level is milder than the rule's before: as it was set, or its own.
fn is_softer(old: &Isms, name: &str, level: LevelSetting) -> bool {
    let own = || super::super::find(name).map(|rule| rule.level);
    let before = old.rules.get(name).map(|setting| Level::from(setting.level)).or_else(own);
    before.is_some_and(|before| Level::from(level) < before)
}

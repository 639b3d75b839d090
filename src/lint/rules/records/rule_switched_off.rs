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
    let steps = [milder_rules(old, new), less_signed(old, new), wider_limits(old, new), more_ignored(old, new)];
    for Softer { place, message, help, what } in steps.into_iter().flatten().chain(starter(old, new)) {
        report.raise(after, &place, message).help(help).owner(&new.roles.programme_manager).members(what);
    }
}

/// A way in which the settings ask for less than they did.
struct Softer<'a> {
    place: String,
    message: String,
    help: &'static str,
    what: Vec<&'a str>,
}

const AGREE: &str =
    "have whoever manages the programme agree to it in a change of its own, not in the one that needs it";

fn milder_rules<'a>(old: &Isms, new: &'a Isms) -> Option<Softer<'a>> {
    let milder = new.rules.iter().filter(|(name, setting)| is_softer(old, name, setting.level));
    let what: Vec<&str> = milder.map(|(name, _)| name.as_str()).collect();
    Some(Softer {
        place: format!("/rules/{}", what.first()?),
        message: format!("a rule reports less than before: {}", listed(&what, 6)),
        help: AGREE,
        what,
    })
}

fn less_signed<'a>(old: &Isms, new: &'a Isms) -> Option<Softer<'a>> {
    let required = |isms: &Isms| isms.signing.as_ref().map(|signing| signing.required.clone()).unwrap_or_default();
    let kept = required(new);
    let dropped: Vec<_> = required(old).into_iter().filter(|subject| !kept.contains(subject)).collect();
    (!dropped.is_empty()).then(|| Softer {
        place: "/signing".to_owned(),
        message: format!("less has to be signed than before: not {} any more", listed(&dropped, 3)),
        help: "have whoever manages the programme agree to it in a change of its own, and sign that",
        what: Vec::new(),
    })
}

fn wider_limits<'a>(old: &Isms, new: &'a Isms) -> Option<Softer<'a>> {
    let what = softer_limits(&old.thresholds, &new.thresholds);
    Some(Softer {
        place: format!("/thresholds/{}", what.first()?),
        message: format!("limits are wider than before, so that rules report less: {}", listed(&what, 6)),
        help: AGREE,
        what,
    })
}

fn more_ignored<'a>(old: &Isms, new: &'a Isms) -> Option<Softer<'a>> {
    let what: Vec<&str> =
        new.ignore.iter().filter(|pattern| !old.ignore.contains(pattern)).map(String::as_str).collect();
    (!what.is_empty()).then(|| Softer {
        place: "/ignore".to_owned(),
        message: format!("more files count as no records than before: {}", listed(&what, 6)),
        help: "have whoever manages the programme agree to it in a change of its own; a record that is done with stays a record",
        what,
    })
}

fn starter<'a>(old: &Isms, new: &'a Isms) -> Option<Softer<'a>> {
    let is_new = new.profile == Some(RuleProfile::Starter) && old.profile != Some(RuleProfile::Starter);
    is_new.then(|| Softer {
        place: "/profile".to_owned(),
        message: "the profile `starter` leaves out most rules that reported before".to_owned(),
        help: "it is for the first weeks; take it away again",
        what: Vec::new(),
    })
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

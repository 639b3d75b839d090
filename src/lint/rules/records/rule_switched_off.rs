use crate::diagnostic::Level;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Isms, LevelSetting, RuleProfile};
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

/// Whether a level is milder than the rule's before: as it was set, or its own.
fn is_softer(old: &Isms, name: &str, level: LevelSetting) -> bool {
    let own = || super::super::find(name).map(|rule| rule.level);
    let before = old.rules.get(name).map(|setting| Level::from(setting.level)).or_else(own);
    before.is_some_and(|before| Level::from(level) < before)
}

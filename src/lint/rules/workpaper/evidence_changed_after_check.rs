use crate::diagnostic::Level;
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Versions};
use crate::record::Evidence;
use crate::text::{goes_on, listed};

pub static RULE: Rule = Rule {
    name: "evidence-changed-after-check",
    family: Family::Workpaper,
    summary: "Checked evidence is said to attest something else than when it was checked",
    level: Level::Warning,
    clause: "7.5.3, 9.2.2 c",
    needs_day: false,
    docs: include_str!("evidence_changed_after_check.md"),
    check: Check::Commit(check),
};

fn check(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().evidence(), after.data().evidence()) else { return };
    if !old.status.was_verified() || !new.status.was_verified() {
        return;
    }
    let Some(checker) = &old.verified_by else { return };
    let changed = changed(old, new);
    let Some(first) = changed.first() else { return };
    let author = commit.sayer_of(&after.id);
    if author.into_iter().chain(&commit.approved_by).any(|person| person == checker) {
        return;
    }
    let by = commit.sayer_in_words(&after.id).map(|by| format!(" in a commit by {by}")).unwrap_or_default();
    report
        .raise(after, &format!("/{first}"), format!("{checker} checked the evidence, and {} changed{by}", listed(&changed, 6)))
        .help(format!(
            "bring back what {checker} checked; where it was wrong, have {checker} commit it, or merge it with a line `Approved-by: {checker}`"
        ))
        .owner(checker)
        .members(changed);
}

/// What it attests, and who may see it. What nobody had said may be added, and it may be kept closer than it was.
fn changed(old: &Evidence, new: &Evidence) -> Vec<&'static str> {
    let is_kept = |was: &String| goes_on(was, new.source.as_deref().unwrap_or_default());
    let changed = [
        ("type", old.r#type != new.r#type),
        ("source", !old.source.as_ref().is_none_or(is_kept)),
        ("collected_on", old.collected_on.is_some() && old.collected_on != new.collected_on),
        ("period", old.period.is_some() && old.period != new.period),
        ("classification", new.classification < old.classification),
        ("personal_data", old.personal_data && !new.personal_data),
    ];
    changed.into_iter().filter(|(_, is_changed)| *is_changed).map(|(field, _)| field).collect()
}

use crate::diagnostic::Level;
use crate::lint::changes::changes;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Change, PersonRef};
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "change-entry-rewritten",
    family: Family::Records,
    summary: "An entry of `changes` is gone, or says something else",
    level: Level::Error,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("change_entry_rewritten.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let kept = changes(after.data());
    // Somebody may agree later, and what was said stays.
    let is_kept = |change: &Change| {
        let with = |person: &Option<PersonRef>| Change { approved_by: person.clone(), ..change.clone() };
        kept.contains(change) || change.approved_by.is_none() && kept.iter().any(|now| *now == with(&now.approved_by))
    };
    let lost = changes(before.data()).iter().filter(|change| !is_kept(change));
    let lost: Vec<String> = lost.map(|change| format!("{} of {}", change.field, change.date)).collect();
    if lost.is_empty() {
        return;
    }
    report
        .raise(after, "/changes", format!("what was said of a change is not there any more: {}", listed(&lost, 6)))
        .help("bring the entry back as it was; whoever knows better now adds another one")
        .members(lost);
}

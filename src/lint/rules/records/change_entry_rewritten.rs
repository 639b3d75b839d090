use crate::diagnostic::Level;
use crate::lint::changes::changes;
use crate::lint::{Check, Family, Report, Rule, Versions};
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
    let lost = changes(before.data()).iter().filter(|change| !kept.contains(change));
    let lost: Vec<String> = lost.map(|change| format!("{} of {}", change.field, change.date)).collect();
    if lost.is_empty() {
        return;
    }
    report
        .raise(after, "/changes", format!("what was said of a change is not there any more: {}", listed(&lost, 6)))
        .help("bring the entry back as it was; whoever knows better now adds another one")
        .members(lost);
}

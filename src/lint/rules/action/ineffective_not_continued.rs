use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use std::collections::BTreeSet;

use crate::record::{ActionStatus, Kind};

pub static RULE: Rule = Rule {
    name: "ineffective-not-continued",
    family: Family::Action,
    summary: "An action did not work, and nothing carries on from it",
    level: Level::Error,
    clause: "10.2",
    needs_day: true,
    docs: include_str!("ineffective_not_continued.md"),
    check: Check::Records(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let snapshot = context.snapshot;
    let carried_on: BTreeSet<String> = snapshot
        .actions()
        .filter(|action| action.status != ActionStatus::Cancelled)
        .filter_map(|action| action.data().previous.as_ref().filter(|previous| previous.as_str() != action.id()))
        .map(|previous| previous.as_str().to_lowercase())
        .collect();
    for action in snapshot.actions().filter(|action| action.status == ActionStatus::Ineffective) {
        // A record that cannot be read may be the one that carries on.
        if carried_on.contains(&action.id().to_lowercase()) || snapshot.is_named_by_broken(Kind::Action, action.id()) {
            continue;
        }
        // The check and the record that carries on are two steps: there is as much time in between as for a first plan.
        let due = snapshot.next_plan_due(action.data());
        let level = if due.is_some_and(|due| context.day <= due) { Level::Warning } else { RULE.level };
        let mut report = report.at_level(level);
        let diagnostic =
            report.raise(action.record(), "/status", "the action did not work, and no other record carries on from it");
        diagnostic
            .help(format!("`tickmark new action --previous {}` begins one; a draft is enough for now", action.id()))
            .owner(&action.owner);
        if let Some(due) = due {
            diagnostic.since(due);
        }
    }
}

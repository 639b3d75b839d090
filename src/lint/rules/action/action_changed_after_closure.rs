use crate::diagnostic::Level;
use crate::lint::changes::changed_fields;
use crate::lint::frozen::{FREE_IN_CHECKED_ACTION, FREE_IN_CLOSED_ACTION};
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Action, ActionStatus};
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "action-changed-after-closure",
    family: Family::Action,
    summary: "A corrective action record says something else than when it was checked or closed",
    level: Level::Error,
    clause: "7.5.3, 10.2 g",
    needs_day: false,
    docs: include_str!("action_changed_after_closure.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().action(), after.data().action()) else { return };
    // Who takes it back has to say why, which is another rule's.
    if !is_checked(old) || !is_checked(new) {
        return;
    }
    let (free, since) = match old.status {
        ActionStatus::Closed => (FREE_IN_CLOSED_ACTION, "closed"),
        _ => (FREE_IN_CHECKED_ACTION, "checked"),
    };
    let is_frozen =
        |field: &String| !FREE_IN_CLOSED_ACTION.contains(&field.as_str()) && !free.contains(&field.as_str());
    let changed: Vec<String> = changed_fields(before, after).into_iter().filter(is_frozen).collect();
    let Some(first) = changed.first() else { return };
    report
        .raise(after, &format!("/{first}"), format!("the record was {since}, and {} changed since", listed(&changed, 6)))
        .help("bring back what it said; if it was wrong, take the record back (an entry of `changes` says why) or begin a new one with `previous:`")
        .owner(&new.owner)
        .members(changed);
}

fn is_checked(action: &Action) -> bool {
    matches!(action.status, ActionStatus::Effective | ActionStatus::Ineffective | ActionStatus::Closed)
}

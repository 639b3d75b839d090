use crate::diagnostic::Level;
use crate::lint::authority::over_plan;
use crate::lint::changes::changed_fields;
use crate::lint::explained::{Explained, Field};
use crate::lint::frozen::{FREE_IN_CHECKED_ACTION, FREE_IN_CLOSED_ACTION, FROZEN_IN_CANCELLED_ACTION};
use crate::lint::reopened::is_reopened;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Action, ActionStatus, IsmsChange, IsmsPart};
use crate::snapshot::Record;
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
    if old.status == ActionStatus::Cancelled && new.status == ActionStatus::Cancelled {
        cancelled((before, after), report);
    }
    // Who takes it back has to say why, which is another rule's.
    if !old.status.is_checked() || !new.status.is_checked() || is_reopened(versions) {
        return;
    }
    // One that is taken back to where it was checked is not closed any more.
    let (free, since) = match (old.status, new.status) {
        (ActionStatus::Closed, ActionStatus::Closed) => (FREE_IN_CLOSED_ACTION, "closed"),
        _ => (FREE_IN_CHECKED_ACTION, "checked"),
    };
    let is_handed_over = since == "checked" && is_handed_over(versions, (old, new));
    let is_free = |field: &str| {
        FREE_IN_CLOSED_ACTION.contains(&field) || free.contains(&field) || is_handed_over && field == "owner"
    };
    let changed: Vec<String> = changed_fields(before, after).into_iter().filter(|field| !is_free(field)).collect();
    if let Some(lost) = lost_change(old, new).filter(|_| !changed.iter().any(|field| field == "isms_changes")) {
        report
            .at_level(Level::Warning)
            .raise(after, "/effectiveness", format!("the record was {since}, and {lost}"))
            .help("bring it back; what is not to be changed after all says why under `no_isms_change`")
            .owner(&new.owner)
            .members(["isms_changes"]);
    }
    let Some(first) = changed.first() else { return };
    let help = match changed.as_slice() {
        [field] if field == "owner" && since == "checked" => format!(
            "bring back what it said, or add an entry of `changes` for owner with the reason and `approved_by` ({} may agree)",
            over_plan(versions.past, old).without(&new.owner).in_words(versions.past, versions.context.day)
        ),
        _ => "bring back what it said; if it was wrong, take the record back (an entry of `changes` says why, and who agreed) and \
              check it anew, or begin a new one with `previous:`"
            .to_owned(),
    };
    report
        .raise(
            after,
            &format!("/{first}"),
            format!("the record was {since}, and {} changed since", listed(&changed, 6)),
        )
        .help(help)
        .owner(&new.owner)
        .members(changed);
}

/// A change to the ISMS that was on record when the action was checked, and is not any more. Which document it is in may be written
/// otherwise, and what was only planned may turn out not to be needed.
fn lost_change(old: &Action, new: &Action) -> Option<String> {
    let of = |action: &Action, what: IsmsPart, is_done: bool| {
        let meant = action.isms_changes.iter().filter(|change| change.what == what);
        meant.filter(|change| !is_done || change.done_on.is_some()).count()
    };
    let is_excused = new.no_isms_change.is_some() && old.no_isms_change != new.no_isms_change;
    let is_lost = |change: &&IsmsChange| {
        let is_fewer = |is_done| of(new, change.what, is_done) < of(old, change.what, is_done);
        is_fewer(true) || is_fewer(false) && !is_excused
    };
    let lost = old.isms_changes.iter().find(is_lost)?;
    Some(format!("a change to the ISMS that was on record ({}) is gone since", lost.what))
}

/// Reports that a cancelled record gives other grounds than it did. Its items may still be put in order.
fn cancelled((before, after): (&Record, &Record), report: &mut Report<'_>) {
    let is_there = |field: &String| before.document().root.as_ref().is_some_and(|root| root.get(field).is_some());
    let is_ground = |field: &String| FROZEN_IN_CANCELLED_ACTION.contains(&field.as_str()) && is_there(field);
    let changed: Vec<String> = changed_fields(before, after).into_iter().filter(is_ground).collect();
    let Some(first) = changed.first() else { return };
    let message = format!("the record was cancelled, and {} changed since", listed(&changed, 6));
    report
        .at_level(Level::Warning)
        .raise(after, &format!("/{first}"), message)
        .help("bring back what it said when it was cancelled; what is to be done after all gets a record of its own, with `previous:`")
        .members(changed);
}

/// Whether somebody else sees to what is left of it, and who may has agreed: nothing of what was checked is otherwise by that. Neither
/// of the two owners agrees to it.
fn is_handed_over(versions: &Versions<'_>, (old, new): (&Action, &Action)) -> bool {
    let agreement = over_plan(versions.past, old).without(&new.owner);
    let owner = Field::new("owner", Some(old.owner.as_str()), Some(new.owner.as_str()));
    Explained::agreed(versions, &agreement).tell(&owner)
}

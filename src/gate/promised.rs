//! The gate by what was promised first: a date that moves, in this very change or before, does not make an item early.

use crate::diagnostic::{Diagnostic, Level, Place, Subject};
use crate::history::{Promises, is_given_up};
use crate::lint::{Context, Outcome, Settings, lint_with, rules, self_excused};
use crate::record::{Action, ActionStatus, Date, Kind, ROOT_FILE};
use crate::snapshot::Snapshot;
use crate::text::{counted, shortened};

/// The rule that an item breaks when it is open past the day that was promised first.
const RULE: &str = "action-overdue";

/// What a lint finds, and beside it the items that are past the day that was promised first although they have a later one
/// now, and those whose day moved more often than is allowed.
pub(super) fn outcome(snapshot: &Snapshot, day: Date, settings: &Settings, promises: &Promises) -> Outcome {
    let mut outcome = lint_with(snapshot, day, settings);
    let level = rules::find(RULE).map_or(Level::Error, |rule| settings.level(rule));
    let mut known = promises.clone();
    let most = snapshot.thresholds().max_slips as usize;
    // What is not committed yet moves a date as well.
    known.note_all(&snapshot.actions().map(|action| action.data()).collect::<Vec<_>>(), day);
    for action in snapshot.actions() {
        if action.status == ActionStatus::Cancelled {
            continue;
        }
        for (position, item) in action.data().actions.iter().enumerate().filter(|(_, item)| item.status.is_open()) {
            let Some(promise) = known.get(action.data(), item.n) else { continue };
            let what = shortened(&item.what, 80);
            let moved = format!("its date moved {}", counted(promise.moves as i64, "time"));
            let is_late = promise.first < day && item.due.is_none_or(|due| promise.first < due);
            let late = counted(day.days_since(promise.first), "day");
            let message = match (is_late, item.due, promise.moves > most) {
                (true, Some(due), _) => format!(
                    "item {} was promised for {}, {late} before {day}; {moved}, to {due}: {what}",
                    item.n, promise.first,
                ),
                (true, None, _) => format!(
                    "item {} was promised for {}, {late} before {day}, and has no date any more: {what}",
                    item.n, promise.first,
                ),
                (false, _, true) => format!("item {}: {moved}, and {most} are allowed: {what}", item.n),
                (false, _, false) => continue,
            };
            // By the day in force it may be late as well, and for fewer days.
            let part = format!("{}/{}", action.id(), item.n);
            for found in [&mut outcome.diagnostics, &mut outcome.waived] {
                found.retain(|known| !is_late || known.rule != RULE || known.part.as_ref() != Some(&part));
            }
            let path = format!("/actions/{position}/due");
            let mut diagnostic = Diagnostic::new(RULE, level, action.at(&path), message);
            diagnostic.record = Some(action.record().subject());
            diagnostic.field = Some(path);
            diagnostic
                .help("finish it and record the evidence; by what was promised first, another date does not help")
                .owner(item.owner.as_ref().unwrap_or(&action.owner))
                .since(promise.first)
                .part(item.n);
            match settings.is_waived(&diagnostic, day) {
                true => outcome.waived.push(diagnostic),
                false if level != Level::Allow => outcome.diagnostics.push(diagnostic),
                false => {}
            }
        }
    }
    let gone = broken_off(snapshot, day, level, &known);
    let (waived, gone): (Vec<_>, Vec<_>) = gone.into_iter().partition(|gone| settings.is_waived(gone, day));
    outcome.waived.extend(waived);
    outcome.diagnostics.extend(gone.into_iter().filter(|_| level != Level::Allow));
    outcome.diagnostics.extend(self_excused(&mut outcome.waived, &Context::new(snapshot, day), settings));
    outcome.diagnostics.sort_by(Diagnostic::cmp_by_place);
    outcome
}

/// What was promised for a day that has passed, and was taken out of its record before it was done: another number or another
/// record does not help either.
fn broken_off(snapshot: &Snapshot, day: Date, level: Level, known: &Promises) -> Vec<Diagnostic> {
    let is_there = |id: &str, number: u32| {
        let action = snapshot.record(id).and_then(|record| record.data().action());
        let is_unreadable = snapshot.broken_record(id).is_some();
        let item = action.and_then(|action| Some((action, action.actions.iter().find(|item| item.n == number)?)));
        let is_kept = |action, item| !is_given_up(action, item) && known.done_otherwise(action, item).is_none();
        is_unreadable || item.is_some_and(|(action, item)| is_kept(action, item))
    };
    let late = known.broken_off(is_there).filter(|(_, _, promise)| promise.first < day);
    let diagnostics = late.map(|(id, number, promise)| {
        let record = snapshot.record(id);
        let days = counted(day.days_since(promise.first), "day");
        let name = record.map_or_else(|| id.to_uppercase(), |record| record.id.to_string());
        let (became, help) = became(record.and_then(|record| record.data().action()), number, known);
        let message =
            format!("item {number} of {name} was promised for {}, {days} before {day}, and {became}", promise.first);
        let place = record.map_or_else(|| Place::file(ROOT_FILE), |record| record.at("/actions"));
        let mut diagnostic = Diagnostic::new(RULE, level, place, message);
        let id = || name.as_str().into();
        let gone = || Subject { kind: Kind::Action, id: id(), title: "".into(), over_on: None, done_on: None };
        diagnostic.record = Some(record.map_or_else(gone, |record| record.subject()));
        diagnostic.part(number).help(help).since(promise.first);
        diagnostic
    });
    diagnostics.collect()
}

/// What became of an item that was promised, and what to do about it.
fn became(action: Option<&Action>, number: u32, known: &Promises) -> (String, String) {
    let item = action.and_then(|action| Some((action, action.actions.iter().find(|item| item.n == number)?)));
    match item.and_then(|(action, item)| known.done_otherwise(action, item)) {
        Some(agreed) => (
            format!("is done in other words, which nobody agreed to; promised was: {}", shortened(agreed, 80)),
            format!(
                "bring the words back and finish what they say, have the plan accepted as it is now, or tell of it in `changes`, for \
                 actions/{number}/what, with who agreed (`approved_by`)"
            ),
        ),
        None => (
            "was taken out before it was done".to_owned(),
            "bring it back under its number; what is not pursued is `cancelled`, with the reason and who agreed (`changes`)".to_owned(),
        ),
    }
}

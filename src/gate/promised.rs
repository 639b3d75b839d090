//! The gate by what was promised first: a date that moves, in this very change or before, does not make an item early.

use crate::diagnostic::{Diagnostic, Level};
use crate::history::Promises;
use crate::lint::{Outcome, Settings, lint_with, rules};
use crate::record::{ActionStatus, Date};
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
    for action in snapshot.actions().filter(|action| action.status != ActionStatus::Cancelled) {
        // What is not committed yet moves a date as well.
        known.note(action.data());
        for (position, item) in action.data().actions.iter().enumerate().filter(|(_, item)| item.status.is_open()) {
            let (Some(due), Some(promise)) = (item.due, known.get(action.id(), item.n)) else { continue };
            let what = shortened(&item.what, 80);
            let moved = format!("its date moved {}", counted(promise.moves as i64, "time"));
            let is_late = promise.first < day && due >= day;
            let message = match (is_late, promise.moves > most) {
                (true, _) => format!(
                    "item {} was promised for {}, {} before {day}; {moved}, to {due}: {what}",
                    item.n,
                    promise.first,
                    counted(day.days_since(promise.first), "day")
                ),
                (false, true) => format!("item {}: {moved}, and {most} are allowed: {what}", item.n),
                (false, false) => continue,
            };
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
    outcome.diagnostics.sort_by(Diagnostic::cmp_by_place);
    outcome
}

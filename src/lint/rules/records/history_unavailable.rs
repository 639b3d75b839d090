use crate::diagnostic::{Level, Place};
use crate::lint::{Check, Family, History, Report, Rule};
use crate::record::ROOT_FILE;
use crate::text::{counted, listed};

pub static RULE: Rule = Rule {
    name: "history-unavailable",
    family: Family::Records,
    summary: "The clone lacks a part of the history, so that some rules could not be asked",
    level: Level::Warning,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("history_unavailable.md"),
    check: Check::History(check),
};

fn check(history: &History<'_>, report: &mut Report<'_>) {
    let Some(gap) = &history.facts.gap else { return };
    let rules = counted(gap.unasked.len() as i64, "rule");
    let message = format!("{}, and {rules} could not be asked: {}", gap.why, listed(&gap.unasked, usize::MAX));
    let place = match history.context.snapshot.isms() {
        Some(isms) => isms.at(""),
        None => Place::file(ROOT_FILE),
    };
    report.raise_at(place, message).help(gap.help.clone());
}

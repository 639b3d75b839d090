use crate::diagnostic::Level;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::lifecycle::{StateChange, Way, state_changes};
use crate::record::{Data, EvidenceStatus};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "illegal-transition",
    family: Family::Records,
    summary: "A record went from one state to another that does not follow from it",
    level: Level::Error,
    clause: "10.2",
    needs_day: false,
    docs: include_str!("illegal_transition.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    for change in state_changes(before.data(), after.data()) {
        one(versions, after, &change, report);
    }
}

fn one(versions: &Versions<'_>, record: &Record, change: &StateChange, report: &mut Report<'_>) {
    let StateChange { from, to, item, way } = change;
    let what = match item {
        None => format!("the {}", record.kind().noun()),
        Some((_, number)) => format!("item {number}"),
    };
    let field = change.field();
    let (message, help) = match way {
        Way::Stays | Way::Step | Way::Over(_) => return,
        Way::Back if was_checked(versions, from) => (
            format!("{what} was checked, and goes back from `{from}` to `{to}`, where it could be exchanged"),
            format!("leave it `{from}`; newer evidence gets a record of its own, with `supersedes:`"),
        ),
        Way::Back if is_explained(versions, &field, from, to) => return,
        Way::Back => (
            format!("{what} goes back from `{from}` to `{to}`, and no entry of `changes` says why"),
            format!(
                "add to `changes`: {{date: …, by: …, field: {field}, from: {from}, to: {to}, reason: …, approved_by: …}}"
            ),
        ),
        Way::None => (
            format!("{what} went from `{from}` to `{to}`, and no step leads there"),
            format!("leave it `{from}`, or take the way that leads there; see `tickmark explain illegal-transition`"),
        ),
    };
    let diagnostic = report.raise(record, &change.path(), message).help(help);
    if let Some((_, number)) = item {
        diagnostic.part(number);
    }
}

/// Whether it is evidence that somebody relies on.
fn was_checked(versions: &Versions<'_>, from: &str) -> bool {
    let is_evidence = versions.before.is_some_and(|record| record.data().evidence().is_some());
    is_evidence && from == EvidenceStatus::Verified.as_str()
}

/// A kind that has no `changes` explains a step back by its commit alone.
fn is_explained(versions: &Versions<'_>, field: &str, from: &str, to: &str) -> bool {
    let declares = versions.after.is_some_and(|record| {
        matches!(record.data(), Data::Programme(_) | Data::Audit(_) | Data::Finding(_) | Data::Action(_))
    });
    !declares || versions.explanations(field).iter().any(|change| change.from == from && change.to == to)
}

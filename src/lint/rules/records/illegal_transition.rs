use crate::diagnostic::Level;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::lifecycle::{Lifecycle, Way, way_of_finding};
use crate::record::{Action, Data};
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
    let mut judge = |place: Place<'_>, step: Step| one(versions, after, place, step, report);
    match (before.data(), after.data()) {
        (Data::Programme(old), Data::Programme(new)) => judge(Place::Record, step(old.status, new.status)),
        (Data::Audit(old), Data::Audit(new)) => judge(Place::Record, step(old.status, new.status)),
        (Data::Evidence(old), Data::Evidence(new)) => judge(Place::Record, step(old.status, new.status)),
        (Data::Review(old), Data::Review(new)) => judge(Place::Record, step(old.status, new.status)),
        (Data::Finding(old), Data::Finding(new)) => {
            let way = way_of_finding(new.grade, old.status, new.status);
            judge(Place::Record, Step { way, ..step(old.status, new.status) });
        }
        (Data::Action(old), Data::Action(new)) => {
            judge(Place::Record, step(old.status, new.status));
            items(old, new, &mut judge);
        }
        _ => {}
    }
}

fn items(old: &Action, new: &Action, judge: &mut impl FnMut(Place<'_>, Step)) {
    for (position, item) in new.actions.iter().enumerate() {
        if let Some(past) = old.actions.iter().find(|past| past.n == item.n) {
            judge(Place::Item { position, number: item.n, what: &item.what }, step(past.status, item.status));
        }
    }
}

enum Place<'a> {
    Record,
    Item { position: usize, number: u32, what: &'a str },
}

struct Step {
    from: &'static str,
    to: &'static str,
    way: Way,
}

fn step<S: Lifecycle>(from: S, to: S) -> Step {
    Step { from: from.word(), to: to.word(), way: from.way(to) }
}

fn one(versions: &Versions<'_>, record: &Record, place: Place<'_>, step: Step, report: &mut Report<'_>) {
    let Step { from, to, way } = step;
    let (path, field, part) = match place {
        Place::Record => ("/status".to_owned(), "status".to_owned(), None),
        Place::Item { position, number, .. } => {
            (format!("/actions/{position}/status"), format!("actions/{number}/status"), Some(number))
        }
    };
    let what = match place {
        Place::Record => format!("the {}", record.kind().noun()),
        Place::Item { number, what, .. } => format!("item {number} ({})", crate::text::shortened(what, 60)),
    };
    let (message, help) = match way {
        Way::Stays | Way::Step | Way::Over(_) => return,
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
    let diagnostic = report.raise(record, &path, message).help(help);
    if let Some(part) = part {
        diagnostic.part(part);
    }
}

/// A kind that has no `changes` explains a step back by its commit alone.
fn is_explained(versions: &Versions<'_>, field: &str, from: &str, to: &str) -> bool {
    let declares = versions.after.is_some_and(|record| {
        matches!(record.data(), Data::Programme(_) | Data::Audit(_) | Data::Finding(_) | Data::Action(_))
    });
    !declares || versions.explanations(field).iter().any(|change| change.from == from && change.to == to)
}

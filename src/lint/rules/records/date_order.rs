use std::sync::OnceLock;

use crate::diagnostic::{Level, Place};
use crate::lint::team::with_own_team;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Action, ActionStatus, Date, Finding, FindingStatus, ItemType, Kind};
use crate::schema::{Shape, What, shape};
use crate::snapshot::{Record, Snapshot};
use crate::yaml::Node;

pub static RULE: Rule = Rule {
    name: "date-order",
    family: Family::Records,
    summary: "Something happened before what has to come first",
    level: Level::Error,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("date_order.md"),
    check: Check::Records(check),
};

/// Days of one record (or of each entry of a list in it) that follow one another: path, and what happened.
struct Chain {
    kind: Kind,
    list: &'static str,
    steps: &'static [(&'static str, &'static str)],
}

const fn chain(kind: Kind, steps: &'static [(&'static str, &'static str)]) -> Chain {
    Chain { kind, list: "", steps }
}

const DETECTED: (&str, &str) = ("/detected_on", "it was found");

static CHAINS: &[Chain] = &[
    chain(
        Kind::Audit,
        &[
            ("/opening_meeting/date", "the opening meeting was held"),
            ("/closing_meeting/date", "the closing meeting was held"),
            ("/report/issued/date", "the report was issued"),
        ],
    ),
    chain(
        Kind::Evidence,
        &[
            ("/requested_on", "it was asked for"),
            ("/collected_on", "it was collected"),
            ("/disposed/date", "it was disposed of"),
        ],
    ),
    chain(Kind::Finding, &[DETECTED, ("/acknowledged/date", "it was acknowledged")]),
    chain(Kind::Finding, &[DETECTED, ("/decision/date", "it was decided on")]),
    chain(Kind::Finding, &[DETECTED, ("/escalated/date", "it was escalated")]),
    chain(
        Kind::Finding,
        &[
            DETECTED,
            ("/acceptance/approved/date", "the risk was accepted"),
            ("/acceptance/until", "the acceptance ends"),
        ],
    ),
    chain(Kind::Finding, &[DETECTED, ("/closed/date", "it was closed")]),
    chain(Kind::Review, &[("/held_on", "the review was held"), ("/minutes/date", "its minutes were approved")]),
    chain(Kind::Review, &[("/held_on", "this review was held"), ("/next_on", "the next review is due")]),
    chain(
        Kind::Isms,
        &[("/certification/issued", "the certificate was issued"), ("/certification/expires", "it expires")],
    ),
    chain(
        Kind::Person,
        &[("/auditor/approved/date", "the approval was given"), ("/auditor/review_due", "its review is due")],
    ),
    Chain {
        kind: Kind::Person,
        list: "/competence",
        steps: &[("/date", "it was gained"), ("/valid_until", "it stops counting")],
    },
];

/// A day on which something happened.
struct Event {
    day: Date,
    place: Place,
    what: String,
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for record in context.records() {
        let Some(root) = &record.document().root else { continue };
        spans(record, root, report);
        for chain in CHAINS.iter().filter(|chain| chain.kind == record.kind()) {
            let bases: Vec<String> = match chain.list {
                "" => vec![String::new()],
                list => {
                    let count = root.at(list).map_or(0, |list| list.items().len());
                    (0..count).map(|position| format!("{list}/{position}")).collect()
                }
            };
            for base in &bases {
                follow(record, chain.steps.iter().filter_map(|step| event(record, base, *step)), report);
            }
        }
        if let Some(action) = record.data().action() {
            items(context.snapshot, record, action, report);
        }
        if let Some(finding) = record.data().finding() {
            closure(context.snapshot, record, finding, report);
            detection(context.snapshot, record, finding, report);
        }
    }
}

/// The keys of a shape that begin and end a span.
fn ends(shape: &Shape) -> impl Iterator<Item = (&'static str, &'static str)> {
    let is_date = |key| matches!(shape.step(key), Some(Shape { what: What::Date, .. }));
    let is_object = matches!(shape.what, What::Object(_));
    [("from", "to"), ("start", "end")]
        .into_iter()
        .filter(move |(first, last)| is_object && is_date(first) && is_date(last))
}

/// Whether there is a span anywhere in a shape.
fn has_spans(shape: &Shape) -> bool {
    let inside = match &shape.what {
        What::Object(fields) => fields.values().any(has_spans),
        What::List(shape) | What::Map(shape) => has_spans(shape),
        _ => false,
    };
    inside || ends(shape).next().is_some()
}

/// Every `from` … `to` and `start` … `end`, wherever it stands.
fn spans(record: &Record, root: &Node, report: &mut Report<'_>) {
    static SPANS: [OnceLock<bool>; Kind::ALL.len()] = [const { OnceLock::new() }; Kind::ALL.len()];
    if !SPANS[record.kind() as usize].get_or_init(|| has_spans(shape(record.kind()))) {
        return;
    }
    shape(record.kind()).visit(root, "", &mut |path, shape, _| {
        for (first, last) in ends(shape) {
            let ends = [(first, "it begins"), (last, "the span ends")];
            let events = ends.iter().filter_map(|(key, what)| event(record, &format!("{path}/{key}"), ("", what)));
            follow(record, events, report);
        }
    });
}

/// Found ≤ proposed ≤ accepted ≤ done ≤ checked. What mends the lapse at once does not wait for the plan.
fn items(snapshot: &Snapshot, record: &Record, action: &Action, report: &mut Report<'_>) {
    let proposed = event(record, "", ("/plan/proposed_on", "the plan was proposed"));
    let accepted = event(record, "", ("/plan/accepted/date", "the plan was accepted"));
    let found = first_found(snapshot, action);
    let planned: Vec<Event> = [found, proposed, accepted].into_iter().flatten().collect();
    let mut last_done: Option<Event> = None;
    for (position, item) in action.actions.iter().enumerate() {
        let path = format!("/actions/{position}/done_on");
        let Some(mut done) = event(record, &path, ("", "")) else { continue };
        done.what = format!("item {} was done", item.n);
        if let Some(plan) = planned.last().filter(|_| item.r#type != Some(ItemType::Correction)) {
            compare(record, plan, &done, report);
        }
        if last_done.as_ref().is_none_or(|last| last.day < done.day) {
            last_done = Some(done);
        }
    }
    follow(record, planned.into_iter(), report);
    let checked = event(record, "", ("/effectiveness/checked_on", "the effectiveness was checked"));
    follow(record, [last_done, checked].into_iter().flatten(), report);
}

/// The earliest of the findings that an action answers; a later one may have been added to it. Nothing when one of them
/// cannot be looked up.
fn first_found(snapshot: &Snapshot, action: &Action) -> Option<Event> {
    let findings: Option<Vec<_>> = action.source.findings.iter().map(|id| snapshot.finding(id)).collect();
    let first = findings?.into_iter().min_by_key(|finding| finding.detected_on)?;
    let what = format!("{} was found", first.id());
    Some(Event { day: first.detected_on, place: first.at("/detected_on"), what })
}

/// A finding is closed once its actions have been checked.
fn closure(snapshot: &Snapshot, record: &Record, finding: &Finding, report: &mut Report<'_>) {
    let Some(closed) = event(record, "", ("/closed/date", "it was closed")) else { return };
    if finding.status != FindingStatus::Closed {
        return;
    }
    let ended = |status| matches!(status, ActionStatus::Cancelled | ActionStatus::Ineffective);
    for action in snapshot.actions_for(&record.id).filter(|action| !ended(action.status)) {
        let what = format!("{} was checked", action.id());
        if let Some(checked) = event(action.record(), "", ("/effectiveness/checked_on", &what)) {
            compare(record, &checked, &closed, report);
        }
    }
}

/// How many days before the first day of its audit a finding may lie: documents are read some weeks ahead.
const READ_AHEAD: i64 = 90;

/// A finding is no older than its audit. What was carried into it from elsewhere keeps its own day: a lapse that came back, a line
/// of another register or report, and what an unplanned audit was held for.
fn detection(snapshot: &Snapshot, record: &Record, finding: &Finding, report: &mut Report<'_>) {
    let is_carried = !finding.repeat_of.is_empty() || finding.external_id.is_some() || finding.external_ref.is_some();
    let Some(audit) = snapshot.audit(&finding.audit).filter(|audit| with_own_team(audit.record()).is_some()) else {
        return;
    };
    if is_carried || audit.reason.is_some() {
        return;
    }
    // Most are not, and telling that much takes no look at where the days stand.
    let plan = audit.plan.as_ref();
    let known = [
        plan.and_then(|plan| plan.approved.as_ref()).map(|approved| approved.date),
        plan.and_then(|plan| plan.notified_on),
        audit.dates.map(|dates| dates.start),
        audit.opening_meeting.as_ref().map(|meeting| meeting.date),
    ];
    if known.into_iter().flatten().all(|day| finding.detected_on >= day.plus_days(-READ_AHEAD)) {
        return;
    }
    let days = [
        ("/plan/approved/date", "its audit was planned"),
        ("/plan/notified_on", "its audit was announced"),
        ("/dates/start", "its audit began"),
        ("/opening_meeting/date", "its audit was opened"),
    ];
    let Some(first) = days.into_iter().filter_map(|day| event(audit.record(), "", day)).min_by_key(|day| day.day)
    else {
        return;
    };
    let is_early = |found: &Event, from: Date| found.day < from.plus_days(-READ_AHEAD);
    let found = event(record, "", DETECTED).filter(|found| is_early(found, first.day));
    // The window is looked for where it may matter, for there are many findings.
    let is_before = |found: &Event| snapshot.window_of(audit.id()).is_none_or(|window| is_early(found, window.from));
    let Some(found) = found.filter(is_before) else { return };
    compare(record, &first, &found, report);
}

fn event(record: &Record, base: &str, (path, what): (&str, &str)) -> Option<Event> {
    let path = format!("{base}{path}");
    let day = record.document().root.as_ref()?.at(&path)?.as_text()?.parse().ok()?;
    Some(Event { day, place: record.at(&path), what: what.to_owned() })
}

/// Each event against the one before it.
fn follow(record: &Record, events: impl Iterator<Item = Event>, report: &mut Report<'_>) {
    events.reduce(|earlier, later| {
        compare(record, &earlier, &later, report);
        later
    });
}

fn compare(record: &Record, earlier: &Event, later: &Event, report: &mut Report<'_>) {
    if later.day < earlier.day {
        let message = format!("{} on {}, before {} on {}", later.what, later.day, earlier.what, earlier.day);
        let diagnostic = report.raise_at(later.place.clone(), message);
        diagnostic.record = Some(record.subject());
        diagnostic.also(earlier.place.clone(), "this comes first").help("correct the day that is wrong");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_of_a_chain_is_a_date_of_its_kind() {
        for chain in CHAINS {
            let item = if chain.list.is_empty() { "" } else { "/0" };
            for (path, _) in chain.steps {
                let path = format!("{}{item}{path}", chain.list);
                assert_eq!(shape(chain.kind).at(&path).map(|shape| &shape.what), Some(&What::Date), "{path}");
            }
        }
    }
}

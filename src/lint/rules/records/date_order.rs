use std::sync::OnceLock;

use crate::diagnostic::Level;
use crate::lint::audit_days::{self, DETECTED};
use crate::lint::events::{Event, compare, event, follow};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Action, ActionStatus, Finding, FindingStatus, ItemType, Kind, Review};
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
    chain(Kind::Evidence, &[("/collected_on", "it was collected"), ("/retain_until", "it need not be kept any more")]),
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
            repeated(context.snapshot, record, finding, report);
            audit_days::detection(context.snapshot, record, finding, report);
        }
        if let Some(audit) = record.data().audit() {
            audit_days::timetable(record, audit, report);
        }
        if let Some(workpaper) = record.data().workpaper() {
            audit_days::interviews(context.snapshot, record, workpaper, report);
        }
        if let Some(review) = record.data().review() {
            decisions(record, review, report);
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
            let of = |(key, what): (&str, &str)| event(record, &format!("{path}/{key}"), ("", what));
            let [Some(begin), Some(end)] = ends.map(of) else { continue };
            if let Some(lapse) = compare(record, &begin, &end, report) {
                lapse.help(both(record, (path, shape), (first, last)));
            }
        }
    });
}

/// What to do about a span that ends before it begins: whoever moves it needs both of its days at once.
fn both(record: &Record, (path, shape): (&str, &Shape), (first, last): (&str, &str)) -> String {
    let help = "correct the day that is wrong";
    let field = path.trim_start_matches('/');
    let has_more = !matches!(&shape.what, What::Object(fields) if fields.len() == 2);
    // What stands in a list is named by what it is known by.
    match has_more || field.bytes().any(|byte| byte.is_ascii_digit()) {
        true => help.to_owned(),
        false => format!(
            "{help}; both are set at once by `tickmark set {} {field} '{{{first}: DAY, {last}: DAY}}'`",
            record.id
        ),
    }
}

/// Found ≤ proposed ≤ accepted ≤ done ≤ checked. What mends the lapse at once does not wait for the plan.
fn items(snapshot: &Snapshot, record: &Record, action: &Action, report: &mut Report<'_>) {
    let proposed = event(record, "", ("/plan/proposed_on", "the plan was proposed"));
    let accepted = event(record, "", ("/plan/accepted/date", "the plan was accepted"));
    let found = first_found(snapshot, action);
    let is_planned = proposed.is_some() || accepted.is_some();
    let planned: Vec<Event<'_>> = [found, proposed, accepted].into_iter().flatten().collect();
    let mut last_done: Option<Event<'_>> = None;
    for (position, item) in action.actions.iter().enumerate() {
        let path = format!("/actions/{position}/done_on");
        let Some(mut done) = event(record, &path, ("", "")) else { continue };
        done.what = format!("item {} was done", item.n);
        if let Some(plan) = planned.last().filter(|_| item.r#type != Some(ItemType::Correction)) {
            let lapse = compare(record, plan, &done, report);
            if let Some(lapse) = lapse.filter(|_| is_planned) {
                lapse.help(
                    "correct the day that is wrong; if it was done before the plan was accepted, say why in a waiver of `date-order` in \
                     this record (`waivers`), or tell that it is a correction (`type: correction`) if it mended the lapse at once",
                );
            }
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
fn first_found<'s>(snapshot: &'s Snapshot, action: &Action) -> Option<Event<'s>> {
    let findings: Option<Vec<_>> = action.source.findings.iter().map(|id| snapshot.finding(id)).collect();
    let first = findings?.into_iter().min_by_key(|finding| finding.detected_on)?;
    let what = format!("{} was found", first.id());
    Some(Event { day: first.detected_on, at: (first.record(), "/detected_on".to_owned()), what })
}

/// A lapse comes back after it was found for the first time.
fn repeated(snapshot: &Snapshot, record: &Record, finding: &Finding, report: &mut Report<'_>) {
    for earlier in finding.repeat_of.iter().filter_map(|id| snapshot.finding(id)) {
        let what = format!("{}, which it repeats, was found", earlier.id());
        let days = [event(earlier.record(), "", ("/detected_on", &what)), event(record, "", DETECTED)];
        follow(record, days.into_iter().flatten(), report);
    }
}

/// What a review decides is done after it.
fn decisions(record: &Record, review: &Review, report: &mut Report<'_>) {
    for (position, decision) in review.decisions.iter().enumerate().filter(|(_, decision)| decision.done_on.is_some()) {
        let what = format!("decision {} was done", decision.id);
        let held = event(record, "", ("/held_on", "the review was held"));
        let done = event(record, &format!("/decisions/{position}/done_on"), ("", &what));
        follow(record, [held, done].into_iter().flatten(), report);
    }
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

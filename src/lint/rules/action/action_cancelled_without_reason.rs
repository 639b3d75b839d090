use crate::diagnostic::Level;
use crate::lint::authority::{Agreement, agreement_to_cancel};
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Action, ActionItem, ActionItemStatus, ActionStatus};

pub static RULE: Rule = Rule {
    name: "action-cancelled-without-reason",
    family: Family::Action,
    summary: "What was agreed to be done is cancelled, and nobody but its owner says so",
    level: Level::Error,
    clause: "10.2 c, 9.2.2 b",
    needs_day: false,
    docs: include_str!("action_cancelled_without_reason.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().action(), after.data().action()) else { return };
    if new.status == ActionStatus::Cancelled {
        if let Some(agreement) = agreement_to_cancel(versions.past, old, None) {
            one(versions, new, Cancelled { what: "the record", number: None, agreement }, report);
        }
        return;
    }
    // Who takes the plan back, with somebody who agrees, makes another one.
    if !new.status.is_accepted() {
        return;
    }
    for past in &old.actions {
        let Some(agreement) = agreement_to_cancel(versions.past, old, Some(past)) else { continue };
        let what = format!("item {}", past.n);
        // One that is gone is `record-deleted`'s.
        let is_cancelled = |item: &ActionItem| item.n == past.n && item.status == ActionItemStatus::Cancelled;
        if new.actions.iter().any(is_cancelled) {
            one(versions, new, Cancelled { what: &what, number: Some(past.n), agreement }, report);
        }
    }
}

struct Cancelled<'a> {
    what: &'a str,
    number: Option<u32>,
    agreement: Agreement,
}

fn one(versions: &Versions<'_>, action: &Action, cancelled: Cancelled<'_>, report: &mut Report<'_>) {
    let Cancelled { what, number, agreement } = cancelled;
    let Some(record) = versions.after else { return };
    let position = number.and_then(|number| action.actions.iter().position(|item| item.n == number));
    let field = number.map_or_else(|| "status".to_owned(), |number| format!("actions/{number}/status"));
    let path = position.map_or_else(|| "/status".to_owned(), |position| format!("/actions/{position}/status"));
    let entries = versions.explanations(&field);
    let given: Vec<_> =
        entries.iter().filter(|entry| entry.to == "cancelled").map(|entry| entry.approved_by.as_ref()).collect();
    let lapse = match given.as_slice() {
        given if given.iter().flatten().any(|person| agreement.is_of(person)) => return,
        [] => "no entry of `changes` says who agreed".to_owned(),
        given => match given.iter().flatten().next() {
            Some(person) => format!("{person}, who is said to have agreed, may not decide it"),
            None => "nobody agreed to it".to_owned(),
        },
    };
    let entry = format!("{{date: …, by: …, field: {field}, from: …, to: cancelled, reason: …, approved_by: …}}");
    let diagnostic = report.raise(record, &path, format!("{what} was agreed and is cancelled, and {lapse}"));
    diagnostic
        .help(format!(
            "add to `changes`: {entry}; {} may agree",
            agreement.in_words(versions.past, versions.context.day)
        ))
        .owner(&action.owner);
    if let Some(number) = number {
        diagnostic.part(number);
    }
}

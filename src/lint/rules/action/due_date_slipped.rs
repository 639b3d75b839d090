use crate::diagnostic::Level;
use crate::lint::authority::{Agreement, agreement_to_reword};
use crate::lint::replaced::{in_place_of, stands_beside};
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Action, ActionItem, ActionItemStatus, ActionStatus, Date};
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "due-date-slipped",
    family: Family::Action,
    summary: "The due date of an agreed action item was moved to a later day",
    level: Level::Error,
    clause: "10.2 c",
    needs_day: false,
    docs: include_str!("due_date_slipped.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    in_another_place(versions, report);
    given_up_for_another(versions, report);
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().action(), after.data().action()) else { return };
    // Until the plan is accepted, dates are proposals.
    if !old.status.is_accepted() || new.status == ActionStatus::Cancelled {
        return;
    }
    for (position, item) in new.actions.iter().enumerate() {
        let past = old.actions.iter().find(|past| past.n == item.n);
        if let Some(from) = past.and_then(|past| past.due).filter(|_| item.due.is_none() && item.status.is_open()) {
            taken_away(versions, new, (position, item, from), report);
        }
        let Some((from, to)) = past.and_then(|past| past.due).zip(item.due).filter(|(from, to)| to > from) else {
            continue;
        };
        let agreement = agreement_to_reword(versions.past, old, past.into_iter().chain([item]));
        one(versions, new, Slip { position, item, from, to, agreement }, report);
    }
}

/// What is cancelled, and comes back under another number or in another record for the same finding, was promised before.
fn in_another_place(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some(record) = versions.after else { return };
    let Some(new) = record.data().action().filter(|new| new.status.is_accepted()) else { return };
    let old = versions.before.and_then(|before| before.data().action()).filter(|old| old.status.is_accepted());
    let is_known = |item: &ActionItem| old.is_some_and(|old| old.actions.iter().any(|past| past.n == item.n));
    for (position, item) in new.actions.iter().enumerate().filter(|(_, item)| item.status.is_open() && !is_known(item))
    {
        let place = item.due.and_then(|due| Some((due, in_place_of(versions, new, item)?)));
        let Some((to, past)) = place.filter(|(due, past)| past.due < *due) else { continue };
        let of = if past.action == new.id.as_str() { String::new() } else { format!(" of {}", past.action) };
        let later = counted(to.days_since(past.due), "day");
        report
            .at_level(Level::Warning)
            .raise(
                record,
                &format!("/actions/{position}/due"),
                format!(
                    "item {} is in place of item {}{of}, which says the same, and is due {later} later: {to} instead of {}",
                    item.n, past.number, past.due
                ),
            )
            .help("nothing, if whoever accepted the plan agrees; by what was promised first, it is the same item")
            .owner(item.owner.as_ref().unwrap_or(&new.owner))
            .part(item.n);
    }
}

/// The same where the other one stood already when this one is cancelled.
fn given_up_for_another(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().action(), after.data().action()) else { return };
    if !old.status.is_accepted() {
        return;
    }
    for past in old.actions.iter().filter(|past| past.status.is_open()) {
        let is_kept = |item: &ActionItem| item.n == past.n && item.status != ActionItemStatus::Cancelled;
        if new.status != ActionStatus::Cancelled && new.actions.iter().any(is_kept) {
            continue;
        }
        let place = past.due.and_then(|due| Some((due, stands_beside(versions, old, past)?)));
        let Some((from, other)) = place.filter(|(due, other)| *due < other.due) else { continue };
        let later = counted(other.due.days_since(from), "day");
        report
            .at_level(Level::Warning)
            .raise(
                after,
                "/status",
                format!(
                    "item {} is given up for item {} of {}, which says the same and is due {later} later: {} instead of {from}",
                    past.n, other.number, other.action, other.due
                ),
            )
            .help("nothing, if whoever accepted the plan agrees; by what was promised first, it is the same item")
            .owner(past.owner.as_ref().unwrap_or(&old.owner))
            .part(past.n);
    }
}

/// Without its day an item is never overdue, and the next one that it gets is no later than none.
fn taken_away(
    versions: &Versions<'_>,
    action: &Action,
    (position, item, from): (usize, &ActionItem, Date),
    report: &mut Report<'_>,
) {
    let Some(record) = versions.after else { return };
    report
        .raise(
            record,
            &format!("/actions/{position}"),
            format!("item {} was due on {from}, and that was taken away", item.n),
        )
        .help(format!("bring back `due: {from}`; a later day is agreed to, with an entry of `changes`"))
        .owner(item.owner.as_ref().unwrap_or(&action.owner))
        .part(item.n);
}

struct Slip<'a> {
    position: usize,
    item: &'a ActionItem,
    from: Date,
    to: Date,
    /// Who may agree to it.
    agreement: Agreement,
}

fn one(versions: &Versions<'_>, action: &Action, slip: Slip<'_>, report: &mut Report<'_>) {
    let Slip { position, item, from, to, agreement } = slip;
    let Some(record) = versions.after else { return };
    let field = format!("actions/{}/due", item.n);
    let mut explained = versions.explanations(&field);
    explained.retain(|change| change.to == to.to_string());
    let is_explained = !explained.is_empty();
    let mut agreed = explained.iter().filter_map(|change| change.approved_by.as_ref());
    let agreed = agreed.find(|person| agreement.is_of(person));
    let times = action.changes.iter().filter(|change| change.field == field && is_later(change)).count();
    let most = versions.context.thresholds().max_slips;
    let moved = format!("item {} is due {} later: {to} instead of {from}", item.n, counted(to.days_since(from), "day"));
    let (level, message, help) = match (is_explained, times > most as usize) {
        (false, _) => (
            Level::Error,
            format!("{moved}, and no entry of `changes` says why"),
            format!(
                "add to `changes`: {{date: …, by: …, field: {field}, from: \"{from}\", to: \"{to}\", reason: …, approved_by: …}}"
            ),
        ),
        (true, true) => (
            Level::Error,
            format!("{moved}; that is slip {times} of it, and {most} are allowed"),
            "keep the date, or take the item to management review and cancel it for one that can be done".to_owned(),
        ),
        (true, false) => (
            Level::Warning,
            moved,
            match agreed {
                Some(person) => {
                    format!("nothing, if {person} agreed as it says; the old date stays on record in `changes`")
                }
                None => {
                    "nothing, if whoever accepted the plan agrees; the old date stays on record in `changes`".to_owned()
                }
            },
        ),
    };
    report
        .at_level(level)
        .raise(record, &format!("/actions/{position}/due"), message)
        .help(help)
        .owner(item.owner.as_ref().unwrap_or(&action.owner))
        .part(item.n);
}

fn is_later(change: &crate::record::Change) -> bool {
    let days = change.from.parse::<Date>().ok().zip(change.to.parse::<Date>().ok());
    days.is_none_or(|(from, to)| to > from)
}

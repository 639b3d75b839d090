//! Words of a comparison of cycles that text and Markdown share.

use crate::cycles::{Amount, Figure, Part, Side, Totals};
use crate::record::{ControlStatus, Period};
use crate::snapshot::Snapshot;
use crate::text::counted;

/// The name of a figure.
pub fn label(figure: &Figure) -> &'static str {
    match figure.name {
        "clauses-audited" => "Clauses audited",
        "controls-audited" => "Controls audited",
        "audits-reported" => "Audits reported",
        "audits-in-window" => "Audits held in their window",
        "findings-major" => "Major nonconformities",
        "findings-minor" => "Minor nonconformities",
        "findings-observation" => "Observations",
        "findings-opportunity" => "Opportunities",
        "findings-strength" => "Strengths",
        "repeats" => "Nonconformities that repeat",
        "open-at-end" => "Open findings at the end",
        "open-nonconformities-at-end" => "Open nonconformities at the end",
        "overdue-at-end" => "Overdue at the end",
        "done-by-first-date" => "Items done by the first date",
        "days-to-closure" => "Days to closure (median)",
        "days-to-report" => "Days to the report (median)",
        "actions-effective" => "Checked actions that work",
        "risks-accepted-at-end" => "Accepted risks at the end",
        name => name,
    }
}

/// An amount as a cell of a table.
pub fn amount(amount: Option<Amount>) -> String {
    match amount {
        None => "–".to_owned(),
        Some(Amount::Count(number) | Amount::Days(number)) => number.to_string(),
        Some(Amount::Share(part, all)) => format!("{part} of {all}"),
    }
}

/// By how much a figure changed.
pub fn change(figure: &Figure) -> String {
    match figure.change() {
        None => String::new(),
        Some(0) => "=".to_owned(),
        Some(more) if more > 0 => format!("+{more}"),
        Some(less) => format!("−{}", -less),
    }
}

/// What a cycle is and by which state it is shown.
pub fn side(side: &Side) -> String {
    let titles: Vec<String> = side
        .programmes
        .iter()
        .map(|programme| match programme.id == side.name {
            true => programme.title.clone(),
            false => format!("{}: {}", programme.id, programme.title),
        })
        .collect();
    let commit = side.commit.as_ref().map(|commit| format!(" at {}", commit.short())).unwrap_or_default();
    let state = if side.is_running() { "still running, " } else { "" };
    format!("{}, {}; {state}as of {}{commit}", titles.join("; "), span(side.period), side.day)
}

/// First and last day.
pub fn span(period: Period) -> String {
    match period.from == period.to {
        true => period.from.to_string(),
        false => format!("{} to {}", period.from, period.to),
    }
}

/// The name of a part of a record.
pub fn part(id: &str, part: &Part) -> String {
    match part {
        Part::Item(number) => format!("{id}/{number}"),
        Part::Check => format!("{id} (check)"),
        Part::Decision(decision) => format!("{id}/{decision}"),
    }
}

/// A person by position.
pub fn position(snapshot: &Snapshot, id: &str) -> String {
    let person = snapshot.record(id).and_then(|record| record.data().person());
    person.map(|person| person.position.clone()).unwrap_or_default()
}

/// The title of a record; nothing where it is not there any more.
pub fn title(snapshot: &Snapshot, id: &str) -> String {
    snapshot.record(id).map(|record| record.data().title().to_owned()).unwrap_or_default()
}

/// Whether a control applies, and how far it is implemented.
pub fn control(state: Option<(bool, Option<ControlStatus>)>) -> String {
    let word = match state {
        None => return "no row".to_owned(),
        Some((false, _)) => return "not applicable".to_owned(),
        Some((true, status)) => status,
    };
    word.map_or_else(|| "applicable".to_owned(), |status: ControlStatus| status.as_str().to_owned())
}

/// Sums of a plan.
pub fn totals(totals: &Totals) -> String {
    let mut parts =
        vec![format!("{} of {} held", totals.held, counted((totals.planned + totals.unplanned) as i64, "audit"))];
    let more =
        [(totals.unplanned, "outside of the plan"), (totals.postponed, "postponed"), (totals.cancelled, "cancelled")];
    parts.extend(more.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")));
    parts.push(format!("{} of {} days used", totals.days_used, totals.days_planned));
    parts.join(", ")
}

/// `13 new, 3 closed`, without what there is none of; `none` of nothing.
pub fn counts(counts: &[(usize, &str)]) -> String {
    let shown: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    if shown.is_empty() { "no change".to_owned() } else { shown.join(", ") }
}

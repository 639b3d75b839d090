//! The registers whose rows are parts of records, or records that no report of their own is about.

use serde_json::Value;

use super::super::document::{Block, Blocks, Facts, Line, Style, Table};
use super::super::reader::{capitalised, grade_style, items};
use super::super::{Reader, review};
use crate::history::promised;
use crate::metrics;
use crate::record::*;
use crate::snapshot::Record;

/// The register of the items of corrective actions.
pub(super) fn action_items(reader: &Reader<'_>) -> Option<Block> {
    let mut table = Table::new([
        (reader.plain("report-id"), 0),
        (reader.plain("report-title"), 3),
        (reader.plain("report-what"), 5),
        (reader.plain("report-type"), 2),
        (reader.plain("report-owner"), 2),
        (reader.plain("report-due"), 2),
        (reader.plain("report-first-due"), 2),
        (reader.plain("report-slips"), 1),
        (reader.plain("report-state"), 2),
        (reader.plain("report-days-late"), 1),
        (reader.plain("report-done-on"), 2),
        (reader.plain("report-evidence"), 3),
    ])
    .joined([6, 7, 9]);
    for action in reader.snapshot.actions().filter(|action| reader.is_shown(action.record())) {
        let fields = reader.fields(action.record());
        let is_over = action.status == ActionStatus::Cancelled;
        for (item, typed) in items(&fields["actions"]).zip(&action.data().actions) {
            let promise = typed.due.map(|due| promised(action.data(), typed.n, due, reader.promises));
            let late = typed.due.map(|due| reader.day.days_since(due)).filter(|late| *late > 0);
            let late = late.filter(|_| typed.status.is_open() && !is_over && !item["due"].is_null());
            let promise = promise.filter(|_| !item["due"].is_null());
            let owner = if item["owner"].is_null() { &fields["owner"] } else { &item["owner"] };
            table.cells([
                vec![Line::code(format!("{}/{}", action.id(), typed.n))],
                vec![reader.line(&fields["title"])],
                vec![reader.line(&item["what"])],
                vec![reader.word(&item["type"])],
                vec![reader.line(owner)],
                vec![reader.short(&item["due"])],
                vec![reader.short_day(promise.map(|promise| promise.first))],
                vec![
                    promise
                        .filter(|promise| promise.moves > 0)
                        .map(|promise| number(promise.moves))
                        .unwrap_or_default(),
                ],
                vec![reader.word(&item["status"]), reader.line(&item["blocked"])],
                vec![late.map(|days| Line::count(Style::Bad, days)).unwrap_or_default()],
                vec![reader.short(&item["done_on"])],
                vec![reader.ids(&item["evidence"])],
            ]);
        }
    }
    table.block()
}

pub(super) fn number(count: usize) -> Line {
    Line::count(Style::Plain, i64::try_from(count).unwrap_or(i64::MAX))
}

/// The rows of a statement of applicability.
fn controls(reader: &Reader<'_>, soa: &Record) -> Table {
    let fields = reader.fields(soa);
    let mut table = Table::new([
        (reader.plain("report-control"), 4),
        (reader.plain("report-applied"), 1),
        (reader.plain("report-justification"), 5),
        (reader.plain("report-state"), 2),
        (reader.plain("report-owner"), 2),
        (reader.plain("report-how"), 3),
    ]);
    for control in items(&fields["controls"]) {
        table.cells([
            vec![reader.criterion(control["id"].as_str().unwrap_or_default())],
            vec![reader.line(&control["applicable"])],
            vec![
                reader.line(&control["justification"]),
                reader.word(&control["reasons"]),
                reader.line(&control["risks"]),
            ],
            vec![reader.word(&control["status"]), reader.short(&control["last_reviewed"])],
            vec![reader.line(&control["owner"]), reader.line(&control["process"])],
            std::iter::once(reader.line(&control["how"])).chain(reader.links(&control["links"])).collect(),
        ]);
    }
    table
}

/// The statement of applicability: which version, who approved it, and its rows.
pub fn soa(reader: &Reader<'_>) -> Vec<Block> {
    let mut blocks = Blocks::default();
    if let Some(soa) = reader.snapshot.soa().filter(|soa| reader.is_shown(soa.record())) {
        let fields = reader.fields(soa.record());
        let mut facts = Facts::default();
        facts.put(reader.plain("report-version"), reader.line(&fields["version"]));
        facts.put(reader.plain("report-approved"), reader.approval(&fields["approved"]));
        facts.put(reader.plain("report-waivers"), reader.waivers_in_short(&fields["waivers"]));
        blocks.facts(facts);
        blocks.table(controls(reader, soa.record()));
    }
    blocks.0
}

/// The register of persons.
pub(super) fn people(reader: &Reader<'_>) -> Option<Block> {
    let mut table = Table::new([
        (reader.plain("report-id"), 0),
        (reader.plain("report-name"), 3),
        (reader.plain("report-job"), 3),
        (reader.plain("report-unit"), 2),
        (reader.plain("report-employment"), 2),
        (reader.plain("report-from"), 2),
        (reader.plain("report-until"), 2),
        (reader.plain("report-reports-to"), 2),
        (reader.plain("report-level"), 2),
        (reader.plain("report-topics"), 3),
        (reader.plain("report-renewed-by"), 2),
    ]);
    for person in reader.snapshot.people().filter(|person| reader.is_shown(person.record())) {
        let fields = reader.fields(person.record());
        let auditor = &fields["auditor"];
        table.row([
            Line::code(person.id()),
            reader.line(&fields["name"]),
            reader.line(&fields["position"]),
            reader.line(&fields["unit"]),
            reader.word(&fields["employment"]),
            reader.short(&fields["from"]),
            reader.short(&fields["to"]),
            reader.line(&fields["reports_to"]),
            reader.word(&auditor["levels"]),
            reader.line(&auditor["topics"]),
            reader.short(&auditor["review_due"]),
        ]);
    }
    table.block()
}

/// The register of the questions that auditors asked.
pub(super) fn checklist(reader: &Reader<'_>) -> Option<Block> {
    let mut table = Table::new([
        (reader.plain("report-item"), 0),
        (reader.plain("report-audit"), 2),
        (reader.plain("report-criteria"), 2),
        (reader.plain("report-question"), 5),
        (reader.plain("report-methods"), 2),
        (reader.plain("report-auditor"), 2),
        (reader.plain("report-seen"), 5),
        (reader.plain("report-sample"), 2),
        (reader.plain("report-result"), 2),
        (reader.plain("report-reason"), 3),
        (reader.plain("report-finding"), 2),
        (reader.plain("report-evidence"), 2),
    ]);
    let papers = reader.snapshot.workpapers().filter(|paper| reader.is_shown(paper.record()));
    for paper in papers {
        let fields = reader.fields(paper.record());
        for item in items(&fields["items"]) {
            let result = item["result"].as_str().unwrap_or_default();
            let sample = &item["sample"];
            table.cells([
                vec![Line::code(format!("{}/{}", paper.id(), item["id"].as_str().unwrap_or_default()))],
                vec![reader.ids(&fields["audit"])],
                vec![reader.numbers(&item["criteria"])],
                vec![reader.line(&item["question"])],
                vec![reader.word(&item["methods"])],
                vec![reader.line(&fields["auditor"])],
                vec![reader.line(&item["notes"])],
                vec![Line::joined([reader.line(&sample["size"]), reader.line(&sample["population"])], " / ")],
                vec![Line::styled(grade_style(result), capitalised(&reader.language().word(result)))],
                vec![reader.line(&item["reason"]), reader.ids(&item["carry_to"])],
                vec![reader.ids(&item["finding"])],
                vec![reader.ids(&item["evidence"])],
            ]);
        }
    }
    table.block()
}

/// The register of workpapers.
pub(super) fn workpapers(reader: &Reader<'_>) -> Option<Block> {
    let mut table = Table::new([
        (reader.plain("report-id"), 0),
        (reader.plain("report-title"), 4),
        (reader.plain("report-audit"), 2),
        (reader.plain("report-auditor"), 3),
        (reader.plain("report-items"), 1),
        (reader.plain("report-items-done"), 1),
        (reader.plain("report-interviews"), 1),
        (reader.plain("report-reviewed"), 3),
    ]);
    for paper in reader.snapshot.workpapers().filter(|paper| reader.is_shown(paper.record())) {
        let fields = reader.fields(paper.record());
        let asked: Vec<&Value> = items(&fields["items"]).collect();
        let answered = asked.iter().filter(|item| !item["result"].is_null()).count();
        let some = |count: usize| if count > 0 { number(count) } else { Line::default() };
        table.row([
            Line::code(paper.id()),
            reader.line(&fields["title"]),
            reader.ids(&fields["audit"]),
            reader.line(&fields["auditor"]),
            some(asked.len()),
            some(answered),
            some(items(&fields["interviews"]).count()),
            reader.approval(&fields["reviewed"]),
        ]);
    }
    table.block()
}

/// The register of audit programmes.
pub(super) fn programmes(reader: &Reader<'_>) -> Option<Block> {
    let mut table = Table::new([
        (reader.plain("report-id"), 0),
        (reader.plain("report-title"), 4),
        (reader.plain("report-cycle"), 3),
        (reader.plain("report-state"), 2),
        (reader.plain("report-approved"), 3),
        (reader.plain("report-manager"), 2),
        (reader.plain("report-register-audits"), 1),
        (reader.plain("report-days-in-schedule"), 1),
    ]);
    for programme in reader.snapshot.programmes().filter(|programme| reader.is_shown(programme.record())) {
        let fields = reader.fields(programme.record());
        let days = metrics::total(items(&fields["schedule"]).filter_map(|line| line["days"].as_f64()));
        table.row([
            Line::code(programme.id()),
            reader.line(&fields["title"]),
            reader.period(&fields["cycle"]),
            reader.word(&fields["status"]),
            reader.approval(&fields["approved"]),
            reader.line(&fields["manager"]),
            number(items(&fields["schedule"]).count()),
            if days > 0.0 { reader.line(&days.into()) } else { Line::default() },
        ]);
    }
    table.block()
}

/// The register of what the programmes have scheduled.
pub(super) fn schedule(reader: &Reader<'_>) -> Option<Block> {
    let mut table = Table::new([
        (reader.plain("report-audit"), 0),
        (reader.plain("report-programme"), 2),
        (reader.plain("report-title"), 4),
        (reader.plain("report-window"), 3),
        (reader.plain("report-criteria"), 3),
        (reader.plain("report-where-looked"), 3),
        (reader.plain("report-lead-auditor"), 2),
        (reader.plain("report-days"), 1),
        (reader.plain("report-reason"), 2),
        (reader.plain("report-state"), 2),
    ]);
    for programme in reader.snapshot.programmes().filter(|programme| reader.is_shown(programme.record())) {
        let fields = reader.fields(programme.record());
        for (line, typed) in items(&fields["schedule"]).zip(&programme.data().schedule) {
            let audit = reader.snapshot.audit(&AuditRef::from(typed.audit.as_str()));
            let audit = audit.filter(|audit| reader.is_shown(audit.record()));
            let state = audit.map(|audit| reader.word(&reader.fields(audit.record())["status"]));
            table.cells([
                vec![Line::code(typed.audit.as_str())],
                vec![Line::code(programme.id())],
                vec![reader.line(&line["title"])],
                vec![reader.period(&line["window"])],
                vec![reader.numbers(&line["criteria"])],
                vec![reader.line(&line["processes"]), reader.line(&line["sites"])],
                vec![reader.line(&line["lead"])],
                vec![reader.line(&line["days"])],
                vec![reader.word(&line["reason"])],
                vec![state.unwrap_or_else(|| reader.plain("report-no-record").into())],
            ]);
        }
    }
    table.block()
}

/// The register of management reviews.
pub(super) fn reviews(reader: &Reader<'_>) -> Option<Block> {
    let mut table = Table::new([
        (reader.plain("report-id"), 0),
        (reader.plain("report-dates"), 2),
        (reader.plain("report-looks-back-on"), 3),
        (reader.plain("report-state"), 2),
        (reader.plain("report-chair"), 2),
        (reader.plain("report-minutes"), 3),
        (reader.plain("report-decisions"), 1),
        (reader.plain("report-open-now"), 1),
        (reader.plain("report-next-review"), 2),
    ]);
    for review in reader.snapshot.reviews().filter(|review| reader.is_shown(review.record())) {
        let fields = reader.fields(review.record());
        let decided: Vec<&Value> = items(&fields["decisions"]).collect();
        let open = review.data().decisions.iter().filter(|decision| decision.status.is_open()).count();
        let some = |count: usize| if decided.is_empty() { Line::default() } else { number(count) };
        let is_told = reader.sees(review.record(), "decisions/status");
        table.row([
            Line::code(review.id()),
            reader.short(&fields["held_on"]),
            reader.period(&fields["period"]),
            reader.word(&fields["status"]),
            reader.line(&fields["chair"]),
            reader.approval(&fields["minutes"]),
            some(decided.len()),
            if is_told { some(open) } else { Line::default() },
            reader.short(&fields["next_on"]),
        ]);
    }
    table.block()
}

/// The register of what management reviews decided.
pub(super) fn decisions(reader: &Reader<'_>) -> Option<Block> {
    let mut table = review::decision_table(reader);
    for review in reader.snapshot.reviews().filter(|review| reader.is_shown(review.record())) {
        let fields = reader.fields(review.record());
        items(&fields["decisions"])
            .for_each(|decision| review::decision_row(reader, review.id(), decision, &mut table));
    }
    table.block()
}

//! The registers whose rows are parts of records, or records that no report of their own is about.

use serde_json::Value;

use super::super::document::{Block, Blocks, Facts, Line, Style, Table};
use super::super::reader::{capitalised, date, grade_style, items};
use super::super::{Reader, review};
use crate::history::promised;
use crate::metrics;
use crate::record::*;
use crate::snapshot::Record;

/// The register of the items of corrective actions.
pub(super) fn action_items(reader: &Reader<'_>) -> Option<Block> {
    let column = |key| reader.column(key, 2);
    let mut table = Table::of([
        reader.column("report-id", 0),
        reader.column("report-title", 3),
        reader.column("report-what", 5),
        column("report-type"),
        column("report-owner"),
        column("report-due"),
        column("report-first-due").joined(),
        column("report-slips").joined(),
        column("report-state"),
        column("report-blocked").bare(),
        column("report-days-late").joined(),
        column("report-done-on"),
        reader.column("report-evidence", 3),
    ]);
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
                vec![reader.word(&item["status"])],
                vec![reader.line(&item["blocked"])],
                vec![days_late(late)],
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

/// The cell of how late something is; empty for what is not.
pub(super) fn days_late(late: Option<i64>) -> Line {
    late.map(|days| Line::count(Style::Bad, days)).unwrap_or_default()
}

/// The rows of a statement of applicability.
fn controls(reader: &Reader<'_>, soa: &Record) -> Table {
    let fields = reader.fields(soa);
    let column = |key| reader.column(key, 2);
    let mut table = Table::of([
        reader.column("report-control", 4).of_page(),
        reader.sheet_column("report-control"),
        reader.sheet_column("report-title"),
        reader.column("report-applied", 1),
        reader.column("report-justification", 5),
        column("report-reasons").bare(),
        column("report-risks").bare(),
        column("report-state"),
        column("report-last-reviewed").bare(),
        column("report-owner"),
        column("report-process").bare(),
        reader.column("report-how", 3),
        column("report-links").bare(),
    ]);
    for control in items(&fields["controls"]) {
        let number = control["id"].as_str().unwrap_or_default();
        table.cells([
            vec![reader.criterion(number)],
            vec![Line::code(number)],
            vec![reader.requirement(number).unwrap_or_default().into()],
            vec![reader.line(&control["applicable"])],
            vec![reader.line(&control["justification"])],
            vec![reader.word(&control["reasons"])],
            vec![reader.line(&control["risks"])],
            vec![reader.word(&control["status"])],
            vec![reader.short(&control["last_reviewed"])],
            vec![reader.line(&control["owner"])],
            vec![reader.line(&control["process"])],
            vec![reader.line(&control["how"])],
            reader.links(&control["links"]),
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
    let mut table = Table::of([
        reader.column("report-id", 0),
        reader.column("report-name", 3),
        reader.column("report-job", 3),
        reader.column("report-unit", 2),
        reader.column("report-employment", 2),
        reader.column("report-from", 2),
        reader.column("report-until", 2),
        reader.column("report-reports-to", 2),
        reader.column("report-level", 2),
        reader.column("report-topics", 3),
        reader.column("report-renewed-by", 2),
        reader.column("fig-approval", 1).bare(),
    ]);
    for person in reader.snapshot.people().filter(|person| reader.is_shown(person.record())) {
        let fields = reader.fields(person.record());
        let auditor = &fields["auditor"];
        // As their page: whoever sends somebody, an approval that ran out is none.
        let ran_out = date(&auditor["review_due"])
            .filter(|due| *due < reader.day)
            .map(|_| Line::styled(Style::Bad, reader.plain("ran-out")));
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
            ran_out.unwrap_or_default(),
        ]);
    }
    table.block()
}

/// The register of the questions that auditors asked.
pub(super) fn checklist(reader: &Reader<'_>) -> Option<Block> {
    let column = |key| reader.column(key, 2);
    let mut table = Table::of([
        reader.column("report-item", 0),
        column("report-audit"),
        column("report-criteria"),
        reader.column("report-question", 5),
        column("report-methods"),
        column("report-auditor"),
        reader.column("report-seen", 5),
        column("report-sample").of_page(),
        reader.sheet_column("report-sample"),
        reader.sheet_column("report-population"),
        column("report-result"),
        reader.column("report-reason", 3),
        column("report-carried-to").bare(),
        column("report-finding"),
        column("report-evidence"),
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
                vec![reader.line(&sample["size"])],
                vec![reader.line(&sample["population"])],
                vec![Line::styled(grade_style(result), capitalised(&reader.language().word(result)))],
                vec![reader.line(&item["reason"])],
                vec![reader.ids(&item["carry_to"])],
                vec![reader.ids(&item["finding"])],
                vec![reader.ids(&item["evidence"])],
            ]);
        }
    }
    table.block()
}

/// The register of workpapers.
pub(super) fn workpapers(reader: &Reader<'_>) -> Option<Block> {
    let columns = [
        reader.column("report-id", 0),
        reader.column("report-title", 4),
        reader.column("report-audit", 2),
        reader.column("report-auditor", 3),
        reader.column("report-items", 1),
        reader.column("report-items-done", 1),
        reader.column("report-interviews", 1),
    ];
    let mut table = Table::of(columns.into_iter().chain(reader.approval_columns("report-reviewed", 3)));
    for paper in reader.snapshot.workpapers().filter(|paper| reader.is_shown(paper.record())) {
        let fields = reader.fields(paper.record());
        let asked: Vec<&Value> = items(&fields["items"]).collect();
        let answered = asked.iter().filter(|item| !item["result"].is_null()).count();
        let some = |count: usize| if count > 0 { number(count) } else { Line::default() };
        let cells = [
            Line::code(paper.id()),
            reader.line(&fields["title"]),
            reader.ids(&fields["audit"]),
            reader.line(&fields["auditor"]),
            some(asked.len()),
            some(answered),
            some(items(&fields["interviews"]).count()),
        ];
        let reviewed = reader.approval_cells(&fields["reviewed"]);
        table.cells(cells.into_iter().map(|line| vec![line]).chain(reviewed));
    }
    table.block()
}

/// The register of audit programmes.
pub(super) fn programmes(reader: &Reader<'_>) -> Option<Block> {
    let columns = [reader.column("report-id", 0), reader.column("report-title", 4)]
        .into_iter()
        .chain(reader.span_columns("report-cycle", 3))
        .chain([reader.column("report-state", 2)])
        .chain(reader.approval_columns("report-approved", 3))
        .chain([
            reader.column("report-manager", 2),
            reader.column("report-register-audits", 1),
            reader.column("report-days-in-schedule", 1),
        ]);
    let mut table = Table::of(columns);
    for programme in reader.snapshot.programmes().filter(|programme| reader.is_shown(programme.record())) {
        let fields = reader.fields(programme.record());
        let days = metrics::total(items(&fields["schedule"]).filter_map(|line| line["days"].as_f64()));
        let begin = [vec![Line::code(programme.id())], vec![reader.line(&fields["title"])]];
        let end = [
            vec![reader.line(&fields["manager"])],
            vec![number(items(&fields["schedule"]).count())],
            vec![if days > 0.0 { reader.line(&days.into()) } else { Line::default() }],
        ];
        let cells = begin.into_iter().chain(reader.span_cells(&fields["cycle"]["from"], &fields["cycle"]["to"]));
        let cells = cells.chain([vec![reader.word(&fields["status"])]]);
        table.cells(cells.chain(reader.approval_cells(&fields["approved"])).chain(end));
    }
    table.block()
}

/// The register of what the programmes have scheduled.
pub(super) fn schedule(reader: &Reader<'_>) -> Option<Block> {
    let columns =
        [reader.column("report-audit", 0), reader.column("report-programme", 2), reader.column("report-title", 4)]
            .into_iter()
            .chain(reader.span_columns("report-window", 3))
            .chain([
                reader.column("report-criteria", 3),
                reader.column("report-where-looked", 3).of_page(),
                reader.column("report-processes", 2).bare(),
                reader.column("report-sites", 2).bare(),
                reader.column("report-lead-auditor", 2),
                reader.column("report-days", 1),
                reader.column("report-reason", 2),
                reader.column("report-state", 2),
                reader.column("report-days-late", 2).joined(),
            ]);
    let mut table = Table::of(columns);
    let late = reader.lateness();
    for programme in reader.snapshot.programmes().filter(|programme| reader.is_shown(programme.record())) {
        let fields = reader.fields(programme.record());
        for (line, typed) in items(&fields["schedule"]).zip(&programme.data().schedule) {
            let audit = reader.snapshot.audit(&AuditRef::from(typed.audit.as_str()));
            let audit = audit.filter(|audit| reader.is_shown(audit.record()));
            let state = audit.map(|audit| reader.word(&reader.fields(audit.record())["status"]));
            let begin = [Line::code(typed.audit.as_str()), Line::code(programme.id()), reader.line(&line["title"])];
            let end = [
                reader.numbers(&line["criteria"]),
                Line::default(),
                reader.line(&line["processes"]),
                reader.line(&line["sites"]),
                reader.line(&line["lead"]),
                reader.line(&line["days"]),
                reader.word(&line["reason"]),
                state.unwrap_or_else(|| reader.plain("report-no-record").into()),
                days_late(late.of(audit.map_or(typed.audit.as_str(), |audit| audit.id()))),
            ];
            let window = reader.span_cells(&line["window"]["from"], &line["window"]["to"]);
            let cell = |line| vec![line];
            table.cells(begin.into_iter().map(cell).chain(window).chain(end.into_iter().map(cell)));
        }
    }
    table.block()
}

/// The register of management reviews.
pub(super) fn reviews(reader: &Reader<'_>) -> Option<Block> {
    let columns = [reader.column("report-id", 0), reader.column("report-dates", 2)]
        .into_iter()
        .chain(reader.span_columns("report-looks-back-on", 3))
        .chain([reader.column("report-state", 2), reader.column("report-days-late", 2).joined()])
        .chain([reader.column("report-chair", 2)])
        .chain(reader.approval_columns("report-minutes", 3))
        .chain([
            reader.column("report-decisions", 1),
            reader.column("report-open-now", 1),
            reader.column("report-next-review", 2),
        ]);
    let mut table = Table::of(columns);
    let late = reader.lateness();
    for review in reader.snapshot.reviews().filter(|review| reader.is_shown(review.record())) {
        let fields = reader.fields(review.record());
        let decided: Vec<&Value> = items(&fields["decisions"]).collect();
        let open = review.data().decisions.iter().filter(|decision| decision.status.is_open()).count();
        let some = |count: usize| if decided.is_empty() { Line::default() } else { number(count) };
        let is_told = reader.sees(review.record(), "decisions/status");
        let cell = |line| vec![line];
        let begin = [Line::code(review.id()), reader.short(&fields["held_on"])].map(cell);
        let late = days_late(late.of(review.id()));
        let middle = [reader.word(&fields["status"]), late, reader.line(&fields["chair"])].map(cell);
        let open = if is_told { some(open) } else { Line::default() };
        let end = [some(decided.len()), open, reader.short(&fields["next_on"])].map(cell);
        let period = reader.span_cells(&fields["period"]["from"], &fields["period"]["to"]);
        let minutes = reader.approval_cells(&fields["minutes"]);
        table.cells(begin.into_iter().chain(period).chain(middle).chain(minutes).chain(end));
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

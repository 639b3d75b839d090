//! An audit programme: what is audited when, why then, and how much of it is covered.

mod competence;
mod frequency;

use serde_json::Value;

pub use self::competence::auditors;
use self::competence::competence;
use self::frequency::frequency;
use super::Reader;
use super::document::{Block, Blocks, Facts, Line, Style, Table};
use super::frame::Parts;
use super::reader::items;
use crate::metrics::{self, Cell};
use crate::record::{Audit, AuditRef, AuditStatus, Date, Kind, Programme};
use crate::snapshot::{Record, View};

/// The sections of a programme.
pub fn sections(reader: &Reader<'_>, record: &Record, programme: &Programme) -> Parts {
    let fields = reader.fields(record);
    let mut parts = Parts::default();
    parts.add(reader.plain("report-identification"), identity(reader, &fields));
    parts.add(reader.plain("report-objectives-and-criteria"), objectives(reader, &fields));
    parts.add(reader.plain("report-frequency"), frequency(reader, &fields, programme));
    parts.add(reader.plain("report-schedule"), schedule(reader, &fields, record, programme));
    parts.add(reader.plain("report-coverage"), coverage(reader, Some(programme.cycle.to)));
    parts.add(reader.plain("report-programme-risks"), risks(reader, &fields));
    parts.add(reader.plain("report-resources"), resources(reader, &fields, programme));
    parts.add(reader.plain("report-competence"), competence(reader, &fields, record, programme));
    let changes =
        reader.changes(Kind::Programme, &fields["changes"]).into_iter().chain(reader.waivers(&fields["waivers"]));
    parts.add(reader.plain("report-changes"), changes.collect());
    parts.add(reader.plain("report-programme-reviews"), reviews(reader, &fields));
    parts.add(reader.plain("report-programme-lessons"), lessons(reader, programme));
    let told = reader.communications(&fields["communications"]);
    parts.add(reader.plain("report-communications"), told.into_iter().collect());
    parts
}

fn identity(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let mut facts = Facts::default();
    facts.put(reader.plain("report-cycle"), reader.period(&fields["cycle"]));
    let state = [reader.word(&fields["status"]), reader.line(&fields["status_reason"])];
    facts.put(reader.plain("report-state"), Line::joined(state, " — "));
    facts.put(reader.plain("report-approved"), reader.approval(&fields["approved"]));
    facts.put(reader.plain("report-manager"), reader.line(&fields["manager"]));
    facts.put(reader.plain("report-sponsor"), reader.line(&fields["sponsor"]));
    vec![Block::Facts { facts: facts.0 }]
}

fn objectives(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let mut blocks = Blocks::default();
    blocks.list(reader.lines(&fields["objectives"]));
    let mut facts = Facts::default();
    let catalogues = items(&fields["criteria"]).filter_map(Value::as_str).map(|id| {
        let title = reader.snapshot.catalogues().get(id).map(|catalogue| reader.text(&catalogue.title));
        Line::code(id).then(" ").then(title.unwrap_or_default())
    });
    facts.all(reader.plain("report-criteria"), catalogues.collect());
    facts.put(reader.plain("report-methods"), reader.word(&fields["methods"]));
    blocks.facts(facts);
    blocks.0
}

fn schedule(reader: &Reader<'_>, fields: &Value, record: &Record, programme: &Programme) -> Vec<Block> {
    let mut table = Table::new([
        (reader.plain("report-audit"), 4),
        (reader.plain("report-window"), 3),
        (reader.plain("report-criteria"), 3),
        (reader.plain("report-where-looked"), 3),
        (reader.plain("report-lead-auditor"), 2),
        (reader.plain("report-days"), 1),
        (reader.plain("report-reason"), 2),
        (reader.plain("report-state"), 2),
        (reader.plain("report-deviation"), 3),
    ]);
    for (line, typed) in items(&fields["schedule"]).zip(&programme.schedule) {
        let audit = reader.snapshot.audit(&AuditRef::from(typed.audit.as_str()));
        let audit = audit.filter(|audit| reader.is_shown(audit.record()));
        let state = audit.map(|audit| reader.word(&audit.status.as_str().into()));
        // A programme plans no days of ours for what the certification body holds: then its own plan tells them.
        let body = audit.filter(|audit| audit.r#type.is_third_party() && typed.days.is_none_or(|days| days == 0.0));
        let days = match body {
            Some(audit) if !reader.hides(record, "schedule/days") => {
                reader.line(&reader.fields(audit.record())["effort"]["planned_days"])
            }
            _ => reader.line(&line["days"]),
        };
        table.cells([
            vec![reader.line(&line["title"]), Line::code(typed.audit.as_str())],
            vec![reader.period(&line["window"])],
            vec![reader.numbers(&line["criteria"])],
            vec![reader.line(&line["processes"]), reader.line(&line["sites"])],
            vec![reader.line(&line["lead"])],
            vec![days],
            vec![reader.word(&line["reason"])],
            vec![state.unwrap_or_else(|| reader.plain("report-no-record").into())],
            audit.map(|audit| deviation(reader, typed.window.to, audit)).unwrap_or_default(),
        ]);
    }
    let mut blocks = Blocks::default();
    blocks.table(table);
    reader.or_none(blocks, reader.plain("no-audit-scheduled"))
}

fn deviation(reader: &Reader<'_>, until: Date, audit: View<'_, Audit>) -> Vec<Line> {
    let mut lines = Vec::new();
    let reason = reader.line(&reader.fields(audit.record())["status_reason"]);
    if matches!(audit.status, AuditStatus::Postponed | AuditStatus::Cancelled) {
        lines.push(reason);
    }
    let held = audit.dates.map(|dates| dates.end).unwrap_or(reader.day);
    let is_told = reader.may_draw("milestone-window")
        && reader.sees(audit.record(), "dates/end")
        && reader.sees(audit.record(), "status");
    let is_over = audit.status != AuditStatus::Cancelled && held > until && is_told;
    if is_over && (audit.dates.is_some() || !audit.status.is_issued()) {
        let days = reader.language().days(held.days_since(until));
        lines.push(Line::styled(Style::Bad, reader.message("report-after-window", &[("days", days.into())])));
    }
    lines
}

/// The matrix of requirements and years; of a programme that is over, of the cycle that it was of.
pub fn coverage(reader: &Reader<'_>, until: Option<Date>) -> Vec<Block> {
    let window = metrics::window(reader.snapshot, until.map_or(reader.day, |until| until.min(reader.day)));
    let Some(catalogue) = reader.snapshot.catalogues().default_catalogue() else { return Vec::new() };
    let rows = metrics::rows(reader.snapshot, catalogue.id.as_str(), window, reader.day);
    let mut blocks = Blocks::default();
    for is_control in [false, true] {
        let mut table = Table::new([(reader.plain("report-requirements"), 6)]);
        window.years().for_each(|year| table.column(year.to_string(), 2));
        let part: Vec<&metrics::Row> = rows.iter().filter(|row| row.is_control == is_control).collect();
        for row in &part {
            let name = reader.snapshot.catalogues().name(row.requirement);
            let mut cells = vec![vec![reader.criterion(&name)]];
            let is_looked_at = row.years.iter().any(|(_, cell, _)| *cell != Cell::Gap);
            cells.extend(row.years.iter().map(|(year, cell, audits)| {
                let (mark, style) = match (mark(reader, *cell, audits), is_looked_at) {
                    // A year is no gap while another one covers what has to be covered in all of them.
                    (("✕", _), true) => ("–", Style::Soft),
                    (marked, _) => marked,
                };
                let audits =
                    audits.iter().filter(|id| reader.snapshot.record(id).is_none_or(|audit| reader.is_shown(audit)));
                let audits = Line::joined(audits.map(|id| Line::code(id.as_str())), ", ");
                let marked = Line::joined([Line::styled(style, mark), audits], " ");
                std::iter::once(marked).chain(reader.through(row.through(*year))).collect()
            }));
            table.cells(cells);
        }
        let figure = metrics::coverage(part.iter().copied());
        let arguments = [("covered", figure.covered.into()), ("all", figure.all.into())];
        let heading = match is_control {
            false => reader.message("report-clauses-covered", &arguments),
            true => reader.message("report-controls-covered", &arguments),
        };
        blocks.under(heading, table.block().into_iter().collect());
    }
    blocks.note(reader.plain("report-coverage-marks"));
    blocks.0
}

fn mark(reader: &Reader<'_>, cell: Cell, audits: &[String]) -> (&'static str, Style) {
    let is_moved = |id: &String| {
        let audit = reader.snapshot.audit(&AuditRef::from(id.as_str()));
        audit.is_some_and(|audit| audit.status == AuditStatus::Postponed)
    };
    match cell {
        Cell::Audited(_) => ("●", Style::Good),
        Cell::Planned | Cell::Late if audits.iter().any(is_moved) => ("▷", Style::Minor),
        Cell::Late if reader.may_draw("milestone-window") => ("!", Style::Bad),
        Cell::Late | Cell::Planned => ("○", Style::Soft),
        Cell::Gap => ("✕", Style::Bad),
    }
}

fn risks(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let mut table = Table::new([
        (reader.plain("report-risk-of-programme"), 4),
        (reader.plain("report-response"), 4),
        (reader.plain("report-owner"), 2),
    ]);
    for risk in items(&fields["risks"]) {
        table.row([reader.line(&risk["risk"]), reader.line(&risk["response"]), reader.line(&risk["owner"])]);
    }
    table.block().into_iter().collect()
}

fn resources(reader: &Reader<'_>, fields: &Value, programme: &Programme) -> Vec<Block> {
    let resources = &fields["resources"];
    let lines = programme.schedule.iter();
    let lines = lines.map(|line| (line, reader.snapshot.audit(&AuditRef::from(line.audit.as_str()))));
    let is_external =
        |audit: &Option<View<'_, Audit>>| audit.as_ref().is_some_and(|audit| audit.r#type.is_third_party());
    // The days of the certification body are none of ours.
    let (external, own): (Vec<_>, Vec<_>) = lines.partition(|(_, audit)| is_external(audit));
    let planned = metrics::total(own.iter().filter_map(|(line, _)| line.days));
    let used = metrics::total(own.iter().filter_map(|(_, audit)| audit.as_ref()?.effort?.actual_days));
    let used_by_body = metrics::total(external.iter().filter_map(|(_, audit)| audit.as_ref()?.effort?.actual_days));
    let mut facts = Facts::default();
    facts.put(reader.plain("report-days-a-year"), reader.line(&resources["days_per_year"]));
    facts.put(reader.plain("report-days-in-schedule"), reader.line(&planned.into()));
    facts.put(reader.plain("report-effort-used"), reader.line(&used.into()));
    if used_by_body > 0.0 {
        facts.put(reader.plain("report-effort-of-body"), reader.line(&used_by_body.into()));
    }
    facts.put(reader.plain("report-budget"), reader.line(&resources["budget"]));
    facts.put(reader.plain("report-external-help"), reader.line(&resources["external"]));
    facts.put(reader.plain("report-tools"), reader.line(&resources["tools"]));
    vec![Block::Facts { facts: facts.0 }]
}

/// What the teams of the programme's audits learned, and what became of it.
fn lessons(reader: &Reader<'_>, programme: &Programme) -> Vec<Block> {
    let mut table = Table::new([(reader.plain("report-audit"), 4), (reader.plain("report-lessons"), 8)]);
    let is_of = |audit: &View<'_, Audit>| {
        let named =
            audit.programme.as_ref().is_some_and(|named| named.as_str().eq_ignore_ascii_case(programme.id.as_str()));
        named && reader.is_shown(audit.record())
    };
    for audit in reader.snapshot.audits().filter(is_of) {
        let lessons = reader.lessons(&reader.fields(audit.record()));
        if !lessons.is_empty() {
            table.cells([vec![reader.titled(audit.id())], lessons]);
        }
    }
    table.block().into_iter().collect()
}

fn reviews(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let mut table = Table::new([
        (reader.plain("report-day"), 2),
        (reader.plain("report-who"), 2),
        (reader.plain("report-conclusion"), 5),
        (reader.plain("report-measured"), 4),
        (reader.plain("report-improvements"), 4),
    ]);
    for review in items(&fields["reviews"]) {
        table.cells([
            vec![reader.short(&review["date"])],
            vec![reader.line(&review["by"])],
            vec![reader.line(&review["conclusion"])],
            reader.lines(&review["measures"]),
            reader.lines(&review["improvements"]),
        ]);
    }
    table.block().into_iter().collect()
}

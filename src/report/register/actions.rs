//! The register of corrective actions.

use serde_json::Value;

use super::super::Reader;
use super::super::document::{Block, Column, Line, Style, Table};
use super::super::reader::{date, items};
use super::parts;
use crate::history::promised;
use crate::metrics;
use crate::record::*;
use crate::snapshot::View;

/// The register of corrective actions.
pub fn actions(reader: &Reader<'_>) -> Option<Block> {
    let all: Vec<View<'_, Action>> = reader.snapshot.actions().collect();
    of_actions(reader, &all)
}

/// Some corrective actions as a register.
pub fn of_actions(reader: &Reader<'_>, all: &[View<'_, Action>]) -> Option<Block> {
    let mut table = Table::of(columns(reader));
    let late = reader.lateness();
    for action in all.iter().filter(|action| reader.is_shown(action.record())) {
        table.cells(action_row(reader, *action, late.of(action.id())));
    }
    table.block()
}

/// Ten columns of what belongs together: a page has no room for all of them side by side.
fn columns(reader: &Reader<'_>) -> Vec<Column> {
    let column = |key| reader.column(key, 2);
    vec![
        reader.column("report-car", 0),
        reader.column("report-source", 3),
        column("report-source-ref").bare(),
        column("report-findings").bare(),
        column("report-register-audits").bare(),
        column("report-grade"),
        column("report-criteria").joined(),
        column("report-process").joined(),
        reader.column("report-title", 4),
        column("report-owner").joined(),
        column("report-raised"),
        column("report-plan-due-or-accepted").joined().of_page(),
        reader.sheet_column("report-plan-due"),
        reader.sheet_column("report-plan-accepted"),
        column("report-next-due"),
        column("report-first-due").joined(),
        column("report-slips").joined(),
        column("report-state"),
        column("report-days-open").joined(),
        column("report-days-late").joined(),
        column("report-correction-done"),
        column("report-category").joined(),
        column("report-items-done").joined().of_page(),
        reader.sheet_column("report-items-done"),
        reader.sheet_column("report-items-of-action"),
        column("report-effectiveness").of_page(),
        reader.sheet_column("report-planned-on"),
        reader.sheet_column("report-checked-on"),
        reader.sheet_column("report-effectiveness"),
        column("report-checked-by").joined(),
        column("report-closed"),
        column("report-repeat-of").joined(),
        column("report-escalated").joined().of_page(),
        reader.sheet_column("report-escalated"),
        reader.part_column("report-escalated", "on"),
    ]
}

/// The row of an action, in which something may be late by some days.
fn action_row(reader: &Reader<'_>, action: View<'_, Action>, late: Option<i64>) -> Vec<Vec<Line>> {
    let fields = reader.fields(action.record());
    let data = action.data();
    let findings: Vec<View<'_, Finding>> = data
        .source
        .findings
        .iter()
        .filter_map(|id| reader.snapshot.finding(id))
        .filter(|finding| reader.is_shown(finding.record()))
        .collect();
    let seen: Vec<Value> = findings.iter().map(|finding| reader.fields(finding.record())).collect();
    let each = |line: &dyn Fn(&Value) -> Line| {
        let mut lines: Vec<Line> = Vec::new();
        for one in seen.iter().map(line) {
            if !lines.contains(&one) {
                lines.push(one);
            }
        }
        lines
    };
    // What no finding tells of is on record since somebody did something about it.
    let record = action.record();
    let raised = seen.iter().filter_map(|finding| date(&finding["detected_on"])).min();
    let told = || metrics::first_day(data, |field| reader.sees(record, field));
    let raised = raised.or_else(|| told().filter(|_| data.source.findings.is_empty()));
    let closed = closed_on(reader, action, &seen);
    let sees_due = reader.sees(record, "actions/due");
    let next = data.open_items().filter_map(|item| Some((item.due?, item.n))).min().filter(|_| sees_due);
    let first = next.map(|(due, n)| promised(data, n, due, reader.promises).first);
    let slips = data.actions.iter().filter_map(|item| Some(promised(data, item.n, item.due?, reader.promises).moves));
    let slips = if sees_due { slips.sum::<usize>() } else { 0 };
    let is_open = !data.status.is_finished() && reader.sees(record, "status");
    let open = raised.filter(|_| is_open).map(|day| reader.day.days_since(day).max(0));
    let counted = data.actions.iter().filter(|item| item.status != ActionItemStatus::Cancelled);
    let done = data.actions.iter().filter(|item| item.status == ActionItemStatus::Done).count();
    let done = Some((done, counted.count())).filter(|_| reader.sees(record, "actions/status"));
    let check = &fields["effectiveness"];
    let is_escalation = |message: &&Value| message["what"] == Message::Escalation.as_str();
    let escalations = seen.iter().map(|finding| &finding["escalated"]).filter(|escalated| !escalated.is_null());
    let escalated = Told::of(
        reader,
        escalations.chain(items(&fields["communications"]).filter(is_escalation)).map(|one| (&one["to"], &one["date"])),
    );
    let plan_due = plan_due_of(reader, data).filter(|_| is_open && fields["plan"]["accepted"]["date"].is_null());
    let plan_accepted = reader.short(&fields["plan"]["accepted"]["date"]);
    let plan_told =
        plan_due.map(|day| reader.message("report-due-on", &[("day", reader.language().short_day(day).into())]));
    vec![
        vec![Line::code(action.id())],
        vec![reader.word(&fields["source"]["type"])],
        vec![reader.line(&fields["source"]["ref"])],
        each(&|finding| reader.ids(&finding["id"])),
        each(&|finding| reader.ids(&finding["audit"])),
        each(&|finding| reader.grade(&finding["grade"])),
        each(&|finding| reader.numbers(&finding["criteria"])),
        each(&|finding| reader.line(&finding["process"])),
        vec![reader.line(&fields["title"])],
        vec![reader.line(&fields["owner"])],
        vec![reader.short_day(raised)],
        vec![plan_told.map(Line::from).unwrap_or_default(), plan_accepted.clone()],
        vec![reader.short_day(plan_due)],
        vec![plan_accepted],
        vec![reader.short_day(next.map(|(due, _)| due))],
        vec![reader.short_day(first)],
        vec![if slips > 0 { parts::number(slips) } else { Line::default() }],
        vec![reader.word(&fields["status"])],
        vec![open.map(|days| Line::count(Style::Plain, days)).unwrap_or_default()],
        vec![parts::days_late(late.filter(|_| !fields["status"].is_null()))],
        vec![reader.short(&fields["correction"]["done_on"])],
        vec![reader.word(&fields["cause"]["category"])],
        vec![done.map(|(done, of)| format!("{done}/{of}").into()).unwrap_or_default()],
        vec![done.map(|(done, _)| parts::number(done)).unwrap_or_default()],
        vec![done.map(|(_, of)| parts::number(of)).unwrap_or_default()],
        match check["result"].is_null() {
            // Nobody checks what was not carried out.
            true if fields["status"] == "cancelled" => Vec::new(),
            true => {
                let day = reader.short(&check["planned_on"]);
                let words = || reader.message("report-check-planned", &[("day", day.text().into())]);
                vec![if day.is_empty() { day.clone() } else { words().into() }]
            }
            false => vec![reader.short(&check["checked_on"]), reader.word(&check["result"])],
        },
        vec![reader.short(&check["planned_on"])],
        vec![reader.short(&check["checked_on"])],
        vec![reader.word(&check["result"])],
        vec![reader.line(&check["checked_by"])],
        vec![reader.short_day(closed)],
        each(&|finding| reader.ids(&finding["repeat_of"])),
        escalated.whole,
        escalated.whom,
        vec![reader.short_day(escalated.last)],
    ]
}

/// What was told to whom, and when: in one piece, and in parts.
struct Told {
    whole: Vec<Line>,
    whom: Vec<Line>,
    last: Option<Date>,
}

impl Told {
    fn of<'a>(reader: &Reader<'_>, all: impl Iterator<Item = (&'a Value, &'a Value)>) -> Told {
        let mut told = Told { whole: Vec::new(), whom: Vec::new(), last: None };
        let add = |lines: &mut Vec<Line>, line: Line| {
            if !lines.contains(&line) {
                lines.push(line);
            }
        };
        for (to, on) in all {
            add(&mut told.whole, Line::joined([reader.line(to), reader.short(on)], ", "));
            add(&mut told.whom, reader.line(to));
            told.last = told.last.max(date(on));
        }
        told
    }
}

/// The day on which an action was closed: its own where history knows it, else the last one on which a finding that it answers
/// was. One that did not work has none.
fn closed_on(reader: &Reader<'_>, action: View<'_, Action>, findings: &[Value]) -> Option<Date> {
    let is_closed = action.status == ActionStatus::Closed && reader.sees(action.record(), "status");
    let own = reader.promises.filter(|_| is_closed).and_then(|promises| promises.closed_on(action.data()));
    let of_findings = findings.iter().filter_map(|finding| date(&finding["closed"]["date"])).max();
    own.or(of_findings.filter(|_| is_closed))
}

/// The day by which an action has to have a plan, where the audience sees the days that it is counted from.
fn plan_due_of(reader: &Reader<'_>, action: &Action) -> Option<Date> {
    let failed = action.previous.as_ref().and_then(|id| reader.snapshot.action(id));
    if failed.is_some_and(|failed| !reader.sees(failed.record(), "effectiveness/checked_on")) {
        return None;
    }
    let findings = action.source.findings.iter().filter_map(|id| reader.snapshot.finding(id));
    let mut audits = findings.filter_map(|finding| reader.snapshot.audit(&finding.audit));
    let is_told = audits.all(|audit| audit.issued_on().is_none() || reader.issued_on(audit).is_some());
    reader.snapshot.plan_due_of(action).filter(|_| is_told)
}

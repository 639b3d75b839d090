//! Registers: many records of a kind, or many parts of them, a row each.

mod parts;

use serde_json::Value;

use super::Reader;
use super::document::{Block, Blocks, Line, Style, Table};
use super::frame::Parts;
use super::reader::{date, items};
use crate::follow_up::late_steps;
use crate::history::promised;
use crate::metrics;
use crate::record::*;
use crate::snapshot::View;

pub use parts::soa;

/// The registers: those that [`crate::spreadsheet`] exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Register {
    /// Findings.
    Findings,
    /// Corrective action records.
    Actions,
    /// The items of corrective action records.
    ActionItems,
    /// The statement of applicability.
    Soa,
    /// Persons.
    People,
    /// The questions of workpapers.
    Checklist,
    /// Workpapers.
    Workpapers,
    /// Evidence.
    Evidence,
    /// Audits.
    Audits,
    /// Audit programmes.
    Programmes,
    /// What audit programmes have scheduled.
    Schedule,
    /// Management reviews.
    Reviews,
    /// What management reviews decided.
    Decisions,
}

impl Register {
    /// All of them.
    pub const ALL: [Register; 13] = [
        Register::Findings,
        Register::Actions,
        Register::ActionItems,
        Register::Soa,
        Register::People,
        Register::Checklist,
        Register::Workpapers,
        Register::Evidence,
        Register::Audits,
        Register::Programmes,
        Register::Schedule,
        Register::Reviews,
        Register::Decisions,
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Register::Findings => "findings",
            Register::Actions => "actions",
            Register::ActionItems => "action-items",
            Register::Soa => "soa",
            Register::People => "people",
            Register::Checklist => "checklist",
            Register::Workpapers => "workpapers",
            Register::Evidence => "evidence",
            Register::Audits => "audits",
            Register::Programmes => "programmes",
            Register::Schedule => "schedule",
            Register::Reviews => "reviews",
            Register::Decisions => "decisions",
        }
    }

    /// The kinds of records that its rows are made of.
    pub fn kinds(self) -> &'static [Kind] {
        match self {
            Register::Findings => &[Kind::Finding],
            Register::Actions | Register::ActionItems => &[Kind::Action],
            Register::Soa => &[Kind::Soa],
            Register::People => &[Kind::Person],
            Register::Checklist | Register::Workpapers => &[Kind::Workpaper],
            Register::Evidence => &[Kind::Evidence],
            Register::Audits => &[Kind::Audit],
            Register::Programmes | Register::Schedule => &[Kind::Programme],
            Register::Reviews | Register::Decisions => &[Kind::Review],
        }
    }

    /// Whether it tells what was promised first.
    pub fn tells_promises(self) -> bool {
        matches!(self, Register::Actions | Register::ActionItems)
    }
}

/// The register as a section.
pub fn sections(reader: &Reader<'_>, register: Register) -> Parts {
    let mut parts = Parts::default();
    let title = reader.plain(&format!("report-register-{}", register.as_str()));
    let table = match register {
        Register::Findings => findings(reader),
        Register::Actions => actions(reader),
        Register::ActionItems => parts::action_items(reader),
        Register::Soa => {
            parts.add(title, reader.or_none(Blocks(parts::soa(reader)), reader.plain("report-empty-register")));
            return parts;
        }
        Register::People => parts::people(reader),
        Register::Checklist => parts::checklist(reader),
        Register::Workpapers => parts::workpapers(reader),
        Register::Evidence => {
            let all: Vec<View<'_, Evidence>> = reader.snapshot.evidence().collect();
            reader.evidence_index(&all)
        }
        Register::Audits => audits(reader),
        Register::Programmes => parts::programmes(reader),
        Register::Schedule => parts::schedule(reader),
        Register::Reviews => parts::reviews(reader),
        Register::Decisions => parts::decisions(reader),
    };
    let note = reader.rests_on_changes().filter(|_| register.tells_promises()).map(|line| Block::Paragraph { line });
    let blocks = table.map_or_else(
        || vec![Block::Paragraph { line: Line::soft(reader.plain("report-empty-register")) }],
        |table| std::iter::once(table).chain(note).collect(),
    );
    parts.add(title, blocks);
    parts
}

/// The register of corrective actions.
pub fn actions(reader: &Reader<'_>) -> Option<Block> {
    let all: Vec<View<'_, Action>> = reader.snapshot.actions().collect();
    of_actions(reader, &all)
}

/// Some corrective actions as a register.
pub fn of_actions(reader: &Reader<'_>, all: &[View<'_, Action>]) -> Option<Block> {
    let mut table = Table::new([
        (reader.plain("report-car"), 0),
        (reader.plain("report-source"), 3),
        (reader.plain("report-grade"), 2),
        (reader.plain("report-criteria"), 2),
        (reader.plain("report-process"), 2),
        (reader.plain("report-title"), 4),
        (reader.plain("report-owner"), 2),
        (reader.plain("report-raised"), 2),
        (reader.plain("report-plan-due-or-accepted"), 2),
        (reader.plain("report-next-due"), 2),
        (reader.plain("report-first-due"), 2),
        (reader.plain("report-slips"), 1),
        (reader.plain("report-state"), 2),
        (reader.plain("report-days-open"), 1),
        (reader.plain("report-days-late"), 1),
        (reader.plain("report-correction-done"), 2),
        (reader.plain("report-category"), 2),
        (reader.plain("report-items-done"), 1),
        (reader.plain("report-effectiveness"), 2),
        (reader.plain("report-checked-by"), 2),
        (reader.plain("report-closed"), 2),
        (reader.plain("report-repeat-of"), 2),
        (reader.plain("report-escalated"), 2),
    ])
    // Ten columns of what belongs together: a page has no room for all of them side by side.
    .joined([3, 4, 6, 8, 10, 11, 13, 14, 16, 17, 19, 21, 22]);
    let (steps, may_date) = (late_steps(reader.snapshot, reader.day), reader.may_draw("fig-steps"));
    for action in all.iter().filter(|action| reader.is_shown(action.record())) {
        let steps = steps.iter().filter(|task| may_date && task.id == action.id());
        let late = steps.filter_map(|task| task.late(reader.day)).max();
        table.cells(action_row(reader, *action, late));
    }
    table.block()
}

/// The row of an action, one of whose steps may be late by some days.
fn action_row(reader: &Reader<'_>, action: View<'_, Action>, late_step: Option<i64>) -> Vec<Vec<Line>> {
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
    let late = next.map(|(due, _)| reader.day.days_since(due)).filter(|late| *late > 0 && is_open);
    let late = late.max(late_step.filter(|_| !fields["status"].is_null()));
    let open = raised.filter(|_| is_open).map(|day| reader.day.days_since(day).max(0));
    let counted = data.actions.iter().filter(|item| item.status != ActionItemStatus::Cancelled);
    let done = data.actions.iter().filter(|item| item.status == ActionItemStatus::Done).count();
    let done = reader.sees(record, "actions/status").then(|| format!("{done}/{}", counted.count()));
    let check = &fields["effectiveness"];
    let told = |to: &Value, on: &Value| Line::joined([reader.line(to), reader.short(on)], ", ");
    let mut escalated = each(&|finding| told(&finding["escalated"]["to"], &finding["escalated"]["date"]));
    let is_escalation = |message: &&Value| message["what"] == Message::Escalation.as_str();
    let messages = items(&fields["communications"]).filter(is_escalation);
    escalated.extend(messages.map(|message| told(&message["to"], &message["date"])));
    let plan_due = plan_due_of(reader, data).filter(|_| is_open).map(|day| reader.language().short_day(day));
    let mut source = vec![reader.word(&fields["source"]["type"]), reader.line(&fields["source"]["ref"])];
    source.extend(each(&|finding| reader.ids(&finding["id"])));
    source.extend(each(&|finding| reader.ids(&finding["audit"])));
    vec![
        vec![Line::code(action.id())],
        source,
        each(&|finding| reader.grade(&finding["grade"])),
        each(&|finding| reader.numbers(&finding["criteria"])),
        each(&|finding| reader.line(&finding["process"])),
        vec![reader.line(&fields["title"])],
        vec![reader.line(&fields["owner"])],
        vec![reader.short_day(raised)],
        vec![match fields["plan"]["accepted"]["date"].is_null() {
            true => {
                plan_due.map(|day| reader.message("report-due-on", &[("day", day.into())]).into()).unwrap_or_default()
            }
            false => reader.short(&fields["plan"]["accepted"]["date"]),
        }],
        vec![reader.short_day(next.map(|(due, _)| due))],
        vec![reader.short_day(first)],
        vec![if slips > 0 { parts::number(slips) } else { Line::default() }],
        vec![reader.word(&fields["status"])],
        vec![open.map(|days| Line::count(Style::Plain, days)).unwrap_or_default()],
        vec![late.map(|days| Line::count(Style::Bad, days)).unwrap_or_default()],
        vec![reader.short(&fields["correction"]["done_on"])],
        vec![reader.word(&fields["cause"]["category"])],
        vec![done.unwrap_or_default().into()],
        match check["result"].is_null() {
            true => vec![reader.short(&check["planned_on"])],
            false => vec![reader.short(&check["checked_on"]), reader.word(&check["result"])],
        },
        vec![reader.line(&check["checked_by"])],
        vec![reader.short_day(closed)],
        each(&|finding| reader.ids(&finding["repeat_of"])),
        escalated,
    ]
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

/// The register of findings.
pub fn findings(reader: &Reader<'_>) -> Option<Block> {
    let mut table = Table::new([
        (reader.plain("report-id"), 0),
        (reader.plain("report-audit"), 2),
        (reader.plain("report-grade"), 2),
        (reader.plain("report-title"), 5),
        (reader.plain("report-criteria"), 2),
        (reader.plain("report-process"), 3),
        (reader.plain("report-auditee"), 2),
        (reader.plain("report-raised"), 2),
        (reader.plain("report-state"), 2),
        (reader.plain("report-days-open"), 1),
        (reader.plain("report-car"), 2),
        (reader.plain("report-repeat-of"), 2),
        (reader.plain("report-closed"), 2),
    ])
    .joined([5, 9, 11]);
    for finding in reader.snapshot.findings().filter(|finding| reader.is_shown(finding.record())) {
        let fields = reader.fields(finding.record());
        let raised = date(&fields["detected_on"]).filter(|_| finding.status.is_open() && !fields["status"].is_null());
        let open = raised.map(|raised| Line::count(Style::Plain, reader.day.days_since(raised).max(0)));
        let actions = reader.snapshot.actions_for(finding.id()).filter(|action| reader.is_shown(action.record()));
        table.cells([
            vec![Line::code(finding.id())],
            vec![reader.ids(&fields["audit"])],
            vec![reader.grade(&fields["grade"])],
            vec![reader.line(&fields["title"])],
            vec![reader.numbers(&fields["criteria"])],
            vec![reader.line(&fields["process"])],
            vec![reader.line(&fields["auditee"])],
            vec![reader.short(&fields["detected_on"])],
            vec![reader.word(&fields["status"])],
            vec![open.unwrap_or_default()],
            actions.map(|action| Line::code(action.id())).collect(),
            vec![reader.ids(&fields["repeat_of"])],
            vec![reader.short(&fields["closed"]["date"])],
        ]);
    }
    table.block()
}

/// The register of audits.
pub fn audits(reader: &Reader<'_>) -> Option<Block> {
    let mut table = Table::new([
        (reader.plain("report-id"), 0),
        (reader.plain("report-title"), 4),
        (reader.plain("report-type"), 2),
        (reader.plain("report-programme"), 2),
        (reader.plain("report-dates"), 3),
        (reader.plain("report-team"), 3),
        (reader.plain("report-state"), 2),
        (reader.plain("report-issued"), 2),
        (reader.plain("report-conclusion"), 3),
        (reader.plain("report-findings-by-grade"), 2),
        (reader.plain("report-tag"), 3),
    ]);
    for audit in reader.snapshot.audits().filter(|audit| reader.is_shown(audit.record())) {
        let fields = reader.fields(audit.record());
        let team = items(&fields["team"]).map(|member| reader.line(&member["person"]));
        let found = super::finding::reported(reader, audit.id());
        let counts: Vec<String> = Grade::ALL
            .iter()
            .map(|grade| found.iter().filter(|finding| finding.grade == *grade).count().to_string())
            .collect();
        let conclusion = &fields["conclusion"];
        table.cells([
            vec![Line::code(audit.id())],
            vec![reader.line(&fields["title"])],
            vec![reader.word(&fields["type"])],
            vec![reader.ids(&fields["programme"])],
            vec![reader.span(&fields["dates"]["start"], &fields["dates"]["end"])],
            team.collect(),
            vec![reader.word(&fields["status"])],
            vec![reader.short_day(reader.issued_on(audit))],
            vec![reader.word(&conclusion["conforms"]), reader.word(&conclusion["effective"])],
            vec![if audit.status.is_issued() { counts.join(" / ").into() } else { Line::default() }],
            vec![reader.ids(&fields["report"]["tag"])],
        ]);
    }
    table.block()
}

//! An audit programme: what is audited when, why then, and how much of it is covered.

use serde_json::Value;

use super::Reader;
use super::document::{Block, Blocks, Facts, Line, Style, Table};
use super::frame::Parts;
use super::reader::{date, items};
use crate::metrics::{self, Cell};
use crate::record::{
    Audit, AuditRef, AuditStatus, Finding, FindingStatus, Grade, Kind, Period, Person, Process, Programme,
};
use crate::snapshot::{Record, View};

/// The sections of a programme.
pub fn sections(reader: &Reader<'_>, record: &Record, programme: &Programme) -> Parts {
    let fields = reader.fields(record);
    let mut parts = Parts::default();
    parts.add(reader.plain("report-identification"), identity(reader, &fields));
    parts.add(reader.plain("report-objectives-and-criteria"), objectives(reader, &fields));
    parts.add(reader.plain("report-frequency"), frequency(reader, &fields, programme));
    parts.add(reader.plain("report-schedule"), schedule(reader, &fields, programme));
    parts.add(reader.plain("report-coverage"), coverage(reader));
    parts.add(reader.plain("report-programme-risks"), risks(reader, &fields));
    parts.add(reader.plain("report-resources"), resources(reader, &fields, programme));
    parts.add(reader.plain("report-competence"), competence(reader, &fields));
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

/// What the rhythm of a process rests on.
fn frequency(reader: &Reader<'_>, fields: &Value, programme: &Programme) -> Vec<Block> {
    let mut blocks = Blocks(reader.prose(&fields["frequency_basis"]));
    let before = cycle_before(reader, programme);
    let found = match before {
        Some(cycle) => reader
            .message("report-findings-of-cycle", &[("cycle", reader.language().span(cycle.from, cycle.to).into())]),
        None => reader.plain("report-findings"),
    };
    let mut table = Table::new([
        (reader.plain("report-process"), 4),
        (reader.plain("report-owner"), 3),
        (reader.plain("report-importance"), 2),
        (reader.plain("report-last-audit"), 3),
        (found, 2),
        (reader.plain("report-interval"), 2),
        (reader.plain("report-next-audit"), 3),
    ]);
    let isms = reader.snapshot.isms();
    for process in isms.iter().flat_map(|isms| &isms.data().processes) {
        let last = audits_of(reader, process).filter(|audit| audit.issued_on().is_some_and(|day| day <= reader.day));
        let last = last.max_by_key(|audit| (held_on(audit), audit.id()));
        let due = last.and_then(|audit| told_on(reader, audit)).zip(process.interval_months);
        let due = due.map(|(last, months)| last.plus_months(months.into()));
        let next = programme.schedule.iter().filter(|line| line.window.to >= reader.day);
        let next = next.filter(|line| line.processes.iter().any(|id| id.as_str() == process.id.as_str()));
        let next = next.min_by_key(|line| line.window.from);
        let interval =
            process.interval_months.map(|months| reader.message("report-months", &[("count", months.into())]));
        table.cells([
            vec![Line::from(reader.text(&process.name))],
            vec![reader.person(process.owner.as_str()).into()],
            vec![reader.word(&process.importance.as_str().into())],
            last.map(|audit| vec![reader.short_day(told_on(reader, audit)), Line::code(audit.id())])
                .unwrap_or_default(),
            before.map(|cycle| vec![counts(reader, process, cycle).into()]).unwrap_or_default(),
            vec![interval.unwrap_or_default().into()],
            next.map(|line| {
                let audit = reader.snapshot.audit(&AuditRef::from(line.audit.as_str()));
                let audit = audit.filter(|audit| reader.sees(audit.record(), "dates/start"));
                let window = Some(line.window.from).filter(|_| reader.may_draw("milestone-window"));
                let begins = audit.and_then(|audit| audit.dates).map(|dates| dates.start).or(window);
                vec![reader.short_day(begins), Line::code(line.audit.as_str())]
            })
            .unwrap_or_else(|| {
                let due =
                    due.map(|day| reader.message("report-due-on", &[("day", reader.language().short_day(day).into())]));
                std::iter::once(reader.plain("none-planned")).chain(due).map(Line::from).collect()
            }),
        ]);
    }
    blocks.table(table);
    if before.is_some() {
        blocks.note(reader.plain("report-findings-order"));
    }
    blocks.0
}

/// The last day of an audit; of one that does not say it, the day of its report.
fn held_on(audit: &View<'_, Audit>) -> Option<crate::record::Date> {
    audit.dates.map(|dates| dates.end).or(audit.issued_on())
}

/// The same, where the audience may know it.
fn told_on(reader: &Reader<'_>, audit: View<'_, Audit>) -> Option<crate::record::Date> {
    match audit.dates {
        Some(dates) => Some(dates.end).filter(|_| reader.sees(audit.record(), "dates/end")),
        None => reader.issued_on(audit),
    }
}

fn audits_of<'r>(reader: &'r Reader<'_>, process: &'r Process) -> impl Iterator<Item = View<'r, Audit>> {
    reader.snapshot.audits().filter(move |audit| {
        let scope = audit.data().scope.as_ref();
        scope.is_some_and(|scope| scope.processes.iter().any(|id| id.as_str() == process.id.as_str()))
    })
}

/// The time of the programme before.
fn cycle_before(reader: &Reader<'_>, programme: &Programme) -> Option<Period> {
    let programmes = reader.snapshot.programmes().filter(|one| reader.is_shown(one.record()));
    let earlier = programmes.map(|one| one.cycle);
    let earlier = earlier.filter(|cycle| reader.may_draw("milestone-cycle") && cycle.to < programme.cycle.from);
    earlier.max_by_key(|cycle| cycle.to)
}

/// Major, minor and observations of a process in a cycle.
fn counts(reader: &Reader<'_>, process: &Process, cycle: Period) -> String {
    let is_of = |finding: &View<'_, Finding>| {
        finding.process.as_ref().is_some_and(|id| id.as_str() == process.id.as_str())
            && finding.status.is_reported()
            && finding.status != FindingStatus::Superseded
            && cycle.contains(finding.detected_on)
    };
    let of: Vec<Grade> = reader.snapshot.findings().filter(is_of).map(|finding| finding.grade).collect();
    let count = |grade: Grade| of.iter().filter(|of| **of == grade).count();
    format!("{} / {} / {}", count(Grade::Major), count(Grade::Minor), count(Grade::Observation))
}

fn schedule(reader: &Reader<'_>, fields: &Value, programme: &Programme) -> Vec<Block> {
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
        table.cells([
            vec![reader.line(&line["title"]), Line::code(typed.audit.as_str())],
            vec![reader.period(&line["window"])],
            vec![reader.numbers(&line["criteria"])],
            vec![reader.line(&line["processes"]), reader.line(&line["sites"])],
            vec![reader.line(&line["lead"])],
            vec![reader.line(&line["days"])],
            vec![reader.word(&line["reason"])],
            vec![state.unwrap_or_else(|| reader.plain("report-no-record").into())],
            audit.map(|audit| deviation(reader, typed.window.to, audit)).unwrap_or_default(),
        ]);
    }
    let mut blocks = Blocks::default();
    blocks.table(table);
    reader.or_none(blocks, reader.plain("no-audit-scheduled"))
}

fn deviation(reader: &Reader<'_>, until: crate::record::Date, audit: View<'_, Audit>) -> Vec<Line> {
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

/// The matrix of requirements and years.
pub fn coverage(reader: &Reader<'_>) -> Vec<Block> {
    let window = metrics::window(reader.snapshot, reader.day);
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
            cells.extend(row.years.iter().map(|(_, cell, audits)| {
                let (mark, style) = match (mark(reader, *cell, audits), is_looked_at) {
                    // A year is no gap while another one covers what has to be covered in all of them.
                    (("✕", _), true) => ("–", Style::Soft),
                    (marked, _) => marked,
                };
                let audits =
                    audits.iter().filter(|id| reader.snapshot.record(id).is_none_or(|audit| reader.is_shown(audit)));
                let audits = Line::joined(audits.map(|id| Line::code(id.as_str())), ", ");
                vec![Line::joined([Line::styled(style, mark), audits], " ")]
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
        Cell::Planned if audits.iter().any(is_moved) => ("▷", Style::Minor),
        Cell::Planned => ("○", Style::Soft),
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

/// Competence that is asked for, and who has it.
fn competence(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let mut wanted = Table::new([
        (reader.plain("report-needed-for"), 4),
        (reader.plain("report-topics"), 3),
        (reader.plain("report-level"), 2),
        (reader.plain("report-who-has-it"), 4),
    ]);
    for one in items(&fields["competence_required"]) {
        let topics: Vec<&str> = items(&one["topics"]).filter_map(Value::as_str).collect();
        let is_here = |person: &View<'_, Person>| person.data().to.is_none_or(|to| to >= reader.day);
        let ours = reader.snapshot.people().filter(|person| metrics::is_of_ours(person.data()) && is_here(person));
        let has_it = ours.filter(|person| {
            person.data().auditor.as_ref().is_some_and(|auditor| {
                let has_level = one["level"]
                    .as_str()
                    .is_none_or(|wanted| auditor.levels.iter().any(|level| level.as_str() == wanted));
                has_level
                    && auditor.review_due >= reader.day
                    && topics.iter().all(|topic| auditor.topics.iter().any(|own| own == topic))
            })
        });
        let has_it = Line::joined(has_it.map(|person| Line::from(reader.person(person.id()))), "; ");
        let has_it = if has_it.is_empty() { Line::styled(Style::Bad, reader.plain("report-nobody")) } else { has_it };
        wanted.row([reader.line(&one["for"]), reader.line(&one["topics"]), reader.word(&one["level"]), has_it]);
    }
    let mut blocks = Blocks::default();
    blocks.table(wanted);
    blocks.under(reader.plain("report-auditor-pool"), auditors(reader));
    blocks.0
}

/// Who may audit what, and what shows it.
pub fn auditors(reader: &Reader<'_>) -> Vec<Block> {
    let mut table = Table::new([
        (reader.plain("report-who"), 3),
        (reader.plain("report-level"), 2),
        (reader.plain("report-catalogues"), 2),
        (reader.plain("report-topics"), 5),
        (reader.plain("report-approved"), 3),
        (reader.plain("report-renewed-by"), 2),
        (reader.plain("report-last-witnessed"), 2),
        (reader.plain("report-last-evaluated"), 2),
        (reader.plain("report-cpd-hours"), 2),
    ]);
    let mut shown = Table::new([
        (reader.plain("report-who"), 3),
        (reader.plain("report-shown-by"), 6),
        (reader.plain("report-provider"), 4),
        (reader.plain("report-day"), 3),
        (reader.plain("report-hours"), 2),
        (reader.plain("report-result"), 3),
        (reader.plain("report-evidence"), 3),
    ]);
    for person in reader.snapshot.people().filter(|person| metrics::is_of_ours(person.data())) {
        let fields = reader.fields(person.record());
        let auditor = &fields["auditor"];
        let mut proofs: Vec<&Value> = items(&fields["competence"]).collect();
        proofs.sort_by_key(|one| date(&one["date"]));
        for (position, one) in proofs.into_iter().enumerate() {
            let until = reader.labelled(reader.plain("report-until"), reader.short(&one["valid_until"]));
            shown.cells([
                vec![if position == 0 { reader.person(person.id()).into() } else { Line::default() }],
                vec![Line::joined([reader.word(&one["type"]), reader.line(&one["title"])], ": ")],
                vec![reader.line(&one["provider"])],
                vec![reader.short(&one["date"]), until],
                vec![reader.line(&one["hours"])],
                vec![reader.word(&one["outcome"]), reader.line(&one["evaluated_by"])],
                vec![reader.ids(&one["evidence"])],
            ]);
        }
        let learning = Some(metrics::learning(person.data(), reader.day));
        let learning =
            learning.filter(|_| reader.is_shown(person.record()) && !reader.hides(person.record(), "competence"));
        table.cells([
            vec![reader.person(person.id()).into(), Line::soft(reader.position(person.id()))],
            vec![reader.word(&auditor["levels"])],
            vec![reader.ids(&auditor["catalogues"])],
            vec![reader.line(&auditor["topics"])],
            vec![reader.approval(&auditor["approved"])],
            vec![reader.short(&auditor["review_due"])],
            vec![reader.short_day(learning.and_then(|known| known.witnessed))],
            vec![reader.short_day(learning.and_then(|known| known.evaluated))],
            vec![learning.map(|known| reader.line(&known.hours.into())).unwrap_or_default()],
        ]);
    }
    let mut blocks = Blocks::default();
    blocks.table(table);
    blocks.under(reader.plain("report-competence-shown"), shown.block().into_iter().collect());
    blocks.0
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

//! How often each process is audited, and what that rests on.

use serde_json::Value;

use super::super::Reader;
use super::super::document::{Block, Blocks, Line, Table};
use crate::record::{Audit, AuditRef, Date, Finding, FindingStatus, Grade, Period, Process, Programme};
use crate::snapshot::View;

/// What the rhythm of a process rests on.
pub(super) fn frequency(reader: &Reader<'_>, fields: &Value, programme: &Programme) -> Vec<Block> {
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
fn held_on(audit: &View<'_, Audit>) -> Option<Date> {
    audit.dates.map(|dates| dates.end).or(audit.issued_on())
}

/// The same, where the audience may know it.
fn told_on(reader: &Reader<'_>, audit: View<'_, Audit>) -> Option<Date> {
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

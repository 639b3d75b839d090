//! How the ISMS does, as a management review is told (9.3.2 d): nonconformities and actions, audits.

use super::super::document::{Block, Blocks, Facts, Line, Style, Table};
use super::super::since::population;
use super::super::{Reader, finding};
use super::basis::Of;
use super::records::reported_in;
use super::{gone_by, not_begun};
use crate::metrics::{self, Population};
use crate::record::*;
use crate::snapshot::View;

/// What was found, what is open and overdue; of records that are those of a later day, what they give a day for.
pub(super) fn nonconformities(reader: &Reader<'_>, period: Period, of: Of) -> Vec<Block> {
    let population = population(reader);
    let mut blocks = raised_and_closed(reader, &population, period, of);
    if of != Of::Dated {
        open_and_overdue(reader, &population, period, &mut blocks);
    }
    blocks.0
}

/// The findings of the period and those that were open at its end, beside a time as long just before it.
fn raised_and_closed(reader: &Reader<'_>, population: &Population<'_>, period: Period, of: Of) -> Blocks {
    let is_told = |finding: &View<'_, Finding>| finding.detected_on <= reader.day;
    let shown = |finding: &View<'_, Finding>| {
        finding.status.is_reported() && population.counts(finding.id()) && is_told(finding)
    };
    // Of a period that still runs, the days that are over are held against as many.
    let gone = gone_by(period, reader.day);
    let before = gone.map(|gone| {
        let days = gone.to.days_since(gone.from) + 1;
        (days, Period { from: period.from.plus_days(-days), to: period.from.plus_days(-1) })
    });
    let is_open = |finding: &View<'_, Finding>| {
        // What is told of now counts as closed what was closed since, as the ages below and everything else do.
        let is_closed_later = of != Of::Now && finding.closed.as_ref().is_some_and(|closed| closed.date > reader.day);
        (finding.status.is_open() || is_closed_later) && !finding.is_accepted_on(reader.day)
    };
    let may_close = reader.may_draw("fig-closed");
    let mut table = Table::new([
        (reader.plain("report-grade"), 3),
        (reader.plain("report-raised-before"), 2),
        (reader.plain("report-raised-in-period"), 2),
        (reader.plain("report-closed-in-period"), 2),
        (reader.plain(if of == Of::Now { "report-open-now" } else { "report-open-then" }), 2),
        (reader.plain("report-oldest"), 2),
    ]);
    for &grade in Grade::ALL.iter().filter(|grade| **grade != Grade::Strength) {
        let of: Vec<View<'_, Finding>> =
            reader.snapshot.findings().filter(shown).filter(|finding| finding.grade == grade).collect();
        let raised = |span: Period| of.iter().filter(|finding| span.contains(finding.detected_on)).count();
        // Of a period that has not begun, nothing is counted.
        let in_period = |count: usize| gone.map(|_| Line::from(count.to_string())).unwrap_or_default();
        let closed = of
            .iter()
            .filter(|finding| finding.closed.as_ref().is_some_and(|closed| period.contains(closed.date)))
            .count();
        let open: Vec<i64> = of
            .iter()
            .filter(|finding| is_open(finding))
            .map(|finding| reader.day.days_since(finding.detected_on))
            .collect();
        let oldest = open.iter().max().map(|days| reader.language().days(*days)).unwrap_or_default();
        table.row([
            reader.grade(&grade.as_str().into()),
            before.map(|(_, before)| Line::from(raised(before).to_string())).unwrap_or_default(),
            in_period(raised(period)),
            if may_close { in_period(closed) } else { Line::default() },
            open.len().to_string().into(),
            oldest.into(),
        ]);
    }
    let mut blocks = Blocks::default();
    blocks.table(table);
    let Some((days, before)) = before else {
        blocks.note(not_begun(reader, period));
        return blocks;
    };
    let span = reader.language().span(before.from, before.to);
    let arguments = [("span", span.into()), ("days", reader.language().days(days).into())];
    let is_over = gone.is_some_and(|gone| gone.to == period.to);
    let key = if is_over { "report-raised-before-is" } else { "report-raised-before-is-so-far" };
    blocks.note(reader.message(key, &arguments));
    blocks
}

fn open_and_overdue(reader: &Reader<'_>, population: &Population<'_>, period: Period, blocks: &mut Blocks) {
    let shown = |finding: &View<'_, Finding>| finding.status.is_reported() && population.counts(finding.id());
    blocks.under(reader.plain("report-ageing"), ageing(reader, population));
    let late = reader.overdue();
    let late = late.iter().map(|duty| {
        let part = duty.part.as_ref().map(|part| format!("/{part}")).unwrap_or_default();
        let days = reader.language().days(duty.late(reader.day));
        let owner = duty.owner.map(|owner| reader.party(owner)).unwrap_or_default();
        let who = Line::joined([Line::code(format!("{}{part}", duty.record.id)), Line::from(owner)], " ");
        Line::joined([who, Line::styled(Style::Bad, days)], ", ")
    });
    let late: Vec<Line> = late.collect();
    if !late.is_empty() {
        blocks.under(reader.plain("report-overdue"), vec![Block::List { items: late }]);
    }
    blocks.under(reader.plain("report-late-steps"), late_steps(reader));
    let mut facts = Facts::default();
    let repeats = metrics::repeats(reader.snapshot, reader.day).into_iter().filter(shown);
    let months = reader.snapshot.thresholds().repeat_window_months;
    let label = reader.message("report-repeats", &[("months", months.into())]);
    facts.put(label, Line::joined(repeats.map(|finding| Line::code(finding.id())), ", "));
    let ineffective = reader
        .snapshot
        .actions()
        .filter(|action| action.status == ActionStatus::Ineffective && reader.is_shown(action.record()))
        .filter(|_| reader.may_draw("fig-effects"))
        .filter(|action| {
            let checked = action.effectiveness.as_ref().and_then(|check| check.checked_on);
            checked.is_some_and(|day| period.contains(day))
        });
    facts
        .put(reader.plain("report-ineffective"), Line::joined(ineffective.map(|action| Line::code(action.id())), ", "));
    // As the figure of the site counts them.
    let may_count = reader.may_draw("fig-causes");
    let causes = metrics::causes(population).into_iter().filter(|_| may_count).filter_map(|cause| {
        let is_shown = |id: &&&str| reader.snapshot.record(id).is_some_and(|action| reader.is_shown(action));
        let count = cause.actions.iter().filter(is_shown).count();
        let word = match cause.category {
            Some(category) => reader.word(&category.as_str().into()),
            None => reader.plain("fig-cause-unknown").into(),
        };
        (count > 0).then(|| word.then(format!(" {count}")))
    });
    facts.put(reader.plain("report-causes"), Line::joined(causes, ", "));
    blocks.facts(facts);
}

/// The steps whose day is past, which nothing counts as overdue: of which record, whose, by how many days.
fn late_steps(reader: &Reader<'_>) -> Vec<Block> {
    let steps = reader.late_steps().into_iter();
    let items = steps.filter_map(|task| {
        let who = task.who.as_deref().map(|who| reader.party(who)).unwrap_or_default();
        let who = Line::joined([Line::code(&*task.id), Line::from(who)], " ");
        let days = reader.language().days(task.late(reader.day)?);
        Some(Line::joined([who, Line::styled(Style::Bad, days)], ", "))
    });
    let mut blocks = Blocks::default();
    blocks.list(items.collect());
    blocks.0
}

/// The open findings by age and grade.
fn ageing(reader: &Reader<'_>, population: &Population<'_>) -> Vec<Block> {
    let grades: Vec<Grade> = Grade::ALL.iter().copied().filter(|grade| *grade != Grade::Strength).collect();
    let mut table = Table::new([(reader.plain("report-age"), 3)]);
    grades.iter().for_each(|grade| table.column(reader.grade(&grade.as_str().into()).text(), 2));
    let bands = metrics::ageing(reader.snapshot, reader.day);
    for band in &bands {
        let of: Vec<Grade> =
            band.findings.iter().filter(|one| population.counts(one.id())).map(|one| one.grade).collect();
        let count = |grade: &Grade| of.iter().filter(|of| *of == grade).count().to_string();
        let days = match band.days {
            (least, Some(most)) => reader.message("band-days", &[("least", least.into()), ("most", most.into())]),
            (least, None) => reader.message("band-over", &[("days", (least - 1).into())]),
        };
        table.row(std::iter::once(days).chain(grades.iter().map(count)).map(Line::from));
    }
    table.block().into_iter().collect()
}

pub(super) fn audits(reader: &Reader<'_>, period: Period) -> Vec<Block> {
    let mut table = Table::new([
        (reader.plain("report-audit"), 4),
        (reader.plain("report-type"), 2),
        (reader.plain("report-issued-on"), 2),
        (reader.plain("report-conclusion"), 3),
        (reader.plain("report-findings-by-grade"), 2),
    ]);
    for audit in reported_in(reader, period) {
        let fields = reader.fields(audit.record());
        let found = finding::reported(reader, audit.id());
        let counts: Vec<String> = Grade::ALL
            .iter()
            .map(|grade| found.iter().filter(|finding| finding.grade == *grade).count().to_string())
            .collect();
        table.cells([
            vec![reader.titled(audit.id())],
            vec![reader.word(&fields["type"])],
            vec![reader.short_day(reader.issued_on(audit))],
            vec![reader.word(&fields["conclusion"]["conforms"]), reader.word(&fields["conclusion"]["effective"])],
            vec![counts.join(" / ").into()],
        ]);
    }
    let mut blocks = Blocks::default();
    blocks.table(table);
    if !blocks.0.is_empty() {
        blocks.note(reader.plain("report-grades-order"));
    }
    blocks.0
}

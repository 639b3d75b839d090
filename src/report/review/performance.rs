//! How the ISMS does, as a management review is told (9.3.2 d): nonconformities and actions, measures, audits.

use super::super::document::{Block, Blocks, Facts, Line, Style, Table};
use super::super::since::population;
use super::super::{Reader, finding};
use super::basis::Of;
use super::records::reported_in;
use crate::follow_up::{self, TaskKind};
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
    let is_over = period.to <= reader.day;
    let until = if is_over { period.to } else { reader.day.max(period.from) };
    let days = until.days_since(period.from) + 1;
    let before = Period { from: period.from.plus_days(-days), to: period.from.plus_days(-1) };
    let is_open = |finding: &View<'_, Finding>| {
        let is_closed_later = finding.closed.as_ref().is_some_and(|closed| closed.date > reader.day);
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
        let raised = |period: Period| of.iter().filter(|finding| period.contains(finding.detected_on)).count();
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
            raised(before).to_string().into(),
            raised(period).to_string().into(),
            if may_close { closed.to_string().into() } else { Line::default() },
            open.len().to_string().into(),
            oldest.into(),
        ]);
    }
    let mut blocks = Blocks::default();
    blocks.table(table);
    let span = reader.language().span(before.from, before.to);
    let arguments = [("span", span.into()), ("days", reader.language().days(days).into())];
    let key = if is_over { "report-raised-before-is" } else { "report-raised-before-is-so-far" };
    blocks.note(reader.message(key, &arguments));
    blocks
}

fn open_and_overdue(reader: &Reader<'_>, population: &Population<'_>, period: Period, blocks: &mut Blocks) {
    let shown = |finding: &View<'_, Finding>| finding.status.is_reported() && population.counts(finding.id());
    blocks.under(reader.plain("report-ageing"), ageing(reader, population));
    let late: Vec<metrics::Duty<'_>> = metrics::overdue(reader.snapshot, reader.day, reader.promises)
        .into_iter()
        .filter(|duty| reader.is_shown(duty.record) && reader.sees(duty.told_by.0, duty.told_by.1))
        .collect();
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
    let may_date = reader.may_draw("fig-steps");
    let steps = follow_up::late_steps(reader.snapshot, reader.day).into_iter().filter(|_| may_date);
    let items = steps.filter_map(|task| {
        let record = reader.snapshot.record(&task.id);
        let says = match task.kind {
            TaskKind::Approval => "auditor/review_due",
            TaskKind::External if task.record == Kind::Isms => "certification/next_audit",
            _ => "status",
        };
        record.filter(|record| reader.is_shown(record) && reader.sees(record, says))?;
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

/// What was measured in the period that is looked back on, in the audit cycle, and over all that is on record: each under what it is of.
pub(super) fn measures(reader: &Reader<'_>, period: Period) -> Vec<Block> {
    let population = population(reader);
    let mut blocks = Blocks::default();
    let mut facts = Facts::default();
    delivered(reader, &population, period, &mut facts);
    followed_up(reader, &population, period, &mut facts);
    let is_over = period.to <= reader.day;
    let until = if is_over { period.to } else { reader.day.max(period.from) };
    let span = reader.language().span(period.from, until);
    let key = if is_over { "report-measured-in-period" } else { "report-measured-so-far" };
    blocks.under(reader.message(key, &[("span", span.into())]), facts_block(facts));
    let window = metrics::window(reader.snapshot, reader.day);
    let span = reader.language().span(window.period.from, window.period.to);
    let heading = reader.message("report-measured-in-cycle", &[("span", span.into())]);
    blocks.under(heading, facts_block(in_cycle(reader, window)));
    blocks.under(reader.plain("report-measured-on-record"), facts_block(on_record(reader, &population)));
    blocks.extend(reader.rests_on_changes().map(|line| Block::Paragraph { line }));
    blocks.0
}

/// What of the requirements the audits of the cycle covered.
fn in_cycle(reader: &Reader<'_>, window: metrics::Window) -> Facts {
    let mut facts = Facts::default();
    if let Some(catalogue) = reader.snapshot.catalogues().default_catalogue() {
        let rows = metrics::rows(reader.snapshot, catalogue.id.as_str(), window, reader.day);
        for (label, is_control) in [(reader.plain("report-clauses"), false), (reader.plain("report-controls"), true)] {
            let figure = metrics::coverage(rows.iter().filter(|row| row.is_control == is_control));
            facts.put(
                label,
                reader.message("report-of", &[("some", figure.covered.into()), ("all", figure.all.into())]),
            );
        }
    }
    if window.is_given {
        let elapsed = window.elapsed(reader.day);
        facts.put(reader.plain("report-cycle-elapsed"), reader.message("report-percent", &[("share", elapsed.into())]));
    }
    facts
}

/// What became of the programmes of a period, and how long its reports took.
fn delivered(reader: &Reader<'_>, population: &Population<'_>, period: Period, facts: &mut Facts) {
    let programmes: Vec<&str> = reader
        .snapshot
        .programmes()
        .filter(|programme| programme.cycle.overlaps(&period) && population.counts(programme.id()))
        .map(|programme| programme.id())
        .collect();
    let lines = metrics::delivery(population).into_iter().filter(|line| programmes.contains(&line.programme));
    let lines: Vec<metrics::Delivered<'_>> = lines.collect();
    let mut told: Vec<String> = lines.iter().map(|line| line.programme.to_owned()).collect();
    told.sort();
    told.dedup();
    let programmes = [("programmes", reader.language().list(&told).into())];
    let states = metrics::Delivery::ALL.iter().filter_map(|state| {
        let count = lines.iter().filter(|line| line.state == *state).count();
        (count > 0).then(|| Line::from(format!("{} {count}", reader.plain(delivery_key(*state)))))
    });
    if reader.may_draw("fig-delivery") {
        facts.put(reader.message("report-programme-delivery", &programmes), Line::joined(states, ", "));
    }
    if let Some((planned, used)) = metrics::own_days(&lines).filter(|_| reader.may_draw("fig-effort")) {
        let decimal = |number: f64| reader.language().decimal(number).into();
        facts.put(
            reader.message("report-days-used-of-planned", &programmes),
            reader.message("report-of", &[("some", decimal(used)), ("all", decimal(planned))]),
        );
    }
    let times = metrics::lead_times(population).into_iter().filter(|time| period.contains(time.issued));
    let times = metrics::Spread::of(times.map(|time| time.days()).collect()).filter(|_| reader.may_draw("fig-lead"));
    facts.put(
        reader.plain("report-lead-time"),
        times.map(|spread| median(reader, "report-median", spread)).unwrap_or_default(),
    );
}

/// What became of the findings, actions and decisions in a period; of a figure that the audience may not know all the fields of,
/// nothing.
fn followed_up(reader: &Reader<'_>, population: &Population<'_>, period: Period, facts: &mut Facts) {
    let mut put = |figure: &str, key: &str, lines: &dyn Fn() -> Vec<Line>| {
        if reader.may_draw(figure) {
            facts.all(reader.plain(key), lines());
        }
    };
    let of = |some: usize, all: usize| vec![Line::from(part(reader, some, all))];
    put("fig-closure", "report-time-to-close", &|| time_to_close(reader, population, period));
    put("fig-punctuality", "report-on-time", &|| {
        let on_time = metrics::kept_within(population, period);
        of(on_time.kept, on_time.all)
    });
    put("fig-effects", "report-effective-actions", &|| {
        let checked = metrics::effects(population).checked;
        let is_in = |id: &&&str| checked_on(reader, id).is_some_and(|day| period.contains(day));
        let count = |ids: &Vec<&str>| ids.iter().filter(is_in).count();
        of(checked.get(&CheckResult::Effective).map_or(0, count), checked.values().map(count).sum())
    });
    put("fig-reopened", "report-reopened", &|| {
        let reopened = metrics::reopened(population).into_iter().filter(|one| period.contains(one.day));
        vec![Line::from(reopened.count().to_string())]
    });
    put("fig-decisions", "report-decisions-on-time", &|| {
        let (on_time, due) = decided(population, period);
        of(on_time, due)
    });
}

/// What no day on record puts into one period.
fn on_record(reader: &Reader<'_>, population: &Population<'_>) -> Facts {
    let mut facts = Facts::default();
    if reader.may_draw("fig-slippage") {
        let moved = metrics::slipped(population);
        let days: i64 = moved.iter().map(metrics::Promised::days_moved).sum();
        let arguments = [("items", moved.len().into()), ("days", reader.language().days(days).into())];
        facts.put(reader.plain("report-slippage"), reader.message("report-slippage-of", &arguments));
    }
    if reader.may_draw("fig-repeats") {
        let repeats = metrics::repeat_rate(population);
        let months = reader.snapshot.thresholds().repeat_window_months;
        let label = reader.message("report-repeating", &[("months", months.into())]);
        facts.put(label, part(reader, repeats.repeating.len(), repeats.all));
    }
    if reader.may_draw("fig-evidence") {
        facts.put(reader.plain("report-evidence-quality"), evidence_quality(reader, population));
    }
    facts
}

fn part(reader: &Reader<'_>, some: usize, all: usize) -> String {
    reader.message("report-of", &[("some", some.into()), ("all", all.into())])
}

fn checked_on(reader: &Reader<'_>, action: &str) -> Option<Date> {
    reader.snapshot.record(action)?.data().action()?.effectiveness.as_ref()?.checked_on
}

/// How long the findings took that were closed in a period, by grade.
fn time_to_close(reader: &Reader<'_>, population: &Population<'_>, period: Period) -> Vec<Line> {
    let closures = metrics::closures(population).into_iter().map(|mut of| {
        of.closed.retain(|closed| period.contains(closed.on));
        of
    });
    let times = closures.filter_map(|of| Some((of.grade, of.spread()?)));
    let line = |(grade, spread): (Grade, metrics::Spread)| {
        Line::joined(
            [reader.grade(&grade.as_str().into()), median(reader, "report-median-closed", spread).into()],
            ": ",
        )
    };
    times.map(line).collect()
}

/// How many decisions of reviews were carried out in time, of those whose day came in a period; one without a day counts by the day
/// on which it was done.
fn decided(population: &Population<'_>, period: Period) -> (usize, usize) {
    let decided = metrics::review_follow_up(population);
    let is_in = |review: &str, id: &&&str| {
        let review = population.snapshot.record(review).and_then(|record| record.data().review());
        let mut decisions = review.into_iter().flat_map(|review| &review.decisions);
        let decision = decisions.find(|decision| decision.id.as_str() == **id);
        decision.and_then(|decision| decision.due.or(decision.done_on)).is_some_and(|day| period.contains(day))
    };
    let count = |states: &[metrics::FollowUp]| -> usize {
        let of = decided.iter().flat_map(|of| of.decisions.iter().map(|(state, ids)| (of.review, state, ids)));
        let of = of.filter(|(_, state, _)| states.contains(state));
        of.map(|(review, _, ids)| ids.iter().filter(|id| is_in(review, id)).count()).sum()
    };
    let due = [metrics::FollowUp::OnTime, metrics::FollowUp::Late, metrics::FollowUp::Overdue];
    (count(&due[..1]), count(&due))
}

fn evidence_quality(reader: &Reader<'_>, population: &Population<'_>) -> String {
    let quality = metrics::evidence_quality(population);
    let arguments = [
        ("hashed", quality.hashed.len().into()),
        ("all", (quality.hashed.len() + quality.unhashed.len()).into()),
        ("stale", quality.stale.len().into()),
        ("rejected", quality.rejected.len().into()),
    ];
    reader.message("report-evidence-quality-of", &arguments)
}

fn median(reader: &Reader<'_>, key: &str, spread: metrics::Spread) -> String {
    let days = reader.language().days(spread.median);
    reader.message(key, &[("days", days.into()), ("count", spread.count.into())])
}

fn delivery_key(state: metrics::Delivery) -> &'static str {
    match state {
        metrics::Delivery::InWindow => "fig-delivery-in-window",
        metrics::Delivery::Late => "fig-delivery-late",
        metrics::Delivery::Begun => "fig-delivery-begun",
        metrics::Delivery::Ahead => "fig-delivery-ahead",
        metrics::Delivery::Missed => "fig-delivery-missed",
        metrics::Delivery::Postponed => "fig-delivery-postponed",
        metrics::Delivery::Cancelled => "fig-delivery-cancelled",
    }
}

fn facts_block(facts: Facts) -> Vec<Block> {
    let mut blocks = Blocks::default();
    blocks.facts(facts);
    blocks.0
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

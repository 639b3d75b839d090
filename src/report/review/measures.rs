//! What was measured, as a management review is told (9.3.2 d 2): each figure under what it is of, the period, a programme, the
//! audit cycle, the repeat window, or all that is on record.

use super::super::Reader;
use super::super::document::{Block, Blocks, Facts, Line};
use super::super::since::population;
use super::{gone_by, not_begun};
use crate::metrics::{self, Population};
use crate::record::*;
use crate::snapshot::View;

/// What was measured in the period that is looked back on, in the programmes that it touches, in the audit cycle, and over all that is
/// on record.
pub(super) fn measures(reader: &Reader<'_>, period: Period) -> Vec<Block> {
    let population = population(reader);
    let mut blocks = Blocks::default();
    in_period(reader, &population, period, &mut blocks);
    of_programmes(reader, &population, period, &mut blocks);
    let window = metrics::window(reader.snapshot, reader.day);
    // While no programme runs, there is no cycle of which something could be left.
    let heading = match window.is_given {
        true => in_span(reader, "report-measured-in-cycle", window.period),
        false => reader.plain("report-measured-in-years"),
    };
    blocks.under(heading, facts_block(in_cycle(reader, window)));
    repeating(reader, &population, &mut blocks);
    blocks.under(reader.plain("report-measured-on-record"), facts_block(on_record(reader, &population)));
    blocks.extend(reader.rests_on_changes().map(|line| Block::Paragraph { line }));
    blocks.0
}

fn in_span(reader: &Reader<'_>, key: &str, span: Period) -> String {
    reader.message(key, &[("span", reader.language().span(span.from, span.to).into())])
}

/// What has a day in the period.
fn in_period(reader: &Reader<'_>, population: &Population<'_>, period: Period, blocks: &mut Blocks) {
    let Some(gone) = gone_by(period, reader.day) else {
        blocks.note(not_begun(reader, period));
        return;
    };
    let mut facts = Facts::default();
    reported(reader, population, period, &mut facts);
    followed_up(reader, population, period, &mut facts);
    let key = if gone.to == period.to { "report-measured-in-period" } else { "report-measured-so-far" };
    blocks.under(in_span(reader, key, gone), facts_block(facts));
}

/// What became of the programmes that the period touches. An audit of one may lie before the period, so each is told as a whole.
fn of_programmes(reader: &Reader<'_>, population: &Population<'_>, period: Period, blocks: &mut Blocks) {
    let all = metrics::delivery(population);
    let programmes = reader.snapshot.programmes();
    let is_touched = |one: &View<'_, Programme>| one.cycle.overlaps(&period) && population.counts(one.id());
    let mut programmes: Vec<View<'_, Programme>> = programmes.filter(is_touched).collect();
    programmes.sort_by_key(|programme| (programme.cycle.from, programme.id()));
    for programme in programmes {
        let lines: Vec<metrics::Delivered<'_>> =
            all.iter().filter(|line| line.programme == programme.id()).cloned().collect();
        let cycle = programme.cycle;
        let may_tell = reader.sees(programme.record(), "cycle/from") && reader.sees(programme.record(), "cycle/to");
        let span = if may_tell { reader.language().span(cycle.from, cycle.to) } else { "none".to_owned() };
        let arguments = [("programme", programme.id().into()), ("span", span.into())];
        let heading = reader.message("report-measured-of-programme", &arguments);
        blocks.under(heading, facts_block(delivered(reader, &lines)));
    }
}

/// What became of the audits of a programme.
fn delivered(reader: &Reader<'_>, lines: &[metrics::Delivered<'_>]) -> Facts {
    let mut facts = Facts::default();
    let states = metrics::Delivery::ALL.iter().filter_map(|state| {
        let count = lines.iter().filter(|line| line.state == *state).count();
        (count > 0).then(|| Line::from(format!("{} {count}", reader.plain(delivery_key(*state)))))
    });
    if reader.may_draw("fig-delivery") {
        facts.put(reader.plain("report-programme-delivery"), Line::joined(states, ", "));
    }
    if let Some((planned, used)) = metrics::own_days(lines).filter(|_| reader.may_draw("fig-effort")) {
        let decimal = |number: f64| reader.language().decimal(number).into();
        facts.put(
            reader.plain("report-days-used-of-planned"),
            reader.message("report-of", &[("some", decimal(used)), ("all", decimal(planned))]),
        );
    }
    facts
}

/// How long the reports of a period took.
fn reported(reader: &Reader<'_>, population: &Population<'_>, period: Period, facts: &mut Facts) {
    let times = metrics::lead_times(population).into_iter().filter(|time| period.contains(time.issued));
    let times = metrics::Spread::of(times.map(|time| time.days()).collect()).filter(|_| reader.may_draw("fig-lead"));
    facts.put(
        reader.plain("report-lead-time"),
        times.map(|spread| median(reader, "report-median", spread)).unwrap_or_default(),
    );
}

/// The nonconformities of the repeat window that repeat an earlier one.
fn repeating(reader: &Reader<'_>, population: &Population<'_>, blocks: &mut Blocks) {
    if reader.may_draw("fig-repeats") {
        let repeats = metrics::repeat_rate(population);
        let months = reader.snapshot.thresholds().repeat_window_months;
        let mut facts = Facts::default();
        facts.put(reader.plain("report-repeating"), part(reader, repeats.repeating.len(), repeats.all));
        // The day of the review may be hidden, so that the heading does not tell it.
        let heading = reader.message("report-measured-in-months", &[("months", months.into())]);
        blocks.under(heading, facts_block(facts));
    }
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

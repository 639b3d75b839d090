//! What goes into a management review: ten boxes, each with what the records tell and what somebody has to add.

use serde_json::Value;

use super::document::{Block, Blocks, Facts, Line, Style, Table};
use super::frame::Parts;
use super::reader::items;
use super::since::population;
use super::{Reader, finding};
use crate::diff::diff;
use crate::history::happened_to;
use crate::metrics::{self, Population};
use crate::record::*;
use crate::snapshot::{Record, Snapshot, View};

/// The sections of the input to a review.
pub fn sections(reader: &Reader<'_>, facts: &super::Facts, record: &Record, review: &Review) -> Parts {
    let fields = reader.fields(record);
    let mut parts = Parts::default();
    parts.add(reader.plain("report-the-review"), identity(reader, &fields));
    for (letter, key, generated) in inputs(reader, facts, review) {
        parts.add(
            format!("{}: {}", letter, reader.plain(&format!("report-input-{key}"))),
            input(reader, &fields["inputs"][key], key, generated),
        );
    }
    parts.add(reader.plain("report-decisions"), decisions(reader, &fields));
    parts.add(reader.plain("report-conclusion"), conclusion(reader, &fields));
    let told = reader.communications(&fields["communications"]).into_iter().chain(reader.waivers(&fields["waivers"]));
    parts.add(reader.plain("report-communications"), told.collect());
    parts.add(reader.plain("report-attendance"), attendance(reader, &fields));
    parts
}

/// What the records tell for each of the ten boxes, by its letter and key.
pub fn inputs(
    reader: &Reader<'_>,
    facts: &super::Facts,
    review: &Review,
) -> Vec<(&'static str, &'static str, Vec<Block>)> {
    let written = review.inputs.clone().unwrap_or_default();
    let boxes = written.all().map(|(letter, key, _)| (letter, key));
    boxes.into_iter().map(|(letter, key)| (letter, key, generated(reader, facts, review, key))).collect()
}

fn identity(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let mut facts = Facts::default();
    facts.put(reader.plain("report-state"), reader.word(&fields["status"]));
    facts.put(reader.plain("report-dates"), reader.date(&fields["held_on"]));
    facts.put(reader.plain("report-chair"), reader.line(&fields["chair"]));
    facts.put(reader.plain("report-looks-back-on"), reader.period(&fields["period"]));
    facts.put(reader.plain("report-next-review"), reader.date(&fields["next_on"]));
    vec![Block::Facts { facts: facts.0 }]
}

/// A box: what was written into it, what the records tell, and what is for somebody to add.
fn input(reader: &Reader<'_>, written: &Value, key: &str, generated: Vec<Block>) -> Vec<Block> {
    let mut blocks = Blocks(reader.prose(&written["summary"]));
    let mut facts = Facts::default();
    facts.put(reader.plain("report-trend"), reader.word(&written["trend"]));
    facts.all(reader.plain("report-records"), reader.titled_all(&written["refs"]));
    blocks.facts(facts);
    match generated.is_empty() {
        true => blocks.paragraph(Line::soft(reader.plain("report-records-tell-nothing"))),
        false => blocks.under(reader.plain("report-from-records"), generated),
    }
    let add = reader.labelled(reader.plain("report-to-add"), reader.plain(&format!("report-add-{key}")).into());
    if written.is_null() {
        blocks.paragraph(add);
    }
    blocks.0
}

fn generated(reader: &Reader<'_>, facts: &super::Facts, review: &Review, key: &str) -> Vec<Block> {
    match key {
        "previous-actions" => earlier_decisions(reader, review),
        "context-changes" => changed(reader, facts, &[Kind::Isms, Kind::Soa]),
        "interested-party-changes" => changed(reader, facts, &[Kind::Catalogue]),
        "nonconformities-and-actions" => nonconformities(reader, review.period),
        "measurement-results" => measures(reader),
        "audit-results" => audits(reader, review.period),
        "interested-party-feedback" => feedback(reader, review.period),
        "risk-and-treatment" => risks(reader),
        "improvement-opportunities" => improvements(reader, review.period),
        _ => Vec::new(),
    }
}

fn earlier_decisions(reader: &Reader<'_>, review: &Review) -> Vec<Block> {
    let mut table = decision_table(reader);
    let earlier =
        reader.snapshot.reviews().filter(|other| other.held_on < review.held_on && reader.is_shown(other.record()));
    let mut earlier: Vec<View<'_, Review>> = earlier.collect();
    earlier.sort_by_key(|review| (review.held_on, review.id()));
    let last = earlier.last().map(|review| review.id());
    for one in &earlier {
        let fields = reader.fields(one.record());
        let is_told = |decision: &&Value| {
            Some(one.id()) == last || matches!(decision["status"].as_str(), Some("open" | "in-progress" | "carried"))
        };
        for decision in items(&fields["decisions"]).filter(is_told) {
            decision_row(reader, one.id(), decision, &mut table);
        }
    }
    table.block().into_iter().collect()
}

pub(super) fn decision_table(reader: &Reader<'_>) -> Table {
    Table::new([
        (reader.plain("report-id"), 0),
        (reader.plain("report-decision"), 6),
        (reader.plain("report-type"), 2),
        (reader.plain("report-owner"), 3),
        (reader.plain("report-due"), 2),
        (reader.plain("report-state"), 2),
    ])
}

pub(super) fn decision_row(reader: &Reader<'_>, review: &str, decision: &Value, table: &mut Table) {
    let late = super::reader::date(&decision["due"]).filter(|due| *due < reader.day);
    let late = late.filter(|_| matches!(decision["status"].as_str(), Some("open" | "in-progress"))).map(|due| {
        let days = reader.language().days(reader.day.days_since(due));
        Line::styled(Style::Bad, reader.message("report-late-by", &[("days", days.into())]))
    });
    let mut text = vec![reader.line(&decision["text"])];
    text.extend(reader.links(&decision["links"]));
    let mut state = vec![reader.word(&decision["status"]), reader.short(&decision["done_on"])];
    state.extend(late);
    table.cells([
        vec![Line::code(format!("{review}/{}", decision["id"].as_str().unwrap_or_default()))],
        text,
        vec![reader.word(&decision["type"])],
        vec![reader.line(&decision["owner"])],
        vec![reader.short(&decision["due"])],
        state,
    ]);
}

/// What changed in records of some kinds since the period began, with what was there and what is there now.
pub fn changed(reader: &Reader<'_>, facts: &super::Facts, kinds: &[Kind]) -> Vec<Block> {
    let Some(earlier) = &facts.earlier else { return Vec::new() };
    changes_since(reader, earlier, kinds)
}

fn changes_since(reader: &Reader<'_>, earlier: &Snapshot, kinds: &[Kind]) -> Vec<Block> {
    let mut table = Table::new([(reader.plain("report-record"), 3), (reader.plain("report-what-changed"), 8)]);
    let changes = diff(earlier, reader.snapshot);
    for change in changes.records.iter().filter(|change| kinds.contains(&change.kind)) {
        let record = reader.snapshot.record(&change.id).or_else(|| earlier.record(&change.id));
        let Some(record) = record.filter(|record| reader.is_shown(record)) else { continue };
        // How records are checked is no change of what the organisation is.
        let is_meant = |path: &str| {
            !reader.hides_change(record, path) && !path.starts_with("rules") && !path.starts_with("waivers")
        };
        let whole = match (change.is_added(), change.is_removed()) {
            (true, _) => reader.plain("report-added").into(),
            (_, true) => reader.plain("report-removed").into(),
            _ => Line::default(),
        };
        let fields = change.fields.iter().filter(|field| is_meant(&field.path));
        let fields = fields.map(|field| reader.told(change.kind, &happened_to(field)));
        let what: Vec<Line> =
            std::iter::once(whole).chain(fields.map(Line::from)).filter(|line| !line.is_empty()).collect();
        if !what.is_empty() {
            table.cells([vec![reader.titled(&change.id)], what]);
        }
    }
    table.block().into_iter().collect()
}

fn nonconformities(reader: &Reader<'_>, period: Period) -> Vec<Block> {
    let population = population(reader);
    let shown = |finding: &View<'_, Finding>| finding.status.is_reported() && population.counts(finding.id());
    // As long a time just before, to hold the period against.
    let days = period.to.days_since(period.from) + 1;
    let before = Period { from: period.from.plus_days(-days), to: period.from.plus_days(-1) };
    let mut table = Table::new([
        (reader.plain("report-grade"), 3),
        (reader.plain("report-raised-before"), 2),
        (reader.plain("report-raised-in-period"), 2),
        (reader.plain("report-closed-in-period"), 2),
        (reader.plain("report-open-now"), 2),
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
            .filter(|finding| finding.status.is_open())
            .map(|finding| reader.day.days_since(finding.detected_on))
            .collect();
        let oldest = open.iter().max().map(|days| reader.language().days(*days)).unwrap_or_default();
        table.row([
            reader.grade(&grade.as_str().into()),
            raised(before).to_string().into(),
            raised(period).to_string().into(),
            closed.to_string().into(),
            open.len().to_string().into(),
            oldest.into(),
        ]);
    }
    let mut blocks = Blocks::default();
    blocks.table(table);
    let span = reader.language().span(before.from, before.to);
    blocks.note(reader.message("report-raised-before-is", &[("span", span.into())]));
    blocks.under(reader.plain("report-ageing"), ageing(reader, &population));
    let late: Vec<metrics::Duty<'_>> = metrics::overdue(reader.snapshot, reader.day, reader.promises)
        .into_iter()
        .filter(|duty| reader.is_shown(duty.record) && !reader.withholds(duty.record))
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
    let mut facts = Facts::default();
    let repeats = metrics::repeats(reader.snapshot, reader.day).into_iter().filter(shown);
    let months = reader.snapshot.thresholds().repeat_window_months;
    let label = reader.message("report-repeats", &[("months", months.into())]);
    facts.put(label, Line::joined(repeats.map(|finding| Line::code(finding.id())), ", "));
    let ineffective = reader
        .snapshot
        .actions()
        .filter(|action| action.status == ActionStatus::Ineffective && reader.is_shown(action.record()))
        .filter(|action| {
            let checked = action.effectiveness.as_ref().and_then(|check| check.checked_on);
            checked.is_some_and(|day| period.contains(day))
        });
    facts
        .put(reader.plain("report-ineffective"), Line::joined(ineffective.map(|action| Line::code(action.id())), ", "));
    // As the figure of the site counts them.
    let causes = metrics::causes(&population).into_iter().filter_map(|cause| {
        let is_shown = |id: &&&str| reader.snapshot.record(id).is_some_and(|action| reader.is_shown(action));
        let count = cause.actions.iter().filter(is_shown).count();
        let word = reader.word(&cause.category?.as_str().into());
        (count > 0).then(|| word.then(format!(" {count}")))
    });
    facts.put(reader.plain("report-causes"), Line::joined(causes, ", "));
    blocks.facts(facts);
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

fn measures(reader: &Reader<'_>) -> Vec<Block> {
    let mut facts = Facts::default();
    let window = metrics::window(reader.snapshot, reader.day);
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
    let elapsed = window.elapsed(reader.day);
    if window.is_given {
        facts.put(reader.plain("report-cycle-elapsed"), reader.message("report-percent", &[("share", elapsed.into())]));
    }
    let population = population(reader);
    delivered(reader, &population, window, &mut facts);
    followed_up(reader, &population, &mut facts);
    let mut blocks = facts_block(facts);
    blocks.extend(reader.rests_on_changes().map(|line| Block::Paragraph { line }));
    blocks
}

/// What became of the programmes that the window touches, and how long reports took.
fn delivered(reader: &Reader<'_>, population: &Population<'_>, window: metrics::Window, facts: &mut Facts) {
    let is_in =
        |one: &metrics::Delivered<'_>| window.period.from <= one.window.to && one.window.from <= window.period.to;
    let lines: Vec<metrics::Delivered<'_>> = metrics::delivery(population).into_iter().filter(is_in).collect();
    let states = metrics::Delivery::ALL.iter().filter_map(|state| {
        let count = lines.iter().filter(|line| line.state == *state).count();
        (count > 0).then(|| Line::from(format!("{} {count}", reader.plain(delivery_key(*state)))))
    });
    facts.put(reader.plain("report-programme-delivery"), Line::joined(states, ", "));
    let both: Vec<(f64, f64)> = lines.iter().filter_map(|line| line.days_planned.zip(line.days_used)).collect();
    if !both.is_empty() {
        let decimal = |number: f64| reader.language().decimal(number).into();
        let (planned, used) = both.iter().fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        facts.put(
            reader.plain("report-days-used-of-planned"),
            reader.message("report-of", &[("some", decimal(used)), ("all", decimal(planned))]),
        );
    }
    let times = metrics::Spread::of(metrics::lead_times(population).iter().map(metrics::LeadTime::days).collect());
    facts.put(reader.plain("report-lead-time"), times.map(|spread| median(reader, spread)).unwrap_or_default());
}

/// What became of the findings, actions and decisions.
fn followed_up(reader: &Reader<'_>, population: &Population<'_>, facts: &mut Facts) {
    let of = |some: usize, all: usize| reader.message("report-of", &[("some", some.into()), ("all", all.into())]);
    let closures = metrics::closures(population);
    let times = closures.iter().filter_map(|of| Some((of.grade, of.spread()?)));
    let times = times.map(|(grade, spread)| {
        Line::joined([reader.grade(&grade.as_str().into()), median(reader, spread).into()], ": ")
    });
    facts.all(reader.plain("report-time-to-close"), times.collect());
    let on_time = metrics::kept(population);
    facts.put(reader.plain("report-on-time"), of(on_time.kept, on_time.all));
    let moved = metrics::slipped(population);
    let days: i64 = moved.iter().map(metrics::Promised::days_moved).sum();
    let arguments = [("items", moved.len().into()), ("days", reader.language().days(days).into())];
    facts.put(reader.plain("report-slippage"), reader.message("report-slippage-of", &arguments));
    let effect = metrics::effects(population).share();
    facts.put(reader.plain("report-effective-actions"), of(effect.part, effect.all));
    let repeats = metrics::repeat_rate(population);
    facts.put(reader.plain("report-repeating"), of(repeats.repeating.len(), repeats.all));
    facts.put(reader.plain("report-reopened"), metrics::reopened(population).len().to_string());
    let decided: Vec<metrics::Decisions<'_>> = metrics::review_follow_up(population);
    let count = |states: &[metrics::FollowUp]| -> usize {
        let of = decided.iter().flat_map(|review| &review.decisions);
        of.filter(|(state, _)| states.contains(state)).map(|(_, ids)| ids.len()).sum()
    };
    let due = [metrics::FollowUp::OnTime, metrics::FollowUp::Late, metrics::FollowUp::Overdue];
    facts.put(reader.plain("report-decisions-on-time"), of(count(&due[..1]), count(&due)));
    let quality = metrics::evidence_quality(population);
    let arguments = [
        ("hashed", quality.hashed.len().into()),
        ("all", (quality.hashed.len() + quality.unhashed.len()).into()),
        ("stale", quality.stale.len().into()),
        ("rejected", quality.rejected.len().into()),
    ];
    facts.put(reader.plain("report-evidence-quality"), reader.message("report-evidence-quality-of", &arguments));
}

fn median(reader: &Reader<'_>, spread: metrics::Spread) -> String {
    let days = reader.language().days(spread.median);
    reader.message("report-median", &[("days", days.into()), ("count", spread.count.into())])
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

fn reported_in<'r>(reader: &'r Reader<'_>, period: Period) -> Vec<View<'r, Audit>> {
    let in_period = |audit: &View<'_, Audit>| {
        audit.issued_on().is_some_and(|day| period.contains(day)) && reader.is_shown(audit.record())
    };
    let mut audits: Vec<View<'r, Audit>> = reader.snapshot.audits().filter(in_period).collect();
    audits.sort_by_key(|audit| (audit.issued_on(), audit.id()));
    audits
}

fn audits(reader: &Reader<'_>, period: Period) -> Vec<Block> {
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
            vec![reader.short_day(audit.issued_on())],
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

fn feedback(reader: &Reader<'_>, period: Period) -> Vec<Block> {
    let mut items = Vec::new();
    for audit in reported_in(reader, period) {
        let fields = reader.fields(audit.record());
        if let Some(score) = fields["feedback"]["score"].as_i64() {
            let score = reader.message("report-score", &[("score", score.into())]);
            let told = Line::joined([score.into(), reader.line(&fields["feedback"]["remarks"])], ": ");
            items.push(Line::code(audit.id()).then(" ").then(told));
        }
    }
    let mut blocks = Blocks::default();
    blocks.list(items);
    blocks.0
}

fn risks(reader: &Reader<'_>) -> Vec<Block> {
    let mut table = Table::new([
        (reader.plain("report-finding"), 4),
        (reader.plain("report-risk"), 4),
        (reader.plain("report-acceptance"), 4),
        (reader.plain("report-until"), 2),
    ]);
    let open = reader.snapshot.findings().filter(|finding| finding.status.is_open() && finding.status.is_reported());
    for finding in open.filter(|finding| reader.is_shown(finding.record())) {
        let fields = reader.fields(finding.record());
        let (risk, accepted) = (&fields["risk"], &fields["acceptance"]);
        let risk =
            Line::joined([reader.line(&risk["text"]), reader.word(&risk["rating"]), reader.line(&risk["ref"])], " · ");
        let reason = Line::joined([reader.line(&accepted["reason"]), reader.approval(&accepted["approved"])], " · ");
        if !risk.is_empty() || !reason.is_empty() {
            table.row([reader.titled(finding.id()), risk, reason, reader.short(&accepted["until"])]);
        }
    }
    let mut blocks = Blocks::default();
    blocks.table(table);
    let mut facts = Facts::default();
    if let Some(soa) = reader.snapshot.soa() {
        let applied = soa.data().controls.iter().filter(|control| control.applicable);
        let states = ControlStatus::ALL.iter().map(|status| {
            let count = applied.clone().filter(|control| control.status == Some(*status)).count();
            reader.word(&status.as_str().into()).then(format!(" {count}"))
        });
        facts.put(reader.plain("report-controls"), Line::joined(states, ", "));
    }
    blocks.facts(facts);
    blocks.0
}

fn improvements(reader: &Reader<'_>, period: Period) -> Vec<Block> {
    let mut blocks = Blocks::default();
    let found = reader.snapshot.findings().filter(|finding| {
        finding.grade == Grade::Opportunity
            && finding.status.is_reported()
            && period.contains(finding.detected_on)
            && reader.is_shown(finding.record())
    });
    let found = found.map(|finding| {
        let decision = reader.fields(finding.record())["decision"].clone();
        let decided = Line::joined([reader.word(&decision["outcome"]), reader.line(&decision["reason"])], ": ");
        Line::joined([reader.titled(finding.id()), decided], " — ")
    });
    let found: Vec<Line> = found.collect();
    let mut lessons = Vec::new();
    for audit in reported_in(reader, period) {
        let fields = reader.fields(audit.record());
        lessons.extend(
            reader.lines(&fields["lessons"]).into_iter().map(|lesson| Line::code(audit.id()).then(" ").then(lesson)),
        );
    }
    for programme in reader.snapshot.programmes().filter(|programme| reader.is_shown(programme.record())) {
        let fields = reader.fields(programme.record());
        for review in items(&fields["reviews"])
            .filter(|review| super::reader::date(&review["date"]).is_some_and(|day| period.contains(day)))
        {
            lessons.extend(
                reader
                    .lines(&review["improvements"])
                    .into_iter()
                    .map(|one| Line::code(programme.id()).then(" ").then(one)),
            );
        }
    }
    for (title, lines) in [(reader.plain("report-opportunities"), found), (reader.plain("report-lessons"), lessons)] {
        if !lines.is_empty() {
            blocks.under(title, vec![Block::List { items: lines }]);
        }
    }
    blocks.0
}

fn decisions(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let mut table = decision_table(reader);
    let id = fields["id"].as_str().unwrap_or_default();
    items(&fields["decisions"]).for_each(|decision| decision_row(reader, id, decision, &mut table));
    if table.is_empty() {
        // An empty sheet to write on.
        let blank = || Line::soft("____________");
        for number in 1..=5 {
            table.row([Line::from(format!("D{number}")), blank(), blank(), blank(), blank(), blank()]);
        }
    }
    table.block().into_iter().collect()
}

fn conclusion(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let conclusion = &fields["conclusion"];
    let mut facts = Facts::default();
    for (key, label) in [
        ("suitable", reader.plain("report-suitable")),
        ("adequate", reader.plain("report-adequate")),
        ("effective", reader.plain("report-effective")),
    ] {
        let line = if conclusion.is_null() {
            Line::soft(reader.plain("report-to-be-decided"))
        } else {
            reader.line(&conclusion[key])
        };
        facts.put(label, line);
    }
    let mut blocks = Blocks::default();
    blocks.facts(facts);
    blocks.extend(reader.prose(&conclusion["text"]));
    blocks.0
}

fn attendance(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let mut blocks = Blocks::default();
    blocks.list(items(&fields["attendees"]).map(|who| reader.line(who)).collect());
    let mut facts = Facts::default();
    facts.put(reader.plain("report-minutes"), reader.approval(&fields["minutes"]));
    blocks.facts(facts);
    blocks.0.push(reader.signature(reader.plain("report-chair")));
    blocks.0
}

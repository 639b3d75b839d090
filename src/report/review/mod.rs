//! What goes into a management review: ten boxes, each with what the records tell and what somebody has to add.

mod basis;
mod measures;
mod performance;
mod records;

use serde_json::Value;

use self::basis::{Basis, Of, on_its_day};
pub use self::basis::{LookBack, Then, is_past, looks_back_to, reaches_back};
use self::measures::measures;
use self::performance::{audits, nonconformities};
pub use self::records::{changed, is_of_context};
use self::records::{changes_since, earlier_decisions, feedback, improvements, risks};
use super::document::{Block, Blocks, Facts, Line, Style, Table};
use super::frame::Parts;
use super::reader::items;
use super::render::folded_blocks;
use super::{Options, Reader};
use crate::record::*;
use crate::redact::{Gaps, Seen};
use crate::snapshot::{Broken, Record};

/// The sections of the input to a review.
pub fn sections(
    reader: &Reader<'_>,
    options: &Options,
    facts: &super::Facts,
    record: &Record,
    review: &Review,
) -> Parts {
    let known = facts.look_back(review);
    let then = known.and_then(|known| known.then.as_ref()).filter(|_| is_past(review, reader.day));
    // What the minutes say is told as it is today; what the records say, as it was.
    let options = on_its_day(options, review);
    let seen = Seen::of(then.map_or(reader.whole, |then| &*then.snapshot), options.audience, &options.elsewhere);
    let of_its_day = is_past(review, reader.day)
        .then(|| Reader::new(&seen, &options).with_promises(then.and_then(|then| then.promises.as_ref())));
    let of = match (&of_its_day, then) {
        (None, _) => Of::Now,
        (Some(_), Some(_)) => Of::Then,
        (Some(_), None) => Of::Dated,
    };
    let basis = Basis {
        reader: of_its_day.as_ref().unwrap_or(reader),
        review,
        before: known.and_then(|known| known.before.as_deref()).filter(|_| of != Of::Dated),
        since: looks_back_to(reader.snapshot, review),
        of,
    };
    let fields = reader.fields(record);
    let mut parts = Parts::default();
    parts.add(reader.plain("report-the-review"), identity(reader, &basis, &fields));
    for (letter, key, generated) in told(&basis) {
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

/// The files that cannot be read and that the input to a review would rest on: all of the state that it is told of.
pub fn missing<'r>(
    reader: &'r Reader<'_>,
    options: &Options,
    facts: &'r super::Facts,
    record: &Record,
    review: &Review,
) -> Vec<&'r Broken> {
    let then = facts.look_back(review).and_then(|known| known.then.as_ref()).filter(|_| is_past(review, reader.day));
    match then {
        None => reader.gaps().all(),
        Some(then) => {
            let of_its_day = Gaps::of(&then.snapshot, options.audience, &options.elsewhere).all();
            reader.gaps().about(record).into_iter().chain(of_its_day).collect()
        }
    }
}

/// What the records tell for each of the ten boxes of a review that is still to be held, by its letter and key: as people read it,
/// without what is for a spreadsheet alone.
pub fn inputs(reader: &Reader<'_>, review: &Review) -> Vec<(&'static str, &'static str, Vec<Block>)> {
    let basis = Basis { reader, review, before: None, since: looks_back_to(reader.snapshot, review), of: Of::Now };
    told(&basis).into_iter().map(|(letter, key, blocks)| (letter, key, folded_blocks(blocks))).collect()
}

fn told(basis: &Basis<'_, '_>) -> Vec<(&'static str, &'static str, Vec<Block>)> {
    let written = basis.review.inputs.clone().unwrap_or_default();
    let boxes = written.all().map(|(letter, key, _)| (letter, key));
    boxes.into_iter().map(|(letter, key)| (letter, key, generated(basis, key))).collect()
}

fn identity(reader: &Reader<'_>, basis: &Basis<'_, '_>, fields: &Value) -> Vec<Block> {
    let mut facts = Facts::default();
    facts.put(reader.plain("report-state"), reader.word(&fields["status"]));
    facts.put(reader.plain("report-dates"), reader.date(&fields["held_on"]));
    facts.put(reader.plain("report-chair"), reader.line(&fields["chair"]));
    facts.put(reader.plain("report-looks-back-on"), reader.period(&fields["period"]));
    facts.put(reader.plain("report-next-review"), reader.date(&fields["next_on"]));
    basis.facts(&mut facts);
    let mut blocks = Blocks::default();
    blocks.facts(facts);
    if let Some(lacks) = basis.lacks() {
        blocks.paragraph(lacks);
    }
    blocks.0
}

/// A box: what was written into it, what the records tell, and what is for somebody to add.
fn input(reader: &Reader<'_>, written: &Value, key: &str, generated: Vec<Block>) -> Vec<Block> {
    let mut blocks = Blocks(reader.prose(&written["summary"]));
    let mut facts = Facts::default();
    facts.put(reader.plain("report-trend"), reader.word(&written["trend"]));
    facts.all(reader.plain("report-records"), reader.titled_all(&written["refs"]));
    blocks.facts(facts);
    match generated.first() {
        None => blocks.paragraph(Line::soft(reader.plain("report-records-tell-nothing"))),
        // A heading right below a heading would head nothing.
        Some(Block::Heading { .. }) => {
            blocks.note(reader.plain("report-from-records"));
            blocks.extend(generated);
        }
        Some(_) => blocks.under(reader.plain("report-from-records"), generated),
    }
    let add = reader.labelled(reader.plain("report-to-add"), reader.plain(&format!("report-add-{key}")).into());
    if written.is_null() {
        blocks.paragraph(add);
    }
    blocks.0
}

fn generated(basis: &Basis<'_, '_>, key: &str) -> Vec<Block> {
    let (reader, review) = (basis.reader, basis.review);
    let changed = |kinds: &[Kind]| match (basis.before, basis.lacks_changes()) {
        (Some(before), _) => changes_since(reader, before, kinds, is_of_context),
        (None, lacks) => lacks.map(|line| Block::Paragraph { line: Line::soft(line) }).into_iter().collect(),
    };
    match key {
        "context-changes" => changed(&[Kind::Isms, Kind::Soa]),
        "interested-party-changes" => changed(&[Kind::Catalogue]),
        "audit-results" => audits(reader, review.period),
        "interested-party-feedback" => feedback(reader, review.period),
        "nonconformities-and-actions" => nonconformities(reader, review.period, basis.of),
        // What became of the rest, and when, is not told by what the records say today.
        _ if basis.of == Of::Dated => Vec::new(),
        "previous-actions" => earlier_decisions(reader, review),
        "measurement-results" => measures(reader, review.period),
        "risk-and-treatment" => risks(reader),
        "improvement-opportunities" => improvements(reader, review.period),
        _ => Vec::new(),
    }
}

/// What of the period that a review looks back on is over by a day; nothing of one that has not begun.
fn gone_by(period: Period, day: Date) -> Option<Period> {
    (period.from <= day).then(|| Period { to: period.to.min(day), ..period })
}

fn not_begun(reader: &Reader<'_>, period: Period) -> String {
    let span = reader.language().span(period.from, period.to);
    reader.message("report-period-not-begun", &[("span", span.into())])
}

pub(super) fn decision_table(reader: &Reader<'_>) -> Table {
    Table::of([
        reader.column("report-id", 0),
        reader.column("report-decision", 6),
        reader.column("report-links", 2).bare(),
        reader.column("report-type", 2),
        reader.column("report-owner", 3),
        reader.column("report-due", 2),
        reader.column("report-state", 2),
        reader.column("report-done-on", 2).bare(),
        reader.column("report-days-late", 2).bare().of_page(),
        reader.sheet_column("report-days-late"),
    ])
}

pub(super) fn decision_row(reader: &Reader<'_>, review: &str, decision: &Value, table: &mut Table) {
    let late = super::reader::date(&decision["due"]).filter(|due| *due < reader.day);
    let is_open = matches!(decision["status"].as_str(), Some("open" | "in-progress"));
    let late = late.filter(|_| is_open).map(|due| reader.day.days_since(due));
    let late_told = late.map(|days| {
        let days = reader.language().days(days);
        Line::styled(Style::Bad, reader.message("report-late-by", &[("days", days.into())]))
    });
    table.cells([
        vec![Line::code(format!("{review}/{}", decision["id"].as_str().unwrap_or_default()))],
        vec![reader.line(&decision["text"])],
        reader.links(&decision["links"]),
        vec![reader.word(&decision["type"])],
        vec![reader.line(&decision["owner"])],
        vec![reader.short(&decision["due"])],
        vec![reader.word(&decision["status"])],
        vec![reader.short(&decision["done_on"])],
        late_told.into_iter().collect(),
        late.map(|days| Line::count(Style::Bad, days)).into_iter().collect(),
    ]);
}

fn decisions(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let mut table = decision_table(reader);
    let id = fields["id"].as_str().unwrap_or_default();
    items(&fields["decisions"]).for_each(|decision| decision_row(reader, id, decision, &mut table));
    if table.is_empty() {
        // An empty sheet to write on.
        let blank = || Line::soft("____________");
        for number in 1..=5 {
            let cells =
                [Line::from(format!("D{number}")), blank(), Line::default(), blank(), blank(), blank(), blank()];
            table.row(cells);
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

//! A corrective action record, in the order of the paper form.

use serde_json::Value;

use super::document::{Block, Blocks, Facts, Line, Style, Table};
use super::frame::Parts;
use super::reader::{date, items};
use super::{Reader, finding};
use crate::history::promised;
use crate::record::{Action, Kind};
use crate::snapshot::Record;

/// The sections of a corrective action record.
pub fn sections(reader: &Reader<'_>, facts: &super::Facts, record: &Record, action: &Action) -> Parts {
    let fields = reader.fields(record);
    let mut parts = Parts::default();
    parts.add(reader.plain("report-car-lapse"), lapse(reader, &fields, action));
    parts.add(reader.plain("report-car-response"), response(reader, &fields, action));
    parts.add(reader.plain("report-car-acceptance"), acceptance(reader, &fields));
    parts.add(reader.plain("report-car-implementation"), implementation(reader, &fields));
    parts.add(reader.plain("report-car-effectiveness"), effectiveness(reader, &fields));
    parts.add(reader.plain("report-car-changes"), changes_to_isms(reader, &fields));
    parts.add(reader.plain("report-car-closure"), closure(reader, &fields, action));
    parts.add(reader.plain("report-car-history"), history(reader, facts, record, &fields));
    parts
}

fn lapse(reader: &Reader<'_>, fields: &Value, action: &Action) -> Vec<Block> {
    let source = &fields["source"];
    let mut facts = Facts::default();
    facts.put(
        reader.plain("report-source"),
        Line::joined([reader.word(&source["type"]), reader.line(&source["ref"])], ", "),
    );
    facts.put(reader.plain("report-owner"), reader.line(&fields["owner"]));
    facts.put(
        reader.plain("report-state"),
        Line::joined([reader.word(&fields["status"]), reader.line(&fields["status_reason"])], " — "),
    );
    facts.put(
        reader.plain("report-previous"),
        fields["previous"].as_str().map(|id| reader.titled(id)).unwrap_or_default(),
    );
    facts.put(reader.plain("report-external-id"), reader.line(&fields["external_id"]));
    let mut blocks = Blocks::default();
    blocks.facts(facts);
    for id in &action.source.findings {
        match reader.snapshot.finding(id).filter(|finding| reader.is_shown(finding.record())) {
            Some(finding) => {
                let seen = reader.fields(finding.record());
                let mut of_it = Blocks(reader.prose(&seen["statement"]));
                let mut facts = Facts::default();
                facts.put(
                    reader.plain("report-audit"),
                    seen["audit"].as_str().map(|id| reader.titled(id)).unwrap_or_default(),
                );
                facts.put(reader.plain("report-requirement"), reader.line(&seen["requirement"]));
                finding::criteria_and_evidence(reader, &seen, &mut facts);
                facts.put(reader.plain("report-day"), reader.date(&seen["detected_on"]));
                facts.put(reader.plain("report-raised-by"), reader.line(&seen["raised_by"]));
                of_it.facts(facts);
                let title = Line::code(finding.id()).then("  ").then(Line::strong(reader.text(&finding.title)));
                let title = title.then("  ").then(reader.grade(&seen["grade"]));
                let style = super::reader::grade_style(finding.grade.as_str());
                blocks.0.push(Block::Card { title, style, blocks: of_it.0 });
            }
            None => blocks.paragraph(Line::code(id.as_str())),
        }
    }
    blocks.0.push(reader.signature(reader.plain("report-auditor")));
    blocks.0
}

fn response(reader: &Reader<'_>, fields: &Value, action: &Action) -> Vec<Block> {
    let mut blocks = Blocks::default();
    let correction = &fields["correction"];
    let mut facts = Facts::default();
    facts.put(reader.plain("report-what"), reader.line(&correction["what"]));
    facts.put(
        reader.plain("report-done-by"),
        Line::joined([reader.line(&correction["by"]), reader.date(&correction["done_on"])], ", "),
    );
    facts.put(reader.plain("report-consequences"), reader.line(&correction["consequences"]));
    facts.all(reader.plain("report-evidence"), reader.evidence(&correction["evidence"]));
    facts.put(reader.plain("report-nothing-to-correct"), reader.line(&correction["none"]));
    blocks.under(reader.plain("report-correction"), facts_block(facts));
    let extent = &fields["extent"];
    let mut facts = Facts::default();
    facts.put(reader.plain("report-looked-for"), reader.line(&extent["checked"]));
    facts.put(reader.plain("report-how"), reader.line(&extent["how"]));
    facts.put(reader.plain("report-similar"), reader.line(&extent["similar_found"]));
    blocks.under(reader.plain("report-extent"), facts_block(facts));
    let cause = &fields["cause"];
    let mut facts = Facts::default();
    facts.put(reader.plain("report-why"), reader.line(&cause["statement"]));
    facts.put(reader.plain("report-method"), reader.word(&cause["method"]));
    facts.put(reader.plain("report-category"), reader.word(&cause["category"]));
    facts.put(
        reader.plain("report-analysed"),
        Line::joined([reader.line(&cause["analysed_by"]), reader.date(&cause["date"])], ", "),
    );
    facts.put(reader.plain("report-correction-suffices"), reader.line(&cause["correction_suffices"]));
    blocks.under(reader.plain("report-cause"), facts_block(facts));
    let mut table = Table::new([
        (reader.plain("report-position-number"), 0),
        (reader.plain("report-what"), 6),
        (reader.plain("report-owner"), 3),
        (reader.plain("report-due"), 2),
        (reader.plain("report-first-due"), 2),
    ]);
    for (item, typed) in items(&fields["actions"]).zip(&action.actions) {
        let owner = match item["owner"].is_null() {
            true => reader.line(&fields["owner"]),
            false => reader.line(&item["owner"]),
        };
        let due = typed.due.filter(|_| !item["due"].is_null());
        let first = due.map(|due| promised(action, typed.n, due, reader.promises).first);
        table.cells([
            vec![reader.line(&item["n"])],
            vec![reader.line(&item["what"]), Line::soft(reader.word(&item["type"]).text())],
            vec![owner],
            vec![reader.short(&item["due"])],
            vec![reader.short_day(first.filter(|first| Some(*first) != typed.due))],
        ]);
    }
    let moved = action.actions.iter().any(|item| item.due.is_some());
    let note = reader.rests_on_changes().filter(|_| moved).map(|line| Block::Paragraph { line });
    blocks.under(reader.plain("report-actions"), table.block().into_iter().chain(note).collect());
    let mut facts = Facts::default();
    facts.put(reader.plain("report-resources"), reader.line(&fields["resources"]));
    facts.put(reader.plain("report-proposed"), reader.date(&fields["plan"]["proposed_on"]));
    blocks.facts(facts);
    blocks.0.push(reader.signature(reader.plain("report-owner")));
    blocks.0
}

fn facts_block(facts: Facts) -> Vec<Block> {
    let mut blocks = Blocks::default();
    blocks.facts(facts);
    blocks.0
}

fn acceptance(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let accepted = &fields["plan"]["accepted"];
    let mut facts = Facts::default();
    facts.put(reader.plain("report-accepted-by"), reader.line(&accepted["by"]));
    facts.put(reader.plain("report-day"), reader.date(&accepted["date"]));
    facts.put(reader.plain("report-comment"), reader.line(&accepted["note"]));
    let mut blocks = Blocks::default();
    blocks.facts(facts);
    let mut blocks = Blocks(reader.or_none(blocks, reader.plain("report-not-yet")));
    blocks.0.push(reader.signature(reader.plain("report-accepted-by")));
    blocks.0
}

fn implementation(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let mut table = Table::new([
        (reader.plain("report-position-number"), 0),
        (reader.plain("report-state"), 2),
        (reader.plain("report-done-on"), 2),
        (reader.plain("report-evidence"), 5),
        (reader.plain("report-remarks"), 5),
    ]);
    for item in items(&fields["actions"]) {
        let blocked = &item["blocked"];
        let waits = Line::joined([reader.line(&blocked["reason"]), reader.short(&blocked["since"])], ", ");
        let mut remarks =
            vec![reader.line(&item["status_reason"]), reader.labelled(reader.plain("report-blocked"), waits)];
        remarks.extend(reader.links(&item["links"]));
        let late = date(&item["due"])
            .filter(|due| *due < reader.day && matches!(item["status"].as_str(), Some("open" | "in-progress")));
        let late = late.map(|due| {
            let days = reader.language().days(reader.day.days_since(due));
            Line::styled(Style::Bad, reader.message("report-late-by", &[("days", days.into())]))
        });
        let mut state = vec![reader.word(&item["status"])];
        state.extend(late);
        table.cells([
            vec![reader.line(&item["n"])],
            state,
            vec![reader.short(&item["done_on"])],
            reader.evidence(&item["evidence"]),
            remarks,
        ]);
    }
    let mut blocks = Blocks::default();
    blocks.table(table);
    let mut blocks = Blocks(reader.or_none(blocks, reader.plain("report-not-yet")));
    blocks.0.push(reader.signature(reader.plain("report-owner")));
    blocks.0
}

fn effectiveness(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let check = &fields["effectiveness"];
    let mut facts = Facts::default();
    facts.put(reader.plain("report-criterion"), reader.line(&check["criterion"]));
    facts.put(reader.plain("report-planned-on"), reader.date(&check["planned_on"]));
    facts.put(reader.plain("report-method"), reader.line(&check["method"]));
    let result = reader.word(&check["result"]);
    let style = match check["result"].as_str() {
        Some("effective") => Style::Good,
        Some(_) => Style::Bad,
        None => Style::Plain,
    };
    facts.put(reader.plain("report-result"), Line::styled(style, result.text()));
    facts.put(
        reader.plain("report-checked"),
        Line::joined([reader.line(&check["checked_by"]), reader.date(&check["checked_on"])], ", "),
    );
    facts.all(reader.plain("report-evidence"), reader.evidence(&check["evidence"]));
    let mut blocks = Blocks::default();
    blocks.facts(facts);
    let mut blocks = Blocks(reader.or_none(blocks, reader.plain("report-not-yet")));
    blocks.0.push(reader.signature(reader.plain("report-checked-by")));
    blocks.0
}

fn changes_to_isms(reader: &Reader<'_>, fields: &Value) -> Vec<Block> {
    let mut table = Table::new([
        (reader.plain("report-what"), 2),
        (reader.plain("report-document"), 5),
        (reader.plain("report-done-on"), 2),
    ]);
    for change in items(&fields["isms_changes"]) {
        table.row([reader.word(&change["what"]), reader.line(&change["ref"]), reader.short(&change["done_on"])]);
    }
    let mut blocks = Blocks::default();
    blocks.table(table);
    blocks.paragraph(reader.labelled(reader.plain("report-no-isms-change"), reader.line(&fields["no_isms_change"])));
    reader.or_none(blocks, reader.plain("report-not-yet"))
}

fn closure(reader: &Reader<'_>, fields: &Value, action: &Action) -> Vec<Block> {
    let mut facts = Facts::default();
    facts.put(reader.plain("report-state"), reader.word(&fields["status"]));
    for id in &action.source.findings {
        let Some(finding) = reader.snapshot.finding(id).filter(|finding| reader.is_shown(finding.record())) else {
            continue;
        };
        let closed = &reader.fields(finding.record())["closed"];
        let line = [reader.line(&closed["by"]), reader.date(&closed["date"]), reader.line(&closed["basis"])];
        facts.put(finding.id().to_owned(), Line::joined(line, ", "));
    }
    let mut blocks = Blocks::default();
    blocks.facts(facts);
    blocks.0.push(reader.signature(reader.plain("report-closed-by")));
    blocks.0
}

/// The life of the record as Git tells it, and the changes that had to be explained.
fn history(reader: &Reader<'_>, facts: &super::Facts, record: &Record, fields: &Value) -> Vec<Block> {
    let mut blocks = Blocks::default();
    if let Some(table) = reader.changes(Kind::Action, &fields["changes"]) {
        blocks.under(reader.plain("report-changes"), vec![table]);
    }
    if let Some(table) = reader.communications(&fields["communications"]) {
        blocks.under(reader.plain("report-communications"), vec![table]);
    }
    if let Some(table) = reader.waivers(&fields["waivers"]) {
        blocks.under(reader.plain("report-waivers"), vec![table]);
    }
    let mut table = Table::new([
        (reader.plain("report-day"), 2),
        (reader.plain("report-commit"), 0),
        (reader.plain("report-who"), 3),
        (reader.plain("report-what-changed"), 7),
    ]);
    for event in facts.lives.get(&record.id.to_lowercase()).into_iter().flatten() {
        let what = event.what.iter().filter(|what| is_told(reader, record, &what.field)).map(|what| {
            let words = reader.telling(|telling| telling.step(record.kind(), what));
            super::reader::capitalised(&words).into()
        });
        let what: Vec<Line> = what.collect();
        let author = event.author.as_ref().map(|author| reader.person(author.as_str())).unwrap_or_default();
        if !what.is_empty() {
            table.cells([
                vec![reader.short_day(Some(event.day))],
                vec![Line::code(event.commit.short())],
                vec![author.into()],
                what,
            ]);
        }
    }
    blocks.under(reader.plain("report-from-git"), table.block().into_iter().collect());
    reader.or_none(blocks, reader.plain("report-no-history"))
}

/// Only steps and days are told: what a text said before is for who reads the repository.
fn is_told(reader: &Reader<'_>, record: &Record, field: &str) -> bool {
    let last = field.rsplit('/').next().unwrap_or_default();
    let is_step =
        matches!(last, "" | "status" | "due" | "planned_on" | "checked_on" | "done_on" | "result" | "owner" | "grade");
    is_step && !reader.hides_change(record, field)
}

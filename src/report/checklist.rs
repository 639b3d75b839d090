//! What the workpapers of an audit hold, as its report shows it.

use serde_json::Value;

use super::Reader;
use super::document::{Block, Blocks, Facts, Line, Table};
use super::plan;
use super::reader::{capitalised, grade_style, items, texts};
use crate::record::{Evidence, EvidenceRef, Finding, Workpaper};
use crate::snapshot::{Record, View};
use crate::text::natural_cmp;

fn workpapers<'a>(reader: &Reader<'a>, audit: &Record) -> Vec<(View<'a, Workpaper>, Value)> {
    let papers = reader.snapshot.workpapers_of(&audit.id).filter(|paper| reader.is_shown(paper.record()));
    papers.map(|paper| (paper, reader.fields(paper.record()))).collect()
}

/// The name of an item: `WP-1/4`.
fn named(paper: &View<'_, Workpaper>, item: &Value) -> Line {
    Line::code(format!("{}/{}", paper.id(), item["id"].as_str().unwrap_or_default()))
}

/// What was done: interviews, documents, samples, tests.
pub fn work(reader: &Reader<'_>, audit: &Record, fields: &Value) -> Vec<Block> {
    let papers = workpapers(reader, audit);
    let typed = papers.iter().map(|(paper, _)| paper.data());
    let (mut interviews, mut all, mut answered) = (0, 0, 0);
    for paper in typed {
        interviews += paper.interviews.len();
        all += paper.items.len();
        answered += paper.items.iter().filter(|item| item.result.is_some_and(|result| result.is_tested())).count();
    }
    let evidence = cited(reader, audit, &[]).len();
    let arguments = [
        ("items", all.into()),
        ("answered", answered.into()),
        ("interviews", interviews.into()),
        ("evidence", evidence.into()),
    ];
    let mut blocks = Blocks::default();
    blocks.paragraph(reader.message("report-work-done", &arguments));
    blocks.extend(plan::methods(reader, fields));
    let mut samples = Table::new([
        (reader.plain("report-item"), 0),
        (reader.plain("report-population"), 1),
        (reader.plain("report-sample"), 1),
        (reader.plain("report-chosen"), 2),
        (reader.plain("report-basis"), 4),
        (reader.plain("report-selected"), 3),
    ]);
    for (paper, fields) in &papers {
        for item in items(&fields["items"]).filter(|item| !item["sample"].is_null()) {
            let sample = &item["sample"];
            samples.cells([
                vec![named(paper, item)],
                vec![reader.line(&sample["population"])],
                vec![reader.line(&sample["size"])],
                vec![
                    reader.word(&sample["method"]),
                    reader.labelled(reader.plain("report-seed"), reader.line(&sample["seed"])),
                ],
                vec![reader.line(&sample["basis"])],
                vec![reader.line(&sample["selected"])],
            ]);
        }
    }
    blocks.under(reader.plain("report-samples"), samples.block().into_iter().collect());
    blocks.under(reader.plain("report-tests"), plan::tests(reader, fields));
    blocks.0
}

/// The items that could not be tested or do not apply, with the reason and where they are carried.
pub fn untested(reader: &Reader<'_>, audit: &Record) -> Option<Block> {
    let mut table = Table::new([
        (reader.plain("report-item"), 0),
        (reader.plain("report-criteria"), 2),
        (reader.plain("report-result"), 2),
        (reader.plain("report-reason"), 4),
        (reader.plain("report-carried-to"), 2),
    ]);
    for (paper, fields) in workpapers(reader, audit) {
        let is_untested = |item: &&Value| matches!(item["result"].as_str(), Some("not-tested" | "not-applicable"));
        for item in items(&fields["items"]).filter(is_untested) {
            table.row([
                named(&paper, item),
                reader.numbers(&item["criteria"]),
                reader.word(&item["result"]),
                reader.line(&item["reason"]),
                reader.ids(&item["carry_to"]),
            ]);
        }
    }
    table.block()
}

/// The conclusion on each requirement that was looked at.
pub fn conclusions(reader: &Reader<'_>, audit: &Record) -> Vec<Block> {
    let mut rows: Vec<(String, Vec<Line>)> = Vec::new();
    for (_, fields) in workpapers(reader, audit) {
        for item in items(&fields["items"]) {
            let result = item["result"].as_str().unwrap_or_default();
            let numbers: Vec<&str> = texts(&item["criteria"]).collect();
            let criteria = match numbers.as_slice() {
                [one] => reader.criterion(one),
                _ => reader.numbers(&item["criteria"]),
            };
            let row = vec![
                criteria,
                reader.word(&item["designed"]),
                reader.word(&item["implemented"]),
                reader.word(&item["effective"]),
                Line::styled(grade_style(result), capitalised(&reader.language().word(result))),
                reader.ids(&item["finding"]),
            ];
            rows.push((numbers.first().copied().unwrap_or_default().to_owned(), row));
        }
    }
    rows.sort_by(|(a, _), (b, _)| order(a, b));
    let mut table = Table::new([
        (reader.plain("report-criteria"), 5),
        (reader.plain("report-designed"), 2),
        (reader.plain("report-implemented"), 2),
        (reader.plain("report-effective"), 2),
        (reader.plain("report-result"), 2),
        (reader.plain("report-finding"), 2),
    ]);
    rows.into_iter().for_each(|(_, row)| table.row(row));
    let mut blocks = Blocks::default();
    blocks.table(table);
    reader.or_none(blocks, reader.plain("report-no-items"))
}

/// Clauses before controls before own rules, each by number.
fn order(a: &str, b: &str) -> std::cmp::Ordering {
    let group = |number: &str| (number.contains(':'), number.starts_with(|c: char| c.is_ascii_alphabetic()));
    group(a).cmp(&group(b)).then_with(|| natural_cmp(a, b))
}

/// The interviews, with roles rather than names.
pub fn interviews(reader: &Reader<'_>, audit: &Record) -> Vec<Block> {
    let mut table = Table::new([
        (reader.plain("report-id"), 0),
        (reader.plain("report-day"), 2),
        (reader.plain("report-asked-who"), 2),
        (reader.plain("report-asked-by"), 2),
        (reader.plain("report-topics"), 3),
        (reader.plain("report-said"), 5),
    ]);
    for (paper, fields) in workpapers(reader, audit) {
        for (one, typed) in items(&fields["interviews"]).zip(&paper.data().interviews) {
            let position = Line::soft(reader.position(typed.interviewee.as_str()));
            table.cells([
                vec![named(&paper, one)],
                vec![reader.short(&one["date"])],
                vec![reader.line(&one["interviewee"]), position],
                vec![reader.line(&one["interviewer"])],
                vec![reader.line(&one["topics"])],
                vec![
                    reader.line(&one["summary"]),
                    reader.labelled(reader.plain("report-items"), reader.line(&one["items"])),
                ],
            ]);
        }
    }
    table.block().into_iter().collect()
}

/// The evidence that an audit rests on: what its workpapers, findings, team and actions cite.
fn cited<'a>(reader: &Reader<'a>, audit: &Record, findings: &[View<'_, Finding>]) -> Vec<View<'a, Evidence>> {
    let mut ids: Vec<EvidenceRef> = Vec::new();
    for (paper, _) in workpapers(reader, audit) {
        ids.extend(paper.data().items.iter().flat_map(|item| item.evidence.iter().cloned()));
    }
    ids.extend(findings.iter().flat_map(|finding| finding.data().evidence.iter().cloned()));
    let told = audit.data().audit().into_iter().flat_map(|audit| &audit.communications);
    ids.extend(told.flat_map(|told| told.evidence.iter().cloned()));
    ids.sort();
    ids.dedup();
    ids.iter().filter_map(|id| reader.snapshot.evidence_record(id)).collect()
}

/// The index of the evidence.
pub fn evidence(reader: &Reader<'_>, audit: &Record, findings: &[View<'_, Finding>]) -> Vec<Block> {
    reader.evidence_index(&cited(reader, audit, findings)).into_iter().collect()
}

/// The checklist with its results, paper by paper; for audiences that may read the notes.
pub fn items_of(reader: &Reader<'_>, audit: &Record) -> Vec<Block> {
    let mut blocks = Blocks::default();
    for (paper, fields) in workpapers(reader, audit) {
        if reader.hides(paper.record(), "items/notes") {
            continue;
        }
        let mut table = Table::new([
            (reader.plain("report-item"), 0),
            (reader.plain("report-criteria"), 2),
            (reader.plain("report-question"), 5),
            (reader.plain("report-seen"), 5),
            (reader.plain("report-result"), 2),
        ]);
        for item in items(&fields["items"]) {
            let result = item["result"].as_str().unwrap_or_default();
            table.cells([
                vec![Line::code(item["id"].as_str().unwrap_or_default())],
                vec![reader.numbers(&item["criteria"])],
                vec![
                    reader.line(&item["question"]),
                    Line::joined([reader.word(&item["methods"]), reader.line(&item["auditee"])], " · "),
                ],
                vec![
                    reader.line(&item["notes"]),
                    reader.labelled(reader.plain("report-reason"), reader.line(&item["reason"])),
                    reader.ids(&item["evidence"]),
                ],
                vec![
                    Line::styled(grade_style(result), capitalised(&reader.language().word(result))),
                    reader.ids(&item["finding"]),
                ],
            ]);
        }
        let title = Line::code(paper.id()).then(" ").then(reader.text(&paper.title));
        let mut facts = Facts::default();
        facts.put(reader.plain("report-auditor"), reader.line(&fields["auditor"]));
        facts.put(reader.plain("report-reviewed"), reader.approval(&fields["reviewed"]));
        let mut of_paper = Blocks::default();
        of_paper.facts(facts);
        of_paper.table(table);
        of_paper.extend(reader.waivers(&fields["waivers"]));
        blocks.under(title, of_paper.0);
    }
    blocks.0
}

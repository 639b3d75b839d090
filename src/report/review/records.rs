//! What the records tell for the other boxes of a management review: earlier decisions, changes, feedback, risks, improvements.

use serde_json::Value;

use super::super::document::{Block, Blocks, Facts, Line, Table};
use super::super::reader::items;
use super::super::{self as report, Reader};
use super::{decision_row, decision_table};
use crate::diff::diff;
use crate::history::happened_to;
use crate::record::*;
use crate::snapshot::{Snapshot, View};

pub(super) fn earlier_decisions(reader: &Reader<'_>, review: &Review) -> Vec<Block> {
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

/// What changed in records of some kinds since the period began, with what was there and what is there now.
pub fn changed(reader: &Reader<'_>, facts: &report::Facts, kinds: &[Kind]) -> Vec<Block> {
    let Some(earlier) = &facts.earlier else { return Vec::new() };
    // How records are checked is no change of what the organisation is.
    let is_meant = |_: Kind, path: &str| !path.starts_with("rules") && !path.starts_with("waivers");
    changes_since(reader, earlier, kinds, is_meant)
}

/// Whether a change of a field tells a review that what the ISMS has to do with is another thing now: the organisation, its scope, its
/// controls, its catalogues. The settings of the tool do not, nor does the bookkeeping of a document: which version it is, when it was
/// looked at and approved last.
pub fn is_of_context(kind: Kind, path: &str) -> bool {
    let (top, last) = (path.split('/').next().unwrap_or(path), path.rsplit('/').next().unwrap_or(path));
    match kind {
        Kind::Isms => {
            ["organisation", "scope", "sites", "catalogues", "roles", "processes", "certification"].contains(&top)
        }
        Kind::Soa => top == "controls" && last != "last_reviewed",
        _ => top != "waivers",
    }
}

pub(super) fn changes_since(
    reader: &Reader<'_>,
    earlier: &Snapshot,
    kinds: &[Kind],
    is_meant: impl Fn(Kind, &str) -> bool,
) -> Vec<Block> {
    let mut table = Table::new([(reader.plain("report-record"), 3), (reader.plain("report-what-changed"), 8)]);
    let changes = diff(earlier, reader.snapshot);
    for change in changes.records.iter().filter(|change| kinds.contains(&change.kind)) {
        let record = reader.snapshot.record(&change.id).or_else(|| earlier.record(&change.id));
        let Some(record) = record.filter(|record| reader.is_shown(record)) else { continue };
        let is_told = |path: &str| is_meant(change.kind, path) && !reader.hides_change(record, path);
        let whole = match (change.is_added(), change.is_removed()) {
            (true, _) => reader.plain("report-added").into(),
            (_, true) => reader.plain("report-removed").into(),
            _ => Line::default(),
        };
        let fields = change.fields.iter().filter(|field| is_told(&field.path));
        let happened: Vec<_> = fields.map(happened_to).collect();
        let fields = reader.told(change.kind, &happened.iter().collect::<Vec<_>>()).into_iter().map(Line::from);
        let what: Vec<Line> = std::iter::once(whole).chain(fields).filter(|line| !line.is_empty()).collect();
        if !what.is_empty() {
            table.cells([vec![reader.titled(&change.id)], what]);
        }
    }
    table.block().into_iter().collect()
}

pub(super) fn reported_in<'r>(reader: &'r Reader<'_>, period: Period) -> Vec<View<'r, Audit>> {
    let in_period = |audit: &View<'_, Audit>| {
        audit.issued_on().is_some_and(|day| period.contains(day)) && reader.is_shown(audit.record())
    };
    let mut audits: Vec<View<'r, Audit>> = reader.snapshot.audits().filter(in_period).collect();
    audits.sort_by_key(|audit| (reader.issued_on(*audit), audit.id()));
    audits
}

pub(super) fn feedback(reader: &Reader<'_>, period: Period) -> Vec<Block> {
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

pub(super) fn risks(reader: &Reader<'_>) -> Vec<Block> {
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

pub(super) fn improvements(reader: &Reader<'_>, period: Period) -> Vec<Block> {
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
        lessons.extend(reader.lessons(&fields).into_iter().map(|lesson| Line::code(audit.id()).then(" ").then(lesson)));
    }
    for programme in reader.snapshot.programmes().filter(|programme| reader.is_shown(programme.record())) {
        let fields = reader.fields(programme.record());
        for review in items(&fields["reviews"])
            .filter(|review| report::reader::date(&review["date"]).is_some_and(|day| period.contains(day)))
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

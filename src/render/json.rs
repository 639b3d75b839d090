//! Diagnostics for programs. The shape has a version of its own, `format`, and does not follow the types of the tool.

use std::collections::HashMap;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Level, Place};
use crate::lint::Outcome;
use crate::record::Date;
use crate::snapshot::Snapshot;
use crate::span::Lines;

/// Where the records are, for paths from the top of the repository.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// The record root's path from the top of the repository; empty when it is the top.
    pub root: &'a str,
    /// The day on which the records were judged.
    pub day: Date,
}

/// A lint as JSON, with a line feed at its end.
pub fn lint(snapshot: &Snapshot, outcome: &Outcome, frame: Frame<'_>) -> String {
    let document = Document {
        format: 1,
        tool: Tool::this(),
        as_of: frame.day.to_string(),
        commit: snapshot.state().commit().map(|commit| commit.id.as_str()),
        root: frame.root,
        records: snapshot.records().len() + snapshot.broken().len(),
        summary: Summary {
            errors: outcome.count(Level::Error),
            warnings: outcome.count(Level::Warning),
            infos: outcome.count(Level::Info),
            waived: outcome.waived.len(),
        },
        diagnostics: items(snapshot, &outcome.diagnostics, frame),
    };
    to_text(&document)
}

/// Any serializable value as indented JSON, with a line feed at its end.
pub fn to_text(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// The diagnostics in the shape that all JSON outputs share.
pub fn items<'a>(snapshot: &'a Snapshot, diagnostics: &'a [Diagnostic], frame: Frame<'a>) -> Vec<Item<'a>> {
    let mut lines: HashMap<&str, Option<Lines<'_>>> = HashMap::new();
    diagnostics
        .iter()
        .map(|diagnostic| Item {
            rule: diagnostic.rule,
            level: diagnostic.level.as_str(),
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            place: spot(snapshot, &diagnostic.place, frame.root, &mut lines),
            related: diagnostic
                .related
                .iter()
                .map(|(place, label)| Related { label, place: spot(snapshot, place, frame.root, &mut lines) })
                .collect(),
            record: diagnostic.record.as_ref().map(|subject| Record {
                kind: subject.kind.as_str(),
                id: &subject.id,
                title: &subject.title,
            }),
            part: diagnostic.part.as_deref(),
            owner: diagnostic.owner.as_deref(),
            since: diagnostic.since.map(|day| day.to_string()),
            days: diagnostic.since.map(|day| frame.day.days_since(day)),
        })
        .collect()
}

fn spot<'a>(
    snapshot: &'a Snapshot,
    place: &'a Place,
    root: &str,
    lines: &mut HashMap<&'a str, Option<Lines<'a>>>,
) -> Spot {
    let path = if root.is_empty() { place.path.to_string() } else { format!("{root}/{}", place.path) };
    let lines = lines.entry(&place.path).or_insert_with(|| snapshot.text(&place.path).map(Lines::new));
    match (place.span, lines) {
        (Some(span), Some(lines)) => {
            let (start, end) = (lines.at(span.start), lines.at(span.end));
            Spot {
                path,
                line: Some(start.line),
                column: Some(start.column),
                end_line: Some(end.line),
                end_column: Some(end.column),
            }
        }
        _ => Spot { path, line: None, column: None, end_line: None, end_column: None },
    }
}

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    tool: Tool,
    as_of: String,
    commit: Option<&'a str>,
    root: &'a str,
    records: usize,
    summary: Summary,
    diagnostics: Vec<Item<'a>>,
}

/// Which tool wrote the document.
#[derive(Serialize)]
pub struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    infos: usize,
    waived: usize,
}

/// A diagnostic.
#[derive(Serialize)]
pub struct Item<'a> {
    rule: &'static str,
    level: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(flatten)]
    place: Spot,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<Record<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<i64>,
}

/// A place, lines and columns from 1, columns in Unicode code points; the end is behind the last character.
#[derive(Serialize)]
struct Spot {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
}

#[derive(Serialize)]
struct Related<'a> {
    label: &'a str,
    #[serde(flatten)]
    place: Spot,
}

#[derive(Serialize)]
struct Record<'a> {
    kind: &'static str,
    id: &'a str,
    title: &'a str,
}

impl Tool {
    /// This version of tickmark.
    pub fn this() -> Self {
        Self { name: "tickmark", version: env!("CARGO_PKG_VERSION") }
    }
}

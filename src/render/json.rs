//! Diagnostics for programs. The shape has a version of its own, `format`, and does not follow the types of the tool.

use schemars::JsonSchema;
use serde::Serialize;

use super::place::{Places, Spot};
use crate::diagnostic::{Diagnostic, Level, fingerprints};
use crate::lint::Outcome;
use crate::record::Date;
use crate::snapshot::{Judged, Snapshot};

/// Where the records are, for paths from the top of the repository.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// The record root's path from the top of the repository; empty when it is the top.
    pub root: &'a str,
    /// The day on which the records were judged.
    pub day: Date,
}

/// What was judged of a state, where not all of it was.
#[derive(Debug, Clone, Copy)]
pub struct Share<'a> {
    /// The records.
    pub judged: &'a Judged,
    /// How much of what is wrong in records beside the change was so before, and is not told.
    pub before: usize,
    /// The rules that were not asked.
    pub unasked: &'a [&'static str],
}

/// A lint as JSON, with a line feed at its end.
pub fn lint(snapshot: &Snapshot, outcome: &Outcome, frame: Frame<'_>, share: Option<Share<'_>>) -> String {
    let all = snapshot.records().len() + snapshot.broken().len();
    let document = Document {
        format: 1,
        tool: Tool::this(),
        as_of: frame.day.to_string(),
        commit: snapshot.state().commit().map(|commit| commit.id.as_str()),
        root: frame.root,
        records: share.map_or(all, |share| share.judged.paths.len()),
        part: share.map(|Share { judged, before, unasked }| Part {
            changes: judged.changes.len(),
            of: judged.total,
            before,
            unasked,
        }),
        summary: Summary {
            errors: outcome.count(Level::Error),
            warnings: outcome.count(Level::Warning),
            infos: outcome.count(Level::Info),
            waived: outcome.waived.len(),
        },
        diagnostics: items(snapshot, &outcome.diagnostics, frame),
    };
    to_text(&LintOutput::Report(document))
}

/// Any serializable value as indented JSON, with a line feed at its end.
pub fn to_text(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// The diagnostics in the shape that all JSON outputs share.
pub fn items<'a>(snapshot: &'a Snapshot, diagnostics: &'a [Diagnostic], frame: Frame<'a>) -> Vec<Item<'a>> {
    let mut places = Places::new(snapshot, frame.root);
    let fingerprints = fingerprints(diagnostics);
    diagnostics
        .iter()
        .zip(fingerprints)
        .map(|(diagnostic, fingerprint)| Item {
            rule: diagnostic.rule,
            level: diagnostic.level.as_str(),
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            fingerprint,
            place: places.at(&diagnostic.place),
            related: diagnostic
                .related
                .iter()
                .map(|(place, label)| Related { label, place: places.at(place) })
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

/// What a lint prints with `--format json`: what it found, or why it could not do its work.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum LintOutput<'a> {
    /// What it found.
    Report(Document<'a>),
    /// Why it could not do its work.
    Failure(Failure<'a>),
}

/// Diagnostics of a lint.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Document<'a> {
    /// Version of this shape: 1. A field may be added without a new version.
    format: u32,
    /// The tool that wrote it.
    tool: Tool,
    /// Day on which the records were judged, YYYY-MM-DD.
    as_of: String,
    /// Full id of the commit that was looked at, or that the files are based on.
    commit: Option<&'a str>,
    /// The record root's path from the top of the repository; empty when it is the top.
    root: &'a str,
    /// How many records were judged.
    records: usize,
    /// What `--staged` left out; absent where all records were judged by all rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<Part<'a>>,
    /// How much was found.
    summary: Summary,
    /// What was found, by path, place and rule.
    diagnostics: Vec<Item<'a>>,
}

/// What of the records was judged: those that the next commit changes, and those that this may break.
#[derive(Serialize, JsonSchema)]
struct Part<'a> {
    /// How many files are staged, records and others.
    changes: usize,
    /// How many records there are.
    of: usize,
    /// How much of what is wrong in records beside those that change was so before, and is not told.
    before: usize,
    /// The rules that need all records and were not asked.
    unasked: &'a [&'static str],
}

/// Why the tool could not do its work.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Failure<'a> {
    /// Version of this shape: 1.
    format: u32,
    /// The tool that wrote it.
    tool: Tool,
    /// What went wrong.
    error: &'a str,
}

/// Which tool wrote the document.
#[derive(Serialize, JsonSchema)]
pub struct Tool {
    /// Its name.
    name: &'static str,
    /// Its version.
    version: &'static str,
}

/// How much was found.
#[derive(Serialize, JsonSchema)]
struct Summary {
    /// Diagnostics at level `error`.
    errors: usize,
    /// Diagnostics at level `warning`.
    warnings: usize,
    /// Diagnostics at level `info`.
    infos: usize,
    /// Diagnostics that a waiver keeps back.
    waived: usize,
}

/// A diagnostic.
#[derive(Serialize, JsonSchema)]
pub struct Item<'a> {
    /// Name of the rule.
    rule: &'static str,
    /// Level after the settings: `error`, `warning`, `info`.
    level: &'static str,
    /// What is wrong.
    message: &'a str,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    /// 32 hexadecimal digits that stay while lines move and days pass.
    fingerprint: String,
    #[serde(flatten)]
    place: Spot,
    /// Other places that matter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
    /// The record that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<Record<'a>>,
    /// The part of the record: `CA-2026-004/2`.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'a str>,
    /// Id of the person who has to see to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    /// Last day on which all was well.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    /// Days since then.
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<i64>,
}

/// Another place that matters.
#[derive(Serialize, JsonSchema)]
struct Related<'a> {
    /// What it is.
    label: &'a str,
    #[serde(flatten)]
    place: Spot,
}

/// A record.
#[derive(Serialize, JsonSchema)]
struct Record<'a> {
    /// Kind.
    kind: &'static str,
    /// Id.
    id: &'a str,
    /// Title.
    title: &'a str,
}

/// What is left where the tool could not do its work.
pub fn failure(error: &str) -> String {
    to_text(&LintOutput::Failure(Failure { format: 1, tool: Tool::this(), error }))
}

/// The JSON Schema of what a lint prints, as the text of its file in `schemas/`.
pub fn lint_schema() -> String {
    let generator = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<LintOutput<'_>>().to_value();
    if let Some(object) = schema.as_object_mut() {
        object.insert("$id".to_owned(), "urn:tickmark:schema:lint-output:1".into());
        object.insert("title".to_owned(), "tickmark lint --format json".into());
    }
    to_text(&schema)
}

impl Tool {
    /// This version of tickmark.
    pub fn this() -> Self {
        Self { name: "tickmark", version: env!("CARGO_PKG_VERSION") }
    }
}

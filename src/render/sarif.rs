//! SARIF 2.1.0, for code scanning: the rules with their pages, and each diagnostic as a result whose fingerprint stays
//! while lines move.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::json::to_text;
use super::place::{Places, Spot};
use super::report::{Report, with_help};
use crate::diagnostic::{Diagnostic, Level, fingerprints};
use crate::lint::{Rule, docs, rules};
use crate::text::path_in_address;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// Name of our fingerprint; the number is that of the way it is made.
const FINGERPRINT: &str = "tickmark/v1";

/// The diagnostics as a SARIF log with one run. What a waiver keeps back is there as suppressed.
pub fn report(report: &Report<'_>) -> String {
    let positions: HashMap<&str, usize> =
        rules::ALL.iter().enumerate().map(|(position, rule)| (rule.name, position)).collect();
    let mut places = report.places();
    let mut results = Vec::new();
    for (diagnostics, is_waived) in [(report.diagnostics, false), (report.waived, true)] {
        for (diagnostic, fingerprint) in diagnostics.iter().zip(fingerprints(diagnostics)) {
            let mut result = result(diagnostic, &fingerprint, &positions, &mut places);
            if is_waived {
                result.insert("suppressions".to_owned(), json!([{"kind": "external", "status": "accepted"}]));
            }
            results.push(Value::Object(result));
        }
    }
    let mut run = run(results, json!({"executionSuccessful": true}));
    if let Some(commit) = report.snapshot.state().commit() {
        run.insert("properties".to_owned(), json!({"commit": commit.id, "asOf": report.frame.day.to_string()}));
    }
    log(run)
}

/// What is left where the tool could not do its work.
pub fn failure(error: &str) -> String {
    log(run(
        Vec::new(),
        json!({
            "executionSuccessful": false,
            "toolExecutionNotifications": [{"level": "error", "message": {"text": error}}],
        }),
    ))
}

fn log(run: Map<String, Value>) -> String {
    to_text(&json!({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}))
}

fn run(results: Vec<Value>, invocation: Value) -> Map<String, Value> {
    let mut run = Map::new();
    run.insert(
        "tool".to_owned(),
        json!({"driver": {
            "name": "tickmark",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules::ALL.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
        }}),
    );
    run.insert("invocations".to_owned(), json!([invocation]));
    run.insert("columnKind".to_owned(), json!("unicodeCodePoints"));
    run.insert("automationDetails".to_owned(), json!({"id": "tickmark/"}));
    run.insert("results".to_owned(), json!(results));
    run
}

fn descriptor(rule: &Rule) -> Value {
    let page = docs::page(rule);
    json!({
        "id": rule.name,
        "shortDescription": {"text": format!("{}.", rule.summary)},
        "fullDescription": {"text": first_paragraph(rule)},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": level(rule.level)},
        "properties": {"tags": [rule.family.title()], "clause": rule.clause},
    })
}

fn first_paragraph(rule: &Rule) -> String {
    rule.docs.lines().take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

fn result(
    diagnostic: &Diagnostic,
    fingerprint: &str,
    positions: &HashMap<&str, usize>,
    places: &mut Places<'_>,
) -> Map<String, Value> {
    let mut result = Map::new();
    let mut add = |key: &str, value: Value| drop(result.insert(key.to_owned(), value));
    add("ruleId", json!(diagnostic.rule));
    if let Some(position) = positions.get(diagnostic.rule) {
        add("ruleIndex", json!(position));
    }
    add("level", json!(level(diagnostic.level)));
    add("message", json!({"text": with_help(diagnostic)}));
    add("locations", json!([{"physicalLocation": physical(&places.at(&diagnostic.place))}]));
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().enumerate().map(|(number, (place, label))| {
            json!({"id": number + 1, "physicalLocation": physical(&places.at(place)), "message": {"text": label}})
        });
        add("relatedLocations", related.collect());
    }
    add("partialFingerprints", json!({FINGERPRINT: fingerprint}));
    let mut properties = Map::new();
    let known = [
        ("record", diagnostic.record.as_ref().map(|subject| subject.id.to_string())),
        ("part", diagnostic.part.clone()),
        ("owner", diagnostic.owner.clone()),
        ("since", diagnostic.since.map(|day| day.to_string())),
    ];
    properties.extend(known.into_iter().filter_map(|(key, value)| Some((key.to_owned(), json!(value?)))));
    if !properties.is_empty() {
        add("properties", Value::Object(properties));
    }
    result
}

fn physical(spot: &Spot) -> Value {
    let mut region = Map::new();
    let parts = [
        ("startLine", spot.line),
        ("startColumn", spot.column),
        ("endLine", spot.end_line),
        ("endColumn", spot.end_column),
    ];
    region.extend(parts.into_iter().filter_map(|(key, value)| Some((key.to_owned(), json!(value?)))));
    let mut physical = Map::new();
    physical.insert(
        "artifactLocation".to_owned(),
        json!({"uri": path_in_address(&spot.path).to_string(), "uriBaseId": "%SRCROOT%"}),
    );
    if !region.is_empty() {
        physical.insert("region".to_owned(), Value::Object(region));
    }
    Value::Object(physical)
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
        Level::Allow => "none",
    }
}

//! Whatever is missing from a record or stands in it, the rules say something and none of them panics: every value of the
//! fixture is taken away and pushed to its limits, one at a time.

use crate::support::texts_below;
use rayon::prelude::*;
use serde_json::Value;
use tickmark::gate::PROFILES;
use tickmark::lint::{Baseline, fixes, lint};
use tickmark::record::Date;
use tickmark::review::BranchReview;
use tickmark::snapshot::{Cache, Snapshot};
use tickmark::source::MemorySource;

fn fixture() -> Vec<(String, String)> {
    texts_below(&["tests/rules/fixture"]).into_iter().collect()
}

/// Paths of all values in a record; of a long list, the first items.
fn paths(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, below) in fields {
                let path = format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"));
                found.push(path.clone());
                paths(below, &path, found);
            }
        }
        Value::Array(items) => {
            for (position, below) in items.iter().enumerate().take(2) {
                let path = format!("{path}/{position}");
                found.push(path.clone());
                paths(below, &path, found);
            }
        }
        _ => {}
    }
}

/// The values that are put in the place of one: nothing, the least, the most.
fn extremes(value: &Value) -> Vec<Value> {
    match value {
        Value::String(text) if text.parse::<Date>().is_ok() => vec!["0001-01-01".into(), "9999-12-31".into()],
        Value::String(_) => vec!["".into(), "\u{200f}\n::error::x".into(), "p-it".into(), "A.5..A.8".into()],
        Value::Number(_) => vec![0.into(), u32::MAX.into(), (-1).into()],
        Value::Array(_) => vec![Value::Array(Vec::new())],
        _ => Vec::new(),
    }
}

fn without(record: &Value, path: &str) -> Value {
    let mut record = record.clone();
    let (parent, last) = path.rsplit_once('/').expect("a path");
    match record.pointer_mut(parent) {
        Some(Value::Object(fields)) => drop(fields.shift_remove(&last.replace("~1", "/").replace("~0", "~"))),
        Some(Value::Array(items)) => drop(items.remove(last.parse().expect("a position"))),
        _ => unreachable!("a path of the record"),
    }
    record
}

fn variants(record: &Value) -> Vec<Value> {
    let mut all = Vec::new();
    let mut found = Vec::new();
    paths(record, "", &mut found);
    for path in found {
        all.push(without(record, &path));
        for extreme in extremes(record.pointer(&path).expect("it is there")) {
            let mut changed = record.clone();
            *changed.pointer_mut(&path).expect("it is there") = extreme;
            all.push(changed);
        }
    }
    all
}

fn load(files: &[(String, String)], path: &str, text: &str) -> Snapshot {
    let mut source = MemorySource::default();
    for (known, content) in files {
        source.insert(known.clone(), if known == path { text.to_owned() } else { content.clone() });
    }
    Snapshot::load(&source, &Cache::default()).expect("memory can be read")
}

#[test]
fn nothing_that_a_record_says_or_lacks_makes_a_rule_panic() {
    let files = fixture();
    let mut cases: Vec<(&str, String)> = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".yaml") && path != "soa.yaml") {
        let record: Value = serde_yaml::from_str(text).expect("the fixture is YAML");
        let texts = variants(&record).into_iter().map(|variant| serde_json::to_string(&variant).expect("JSON"));
        cases.extend(texts.map(|text| (path.as_str(), text)));
    }
    assert!(cases.len() > 1_000, "{}", cases.len());
    let baseline = Baseline::new(load(&files, "", ""), None);
    let days = ["2026-06-15", "0001-01-01", "9999-12-31"].map(|day| day.parse::<Date>().expect("a day"));
    cases.par_iter().enumerate().for_each(|(number, (path, text))| {
        let mut after = load(&files, path, text);
        // Each case on one of the days: a day is at its limits as a record's are.
        let day = days[number % days.len()];
        match number % 2 {
            0 => drop(BranchReview::of(&baseline, &mut after, day, &PROFILES[0], Vec::new())),
            _ => drop((lint(&after, day), fixes(&after))),
        }
    });
}

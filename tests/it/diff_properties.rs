//! What holds for a comparison of any two states: formatting is no change, and a comparison read backwards says the same.

use crate::support::texts_below;
use proptest::prelude::*;
use serde_yaml::{Mapping, Value};
use tickmark::diff::{Changes, Edit, diff};
use tickmark::snapshot::{Cache, Snapshot};
use tickmark::source::MemorySource;

/// The fixture of the rules: every kind of record.
fn fixture() -> Vec<(String, String)> {
    let files = texts_below(&["tests/rules/fixture"]).into_iter();
    files.filter(|(path, _)| path.ends_with(".yaml")).collect()
}

fn source(files: &[(String, String)]) -> MemorySource {
    let mut source = MemorySource::default();
    for (path, text) in files {
        source.insert(path.clone(), text.clone());
    }
    source
}

fn compare(before: &MemorySource, after: &MemorySource) -> Changes {
    let load = |source| Snapshot::load(source, &Cache::default()).expect("memory can be read");
    diff(&load(before), &load(after))
}

/// As the command compares: only what differs is read.
fn compare_lazily(before: &MemorySource, after: &MemorySource) -> Changes {
    let (before, after) = Snapshot::load_pair(before, after, &Cache::default()).expect("memory can be read");
    diff(&before, &after)
}

/// Ways to write the same values.
fn rewritten(text: &str, style: u8) -> String {
    let mut value: Value = serde_yaml::from_str(text).expect("the fixture is YAML");
    if style & 1 == 1 {
        reverse_keys(&mut value);
    }
    let body = match style >> 1 & 3 {
        0 => block(&value),
        1 => serde_json::to_string(&value).expect("JSON") + "\n",
        2 => serde_json::to_string_pretty(&value).expect("JSON") + "\n",
        _ => text.to_owned(),
    };
    let body = if style & 8 == 8 { format!("# a comment\n\n{body}# another\n") } else { body };
    let body = if style & 16 == 16 { body.replace('\n', "\r\n") } else { body };
    if style & 32 == 32 { format!("\u{feff}{body}") } else { body }
}

/// Block style with every text in quotes.
fn block(value: &Value) -> String {
    fn add(out: &mut String, value: &Value, depth: usize) {
        let indent = "  ".repeat(depth);
        match value {
            Value::Mapping(mapping) if !mapping.is_empty() => {
                for (key, value) in mapping {
                    out.push_str(&format!("\n{indent}{}:", key.as_str().expect("a text")));
                    add(out, value, depth + 1);
                }
            }
            Value::Sequence(items) if !items.is_empty() => {
                for item in items {
                    out.push_str(&format!("\n{indent}-"));
                    add(out, item, depth + 1);
                }
            }
            other => out.push_str(&format!(" {}", serde_json::to_string(other).expect("JSON"))),
        }
    }
    let mut out = String::new();
    add(&mut out, value, 0);
    out.trim_start().to_owned() + "\n"
}

fn reverse_keys(value: &mut Value) {
    match value {
        Value::Mapping(mapping) => {
            let mut entries: Vec<(Value, Value)> = std::mem::take(mapping).into_iter().collect();
            entries.reverse();
            entries.iter_mut().for_each(|(_, value)| reverse_keys(value));
            *mapping = entries.into_iter().collect::<Mapping>();
        }
        Value::Sequence(items) => items.iter_mut().for_each(reverse_keys),
        _ => {}
    }
}

/// Changes one place of a value: which one and how, `choices` say.
fn mutate(value: &mut Value, choices: &mut impl Iterator<Item = usize>) {
    let (Some(way), Some(which)) = (choices.next(), choices.next()) else { return };
    match value {
        Value::Mapping(mapping) if !mapping.is_empty() => {
            let position = which % mapping.len();
            let key = mapping.keys().nth(position).expect("a key").clone();
            match way % 8 {
                0 => drop(mapping.remove(&key)),
                _ => mutate(mapping.get_mut(&key).expect("a value"), choices),
            }
        }
        Value::Sequence(items) if !items.is_empty() => {
            let position = which % items.len();
            match way % 6 {
                0 => drop(items.remove(position)),
                1 => items.push(items[position].clone()),
                2 => items.reverse(),
                3 => items.rotate_left(position),
                _ => mutate(&mut items[position], choices),
            }
        }
        Value::String(text) => match way % 3 {
            0 => *text = format!("{text} and more"),
            1 => *text = "2026-06-06".to_owned(),
            _ => *text = "closed".to_owned(),
        },
        Value::Bool(flag) => *flag = !*flag,
        Value::Number(_) => *value = Value::from(which),
        _ => {}
    }
}

fn changed(files: &[(String, String)], mutations: &[(usize, Vec<usize>)]) -> Vec<(String, String)> {
    let mut files = files.to_vec();
    for (which, choices) in mutations {
        let position = which % files.len();
        let mut value: Value = serde_yaml::from_str(&files[position].1).expect("YAML");
        match choices.first() {
            Some(0) => files[position].0 = format!("moved/{}", files[position].0),
            _ => mutate(&mut value, &mut choices.iter().copied()),
        }
        files[position].1 = block(&value);
    }
    files
}

/// Changes as lines in an order of their own, without the titles and positions that are taken from one side.
fn lines(changes: &Changes, backwards: bool) -> Vec<String> {
    fn turned<T>(pair: (T, T), backwards: bool) -> (T, T) {
        if backwards { (pair.1, pair.0) } else { pair }
    }
    let mut lines = Vec::new();
    for change in &changes.records {
        let paths = turned((change.before.clone(), change.after.clone()), backwards);
        lines.push(format!("{} {} {paths:?}", change.kind, change.id.to_lowercase()));
        for field in &change.fields {
            let (before, after) = match field.edit.clone() {
                Edit::Added(content) => (vec![], vec![content]),
                Edit::Removed(content) => (vec![content], vec![]),
                Edit::Replaced(before, after) => (vec![before], vec![after]),
                Edit::Members(lost, gained) => (lost, gained),
            };
            let path = field.path.split('[').next().unwrap_or_default();
            lines.push(format!("{} {path} {:?}", change.id, turned((before, after), backwards)));
        }
    }
    for file in &changes.unreadable {
        lines.push(format!("{:?}", turned((&file.before, &file.after), backwards)));
    }
    lines.sort();
    lines
}

fn mutations() -> impl Strategy<Value = Vec<(usize, Vec<usize>)>> {
    prop::collection::vec((0..100_usize, prop::collection::vec(0..24_usize, 2..12)), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn formatting_is_no_change(styles in prop::collection::vec(0..64_u8, 30)) {
        let files = fixture();
        let again: Vec<(String, String)> =
            files.iter().zip(styles.iter().cycle()).map(|((path, text), style)| (path.clone(), rewritten(text, *style))).collect();
        let changes = compare(&source(&files), &source(&again));
        prop_assert!(changes.is_empty(), "{changes:?}");
    }

    #[test]
    fn a_comparison_read_backwards_says_the_same(before in mutations(), after in mutations()) {
        let files = fixture();
        let (before, after) = (source(&changed(&files, &before)), source(&changed(&files, &after)));
        let there = compare(&before, &after);
        let back = compare(&after, &before);
        prop_assert_eq!(lines(&there, false), lines(&back, true));
        prop_assert!(compare_lazily(&before, &before).is_empty());
    }

    #[test]
    fn reading_only_what_differs_says_the_same(before in mutations(), after in mutations()) {
        let files = fixture();
        let (before, after) = (source(&changed(&files, &before)), source(&changed(&files, &after)));
        prop_assert_eq!(compare_lazily(&before, &after), compare(&before, &after));
    }
}

//! What is wrong with the keys of a mapping, in words for people.

use super::shape::{Shape, What};
use super::validate::SUGGESTED;
use super::values::is_flow;
use crate::span::Span;
use crate::text::{listed, nearest};
use crate::yaml::{Node, Problem, Value};

pub(super) fn unknown_key(key: &str, owner: &Node, text: &str, free: &[&str], is_suggested: bool) -> Problem {
    let span = owner.entry(key).map_or(owner.head(), |entry| entry.key_span);
    let help = match nearest(key, free.iter().copied().filter(|_| is_suggested)) {
        Some(name) => format!("did you mean `{name}`?"),
        None if is_rest_of_text(key, owner, text) => {
            "if it belongs to the text before it, put all of that text in quotes: a comma or a bracket ends it here"
                .to_owned()
        }
        None if free.is_empty() => "remove it".to_owned(),
        None => format!("remove it; what else may stand here: {}", listed(free, 12)),
    };
    Problem::new(span, format!("unknown key `{key}`")).help(help)
}

/// Whether a key may be what follows a comma in a text between braces that has no quotes: it has no value, and stands behind
/// a text.
fn is_rest_of_text(key: &str, owner: &Node, text: &str) -> bool {
    let entries = owner.entries();
    let position = entries.iter().position(|entry| *entry.key == *key).filter(|position| *position > 0);
    is_flow(owner, text)
        && position.is_some_and(|position| {
            let is_bare = |value: &Node| value.value == Value::Null && value.span.start == value.span.end;
            // Behind a second comma stands a second such key.
            let before = entries[..position].iter().rev().find(|entry| !is_bare(&entry.value));
            is_bare(&entries[position].value) && before.is_some_and(|entry| entry.value.plain)
        })
}

/// The keys that may stand in a mapping and do not yet.
pub(super) fn free_keys<'a>(owner: &Node, shape: Option<&'a Shape>) -> Vec<&'a str> {
    match shape.map(|shape| &shape.what) {
        Some(What::Object(fields)) => {
            fields.keys().map(String::as_str).filter(|name| owner.get(name).is_none()).collect()
        }
        _ => Vec::new(),
    }
}

/// The keys that unknown ones of `owner` look most like.
pub(super) fn misspelt<'a>(owner: &Node, shape: Option<&'a Shape>) -> Vec<&'a str> {
    let Some(shape) = shape else { return Vec::new() };
    let free = free_keys(owner, Some(shape));
    let unknown = owner.entries().iter().filter(|entry| shape.step(&entry.key).is_none()).take(SUGGESTED);
    unknown.filter_map(|entry| nearest(&entry.key, free.iter().copied())).collect()
}

pub(super) fn missing(keys: &[String], owner: &Node, span: Span, shape: Option<&Shape>) -> Option<Problem> {
    let span = owner.entries().first().map_or(span, |first| first.key_span);
    let field = |key: &String| shape.and_then(|shape| shape.step(key));
    let line = |key: &String| format!("`{key}: {}`", field(key).map_or_else(|| "…".to_owned(), example));
    let problem = match keys {
        [] => return None,
        [key] => Problem::new(span, format!("`{key}` is missing")).help(format!(
            "add {}{}",
            line(key),
            field(key).map(described).unwrap_or_default()
        )),
        keys => {
            let names: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
            let lines: Vec<String> = keys.iter().map(line).collect();
            Problem::new(span, format!("{} are missing", listed(&names, 20)))
                .help(format!("add {}", listed(&lines, 20)))
        }
    };
    Some(problem)
}

pub(super) fn is_about_keys(problem: &Problem) -> bool {
    problem.message.starts_with("unknown key") || problem.message.ends_with(" missing")
}

fn described(shape: &Shape) -> String {
    match shape.description.is_empty() {
        true => String::new(),
        false => format!(" ({})", shape.description.trim_end_matches('.')),
    }
}

fn example(shape: &Shape) -> String {
    match &shape.what {
        What::Date => "YYYY-MM-DD".to_owned(),
        What::Word(words) => words.first().cloned().unwrap_or_default(),
        What::Bool => "true".to_owned(),
        What::Integer | What::Number => "1".to_owned(),
        What::List(_) => "[…]".to_owned(),
        What::Object(_) | What::Map(_) => "{…}".to_owned(),
        What::Text | What::Reference(_) => "…".to_owned(),
    }
}

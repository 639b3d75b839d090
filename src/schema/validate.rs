//! Holding a record against its schema, and saying what is wrong in words for people. The only file that names the
//! validator.

use std::collections::HashMap;
use std::sync::LazyLock;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{ValidationError, Validator};

use super::generate::generate;
use super::shape::{Reference, Shape, What, shape};
use crate::record::Kind;
use crate::span::Span;
use crate::text::{listed, nearest, shortened};
use crate::yaml::{Node, Problem, Value, other_reading};

static VALIDATORS: LazyLock<HashMap<Kind, Validator>> = LazyLock::new(|| {
    Kind::ALL
        .iter()
        .map(|&kind| {
            let validator = jsonschema::options()
                .should_validate_formats(true)
                .build(&generate(kind))
                .expect("a generated schema is a schema");
            (kind, validator)
        })
        .collect()
});

/// What is wrong with the record, in the order of the text; nothing when its schema holds.
pub fn validate(kind: Kind, root: &Node, text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let instance = root.to_json();
    for error in VALIDATORS[&kind].iter_errors(&instance) {
        explain(kind, root, text, &error, &mut problems);
    }
    ambiguous(kind, root, text, &mut problems);
    problems.sort_by(|a, b| a.span.cmp(&b.span).then_with(|| a.message.cmp(&b.message)));
    // Two keywords may refuse one value for one reason (a date's pattern and its format): the first sentence is enough.
    problems.dedup_by(|b, a| {
        a.span == b.span
            && (a.message == b.message || !b.message.starts_with("unknown key"))
            && a.span.start != a.span.end
            && !is_about_keys(a)
            && !is_about_keys(b)
    });
    problems
}

fn is_about_keys(problem: &Problem) -> bool {
    problem.message.starts_with("unknown key") || problem.message.ends_with("is missing")
}

fn explain(kind: Kind, root: &Node, text: &str, error: &ValidationError<'_>, problems: &mut Vec<Problem>) {
    let path = error.instance_path().to_string();
    let node = root.at(&path).unwrap_or(root);
    let shape = shape(kind).at(&path);
    let span = root.place(&path);
    let problem = match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            problems.extend(unexpected.iter().map(|key| unknown_key(key, node, shape)));
            return;
        }
        ValidationErrorKind::Required { property } => missing(property.as_str().unwrap_or_default(), node, span, shape),
        ValidationErrorKind::Type { kind } => wrong_type(node, span, text, shape, kind),
        ValidationErrorKind::Enum { options } => {
            let words: Vec<&str> = options.as_array().into_iter().flatten().filter_map(|word| word.as_str()).collect();
            wrong_word(node, span, text, &words)
        }
        ValidationErrorKind::Format { .. } | ValidationErrorKind::Pattern { .. } => wrong_form(node, span, text, shape),
        ValidationErrorKind::MinLength { .. } => {
            Problem::new(span, format!("`{}` is empty", last_key(&path))).help(fill_in(shape))
        }
        ValidationErrorKind::MinItems { .. } => {
            Problem::new(span, format!("`{}` needs at least one entry", last_key(&path))).help(fill_in(shape))
        }
        ValidationErrorKind::Minimum { limit } => Problem::new(
            span,
            format!("{} is too small: `{}` is at least {limit}", source(node, text), last_key(&path)),
        )
        .help(fill_in(shape)),
        ValidationErrorKind::Maximum { limit } => {
            Problem::new(span, format!("{} is too large: `{}` is at most {limit}", source(node, text), last_key(&path)))
                .help(fill_in(shape))
        }
        _ => Problem::new(span, format!("`{}`: {error}", last_key(&path))).help(fill_in(shape)),
    };
    problems.push(problem);
}

fn unknown_key(key: &str, owner: &Node, shape: Option<&Shape>) -> Problem {
    let span = owner.entry(key).map_or(owner.head(), |entry| entry.key_span);
    let known: Vec<&str> = match shape.map(|shape| &shape.what) {
        Some(What::Object(fields)) => fields.keys().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    let free: Vec<&str> = known.iter().copied().filter(|name| owner.get(name).is_none()).collect();
    let help = match nearest(key, free.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None if free.is_empty() => "remove it".to_owned(),
        None => format!("remove it; what else may stand here: {}", listed(&free, 12)),
    };
    Problem::new(span, format!("unknown key `{key}`")).help(help)
}

fn missing(key: &str, owner: &Node, span: Span, shape: Option<&Shape>) -> Problem {
    let span = match owner.entries().first() {
        Some(first) => first.key_span,
        None => span,
    };
    let help = match shape.and_then(|shape| shape.step(key)) {
        Some(field) => format!("add `{key}: {}`{}", example(field), described(field)),
        None => format!("add `{key}: …`"),
    };
    Problem::new(span, format!("`{key}` is missing")).help(help)
}

fn wrong_type(node: &Node, span: Span, text: &str, shape: Option<&Shape>, _expected: &TypeKind) -> Problem {
    let what = shape.map(|shape| &shape.what);
    let written = source(node, text);
    if node.value == Value::Null {
        return Problem::new(span, "a key without a value").help("remove the key, or give it a value");
    }
    let is_text_wanted = matches!(what, Some(What::Text | What::Date | What::Word(_) | What::Reference(_)));
    match (&node.value, what) {
        (Value::Integer(_) | Value::Float(_) | Value::Bool(_), _) if is_text_wanted => {
            let meaning = match node.value {
                Value::Bool(_) => "true or false",
                _ => "a number",
            };
            Problem::new(span, format!("without quotes, YAML reads {written} as {meaning}"))
                .help(format!("put it in quotes: \"{}\"", written.trim_matches('`')))
        }
        (Value::Text(_), Some(What::Bool)) => Problem::new(span, format!("{written} is neither `true` nor `false`"))
            .help("write `true` or `false`, without quotes"),
        (Value::Text(_), Some(What::Integer | What::Number)) => {
            Problem::new(span, format!("{written} is not a number")).help("write a number, without quotes")
        }
        (Value::Float(_), Some(What::Integer)) => Problem::new(span, format!("{written} is not a whole number")),
        (Value::List(_), _) => {
            Problem::new(span, "one value is wanted here, not a list").help("keep one entry, without the dash")
        }
        (Value::Map(_), Some(What::List(_))) => {
            Problem::new(span, "a list is wanted here").help("begin each entry with a dash: `- …`")
        }
        (Value::Map(_), _) => Problem::new(span, "one value is wanted here, not keys with values").help(fill_in(shape)),
        (_, Some(What::List(_))) => Problem::new(span, format!("a list is wanted here, and {written} is one value"))
            .help(format!("write it as a list: [{}]", written.trim_matches('`'))),
        (_, Some(What::Object(fields))) => {
            let keys: Vec<&String> = fields.keys().collect();
            Problem::new(span, format!("keys with values are wanted here, and {written} is one value"))
                .help(format!("what may stand here: {}", listed(&keys, 12)))
        }
        _ => Problem::new(span, format!("{written} does not fit here")).help(fill_in(shape)),
    }
}

fn wrong_word(node: &Node, span: Span, text: &str, words: &[&str]) -> Problem {
    let problem = Problem::new(span, format!("{} is not one of the words that may stand here", source(node, text)));
    let all = listed(words, 20);
    match node.as_text().and_then(|text| nearest(text, words.iter().copied())) {
        Some(word) => problem.help(format!("did you mean `{word}`? The words are {all}")),
        None => problem.help(format!("the words are {all}")),
    }
}

fn wrong_form(node: &Node, span: Span, text: &str, shape: Option<&Shape>) -> Problem {
    let written = source(node, text);
    match shape.map(|shape| &shape.what) {
        Some(What::Date) => {
            let digits = node.as_text().is_some_and(|text| {
                text.len() == 10
                    && text
                        .bytes()
                        .enumerate()
                        .all(|(at, b)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() })
            });
            match digits {
                true => Problem::new(span, format!("{written}: the calendar has no such day")),
                false => Problem::new(span, format!("{written} is not a date")).help("write the day as YYYY-MM-DD"),
            }
        }
        Some(What::Reference(Reference::Criterion)) => {
            Problem::new(span, format!("{written} is not written as a criterion"))
                .help("write \"9.2.2\", A.8.8, own:ACP-4.2, or a range such as 5.1..5.3")
        }
        Some(What::Reference(Reference::Item)) => {
            Problem::new(span, format!("{written} does not name an item of a workpaper"))
                .help("write <workpaper>/<item>, for example WP-2026-02-access/4")
        }
        Some(What::Reference(Reference::Party)) => {
            Problem::new(span, format!("{written} is neither the id of a person nor a group or role"))
                .help("write the id of a person, or group:… or role:… with words behind the colon")
        }
        Some(What::Reference(_)) => Problem::new(span, format!("{written} is not written as an id"))
            .help("an id has letters, digits, `.`, `_` and `-`, begins with a letter or digit, and is at most 64 long"),
        _ => {
            let description = shape.map(|shape| shape.description.as_str()).unwrap_or_default();
            Problem::new(span, format!("{written} is not written as it should be"))
                .help(description.trim_end_matches('.').to_owned())
        }
    }
}

/// Text without quotes that another reader (YAML 1.1: editors, scripts, spreadsheets) takes for something else.
fn ambiguous(kind: Kind, root: &Node, text: &str, problems: &mut Vec<Problem>) {
    shape(kind).walk(root, &mut |shape, node| {
        let is_text = matches!(shape.what, What::Text | What::Reference(_));
        let (true, true, Some(value)) = (is_text, node.plain, node.as_text()) else { return };
        if let Some(reading) = other_reading(value) {
            problems.push(
                Problem::new(node.span, format!("without quotes, some tools read {} as {reading}", source(node, text)))
                    .help(format!("put it in quotes: \"{value}\"")),
            );
        }
    });
}

fn source(node: &Node, text: &str) -> String {
    format!("`{}`", shortened(text.get(node.span.range()).unwrap_or_default(), 60))
}

fn last_key(path: &str) -> &str {
    path.rsplit('/').find(|step| step.parse::<usize>().is_err() && !step.is_empty()).unwrap_or("record")
}

fn fill_in(shape: Option<&Shape>) -> String {
    match shape {
        Some(shape) if !shape.description.is_empty() => {
            format!("what belongs here: {}", shape.description.trim_end_matches('.'))
        }
        _ => "see the schema of this kind of record".to_owned(),
    }
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

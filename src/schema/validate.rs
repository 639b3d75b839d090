//! Holding a record against its schema, and saying what is wrong in words for people. With [`super::instance`] the only
//! file that names the validator.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{ValidationError, Validator};

use super::generate::published;
use super::instance::Tree;
use super::shape::{Reference, Shape, What, shape};
use crate::record::{Date, Kind};
use crate::span::Span;
use crate::text::{is_blank, listed, nearest, shortened};
use crate::yaml::{Node, Problem, Value, other_reading};

/// The validator of a kind, built when the first record of the kind comes: building all of them takes longer than many a
/// command.
fn validator(kind: Kind) -> &'static Validator<Tree> {
    static VALIDATORS: [OnceLock<Validator<Tree>>; Kind::ALL.len()] = [const { OnceLock::new() }; Kind::ALL.len()];
    VALIDATORS[kind as usize].get_or_init(|| {
        jsonschema::options_for::<Tree>()
            .should_validate_formats(true)
            .with_format("date", |day: &str| day.parse::<Date>().is_ok())
            // Time in step with the text, and quickly built; the patterns need no more than this engine has.
            .with_pattern_options(jsonschema::PatternOptions::regex())
            .build(published(kind))
            .expect("a generated schema is a schema")
    })
}

/// Makes ready for records of a kind, which takes some milliseconds: for a thread that has nothing else to do.
pub fn prepare(kind: Kind) {
    validator(kind);
}

/// How many errors of the validator are put in words: what is listed in the end is less, and the place of each is looked
/// for in the tree.
const EXPLAINED: usize = 300;
/// For how many problems it is looked for what may have been meant.
const SUGGESTED: usize = 20;

/// What is wrong with a record.
#[derive(Debug, Default)]
pub struct Invalid {
    /// In the order of the text; nothing when its schema holds.
    pub problems: Vec<Problem>,
    /// How many more there are, of a record with very many.
    pub more: usize,
}

/// What is wrong with the record.
pub fn validate(kind: Kind, root: &Node, text: &str) -> Invalid {
    let mut problems = Vec::new();
    let mut more = 0;
    let mut absent: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let validator = validator(kind);
    // Most records are valid, and telling that much costs half of collecting what is wrong.
    let errors = (!validator.is_valid(root)).then(|| validator.iter_errors(root));
    for error in errors.into_iter().flatten() {
        match error.kind() {
            ValidationErrorKind::Required { property } if absent.len() < EXPLAINED => absent
                .entry(error.instance_path().to_string())
                .or_default()
                .push(property.as_str().unwrap_or_default().to_owned()),
            ValidationErrorKind::Required { .. } => more += 1,
            _ if problems.len() < EXPLAINED => more += explain(kind, root, text, &error, &mut problems),
            _ => more += 1,
        }
    }
    for (path, mut keys) in absent {
        let owner = root.at(&path).unwrap_or(root);
        let shape = shape(kind).at(&path);
        // A misspelt key and the missing one that was meant are one slip.
        let meant = misspelt(owner, shape);
        keys.retain(|key| !meant.contains(&key.as_str()));
        problems.extend(missing(&keys, owner, root.place(&path), shape));
    }
    ambiguous(kind, root, text, &mut problems);
    problems.sort_by(|a, b| a.span.cmp(&b.span).then_with(|| a.message.cmp(&b.message)));
    // Two keywords may refuse one value for one reason (a date's pattern and its format): the first sentence is enough.
    problems.dedup_by(|b, a| {
        let is_one_value = || a.span.start != a.span.end && !is_about_keys(a) && !is_about_keys(b);
        a.span == b.span && (a.message == b.message || is_one_value())
    });
    Invalid { problems, more }
}

fn is_about_keys(problem: &Problem) -> bool {
    problem.message.starts_with("unknown key") || problem.message.ends_with(" missing")
}

/// Puts an error in words; how many things of it are left out.
fn explain(kind: Kind, root: &Node, text: &str, error: &ValidationError<'_>, problems: &mut Vec<Problem>) -> usize {
    let path = error.instance_path().to_string();
    let node = root.at(&path).unwrap_or(root);
    let shape = shape(kind).at(&path);
    let span = root.place(&path);
    let problem = match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            let free = free_keys(node, shape);
            for key in unexpected.iter().take(EXPLAINED) {
                problems.push(unknown_key(key, node, text, &free, problems.len() < SUGGESTED));
            }
            return unexpected.len().saturating_sub(EXPLAINED);
        }
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
        ValidationErrorKind::Maximum { limit } if path == "/format" => {
            Problem::new(span, format!("this tickmark reads format {limit}, and the file says {}", source(node, text)))
                .help(format!("use the newer tickmark that it was written for; otherwise write `format: {limit}`"))
        }
        ValidationErrorKind::Maximum { limit } => {
            Problem::new(span, format!("{} is too large: `{}` is at most {limit}", source(node, text), last_key(&path)))
                .help(fill_in(shape))
        }
        _ => Problem::new(span, format!("`{}`: {error}", last_key(&path))).help(fill_in(shape)),
    };
    problems.push(problem);
    0
}

fn unknown_key(key: &str, owner: &Node, text: &str, free: &[&str], is_suggested: bool) -> Problem {
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

/// Whether a node stands between brackets or braces.
fn is_flow(node: &Node, text: &str) -> bool {
    text.get(node.span.range()).is_some_and(|text| text.starts_with(['[', '{']))
}

/// The keys that may stand in a mapping and do not yet.
fn free_keys<'a>(owner: &Node, shape: Option<&'a Shape>) -> Vec<&'a str> {
    match shape.map(|shape| &shape.what) {
        Some(What::Object(fields)) => {
            fields.keys().map(String::as_str).filter(|name| owner.get(name).is_none()).collect()
        }
        _ => Vec::new(),
    }
}

/// The keys that unknown ones of `owner` look most like.
fn misspelt<'a>(owner: &Node, shape: Option<&'a Shape>) -> Vec<&'a str> {
    let Some(shape) = shape else { return Vec::new() };
    let free = free_keys(owner, Some(shape));
    let unknown = owner.entries().iter().filter(|entry| shape.step(&entry.key).is_none()).take(SUGGESTED);
    unknown.filter_map(|entry| nearest(&entry.key, free.iter().copied())).collect()
}

fn missing(keys: &[String], owner: &Node, span: Span, shape: Option<&Shape>) -> Option<Problem> {
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

fn wrong_type(node: &Node, span: Span, text: &str, shape: Option<&Shape>, _expected: &TypeKind) -> Problem {
    let what = shape.map(|shape| &shape.what);
    let written = source(node, text);
    if node.value == Value::Null {
        return no_value(span);
    }
    let span = if is_flow(node, text) { first_line(node.span, text) } else { span };
    let is_text_wanted = matches!(what, Some(What::Text | What::Reference(_)));
    match (&node.value, what) {
        (Value::Integer(_) | Value::Float(_) | Value::Bool(_), Some(What::Date | What::Reference(Reference::Item))) => {
            wrong_form(node, span, text, shape)
        }
        (Value::Integer(_) | Value::Float(_) | Value::Bool(_), Some(What::Word(words))) => {
            wrong_word(node, span, text, &words.iter().map(String::as_str).collect::<Vec<_>>())
        }
        (Value::Integer(_) | Value::Float(_) | Value::Bool(_), _) if is_text_wanted => {
            let message = match node.value {
                Value::Bool(_) => format!("without quotes, {written} is a yes or no and not text"),
                _ => format!("without quotes, YAML reads {written} as a number"),
            };
            Problem::new(span, message).help(format!("put it in quotes: \"{}\"", written.trim_matches('`')))
        }
        (Value::Text(_), Some(What::Bool)) => Problem::new(span, format!("{written} is neither `true` nor `false`"))
            .help("write `true` or `false`, without quotes"),
        (Value::Text(_), Some(What::Integer | What::Number)) => {
            let point = written.trim_matches('`').replace(',', ".");
            let is_comma = matches!(what, Some(What::Number)) && written.contains(',') && point.parse::<f64>().is_ok();
            let help = if is_comma {
                format!("write the decimal point: {point}")
            } else {
                "write a number, without quotes".to_owned()
            };
            Problem::new(span, format!("{written} is not a number")).help(help)
        }
        (Value::Float(_), Some(What::Integer)) => not_whole(span, &written),
        (Value::Float(_), Some(What::Number)) => {
            Problem::new(span, format!("{written} is no number that a record can hold")).help(fill_in(shape))
        }
        (Value::List(_), Some(What::Object(_) | What::Map(_))) => {
            let help = match is_flow(node, text) {
                true => "write keys with their values between braces: {…: …}",
                false => "write the keys without the dash",
            };
            Problem::new(span, "keys with values are wanted here, not a list").help(help)
        }
        (Value::List(_), _) => {
            let help = match is_flow(node, text) {
                true => "keep one entry, without the brackets",
                false => "keep one entry, without the dash",
            };
            Problem::new(span, "one value is wanted here, not a list").help(help)
        }
        (Value::Map(_), Some(What::List(_))) => {
            Problem::new(span, "a list is wanted here").help("begin each entry with a dash: `- …`")
        }
        (Value::Map(_), _) => Problem::new(span, "one value is wanted here, not keys with values").help(fill_in(shape)),
        (_, Some(What::List(item))) => Problem::new(span, format!("a list is wanted here, and {written} is one value"))
            .help(format!(
                "write it as a list: [{}]",
                entries(node, item).unwrap_or_else(|| written.trim_matches('`').to_owned())
            )),
        (_, Some(What::Object(fields))) => {
            let keys: Vec<&String> = fields.keys().collect();
            Problem::new(span, format!("keys with values are wanted here, and {written} is one value"))
                .help(format!("what may stand here: {}", listed(&keys, 12)))
        }
        _ => Problem::new(span, format!("{written} does not fit here")).help(fill_in(shape)),
    }
}

/// What of a place is on its first line.
fn first_line(span: Span, text: &str) -> Span {
    let start = span.start as usize;
    let width = text.get(span.range()).and_then(|text| text.lines().next()).map_or(0, |line| line.trim_end().len());
    // The place of a collection ends with what is in it.
    let closing = text.get(start + width..).is_some_and(|behind| behind.starts_with([']', '}']));
    Span::new(start, start + width + usize::from(closing))
}

fn not_whole(span: Span, written: &str) -> Problem {
    let digits = written.trim_matches('`').trim_start_matches(['+', '-']);
    if digits.bytes().all(|b| b.is_ascii_digit()) {
        return Problem::new(span, format!("{written} is too large a number")).help("correct it");
    }
    Problem::new(span, format!("{written} is not a whole number")).help("write it without a point and an exponent")
}

fn no_value(span: Span) -> Problem {
    Problem::new(span, "a value is missing here").help("write it, or remove the key or dash before it")
}

fn wrong_word(node: &Node, span: Span, text: &str, words: &[&str]) -> Problem {
    if node.value == Value::Null {
        return no_value(span);
    }
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
                true => Problem::new(span, format!("{written}: the calendar has no such day"))
                    .help("correct the day or the month; a day is written YYYY-MM-DD"),
                false => Problem::new(span, format!("{written} is not a date")).help("write the day as YYYY-MM-DD"),
            }
        }
        Some(What::Reference(Reference::Criterion)) => {
            let help = match shape.and_then(|shape| entries(node, shape)) {
                Some(entries) => format!("write each one by itself: {entries}"),
                None => "write \"9.2.2\", A.8.8, own:ACP-4.2, or a range such as 5.1..5.3".to_owned(),
            };
            Problem::new(span, format!("{written} is not written as a criterion")).help(help)
        }
        Some(What::Reference(Reference::Item)) => {
            Problem::new(span, format!("{written} does not name an item of a workpaper"))
                .help("write <workpaper>/<item>, for example WP-2026-02-access/4")
        }
        Some(What::Reference(Reference::Party)) => {
            Problem::new(span, format!("{written} is neither the id of a person nor a group or role"))
                .help("write the id of a person, or group:… or role:… with words behind the colon")
        }
        Some(What::Reference(_)) => not_an_id(span, &written),
        _ => match shape.map(|shape| shape.form.trim_end_matches('.')) {
            Some(form) if form.starts_with("Id of ") => not_an_id(span, &written),
            Some(form) if form.starts_with("Time of day") && !node.plain => {
                Problem::new(span, format!("{written} is no time of day"))
                    .help("a time is between \"00:00\" and \"23:59\"")
            }
            Some(form) if !form.is_empty() => {
                Problem::new(span, format!("{written} is not written as it should be")).help(form.to_owned())
            }
            _ => Problem::new(span, format!("{written} is not written as it should be")).help(fill_in(shape)),
        },
    }
}

fn not_an_id(span: Span, written: &str) -> Problem {
    Problem::new(span, format!("{written} is not written as an id")).help(
        "an id has letters from a to z, digits, `.`, `_` and `-`, begins with a letter or digit, and has at most 64 characters",
    )
}

/// Text without quotes that goes on with ` #7 …`: YAML takes that for a comment, and the rest would be lost without a word.
fn cut_off(shape: &Shape, node: &Node, text: &str) -> Option<Problem> {
    let end = node.span.end as usize;
    if !node.plain || !matches!(shape.what, What::Text) {
        return None;
    }
    // Hardly ever does a line go on behind a text.
    let behind = text.get(end..).filter(|rest| !rest.starts_with('\n'))?.lines().next()?;
    let comment = behind.trim_start();
    let mut after = comment.strip_prefix('#')?.chars();
    if comment.len() == behind.len() || !after.next()?.is_alphanumeric() {
        return None;
    }
    let start = end + behind.len() - comment.len();
    let whole = shortened(text.get(node.span.start as usize..end + behind.len())?, 60);
    Some(
        Problem::new(
            Span::new(start, end + behind.trim_end().len()),
            "the text ends before the `#`, and the rest is a comment to YAML",
        )
        .help(format!("put the text in quotes: \"{whole}\"; a comment has a space behind the `#`")),
    )
}

/// Text without quotes that another reader (YAML 1.1: editors, scripts, spreadsheets) takes for something else.
fn ambiguous(kind: Kind, root: &Node, text: &str, problems: &mut Vec<Problem>) {
    shape(kind).walk(root, &mut |shape, node| {
        if let (What::Integer, Value::Float(_)) = (&shape.what, &node.value) {
            problems.push(not_whole(node.span, &source(node, text)));
        }
        problems.extend(cut_off(shape, node, text));
        if matches!(shape.what, What::Text)
            && node.as_text().is_some_and(|text| !text.is_empty() && is_blank(Some(text)))
        {
            problems.push(Problem::new(node.span, "nothing but blanks stands here").help(fill_in(Some(shape))));
        }
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

/// The entries that somebody wrote as one text with commas, where no entry has a comma of its own.
fn entries(node: &Node, item: &Shape) -> Option<String> {
    let text =
        node.as_text().filter(|text| text.contains(',') && matches!(item.what, What::Reference(_) | What::Word(_)))?;
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    Some(parts.map(|part| format!("\"{part}\"")).collect::<Vec<_>>().join(", "))
}

/// What stands there, with a name for what nobody would see.
fn source(node: &Node, text: &str) -> String {
    let written = text.get(node.span.range()).unwrap_or_default();
    // What looks like a space at the end is of the value, and not of its place.
    let whole = node.as_text().filter(|value| node.plain && value.starts_with(written)).unwrap_or(written);
    if !whole.contains(is_unseen) {
        return format!("`{}`", shortened(whole, 60));
    }
    let shown = whole.chars().take(60).fold(String::new(), |shown, c| match is_unseen(c) {
        true => format!("{shown}<U+{:04X}>", c as u32),
        false => format!("{shown}{c}"),
    });
    format!("`{}`", shortened(&shown, 90))
}

/// Whether a character looks like a space or like nothing, and is no space.
fn is_unseen(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
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

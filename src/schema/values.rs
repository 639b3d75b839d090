//! What is wrong with a value, in words for people.

use super::shape::{Reference, Shape, What};
use crate::span::Span;
use crate::text::{listed, nearest, shortened};
use crate::yaml::{Node, Problem, Value};

pub(super) fn wrong_type(node: &Node, span: Span, text: &str, shape: Option<&Shape>) -> Problem {
    let what = shape.map(|shape| &shape.what);
    let written = source(node, text);
    if node.value == Value::Null {
        return no_value(span);
    }
    let span = if is_flow(node, text) { first_line(node.span, text) } else { span };
    let is_bare = matches!(node.value, Value::Integer(_) | Value::Float(_) | Value::Bool(_));
    match (&node.value, what) {
        (_, Some(What::Date | What::Reference(Reference::Item))) if is_bare => wrong_form(node, span, text, shape),
        (_, Some(What::Word(words))) if is_bare => {
            wrong_word(node, span, text, &words.iter().map(String::as_str).collect::<Vec<_>>())
        }
        (_, Some(What::Text | What::Reference(_))) if is_bare => unquoted(node, span, &written),
        (Value::Text(_), Some(What::Bool)) => Problem::new(span, format!("{written} is neither `true` nor `false`"))
            .help("write `true` or `false`, without quotes"),
        (Value::Text(_), Some(What::Integer)) => not_a_number(span, &written, false),
        (Value::Text(_), Some(What::Number)) => not_a_number(span, &written, true),
        (Value::Float(_), Some(What::Integer)) => not_whole(span, &written),
        (Value::Float(_), Some(What::Number)) => {
            Problem::new(span, format!("{written} is no number that a record can hold")).help(fill_in(shape))
        }
        (Value::List(_), what) => not_a_list(node, span, text, what),
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

/// A text that YAML reads as something else, for want of quotes.
fn unquoted(node: &Node, span: Span, written: &str) -> Problem {
    let message = match node.value {
        Value::Bool(_) => format!("without quotes, {written} is a yes or no and not text"),
        _ => format!("without quotes, YAML reads {written} as a number"),
    };
    Problem::new(span, message).help(format!("put it in quotes: \"{}\"", written.trim_matches('`')))
}

fn not_a_number(span: Span, written: &str, may_have_point: bool) -> Problem {
    let point = written.trim_matches('`').replace(',', ".");
    let is_comma = may_have_point && written.contains(',') && point.parse::<f64>().is_ok();
    let help = match is_comma {
        true => format!("write the decimal point: {point}"),
        false => "write a number, without quotes".to_owned(),
    };
    Problem::new(span, format!("{written} is not a number")).help(help)
}

/// A list where something else is wanted.
fn not_a_list(node: &Node, span: Span, text: &str, wanted: Option<&What>) -> Problem {
    let is_flow = is_flow(node, text);
    if let Some(What::Object(_) | What::Map(_)) = wanted {
        let help = match is_flow {
            true => "write keys with their values between braces: {…: …}",
            false => "write the keys without the dash",
        };
        return Problem::new(span, "keys with values are wanted here, not a list").help(help);
    }
    let help = match is_flow {
        true => "keep one entry, without the brackets",
        false => "keep one entry, without the dash",
    };
    Problem::new(span, "one value is wanted here, not a list").help(help)
}

/// What of a place is on its first line.
fn first_line(span: Span, text: &str) -> Span {
    let start = span.start as usize;
    let width = text.get(span.range()).and_then(|text| text.lines().next()).map_or(0, |line| line.trim_end().len());
    // The place of a collection ends with what is in it.
    let closing = text.get(start + width..).is_some_and(|behind| behind.starts_with([']', '}']));
    Span::new(start, start + width + usize::from(closing))
}

pub(super) fn not_whole(span: Span, written: &str) -> Problem {
    let digits = written.trim_matches('`').trim_start_matches(['+', '-']);
    if digits.bytes().all(|b| b.is_ascii_digit()) {
        return Problem::new(span, format!("{written} is too large a number")).help("correct it");
    }
    Problem::new(span, format!("{written} is not a whole number")).help("write it without a point and an exponent")
}

fn no_value(span: Span) -> Problem {
    Problem::new(span, "a value is missing here").help("write it, or remove the key or dash before it")
}

pub(super) fn wrong_word(node: &Node, span: Span, text: &str, words: &[&str]) -> Problem {
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

pub(super) fn wrong_form(node: &Node, span: Span, text: &str, shape: Option<&Shape>) -> Problem {
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
pub(super) fn cut_off(shape: &Shape, node: &Node, text: &str) -> Option<Problem> {
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

/// The entries that somebody wrote as one text with commas, where no entry has a comma of its own.
fn entries(node: &Node, item: &Shape) -> Option<String> {
    let text =
        node.as_text().filter(|text| text.contains(',') && matches!(item.what, What::Reference(_) | What::Word(_)))?;
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    Some(parts.map(|part| format!("\"{part}\"")).collect::<Vec<_>>().join(", "))
}

/// What stands there, with a name for what nobody would see.
pub(super) fn source(node: &Node, text: &str) -> String {
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

pub(super) fn last_key(path: &str) -> &str {
    path.rsplit('/').find(|step| step.parse::<usize>().is_err() && !step.is_empty()).unwrap_or("record")
}

pub(super) fn fill_in(shape: Option<&Shape>) -> String {
    match shape {
        Some(shape) if !shape.description.is_empty() => {
            format!("what belongs here: {}", shape.description.trim_end_matches('.'))
        }
        _ => "see the schema of this kind of record".to_owned(),
    }
}

/// Whether a node stands between brackets or braces.
pub(super) fn is_flow(node: &Node, text: &str) -> bool {
    text.get(node.span.range()).is_some_and(|text| text.starts_with(['[', '{']))
}

//! From what somebody types to a value of a field, by the field's shape.

use super::EditError;
use crate::record::Date;
use crate::schema::{Shape, What};
use crate::text::{listed, nearest};
use crate::yaml::{Entry, Node, Value, parse};

/// The value that `text` stands for in a field of this shape. A list or a mapping is written as YAML on one line, a list of
/// words also with commas: `A.5.15, A.5.18`.
///
/// # Errors
/// The text is no such value.
pub fn read_value(field: &str, shape: &Shape, text: &str) -> Result<Node, EditError> {
    let wrong = |reason: String| EditError::Value { field: field.to_owned(), reason };
    match &shape.what {
        What::Text | What::Reference(_) => Ok(Node::text(text)),
        What::Word(words) => match words.iter().find(|word| *word == text) {
            Some(word) => Ok(Node::word(word)),
            None => {
                let near = nearest(text, words.iter().map(String::as_str));
                let help = near.map(|near| format!("did you mean `{near}`?"));
                Err(wrong(help.map_or_else(
                    || format!("`{text}` is none of {}", listed(words, 20)),
                    |help| format!("there is no `{text}`; {help}"),
                )))
            }
        },
        What::Date => text.parse::<Date>().map(Node::word).map_err(|error| wrong(error.to_string())),
        What::Integer => {
            let number = text.parse().map_err(|_| wrong(format!("`{text}` is no whole number")))?;
            Ok(Node::new(Value::Integer(number)))
        }
        What::Number => {
            let number: f64 = text.parse().map_err(|_| wrong(format!("`{text}` is no number")))?;
            Ok(Node::new(if number.fract() == 0.0 { Value::Integer(number as i64) } else { Value::Float(number) }))
        }
        What::Bool => match text {
            "true" | "yes" => Ok(Node::new(Value::Bool(true))),
            "false" | "no" => Ok(Node::new(Value::Bool(false))),
            _ => Err(wrong(format!("`{text}` is neither true nor false"))),
        },
        What::List(item) if !text.trim_start().starts_with('[') && !item_is_mapping(item) => {
            let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
            Ok(Node::list(parts.map(|part| read_value(field, item, part)).collect::<Result<Vec<_>, _>>()?))
        }
        What::List(_) | What::Object(_) | What::Map(_) => structure(field, shape, text),
    }
}

fn item_is_mapping(item: &Shape) -> bool {
    matches!(item.what, What::Object(_) | What::Map(_) | What::List(_))
}

/// A list or a mapping, written as YAML.
fn structure(field: &str, shape: &Shape, text: &str) -> Result<Node, EditError> {
    let wrong = |reason: String| EditError::Value { field: field.to_owned(), reason };
    // The outermost value has to be a mapping to be a record; a key before it makes it one.
    let whole = format!("value: {text}");
    let parsed = parse(&whole);
    if let Some(problem) = parsed.problems.first() {
        return Err(wrong(format!("this is no YAML on one line: {}", problem.message)));
    }
    let root = parsed.root.ok_or_else(|| wrong("there is no value".to_owned()))?;
    let node = root.get("value").ok_or_else(|| wrong("there is no value".to_owned()))?;
    Ok(formed(node, shape, &whole))
}

/// The tree as it is to be written: days and words without quotes, and what is meant as text as the text that was typed.
fn formed(node: &Node, shape: &Shape, text: &str) -> Node {
    let step = |key: &str| shape.step(key);
    match &node.value {
        Value::Map(entries) => {
            let entries = entries.iter().map(|entry| Entry {
                key: entry.key.clone(),
                key_span: entry.key_span,
                value: step(&entry.key).map_or_else(|| entry.value.clone(), |shape| formed(&entry.value, shape, text)),
            });
            Node::new(Value::Map(entries.collect()))
        }
        Value::List(items) => {
            let item = step("");
            Node::list(items.iter().map(|node| item.map_or_else(|| node.clone(), |shape| formed(node, shape, text))))
        }
        Value::Text(value) if matches!(shape.what, What::Date | What::Word(_)) => Node::word(value),
        Value::Text(value) => Node::text(value.clone()),
        Value::Null => node.clone(),
        _ if matches!(shape.what, What::Text | What::Reference(_)) => Node::text(&text[node.span.range()]),
        _ => node.clone(),
    }
}

//! The tree: what a text says, and where it says it.

use super::Text;
use crate::span::Span;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Place of the value; of a block collection, from its first key or dash to its last value.
    pub span: Span,
    /// The value.
    pub value: Value,
    /// Whether it is a scalar without quotes, whose meaning YAML guesses from its looks.
    pub plain: bool,
}

/// A value of YAML's core schema.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// Text.
    Text(Text),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order of the text.
    Map(Vec<Entry>),
}

/// A key of a mapping and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: Text,
    /// Place of the key.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The value under `key` of a mapping.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The entry with `key` of a mapping.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|entry| entry.key.is(key)),
            _ => None,
        }
    }

    /// The node at a path such as `/actions/1/due` (a JSON pointer; positions count from 0). The empty path is the node itself.
    pub fn at(&self, path: &str) -> Option<&Node> {
        path.split('/').skip(1).try_fold(self, |node, step| node.step(step))
    }

    /// The place that stands for `path`: its value; for what is missing, the key or the nearest node that is there.
    pub fn place(&self, path: &str) -> Span {
        let mut node = self;
        let mut span = self.head();
        for step in path.split('/').skip(1) {
            match node.step(step) {
                Some(next) => {
                    span = match node.entry(step) {
                        Some(entry) if next.is_collection() => entry.key_span,
                        _ => next.head(),
                    };
                    node = next;
                }
                None => break,
            }
        }
        span
    }

    /// Whether it is a sequence or a mapping.
    pub fn is_collection(&self) -> bool {
        matches!(self.value, Value::List(_) | Value::Map(_))
    }

    /// The text, if it is text.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items of a sequence; nothing for anything else.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The entries of a mapping; nothing for anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The node as JSON: what a JSON Schema is held against. A number that JSON lacks (`.inf`, `.nan`) becomes `null`, which fits nowhere.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        match &self.value {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::Bool(*value),
            Value::Integer(value) => Json::from(*value),
            Value::Float(value) => serde_json::Number::from_f64(*value).map_or(Json::Null, Json::Number),
            Value::Text(text) => Json::from(&**text),
            Value::List(items) => Json::Array(items.iter().map(Node::to_json).collect()),
            Value::Map(entries) => {
                Json::Object(entries.iter().map(|entry| (entry.key.to_string(), entry.value.to_json())).collect())
            }
        }
    }

    /// Whether two nodes say the same, wherever and in whatever order they say it.
    pub fn says_the_same(&self, other: &Node) -> bool {
        match (&self.value, &other.value) {
            (Value::List(items), Value::List(others)) => {
                items.len() == others.len() && items.iter().zip(others).all(|(item, other)| item.says_the_same(other))
            }
            (Value::Map(entries), Value::Map(others)) => {
                let is_there =
                    |entry: &Entry| other.get(&entry.key).is_some_and(|other| entry.value.says_the_same(other));
                entries.len() == others.len() && entries.iter().all(is_there)
            }
            (Value::Float(value), Value::Float(other)) => value == other || value.is_nan() && other.is_nan(),
            (value, other) => value == other,
        }
    }

    /// Whether a node says nothing that another one does not say, and maybe less.
    pub fn is_part_of(&self, whole: &Node) -> bool {
        match (&self.value, &whole.value) {
            (Value::List(items), Value::List(all)) => {
                let mut rest = all.iter();
                items.iter().all(|item| rest.any(|there| item.is_part_of(there)))
            }
            (Value::Map(entries), Value::Map(_)) => {
                entries.iter().all(|entry| whole.get(&entry.key).is_some_and(|there| entry.value.is_part_of(there)))
            }
            _ => self.says_the_same(whole),
        }
    }

    /// The place to point at for the node as a whole: a collection's first key or item rather than all of its lines.
    pub fn head(&self) -> Span {
        match &self.value {
            Value::Map(entries) => entries.first().map_or(self.span, |entry| entry.key_span),
            Value::List(items) => items.first().map_or(self.span, Node::head),
            _ => self.span,
        }
    }

    fn step(&self, step: &str) -> Option<&Node> {
        match &self.value {
            Value::Map(_) => match step.contains('~') {
                true => self.get(&step.replace("~1", "/").replace("~0", "~")),
                false => self.get(step),
            },
            Value::List(items) => items.get(step.parse::<usize>().ok()?),
            _ => None,
        }
    }
}

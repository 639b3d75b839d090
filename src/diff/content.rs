//! Values, as a change shows them.

use serde_json::Value as Json;

use super::titles::Titles;
use crate::schema::{Shape, What};
use crate::yaml::{Node, Value};

/// A value of a record.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A single value.
    Scalar(Scalar),
    /// A list.
    List(Vec<Content>),
    /// Fields, in the order of the schema.
    Map(Vec<(String, Content)>),
}

/// A single value.
#[derive(Debug, Clone, PartialEq)]
pub struct Scalar {
    /// The value as JSON.
    pub value: Json,
    /// What it is.
    pub what: ScalarType,
    /// The title of what it refers to.
    pub title: Option<String>,
}

/// What a single value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarType {
    /// Free text.
    Text,
    /// One of a few words: a state, a grade.
    Word,
    /// A calendar day.
    Date,
    /// The name of something else.
    Reference,
    /// A number.
    Number,
    /// True or false.
    Bool,
}

impl ScalarType {
    /// Its name, for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            ScalarType::Text => "text",
            ScalarType::Word => "word",
            ScalarType::Date => "date",
            ScalarType::Reference => "reference",
            ScalarType::Number => "number",
            ScalarType::Bool => "bool",
        }
    }
}

impl Scalar {
    /// The value as text.
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        match &self.value {
            Json::String(text) => text.into(),
            other => other.to_string().into(),
        }
    }

    pub(super) fn of(node: &Node, shape: Option<&Shape>, titles: &Titles<'_>) -> Self {
        let what = match (shape.map(|shape| &shape.what), &node.value) {
            (Some(What::Date), _) => ScalarType::Date,
            (Some(What::Word(_)), _) => ScalarType::Word,
            (Some(What::Reference(_)), _) => ScalarType::Reference,
            (_, Value::Integer(_) | Value::Float(_)) => ScalarType::Number,
            (_, Value::Bool(_)) => ScalarType::Bool,
            _ => ScalarType::Text,
        };
        let title = match (shape.map(|shape| &shape.what), node.as_text()) {
            (Some(What::Reference(reference)), Some(text)) => titles.referred(*reference, text),
            _ => None,
        };
        Self { value: node.to_json(), what, title }
    }
}

impl Content {
    /// The single value, if it is one.
    pub fn scalar(&self) -> Option<&Scalar> {
        match self {
            Content::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    pub(super) fn of(node: &Node, shape: Option<&Shape>, titles: &Titles<'_>) -> Self {
        match &node.value {
            Value::List(items) => {
                let shape = shape.and_then(|shape| shape.step(""));
                Content::List(items.iter().map(|item| Content::of(item, shape, titles)).collect())
            }
            Value::Map(_) => Content::Map(
                fields(shape, [Some(node), None])
                    .into_iter()
                    .filter_map(|key| {
                        let shape = shape.and_then(|shape| shape.step(key));
                        Some((key.to_owned(), Content::of(node.get(key)?, shape, titles)))
                    })
                    .collect(),
            ),
            _ => Content::Scalar(Scalar::of(node, shape, titles)),
        }
    }
}

/// The keys that one of two mappings has: in the order of the schema, then those that it lacks by their letters.
pub(super) fn fields<'a>(shape: Option<&'a Shape>, nodes: [Option<&'a Node>; 2]) -> Vec<&'a str> {
    let has = |key: &str| nodes.iter().flatten().any(|node| node.get(key).is_some());
    let known: Vec<&str> = match shape.map(|shape| &shape.what) {
        Some(What::Object(fields)) => fields.keys().map(String::as_str).filter(|key| has(key)).collect(),
        _ => Vec::new(),
    };
    let mut rest: Vec<&str> = nodes.iter().flatten().flat_map(|node| node.entries()).map(|entry| &*entry.key).collect();
    rest.retain(|key| !known.contains(key));
    rest.sort_unstable();
    rest.dedup();
    [known, rest].concat()
}

/// What a value says, without how it is written: equal for equal values, whatever the order of keys, and of items where
/// that means nothing. Texts are alike when they differ in white space at their end alone, which is a matter of the block
/// style that YAML's author chose.
pub(super) fn meaning(node: &Node, shape: Option<&Shape>) -> String {
    match &node.value {
        Value::List(items) => {
            let item = shape.and_then(|shape| shape.step(""));
            let mut all: Vec<String> = items.iter().map(|node| meaning(node, item)).collect();
            if !super::lists::has_order(item, items) {
                all.sort_unstable();
                all.dedup();
            }
            format!("[{}]", all.join(","))
        }
        Value::Map(entries) => {
            let field = |entry: &crate::yaml::Entry| {
                let shape = shape.and_then(|shape| shape.step(&entry.key));
                format!("{}:{}", Json::from(&*entry.key), meaning(&entry.value, shape))
            };
            let mut all: Vec<String> = entries.iter().map(field).collect();
            all.sort_unstable();
            format!("{{{}}}", all.join(","))
        }
        Value::Text(text) => Json::from(text.trim_end()).to_string(),
        Value::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        _ => node.to_json().to_string(),
    }
}

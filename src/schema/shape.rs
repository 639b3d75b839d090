//! What a record looks like, read off its schema: which texts are dates or refer to something, which fields there are.
//!
//! The snapshot resolves references with it, validation explains with it, and a comparison knows titles and days by it.

use std::fmt::Write as _;
use std::sync::OnceLock;

use crate::hash::IndexMap;
use serde_json::Value;

use super::generate::published;
use crate::record::{Kind, REFERENCE_KEYWORD};
use crate::yaml::Node;

/// What stands at a place of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// What it is.
    pub what: What,
    /// What it is for, from the field's documentation.
    pub description: String,
    /// How it is written, from its type's documentation; empty where the type has none of its own.
    pub form: String,
    /// Whether something in it may refer to something.
    refers: bool,
}

/// The forms that a value may have.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// Free text, or text of a pattern.
    Text,
    /// One of a few words.
    Word(Vec<String>),
    /// A calendar day.
    Date,
    /// A text that refers to something.
    Reference(Reference),
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Bool,
    /// A sequence.
    List(Box<Shape>),
    /// A mapping with known keys.
    Object(IndexMap<String, Shape>),
    /// A mapping with keys of the user's.
    Map(Box<Shape>),
}

/// What a text refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reference {
    /// A record of this kind.
    Record(Kind),
    /// A record of any kind.
    Any,
    /// A process of `tickmark.yaml`.
    Process,
    /// A site of `tickmark.yaml`.
    Site,
    /// An item of a workpaper.
    Item,
    /// A person, or a group or role in words.
    Party,
    /// A requirement.
    Criterion,
}

impl Reference {
    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "record" => Reference::Any,
            "process" => Reference::Process,
            "site" => Reference::Site,
            "item" => Reference::Item,
            "party" => Reference::Party,
            "criterion" => Reference::Criterion,
            kind => Reference::Record(Kind::from_word(kind)?),
        })
    }

    /// The id of the record that `text`, a reference of this sort, names; `None` when it names no record of its own.
    pub fn record_id(self, text: &str) -> Option<&str> {
        match self {
            Reference::Record(_) | Reference::Any | Reference::Party => Some(text),
            Reference::Item => text.split('/').next(),
            Reference::Process | Reference::Site | Reference::Criterion => None,
        }
    }
}

/// The shape of a kind of record.
pub fn shape(kind: Kind) -> &'static Shape {
    static SHAPES: [OnceLock<Shape>; Kind::ALL.len()] = [const { OnceLock::new() }; Kind::ALL.len()];
    SHAPES[kind as usize].get_or_init(|| {
        let schema = published(kind);
        Shape::of(schema, &schema["$defs"])
    })
}

impl Shape {
    fn of(schema: &Value, definitions: &Value) -> Shape {
        let own = schema["description"].as_str();
        if let Some(target) = schema["$ref"].as_str() {
            let name = target.rsplit('/').next().unwrap_or_default();
            let mut shape = Shape::of(&definitions[name], definitions);
            shape.form = shape.description.clone();
            if let Some(own) = own {
                shape.description = own.to_owned();
            }
            return shape;
        }
        let what = Self::what(schema, definitions);
        let refers = match &what {
            What::Reference(_) => true,
            What::List(shape) | What::Map(shape) => shape.refers,
            What::Object(fields) => fields.values().any(|shape| shape.refers),
            _ => false,
        };
        Shape { what, description: own.unwrap_or_default().to_owned(), form: String::new(), refers }
    }

    fn what(schema: &Value, definitions: &Value) -> What {
        if let Some(words) = schema["enum"].as_array() {
            return What::Word(words.iter().filter_map(Value::as_str).map(str::to_owned).collect());
        }
        match schema["type"].as_str() {
            Some("boolean") => What::Bool,
            Some("integer") => What::Integer,
            Some("number") => What::Number,
            Some("array") => What::List(Box::new(Shape::of(&schema["items"], definitions))),
            Some("object") => match schema["properties"].as_object() {
                Some(properties) => What::Object(
                    properties.iter().map(|(key, value)| (key.clone(), Shape::of(value, definitions))).collect(),
                ),
                None => What::Map(Box::new(Shape::of(&schema["additionalProperties"], definitions))),
            },
            _ if schema["format"] == "date" => What::Date,
            _ => match schema[REFERENCE_KEYWORD].as_str().and_then(Reference::from_word) {
                Some(reference) => What::Reference(reference),
                None => What::Text,
            },
        }
    }

    /// A path without the names and places of list items, as the redaction has it: `items/4/notes` → `items/notes`; `None` for
    /// a path that the kind does not know.
    pub fn without_names(&self, field: &str) -> Option<String> {
        let mut shape = self;
        let mut path: Vec<&str> = Vec::new();
        for step in field.split('/') {
            let (name, is_placed) = match step.split_once('[') {
                Some((name, _)) => (name, true),
                None => (step, false),
            };
            match &shape.what {
                What::Object(fields) => {
                    path.push(name);
                    shape = fields.get(name)?;
                    if let (true, What::List(inner)) = (is_placed, &shape.what) {
                        shape = inner;
                    }
                }
                What::List(inner) | What::Map(inner) => shape = inner,
                _ => return None,
            }
        }
        Some(path.join("/"))
    }

    /// The shape one step down: under a key, or of a list's items.
    pub fn step(&self, step: &str) -> Option<&Shape> {
        match &self.what {
            What::Object(fields) => fields.get(step),
            What::Map(shape) | What::List(shape) => Some(shape),
            _ => None,
        }
    }

    /// The shape at a path such as `/actions/1/due`.
    pub fn at(&self, path: &str) -> Option<&Shape> {
        path.split('/').skip(1).try_fold(self, |shape, step| shape.step(step))
    }

    /// Calls `visit` with every scalar of `node` and its shape. Keys and items that the shape lacks are passed over.
    pub fn walk<'n>(&self, node: &'n Node, visit: &mut impl FnMut(&Shape, &'n Node)) {
        match &self.what {
            What::Object(fields) => known(fields, node, |shape, value| shape.walk(value, visit)),
            What::Map(shape) => node.entries().iter().for_each(|entry| shape.walk(&entry.value, visit)),
            What::List(shape) => node.items().iter().for_each(|item| shape.walk(item, visit)),
            _ if !node.is_collection() => visit(self, node),
            _ => {}
        }
    }

    /// Calls `visit` with every id of a record that `node` refers to.
    pub fn cited<'n>(&self, node: &'n Node, visit: &mut impl FnMut(&'n str)) {
        match &self.what {
            _ if !self.refers => {}
            What::Object(fields) => known(fields, node, |shape, value| shape.cited(value, visit)),
            What::Map(shape) => node.entries().iter().for_each(|entry| shape.cited(&entry.value, visit)),
            What::List(shape) => node.items().iter().for_each(|item| shape.cited(item, visit)),
            What::Reference(reference) => {
                if let Some(id) = node.as_text().and_then(|text| reference.record_id(text)) {
                    visit(id);
                }
            }
            _ => {}
        }
    }

    /// Calls `visit` with everything in `node`, collections before what is in them, each with its path in the record and
    /// its shape. `path` is the path of `node` itself, empty for a record.
    pub fn visit<'n>(&self, node: &'n Node, path: &str, visit: &mut impl FnMut(&str, &Shape, &'n Node)) {
        self.visit_below(node, &mut path.to_owned(), visit);
    }

    /// The same with one text for all paths: it is lengthened on the way down and cut again on the way up.
    fn visit_below<'n>(&self, node: &'n Node, path: &mut String, visit: &mut impl FnMut(&str, &Shape, &'n Node)) {
        visit(path, self, node);
        let length = path.len();
        for entry in node.entries() {
            if let Some(shape) = self.step(&entry.key) {
                path.push('/');
                path.push_str(&entry.key);
                shape.visit_below(&entry.value, path, visit);
                path.truncate(length);
            }
        }
        if let What::List(shape) = &self.what {
            for (position, item) in node.items().iter().enumerate() {
                let _ = write!(path, "/{position}");
                shape.visit_below(item, path, visit);
                path.truncate(length);
            }
        }
    }
}

/// Calls `visit` with every value of a mapping whose key is one of `fields`, and with its shape.
fn known<'n>(fields: &IndexMap<String, Shape>, node: &'n Node, mut visit: impl FnMut(&Shape, &'n Node)) {
    /// How many fields a record usually passes over between two that it has.
    const FEW: usize = 8;
    let mut next = 0;
    for entry in node.entries() {
        // Most records have their fields in the order of the schema.
        let mut following =
            (next..fields.len().min(next + FEW)).filter_map(|place| fields.get_index(place).zip(Some(place)));
        let found = following.find(|((name, _), _)| entry.key.is(name)).map(|((_, shape), place)| (shape, place));
        let found = found.or_else(|| fields.get_full(&*entry.key).map(|(place, _, shape)| (shape, place)));
        if let Some((shape, place)) = found {
            next = place + 1;
            visit(shape, &entry.value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_knows_dates_and_references() {
        let action = shape(Kind::Action);
        assert_eq!(action.at("/actions/0/due").map(|shape| &shape.what), Some(&What::Date));
        assert_eq!(
            action.at("/source/findings/0").map(|shape| &shape.what),
            Some(&What::Reference(Reference::Record(Kind::Finding)))
        );
        assert_eq!(action.at("/title").map(|shape| &shape.what), Some(&What::Text));
        let isms = shape(Kind::Isms);
        assert!(matches!(isms.at("/rules/action-overdue/level").map(|shape| &shape.what), Some(What::Word(_))));
    }

    #[test]
    fn every_reference_keyword_is_known() {
        for &kind in Kind::ALL {
            let schema = published(kind);
            for definition in schema["$defs"].as_object().into_iter().flat_map(|all| all.values()) {
                if let Some(word) = definition[REFERENCE_KEYWORD].as_str() {
                    assert!(Reference::from_word(word).is_some(), "{word}");
                }
            }
        }
    }

    #[test]
    fn paths_lose_the_names_of_items() {
        let of = |kind, field| shape(kind).without_names(field);
        assert_eq!(of(Kind::Action, "actions/1/due").as_deref(), Some("actions/due"));
        assert_eq!(of(Kind::Action, "actions/1").as_deref(), Some("actions"));
        assert_eq!(of(Kind::Audit, "objectives[2]").as_deref(), Some("objectives"));
        assert_eq!(of(Kind::Person, "competence[3]/title").as_deref(), Some("competence/title"));
        assert_eq!(of(Kind::Isms, "rules/due-date-slipped/level").as_deref(), Some("rules/level"));
        assert_eq!(of(Kind::Finding, "nothing/of/this"), None);
    }
}

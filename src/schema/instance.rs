//! The tree of a record as the validator reads it, without a copy of it as JSON.

use std::borrow::Cow;
use std::ops::ControlFlow;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, Node as JsonNode, NodeIdentity, Object};
use serde_json::Number;

use crate::span::Span;
use crate::yaml::{Entry, Node, Value};

/// Trees of YAML as a representation of JSON. A number that JSON lacks (`.inf`, `.nan`) counts as `null`, which fits nowhere.
pub(super) struct Tree;

impl Json for Tree {
    type Node<'a> = &'a Node;
    type PreparedKey = Box<str>;
    type StringBuffer = ();

    // A key is looked for one entry after the other.
    const KEYS_PER_LOOKUP: usize = 2;
    const ACYCLIC: bool = true;

    fn prepare_key(key: &str) -> Box<str> {
        key.into()
    }

    fn with_string_node<T>((): &mut (), string: &str, f: impl FnOnce(&Node) -> T) -> T {
        f(&Node { span: Span::new(0, 0), value: Value::Text(string.into()), plain: false })
    }
}

impl<'a> JsonNode<'a, Tree> for &'a Node {
    type Object = &'a [Entry];
    type Array = &'a [Node];
    type Number = Number;

    fn as_object(&self) -> Option<&'a [Entry]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    fn as_array(&self) -> Option<&'a [Node]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        match &self.value {
            Value::Text(text) => Some(Cow::Borrowed(text)),
            _ => None,
        }
    }

    fn as_number(&self) -> Option<Number> {
        match self.value {
            Value::Integer(value) => Some(Number::from(value)),
            Value::Float(value) => Number::from_f64(value),
            _ => None,
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    fn is_null(&self) -> bool {
        self.json_type() == JsonType::Null
    }

    fn json_type(&self) -> JsonType {
        match &self.value {
            Value::Null => JsonType::Null,
            Value::Bool(_) => JsonType::Boolean,
            Value::Integer(_) => JsonType::Number,
            Value::Float(value) if value.is_finite() => JsonType::Number,
            Value::Float(_) => JsonType::Null,
            Value::Text(_) => JsonType::String,
            Value::List(_) => JsonType::Array,
            Value::Map(_) => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &serde_json::Value) -> bool {
        match (&self.value, expected) {
            // The words of an enum are what is asked most often.
            (Value::Text(text), serde_json::Value::String(expected)) => text.is(expected),
            (Value::Text(_), _) => false,
            _ => jsonschema::json::cmp::equal(&self.to_json(), expected),
        }
    }

    fn to_value(&self) -> Cow<'a, serde_json::Value> {
        Cow::Owned(self.to_json())
    }

    fn identity(&self) -> Option<NodeIdentity> {
        Some(NodeIdentity::new(std::ptr::from_ref::<Node>(self) as usize))
    }
}

impl<'a> Object<'a, Tree> for &'a [Entry] {
    type Node = &'a Node;
    type MemberName = &'a str;
    type MembersIter = Members<'a>;

    fn len(&self) -> usize {
        <[Entry]>::len(self)
    }

    fn get(&self, key: &Box<str>) -> Option<&'a Node> {
        self.iter().find(|entry| entry.key.is(key)).map(|entry| &entry.value)
    }

    fn members(&self) -> Members<'a> {
        Members(self.iter())
    }

    fn try_for_each_name_node<B>(&self, (): &mut (), mut f: impl FnMut(&Node) -> ControlFlow<B>) -> ControlFlow<B> {
        self.iter().try_for_each(|entry| Tree::with_string_node(&mut (), &entry.key, &mut f))
    }
}

/// The entries of a mapping, one after the other.
pub(super) struct Members<'a>(std::slice::Iter<'a, Entry>);

impl<'a> Iterator for Members<'a> {
    type Item = (&'a str, &'a Node);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|entry| (&*entry.key, &entry.value))
    }
}

impl<'a> Array<'a, Tree> for &'a [Node] {
    type Node = &'a Node;
    type ElementsIter = std::slice::Iter<'a, Node>;

    fn len(&self) -> usize {
        <[Node]>::len(self)
    }

    fn elements(&self) -> std::slice::Iter<'a, Node> {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_validator_finds_in_a_tree_what_it_expects() {
        let text = serde_json::to_string(&jsonschema::json::conformance::document()).expect("JSON");
        let tree = crate::yaml::parse(&text).root.expect("JSON is YAML");
        jsonschema::json::conformance::assert_conformance::<Tree>(&&tree);
    }

    #[test]
    fn numbers_that_json_lacks_are_null() {
        for text in ["a: .inf", "a: -.inf", "a: .nan"] {
            let tree = crate::yaml::parse(text).root.expect("a tree");
            let node = tree.get("a").expect("a value");
            assert!(JsonNode::<Tree>::is_null(&node) && JsonNode::<Tree>::as_number(&node).is_none());
        }
    }
}

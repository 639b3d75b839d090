//! Tree → typed record, without a detour over another tree.

use std::fmt;

use serde::de::{self, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::node::{Entry, Node, Value};
use crate::span::Span;

/// Why a tree does not fit a type, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// What does not fit.
    pub message: String,
    /// The innermost value that does not fit.
    pub span: Option<Span>,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ReadError {}

impl de::Error for ReadError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { message: message.to_string(), span: None }
    }
}

pub(super) struct NodeDeserializer<'a> {
    node: &'a Node,
    /// The outermost mapping of a record: its `kind` has been dealt with.
    is_record: bool,
}

impl<'a> NodeDeserializer<'a> {
    pub(super) fn record(node: &'a Node) -> Self {
        Self { node, is_record: true }
    }

    fn nested(node: &'a Node) -> Self {
        Self { node, is_record: false }
    }

    fn visit<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match &self.node.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Integer(value) => visitor.visit_i64(*value),
            Value::Float(value) => visitor.visit_f64(*value),
            Value::Text(text) => visitor.visit_str(text),
            Value::List(items) => visitor.visit_seq(Items(items.iter())),
            Value::Map(entries) => {
                visitor.visit_map(Entries { rest: entries.iter(), value: None, skip_kind: self.is_record })
            }
        }
    }
}

impl<'de> de::Deserializer<'de> for NodeDeserializer<'_> {
    type Error = ReadError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let span = self.node.span;
        self.visit(visitor).map_err(|error| ReadError { span: error.span.or(Some(span)), ..error })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.node.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        let span = self.node.span;
        let word = self.node.as_text().ok_or_else(|| de::Error::custom("not a word"));
        word.and_then(|word| visitor.visit_enum(word.into_deserializer()))
            .map_err(|error: ReadError| ReadError { span: error.span.or(Some(span)), ..error })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

struct Items<'a>(std::slice::Iter<'a, Node>);

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = ReadError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, ReadError> {
        self.0.next().map(|node| seed.deserialize(NodeDeserializer::nested(node))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Entries<'a> {
    rest: std::slice::Iter<'a, Entry>,
    value: Option<&'a Node>,
    skip_kind: bool,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = ReadError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, ReadError> {
        let skip_kind = self.skip_kind;
        let Some(entry) = self.rest.find(|entry| !(skip_kind && entry.key.is("kind"))) else { return Ok(None) };
        self.value = Some(&entry.value);
        let key: de::value::StrDeserializer<'_, ReadError> = (&*entry.key).into_deserializer();
        seed.deserialize(key)
            .map(Some)
            .map_err(|error| ReadError { span: error.span.or(Some(entry.key_span)), ..error })
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, ReadError> {
        match self.value.take() {
            Some(node) => seed.deserialize(NodeDeserializer::nested(node)),
            None => Err(de::Error::custom("a value was asked for before its key")),
        }
    }
}

//! The fields of a record as an audience may see them.

use serde_json::{Map, Value};

use super::Redaction;
use crate::schema::{Shape, What, shape};
use crate::snapshot::Record;
use crate::yaml::Node;

/// The fields of a record under their own names. The shape of its kind says what every value is, so that no field, old or
/// new, passes by the redaction; what is absent or hidden is null, or an empty list. `scalar` says what becomes of a value
/// that is neither a list nor a mapping.
pub fn fields(redaction: &Redaction, record: &Record, scalar: &dyn Fn(&What, &Node, &str) -> Value) -> Value {
    Walk { redaction, record, scalar }.value(shape(record.kind()), record.document().root.as_ref(), "")
}

struct Walk<'w> {
    redaction: &'w Redaction,
    record: &'w Record,
    scalar: &'w dyn Fn(&What, &Node, &str) -> Value,
}

impl Walk<'_> {
    fn value(&self, shape: &Shape, node: Option<&Node>, field: &str) -> Value {
        match &shape.what {
            What::Object(_) if node.is_none() && !field.is_empty() => Value::Null,
            What::Object(fields) => {
                let members = fields.iter().map(|(key, shape)| {
                    let field = if field.is_empty() { key.to_owned() } else { format!("{field}/{key}") };
                    let node = node.and_then(|node| node.get(key));
                    let seen = node.filter(|_| !self.redaction.hides(self.record, &field));
                    (key.clone(), self.value(shape, seen, &field))
                });
                Value::Object(members.collect())
            }
            What::Map(shape) => {
                let entries = node.map(Node::entries).unwrap_or_default().iter();
                let members =
                    entries.map(|entry| (entry.key.to_string(), self.value(shape, Some(&entry.value), field)));
                Value::Object(members.collect::<Map<String, Value>>())
            }
            What::List(shape) => {
                let items = node.map(Node::items).unwrap_or_default().iter();
                Value::Array(items.map(|item| self.value(shape, Some(item), field)).collect())
            }
            what => node.map_or(Value::Null, |node| (self.scalar)(what, node, field)),
        }
    }
}

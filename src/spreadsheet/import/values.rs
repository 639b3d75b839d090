//! The values of a row in the tree of a record: where they go, in which order, and whether they are there already.

use crate::record::Kind;
use crate::yaml::{Node, Value};

pub(super) fn plain(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => text.to_string(),
        Value::Integer(number) => number.to_string(),
        _ => String::new(),
    }
}

/// Whether a value is there already. Blanks at the end of a text are lost in a cell.
pub(super) fn is_same(old: &Node, new: &Node) -> bool {
    match (&old.value, &new.value) {
        (Value::Text(old), Value::Text(new)) => old.trim() == new.trim(),
        (Value::Integer(old), Value::Float(new)) => *old as f64 == *new,
        (Value::Float(old), Value::Integer(new)) => *old == *new as f64,
        _ => old.to_json() == new.to_json(),
    }
}

/// Puts a value into a tree; in a list, an item goes by its number `n`.
pub(super) fn put(root: &mut Node, path: &str, node: Node) {
    let (step, rest) = path.split_once('/').unwrap_or((path, ""));
    match &mut root.value {
        Value::Map(entries) => {
            let position = entries.iter().position(|entry| &*entry.key == step).unwrap_or_else(|| {
                let is_list = rest.starts_with(|c: char| c.is_ascii_digit());
                let empty = if is_list { Node::list([]) } else { Node::map([]) };
                let Value::Map(new) = Node::map([(step, empty)]).value else { return entries.len() };
                entries.extend(new);
                entries.len() - 1
            });
            match rest {
                "" => entries[position].value = node,
                rest => put(&mut entries[position].value, rest, node),
            }
        }
        Value::List(items) => {
            let number = step.parse::<i64>().unwrap_or(1);
            let is_it = |item: &Node| item.get("n").is_some_and(|n| n.value == Value::Integer(number));
            let position = items.iter().position(is_it).unwrap_or_else(|| {
                items.push(Node::map([("n", Node::new(Value::Integer(number)))]));
                items.len() - 1
            });
            put(&mut items[position], rest, node);
        }
        _ => {}
    }
}

/// The value with the keys of its mappings in the order of the schema.
pub(super) fn ordered(node: &Node, kind: Kind, path: &str) -> Node {
    match &node.value {
        Value::Map(entries) => {
            let mut entries = entries.clone();
            entries.sort_by_key(|entry| crate::edit::rank(kind, path, &entry.key));
            for entry in &mut entries {
                entry.value = ordered(&entry.value, kind, &format!("{path}/{}", entry.key));
            }
            Node::new(Value::Map(entries))
        }
        Value::List(items) => Node::list(items.iter().map(|item| ordered(item, kind, &format!("{path}/0")))),
        _ => node.clone(),
    }
}

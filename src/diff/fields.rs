//! The fields of one record, held side by side.

use super::content::{Content, fields, meaning};
use super::lists::{self, Identity};
use super::titles::Titles;
use super::{Edit, FieldChange};
use crate::record::Kind;
use crate::schema::{Shape, shape};
use crate::yaml::{Node, Value};

/// The fields that differ between two versions of a record.
pub(super) fn compare(kind: Kind, before: (&Node, Titles<'_>), after: (&Node, Titles<'_>)) -> Vec<FieldChange> {
    let mut walk = Walk { kind, before: before.1, after: after.1, found: Vec::new() };
    walk.object(&At::default(), Some(shape(kind)), before.0, after.0);
    walk.found.sort_by_key(|change| rank(&change.path));
    walk.found
}

/// States come first, for they are what an auditor asks for; then the grade.
fn rank(path: &str) -> u8 {
    match path {
        "status" => 0,
        "grade" => 1,
        _ if path.ends_with("/status") => 2,
        _ => 3,
    }
}

struct Walk<'a> {
    kind: Kind,
    before: Titles<'a>,
    after: Titles<'a>,
    found: Vec<FieldChange>,
}

/// Where in a record the walk is.
#[derive(Clone, Default)]
struct At {
    path: String,
    within: Option<String>,
}

impl At {
    fn key(&self, key: &str) -> At {
        let path = if self.path.is_empty() { key.to_owned() } else { format!("{}/{key}", self.path) };
        At { path, within: self.within.clone() }
    }

    fn position(&self, position: usize) -> At {
        At { path: format!("{}[{}]", self.path, position + 1), within: self.within.clone() }
    }
}

impl Walk<'_> {
    fn value(&mut self, at: &At, shape: Option<&Shape>, before: Option<&Node>, after: Option<&Node>) {
        let (old, new) = (before.map(Node::items).unwrap_or_default(), after.map(Node::items).unwrap_or_default());
        let is_list = |node: Option<&Node>| node.is_none_or(|node| matches!(node.value, Value::List(_)));
        if is_list(before) && is_list(after) && !(old.is_empty() && new.is_empty()) {
            return self.list(at, shape.and_then(|shape| shape.step("")), old, new);
        }
        let (before, after) = match (before, after) {
            (Some(before), Some(after)) => (before, after),
            (None, Some(after)) => return self.push(at, Edit::Added(Content::of(after, shape, &self.after))),
            (Some(before), None) => return self.push(at, Edit::Removed(Content::of(before, shape, &self.before))),
            (None, None) => return,
        };
        if meaning(before, shape) == meaning(after, shape) {
            return;
        }
        match (&before.value, &after.value) {
            (Value::Map(_), Value::Map(_)) => self.object(at, shape, before, after),
            _ => {
                let before = Content::of(before, shape, &self.before);
                self.push(at, Edit::Replaced(before, Content::of(after, shape, &self.after)));
            }
        }
    }

    fn object(&mut self, at: &At, shape: Option<&Shape>, before: &Node, after: &Node) {
        for key in fields(shape, [Some(before), Some(after)]) {
            self.value(&at.key(key), shape.and_then(|shape| shape.step(key)), before.get(key), after.get(key));
        }
    }

    fn list(&mut self, at: &At, item: Option<&Shape>, before: &[Node], after: &[Node]) {
        match Identity::of(item) {
            Identity::Value => {
                let lost = lists::missing(before, after, item);
                let gained = lists::missing(after, before, item);
                let lost: Vec<_> = lost.into_iter().map(|node| Content::of(node, item, &self.before)).collect();
                let gained: Vec<_> = gained.into_iter().map(|node| Content::of(node, item, &self.after)).collect();
                if lost.len() + gained.len() > 0 {
                    self.push(at, Edit::Members(lost, gained));
                }
            }
            Identity::Field(field) => self.identified(at, item, field, before, after),
            Identity::Order => self.sequence(at, item, before, after),
        }
    }

    fn identified(&mut self, at: &At, item: Option<&Shape>, field: &str, before: &[Node], after: &[Node]) {
        let (Some(old), Some(new)) = (lists::by_field(before, field), lists::by_field(after, field)) else {
            return self.sequence(at, item, before, after);
        };
        let keys: std::collections::BTreeSet<_> = old.keys().chain(new.keys()).collect();
        for key in keys {
            let (before, after) = (old.get(key).copied(), new.get(key).copied());
            let called = match (before, after) {
                (_, Some(after)) => self.after.of_item(self.kind, item, after, field),
                (Some(before), None) => self.before.of_item(self.kind, item, before, field),
                (None, None) => None,
            };
            let at = At { within: called, ..at.key(&key.0) };
            self.value(&at, item, before, after);
        }
    }

    fn sequence(&mut self, at: &At, item: Option<&Shape>, before: &[Node], after: &[Node]) {
        for (old, new) in lists::pairs(before, after, item) {
            let at = at.position(new.or(old).unwrap_or_default());
            self.value(&at, item, old.map(|position| &before[position]), new.map(|position| &after[position]));
        }
    }

    fn push(&mut self, at: &At, edit: Edit) {
        self.found.push(FieldChange { path: at.path.clone(), within: at.within.clone(), edit });
    }
}

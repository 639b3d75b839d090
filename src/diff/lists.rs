//! Lists: how their items are told apart, and which of them belong together.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};

use super::content::meaning;
use super::sequence::changed;
use crate::record::Kind;
use crate::schema::{Reference, Shape, What};
use crate::text::natural_cmp;
use crate::yaml::{Node, Value};

/// The fields that tell a list's items apart: an item, an interview, a decision, a control by its id; an action item by its
/// number; a line of a programme's schedule by its audit; a member of a team by the person.
const IDENTITIES: &[&str] = &["id", "n", "audit", "person"];

/// How the items of a list are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Identity {
    /// By a field of their own.
    Field(&'static str),
    /// By what they are; their order means nothing.
    Value,
    /// By where they stand.
    Order,
}

impl Identity {
    /// The identity of items of a shape.
    pub(super) fn of(item: Option<&Shape>) -> Identity {
        match item.map(|shape| &shape.what) {
            // The first catalogue is the one whose criteria have no prefix.
            Some(What::Reference(Reference::Record(Kind::Catalogue))) => Identity::Order,
            Some(What::Reference(_) | What::Word(_)) => Identity::Value,
            Some(What::Object(fields)) => {
                let field = IDENTITIES.iter().find(|name| fields.contains_key(**name));
                field.map_or(Identity::Order, |name| Identity::Field(name))
            }
            _ => Identity::Order,
        }
    }
}

/// Whether the order of these items means something. It does where two have the same identity.
pub(super) fn has_order(item: Option<&Shape>, items: &[Node]) -> bool {
    match Identity::of(item) {
        Identity::Field(field) => by_field(items, field).is_none(),
        Identity::Value => false,
        Identity::Order => true,
    }
}

/// A list item's own name, which sorts as people count: 2 before 10.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key(pub(super) String);

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        natural_cmp(&self.0, &other.0)
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The items by a field; `None` when one lacks it or two share it.
pub(super) fn by_field<'n>(items: &'n [Node], field: &str) -> Option<BTreeMap<Key, &'n Node>> {
    let mut keyed = BTreeMap::new();
    for item in items {
        let key = match &item.get(field)?.value {
            Value::Text(text) => text.to_string(),
            Value::Integer(number) => number.to_string(),
            _ => return None,
        };
        if keyed.insert(Key(key), item).is_some() {
            return None;
        }
    }
    Some(keyed)
}

/// The items of `these` whose values are not among `those`, each once.
pub(super) fn missing<'n>(these: &'n [Node], those: &[Node], item: Option<&Shape>) -> Vec<&'n Node> {
    let mut seen: HashSet<String> = those.iter().map(|node| meaning(node, item)).collect();
    these.iter().filter(|node| seen.insert(meaning(node, item))).collect()
}

/// Which items of two sequences belong together, by their longest common subsequence: positions before and after. Equal
/// items are left out; one that has no counterpart stands alone.
pub(super) fn pairs(before: &[Node], after: &[Node], item: Option<&Shape>) -> Vec<(Option<usize>, Option<usize>)> {
    let old: Vec<String> = before.iter().map(|node| meaning(node, item)).collect();
    let new: Vec<String> = after.iter().map(|node| meaning(node, item)).collect();
    // Of several longest ones an algorithm takes one by the order of its arguments. A comparison read backwards has to say
    // the same, so the order is ours.
    let is_swapped = new < old;
    let (left, right) = if is_swapped { (&new, &old) } else { (&old, &new) };
    let mut pairs = Vec::new();
    for (lefts, rights) in changed(left, right) {
        let (olds, news) = if is_swapped { (rights, lefts) } else { (lefts, rights) };
        let mut olds = olds.peekable();
        let mut news = news.peekable();
        while let (Some(&old), Some(&new)) = (olds.peek(), news.peek()) {
            match is_alike(&before[old], &after[new]) {
                true => pairs.push((Some(old), Some(new))),
                false => pairs.extend([(Some(old), None), (None, Some(new))]),
            }
            olds.next();
            news.next();
        }
        pairs.extend(olds.map(|old| (Some(old), None)));
        pairs.extend(news.map(|new| (None, Some(new))));
    }
    pairs
}

/// Whether two mappings that stand at the same place are one that was changed: they share a value.
fn is_alike(before: &Node, after: &Node) -> bool {
    let shares =
        |entry: &crate::yaml::Entry| after.get(&entry.key).is_some_and(|other| says_the_same(other, &entry.value));
    before.entries().iter().any(shares)
}

fn says_the_same(one: &Node, other: &Node) -> bool {
    meaning(one, None) == meaning(other, None)
}

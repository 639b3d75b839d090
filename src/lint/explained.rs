//! Whether the entries of `changes` tell of what is not what it was.

use std::str::FromStr;

use super::Versions;
use super::authority::Agreement;
use crate::record::{Change, Date};
use crate::snapshot::Record;
use crate::yaml::{Node, Value, inline};

/// The fields by which the items of a list are told apart, as in a comparison.
const IDENTITIES: &[&str] = &["id", "n", "audit", "person"];

/// A field that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// Its name, as `changes` has it: `actions/1/due`.
    pub name: String,
    /// The value that it had, where that is a single word: what is longer, people sum up.
    from: Option<String>,
    /// The value that it has, likewise.
    to: Option<String>,
}

impl Field {
    /// A field, and the texts that it had and has.
    pub fn new(name: impl Into<String>, from: Option<&str>, to: Option<&str>) -> Field {
        let word = |text: Option<&str>| text.map(str::trim).filter(|text| is_word(text)).map(str::to_owned);
        Field { name: name.into(), from: word(from), to: word(to) }
    }
}

/// The new entries of `changes` that count.
#[derive(Debug)]
pub(super) struct Explained<'a>(Vec<&'a Change>);

impl<'a> Explained<'a> {
    /// All of them.
    pub fn of(versions: &Versions<'a>) -> Explained<'a> {
        let is_true = |change: &&Change| !names_others(versions, change);
        Explained(versions.all_explanations().into_iter().filter(is_true).collect())
    }

    /// Those to which somebody agreed who may.
    pub fn agreed(versions: &Versions<'a>, agreement: &Agreement) -> Explained<'a> {
        let is_agreed = |change: &&Change| change.approved_by.as_ref().is_some_and(|person| agreement.is_of(person));
        Explained(Explained::of(versions).0.into_iter().filter(is_agreed).collect())
    }

    /// Whether one of them is about a field, a part of it, or what it is a part of.
    pub fn speak_of(&self, name: &str) -> bool {
        self.0.iter().any(|change| speaks_of(change, name))
    }

    /// Whether they tell how a field changed. One that is about that very field has to name its values; what the field is a part
    /// of may have changed in many places.
    pub fn tell(&self, field: &Field) -> bool {
        let about: Vec<&&Change> = self.0.iter().filter(|change| speaks_of(change, &field.name)).collect();
        let is_whole = |change: &Change| name_in(change) != field.name;
        let said = |value: &Option<String>, of: fn(&Change) -> &str| {
            let is_said = |value: &String| about.iter().any(|change| is_whole(change) || names(of(change), value));
            value.as_ref().is_none_or(is_said)
        };
        !about.is_empty() && said(&field.from, |change| &change.from) && said(&field.to, |change| &change.to)
    }

    /// Whether a field, or something in it, is not what it was, and they do not tell of it. What `is_free` says may change.
    pub fn miss(&self, (before, after): (&Record, &Record), name: &str, is_free: &dyn Fn(&str) -> bool) -> bool {
        let path = format!("/{name}");
        let mut fields = Vec::new();
        let [old, new] = [before, after].map(|record| record.document().root.as_ref()?.at(&path));
        differences(name.to_owned(), (old, new), &mut fields);
        fields.iter().any(|field| !is_free(&field.name) && !self.tell(field))
    }
}

/// Whether an entry is about a field, a part of it, or what it is a part of.
pub(super) fn speaks_of(change: &Change, name: &str) -> bool {
    let is_in = |one: &str, other: &str| one.strip_prefix(other).is_some_and(|rest| rest.starts_with('/'));
    let field = name_in(change);
    field == name || is_in(field, name) || is_in(name, field)
}

/// Whether a text names a value: it is that, or has it among its words.
pub(super) fn names(text: &str, value: &str) -> bool {
    text.trim() == value || split(text).any(|word| word == value)
}

/// Whether an entry tells of a field that has parts, such as a window, and names days or words that it had not or has not: of those alone it
/// is made up, or it names days and none that is there. What else it says may sum up the change.
pub(super) fn names_others(versions: &Versions<'_>, change: &Change) -> bool {
    let parts = |record: &Record| at(record, &change.field).filter(|node| node.is_collection()).map(words);
    let Some((was, is)) = versions.both().and_then(|(old, new)| parts(old).zip(parts(new))) else { return false };
    // Where several tell of it, one may name what it was in between.
    if versions.explanations(&change.field).len() > 1 {
        return false;
    }
    let is_wrong = |text: &str, own: &[String], other: &[String]| {
        let text = text.replace("..", " ");
        let said: Vec<&str> = split(&text).filter(|word| !word.is_empty() && !BETWEEN.contains(word)).collect();
        let has = |all: &[String], word: &str| all.iter().any(|one| one == word);
        let is_day = |word: &str| Date::from_str(word).is_ok();
        let is_known = |word: &str| has(own, word) || has(other, word);
        match said.iter().all(|word| is_known(word) || is_day(word)) {
            true => said.iter().any(|word| !has(own, word)),
            false => {
                let mut days = said.iter().filter(|word| is_day(word)).peekable();
                days.peek().is_some() && !days.any(|day| is_known(day))
            }
        }
    };
    is_wrong(&change.from, &was, &is) || is_wrong(&change.to, &is, &was)
}

/// What stands between two values.
const BETWEEN: &[&str] = &["to", "until", "and", "bis", "und", "-", "–", "—", "→"];

/// The values in a field with parts that are single words.
fn words(node: &Node) -> Vec<String> {
    match &node.value {
        Value::Map(entries) => entries.iter().flat_map(|entry| words(&entry.value)).collect(),
        Value::List(items) => items.iter().flat_map(words).collect(),
        _ => Some(text(node)).filter(|text| is_word(text)).into_iter().collect(),
    }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    let is_between =
        |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"' | '\'' | '(' | ')' | '[' | ']' | '{' | '}');
    text.split(is_between).map(|word| word.trim_end_matches(['.', ':']))
}

/// The text of the value that a record has under a name such as `actions/1/due`; nothing where there is none, or one that has
/// parts.
pub(super) fn value(record: &Record, name: &str) -> Option<String> {
    at(record, name).filter(|node| !node.is_collection()).map(text)
}

fn at<'r>(record: &'r Record, name: &str) -> Option<&'r Node> {
    let own = |node: &'r Node, name: &str| {
        let item = || node.items().iter().find(|item| own_name(item).as_deref() == Some(name));
        node.get(name).or_else(item)
    };
    let root = record.document().root.as_ref()?;
    name.trim().trim_matches('/').split('/').try_fold(root, own)
}

/// Whether two lists hold the same, in whatever order: nobody agrees to one.
pub(super) fn hold_the_same<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    one.len() == other.len()
        && one.iter().all(|item| other.contains(item))
        && other.iter().all(|item| one.contains(item))
}

fn name_in(change: &Change) -> &str {
    change.field.trim().trim_matches('/')
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

fn text(node: &Node) -> String {
    node.as_text().map_or_else(|| inline(node), |text| text.trim().to_owned())
}

/// Whether two lists name the same things in another order. Of sentences the order may be a part of what they say.
fn are_same_words(one: &Node, other: &Node) -> bool {
    let words = |node: &Node| {
        let word = |item: &Node| Some(text(item)).filter(|text| !item.is_collection() && is_word(text));
        node.items().iter().map(word).collect::<Option<Vec<String>>>()
    };
    let are_lists = [one, other].iter().all(|node| matches!(node.value, Value::List(_)));
    are_lists && words(one).zip(words(other)).is_some_and(|(one, other)| hold_the_same(&one, &other))
}

/// What the item of a list is told apart by.
pub(super) fn own_name(item: &Node) -> Option<String> {
    IDENTITIES.iter().find_map(|key| item.get(key)).map(text)
}

/// The fields that are not what they were, as small as they have names.
fn differences(name: String, (old, new): (Option<&Node>, Option<&Node>), found: &mut Vec<Field>) {
    let parts = match (old, new) {
        (None, None) => return,
        (Some(old), Some(new)) if old.says_the_same(new) || are_same_words(old, new) => return,
        (Some(old), Some(new)) => parts(old).zip(parts(new)),
        _ => None,
    };
    let Some((old, new)) = parts else {
        let word = |node: Option<&Node>| node.filter(|node| !node.is_collection()).map(text);
        found.push(Field::new(name, word(old).as_deref(), word(new).as_deref()));
        return;
    };
    for (part, node) in &old {
        let there = new.iter().find(|(other, _)| other == part).map(|(_, there)| *there);
        differences(format!("{name}/{part}"), (Some(*node), there), found);
    }
    for (part, node) in new.iter().filter(|(part, _)| old.iter().all(|(other, _)| other != part)) {
        differences(format!("{name}/{part}"), (None, Some(*node)), found);
    }
}

/// The parts of a value with their names, where all of them have one.
fn parts(node: &Node) -> Option<Vec<(String, &Node)>> {
    match &node.value {
        Value::Map(entries) => Some(entries.iter().map(|entry| (entry.key.to_string(), &entry.value)).collect()),
        Value::List(items) => items.iter().map(|item| Some((own_name(item)?, item))).collect(),
        _ => None,
    }
}

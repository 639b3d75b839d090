//! Changing one value of a text and nothing else: comments, order, quotes and line ends elsewhere stay byte for byte.

mod place;

use std::ops::Range;

use serde_json::Value as Json;

use super::{Node, Value, parse, write};
use crate::text::is_acting;

/// What is to become of the value at a path.
#[derive(Debug, Clone)]
pub enum To {
    /// It has this value, whether there was one or not.
    Value(Node),
    /// The sequence there, or a new one, has this as its last item.
    With(Node),
    /// It is not there any more.
    Nothing,
}

/// Why a text could not be changed in place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// The text is no sound YAML, so that its places are not known.
    #[error("the file is not sound YAML")]
    Unsound,
    /// There is nothing at the path.
    #[error("there is nothing at `{0}`")]
    Missing(String),
    /// The new value holds a character that no record may hold.
    #[error("{}", super::refused(*.0))]
    Character(char),
    /// The text is written in a way that cannot be changed without touching more.
    #[error("`{0}` is written in a way that cannot be changed in place; change it with an editor")]
    Layout(String),
}

/// The text with one value changed. `path` is a path in the record, such as `/actions/1/due`; what is missing above it is
/// made. `rank` gives the place of a key among its neighbours: a new one goes behind those of a lower rank.
///
/// # Errors
/// The text is unsound, or the change cannot be made in place; the text that would come out is read again to know.
pub fn change(text: &str, path: &str, to: &To, rank: &dyn Fn(&str, &str) -> usize) -> Result<String, ChangeError> {
    if let To::Value(node) | To::With(node) = to
        && let Some(c) = acting(node)
    {
        return Err(ChangeError::Character(c));
    }
    let root = parse(text);
    let root = root.root.filter(|_| !root.partial && root.problems.is_empty()).ok_or(ChangeError::Unsound)?;
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut expected = root.to_json();
    apply_to_json(&mut expected, path, to).ok_or_else(|| ChangeError::Missing(path.to_owned()))?;
    let changed = Text { text, root: &root, rank }.changed(path, to)?;
    let changed = match newline {
        "\n" => changed,
        _ => changed.replace("\r\n", "\n").replace('\n', "\r\n"),
    };
    let read = parse(&changed);
    let is_right = read.problems.is_empty() && read.root.is_some_and(|root| root.to_json() == expected);
    is_right.then_some(changed).ok_or_else(|| ChangeError::Layout(path.to_owned()))
}

/// The first character of a value that no record may hold.
fn acting(node: &Node) -> Option<char> {
    match &node.value {
        Value::Text(text) => text.chars().find(|c| is_acting(*c)),
        Value::List(items) => items.iter().find_map(acting),
        Value::Map(entries) => entries.iter().find_map(|entry| acting(&entry.value)),
        _ => None,
    }
}

/// The same change of the tree, by which the changed text is checked.
fn apply_to_json(json: &mut Json, path: &str, to: &To) -> Option<()> {
    let (parent, last) = path.rsplit_once('/')?;
    let mut at = json;
    for step in parent.split('/').skip(1) {
        at = match at {
            Json::Array(items) => items.get_mut(step.parse::<usize>().ok()?)?,
            Json::Object(map) => {
                let value = map.entry(step).or_insert_with(|| Json::Object(Default::default()));
                if value.is_null() {
                    *value = Json::Object(Default::default());
                }
                value
            }
            _ => return None,
        };
    }
    match (to, at) {
        (To::Value(node), Json::Object(map)) => drop(map.insert(last.to_owned(), node.to_json())),
        (To::Value(node), Json::Array(items)) => *items.get_mut(last.parse::<usize>().ok()?)? = node.to_json(),
        (To::With(node), Json::Object(map)) => {
            let list = map.entry(last).or_insert_with(|| Json::Array(Vec::new()));
            if list.is_null() {
                *list = Json::Array(Vec::new());
            }
            list.as_array_mut()?.push(node.to_json());
        }
        (To::With(node), Json::Array(items)) => {
            items.get_mut(last.parse::<usize>().ok()?)?.as_array_mut()?.push(node.to_json());
        }
        (To::Nothing, Json::Object(map)) => drop(map.shift_remove(last)?),
        (To::Nothing, Json::Array(items)) => {
            let position = last.parse::<usize>().ok().filter(|position| *position < items.len())?;
            items.remove(position);
        }
        _ => return None,
    }
    Some(())
}

/// Whether a collection is written in brackets. A sequence in the column of its key is said to begin with its first item,
/// which may be a mapping in braces.
pub fn has_brackets(text: &str, node: &Node) -> bool {
    let first = text[node.span.start as usize..].chars().next();
    match node.value {
        Value::List(_) => first == Some('['),
        Value::Map(_) => first == Some('{'),
        _ => false,
    }
}

/// A text and its tree.
struct Text<'a> {
    text: &'a str,
    root: &'a Node,
    rank: &'a dyn Fn(&str, &str) -> usize,
}

impl Text<'_> {
    fn changed(&self, path: &str, to: &To) -> Result<String, ChangeError> {
        let missing = || ChangeError::Missing(path.to_owned());
        match to {
            To::Nothing => self.removed(path),
            To::With(node) => match self.root.at(path).filter(|list| !list.items().is_empty()) {
                Some(list) if self.is_too_long_with(path, list, &write::inline(node)) => {
                    let all = list.items().iter().cloned().chain([node.clone()]);
                    self.replaced(path, list, &Node::list(all))
                }
                Some(list) => Ok(self.appended(list, node)),
                None => self.changed(path, &To::Value(Node::list([node.clone()]))),
            },
            To::Value(node) => {
                let is_there = |node: &&Node| node.value != Value::Null;
                if let Some(old) = self.root.at(path).filter(is_there) {
                    return self.replaced(path, old, node);
                }
                // The nearest thing above that is there takes all that is missing below it.
                let (mut parent, last) = path.rsplit_once('/').ok_or_else(missing)?;
                let mut key = last.to_owned();
                let mut value = node.clone();
                while self.root.at(parent).filter(is_there).is_none() {
                    value = Node::map([(key.as_str(), value)]);
                    let (above, name) = parent.rsplit_once('/').ok_or_else(missing)?;
                    (parent, key) = (above, name.to_owned());
                }
                self.inserted(parent, &key, &value)
            }
        }
    }

    /// The text with other bytes in a range.
    fn with(&self, range: Range<usize>, new: &str) -> String {
        format!("{}{new}{}", &self.text[..range.start], &self.text[range.end..])
    }

    fn replaced(&self, path: &str, old: &Node, new: &Node) -> Result<String, ChangeError> {
        let written = &self.text[old.span.range()];
        let is_block_scalar = self.is_block_scalar(old);
        let is_on_one_line = !is_block_scalar && !written.contains('\n');
        let inline = write::inline(new);
        let is_short = inline.chars().count() <= 160 && !inline.contains("\\n");
        if self.is_in_brackets(path) || is_on_one_line && !new.is_collection() && is_short {
            // Who put quotes around the text before will want them around the new one.
            let new = match &new.value {
                Value::Text(text) if written.starts_with('"') && !new.plain => write::quoted(text),
                _ => inline,
            };
            return Ok(self.with(self.end_of_value(old), &new));
        }
        let (parent, last) = path.rsplit_once('/').unwrap_or_default();
        match self.root.at(parent).and_then(|parent| parent.entry(last)) {
            Some(entry) => {
                let key = entry.key_span.range();
                let indent = self.column(key.start);
                let colon = key.end + self.text[key.end..].find(':').map_or(0, |at| at + 1);
                let end = self.end_of_block(key.start, indent, old);
                let new = write::behind_key(new, indent, colon - key.start);
                Ok(self.with(colon..end, &self.without_last_newline(new, end)))
            }
            None => {
                let dash = self.dash_before(old).ok_or_else(|| ChangeError::Layout(path.to_owned()))?;
                let indent = self.column(dash);
                let end = self.end_of_block(dash, indent, old);
                let new = write::item(new, indent);
                Ok(self.with(dash..end, &self.without_last_newline(new.trim_start().to_owned(), end)))
            }
        }
    }

    fn inserted(&self, parent: &str, key: &str, value: &Node) -> Result<String, ChangeError> {
        let node = self.root.at(parent).ok_or_else(|| ChangeError::Missing(parent.to_owned()))?;
        let Value::Map(entries) = &node.value else { return Err(ChangeError::Missing(parent.to_owned())) };
        let rank = (self.rank)(parent, key);
        let before = entries.iter().rposition(|entry| (self.rank)(parent, &entry.key) < rank);
        if self.is_too_long_with(parent, node, &(write::inline(value) + key)) {
            let mut all: Vec<(&str, Node)> = entries.iter().map(|e| (&*e.key, e.value.clone())).collect();
            let at = before.map_or(0, |position| position + 1);
            all.insert(at, (key, value.clone()));
            return self.replaced(parent, node, &Node::map(all));
        }
        if self.has_brackets(node) || self.is_in_brackets(parent) {
            let new = format!("{}: {}", write::inline(&Node::text(key)), write::inline(value));
            return Ok(match (before, entries.first()) {
                (Some(position), _) => {
                    let at = self.end_of_value(&entries[position].value).end;
                    self.with(at..at, &format!(", {new}"))
                }
                (None, Some(first)) => {
                    let at = first.key_span.start as usize;
                    self.with(at..at, &format!("{new}, "))
                }
                (None, None) => self.with(self.end_of_value(node), &format!("{{{new}}}")),
            });
        }
        let first = entries.first().ok_or_else(|| ChangeError::Layout(parent.to_owned()))?;
        let indent = self.column(first.key_span.start as usize);
        let new = write::entry(key, value, indent);
        if let Some(line) = self.offered(key, indent, node) {
            return Ok(self.with(line, &new));
        }
        // The first key of an item shares its line with the dash; nothing goes before it.
        let shares_line = self.dash_before(node).is_some();
        let old = match before {
            Some(position) => &entries[position],
            None if shares_line => first,
            None => {
                let at = self.line_start(first.key_span.start as usize);
                return Ok(self.with(at..at, &new));
            }
        };
        let at = self.end_of_block(old.key_span.start as usize, indent, &old.value);
        let at = if std::ptr::eq(node, self.root) { self.behind_offers(rank, at) } else { at };
        let lead = if self.text[..at].ends_with('\n') { "" } else { "\n" };
        Ok(self.with(at..at, &format!("{lead}{}", self.without_last_newline(new, at + lead.len()))))
    }

    fn appended(&self, list: &Node, new: &Node) -> String {
        let last = list.items().last().expect("only lists with items are lengthened");
        if self.has_brackets(list) {
            let at = self.end_of_value(last).end;
            return self.with(at..at, &format!(", {}", write::inline(new)));
        }
        let dash = self.dash_before(last).unwrap_or(list.span.start as usize);
        let indent = self.column(dash);
        let at = self.end_of_block(dash, indent, last);
        let new = write::item(new, indent);
        let lead = if self.text[..at].ends_with('\n') { "" } else { "\n" };
        self.with(at..at, &format!("{lead}{}", self.without_last_newline(new, at + lead.len())))
    }

    fn removed(&self, path: &str) -> Result<String, ChangeError> {
        let missing = || ChangeError::Missing(path.to_owned());
        let (parent, last) = path.rsplit_once('/').ok_or_else(missing)?;
        let node = self.root.at(parent).ok_or_else(missing)?;
        let ranges: Vec<Range<usize>> = match &node.value {
            Value::Map(entries) => {
                entries.iter().map(|e| e.key_span.start as usize..self.end_of_value(&e.value).end).collect()
            }
            Value::List(items) => items.iter().map(|item| self.end_of_value(item)).collect(),
            _ => return Err(missing()),
        };
        let position = match &node.value {
            Value::Map(entries) => entries.iter().position(|entry| *entry.key == *last),
            _ => last.parse().ok().filter(|position| *position < ranges.len()),
        };
        let position = position.ok_or_else(missing)?;
        if self.has_brackets(node) || self.is_in_brackets(parent) {
            let range = match (position, ranges.get(position + 1)) {
                (_, Some(next)) => ranges[position].start..next.start,
                (0, None) => ranges[0].clone(),
                (_, None) => ranges[position - 1].end..ranges[position].end,
            };
            return Ok(self.with(range, ""));
        }
        if ranges.len() == 1 && !parent.is_empty() {
            return Err(ChangeError::Layout(path.to_owned()));
        }
        let value = self.root.at(path).ok_or_else(missing)?;
        let start = match &node.value {
            Value::List(_) => self.dash_before(value).ok_or_else(|| ChangeError::Layout(path.to_owned()))?,
            _ => ranges[position].start,
        };
        let indent = self.column(start);
        let end = self.end_of_block(start, indent, value);
        // A key that shares its line with a dash leaves the line to the next key.
        let is_behind_dash = self.text[self.line_start(start)..start].contains('-');
        match (is_behind_dash, ranges.get(position + 1)) {
            (true, Some(next)) => Ok(self.with(start..next.start, "")),
            _ => Ok(self.with(self.line_start(start)..end, "")),
        }
    }

    /// New lines that end where the text ends have a last newline only if the text had one.
    fn without_last_newline(&self, new: String, end: usize) -> String {
        let is_last = end >= self.text.len() && !self.text.ends_with('\n');
        if is_last { new.trim_end_matches('\n').to_owned() } else { new }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_key_stands_behind_what_is_offered_before_it() {
        let rank = |_: &str, key: &str| ["a", "b", "c", "d", "e"].iter().position(|known| *known == key).unwrap_or(9);
        let text = "a: 1\n# b:  # Beside\n# c:  # Behind\n# e:  # Last\n# not a key: at all\n";
        let with = |text: &str, key: &str| {
            change(text, &format!("/{key}"), &To::Value(Node::text("x")), &rank).expect("a change in place")
        };
        let changed = with(text, "d");
        assert_eq!(changed, "a: 1\n# b:  # Beside\n# c:  # Behind\nd: x\n# e:  # Last\n# not a key: at all\n");
        let changed = with(&with(&changed, "c"), "b");
        assert_eq!(changed, "a: 1\nb: x\nc: x\nd: x\n# e:  # Last\n# not a key: at all\n");
    }
}

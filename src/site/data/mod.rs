//! What a page is made of: a tree as JSON has it, which templates read as it is and which is written beside the page.
//!
//! A branch is shared and not copied, so that the same link on a thousand pages is made once, and a template that looks at
//! one field of a record costs nothing for the others.

mod convert;
mod seen;
mod written;

use std::borrow::Cow;
use std::ops::Index;
use std::sync::Arc;

pub use convert::ToValue;
pub(crate) use convert::json;
pub use seen::text_seen;
pub use written::write_member;

/// A branch of the tree, or a leaf.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Value {
    /// Nothing: absent, or kept from the audience.
    #[default]
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// A text.
    Text(Arc<str>),
    /// A list.
    List(Arc<List>),
    /// A mapping, in the order in which it was made.
    Map(Arc<Map>),
}

/// The items of a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct List(Vec<Value>);

/// The members of a mapping. There are few of them: they are looked for one after the other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Map(Vec<(Key, Value)>);

/// The name of a member.
pub type Key = Cow<'static, str>;

impl List {
    /// The items, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Value> {
        self.0.iter()
    }
}

/// What stands for anything that is absent.
static NULL: Value = Value::Null;

impl Map {
    /// The member of this name.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// Whether there is a member of this name.
    pub fn contains_key(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Puts a member in place of the one of its name, or behind the others.
    pub fn insert(&mut self, key: impl Into<Key>, value: Value) {
        let key = key.into();
        match self.0.iter_mut().find(|(known, _)| *known == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key, value)),
        }
    }

    /// Puts a member behind the others, none of which has its name.
    pub fn add(&mut self, key: &'static str, value: Value) {
        self.0.push((key.into(), value));
    }

    /// The members, in order, with the names of those that the program names itself.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.0.iter().filter_map(|(key, value)| match key {
            Cow::Borrowed(name) => Some((*name, value)),
            Cow::Owned(_) => None,
        })
    }

    /// The members, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(key, value)| (&**key, value))
    }
}

impl Value {
    /// A mapping of members whose names all differ.
    pub fn map(members: Vec<(Key, Value)>) -> Value {
        Value::Map(Arc::new(Map(members)))
    }

    /// An empty list.
    pub fn empty() -> Value {
        Value::List(Arc::default())
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number, if it is one.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Value::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Value::List(list) => Some(&list.0),
            _ => None,
        }
    }

    /// The members, if it is a mapping.
    pub fn as_object(&self) -> Option<&Map> {
        match self {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// Puts a member in place of the one of its name, or behind the others; what is no mapping becomes one.
    pub fn set(&mut self, key: &'static str, value: impl Into<Value>) {
        match self {
            Value::Map(map) => Arc::make_mut(map).insert(key, value.into()),
            _ => *self = Value::map(vec![(key.into(), value.into())]),
        }
    }

    /// A member of a mapping, to be changed where it stands.
    pub fn member(&mut self, key: &str) -> Option<&mut Value> {
        let Value::Map(map) = self else { return None };
        let mut members = Arc::make_mut(map).0.iter_mut();
        members.find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// Puts an item behind the others of a list; what is no list stays as it is.
    pub fn push(&mut self, item: Value) {
        if let Value::List(list) = self {
            Arc::make_mut(list).0.push(item);
        }
    }

    /// Whether it is nothing.
    pub fn is_null(&self) -> bool {
        *self == Value::Null
    }

    /// Whether it is a mapping.
    pub fn is_object(&self) -> bool {
        self.as_object().is_some()
    }
}

impl PartialEq<&str> for Value {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == Some(other)
    }
}

impl PartialEq<bool> for Value {
    fn eq(&self, other: &bool) -> bool {
        matches!(self, Value::Bool(flag) if flag == other)
    }
}

impl Index<&str> for Value {
    type Output = Value;

    fn index(&self, key: &str) -> &Value {
        self.as_object().and_then(|map| map.get(key)).unwrap_or(&NULL)
    }
}

impl Index<usize> for Value {
    type Output = Value;

    fn index(&self, position: usize) -> &Value {
        self.as_array().and_then(|list| list.get(position)).unwrap_or(&NULL)
    }
}

#[cfg(test)]
mod tests {
    use minijinja::value::Value as Seen;

    use super::*;

    fn sample() -> Value {
        let none: Option<&str> = None;
        json!({"id": "F-1", "none": none, "nested": {"count": 3_usize, "share": 0.5}, "list": ["a", "b"], "empty": []})
    }

    #[test]
    fn it_is_written_as_json() {
        let written = |value: &Value| {
            let mut written = Vec::new();
            value.write(&mut written);
            String::from_utf8(written).expect("UTF-8")
        };
        let text = written(&sample());
        assert_eq!(text, r#"{"id":"F-1","none":null,"nested":{"count":3,"share":0.5},"list":["a","b"],"empty":[]}"#);
        let read: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(Value::from(read), sample());
        for text in [
            "",
            "ä – \u{7f}",
            "a text that is longer than sixteen bytes",
            "C:\\temp and more",
            "\"",
            "\t",
            "0123456789abcde\n",
        ] {
            assert_eq!(written(&text.into()), serde_json::to_string(text).expect("JSON"));
        }
    }

    #[test]
    fn templates_read_it_as_it_is() {
        let environment = minijinja::Environment::new();
        let page = json!({"record": sample()});
        let render = |template: &str| environment.render_str(template, Seen::from(&page)).expect("a text");
        assert_eq!(render("{{ record.id }} {{ record.nested.count + 1 }} {{ record['nested'].share }}"), "F-1 4 0.5");
        assert_eq!(render("{% if record.none is none and record.other is undefined %}both{% endif %}"), "both");
        assert_eq!(render("{% if record.empty or not record.nested %}x{% endif %}{{ record.list|length }}"), "2");
        assert_eq!(render("{% for one in record.list[1:] %}{{ one }}{% endfor %}{{ record.list[0] }}"), "ba");
        assert_eq!(render("{{ record|list|join(',') }}"), "id,none,nested,list,empty");
    }

    #[test]
    fn a_change_is_not_seen_where_it_is_shared() {
        let link = json!({"label": "F-1"});
        let page = json!({"link": link});
        let mut own = page.clone();
        if let Some(link) = own.member("link") {
            link.set("label", "F-1/2");
            link.set("more", true);
        }
        assert_eq!(page["link"], link);
        assert_eq!(own["link"], json!({"label": "F-1/2", "more": true}));
        assert!(own["absent"]["further"].is_null() && own["link"][3].is_null());
    }
}

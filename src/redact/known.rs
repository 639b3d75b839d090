//! By what a text may name a person.

use crate::record::{Kind, Person};
use crate::snapshot::Document;
use crate::yaml::Node;

/// A person, by all that a text may call them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Id.
    pub id: String,
    /// Name; empty where it cannot be told.
    pub name: String,
    /// Position.
    pub position: Option<String>,
    /// Names on forges.
    pub handles: Vec<String>,
    /// E-mail addresses.
    pub addresses: Vec<String>,
}

impl Known {
    /// The person of a file; `None` when it is no person's. One that is not valid is read as far as it goes: a name that is
    /// spelt in a broken file is a name.
    pub fn of(path: &str, document: &Document) -> Option<Known> {
        if let Some(data) = &document.data {
            return data.person().map(Known::from);
        }
        if document.kind.is_some_and(|kind| kind != Kind::Person) {
            return None;
        }
        let id = document.id_at(path).0.to_string();
        match &document.root {
            Some(root) if root.get("name").is_some() => Some(Self::of_node(id, root)),
            _ => Some(Self::of_lines(id, &document.text)),
        }
    }

    fn of_node(id: String, root: &Node) -> Known {
        let text = |key: &str| root.get(key).and_then(Node::as_text).map(str::to_owned);
        let handle = |forge: &str| Some(root.get("forge")?.get(forge)?.as_text()?.to_owned());
        let addresses = root.get("git").map(Node::items).unwrap_or_default().iter().filter_map(Node::as_text);
        Known {
            id,
            name: text("name").unwrap_or_default(),
            position: text("position"),
            handles: ["github", "gitlab"].into_iter().filter_map(handle).collect(),
            addresses: addresses.map(str::to_owned).collect(),
        }
    }

    /// Of a text that is no YAML: its lines as they would be read if it were.
    fn of_lines(id: String, text: &str) -> Known {
        let value = |key: &str| {
            let mut lines = text.lines().filter_map(|line| line.trim_start().strip_prefix(key)?.strip_prefix(':'));
            let value = lines.next()?.split(" #").next()?.trim();
            Some(value.trim_matches(['"', '\'']).to_owned()).filter(|value| !value.is_empty())
        };
        let is_end = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | ',' | '"' | '\'' | '<' | '>' | '{' | '}');
        let addresses = text.split(is_end).filter(|word| word.contains('@'));
        Known {
            id,
            name: value("name").unwrap_or_default(),
            position: value("position"),
            handles: ["github", "gitlab"].into_iter().filter_map(value).collect(),
            addresses: addresses.map(str::to_owned).collect(),
        }
    }
}

impl From<&Person> for Known {
    fn from(person: &Person) -> Known {
        let forge = person.forge.iter().flat_map(|forge| [&forge.github, &forge.gitlab]);
        Known {
            id: person.id.to_string(),
            name: person.name.clone(),
            position: Some(person.position.clone()),
            handles: forge.flatten().cloned().collect(),
            addresses: person.git.clone(),
        }
    }
}

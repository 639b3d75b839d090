//! A record as a template sees it: its own fields under their own names, with references resolved and texts redacted.
//!
//! The shape of the kind's schema says what every value is, so that no field, old or new, passes by the redaction. A field
//! that is absent or hidden is there as `none` (a list: empty), which lets templates be strict about names.

use super::Viewer;
use crate::record::Kind;
use crate::schema::{Reference, Shape, What, shape};
use crate::site::data::{Value, json};
use crate::snapshot::Record;
use crate::yaml::Node;

impl Viewer<'_, '_> {
    /// The fields of a record.
    pub(super) fn fields(&self, record: &Record) -> Value {
        self.value(record, shape(record.kind()), record.document().root.as_ref(), &mut String::new())
    }

    /// One of the fields of a record, where the others are not asked for.
    pub(super) fn field(&self, record: &Record, key: &str) -> Value {
        let Some(shape) = shape(record.kind()).step(key) else { return Value::Null };
        let node = record.document().root.as_ref().and_then(|root| root.get(key));
        let node = node.filter(|_| !self.site.redaction.hides(record, key));
        self.value(record, shape, node, &mut key.to_owned())
    }

    /// A value; `field` is its path without positions, and stays what it is.
    fn value(&self, record: &Record, shape: &'static Shape, node: Option<&Node>, field: &mut String) -> Value {
        match &shape.what {
            What::Object(fields) => {
                if node.is_none() && !field.is_empty() {
                    return Value::Null;
                }
                let mut members = Vec::with_capacity(fields.len());
                for (key, shape) in fields {
                    let above = field.len();
                    if above > 0 {
                        field.push('/');
                    }
                    field.push_str(key);
                    let node = node.and_then(|node| node.get(key));
                    let node = node.filter(|_| !self.site.redaction.hides(record, field));
                    members.push((key.as_str().into(), self.value(record, shape, node, field)));
                    field.truncate(above);
                }
                Value::map(members)
            }
            What::Map(shape) => {
                let entries = node.map(Node::entries).unwrap_or_default().iter();
                let members = entries
                    .map(|entry| (entry.key.to_string().into(), self.value(record, shape, Some(&entry.value), field)));
                Value::map(members.collect())
            }
            What::List(shape) => {
                let items = node.map(Node::items).unwrap_or_default().iter();
                items.map(|item| self.value(record, shape, Some(item), field)).collect()
            }
            _ => node.map_or(Value::Null, |node| self.scalar(&shape.what, node, field)),
        }
    }

    fn scalar(&self, what: &What, node: &Node, field: &str) -> Value {
        let Some(text) = node.as_text() else { return node.to_json().into() };
        match what {
            What::Reference(Reference::Record(Kind::Person)) => self.person(text),
            What::Reference(Reference::Party) => self.party(text),
            What::Reference(Reference::Record(_) | Reference::Any) => self.link(text),
            What::Reference(Reference::Criterion) => self.criterion(text),
            What::Reference(Reference::Item) => self.item(text),
            What::Reference(Reference::Process) => self.part_of_isms(text, "process"),
            What::Reference(Reference::Site) => self.part_of_isms(text, "site"),
            What::Date | What::Word(_) => text.into(),
            // An id is an address and has to stay what it is.
            _ if field == "id" || field.ends_with("/id") => text.into(),
            _ => Value::from(&*self.site.redaction.text(text)),
        }
    }

    fn item(&self, text: &str) -> Value {
        let (workpaper, item) = text.split_once('/').unwrap_or((text, ""));
        let mut link = self.link(workpaper);
        if let Some(href) = link["href"].as_str().map(|href| format!("{href}#item-{item}")) {
            link.set("href", href);
        }
        link.set("label", text);
        link
    }

    pub(super) fn part_of_isms(&self, id: &str, what: &str) -> Value {
        let isms = self.site.snapshot.isms();
        let name = isms.and_then(|isms| match what {
            "process" => isms.data().processes.iter().find(|part| part.id.as_str() == id).map(|part| &part.name),
            _ => isms.data().sites.iter().find(|part| part.id.as_str() == id).map(|part| &part.name),
        });
        let address = self.site.plan.address(Kind::Isms.as_str()).filter(|_| name.is_some());
        json!({
            "id": id,
            "label": name.map_or_else(|| id.to_owned(), |name| self.text(name)),
            "title": Value::Null,
            "href": address.map(|address| format!("{}{address}#{what}-{id}", self.root)),
        })
    }
}

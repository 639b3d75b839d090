//! What people call the things that a record names by id, on one side of a comparison.

use crate::record::{Criterion, Data, Kind, ProcessRef};
use crate::schema::{Reference, Shape, What};
use crate::snapshot::{Record, Snapshot};
use crate::yaml::Node;

/// The titles of one snapshot.
#[derive(Clone, Copy)]
pub(super) struct Titles<'a>(pub(super) &'a Snapshot);

/// The fields that name a list's item to a reader, the best first.
const NAMING_FIELDS: &[&str] = &["title", "name", "what", "question", "text"];

impl Titles<'_> {
    /// A record's title; a person's is the position, since records name people by what they do.
    pub(super) fn of_record(record: &Record) -> String {
        match record.data() {
            Data::Person(person) => person.position.clone(),
            data => data.title().to_owned(),
        }
    }

    /// The title of what a reference names; `None` when that is not there or cannot be read.
    pub(super) fn referred(&self, reference: Reference, text: &str) -> Option<String> {
        let Self(snapshot) = self;
        match reference {
            Reference::Criterion => snapshot.catalogues().title(&Criterion::from(text)).map(str::to_owned),
            Reference::Process => Some(snapshot.process(&ProcessRef::from(text))?.name.clone()),
            Reference::Site => {
                let isms = snapshot.isms()?;
                Some(isms.sites.iter().find(|site| site.id.as_str() == text)?.name.clone())
            }
            Reference::Item => {
                let (workpaper, item) = text.split_once('/')?;
                let items = &snapshot.record(workpaper)?.data().workpaper()?.items;
                Some(items.iter().find(|candidate| candidate.id.as_str() == item)?.question.clone())
            }
            Reference::Record(Kind::Catalogue) => snapshot.catalogues().get(text).map(|own| own.title.clone()),
            Reference::Record(_) | Reference::Any | Reference::Party => snapshot.record(text).map(Self::of_record),
        }
    }

    /// What a list's item is called: the title of what its identity names, or else a text of its own.
    pub(super) fn of_item(&self, kind: Kind, shape: Option<&Shape>, item: &Node, key: &str) -> Option<String> {
        let identity = item.get(key)?.as_text();
        let named = match (shape.and_then(|shape| shape.step(key)).map(|shape| &shape.what), identity) {
            (Some(What::Reference(reference)), Some(text)) => self.referred(*reference, text),
            (_, Some(text)) if kind == Kind::Soa => self.referred(Reference::Criterion, text),
            _ => None,
        };
        named.or_else(|| NAMING_FIELDS.iter().find_map(|field| item.get(field)?.as_text()).map(str::to_owned))
    }
}

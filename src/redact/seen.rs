//! A state as an audience reads it: what the settings hide is out of it before anything is made of it.

use rayon::prelude::*;

use super::{Elsewhere, Redaction, hidden_fields};
use crate::hash::HashMap;
use crate::record::{Audience, Kind};
use crate::schema::{Shape, What, shape};
use crate::snapshot::Snapshot;
use crate::yaml::{Node, Text, Value};

/// A state of the records, and the same as an audience reads it.
pub struct Seen<'a> {
    whole: &'a Snapshot,
    blanked: Option<Snapshot>,
}

/// What a record is known, found or checked by, and the settings themselves: what is no text to read. Of names, the words that stand
/// in their place are found by what they are.
const STAYS: &[(Option<Kind>, &str)] = &[
    (None, "id"),
    (None, "sha256"),
    (None, "digest"),
    (None, "tag"),
    (Some(Kind::Isms), "publication"),
    (Some(Kind::Isms), "timezone"),
    (Some(Kind::Isms), "ignore"),
    (Some(Kind::Isms), "path"),
    (Some(Kind::Person), "name"),
    (Some(Kind::Person), "git"),
    (Some(Kind::Person), "forge"),
];

impl<'a> Seen<'a> {
    /// A state as `audience` reads it. The texts of fields that its settings hide are empty there, so that neither a heading nor a
    /// sentence of ours can quote them; whether there is one, and all days, words and references, are for [`Redaction`].
    pub fn of(whole: &'a Snapshot, audience: Audience, elsewhere: &Elsewhere) -> Self {
        let hidden = hidden_fields(whole, audience, elsewhere);
        if hidden.is_empty() {
            return Self { whole, blanked: None };
        }
        let is_hidden = |kind: Kind, field: &str| Redaction::is_within(&hidden, kind, field);
        let documents: HashMap<&str, _> = whole
            .records()
            .par_iter()
            .filter(|record| hidden.iter().any(|(kind, _)| *kind == record.kind()))
            .filter_map(|record| {
                let kind = record.kind();
                let mut root = record.document().root.clone()?;
                let has_changed =
                    blank(shape(kind), &mut root, "", &|field| is_hidden(kind, field) && !stays(kind, field));
                has_changed.then(|| (&*record.path, record.document().saying(root)))
            })
            .collect::<Vec<_>>()
            .into_iter()
            .collect();
        Self { whole, blanked: Some(whole.with_other_documents(documents)) }
    }

    /// The state as the audience reads it.
    pub fn snapshot(&self) -> &Snapshot {
        self.blanked.as_ref().unwrap_or(self.whole)
    }

    /// The state as it is, for what is counted or checked and not quoted.
    pub fn whole(&self) -> &'a Snapshot {
        self.whole
    }
}

/// Whether a text is none to read.
fn stays(kind: Kind, field: &str) -> bool {
    let (first, last) = (field.split('/').next(), field.rsplit('/').next());
    STAYS.iter().any(|(of, name)| match of {
        None => last == Some(name),
        Some(of) => *of == kind && (first == Some(name) || last == Some(name)),
    })
}

/// Empties the texts that are hidden, by their paths without positions, and tells whether there were any.
fn blank(shape: &Shape, node: &mut Node, field: &str, is_hidden: &dyn Fn(&str) -> bool) -> bool {
    let mut has_changed = false;
    match (&shape.what, &mut node.value) {
        (What::Object(fields), Value::Map(entries)) => {
            for entry in entries {
                if let Some(shape) = fields.get(&*entry.key) {
                    let field =
                        if field.is_empty() { entry.key.to_string() } else { format!("{field}/{}", &*entry.key) };
                    has_changed |= blank(shape, &mut entry.value, &field, is_hidden);
                }
            }
        }
        (What::Map(shape), Value::Map(entries)) => {
            for entry in entries {
                has_changed |= blank(shape, &mut entry.value, field, is_hidden);
            }
        }
        (What::List(shape), Value::List(items)) => {
            for item in items {
                has_changed |= blank(shape, item, field, is_hidden);
            }
        }
        (What::Text, Value::Text(text)) if is_hidden(field) => {
            *text = Text::from("");
            has_changed = true;
        }
        _ => {}
    }
    has_changed
}

//! New records: with the next id that nobody has taken, filled from what is known already, and with every other field as a
//! comment that says what it is for.

mod action;
mod audit;
mod evidence;
mod finding;
mod ids;
mod init;
mod person;
mod programme;
mod review;
mod workpaper;

pub use action::{NewAction, action};
pub use audit::{NewAudit, audit};
pub use evidence::{File, NewEvidence, evidence, media};
pub use finding::{NewFinding, finding};
pub use ids::{Taken, person_id, slug};
pub use init::{Beginning, Forge, init};
pub use person::{NewPerson, person};
pub use programme::{NewProgramme, programme};
pub use review::{NewReview, review};
pub use workpaper::{NewWorkpaper, workpaper};

use crate::edit::{Actor, Draft, EditError};
use crate::record::{Kind, is_id};
use crate::schema::{What, shape};
use crate::snapshot::Snapshot;
use crate::text::{TODO, is_blank, shortened};
use crate::yaml::{Node, entry};

/// Where `init` puts the schemas, from the record root.
pub const SCHEMAS: &str = ".tickmark/schemas";

/// Fields that commands and rules write, or that only few records need: no new record offers them.
const NOT_OFFERED: &[&str] =
    &["id", "kind", "changes", "waivers", "status_reason", "closed", "acknowledged", "disposed", "external_id"];

/// What a new record is made from.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The records that there are.
    pub snapshot: &'a Snapshot,
    /// The ids that are taken, on any branch.
    pub taken: &'a Taken,
    /// Who writes it, and on which day.
    pub actor: &'a Actor,
    /// Whether the repository holds the schemas for editors.
    pub has_schemas: bool,
}

/// Fields of a new record; what is not in the schema's order is brought into it.
type Fields = Vec<(&'static str, Node)>;

/// Adds a new record to a draft.
///
/// # Errors
/// The id is none, or taken.
fn create(
    context: Context<'_>,
    draft: &mut Draft,
    kind: Kind,
    (id, path): (&str, &str),
    fields: Fields,
) -> Result<(), EditError> {
    check_id(context, id)?;
    for (name, node) in &fields {
        if node.as_text().is_some_and(|text| is_blank(Some(text))) {
            let help = format!("write what belongs into `{name}`, or leave the option out where it may be");
            return Err(EditError::Needs { what: format!("`{name}` is empty"), help });
        }
    }
    let link = context.has_schemas.then(|| schema_link(kind, path));
    let mut all = vec![("id", Node::text(id))];
    all.extend(fields);
    draft.create(path, text(kind, all, link.as_deref()));
    draft.done.push(format!("{path}: {} {id}", kind.noun()));
    Ok(())
}

fn check_id(context: Context<'_>, id: &str) -> Result<(), EditError> {
    let refused = |what: String, help: &str| EditError::Needs { what, help: help.to_owned() };
    if !is_id(id) {
        return Err(refused(format!("`{id}` cannot be an id"), "an id has letters, digits, dots, dashes, underscores"));
    }
    match context.taken.by(id) {
        Some(branch) => Err(refused(format!("{id} is taken{branch}"), "leave `--id` out to get the next free one")),
        None => Ok(()),
    }
}

/// The text of a record: the fields that are given, in the schema's order, and the others as comments.
pub fn text(kind: Kind, fields: Vec<(&str, Node)>, schema: Option<&str>) -> String {
    let mut out = String::new();
    if let Some(schema) = schema {
        out.push_str(&format!("# yaml-language-server: $schema={schema}\n"));
    }
    out.push_str(&entry("kind", &Node::word(kind), 0));
    let What::Object(known) = &shape(kind).what else { return out };
    for (key, field) in known {
        match fields.iter().find(|(name, _)| name == key) {
            Some((_, node)) => out.push_str(&entry(key, node, 0)),
            None if NOT_OFFERED.contains(&key.as_str()) => {}
            None => {
                out.push_str(&format!("# {key}:  # {}\n", shortened(field.description.trim_end_matches('.'), 100)));
            }
        }
    }
    debug_assert!(fields.iter().all(|(key, _)| known.contains_key(*key)), "a field that the schema lacks");
    out
}

/// The path of a kind's schema from a record, for editors.
pub fn schema_link(kind: Kind, path: &str) -> String {
    format!("{}{SCHEMAS}/{kind}.schema.json", "../".repeat(path.matches('/').count()))
}

/// The text, or what is still to be written in its place.
fn text_or_todo(text: Option<&str>, what: &str) -> Node {
    match text {
        Some(text) => Node::text(text),
        None => Node::text(format!("{TODO}{what}")),
    }
}

fn texts<T: ToString>(items: impl IntoIterator<Item = T>) -> Node {
    Node::list(items.into_iter().map(|item| Node::text(item.to_string())))
}

/// Fields that are there only if there is something to say.
fn some(key: &'static str, value: Option<impl ToString>) -> Option<(&'static str, Node)> {
    value.map(|value| (key, Node::text(value.to_string())))
}

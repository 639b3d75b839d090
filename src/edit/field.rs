//! Which value of a record a person means: `CA-2026-005/2` and `due`, or `actions/2/due`.

use super::{EditError, find};
use crate::record::Kind;
use crate::schema::{Shape, What, shape};
use crate::snapshot::{Record, Snapshot};
use crate::text::{listed, nearest};
use crate::yaml::{Node, Value};

/// The fields by which the items of a list are told apart, as in a comparison.
const IDENTITIES: &[&str] = &["id", "n", "audit", "person"];

/// A record, and the part of it that was named.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// The record.
    pub record: &'a Record,
    /// List and position of the part: `("actions", 1)`.
    pub part: Option<(&'static str, usize)>,
}

impl Target<'_> {
    /// The path of the record's or the part's own value, such as `/actions/1/status`.
    pub fn path(&self, field: &str) -> String {
        match self.part {
            Some((list, position)) => format!("/{list}/{position}/{field}"),
            None => format!("/{field}"),
        }
    }
}

/// The record or part that `name` means: an id, or an id and a part of it behind a slash.
///
/// # Errors
/// There is none.
pub fn target<'a>(snapshot: &'a Snapshot, name: &str) -> Result<Target<'a>, EditError> {
    let (id, part) = match name.split_once('/') {
        Some((id, part)) => (id, Some(part)),
        None => (name, None),
    };
    let record = find(snapshot, id)?;
    let Some(part) = part else { return Ok(Target { record, part: None }) };
    let missing = || EditError::NoPart { id: record.id.to_string(), part: part.to_owned() };
    let root = record.document().root.as_ref().ok_or_else(missing)?;
    let found = lists(record.kind()).iter().find_map(|list| {
        let items = root.get(list)?.items();
        Some((*list, items.iter().position(|item| is_named(item, part))?))
    });
    found.map(|part| Target { record, part: Some(part) }).ok_or_else(missing)
}

/// The lists of a kind whose items are named behind a slash.
fn lists(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Action => &["actions"],
        Kind::Workpaper => &["items", "interviews"],
        Kind::Review => &["decisions"],
        Kind::Soa => &["controls"],
        Kind::Isms => &["processes", "sites"],
        Kind::Programme => &["schedule"],
        Kind::Audit => &["team"],
        Kind::Catalogue => &["entries"],
        Kind::Person | Kind::Evidence | Kind::Finding => &[],
    }
}

fn is_named(item: &Node, name: &str) -> bool {
    IDENTITIES.iter().any(|key| match item.get(key).map(|node| &node.value) {
        Some(Value::Text(text)) => text.eq_ignore_ascii_case(name),
        Some(Value::Integer(number)) => number.to_string() == name,
        _ => false,
    })
}

/// The path of a field, by the words that people and comparisons use: `actions/2/due`, where an item of a list goes by its
/// own id or number.
///
/// # Errors
/// The record has no such field.
pub fn field_path(target: &Target<'_>, field: &str) -> Result<String, EditError> {
    let kind = target.record.kind();
    let mut path = String::new();
    let mut at = shape(kind);
    let mut node = target.record.document().root.as_ref();
    if let Some((list, position)) = target.part {
        path = format!("/{list}/{position}");
        at = at.at(&path).unwrap_or(at);
        node = node.and_then(|root| root.at(&path));
    }
    for step in field.split('/').filter(|step| !step.is_empty()) {
        let step = match &at.what {
            What::List(_) => position(node, step).ok_or_else(|| EditError::NoPart {
                id: format!("{}{path}", target.record.id),
                part: step.to_owned(),
            })?,
            _ => step.to_owned(),
        };
        at = at.step(&step).ok_or_else(|| no_field(kind, field, at, &step))?;
        node = node.and_then(|node| node.at(&format!("/{step}")));
        path = format!("{path}/{step}");
    }
    match (path.as_str(), kind) {
        ("", _) => Err(no_field(kind, field, at, "")),
        ("/id", _) => Err(EditError::Value {
            field: "id".to_owned(),
            reason: "an id is never changed; other records, branches and history go by it".to_owned(),
        }),
        _ => Ok(path),
    }
}

fn position(list: Option<&Node>, name: &str) -> Option<String> {
    let items = list?.items();
    let named = items.iter().position(|item| is_named(item, name));
    // What has no name of its own goes by its place, from 1, as a comparison writes it.
    let has_names = items.iter().any(|item| IDENTITIES.iter().any(|key| item.get(key).is_some()));
    let counted = || name.parse::<usize>().ok()?.checked_sub(1).filter(|position| *position < items.len());
    named.or_else(|| if has_names { None } else { counted() }).map(|position| position.to_string())
}

fn no_field(kind: Kind, field: &str, at: &Shape, step: &str) -> EditError {
    let names: Vec<&str> = match &at.what {
        What::Object(fields) => {
            fields.keys().map(String::as_str).filter(|name| !matches!(*name, "id" | "kind")).collect()
        }
        _ => Vec::new(),
    };
    let help = match nearest(step, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if names.is_empty() => "it has no fields of its own".to_owned(),
        None => format!("there are {}", listed(&names, 40)),
    };
    let article = if kind.noun().starts_with(['a', 'e', 'i', 'o', 'I']) { "an" } else { "a" };
    EditError::NoField { kind: format!("{article} {}", kind.noun()), field: field.to_owned(), help }
}

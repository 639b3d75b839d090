//! Why something changes: the entry of `changes`, and the words in which it names the field and its values.

use super::{Actor, Draft, EditError, Target};
use crate::record::{Change, Data, PersonRef};
use crate::snapshot::Record;
use crate::yaml::{Node, Value, inline};

/// What is said beside a change that needs a reason.
#[derive(Debug, Clone, Default)]
pub struct Reason {
    /// Why.
    pub reason: Option<String>,
    /// Who agreed.
    pub approved_by: Option<PersonRef>,
}

/// Whether records of a kind say why something of them changed.
pub(super) fn has_changes(data: &Data) -> bool {
    matches!(data, Data::Audit(_) | Data::Finding(_) | Data::Action(_) | Data::Programme(_))
}

/// Writes why a value changed.
pub(super) fn explain(
    draft: &mut Draft,
    actor: &Actor,
    record: &Record,
    field: &str,
    (from, to): (&str, &str),
    why: &Reason,
) -> Result<(), EditError> {
    let what = format!("changing `{field}` of {} from {} to {} needs a reason", record.id, shown(from), shown(to));
    let Some(reason) = why.reason.clone() else {
        return Err(EditError::Needs {
            what,
            help: "give `--reason TEXT`, and `--approved-by PERSON` where somebody agreed".to_owned(),
        });
    };
    let entry = Change {
        date: actor.day,
        by: actor.person(&what)?.clone(),
        field: field.to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        reason,
        approved_by: why.approved_by.clone(),
    };
    draft.explain(record, &entry)
}

/// The record, or the part of it, as people name it.
pub(super) fn name(target: &Target<'_>) -> String {
    let part = target.part.and_then(|(list, position)| {
        let item = target.record.document().root.as_ref()?.at(&format!("/{list}/{position}"))?;
        let id = item.get("n").or_else(|| item.get("id"))?;
        Some(format!("{}/{}", target.record.id, plain(id)))
    });
    part.unwrap_or_else(|| target.record.id.to_string())
}

/// A path as `changes` and comparisons name it: `actions/2/due` for `/actions/1/due`.
pub(super) fn name_of(record: &Record, path: &str) -> String {
    let mut names = Vec::new();
    let mut at = String::new();
    let mut is_list = false;
    for step in path.split('/').skip(1) {
        at = format!("{at}/{step}");
        let node = record.document().root.as_ref().and_then(|root| root.at(&at));
        let own = node
            .filter(|_| is_list)
            .and_then(|node| ["id", "n", "audit", "person"].iter().find_map(|key| node.get(key).map(plain)));
        names.push(own.unwrap_or_else(|| match (is_list, step.parse::<usize>()) {
            (true, Ok(position)) => (position + 1).to_string(),
            _ => step.to_owned(),
        }));
        is_list = node.is_some_and(|node| matches!(node.value, Value::List(_)));
    }
    names.join("/")
}

/// A value as a text of one line.
pub(super) fn plain(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => text.to_string(),
        _ => inline(node),
    }
}

/// A value as a message shows it.
pub(super) fn shown(value: &str) -> String {
    match value {
        "" => "nothing".to_owned(),
        _ => crate::text::shortened(value, 60),
    }
}

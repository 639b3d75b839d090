//! What a record needs and a sheet of real life does not have, and where a new record goes.

use super::values::put;
use crate::record::{Kind, ROOT_FILE};
use crate::scaffold::Context;
use crate::text::shortened;
use crate::yaml::{Node, Value};

/// On what ground a finding is closed that comes in closed.
const CLOSED_BEFORE: &str = "It was closed in the register that it comes from";

/// What a record needs and a sheet of real life does not have.
pub(super) fn complete(kind: Kind, root: &mut Node, context: &Context<'_>) {
    let has = |root: &Node, key: &str| root.get(key).is_some();
    let text = |root: &Node, path: &str| root.at(path).and_then(Node::as_text).map(str::to_owned);
    let actor = context.actor.person.as_ref();
    match kind {
        Kind::Finding => {
            if let Some(statement) = text(root, "/statement").filter(|_| !has(root, "title")) {
                let sentence =
                    statement.split_inclusive(['.', '\n']).next().unwrap_or_default().trim().trim_end_matches('.');
                put(root, "title", Node::text(shortened(sentence, 100)));
            }
            if let Some(title) = text(root, "/title").filter(|_| !has(root, "statement")) {
                put(root, "statement", Node::text(title));
            }
            let is_closed = root.at("/closed/date").is_some();
            if is_closed && root.at("/closed/basis").is_none() {
                put(root, "closed/basis", Node::text(CLOSED_BEFORE));
            }
            if let Some(actor) = actor.filter(|_| is_closed && root.at("/closed/by").is_none()) {
                put(root, "closed/by", Node::text(actor.as_str()));
            }
            if !has(root, "status") {
                put(root, "status", Node::word(if is_closed { "closed" } else { "open" }));
            }
            if let Some(actor) = actor.filter(|_| !has(root, "raised_by")) {
                put(root, "raised_by", Node::text(actor.as_str()));
            }
        }
        Kind::Action => {
            let finding = text(root, "/source/findings/0");
            if let Some(what) = text(root, "/actions/0/what").filter(|_| !has(root, "title")) {
                put(root, "title", Node::text(shortened(&what, 100)));
            }
            if root.at("/source/type").is_none() {
                put(root, "source/type", Node::word(if finding.is_some() { "finding" } else { "self-reported" }));
            }
            // Nobody has accepted the plan here; what was found effective needs nobody to accept it any more.
            let was_effective = text(root, "/effectiveness/result").is_some_and(|result| result == "effective");
            let is_over = was_effective && root.at("/effectiveness/checked_on").is_some();
            if !has(root, "status") {
                put(root, "status", Node::word(if is_over { "closed" } else { "draft" }));
            }
            let owner = text(root, "/owner").or_else(|| text(root, "/actions/0/owner"));
            if let Some(owner) = owner.as_deref().filter(|_| !has(root, "owner")) {
                put(root, "owner", Node::text(owner));
            }
            if let Value::Map(entries) = &mut root.value
                && let Some(items) = entries.iter_mut().find(|entry| &*entry.key == "actions")
                && let Value::List(items) = &mut items.value.value
            {
                items.iter_mut().for_each(|item| complete_item(item, owner.as_deref()));
            }
        }
        Kind::Person if !has(root, "employment") => put(root, "employment", Node::word("employee")),
        _ => {}
    }
}

pub(super) fn complete_item(item: &mut Node, owner: Option<&str>) {
    if item.get("status").is_none() {
        let state = if item.get("done_on").is_some() { "done" } else { "open" };
        put(item, "status", Node::word(state));
    }
    if let Some(owner) = owner.filter(|_| item.get("owner").is_none()) {
        put(item, "owner", Node::text(owner));
    }
    if item.get("type").is_none() {
        put(item, "type", Node::word("corrective"));
    }
}

/// Where a new record goes.
pub(super) fn path(kind: Kind, id: &str) -> String {
    let year = id.split('-').find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit()));
    match (kind, year) {
        (Kind::Isms, _) => ROOT_FILE.to_owned(),
        (Kind::Soa, _) => "soa.yaml".to_owned(),
        (Kind::Audit, _) => format!("audits/{id}/audit.yaml"),
        (Kind::Finding | Kind::Action | Kind::Evidence, Some(year)) => format!("{}/{year}/{id}.yaml", kind.folder()),
        _ => format!("{}/{id}.yaml", kind.folder()),
    }
}

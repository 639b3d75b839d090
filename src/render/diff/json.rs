//! Changes for programs. The shape has a version of its own, `format`, and does not follow the types of the tool.

use serde::Serialize;
use serde_json::{Map, Value, json as value};

use crate::diff::{Changes, Content, Edit, FieldChange, RecordChange, ScalarType};
use crate::render::json::{Tool, to_text};

use crate::source::State;

/// The changes as JSON, with a line feed at its end.
pub fn json(changes: &Changes, before: &State, after: &State) -> String {
    let counts = changes.counts();
    to_text(&Document {
        format: 1,
        tool: Tool::this(),
        from: Side::of(before),
        to: Side::of(after),
        summary: Summary {
            changed: counts.changed,
            added: counts.added,
            removed: counts.removed,
            moved: counts.moved,
            unreadable: counts.unreadable,
        },
        records: changes.records.iter().map(Record::of).collect(),
        unreadable: changes
            .unreadable
            .iter()
            .map(|file| Unreadable {
                path: &file.path,
                id: &file.id,
                from: file.before.as_deref(),
                to: file.after.as_deref(),
            })
            .collect(),
    })
}

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    tool: Tool,
    from: Side<'a>,
    to: Side<'a>,
    summary: Summary,
    records: Vec<Record<'a>>,
    unreadable: Vec<Unreadable<'a>>,
}

/// A state: `commit` is the one that it is, or that the files on disk or in the index are based on.
#[derive(Serialize)]
struct Side<'a> {
    state: &'static str,
    commit: Option<&'a str>,
}

impl<'a> Side<'a> {
    fn of(state: &'a State) -> Self {
        let name = match state {
            State::WorkTree { .. } => "worktree",
            State::Index { .. } => "index",
            State::Commit(_) => "commit",
            State::Memory => "memory",
        };
        Self { state: name, commit: state.commit().map(|commit| commit.id.as_str()) }
    }
}

#[derive(Serialize)]
struct Summary {
    changed: usize,
    added: usize,
    removed: usize,
    moved: usize,
    unreadable: usize,
}

#[derive(Serialize)]
struct Record<'a> {
    change: &'static str,
    kind: &'static str,
    id: &'a str,
    title: Option<&'a str>,
    /// Path before; `null` for a record that was added.
    from: Option<&'a str>,
    /// Path after; `null` for a record that was removed.
    to: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    facts: Vec<Value>,
    fields: Vec<Value>,
}

impl<'a> Record<'a> {
    fn of(change: &'a RecordChange) -> Self {
        let what = match change {
            _ if change.is_added() => "added",
            _ if change.is_removed() => "removed",
            _ if change.is_changed() => "changed",
            _ => "moved",
        };
        Self {
            change: what,
            kind: change.kind.as_str(),
            id: &change.id,
            title: change.title.as_deref(),
            from: change.before.as_deref(),
            to: change.after.as_deref(),
            facts: change.facts.iter().map(|fact| fact.value.clone()).collect(),
            fields: change.fields.iter().map(field).collect(),
        }
    }
}

#[derive(Serialize)]
struct Unreadable<'a> {
    path: &'a str,
    id: &'a str,
    from: Option<&'a str>,
    to: Option<&'a str>,
}

fn field(change: &FieldChange) -> Value {
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| drop(object.insert(key.to_owned(), value));
    put("field", value!(change.path));
    if let Some(within) = &change.within {
        put("within", value!(within));
    }
    let all = |contents: &[Content]| Value::Array(contents.iter().map(content).collect());
    match &change.edit {
        Edit::Added(after) => {
            put("change", value!("added"));
            put("to", content(after));
        }
        Edit::Removed(before) => {
            put("change", value!("removed"));
            put("from", content(before));
        }
        Edit::Replaced(before, after) => {
            put("change", value!("replaced"));
            if let Some(scalar) = after.scalar() {
                put("type", value!(scalar.what.as_str()));
            }
            put("from", content(before));
            put("to", content(after));
        }
        Edit::Members(lost, gained) => {
            put("change", value!("members"));
            put("lost", all(lost));
            put("gained", all(gained));
        }
    }
    if let Some(days) = change.edit.days() {
        put("days", value!(days));
    }
    Value::Object(object)
}

/// A value; one that refers to something is an object of `ref` and `title`.
fn content(of: &Content) -> Value {
    match of {
        Content::Scalar(scalar) if scalar.what == ScalarType::Reference => {
            value!({"ref": scalar.value, "title": scalar.title})
        }
        Content::Scalar(scalar) => scalar.value.clone(),
        Content::List(items) => Value::Array(items.iter().map(content).collect()),
        Content::Map(fields) => fields.iter().map(|(key, value)| (key.clone(), content(value))).collect(),
    }
}

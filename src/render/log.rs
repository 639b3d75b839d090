//! The life of a record, as text and JSON.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::diff::changed_words;
use super::one_line;
use crate::history::{Act, Event, What};
use crate::record::Change;
use crate::source::Commit;
use crate::text::counted;

/// The life of a record, or of a part of it, as text. `title` is the record's.
pub fn log_text(id: &str, title: Option<&str>, events: &[Event]) -> String {
    let mut out = String::new();
    if let Some(title) = title.filter(|title| !title.is_empty()) {
        let _ = writeln!(out, "{}: {}\n", one_line(id), one_line(title));
    }
    for event in events {
        let _ = writeln!(out, "{}  {}  {}{}", event.day, event.commit.short(), one_line(&who(event)), approved(event));
        for what in &event.what {
            let _ = writeln!(out, "    {}", one_line(&words(what)));
        }
        for change in &event.reasons {
            let _ = writeln!(out, "    {}", one_line(&reason(change)));
        }
    }
    let _ = writeln!(out, "{}: {}", one_line(id), counted(events.len() as i64, "event"));
    out
}

/// What happened; of a long text the words that changed, and some around them.
fn words(what: &What) -> String {
    let both = what.from.as_ref().zip(what.to.as_ref()).filter(|_| what.act == Act::Changed);
    match both.and_then(|(from, to)| changed_words(from, to)) {
        Some(changed) => format!("{}: {changed}", what.field),
        None => what.words.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// Why something changed, in the words of who changed it.
fn reason(change: &Change) -> String {
    let agreed = change.approved_by.as_ref().map(|person| format!(", agreed to by {person}")).unwrap_or_default();
    format!("why {}: {} ({}{agreed})", change.field, change.reason.trim(), change.by)
}

fn who(event: &Event) -> String {
    match &event.author {
        Some(person) => person.to_string(),
        None => format!("{} <{}>", event.commit.author, event.commit.email),
    }
}

fn approved(event: &Event) -> String {
    let names: Vec<&str> = event.approved_by.iter().map(|person| person.as_str()).collect();
    if names.is_empty() { String::new() } else { format!(", in a commit approved by {}", one_line(&names.join(", "))) }
}

/// The life of a record as JSON.
pub fn log_json(id: &str, events: &[Event]) -> String {
    let events: Vec<Value> = events
        .iter()
        .map(|event| {
            json!({
                "day": event.day,
                "commit": commit(&event.commit),
                "person": event.author,
                "commit_approved_by": event.approved_by,
                "what": event.what.iter().map(|what| json!({
                    "field": if what.field.is_empty() { None } else { Some(&what.field) },
                    "words": what.words,
                    "from": what.from,
                    "to": what.to,
                })).collect::<Vec<_>>(),
                "reasons": event.reasons,
            })
        })
        .collect();
    format!("{:#}\n", json!({ "id": id, "events": events }))
}

/// A commit as JSON.
pub(super) fn commit(commit: &Commit) -> Value {
    json!({ "id": commit.id, "author": commit.author, "email": commit.email, "summary": commit.summary })
}

//! Changes with a line for each record: what a reader looks at before the whole.

use super::words::{Form, form};
use super::{Frame, heading, sides, summary};
use crate::diff::{Changes, RecordChange};
use crate::render::one_line;
use crate::text::counted;

/// The changes as text, a line for each record and one for the whole at the end.
pub fn short(changes: &Changes, frame: Frame<'_>) -> String {
    let mut out = format!("{} → {}\n\n", one_line(frame.before), one_line(frame.after));
    for change in &changes.records {
        let line = format!("{}: {}", heading(change), happened(change));
        out.push_str(&one_line(&line.split_whitespace().collect::<Vec<_>>().join(" ")));
        out.push('\n');
    }
    for unreadable in &changes.unreadable {
        for (side, reason) in sides(unreadable, frame) {
            out.push_str(&one_line(&format!("{}: cannot be read in {side}: {reason}", unreadable.path)));
            out.push('\n');
        }
    }
    out.push_str(&format!("\n{}\n", summary(changes)));
    out
}

fn happened(change: &RecordChange) -> String {
    let facts: Vec<String> = change.facts.iter().map(|fact| fact.text().into_owned()).collect();
    let way = match (&change.before, &change.after) {
        (None, _) => "added",
        (_, None) => "removed",
        _ => return changed(change),
    };
    match facts.is_empty() {
        true => way.to_owned(),
        false => format!("{way}, {}", facts.join(", ")),
    }
}

fn changed(change: &RecordChange) -> String {
    let mut parts = Vec::new();
    if change.is_moved() {
        parts.push("moved".to_owned());
    }
    let is_state = |path: &str| path == "status";
    for field in change.fields.iter().filter(|field| is_state(&field.path)) {
        if let Form::Step(before, after, _) = form(&field.edit) {
            parts.push(format!("{before} → {after}"));
        }
    }
    match change.fields.iter().filter(|field| !is_state(&field.path)).count() as i64 {
        0 => {}
        fields => parts.push(counted(fields, "field")),
    }
    parts.join(", ")
}

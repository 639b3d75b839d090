//! What is to be done next, for a person at a terminal and for programs.

use std::fmt::Write as _;

use serde_json::json;

use super::one_line;
use crate::follow_up::Task;
use crate::record::{Date, PersonRef};
use crate::snapshot::Snapshot;
use crate::text::{counted, shortened};

/// Tasks as text: what is late first, then what has a day, then the rest.
pub fn text(snapshot: &Snapshot, tasks: &[Task], day: Date, most: usize) -> String {
    if tasks.is_empty() {
        return format!("nothing is to be done, as of {day}\n");
    }
    let mut out = String::new();
    for task in tasks.iter().take(most) {
        let when = when(task, day);
        let who = task.who.as_deref().map_or_else(|| "nobody yet".to_owned(), |who| named(snapshot, who));
        let _ = writeln!(
            out,
            "{}  {}: {}",
            one_line(&task.name),
            task.kind.as_str(),
            one_line(&shortened(&task.what, 100))
        );
        let _ = writeln!(out, "    {}{when}", one_line(&who));
        let _ = writeln!(out, "    $ {}\n", one_line(&task.how));
    }
    let rest = tasks.len().saturating_sub(most);
    let late = tasks.iter().filter(|task| task.late(day).is_some_and(|late| late > 0)).count();
    let more = if rest > 0 { format!(", {rest} of them not shown (--all)") } else { String::new() };
    let _ = writeln!(out, "{} to be done{more}, {late} late, as of {day}", counted(tasks.len() as i64, "thing"));
    out
}

/// Day and lateness of a task, with a comma before it.
fn when(task: &Task, day: Date) -> String {
    match (task.due, task.late(day)) {
        (Some(due), Some(late)) if late > 0 => format!(", due on {due}, {} late", counted(late, "day")),
        (Some(due), Some(0)) => format!(", due today, {due}"),
        (Some(due), Some(late)) => format!(", due on {due}, in {}", counted(-late, "day")),
        _ => String::new(),
    }
}

/// A person by position and id; a group or role by its words.
fn named(snapshot: &Snapshot, who: &str) -> String {
    match snapshot.person(&PersonRef(who.to_owned())) {
        Some(person) => format!("{} ({who})", person.position),
        None => who.to_owned(),
    }
}

/// Tasks as JSON.
pub fn json(tasks: &[Task], day: Date) -> String {
    format!("{:#}\n", json!({ "as_of": day, "tasks": tasks.iter().map(|task| value(task, day)).collect::<Vec<_>>() }))
}

/// A task as JSON.
pub(super) fn value(task: &Task, day: Date) -> serde_json::Value {
    json!({
        "kind": task.kind.as_str(),
        "name": task.name,
        "record": { "kind": task.record.as_str(), "id": task.id },
        "what": task.what,
        "who": task.who,
        "due": task.due,
        "late_days": task.late(day).filter(|late| *late > 0),
        "command": task.how,
    })
}

//! What is to be done next, for a person at a terminal and for programs.

use std::fmt::Write as _;

use serde_json::json;

use super::one_line;
use super::remind::{day_in, due, kind};
use crate::follow_up::Task;
use crate::language::Language;
use crate::record::{Date, PersonRef};
use crate::snapshot::Snapshot;
use crate::text::shortened;

/// Tasks as text: what is late first, then what has a day, then the rest.
pub fn text(snapshot: &Snapshot, tasks: &[Task], day: Date, most: usize, language: &Language) -> String {
    let today = day_in(language, day);
    if tasks.is_empty() {
        return format!("{}\n", language.text("tasks-none", &[("day", today.into())]));
    }
    let mut out = String::new();
    for task in tasks.iter().take(most) {
        let when = due(task, day, language).map(|due| format!(", {due}")).unwrap_or_default();
        let who = task.who.as_deref().map_or_else(|| language.plain("tasks-nobody"), |who| named(snapshot, who));
        let _ = writeln!(
            out,
            "{}  {}: {}",
            one_line(&task.name),
            kind(language, task),
            one_line(&shortened(&task.what, 100))
        );
        let _ = writeln!(out, "    {}{when}", one_line(&who));
        let _ = writeln!(out, "    $ {}\n", one_line(&task.how));
    }
    let rest = tasks.len().saturating_sub(most);
    let late = tasks.iter().filter(|task| task.late(day).is_some_and(|late| late > 0)).count();
    let more = match rest {
        0 => String::new(),
        rest => format!(", {}", language.text("tasks-more", &[("count", rest.into())])),
    };
    let all = language.text("tasks-all", &[("count", tasks.len().into())]);
    let end = language.text("tasks-late", &[("late", late.into()), ("day", today.into())]);
    let _ = writeln!(out, "{all}{more}, {end}");
    out
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

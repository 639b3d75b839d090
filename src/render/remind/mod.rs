//! Reminders, one file a format.

mod calendar;
mod mail;
mod markdown;

pub use calendar::calendar;
pub use mail::mail;
pub use markdown::{MARKER, issue, markdown, title};

use serde_json::json;

use crate::follow_up::{Reminder, Task};
use crate::language::Language;
use crate::record::Date;

/// Reminders as JSON: for each person the tasks, and title and text of the one issue that a forge keeps for them.
pub fn json(reminders: &[Reminder], day: Date, site: Option<&str>, language: &Language) -> String {
    let all: Vec<_> = reminders
        .iter()
        .map(|reminder| {
            json!({
                "who": reminder.who,
                "name": reminder.name,
                "email": reminder.email,
                "github": reminder.github,
                "gitlab": reminder.gitlab,
                "late": reminder.late(day),
                "tasks": reminder.tasks.iter().map(|task| super::next::value(task, day)).collect::<Vec<_>>(),
                "issue": { "title": title(reminder, day, language), "body": issue(reminder, day, site, language) },
            })
        })
        .collect();
    format!("{:#}\n", json!({ "as_of": day, "reminders": all }))
}

/// What kind of thing a task is, in words.
fn kind(language: &Language, task: &Task) -> String {
    let word = task.kind.as_str();
    language.find(&format!("task-{}", word.replace(' ', "-")), &[]).unwrap_or_else(|| word.to_owned())
}

//! Reminders, one file a format.

mod calendar;
mod mail;
mod markdown;

pub use calendar::calendar;
pub use mail::mail;
pub use markdown::{MARKER, issue, markdown, title};

use serde_json::json;

use crate::follow_up::{Reminder, Task, TaskKind};
use crate::language::Language;
use crate::record::{AuditRef, Data, Date, Kind};
use crate::snapshot::Snapshot;

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
pub(super) fn kind(language: &Language, task: &Task) -> String {
    let word = task.kind.as_str();
    language.find(&format!("task-{}", word.replace(' ', "-")), &[]).unwrap_or_else(|| word.to_owned())
}

/// A day in words. In English it is written as commands take it, and as all that they say has it.
pub(super) fn day_in(language: &Language, day: Date) -> String {
    if language.tag() == "en" { day.to_string() } else { language.day(day) }
}

/// The day of a task, and how late it is.
pub(super) fn due(task: &Task, day: Date, language: &Language) -> Option<String> {
    let due = ("due", day_in(language, task.due?).into());
    Some(match task.late(day)? {
        0 => language.text("reminder-due-today", &[due]),
        late if late > 0 => language.text("reminder-due-late", &[due, ("days", language.days(late).into())]),
        late => language
            .text("reminder-due-ahead", &[due, ("in", language.text("in-days", &[("count", (-late).into())]).into())]),
    })
}

/// Says of a step in another language than English what is to be done, and of which record.
pub fn translate(task: &mut Task, snapshot: &Snapshot, language: &Language) {
    let step = match task.kind {
        TaskKind::Setup(setup) => language.find(&format!("begin-{}", setup.as_str()), &[]),
        TaskKind::Audit => snapshot
            .audit(&AuditRef(task.id.clone()))
            .and_then(|audit| language.find(&format!("errand-audit-{}", audit.status.as_str()), &[])),
        TaskKind::External => language.find(errand_of(task), &[]),
        TaskKind::Approval => language.find("errand-approval", &[]),
        TaskKind::Review | TaskKind::Programme | TaskKind::Writing => None,
        _ => return,
    };
    let title = snapshot.record(&task.id).map(|record| match record.data() {
        Data::Person(person) => person.position.clone(),
        data => data.title().to_owned(),
    });
    task.what = match (step, title) {
        (Some(step), Some(title)) => format!("{step}: {title}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => return,
    };
}

/// What is to be done about an audit of the certification body: of its own record, or of the settings.
fn errand_of(task: &Task) -> &'static str {
    if task.record == Kind::Audit { "errand-external-audit" } else { "errand-external" }
}

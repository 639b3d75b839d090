//! Reminders as a calendar: an event of a whole day for everything that has one.

use super::kind;
use crate::calendar::{self, Event};
use crate::follow_up::{Reminder, Task};
use crate::language::Language;
use crate::record::Date;

/// A calendar with the tasks that have a day. Events keep their id over time, so that a calendar moves them.
pub fn calendar(reminders: &[Reminder], day: Date, language: &Language) -> String {
    let tasks = reminders.iter().flat_map(|reminder| reminder.tasks.iter().map(move |task| (reminder, task)));
    let events = tasks.filter_map(|(reminder, task)| Some(event(reminder, task, task.due?, language)));
    calendar::calendar(&language.plain("reminder-calendar"), events, day)
}

fn event(reminder: &Reminder, task: &Task, due: Date, language: &Language) -> Event {
    let who = reminder.name.as_deref().unwrap_or(&reminder.who);
    // By what a calendar knows it again is the same in every language.
    let name: String = task.kind.as_str().chars().map(|c| if c == ' ' { '-' } else { c }).collect();
    Event {
        from: due,
        to: due,
        uid: format!("{}-{name}", task.name.replace('/', "-")),
        summary: format!("{} {}: {}", task.name, kind(language, task), task.what),
        description: format!("{}\n{who}\n{}", task.what, task.how),
        url: None,
    }
}

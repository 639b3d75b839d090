//! Reminders as a calendar: an event of a whole day for everything that has one.

use icalendar::{Calendar, Component, Event, Property};

use super::super::printable;
use crate::follow_up::{Reminder, Task};
use crate::record::Date;

/// A calendar with the tasks that have a day. Events keep their id over time, so that a calendar moves them.
pub fn calendar(reminders: &[Reminder], day: Date) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//tickmark//tickmark//EN"));
    calendar.append_property(Property::new("X-WR-CALNAME", "Audit follow-up"));
    let tasks = reminders.iter().flat_map(|reminder| reminder.tasks.iter().map(move |task| (reminder, task)));
    for (reminder, task) in tasks {
        if let Some(due) = task.due {
            calendar.push(event(reminder, task, due, day));
        }
    }
    calendar.to_string()
}

fn event(reminder: &Reminder, task: &Task, due: Date, day: Date) -> Event {
    let compact = |date: Date| date.to_string().replace('-', "");
    let who = reminder.name.as_deref().unwrap_or(&reminder.who);
    let kind: String = task.kind.as_str().chars().map(|c| if c == ' ' { '-' } else { c }).collect();
    let mut event = Event::new();
    event
        .uid(&format!("{}-{kind}@tickmark", task.name.replace('/', "-")))
        .add_property("DTSTAMP", format!("{}T000000Z", compact(day)))
        .summary(&printable(&format!("{} {}: {}", task.name, task.kind.as_str(), task.what)))
        .description(&printable(&format!("{}\n{who}\n{}", task.what, task.how)));
    event.append_property(Property::new("DTSTART", compact(due)).add_parameter("VALUE", "DATE").done());
    event.append_property(Property::new("DTEND", compact(due.plus_days(1))).add_parameter("VALUE", "DATE").done());
    event.done()
}

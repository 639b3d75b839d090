//! Reminders as Markdown: a section for each person, and the text of the issue that a forge keeps for each.

use std::fmt::Write as _;

use super::super::markdown::{code, escape};
use crate::follow_up::{Reminder, Task};
use crate::record::Date;
use crate::text::{counted, shortened};

/// By what a program finds somebody's issue again, with the person's id behind it.
pub const MARKER: &str = "<!-- tickmark reminder: ";

/// All reminders, a section for each person.
pub fn markdown(reminders: &[Reminder], day: Date, site: Option<&str>) -> String {
    let mut out = format!("# What is to be done, as of {day}\n");
    if reminders.is_empty() {
        out.push_str("\nNothing is late, due soon, or waiting.\n");
    }
    for reminder in reminders {
        let name = match (&reminder.name, reminder.who.as_str()) {
            (Some(name), who) => format!("{} ({})", escape(name), escape(who)),
            (None, "") => "Nobody yet".to_owned(),
            (None, who) => escape(who),
        };
        let _ = write!(out, "\n## {name}\n\n{}", table(&reminder.tasks, day, site));
    }
    out
}

/// The title of somebody's issue.
pub fn title(reminder: &Reminder, day: Date) -> String {
    let count = counted(reminder.tasks.len() as i64, "thing");
    let late = match reminder.late(day) {
        0 => String::new(),
        late => format!(", {late} late"),
    };
    let who = if reminder.who.is_empty() { "nobody yet" } else { &reminder.who };
    format!("Audit follow-up for {who}: {count} to do{late}")
}

/// The text of somebody's issue. Its first line is what a program finds it by.
pub fn issue(reminder: &Reminder, day: Date, site: Option<&str>) -> String {
    let hello = reminder.github.as_ref().or(reminder.gitlab.as_ref());
    let hello =
        hello.filter(|handle| handle.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.')));
    let hello = hello.map_or_else(String::new, |handle| format!("@{handle}, this is waiting for you.\n\n"));
    format!(
        "{MARKER}{} -->\n{hello}{}\nAs of {day}. This issue is kept up to date and closed when nothing is left.\n",
        reminder.who.replace("--", "-"),
        table(&reminder.tasks, day, site)
    )
}

fn table(tasks: &[Task], day: Date, site: Option<&str>) -> String {
    let mut out = String::from("| What | Due | How it is recorded |\n|---|---|---|\n");
    for task in tasks {
        let name = match site {
            Some(site) => {
                format!("[{}]({}/{})", escape(&task.name), site.trim_end_matches('/'), task.record.page(&task.id))
            }
            None => escape(&task.name),
        };
        let due = match (task.due, task.late(day)) {
            (Some(due), Some(late)) if late > 0 => format!("**{due}**, {} late", counted(late, "day")),
            (Some(due), _) => due.to_string(),
            (None, _) => "as soon as may be".to_owned(),
        };
        let what = escape(&shortened(&task.what, 160));
        let _ = writeln!(out, "| {name}, {}: {what} | {due} | {} |", task.kind.as_str(), code(&task.how));
    }
    out
}

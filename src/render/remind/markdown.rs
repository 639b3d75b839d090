//! Reminders as Markdown: a section for each person, and the text of the issue that a forge keeps for each.

use std::fmt::Write as _;

use super::super::markdown::{code, escape};
use super::{day_in, kind};
use crate::follow_up::{Reminder, Task};
use crate::language::Language;
use crate::record::Date;
use crate::text::shortened;

/// By what a program finds somebody's issue again, with the person's id behind it.
pub const MARKER: &str = "<!-- tickmark reminder: ";

/// All reminders, a section for each person.
pub fn markdown(reminders: &[Reminder], day: Date, site: Option<&str>, language: &Language) -> String {
    let mut out = format!("# {}\n", language.text("reminder-all", &[("day", day_in(language, day).into())]));
    if reminders.is_empty() {
        let _ = writeln!(out, "\n{}", language.plain("reminder-none"));
    }
    for reminder in reminders {
        let name = match (&reminder.name, reminder.who.as_str()) {
            (Some(name), who) => format!("{} ({})", escape(name), escape(who)),
            (None, "") => language.plain("reminder-nobody"),
            (None, who) => escape(who),
        };
        let _ = write!(out, "\n## {name}\n\n{}", table(&reminder.tasks, day, site, language));
    }
    out
}

/// The title of somebody's issue.
pub fn title(reminder: &Reminder, day: Date, language: &Language) -> String {
    let who = match reminder.who.as_str() {
        "" => language.plain("reminder-title-nobody"),
        who => who.to_owned(),
    };
    let title = language.text("reminder-title", &[("who", who.into()), ("count", reminder.tasks.len().into())]);
    match reminder.late(day) {
        0 => title,
        late => language.text("reminder-title-late", &[("title", title.into()), ("late", late.into())]),
    }
}

/// The text of somebody's issue. Its first line is what a program finds it by.
pub fn issue(reminder: &Reminder, day: Date, site: Option<&str>, language: &Language) -> String {
    let hello = reminder.github.as_ref().or(reminder.gitlab.as_ref());
    let hello =
        hello.filter(|handle| handle.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.')));
    let hello = hello.map(|handle| language.text("reminder-hello", &[("who", format!("@{handle}").into())]));
    let hello = hello.map_or_else(String::new, |hello| format!("{hello}\n\n"));
    format!(
        "{MARKER}{} -->\n{hello}{}\n{}\n",
        reminder.who.replace("--", "-"),
        table(&reminder.tasks, day, site, language),
        language.text("reminder-kept", &[("day", day_in(language, day).into())])
    )
}

fn table(tasks: &[Task], day: Date, site: Option<&str>, language: &Language) -> String {
    let heads = ["reminder-what", "reminder-due", "reminder-how"].map(|key| language.plain(key));
    let mut out = format!("| {} |\n|---|---|---|\n", heads.join(" | "));
    for task in tasks {
        let name = match site {
            Some(site) => {
                format!("[{}]({}/{})", escape(&task.name), site.trim_end_matches('/'), task.record.page(&task.id))
            }
            None => escape(&task.name),
        };
        let due = match (task.due, task.late(day)) {
            (Some(due), Some(late)) if late > 0 => {
                let late = language.text("reminder-late", &[("days", language.days(late).into())]);
                format!("**{}**, {late}", day_in(language, due))
            }
            (Some(due), _) => day_in(language, due),
            (None, _) => language.plain("reminder-no-day"),
        };
        let what = escape(&shortened(&task.what, 160));
        let _ = writeln!(out, "| {name}, {}: {what} | {due} | {} |", kind(language, task), code(&task.how));
    }
    out
}

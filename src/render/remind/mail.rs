//! Reminders as mail: one message of plain text for each person, in a mailbox file that mail programs and `formail` read.

use std::fmt::Write as _;

use mail_builder::MessageBuilder;
use mail_builder::headers::date::Date as MailDate;

use super::super::{one_line, printable};
use super::{day_in, due, kind, title};
use crate::follow_up::Reminder;
use crate::language::Language;
use crate::record::Date;

/// A mailbox with a message for each person who has an address, and the names of those who have none.
///
/// # Errors
/// A message cannot be put together.
pub fn mail<'r>(
    reminders: &'r [Reminder],
    day: Date,
    from: &str,
    language: &Language,
) -> std::io::Result<(String, Vec<&'r str>)> {
    let mut out = String::new();
    let mut without = Vec::new();
    for reminder in reminders {
        // What has a blank in it is no address, and could be another line of the head of the message.
        let is_address = |email: &&String| {
            email.contains('@')
                && !email.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ','))
        };
        let Some(email) = reminder.email.as_ref().filter(is_address) else {
            without.push(if reminder.who.is_empty() { "nobody yet" } else { reminder.who.as_str() });
            continue;
        };
        let seconds =
            day.0.at(6, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).map_or(0, |time| time.timestamp().as_second());
        let name = one_line(reminder.name.as_deref().unwrap_or(&reminder.who));
        let message = MessageBuilder::new()
            .from(("tickmark", from))
            .to((name.as_str(), email.as_str()))
            .subject(one_line(&title(reminder, day, language)))
            .date(MailDate::new(seconds))
            .message_id(format!("reminder-{day}-{}@tickmark", slug(&reminder.who)))
            .text_body(body(reminder, day, language))
            .write_to_string()?;
        let _ = writeln!(out, "From tickmark {}", day.0.strftime("%a %b %e 06:00:00 %Y"));
        for line in message.lines() {
            // A line that looks like the beginning of the next message is quoted, as mailboxes do.
            let quote = if line.trim_start_matches('>').starts_with("From ") { ">" } else { "" };
            let _ = writeln!(out, "{quote}{line}");
        }
        out.push('\n');
    }
    Ok((out, without))
}

fn slug(who: &str) -> String {
    who.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' }).collect()
}

fn body(reminder: &Reminder, day: Date, language: &Language) -> String {
    let mut out = format!("{}\n\n", language.text("reminder-mail", &[("day", day_in(language, day).into())]));
    for task in &reminder.tasks {
        let due = due(task, day, language).map(|due| format!(", {due}")).unwrap_or_default();
        let (name, what) = (one_line(&task.name), one_line(&task.what));
        let _ = writeln!(out, "* {name}, {}{due}\n  {what}", kind(language, task));
        let how = language.text("reminder-recorded", &[("how", one_line(&task.how).into())]);
        let _ = writeln!(out, "  {how}\n");
    }
    let _ = writeln!(out, "{}", language.plain("reminder-end"));
    printable(&out).into_owned()
}

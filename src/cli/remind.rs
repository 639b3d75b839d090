use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, ValueEnum};

use super::language::chosen;
use super::state::{Loaded, StateArguments};
use super::writing::person;
use super::{Exit, Global, Output, files};
use crate::follow_up::{Reminder, reminders};
use crate::language::Language;
use crate::render::remind as render;
use crate::scaffold::slug;

/// Remind each person of what is late, due soon, or waiting for them
///
/// How far ahead, and how often, is set under `reminders:` in tickmark.yaml. Mail comes as one mailbox file, from which a
/// mail program or `formail -s sendmail -t` sends; people without an address are named on standard error.
#[derive(Debug, Args)]
pub struct Remind {
    #[command(flatten)]
    state: StateArguments,
    /// Only what PERSON has to do
    #[arg(long, value_name = "PERSON")]
    r#for: Option<String>,
    /// Only what the intervals of tickmark.yaml ask for on this very day, for a job that runs daily
    #[arg(long)]
    at_intervals: bool,
    /// How to write the result
    #[arg(long, value_name = "FORMAT", default_value = "markdown")]
    format: Format,
    /// Write a file for each person into DIR, with the text of the one issue that a forge keeps for them
    #[arg(long, value_name = "DIR", conflicts_with = "format")]
    issues: Option<PathBuf>,
    /// The language that it is written in: en, de, or one with a file in site/languages/ [default: en, or
    /// `publication.language` in tickmark.yaml]
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// The address that mail comes from
    #[arg(long, value_name = "ADDRESS", default_value = "tickmark@localhost")]
    from: String,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Markdown,
    Json,
    Ics,
    Mail,
}

impl Remind {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let loaded = self.state.load(global, false, output)?;
        let (snapshot, day) = (&loaded.snapshot, loaded.day);
        let mut reminders = reminders(snapshot, day, self.at_intervals);
        if let Some(id) = &self.r#for {
            let person = person(snapshot, id)?;
            reminders.retain(|reminder| reminder.who == person.as_str());
        }
        if !snapshot.broken().is_empty() {
            output.note(
                "warning",
                "some files cannot be read, so that something may be missing here; see `tickmark lint`",
            );
        }
        let isms = snapshot.isms();
        let settings = isms.as_ref().and_then(|isms| isms.data().publication.as_ref());
        let site = settings.and_then(|settings| settings.url.as_deref());
        let language = &*chosen(&*loaded.opened.source, self.language.as_deref(), settings)?;
        if language.tag() != "en" {
            let tasks = reminders.iter_mut().flat_map(|reminder| &mut reminder.tasks);
            tasks.for_each(|task| render::translate(task, snapshot, language));
        }
        if let Some(folder) = &self.issues {
            return write_issues(folder, &reminders, &loaded, (site, language)).map(|()| Exit::Success);
        }
        let text = match self.format {
            Format::Markdown => render::markdown(&reminders, day, site, language),
            Format::Json => render::json(&reminders, day, site, language),
            Format::Ics => render::calendar(&reminders, day, language),
            Format::Mail => {
                let (mail, without) = render::mail(&reminders, day, &self.from, language)?;
                for who in without {
                    output.note("warning", &format!("{who} has no e-mail address under `git:`, and gets no mail"));
                }
                mail
            }
        };
        output.result(&text)?;
        Ok(loaded.ended(Exit::Success, output))
    }
}

/// A file for each person: its first line is the title, the rest the text.
fn write_issues(
    folder: &Path,
    reminders: &[Reminder],
    loaded: &Loaded,
    (site, language): (Option<&str>, &Language),
) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    for reminder in reminders {
        let name = if reminder.who.is_empty() { "nobody".to_owned() } else { slug(&reminder.who, 60) };
        let title = render::title(reminder, loaded.day, language);
        let body = render::issue(reminder, loaded.day, site, language);
        files::write(&folder.join(format!("{name}.md")), &format!("{}\n{body}", title.replace(['\r', '\n'], " ")))?;
    }
    Ok(())
}

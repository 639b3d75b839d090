use clap::{Args, ValueEnum};

use super::language::chosen;
use super::state::StateArguments;
use super::writing::person;
use super::{Exit, Global, Output};
use crate::follow_up::{guide, tasks};
use crate::render::next as render;
use crate::render::remind::translate;

/// Say what is to be done next, for whom, and with which command
///
/// What is missing before an audit can be held comes first, then everything that waits for somebody, the earliest day first.
#[derive(Debug, Args)]
pub struct Next {
    #[command(flatten)]
    state: StateArguments,
    /// Only what PERSON has to do
    #[arg(long, value_name = "PERSON")]
    r#for: Option<String>,
    /// Everything, not only the first ten things
    #[arg(long)]
    all: bool,
    /// The language that it is written in: en, de, or one with a file in site/languages/ [default: en, or
    /// `publication.language` in tickmark.yaml]
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// How to write the result
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// How many things are shown before the rest is counted.
const SHOWN: usize = 10;

impl Next {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let loaded = self.state.load(global, false, output)?;
        let snapshot = &loaded.snapshot;
        let mut all = guide(snapshot, loaded.day);
        all.extend(tasks(snapshot, loaded.day));
        if let Some(id) = &self.r#for {
            let person = person(snapshot, id)?;
            all.retain(|task| task.who.as_deref() == Some(person.as_str()));
        }
        let isms = snapshot.isms();
        let publication = isms.as_ref().and_then(|isms| isms.data().publication.as_ref());
        let language = &*chosen(&*loaded.opened.source, self.language.as_deref(), publication)?;
        if language.tag() != "en" {
            all.iter_mut().for_each(|task| translate(task, snapshot, language));
        }
        output.result(&match self.format {
            Format::Text => {
                render::text(snapshot, &all, loaded.day, if self.all { usize::MAX } else { SHOWN }, language)
            }
            Format::Json => render::json(&all, loaded.day),
        })?;
        if !snapshot.broken().is_empty() {
            output.note(
                "warning",
                "some files cannot be read, so that something may be missing here; see `tickmark lint`",
            );
        }
        Ok(loaded.ended(Exit::Success, output))
    }
}

use clap::{Args, ValueEnum};

use super::state::StateArguments;
use super::writing::person;
use super::{Exit, Global, Output};
use crate::follow_up::{guide, tasks};
use crate::render::next as render;

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
        output.result(&match self.format {
            Format::Text => render::text(snapshot, &all, loaded.day, if self.all { usize::MAX } else { SHOWN }),
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

use clap::{Args, ValueEnum};

use super::state::StateArguments;
use super::{Exit, Global, Output};
use crate::metrics::Population;
use crate::render::status as render;

/// Say where things stand: findings, actions and audits by state, what is overdue
///
/// With --at DAY, as it was at the end of that day: the last commit of the main line up to it, in the organisation's time
/// zone, judged on it. The same command gives the same answer at any hour. What was promised first is told by the history of
/// the main line, and without it, which a warning says, by what the records declare.
#[derive(Debug, Args)]
pub struct Status {
    #[command(flatten)]
    state: StateArguments,
    /// How to write the result
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Status {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let loaded = self.state.load(global, false, output)?;
        let commit = match loaded.snapshot.state() {
            crate::source::State::Commit(commit) => Some(commit),
            _ => None,
        };
        let promises = loaded.promises(output)?;
        let population = Population::all(&loaded.snapshot, loaded.day).with_promises(promises.as_ref());
        output.result(&match self.format {
            Format::Text => render::text(&population, commit),
            Format::Json => render::json(&population, commit),
        })?;
        if !loaded.snapshot.broken().is_empty() {
            output.note("warning", "some files cannot be read and are not counted; see `tickmark lint`");
        }
        Ok(loaded.ended(Exit::Success, output))
    }
}

use anyhow::bail;
use clap::{Args, ValueEnum};

use super::state::location;
use super::{Exit, Global, Output};
use crate::history::{Replay, timeline};
use crate::render::history as render;
use crate::source::{Selection, SourceError};

/// Tell the life of a record: begun, graded, dates moved, states, closed; with day, commit and person
#[derive(Debug, Args)]
pub struct Log {
    /// The record
    #[arg(value_name = "ID")]
    id: String,
    /// The revision up to which it is told
    #[arg(long, value_name = "REV", default_value = "HEAD")]
    rev: String,
    /// How to write the result
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Log {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let opened = location(global).open(&Selection::Revision(self.rev.clone()))?;
        let repository = opened.repository.as_ref().ok_or(SourceError::NoCommit)?;
        let events = timeline(&mut Replay::new(repository, &self.rev, &opened.root)?, &self.id)?;
        if events.is_empty() {
            bail!("no commit up to {} had a record `{}`", self.rev, self.id);
        }
        output.result(&match self.format {
            Format::Text => render::log_text(&self.id, &events),
            Format::Json => render::log_json(&self.id, &events),
        })?;
        Ok(Exit::Success)
    }
}

use anyhow::bail;
use clap::{Args, ValueEnum};

use super::state::location;
use super::{Exit, Global, Output};
use crate::edit::EditError;
use crate::history::{Replay, timeline};
use crate::render::history as render;
use crate::snapshot::id_of_path;
use crate::source::{Selection, Source, SourceError};
use crate::text::nearest;

/// Tell the life of a record: begun, graded, dates moved, states, closed; with day, commit and person
#[derive(Debug, Args)]
pub struct Log {
    /// The record, or a part of it: CA-2026-003/2, soa/A.5.16
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
        let (record, part) = match self.id.split_once('/') {
            Some((record, part)) => (record, Some(part)),
            None => (self.id.as_str(), None),
        };
        let mut events = timeline(&mut Replay::new(repository, &self.rev, &opened.root)?, record)?;
        if events.is_empty() {
            return Err(self.unknown(&*opened.source, record).into());
        }
        if let Some(part) = part {
            events.iter_mut().for_each(|event| event.what.retain(|what| what.is_of(part)));
            events.retain(|event| !event.what.is_empty());
            if events.is_empty() {
                bail!("no commit up to {} changed a part `{part}` of `{record}` after the record was begun", self.rev);
            }
        }
        output.result(&match self.format {
            Format::Text => render::log_text(&self.id, &events),
            Format::Json => render::log_json(&self.id, &events),
        })?;
        Ok(Exit::Success)
    }

    /// What is said of a record that history does not know.
    fn unknown(&self, source: &dyn Source, record: &str) -> EditError {
        let entries = source.entries().unwrap_or_default();
        let near = nearest(record, entries.iter().map(|entry| id_of_path(&entry.path, None)));
        EditError::Needs {
            what: format!("no commit up to {} had a record `{record}`", self.rev),
            help: match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "what is not committed yet has no life to tell of".to_owned(),
            },
        }
    }
}

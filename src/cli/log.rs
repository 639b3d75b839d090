use clap::{Args, ValueEnum};

use super::state::location;
use super::{Exit, Global, Output};
use crate::edit::{EditError, target};
use crate::history::{Act, Replay, What, is_of_part, timeline};
use crate::render::log as render;
use crate::snapshot::{Cache, Snapshot, id_of_path};
use crate::source::{Selection, Source, SourceError};
use crate::text::nearest;

/// Tell the life of a record: begun, graded, dates moved, states, closed; with day, commit and person
#[derive(Debug, Args)]
pub struct Log {
    /// The record, or a part of it: CA-2026-003/2, soa/A.5.16, own/ACP-2.3
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
        let mut replay = Replay::new(repository, &self.rev, &opened.root)?;
        let mut events = timeline(&mut replay, record)?;
        if events.is_empty() {
            return Err(self.unknown(&*opened.source, record)?.into());
        }
        if let Some(part) = part {
            let is_of = |what: &What| what.is_of(part);
            let has_changed = events.iter().any(|event| event.what.iter().any(is_of));
            if !has_changed {
                self.expect_part(&*opened.source, record, part)?;
                output.note("note", &format!("`{part}` is as it was when {record} was begun"));
            }
            let is_told = |what: &What| if has_changed { is_of(what) } else { what.act == Act::Begun };
            events.iter_mut().for_each(|event| {
                event.what.retain(is_told);
                event.reasons.retain(|change| is_of_part(&change.field, part));
            });
            events.retain(|event| !event.what.is_empty() || !event.reasons.is_empty());
        }
        output.result(&match self.format {
            Format::Text => render::log_text(&self.id, replay.title_of(record), &events),
            Format::Json => render::log_json(&self.id, &events),
        })?;
        Ok(Exit::Success)
    }

    /// Refuses a part that no commit changed and the record does not have.
    fn expect_part(&self, source: &dyn Source, record: &str, part: &str) -> anyhow::Result<()> {
        let snapshot = Snapshot::load(source, &Cache::default())?;
        match target(&snapshot, &self.id) {
            Ok(_) => Ok(()),
            Err(_) => Err(EditError::Needs {
                what: format!("no commit up to {} had a part `{part}` of `{record}`", self.rev),
                help: "a part is named by its number or id: CA-2026-003/2, MR-2026-H1/D2, soa/A.5.16, own/ACP-2.3"
                    .to_owned(),
            }
            .into()),
        }
    }

    /// What is said of a record that history does not know. An id of a part is taken for that of a record easily.
    fn unknown(&self, source: &dyn Source, record: &str) -> anyhow::Result<EditError> {
        let snapshot = Snapshot::load(source, &Cache::default())?;
        let mut parts = snapshot.records().iter().map(|holder| format!("{}/{record}", holder.id));
        let part = parts.find(|name| !record.is_empty() && target(&snapshot, name).is_ok());
        let entries = source.entries().unwrap_or_default();
        let near = nearest(record, entries.iter().map(|entry| id_of_path(&entry.path, None)));
        Ok(EditError::Needs {
            what: format!("no commit up to {} had a record `{record}`", self.rev),
            help: match (part, near) {
                (Some(part), _) => format!("it is a part of one: `tickmark log {part}`"),
                (None, Some(near)) => format!("did you mean `{near}`?"),
                (None, None) => "what is not committed yet has no life to tell of".to_owned(),
            },
        })
    }
}

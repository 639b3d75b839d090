use clap::{Args, ValueEnum};

use super::language::chosen;
use super::state::StateArguments;
use super::{Exit, Global, Output};
use crate::edit::{EditError, find};
use crate::letter::{self, Letter};
use crate::record::AuditRef;

/// Write a letter about an audit: notice, agenda of the meetings, blank checklist, evidence asked for
///
/// The letter is Markdown on standard output, filled from the audit's records.
#[derive(Debug, Args)]
pub struct Write {
    /// Which letter
    #[arg(value_name = "LETTER")]
    letter: Which,
    /// The audit
    #[arg(value_name = "AUDIT")]
    audit: String,
    /// The language that it is written in: en, de, or one with a file in site/languages/ [default: en, or
    /// `publication.language` in tickmark.yaml]
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    #[command(flatten)]
    state: StateArguments,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Which {
    Notice,
    Agenda,
    Checklist,
    Requests,
}

impl Write {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let loaded = self.state.load(global, false, output)?;
        let record = find(&loaded.snapshot, &self.audit)?;
        let audit = loaded.snapshot.audit(&AuditRef(record.id.to_string())).ok_or_else(|| EditError::Needs {
            what: format!("{} is no audit but {}", record.id, record.kind().noun()),
            help: "name an audit by its id".to_owned(),
        })?;
        let letter = match self.letter {
            Which::Notice => Letter::Notice,
            Which::Agenda => Letter::Agenda,
            Which::Checklist => Letter::Checklist,
            Which::Requests => Letter::Requests,
        };
        let isms = loaded.snapshot.isms();
        let settings = isms.as_ref().and_then(|isms| isms.data().publication.as_ref());
        let language = chosen(&*loaded.opened.source, self.language.as_deref(), settings)?;
        output.result(&letter::letter(&loaded.snapshot, audit, letter, loaded.day, &language)?)?;
        Ok(Exit::Success)
    }
}

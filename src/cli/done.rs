use clap::Args;

use super::writing::Writing;
use super::{Exit, Global, Output};
use crate::edit::{self, Draft};

/// Mark an action item or a decision as done, with its evidence
///
/// When it was the last open item, the action is implemented with it, and so are the findings that it answers.
#[derive(Debug, Args)]
pub struct Done {
    /// The item or decision: CA-2026-005/2, MR-2026-H1/D2
    #[arg(value_name = "ID")]
    id: String,
    /// Evidence that shows it: the id of an evidence record; can be repeated
    #[arg(long, value_name = "ID")]
    evidence: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

impl Done {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let loaded = self.writing.load(global, output)?;
        let actor = self.writing.actor(&loaded)?;
        let mut draft = Draft::default();
        let said = edit::Done { evidence: self.evidence.clone() };
        edit::done(&loaded.snapshot, &mut draft, &actor, &self.id, &said)?;
        self.writing.finish(loaded, &draft, output)
    }
}

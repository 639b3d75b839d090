use clap::Args;

use super::evidence::Evidence;
use super::writing::Writing;
use super::{Exit, Global, Output};
use crate::edit::{self, Draft};

/// Mark an action item as done, with its evidence, or a decision
///
/// When it was the last open item, the action is implemented with it, and so are the findings that it answers.
#[derive(Debug, Args)]
pub struct Done {
    /// The item or decision: CA-2026-005/2, MR-2026-H1/D2
    #[arg(value_name = "ID")]
    id: String,
    /// What shows it: the id of an evidence record, or a file, a file of a commit (git:COMMIT:PATH) or an address, which gets
    /// a record; can be repeated
    #[arg(long, value_name = "EVIDENCE")]
    evidence: Vec<String>,
    /// Title of the record that a file or an address gets
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

impl Done {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let loaded = self.writing.load(global, output)?;
        let actor = self.writing.actor(&loaded)?;
        let mut draft = Draft::default();
        let mut evidence = Evidence::new(global, &loaded, &actor)?;
        let ids = self.evidence.iter().map(|said| evidence.record(&mut draft, said, self.title.as_deref(), &self.id));
        let said = edit::Done { evidence: ids.collect::<anyhow::Result<_>>()? };
        edit::done(&loaded.snapshot, &mut draft, &actor, &self.id, &said)?;
        self.writing.finish(loaded, &draft, output)
    }
}

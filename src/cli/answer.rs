use clap::Args;

use super::writing::Writing;
use super::{Exit, Global, Output};
use crate::edit::{self, Draft};

/// Record that the auditee agrees with a finding
///
/// With the finding contested before, it is open again, and the comment says how that was settled.
#[derive(Debug, Args)]
pub struct Acknowledge {
    /// The finding
    #[arg(value_name = "FINDING")]
    finding: String,
    /// What the auditee says
    #[arg(long, value_name = "TEXT")]
    comment: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

impl Acknowledge {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let loaded = self.writing.load(global, output)?;
        let actor = self.writing.actor(&loaded)?;
        let mut draft = Draft::default();
        edit::acknowledge(&loaded.snapshot, &mut draft, &actor, &self.finding, self.comment.as_deref())?;
        self.writing.finish(loaded, &draft, output)
    }
}

/// Record that the auditee does not agree with a finding, and why
///
/// A finding that is planned, or further, goes back with that, and the comment is the reason. One that is closed has to be
/// opened again before.
#[derive(Debug, Args)]
pub struct Contest {
    /// The finding
    #[arg(value_name = "FINDING")]
    finding: String,
    /// Why not
    #[arg(long, value_name = "TEXT")]
    comment: String,
    #[command(flatten)]
    writing: Writing,
}

impl Contest {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let loaded = self.writing.load(global, output)?;
        let actor = self.writing.actor(&loaded)?;
        let mut draft = Draft::default();
        edit::contest(&loaded.snapshot, &mut draft, &actor, &self.finding, &self.comment)?;
        self.writing.finish(loaded, &draft, output)
    }
}

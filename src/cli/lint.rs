use clap::{Args, ValueEnum};

use super::state::{Loaded, StateArguments, parted};
use super::{Exit, Global, Output};
use crate::diagnostic::Level;
use crate::lint;
use crate::render::{json, text};

/// Check the records with the rules of a lead auditor
///
/// Reads every record, holds it against its schema, and then all of them against the rules. Exits with 1 when something
/// is as grave as --fail-on, and with 2 when tickmark.yaml itself is wrong.
#[derive(Debug, Args)]
pub struct Lint {
    #[command(flatten)]
    state: StateArguments,
    /// Look at what is staged for the next commit
    #[arg(long, conflicts_with_all = ["rev", "at"])]
    staged: bool,
    /// Report only what this state adds to where it left REV, judged by the settings of REV
    #[arg(long, value_name = "REV")]
    new_since: Option<String>,
    /// The mildest level that makes the run fail
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    fail_on: FailOn,
    /// How to write the result
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FailOn {
    Info,
    Warning,
    Error,
    Never,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Lint {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let mut loaded = self.state.load(global, self.staged, output)?;
        let outcome = match &self.new_since {
            Some(rev) => self.added(global, &mut loaded, rev, output)?,
            None => lint::lint(&loaded.snapshot, loaded.day),
        };
        match self.format {
            Format::Text => {
                let prefix = loaded.prefix();
                let options = text::Options { prefix: &prefix, color: output.color() };
                output.result(&text::diagnostics(&loaded.snapshot, &outcome.diagnostics, options))?;
                let summary = text::summary(&loaded.snapshot, &outcome.diagnostics, outcome.waived.len(), loaded.day);
                output.result(&format!("{summary}\n"))?;
            }
            Format::Json => {
                let frame = json::Frame { root: &loaded.opened.root, day: loaded.day };
                output.result(&json::lint(&loaded.snapshot, &outcome, frame))?;
            }
        }
        if outcome.invalid_settings {
            output.note(
                "error",
                match loaded.snapshot.isms() {
                    None => "tickmark.yaml is invalid, so the records were judged by the default settings",
                    Some(_) => "a setting or a waiver is invalid, so the records were judged without it",
                },
            );
            return Ok(Exit::Failure);
        }
        let threshold = match self.fail_on {
            FailOn::Info => Level::Info,
            FailOn::Warning => Level::Warning,
            FailOn::Error => Level::Error,
            FailOn::Never => return Ok(Exit::Success),
        };
        let fails = outcome.diagnostics.iter().any(|diagnostic| diagnostic.level >= threshold);
        Ok(if fails { Exit::Findings } else { Exit::Success })
    }

    fn added(
        &self,
        global: &Global,
        loaded: &mut Loaded,
        rev: &str,
        output: &mut Output,
    ) -> anyhow::Result<lint::Outcome> {
        let baseline = parted(global, loaded, rev, "--new-since", output)?.baseline;
        let added = baseline.judge(&mut loaded.snapshot, loaded.day, |settings| settings);
        if !added.remaining.is_empty() || !added.mended.is_empty() {
            let (before, mended) = (added.remaining.len(), added.mended.len());
            output.note("note", &format!("since {rev}: {before} as before and not shown, {mended} mended"));
        }
        Ok(added.outcome)
    }
}

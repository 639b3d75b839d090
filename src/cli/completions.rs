use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Arguments, Exit, Output};

/// Print completions for a shell
#[derive(Debug, Args)]
pub struct Completions {
    /// Shell
    shell: Shell,
}

impl Completions {
    pub fn run(&self, output: &mut Output) -> anyhow::Result<Exit> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "tickmark", &mut script);
        output.result(&String::from_utf8(script).context("completions are text")?)?;
        Ok(Exit::Success)
    }
}

/// Write the man pages into a folder
#[derive(Debug, Args)]
pub struct Man {
    /// Folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl Man {
    pub fn run(&self) -> anyhow::Result<Exit> {
        clap_mangen::generate_to(Arguments::command(), &self.folder)
            .with_context(|| format!("{} cannot be written to", self.folder.display()))?;
        Ok(Exit::Success)
    }
}

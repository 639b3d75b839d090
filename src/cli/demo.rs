use std::path::PathBuf;

use clap::Args;

use super::{Exit, Output};
use crate::demo;

/// Write the sample ISMS as a Git repository and show what tickmark does with it
#[derive(Debug, Args)]
pub struct Demo {
    /// New or empty folder
    #[arg(value_name = "DIR", default_value = "tickmark-demo")]
    folder: PathBuf,
}

impl Demo {
    pub fn run(&self, output: &mut Output) -> anyhow::Result<Exit> {
        demo::write(&self.folder)?;
        output.result("written\n")?;
        Ok(Exit::Success)
    }
}

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;

use super::import::{Format, registers};
use super::state::StateArguments;
use super::{Exit, Global, Output, files};
use crate::spreadsheet::{REGISTERS, Register, csv, table, xlsx};

/// Write the registers as spreadsheets
///
/// A column stands for each value by its path, so that what was exported can be imported again without loss. A text is
/// written as a text, never as a formula. Exits with 1 when a record cannot be read and so is in no register.
#[derive(Debug, Args)]
pub struct Export {
    /// What to write
    #[arg(value_name = "FORMAT")]
    format: Format,
    /// Which registers; all of them without it
    #[arg(value_name = "REGISTER", value_parser = registers())]
    registers: Vec<String>,
    /// The workbook, or the folder for a file of CSV each; one register of CSV goes to standard output without it
    #[arg(short, long, value_name = "PATH", required_if_eq("format", "xlsx"))]
    output: Option<PathBuf>,
    #[command(flatten)]
    state: StateArguments,
}

impl Export {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let loaded = self.state.load(global, false, output)?;
        let named = self.registers.iter().filter_map(|name| Register::find(name));
        let registers: Vec<&'static Register> =
            if self.registers.is_empty() { REGISTERS.iter().collect() } else { named.collect() };
        let tables: Vec<_> = registers.into_iter().map(|register| table(&loaded.snapshot, register)).collect();
        let is_whole = loaded.snapshot.broken().is_empty();
        if !is_whole {
            output.note("warning", "some files cannot be read and are not in the registers; see `tickmark lint`");
        }
        match (self.format, &self.output) {
            (Format::Xlsx, Some(file)) => files::write_bytes(file, &xlsx(&tables, loaded.day)?)?,
            (Format::Xlsx, None) => anyhow::bail!("a workbook needs a file: give `-o FILE`"),
            (Format::Csv, None) if tables.len() == 1 => output.result(&csv(&tables[0])?)?,
            (Format::Csv, None) => {
                anyhow::bail!("several registers need a folder: give `-o DIR`, or name one register")
            }
            (Format::Csv, Some(folder)) => {
                std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
                for table in &tables {
                    files::write(&folder.join(format!("{}.csv", table.name)), &csv(table)?)?;
                }
            }
        }
        Ok(loaded.ended(if is_whole { Exit::Success } else { Exit::Findings }, output))
    }
}

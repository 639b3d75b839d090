//! The `tickmark` command.

use std::process::ExitCode;

use clap::Parser;
use tickmark::cli;

fn main() -> ExitCode {
    cli::run(cli::Arguments::parse()).into()
}

//! The `tickmark` command.

use std::process::ExitCode;

use clap::Parser;
use tickmark::cli;

/// Reading records is many small allocations; the system's allocator spends a tenth of a lint on them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run(cli::Arguments::parse()).into()
}

//! A PDF, which the program `typst` makes.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, bail};

use crate::cli::state::Loaded;
use crate::edit::EditError;
use crate::source::State;

/// The moment that a PDF is said to be made at: its state's, so that the same state gives the same bytes.
pub(super) fn timestamp(loaded: &Loaded) -> i64 {
    match loaded.snapshot.state() {
        State::Commit(commit) => commit.seconds,
        _ => loaded.day.0.to_zoned(jiff::tz::TimeZone::UTC).map(|day| day.timestamp().as_second()).unwrap_or_default(),
    }
}

/// Has the program make a PDF. It sees one folder, with the source in it and nothing else.
pub(super) fn pdf(source: &str, program: &Path, seconds: i64) -> anyhow::Result<Vec<u8>> {
    let folder = tempfile::tempdir().context("there is no place for temporary files")?;
    std::fs::write(folder.path().join("report.typ"), source)?;
    let mut command = Command::new(program);
    command.current_dir(folder.path()).arg("compile").args(["--pdf-standard", "a-2b", "--root", "."]);
    command.arg("--creation-timestamp").arg(OsString::from(seconds.to_string())).args(["report.typ", "report.pdf"]);
    let run = match command.output() {
        Ok(run) => run,
        Err(error) => {
            return Err(EditError::Needs {
                what: format!("{} cannot be run: {error}", program.display()),
                help: "get it from https://github.com/typst/typst/releases or your package manager, or name it with `--typst \
                       PROGRAM`; `--format typst` writes the source without it"
                    .to_owned(),
            }
            .into());
        }
    };
    if !run.status.success() {
        let said = String::from_utf8_lossy(&run.stderr);
        let first = said.lines().find(|line| line.starts_with("error")).unwrap_or(said.trim());
        bail!("{} made no PDF: {first}", program.display());
    }
    std::fs::read(folder.path().join("report.pdf")).with_context(|| format!("{} left no PDF", program.display()))
}

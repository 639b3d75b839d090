//! Printing. A reader who has seen enough (`| head`) is no failure.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};

use super::{Color, Exit};
use crate::edit::EditError;
use crate::render::{one_line, printable};
use crate::site::SinkError;
use crate::source::SourceError;

/// Standard output and standard error.
pub struct Output {
    out: AutoStream<io::StdoutLock<'static>>,
    err: AutoStream<io::StderrLock<'static>>,
    color: bool,
}

impl Output {
    /// The two streams, with or without colours.
    pub fn new(color: Color) -> Self {
        let choice = |is_terminal: bool| match color {
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
            Color::Auto if is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) => {
                ColorChoice::Auto
            }
            Color::Auto => ColorChoice::Never,
        };
        let stdout = choice(io::stdout().is_terminal());
        let stderr = choice(io::stderr().is_terminal());
        Self {
            out: AutoStream::new(io::stdout().lock(), stdout),
            err: AutoStream::new(io::stderr().lock(), stderr),
            color: stdout != ColorChoice::Never,
        }
    }

    /// Whether results may carry colours.
    pub fn color(&self) -> bool {
        self.color
    }

    /// Prints a result.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub fn result(&mut self, text: &str) -> anyhow::Result<()> {
        self.out.write_all(text.as_bytes())?;
        Ok(())
    }

    /// Says something beside the result, on standard error.
    pub fn note(&mut self, kind: &str, text: &str) {
        // What cannot be said there cannot be said anywhere.
        let _ = writeln!(self.err, "{kind}: {}", one_line(text));
    }

    /// Asks something, on standard error.
    pub fn prompt(&mut self, question: &str) {
        let _ = write!(self.err, "{}", printable(question)).and_then(|()| self.err.flush());
    }

    /// Ends the run: says what went wrong, if anything did.
    pub fn finish(mut self, result: anyhow::Result<Exit>) -> Exit {
        let result = result.and_then(|exit| {
            self.out.flush()?;
            Ok(exit)
        });
        match result {
            Ok(exit) => exit,
            Err(error) if is_broken_pipe(&error) => Exit::Success,
            Err(error) => {
                self.failure(&error);
                Exit::Failure
            }
        }
    }

    /// Says what went wrong and what can be done about it.
    pub fn failure(&mut self, error: &anyhow::Error) {
        self.note("error", &in_words(error));
        if let Some(hint) = error.chain().find_map(hint) {
            self.note("help", &hint);
        }
    }
}

/// An error with what caused it.
pub fn in_words(error: &anyhow::Error) -> String {
    let chain: Vec<String> = error.chain().map(ToString::to_string).collect();
    chain.join(": ")
}

/// What can be done about an error.
fn hint(cause: &(dyn std::error::Error + 'static)) -> Option<String> {
    if let Some(error) = cause.downcast_ref::<SourceError>() {
        return error.hint();
    }
    if let Some(error) = cause.downcast_ref::<EditError>() {
        return error.hint();
    }
    cause.downcast_ref::<SinkError>()?.hint().map(str::to_owned)
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

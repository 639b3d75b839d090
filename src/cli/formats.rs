//! Results in several formats at once: one on standard output, others in files.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Output;
use super::files::write;
use crate::render::{github, gitlab, json, junit, sarif, summary};

/// How to write a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people at a terminal
    Text,
    /// For programs
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// Code quality of GitLab
    Gitlab,
    /// JUnit XML, for the tests of any CI
    Junit,
    /// A table, for the summary of a CI step
    Markdown,
}

impl Format {
    /// What is left in this format where the tool could not do its work.
    fn failure(self, error: &str) -> String {
        match self {
            Format::Text => format!("error: {error}\n"),
            Format::Json => json::failure(error),
            Format::Sarif => sarif::failure(error),
            Format::Github => github::failure(error),
            Format::Gitlab => gitlab::failure(error),
            Format::Junit => junit::failure(error),
            Format::Markdown => summary::failure(error),
        }
    }
}

/// Where results go.
#[derive(Debug, Clone, Args)]
pub struct Formats {
    /// How to write the result
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Write the result to FILE as well; may be given several times
    #[arg(long = "output", value_name = "FORMAT=FILE", value_parser = to_file)]
    files: Vec<(Format, PathBuf)>,
}

fn to_file(text: &str) -> Result<(Format, PathBuf), String> {
    let (name, file) = text.split_once('=').filter(|(_, file)| !file.is_empty()).ok_or("write it as FORMAT=FILE")?;
    Ok((Format::from_str(name, true).map_err(|_| format!("there is no format `{name}`"))?, PathBuf::from(file)))
}

impl Formats {
    /// Does the work and writes its result in every format. Should the work fail or stop in its middle, each file says so
    /// in its own format, and so does standard output unless it is for people.
    ///
    /// # Errors
    /// The work failed, or something cannot be written.
    pub fn write<T>(
        &self,
        output: &mut Output,
        work: impl FnOnce(&mut Output) -> anyhow::Result<T>,
        render: impl Fn(&T, Format, &Output) -> String,
    ) -> anyhow::Result<T> {
        self.expect_distinct_files()?;
        self.fail_files("it stopped before it was done")?;
        match work(output) {
            Ok(result) => {
                for (format, file) in &self.files {
                    write(file, &render(&result, *format, output))?;
                }
                let text = render(&result, self.format, output);
                output.result(&text)?;
                Ok(result)
            }
            Err(error) => {
                let words = error.chain().map(ToString::to_string).collect::<Vec<_>>().join(": ");
                self.fail_files(&words)?;
                if self.format != Format::Text {
                    output.result(&self.format.failure(&words))?;
                }
                Err(error)
            }
        }
    }

    fn expect_distinct_files(&self) -> anyhow::Result<()> {
        for (position, (_, file)) in self.files.iter().enumerate() {
            if self.files[..position].iter().any(|(_, other)| other == file) {
                anyhow::bail!("two results are to be written to {}", file.display());
            }
        }
        Ok(())
    }

    fn fail_files(&self, error: &str) -> anyhow::Result<()> {
        self.files.iter().try_for_each(|(format, file)| write(file, &format.failure(error)))
    }
}

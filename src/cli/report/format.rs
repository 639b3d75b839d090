//! The form of a report: what was asked for, or what the name of the file says.

use std::path::PathBuf;

use anyhow::bail;
use clap::ValueEnum;

use super::pdf::{pdf, timestamp};
use super::{Report, Which};
use crate::cli::Output;
use crate::cli::state::Loaded;
use crate::report::{self, Document, Templates};
use crate::spreadsheet;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Html,
    Markdown,
    Typst,
    Pdf,
    /// A workbook; for registers
    Xlsx,
    /// For registers
    Csv,
}

impl Report {
    /// The document in a form.
    pub(super) fn bytes(
        &self,
        format: Format,
        document: &Document,
        templates: &Templates,
        loaded: &Loaded,
        output: &mut Output,
    ) -> anyhow::Result<Vec<u8>> {
        let render = |format| report::render(document, format, templates);
        Ok(match format {
            Format::Html => render(report::Format::Html)?.into_bytes(),
            Format::Markdown => render(report::Format::Markdown)?.into_bytes(),
            Format::Typst => render(report::Format::Typst)?.into_bytes(),
            Format::Pdf => {
                let made = pdf(&render(report::Format::Typst)?, &self.program(), timestamp(loaded))?;
                if let Some(note) = made.note() {
                    output.note("note", &note);
                }
                made.bytes
            }
            Format::Xlsx => spreadsheet::xlsx(&report::sheets(document), loaded.day)?,
            Format::Csv => match report::tables(document).first() {
                Some(table) => spreadsheet::csv(table)?.into_bytes(),
                None => Vec::new(),
            },
        })
    }

    pub(super) fn format(&self) -> anyhow::Result<Format> {
        let ending = self.output.as_ref().and_then(|file| file.extension()).and_then(|ending| ending.to_str());
        let format = match (self.format.or_else(|| self.named_format()), ending) {
            (Some(format), _) => format,
            (None, Some(other)) if !self.is_pack() => bail!(
                "no report is made as `.{other}`: name the file .html, .md, .typ, .pdf, .xlsx or .csv, or give `--format`"
            ),
            _ => Format::Html,
        };
        match format {
            _ if self.is_pack() => {}
            Format::Pdf if self.output.is_none() => bail!("a PDF needs a file: give `-o FILE`"),
            Format::Xlsx if self.output.is_none() => bail!("a workbook needs a file: give `-o FILE`"),
            Format::Xlsx | Format::Csv if self.which != Which::Register => {
                bail!("only a register can be a spreadsheet")
            }
            _ => {}
        }
        Ok(format)
    }

    /// The form that the name of the file says.
    fn named_format(&self) -> Option<Format> {
        let ending = self.output.as_ref().and_then(|file| file.extension()).and_then(|ending| ending.to_str())?;
        Some(match ending {
            "md" | "markdown" => Format::Markdown,
            "typ" => Format::Typst,
            "pdf" => Format::Pdf,
            "xlsx" => Format::Xlsx,
            "csv" => Format::Csv,
            "html" | "htm" => Format::Html,
            _ => return None,
        })
    }

    /// Whether it is the pack: a folder rather than a file.
    pub(super) fn is_pack(&self) -> bool {
        let is_folder = || self.output.as_ref().is_some_and(|path| path.is_dir());
        self.which == Which::Certification && self.format.is_none() && (self.named_format().is_none() || is_folder())
    }

    fn program(&self) -> PathBuf {
        let named = || std::env::var_os("TICKMARK_TYPST").filter(|name| !name.is_empty()).map(PathBuf::from);
        self.typst.clone().or_else(named).unwrap_or_else(|| PathBuf::from("typst"))
    }
}

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use super::taken::taken;
use super::writing::{UNREADABLE, Writing};
use super::{Exit, Global, Output, files};
use crate::render::one_line;
use crate::scaffold::{self, Context};
use crate::spreadsheet::{
    Guess, Imported, Mapping, REGISTERS, Register, Sheet, guess, import, read_csv, read_mapping, read_xlsx,
    write_mapping,
};
use crate::text::{counted, listed};

/// Read a register from a spreadsheet: findings, actions, people, the statement of applicability, a checklist, …
///
/// Without --mapping, the columns are guessed by their headings (English or German) and shown, and nothing is written until
/// --yes takes the guess. A row is found again by its number, so that a second import changes nothing. What is wrong is
/// listed by sheet, row and column, and nothing is written while there is anything.
#[derive(Debug, Args)]
pub struct Import {
    /// What the file is
    #[arg(value_name = "FORMAT")]
    format: Format,
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What the rows are; what the headings look like without it
    #[arg(long, value_name = "NAME", value_parser = registers())]
    register: Option<String>,
    /// The sheet of a workbook; the first that looks like a register without it
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Which column is what, as a file that --save-mapping writes
    #[arg(long, value_name = "FILE", conflicts_with_all = ["register", "sheet"])]
    mapping: Option<PathBuf>,
    /// Write the guessed mapping into FILE, to be looked through and corrected
    #[arg(long, value_name = "FILE", conflicts_with = "mapping")]
    save_mapping: Option<PathBuf>,
    /// Take the guessed mapping as it is
    #[arg(long, conflicts_with = "mapping")]
    yes: bool,
    /// A value for rows that say nothing there: audit=IA-2025-01; can be repeated
    #[arg(long, value_name = "FIELD=VALUE")]
    default: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Xlsx,
    Csv,
}

/// The names of the registers as values of an option.
pub fn registers() -> PossibleValuesParser {
    PossibleValuesParser::new(REGISTERS.iter().map(|register| register.name))
}

impl Import {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let name = self.file.display().to_string();
        let bytes = std::fs::read(&self.file).with_context(|| format!("{name} cannot be read"))?;
        let sheets = match self.format {
            Format::Xlsx => read_xlsx(&bytes),
            Format::Csv => read_csv(&bytes).map(|sheet| vec![sheet]),
        };
        let sheets = sheets.with_context(|| name.clone())?;
        let (position, Guess { mut mapping, left, is_order_open }) = self.mapping(&sheets)?;
        for pair in &self.default {
            let (field, value) = crate::edit::pair(pair)?;
            mapping.defaults.insert(field.to_owned(), value.to_owned());
        }
        if let Some(file) = &self.save_mapping {
            files::write(file, &write_mapping(&mapping)?)?;
        }
        let is_taken = self.mapping.is_some() || self.yes;
        let loaded = self.writing.load(global, output)?;
        let actor = self.writing.actor(&loaded)?;
        let taken = taken(global, &loaded)?;
        let has_schemas = loaded.opened.source.file(&format!("{}/finding.schema.json", scaffold::SCHEMAS))?.is_some();
        let context = Context { snapshot: &loaded.snapshot, taken: &taken, actor: &actor, has_schemas };
        let imported = import(context, &sheets[position], &mapping)?;
        if self.mapping.is_none() {
            output.result(&shown(&sheets[position], &mapping, &left))?;
        }
        if is_order_open {
            output.note(
                "note",
                "nothing tells whether a day such as 03/04/2025 begins with its month, and it is read as 3 April; where it does, save \
                 the mapping and write `dates: month-first` into it",
            );
        }
        let is_sound = report(&imported, &name, output)?;
        if !is_sound {
            output.note(
                "error",
                "nothing was written; correct the sheet, or say under `values` of the mapping what is meant",
            );
            return Ok(Exit::Findings);
        }
        let line = format!("{} new, {} changed, {} as before", imported.created, imported.changed, imported.same);
        if !is_taken {
            output.note("note", &format!("{line}; nothing was written yet: --yes takes these columns, --save-mapping FILE lets you correct them"));
            return Ok(Exit::Success);
        }
        output.result(&format!("{line}\n"))?;
        let mut draft = imported.draft;
        draft.done.clear();
        // An old register is taken over as it is; what stands here already is changed as by any other command.
        let changed = draft.files().filter(|file| file.before.is_some());
        let changed: BTreeSet<String> = changed.map(|file| file.path.to_string()).collect();
        self.writing.finish_unless(loaded, &draft, output, |diagnostic| {
            UNREADABLE.contains(&diagnostic.rule) || changed.contains(&*diagnostic.place.path)
        })
    }

    /// The sheet and its mapping; what is written down leaves nothing open.
    fn mapping(&self, sheets: &[Sheet]) -> anyhow::Result<(usize, Guess)> {
        let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        let find = |name: &str| {
            let position = sheets.iter().position(|sheet| sheet.name == name);
            position.with_context(|| format!("there is no sheet `{name}`; there are {}", listed(&names, 20)))
        };
        if let Some(file) = &self.mapping {
            let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
            let mapping = read_mapping(&text).with_context(|| file.display().to_string())?;
            let position = match mapping.sheet.as_deref().filter(|_| sheets.len() > 1) {
                Some(name) => find(name)?,
                None => 0,
            };
            return Ok((position, Guess { mapping, left: Vec::new(), is_order_open: false }));
        }
        let register = self.register.as_deref().and_then(Register::find);
        let wanted = self.sheet.as_deref().map(find).transpose()?;
        let mut guesses =
            sheets.iter().enumerate().filter(|(position, _)| wanted.is_none_or(|wanted| wanted == *position));
        let found = guesses.find_map(|(position, sheet)| Some((position, guess(sheet, register)?)));
        found.context(
            "no row looks like the headings of a register; write a mapping, beginning with one of `tickmark export csv`",
        )
    }
}

/// The mapping, for somebody to look at.
fn shown(sheet: &Sheet, mapping: &Mapping, left: &[String]) -> String {
    let header = mapping.header.unwrap_or(1);
    let mut out = format!("{}, headings in row {header}, as {}:\n", one_line(&sheet.name), mapping.register);
    for (heading, path) in &mapping.columns {
        out.push_str(&format!("  {} → {path}\n", one_line(heading)));
    }
    if !left.is_empty() {
        out.push_str(&format!("  not imported: {}\n", one_line(&left.join(", "))));
    }
    out
}

/// Says what was left out and what is wrong; whether nothing is.
fn report(imported: &Imported, file: &str, output: &mut Output) -> anyhow::Result<bool> {
    for (place, text) in &imported.skipped {
        output.note("note", &format!("{place} is no entry and is left out: {text}"));
    }
    for error in &imported.errors {
        let heading = if error.heading.is_empty() { String::new() } else { format!(" ({})", error.heading) };
        let line = format!("{file}: {} {}{heading}: {}", error.sheet, error.place, error.message);
        output.result(&format!("{}\n", one_line(&line)))?;
    }
    if !imported.errors.is_empty() {
        output.note(
            "error",
            &counted(imported.errors.len() as i64, "cell cannot be read")
                .replace("cell cannot be reads", "cells cannot be read"),
        );
    }
    Ok(imported.errors.is_empty())
}

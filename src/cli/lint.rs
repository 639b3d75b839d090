use anyhow::Context as _;
use clap::{Args, ValueEnum};

use super::baseline::{history_gap, parted};
use super::state::{Loaded, StateArguments};
use super::{Exit, Format, Formats, Global, Output};
use crate::diagnostic::Level;
use crate::lint::{self, Outcome, Rule, Settings, rules};
use crate::record::ROOT_FILE;
use crate::render::{Report, fix as fix_render, github, gitlab, json, junit, sarif, summary, text};
use crate::snapshot::Judged;
use crate::text::listed;

/// Check the records with the rules of a lead auditor
///
/// Reads every record, holds it against its schema, and then all of them against the rules. Exits with 1 when something
/// is as grave as --fail-on, and with 2 when tickmark.yaml itself is wrong.
#[derive(Debug, Args)]
pub struct Lint {
    #[command(flatten)]
    state: StateArguments,
    /// Look at what is staged for the next commit: judge what it changes and may break, by the rules that need no more
    #[arg(long, conflicts_with_all = ["rev", "at"])]
    staged: bool,
    /// Report only what this state adds to where it left REV, judged by the settings of REV
    #[arg(long, value_name = "REV")]
    new_since: Option<String>,
    /// Mend what is a matter of form and has one right answer: quotes, order of keys, names of files, spaces at line ends
    #[arg(long, conflicts_with_all = ["rev", "at", "staged", "new_since"])]
    fix: bool,
    /// With --fix: show what it would do, and do nothing
    #[arg(long, requires = "fix")]
    diff: bool,
    /// The mildest level that makes the run fail
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    fail_on: FailOn,
    #[command(flatten)]
    formats: Formats,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FailOn {
    Info,
    Warning,
    Error,
    Never,
}

/// What was looked at and what came of it.
struct Linted {
    loaded: Loaded,
    outcome: Outcome,
    /// What was judged, where not all of it was.
    judged: Option<Judged>,
    /// How much of what is wrong beside that was so before.
    before: usize,
    asked: Vec<&'static str>,
    /// The rules that a lint of all records asks and this one does not.
    unasked: Vec<&'static str>,
    turned_off: Vec<&'static str>,
}

impl Lint {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        if self.fix {
            let loaded = self.state.load(global, false, output)?;
            let fixes = lint::fixes(&loaded.snapshot);
            if self.diff {
                output.result(&fix_render::diff(&fixes, &loaded.prefix()))?;
                return Ok(if fixes.is_empty() { Exit::Success } else { Exit::Findings });
            }
            let folder = loaded.opened.folder.as_deref().context("--fix needs files on disk")?;
            super::fix::write(folder, &fixes)?;
            for line in fix_render::done(&fixes, &loaded.prefix()) {
                output.note("fixed", &line);
            }
        }
        let Linted { loaded, outcome, .. } = self.formats.write(output, |output| self.lint(global, output), render)?;
        if outcome.invalid_settings {
            let mut files: Vec<_> = Settings::of(&loaded.snapshot).wrong_files().into_iter().collect();
            if files.is_empty() {
                files.push(ROOT_FILE.into());
            }
            let note = match loaded.snapshot.isms() {
                None => "tickmark.yaml is invalid, so the records were judged by the default settings".to_owned(),
                Some(_) => {
                    format!("settings are invalid in {}, so the records were judged without them", listed(&files, 5))
                }
            };
            output.note("error", &note);
            return Ok(Exit::Failure);
        }
        let threshold = match self.fail_on {
            FailOn::Info => Level::Info,
            FailOn::Warning => Level::Warning,
            FailOn::Error => Level::Error,
            FailOn::Never => return Ok(Exit::Success),
        };
        let fails = outcome.diagnostics.iter().any(|diagnostic| diagnostic.level >= threshold);
        // The process ends: giving every node of every record back one by one would be time for nothing.
        std::mem::forget(loaded);
        Ok(if fails { Exit::Findings } else { Exit::Success })
    }

    fn lint(&self, global: &Global, output: &mut Output) -> anyhow::Result<Linted> {
        let (mut loaded, judged) = match self.staged && self.new_since.is_none() {
            true => self.state.load_changed(global, output)?,
            false => (self.state.load(global, self.staged, output)?, None),
        };
        let mut before = 0;
        let (outcome, settings) = match (&self.new_since, &judged) {
            (Some(rev), _) => self.added(global, &mut loaded, rev, output)?,
            (None, Some(judged)) => {
                let settings = Settings::of(&loaded.snapshot);
                let (snapshot, source) = (&loaded.snapshot, &*loaded.opened.source);
                let was = || snapshot.before(source, judged);
                let (outcome, count) = lint::lint_staged(snapshot, judged, loaded.day, &settings, was)?;
                before = count;
                (outcome, settings)
            }
            (None, None) => {
                let settings = Settings::of(&loaded.snapshot);
                (lint::lint_with(&loaded.snapshot, loaded.day, &settings), settings)
            }
        };
        let has_two = self.new_since.is_some();
        let gap = match judged {
            Some(_) => Vec::new(),
            None => history_gap(&loaded, has_two, &settings),
        };
        let knows_past = gap.is_empty();
        let outcome = outcome.with(gap, &settings, loaded.day);
        let is_off = |rule: &&Rule| settings.level(rule) == Level::Allow;
        let (asked, unasked): (Vec<&Rule>, Vec<&Rule>) = rules::ALL
            .iter()
            .filter(|rule| rule.is_asked_by_lint(has_two) && (knows_past || !rule.looks_back()))
            .partition(|rule| judged.is_none() || rule.needs_a_part());
        let names = |rules: &[&'static Rule]| rules.iter().map(|rule| rule.name).collect();
        let unasked: Vec<&Rule> = unasked.into_iter().filter(|rule| !is_off(rule)).collect();
        let turned_off: Vec<&Rule> = rules::ALL.iter().copied().filter(is_off).collect();
        let (asked, unasked, turned_off) = (names(&asked), names(&unasked), names(&turned_off));
        Ok(Linted { loaded, outcome, judged, before, asked, unasked, turned_off })
    }

    fn added(
        &self,
        global: &Global,
        loaded: &mut Loaded,
        rev: &str,
        output: &mut Output,
    ) -> anyhow::Result<(Outcome, Settings)> {
        let baseline = parted(global, loaded, rev, "--new-since", output)?.baseline;
        let added = baseline.judge(&mut loaded.snapshot, loaded.day, |settings| settings);
        let (before, mended) = (added.remaining.len(), added.mended.len());
        let unsaid = match added.withheld.len() {
            0 => String::new(),
            count => format!(", {count} only kept from being said (`tickmark review {rev}` tells which)"),
        };
        if before + mended + added.withheld.len() > 0 {
            output.note("note", &format!("since {rev}: {before} as before and not shown, {mended} mended{unsaid}"));
        }
        Ok((added.outcome, added.settings))
    }
}

fn render(linted: &Linted, format: Format, output: &Output) -> String {
    let Linted { loaded, outcome, judged, before, asked, unasked, turned_off } = linted;
    let frame = json::Frame { root: &loaded.opened.root, day: loaded.day };
    let (found, waived) = (&outcome.diagnostics, outcome.waived.len());
    let line = match judged {
        None => text::summary(&loaded.snapshot, found, waived, loaded.day),
        Some(judged) => text::summary_of_part(judged, found, waived, loaded.day),
    };
    let line = match judged {
        Some(judged) if !judged.changes.is_empty() => {
            format!("{line}{}; {}", text::as_before(*before), text::unasked(unasked))
        }
        _ => line,
    };
    let report = Report {
        command: "lint",
        snapshot: &loaded.snapshot,
        diagnostics: &outcome.diagnostics,
        waived: &outcome.waived,
        frame,
        line: &line,
        asked,
        turned_off,
    };
    match format {
        Format::Text => {
            let options = text::Options { prefix: &loaded.prefix(), color: output.color() };
            format!("{}{line}\n", text::diagnostics(&loaded.snapshot, &outcome.diagnostics, options))
        }
        Format::Json => {
            let share = judged.as_ref().map(|judged| json::Share { judged, before: *before, unasked });
            json::lint(&loaded.snapshot, outcome, frame, share)
        }
        Format::Sarif => sarif::report(&report),
        Format::Github => github::report(&report),
        Format::Gitlab => gitlab::report(&report),
        Format::Junit => junit::report(&report),
        Format::Markdown => summary::report(&report),
    }
}

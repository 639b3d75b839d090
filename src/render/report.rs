//! What the formats for other programs are made from: the diagnostics of a lint or of a gate.

use super::json::Frame;
use super::place::Places;
use crate::diagnostic::{Diagnostic, Level};
use crate::snapshot::Snapshot;

/// Diagnostics, and what a format says around them.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The command: `lint`, `gate`.
    pub command: &'a str,
    /// The records.
    pub snapshot: &'a Snapshot,
    /// What counts.
    pub diagnostics: &'a [Diagnostic],
    /// What a waiver keeps back.
    pub waived: &'a [Diagnostic],
    /// Where the records are, and the day.
    pub frame: Frame<'a>,
    /// All of it in one line.
    pub line: &'a str,
    /// The rules that were asked; those that the settings turn off are among them.
    pub asked: &'a [&'static str],
    /// The rules that the settings turn off.
    pub turned_off: &'a [&'static str],
}

impl<'a> Report<'a> {
    /// The diagnostics, the gravest first and then by place.
    pub(super) fn by_level(&self) -> Vec<&'a Diagnostic> {
        let mut all: Vec<&Diagnostic> = self.diagnostics.iter().collect();
        all.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.level));
        all
    }

    pub(super) fn count(&self, level: Level) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count()
    }

    pub(super) fn places(&self) -> Places<'a> {
        Places::new(self.snapshot, self.frame.root)
    }
}

/// A message with its help, for where there is one field for both.
pub(super) fn with_help(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        Some(help) => format!("{}\nHelp: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

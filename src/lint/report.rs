//! Where a rule puts what it finds.

use super::{Rule, Settings};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::snapshot::Record;

/// What one rule found.
#[derive(Debug)]
pub struct Report<'a> {
    rule: &'static Rule,
    level: Level,
    is_set: bool,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Report<'a> {
    pub(super) fn new(rule: &'static Rule, settings: &Settings, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        Self { rule, level: settings.level(rule), is_set: settings.is_set(rule), diagnostics }
    }

    /// Reports something about a record, at a value of it such as `/actions/1/due`. What is returned takes a help, more
    /// places, an owner.
    pub fn raise(&mut self, record: &Record, path: &str, message: impl Into<String>) -> &mut Diagnostic {
        let mut diagnostic = Diagnostic::new(self.rule.name, self.level, record.at(path), message);
        diagnostic.record = Some(record.subject());
        diagnostic.field = Some(path.to_owned());
        self.push(diagnostic)
    }

    /// Reports something that is not about one record.
    pub fn raise_at(&mut self, place: Place, message: impl Into<String>) -> &mut Diagnostic {
        self.push(Diagnostic::new(self.rule.name, self.level, place, message))
    }

    /// Reports something milder or graver than the rule's level: used where a rule's own text says so. The settings keep
    /// the last word: a rule that they set to a level has that level everywhere.
    pub fn at_level(&mut self, level: Level) -> Report<'_> {
        let level = if self.is_set { self.level } else { level };
        Report { rule: self.rule, level, is_set: self.is_set, diagnostics: self.diagnostics }
    }

    fn push(&mut self, diagnostic: Diagnostic) -> &mut Diagnostic {
        let last = self.diagnostics.len();
        self.diagnostics.push(diagnostic);
        &mut self.diagnostics[last]
    }
}

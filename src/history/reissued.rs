//! Reports that were taken back and are out again: between two commits none of them is a change of an issued report.

use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{HOW_TO_TELL, Settings, rules, untold_in_words};
use crate::snapshot::Record;

/// Whether the rules say of a report that it changed while it was issued: that its version was out before is the same once more.
pub(super) fn is_changed(record: &Record, found: &[Diagnostic]) -> bool {
    let is_of = |one: &Diagnostic| one.record.as_ref().is_some_and(|subject| subject.id == record.id);
    found.iter().any(|one| one.rule == "report-changed-after-issue" && is_of(one))
}

/// A report that was taken back and is out again under a version that was out before: between two commits it is no change of
/// an issued report, and of two reports by one name nobody can tell which is meant.
pub(super) fn out_again(record: &Record, version: u32, settings: &Settings) -> Option<Diagnostic> {
    let rule = rules::find("report-changed-after-issue")?;
    let level = settings.level(rule);
    let message = format!(
        "version {version} of this report was out before, was taken back, and is issued again under the same number"
    );
    let mut diagnostic = Diagnostic::new(rule.name, level, record.at("/report/version"), message);
    diagnostic.record = Some(record.subject());
    diagnostic.help("issue it as the next version: `report.version` one higher, and `report.tag` with it");
    (level != Level::Allow).then_some(diagnostic)
}

/// A report that was taken back and is out again under a higher version, and says something else than anybody tells of.
pub(super) fn unexplained(
    record: &Record,
    (before, what, ids): (u32, String, Vec<String>),
    settings: &Settings,
) -> Option<Diagnostic> {
    let rule = rules::find("report-version-unexplained")?;
    let level = settings.level(rule);
    let message = untold_in_words(before, &what);
    let mut diagnostic = Diagnostic::new(rule.name, level, record.at("/report/version"), message);
    diagnostic.record = Some(record.subject());
    diagnostic.help(HOW_TO_TELL).members(ids);
    (level != Level::Allow).then_some(diagnostic)
}

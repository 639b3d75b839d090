//! Diagnostics as Markdown, for the summary of a CI step, a mail or a wiki.

use std::fmt::Write as _;

use super::markdown::{code, escape, sentence};
use super::report::Report;
use crate::diagnostic::{Diagnostic, Level};
use crate::text::counted;

/// Rows of the table; the summary of a step has an end.
const ROWS: usize = 300;

/// The diagnostics as a table, the gravest first.
pub fn report(report: &Report<'_>) -> String {
    let mut out = format!("### tickmark {}\n\n{}\n", report.command, escape(report.line));
    let all = report.by_level();
    if all.is_empty() {
        return out;
    }
    let mut places = report.places();
    out.push_str("\n| Level | Record | What is wrong, and what to do | Where | Rule |\n|---|---|---|---|---|\n");
    for diagnostic in all.iter().take(ROWS) {
        let spot = places.at(&diagnostic.place);
        let place = spot.line.map_or_else(|| spot.path.clone(), |line| format!("{}:{line}", spot.path));
        let help =
            diagnostic.help.as_deref().map(|help| format!("<br>*{}*", cell(&sentence(help)))).unwrap_or_default();
        let _ = writeln!(
            out,
            "| {} | {} | {}{help} | {} | {} |",
            level(diagnostic.level),
            escape(subject(diagnostic)),
            cell(&sentence(&diagnostic.message)),
            cell(&code(&place)),
            code(diagnostic.rule)
        );
    }
    if let Some(rest) = all.len().checked_sub(ROWS).filter(|rest| *rest > 0) {
        let _ = writeln!(out, "\n… and {}", counted(rest as i64, "more line"));
    }
    out
}

/// What is left where the tool could not do its work.
pub fn failure(error: &str) -> String {
    format!("### tickmark\n\n**It could not do its work:** {}\n", sentence(error))
}

fn subject(diagnostic: &Diagnostic) -> &str {
    let record = diagnostic.record.as_ref().map(|subject| &*subject.id);
    diagnostic.part.as_deref().or(record).unwrap_or_default()
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "**error**",
        Level::Warning => "warning",
        Level::Info | Level::Allow => "note",
    }
}

/// Markdown inside a cell: a bar would end it, in code as well.
fn cell(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut is_escaped = false;
    for c in markdown.chars() {
        if c == '|' && !is_escaped {
            out.push('\\');
        }
        is_escaped = c == '\\' && !is_escaped;
        out.push(c);
    }
    out
}

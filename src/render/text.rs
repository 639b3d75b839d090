//! Diagnostics for people at a terminal: message, place, the line with the place underlined, help.

use std::collections::HashMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level as Style, Origin, Renderer, Snippet};

use super::one_line;
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::record::Date;
use crate::snapshot::{Judged, Snapshot};
use crate::span::Lines;
use crate::text::counted;

/// How diagnostics are shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// What stands before a path so that it can be followed from where the reader is: `sample-isms/`.
    pub prefix: &'a str,
    /// Whether to use colours.
    pub color: bool,
}

/// The diagnostics, each with a blank line behind it.
pub fn diagnostics(snapshot: &Snapshot, diagnostics: &[Diagnostic], options: Options<'_>) -> String {
    let renderer = if options.color { Renderer::styled() } else { Renderer::plain() };
    let mut shown = Shown { snapshot, prefix: options.prefix, lines: HashMap::new() };
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&shown.one(&renderer, diagnostic));
        out.push_str("\n\n");
    }
    out
}

/// The last line of a lint: how much was found, in how many records, as of which day.
pub fn summary(snapshot: &Snapshot, diagnostics: &[Diagnostic], waived: usize, day: Date) -> String {
    let files = snapshot.records().len() + snapshot.broken().len();
    let unread = snapshot.broken().len() as i64;
    // Where the rule that says so is switched off, what was not read is no less unread.
    let is_told = unread == 0 || diagnostics.iter().any(|diagnostic| diagnostic.rule == "schema-invalid");
    let unread = if is_told { String::new() } else { format!("; {} could not be read", counted(unread, "file")) };
    format!("{} in {}{unread}, as of {day}", found(diagnostics, waived), counted(files as i64, "record"))
}

/// The same of what the next commit would change and may break.
pub fn summary_of_part(judged: &Judged, diagnostics: &[Diagnostic], waived: usize, day: Date) -> String {
    if judged.changes.is_empty() {
        return format!("nothing is staged, as of {day}");
    }
    let (found, of) = (found(diagnostics, waived), counted(judged.total as i64, "record"));
    format!("{found} in {} of {of}: what is staged and what that may break, as of {day}", judged.paths.len())
}

/// What a lint of a part says of what stood in the records beside the change before it; nothing where there is nothing.
pub fn as_before(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "; 1 more beside it was so before".to_owned(),
        count => format!("; {count} more beside it were so before"),
    }
}

/// What a lint of a part says of the rules that it does not ask.
pub fn unasked(rules: &[&str]) -> String {
    let rules = counted(rules.len() as i64, "rule");
    format!("{rules} that need all records were not asked: `tickmark lint` asks them")
}

/// How much was found.
fn found(diagnostics: &[Diagnostic], waived: usize) -> String {
    let count = |level| diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count() as i64;
    let mut parts: Vec<String> = [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Info, "note")]
        .into_iter()
        .filter(|(level, _)| count(*level) > 0)
        .map(|(level, noun)| counted(count(level), noun))
        .collect();
    if parts.is_empty() {
        parts.push("nothing to report".to_owned());
    }
    if waived > 0 {
        parts.push(format!("{waived} waived"));
    }
    parts.join(", ")
}

/// Shows places. The lines of a file are counted once, and of a long one the renderer is given those around the place: it goes over
/// all that it gets.
struct Shown<'a> {
    snapshot: &'a Snapshot,
    prefix: &'a str,
    lines: HashMap<&'a str, Lines<'a>>,
}

impl<'a> Shown<'a> {
    fn one(&mut self, renderer: &Renderer, diagnostic: &'a Diagnostic) -> String {
        let level = match diagnostic.level {
            Level::Error => Style::ERROR,
            Level::Warning => Style::WARNING,
            Level::Info | Level::Allow => Style::INFO,
        };
        let mut group = Group::with_title(level.primary_title(one_line(&diagnostic.message)).id(diagnostic.rule));
        group = self.place(group, &diagnostic.place, None);
        for (other, label) in &diagnostic.related {
            group = self.place(group, other, Some(label));
        }
        if let Some(help) = &diagnostic.help {
            group = group.element(Style::HELP.message(one_line(help)));
        }
        renderer.render(&[group])
    }

    fn place(&mut self, group: Group<'a>, place: &'a Place, label: Option<&'a str>) -> Group<'a> {
        let path = format!("{}{}", self.prefix, one_line(&place.path));
        let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
        let (Some(span), Some(text)) = (place.span, self.snapshot.text(&place.path)) else {
            return group.element(Origin::path(path));
        };
        let body = text.trim_start_matches('\u{feff}');
        let shift = text.len() - body.len();
        let at = |offset: u32| (offset as usize).saturating_sub(shift).min(body.len());
        let around = around(body, at(span.start)..at(span.end));
        let lines = self.lines.entry(&place.path).or_insert_with(|| Lines::new(text));
        let first = lines.at((shift + around.start) as u32).line as usize;
        let annotation = kind.span(at(span.start) - around.start..at(span.end) - around.start);
        let source = Snippet::source(&body[around]).line_start(first).path(path).fold(true);
        group.element(source.annotation(annotation.label(label.map(one_line))))
    }
}

/// The lines in which a range of a text lies, with one more on each side.
fn around(text: &str, range: Range<usize>) -> Range<usize> {
    let is_end = |byte: &u8| *byte == b'\n';
    let (before, after) = (&text.as_bytes()[..range.start], &text.as_bytes()[range.end..]);
    let ends_before = before.iter().enumerate().rev().filter(|(_, byte)| is_end(byte));
    let ends_after = after.iter().enumerate().filter(|(_, byte)| is_end(byte));
    let from = ends_before.map(|(at, _)| at + 1).nth(1).unwrap_or_default();
    let to = ends_after.map(|(at, _)| range.end + at + 1).nth(1).unwrap_or(text.len());
    from..to
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_around_a_place_are_whole() {
        let text = "a\nbä\nc\nd\ne";
        assert_eq!(&text[around(text, 6..6)], "bä\nc\nd\n");
        assert_eq!(&text[around(text, 0..1)], "a\nbä\n");
        assert_eq!(&text[around(text, text.len()..text.len())], "d\ne");
        assert_eq!(around("", 0..0), 0..0);
    }
}

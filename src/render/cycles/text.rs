//! A comparison of cycles for people at a terminal.

use std::sync::Arc;

use anstyle::{AnsiColor, Style};

use super::sections::{Group, Section, sections};
use super::words::Words;
use crate::cycles::Comparison;
use crate::language::Language;
use crate::render;
use crate::snapshot::Snapshot;

/// The comparison as text in a language.
pub fn text(comparison: &Comparison, snapshot: &Snapshot, language: &Arc<Language>, color: bool) -> String {
    let say = Words(Arc::clone(language));
    let mut page = Page::new(&say, comparison, color);
    for section in sections(&say, comparison, snapshot) {
        page.section(&section);
    }
    page.out
}

/// The figures, and a line for each part.
pub fn short(comparison: &Comparison, snapshot: &Snapshot, language: &Arc<Language>, color: bool) -> String {
    let say = Words(Arc::clone(language));
    let mut page = Page::new(&say, comparison, color);
    page.out.push('\n');
    for section in sections(&say, comparison, snapshot) {
        page.heading(&section.name, &section.counts);
    }
    page.out
}

struct Page {
    out: String,
    heading: Style,
    mark: Style,
}

impl Page {
    fn new(say: &Words, comparison: &Comparison, color: bool) -> Page {
        let (heading, mark) = match color {
            true => (Style::new().bold(), AnsiColor::Cyan.on_default()),
            false => (Style::new(), Style::new()),
        };
        let mut page = Page { out: String::new(), heading, mark };
        page.figures(say, comparison);
        page
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    fn figures(&mut self, say: &Words, comparison: &Comparison) {
        let (before, after) = (one_line(&comparison.before.name), one_line(&comparison.after.name));
        let style = self.heading;
        self.line(&format!("{style}{before} → {after}{style:#}"));
        for (name, cycle) in [(&before, &comparison.before), (&after, &comparison.after)] {
            self.line(&format!("  {name}: {}", one_line(&say.side(cycle))));
        }
        let mut rows = vec![[String::new(), before, after, String::new()]];
        for figure in comparison.counted() {
            rows.push([
                say.label(figure),
                say.amount(figure.before),
                say.amount(figure.after),
                figure.change_in_words(),
            ]);
        }
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
        let widths = [width(0), width(1), width(2), width(3)];
        self.line("");
        for [name, before, after, change] in rows {
            let [first, second, third, fourth] = widths;
            self.line(&format!("  {name:<first$}  {before:>second$}  {after:>third$}  {change:>fourth$}"));
        }
        if let Some(dash) = say.dash(comparison.counted()) {
            self.line(&format!("  {dash}"));
        }
    }

    fn heading(&mut self, name: &str, counts: &str) {
        let style = self.heading;
        self.line(&format!("{style}{name}{style:#}: {}", one_line(counts)));
    }

    fn section(&mut self, section: &Section) {
        self.line("");
        self.heading(&section.name, &section.counts);
        for group in &section.groups {
            if !group.name.is_empty() {
                self.line(&format!("  {}", group.name));
            }
            self.group(group);
        }
    }

    fn group(&mut self, group: &Group) {
        let indent = if group.name.is_empty() { "  " } else { "    " };
        let rows: Vec<[String; 3]> =
            group.lines.iter().map(|line| [one_line(&line.id), one_line(&line.mark), one_line(&line.words)]).collect();
        let width =
            |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default().min(MOST);
        let (first, second) = (width(0), width(1));
        for [id, mark, words] in rows {
            let style = self.mark;
            let pad = " ".repeat(second.saturating_sub(mark.chars().count()));
            self.line(&format!("{indent}{id:<first$}  {style}{mark}{style:#}{pad}  {words}"));
        }
    }
}

/// The most room that a column makes for its longest entry.
const MOST: usize = 30;

/// Text from a record on one line of a terminal.
fn one_line(text: &str) -> String {
    render::one_line(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

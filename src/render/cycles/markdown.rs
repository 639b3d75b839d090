//! A comparison of cycles as Markdown.

use std::fmt::Write as _;
use std::sync::Arc;

use super::sections::sections;
use super::words::Words;
use crate::cycles::Comparison;
use crate::language::Language;
use crate::render::markdown::escape;
use crate::snapshot::Snapshot;

/// The comparison as Markdown in a language.
pub fn markdown(comparison: &Comparison, snapshot: &Snapshot, language: &Arc<Language>) -> String {
    let say = Words(Arc::clone(language));
    let (before, after) = (escape(&comparison.before.name), escape(&comparison.after.name));
    let mut out = format!("# {before} → {after}\n\n");
    for (name, cycle) in [(&before, &comparison.before), (&after, &comparison.after)] {
        let _ = writeln!(out, "- **{name}**: {}", escape(&say.side(cycle)));
    }
    let _ = write!(out, "\n| | {before} | {after} | |\n| --- | ---: | ---: | ---: |\n");
    for figure in comparison.counted() {
        let cells = [say.label(figure), say.amount(figure.before), say.amount(figure.after), figure.change_in_words()];
        let _ = writeln!(out, "| {} |", cells.map(|cell| escape(&cell)).join(" | "));
    }
    if let Some(dash) = say.dash(comparison.counted()) {
        let _ = writeln!(out, "\n{}", escape(&dash));
    }
    for section in sections(&say, comparison, snapshot) {
        let _ = write!(out, "\n## {}\n\n{}\n", section.name, escape(&capitalised(&section.counts)));
        for group in &section.groups {
            out.push('\n');
            if !group.name.is_empty() {
                let _ = write!(out, "### {}\n\n", group.name);
            }
            for line in &group.lines {
                let _ = writeln!(out, "- **{}** ({}) {}", escape(&line.id), escape(&line.mark), escape(&line.words));
            }
        }
    }
    out
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

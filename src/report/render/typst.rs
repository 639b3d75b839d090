//! The source of a PDF. All text stands in string literals, where Typst takes nothing for markup or code; the template
//! holds the functions that lay it out.

use std::fmt::Write as _;

use super::Templates;
use crate::report::document::{Block, Column, Document, Fact, Line, Side, Style};

/// The source.
pub fn render(document: &Document, templates: &Templates) -> String {
    let mut out = format!("#let compact = {}\n{}", document.is_compact, templates.typst.trim_end());
    let (year, month, day) = (&document.day[..4], &document.day[5..7], &document.day[8..10]);
    let _ = write!(
        out,
        "\n\n#show: report.with(\n  language: {}, kind: {}, title: {}, organisation: {},\n  master: {}, foot: {}, page-words: {},\n  \
         date: datetime(year: {year}, month: {}, day: {}),\n  wide: {},\n  head: {},\n)\n",
        text(&document.language),
        text(&document.kind),
        text(&document.title),
        text(&document.organisation),
        text(&document.master),
        text(&document.foot),
        text(&document.page),
        month.trim_start_matches('0'),
        day.trim_start_matches('0'),
        document.is_wide,
        facts(&document.head),
    );
    for section in &document.sections {
        let _ = write!(out, "\n#section({}, {})\n", text(&section.number), text(&section.title));
        for block in &section.blocks {
            let _ = writeln!(out, "#{}", call(block));
        }
    }
    out
}

fn call(block: &Block) -> String {
    match block {
        Block::Lead { line } => format!("lead({})", spans(line)),
        Block::Paragraph { line } => format!("paragraph({})", spans(line)),
        Block::Note { line } => format!("note({})", spans(line)),
        Block::Heading { line } => format!("subheading({})", spans(line)),
        Block::Facts { facts: all } => format!("facts({})", facts(all)),
        Block::Code { lines } => {
            let lines = lines
                .iter()
                .filter(|line| !line.trim().is_empty())
                .map(|line| call(&Block::Paragraph { line: Line::code(line) }));
            format!("{{\n  {}\n}}", lines.collect::<Vec<_>>().join("\n  "))
        }
        Block::List { items } => format!("listing({})", array(items.iter().map(spans))),
        Block::Figures { figures } => {
            let figure = |value: &str, label: &str, style: Style| {
                format!("({}, {}, {})", text(value), text(label), text(style.as_str()))
            };
            let all = figures.iter().map(|one| figure(&one.value, &one.label, one.style));
            format!("figures({})", array(all))
        }
        Block::Table { columns, rows } => {
            let widths = array(columns.iter().map(|column| column.width.to_string()));
            let titles = array(columns.iter().map(|column| text(&column.title)));
            let row =
                |row: &Vec<Vec<Line>>| format!("\n  {}", array(row.iter().map(|cell| array(cell.iter().map(spans)))));
            format!("grid-of({widths}, {titles}, {}{})", array(rows.iter().map(row)), sides(columns))
        }
        Block::Card { title, style, blocks } => {
            let inner: Vec<String> = blocks.iter().map(call).collect();
            format!("card({}, {}, {{\n  {}\n}})", text(style.as_str()), spans(title), inner.join("\n  "))
        }
        Block::Signature { role, labels } => {
            format!("signature({}, {})", text(role), array(labels.iter().map(|label| text(label))))
        }
    }
}

/// Where the cells of the columns stand, unless all stand left: a layout of one's own need not know of it.
fn sides(columns: &[Column]) -> String {
    match columns.iter().all(|column| column.side == Side::Left) {
        true => String::new(),
        false => format!(", sides: {}", array(columns.iter().map(|column| text(column.side.as_str())))),
    }
}

fn facts(all: &[Fact]) -> String {
    array(all.iter().map(|fact| format!("({}, {})", text(&fact.label), array(fact.lines.iter().map(spans)))))
}

fn spans(line: &Line) -> String {
    array(line.0.iter().map(|span| format!("({}, {})", text(span.style.as_str()), text(&span.text))))
}

/// An array; one of a single item needs its comma.
fn array(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    match items.len() {
        0 => "()".to_owned(),
        _ => format!("({},)", items.join(", ")),
    }
}

/// A string literal. What cannot be printed has no glyph, and a PDF for the archive needs one for each character.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                out.push('\\');
                out.push(character);
            }
            // How the character before it is to look, which no font for text knows of.
            '\u{fe00}'..='\u{fe0f}' => {}
            c if c.is_control() || is_unprintable(c) => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Marks of direction and width, private and unassigned characters.
fn is_unprintable(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn nothing_ends_a_literal() {
        assert_eq!(text("a\"b\\\" #read(\"/etc/passwd\")"), "\"a\\\"b\\\\\\\" #read(\\\"/etc/passwd\\\")\"");
        assert_eq!(text("a\nb\u{202e}"), "\"a b \"");
    }
}

//! Plain Markdown with tables.

use crate::render::markdown::{code, escape, escape_within};
use crate::report::document::{Block, Document, Fact, Line, Side, Style};

/// The report.
pub fn render(document: &Document) -> String {
    let mut out = String::new();
    paragraph(&mut out, &format!("# {}: {}", escape(&document.kind), escape(&document.title)));
    paragraph(&mut out, &format!("**{}**", escape(&document.organisation)));
    facts(&mut out, &document.head);
    paragraph(&mut out, &format!("*{}*", escape(&document.master)));
    for section in &document.sections {
        paragraph(&mut out, &format!("## {} {}", section.number, escape(&section.title)));
        blocks(&mut out, &section.blocks, 3);
    }
    out.push_str("---\n\n");
    out.push_str(&escape(&document.foot));
    out.push('\n');
    out
}

fn paragraph(out: &mut String, text: &str) {
    out.push_str(text);
    out.push_str("\n\n");
}

fn blocks(out: &mut String, blocks_of: &[Block], level: usize) {
    for block in blocks_of {
        match block {
            Block::Lead { line } => paragraph(out, &format!("> {}", markdown(line))),
            Block::Paragraph { line } | Block::Note { line } => paragraph(out, &markdown(line)),
            Block::Heading { line } => paragraph(out, &format!("{} {}", "#".repeat(level.min(6)), markdown(line))),
            Block::Facts { facts: all } => facts(out, all),
            Block::Code { lines } => {
                let text = lines.join("\n");
                let fence = "`".repeat(longest_run(&text).max(2) + 1);
                paragraph(out, &format!("{fence}\n{text}\n{fence}"));
            }
            Block::List { items } => {
                items.iter().for_each(|item| out.push_str(&format!("- {}\n", markdown(item))));
                out.push('\n');
            }
            Block::Figures { figures } => {
                let all: Vec<String> = figures
                    .iter()
                    .map(|figure| format!("**{}** {}", escape(&figure.value), escape(&figure.label)))
                    .collect();
                paragraph(out, &all.join(" · "));
            }
            Block::Table { columns, rows } => {
                let titles: Vec<String> = columns.iter().map(|column| escape(&column.title)).collect();
                row(out, &titles);
                row(out, &columns.iter().map(|column| line_below(column.side).to_owned()).collect::<Vec<_>>());
                for cells in rows {
                    let cells: Vec<String> = cells.iter().map(|cell| lines(cell)).collect();
                    row(out, &cells);
                }
                out.push('\n');
            }
            Block::Card { title, blocks: inner, .. } => {
                paragraph(out, &format!("{} {}", "#".repeat(level.min(6)), markdown(title)));
                blocks(out, inner, level + 1);
            }
            Block::Signature { role, labels: [name, day, signature] } => {
                let lines = format!(
                    "{}: {} ______________ {} ______________ {} ______________",
                    escape(role),
                    escape(name),
                    escape(day),
                    escape(signature)
                );
                paragraph(out, &lines);
            }
        }
    }
}

/// How many backticks stand in a row at most.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

/// What stands below the title of a column.
fn line_below(side: Side) -> &'static str {
    match side {
        Side::Left => "---",
        Side::Middle => ":-:",
        Side::Right => "--:",
    }
}

fn row(out: &mut String, cells: &[String]) {
    out.push_str(&format!("| {} |\n", cells.join(" | ")));
}

fn facts(out: &mut String, facts: &[Fact]) {
    for fact in facts {
        out.push_str(&format!("- **{}:** {}\n", escape(&fact.label), lines(&fact.lines)));
    }
    out.push('\n');
}

fn lines(all: &[Line]) -> String {
    all.iter().map(|line| spans(line, false)).collect::<Vec<_>>().join("<br>")
}

/// A line of its own, or of a list.
fn markdown(line: &Line) -> String {
    spans(line, true)
}

/// The parts of a line, of which one may begin a list where nothing stands before it.
fn spans(line: &Line, begins: bool) -> String {
    let span = |style: Style, text: &str, begins: bool| {
        let escape = if begins { escape } else { escape_within };
        let (before, after) = (blank(text, true), blank(text, false));
        match style {
            _ if text.trim().is_empty() => " ".to_owned(),
            Style::Code | Style::Link => format!("{before}{}{after}", code(text).replace('|', "\\|")),
            Style::Struck => format!("{before}~~{}~~{after}", escape(text)),
            Style::Plain | Style::Soft => format!("{before}{}{after}", escape(text)),
            _ => format!("{before}**{}**{after}", escape(text)),
        }
    };
    let is_blank = |count: usize| line.0[..count].iter().all(|part| part.text.trim().is_empty());
    let parts = line.0.iter().enumerate();
    parts.map(|(place, part)| span(part.style, &part.text, begins && is_blank(place))).collect()
}

/// The blank at an end of a text, which is taken off for the sake of the marks around it.
fn blank(text: &str, is_start: bool) -> &'static str {
    let has_one = if is_start { text.starts_with(char::is_whitespace) } else { text.ends_with(char::is_whitespace) };
    if has_one { " " } else { "" }
}

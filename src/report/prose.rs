//! Free text of a record as blocks: its Markdown keeps paragraphs, lists, tables, emphasis and code; all else is text.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::document::{Block, Column, Line, Span, Style};

/// The text as blocks.
pub fn blocks(text: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Reader::default();
    for event in Parser::new_ext(text, options) {
        reader.take(event);
    }
    reader.end_line();
    reader.blocks
}

/// The text as lines: a paragraph or an item each.
pub fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    for block in blocks(text) {
        match block {
            Block::List { items } => lines.extend(items.into_iter().map(|item| Line::from("– ").then(item))),
            Block::Table { rows, .. } => {
                let row = |row: Vec<Vec<Line>>| Line::joined(row.into_iter().flatten(), " | ");
                lines.extend(rows.into_iter().map(row));
            }
            Block::Paragraph { line } => lines.push(line),
            _ => {}
        }
    }
    lines
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    line: Line,
    items: Vec<Line>,
    depth: usize,
    styles: Vec<Style>,
    row: Vec<Vec<Line>>,
    columns: Vec<Column>,
    rows: Vec<Vec<Vec<Line>>>,
    /// Where links lead that are still open.
    links: Vec<(String, usize)>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) | Event::InlineMath(text) => {
                self.push(&text);
            }
            Event::DisplayMath(text) | Event::FootnoteReference(text) => self.push(&text),
            Event::Code(text) => self.line.0.push(Span::new(Style::Code, text.into_string())),
            Event::SoftBreak => self.push(" "),
            Event::HardBreak => self.end_line(),
            Event::Rule => self.end_line(),
            Event::TaskListMarker(done) => self.push(if done { "[x] " } else { "[ ] " }),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong | Tag::Heading { .. } => self.styles.push(Style::Strong),
            Tag::CodeBlock(_) => {
                self.end_line();
                self.styles.push(Style::Code);
            }
            Tag::List(_) => {
                self.end_line();
                self.depth += 1;
            }
            Tag::Item => self.end_line(),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.links.push((dest_url.into_string(), self.line.text().len()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => drop(self.styles.pop()),
            TagEnd::Heading(_) | TagEnd::CodeBlock => {
                self.end_line();
                self.styles.pop();
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::HtmlBlock => self.end_line(),
            TagEnd::List(_) => {
                self.end_line();
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 && !self.items.is_empty() {
                    self.blocks.push(Block::List { items: std::mem::take(&mut self.items) });
                }
            }
            TagEnd::Link | TagEnd::Image => {
                // On paper a link has to be read, not followed.
                if let Some((address, at)) = self.links.pop() {
                    let text = self.line.text();
                    if text.get(at..).is_some_and(|shown| shown != address && !address.is_empty()) {
                        self.push(&format!(" ({address})"));
                    }
                }
            }
            TagEnd::TableCell => self.row.push(vec![std::mem::take(&mut self.line)]),
            TagEnd::TableHead => {
                let titles = std::mem::take(&mut self.row).into_iter().flatten();
                self.columns = titles.map(|title| Column { title: title.text(), width: 1, is_joined: false }).collect();
            }
            TagEnd::TableRow => {
                let mut row = std::mem::take(&mut self.row);
                row.resize(self.columns.len(), Vec::new());
                self.rows.push(row);
            }
            TagEnd::Table => {
                let (columns, rows) = (std::mem::take(&mut self.columns), std::mem::take(&mut self.rows));
                self.blocks.push(Block::Table { columns, rows });
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if !text.is_empty() {
            let style = self.styles.last().copied().unwrap_or_default();
            self.line.0.push(Span::new(style, text.replace('\n', " ")));
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        match (line.is_empty(), self.depth) {
            (true, _) => {}
            (false, 0) => self.blocks.push(Block::Paragraph { line }),
            (false, _) => self.items.push(line),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        lines(text).iter().map(Line::text).collect()
    }

    #[test]
    fn what_is_written_stays_readable() {
        assert_eq!(texts("One\nline.\n\nAnother *one* with `code`."), ["One line.", "Another one with code."]);
        assert_eq!(texts("Before\n\n- a\n- b\n  - c"), ["Before", "– a", "– b", "– c"]);
        assert_eq!(texts("<b>x</b> & [y](https://example.org)"), ["<b>x</b> & y (https://example.org)"]);
        assert_eq!(texts("a|b\n-|-\n1|2"), ["1 | 2"]);
        assert_eq!(texts("#set page(fill: red)"), ["#set page(fill: red)"]);
    }
}

//! Free text of a record as blocks: its Markdown keeps paragraphs, lists, tables, emphasis and code; all else is text.

use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd};

use super::document::{Block, Column, Line, Side, Span, Style};

/// What counts as Markdown besides its common core.
pub const MARKDOWN: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_FOOTNOTES);

/// The mark of an item of a list of things to do.
pub fn box_of(is_done: bool) -> &'static str {
    if is_done { "☑ " } else { "☐ " }
}

/// The text as blocks.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for event in Parser::new_ext(text, MARKDOWN) {
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
            Block::Code { lines: code } => lines.extend(code.into_iter().map(Line::code)),
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
    sides: Vec<Side>,
    columns: Vec<Column>,
    rows: Vec<Vec<Vec<Line>>>,
    /// The lines of a block of code that is still open.
    code: Option<String>,
    /// Where links lead that are still open.
    links: Vec<(String, usize)>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) | Event::InlineMath(text) => {
                self.push(&text);
            }
            Event::DisplayMath(text) => self.push(&text),
            Event::FootnoteReference(name) => self.push(&format!(" [{name}]")),
            Event::Code(text) if self.is_struck() => self.push(&text),
            Event::Code(text) => self.line.0.push(Span::new(Style::Code, text.into_string())),
            Event::SoftBreak => self.push(" "),
            Event::HardBreak => self.end_line(),
            Event::Rule => self.end_line(),
            Event::TaskListMarker(done) => self.push(box_of(done)),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong | Tag::Heading { .. } => self.styles.push(Style::Strong),
            Tag::Strikethrough => self.styles.push(Style::Struck),
            Tag::FootnoteDefinition(name) => {
                self.end_line();
                self.push(&format!("[{name}] "));
            }
            Tag::Table(alignments) => self.sides = alignments.into_iter().map(side).collect(),
            Tag::CodeBlock(_) => {
                self.end_line();
                self.code = Some(String::new());
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
            TagEnd::Strong | TagEnd::Strikethrough => drop(self.styles.pop()),
            TagEnd::Heading(_) => {
                self.end_line();
                self.styles.pop();
            }
            TagEnd::CodeBlock => self.end_code(),
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
                let sides = std::mem::take(&mut self.sides).into_iter().chain(std::iter::repeat(Side::Left));
                let column = |(title, side): (Line, Side)| Column { side, ..Column::new(title.text(), 1) };
                self.columns = titles.zip(sides).map(column).collect();
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
        if let Some(code) = &mut self.code {
            code.push_str(text);
            return;
        }
        let style = match self.styles.last() {
            _ if self.is_struck() => Style::Struck,
            style => style.copied().unwrap_or_default(),
        };
        let text = text.replace('\n', " ");
        match self.line.0.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if style == Style::Struck && last.style == style => last.text.push_str(&text),
            _ => self.line.0.push(Span::new(style, text)),
        }
    }

    /// A block of code stays in lines; within a list each is an item.
    fn end_code(&mut self) {
        let code = self.code.take().unwrap_or_default();
        let lines: Vec<String> = code.lines().map(str::to_owned).collect();
        match self.depth {
            _ if code.trim().is_empty() => {}
            0 => self.blocks.push(Block::Code { lines }),
            _ => self.items.extend(lines.into_iter().filter(|line| !line.trim().is_empty()).map(Line::code)),
        }
    }

    fn is_struck(&self) -> bool {
        self.styles.contains(&Style::Struck)
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

fn side(alignment: Alignment) -> Side {
    match alignment {
        Alignment::None | Alignment::Left => Side::Left,
        Alignment::Center => Side::Middle,
        Alignment::Right => Side::Right,
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
        let [Block::Table { columns, .. }] = &blocks("a|b|c\n:-|-:|:-:\n1|2|3")[..] else { panic!("a table") };
        let sides: Vec<Side> = columns.iter().map(|column| column.side).collect();
        assert_eq!(sides, [Side::Left, Side::Right, Side::Middle]);
        assert_eq!(texts("#set page(fill: red)"), ["#set page(fill: red)"]);
        assert_eq!(texts("~~All **14** name `it`.~~ Three do not."), ["~~All 14 name it.~~ Three do not."]);
        assert_eq!(texts("- [x] a\n- [ ] b"), ["– ☑ a", "– ☐ b"]);
        assert_eq!(texts("One[^a].\n\n[^a]: Of two.\n\nNone[^b]."), ["One [a].", "[a] Of two.", "None[^b]."]);
        assert_eq!(texts("```\na b\n  c\n```\nd"), ["a b", "  c", "d"]);
        let code = |lines: &[&str]| Block::Code { lines: lines.iter().map(|line| (*line).to_owned()).collect() };
        assert_eq!(blocks("```\na b\n\n  c\n```"), [code(&["a b", "", "  c"])]);
    }
}

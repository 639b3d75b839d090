//! What a report says, before it is laid out: sections of a few kinds of block. HTML, Markdown and Typst are three
//! renderings of it, so that none of them can lose what another one shows. All text in it is plain text.

use serde::Serialize;

use crate::record::Date;

/// A report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// Tag of the language that it is written in.
    pub language: String,
    /// What kind of report it is: `Audit report`.
    pub kind: String,
    /// What it is about.
    pub title: String,
    /// The organisation.
    pub organisation: String,
    /// The head block: scope, record, commit, tag, day, classification.
    pub head: Vec<Fact>,
    /// That the repository is the master.
    pub master: String,
    /// What stands at the foot of every page: record, commit, tag and day.
    pub foot: String,
    /// The words around the number of a page, with `{page}` and `{pages}` in place of the numbers.
    pub page: String,
    /// The day as `YYYY-MM-DD`.
    pub day: String,
    /// Whether its tables need a sheet on its side.
    pub is_wide: bool,
    /// Whether it is a form that fits on a page or two.
    pub is_compact: bool,
    /// The sections.
    pub sections: Vec<Section>,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// Its number or letter, unique in the report.
    pub number: String,
    /// Title.
    pub title: String,
    /// Content.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
pub enum Block {
    /// The sentence that matters most.
    Lead {
        /// The sentence.
        line: Line,
    },
    /// A paragraph.
    Paragraph {
        /// Its text.
        line: Line,
    },
    /// A remark in small letters.
    Note {
        /// Its text.
        line: Line,
    },
    /// A heading within a section.
    Heading {
        /// Its text.
        line: Line,
    },
    /// Labels with their values.
    Facts {
        /// The pairs.
        facts: Vec<Fact>,
    },
    /// A block of code: lines that stay as they are.
    Code {
        /// The lines.
        lines: Vec<String>,
    },
    /// A list.
    List {
        /// Its items.
        items: Vec<Line>,
    },
    /// Numbers that are read at a glance.
    Figures {
        /// The numbers.
        figures: Vec<Figure>,
    },
    /// A table.
    Table {
        /// Its columns.
        columns: Vec<Column>,
        /// Its rows, each with a cell a column; a cell is some lines.
        rows: Vec<Vec<Vec<Line>>>,
    },
    /// A record within the report.
    Card {
        /// What it is.
        title: Line,
        /// Colour of its edge.
        style: Style,
        /// Content.
        blocks: Vec<Block>,
    },
    /// A line to sign on.
    Signature {
        /// Who signs: `Auditor`.
        role: String,
        /// The words for name, day and signature.
        labels: [String; 3],
    },
}

/// A label with its values.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact {
    /// The label.
    pub label: String,
    /// What it has, a line each.
    pub lines: Vec<Line>,
}

/// A number that is read at a glance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// The number.
    pub value: String,
    /// What it counts.
    pub label: String,
    /// Its colour.
    pub style: Style,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// Title.
    pub title: String,
    /// Share of the width; 0 for no more than it needs.
    pub width: u8,
    /// Whether it says more of the column before it, and stands under that one where people read it.
    pub is_joined: bool,
    /// Where its cells stand.
    pub side: Side,
}

/// Where the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Where reading begins.
    #[default]
    Left,
    /// In the middle.
    Middle,
    /// Right, as numbers do.
    Right,
}

impl Side {
    /// Its word in a template.
    pub fn as_str(self) -> &'static str {
        match self {
            Side::Left => "left",
            Side::Middle => "middle",
            Side::Right => "right",
        }
    }
}

impl Column {
    /// A column with a title and a share of the width.
    pub fn new(title: impl Into<String>, width: u8) -> Column {
        Column { title: title.into(), width, is_joined: false, side: Side::Left }
    }
}

/// A line of text.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(transparent)]
pub struct Line(pub Vec<Span>);

/// A run of text in one style.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Span {
    /// Style.
    pub style: Style,
    /// Text.
    pub text: String,
    /// What it says where that is a day or a number and nothing else: a spreadsheet can count with those.
    #[serde(skip)]
    pub value: Option<Said>,
    /// Where it leads, from the page that it stands on.
    pub href: Option<String>,
}

impl Span {
    /// A run of text in a style.
    pub fn new(style: Style, text: impl Into<String>) -> Span {
        Span { style, text: text.into(), value: None, href: None }
    }
}

/// A value that a text says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Said {
    /// A day.
    Day(Date),
    /// A number.
    Number(f64),
}

/// How a run of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// As the text around it.
    #[default]
    Plain,
    /// Weighty.
    Strong,
    /// An id, a commit, a path.
    Code,
    /// The path of another page of the same folder.
    Link,
    /// Beside the point.
    Soft,
    /// Struck through: it does not hold any more.
    Struck,
    /// Of a major nonconformity.
    Major,
    /// Of a minor nonconformity.
    Minor,
    /// Of an observation.
    Observation,
    /// Of an opportunity.
    Opportunity,
    /// Of a strength.
    Strength,
    /// As it should be.
    Good,
    /// Not as it should be.
    Bad,
}

impl Style {
    /// Its word in a template.
    pub fn as_str(self) -> &'static str {
        match self {
            Style::Plain => "plain",
            Style::Strong => "strong",
            Style::Code => "code",
            Style::Link => "link",
            Style::Soft => "soft",
            Style::Struck => "struck",
            Style::Major => "major",
            Style::Minor => "minor",
            Style::Observation => "observation",
            Style::Opportunity => "opportunity",
            Style::Strength => "strength",
            Style::Good => "good",
            Style::Bad => "bad",
        }
    }
}

impl Line {
    /// A line in one style; empty for an empty text.
    pub fn styled(style: Style, text: impl Into<String>) -> Line {
        let text = text.into();
        if text.is_empty() { Line::default() } else { Line(vec![Span::new(style, text)]) }
    }

    /// An id, a commit, a path.
    pub fn code(text: impl Into<String>) -> Line {
        Line::styled(Style::Code, text)
    }

    /// Weighty.
    pub fn strong(text: impl Into<String>) -> Line {
        Line::styled(Style::Strong, text)
    }

    /// Beside the point.
    pub fn soft(text: impl Into<String>) -> Line {
        Line::styled(Style::Soft, text)
    }

    /// A number of things or of days.
    pub fn count(style: Style, count: i64) -> Line {
        Line::styled(style, count.to_string()).saying(Said::Number(count as f64))
    }

    /// The line, of which it is known what it says.
    pub fn saying(mut self, value: Said) -> Line {
        if let [span] = self.0.as_mut_slice() {
            span.value = Some(value);
        }
        self
    }

    /// What the line says, where it is a day or a number and nothing else.
    pub fn said(&self) -> Option<Said> {
        match self.0.as_slice() {
            [span] => span.value,
            _ => None,
        }
    }

    /// The line with another one behind it.
    pub fn then(mut self, other: impl Into<Line>) -> Line {
        self.0.extend(other.into().0);
        self
    }

    /// The lines in a row, without the empty ones.
    pub fn joined(lines: impl IntoIterator<Item = Line>, between: &str) -> Line {
        let mut joined = Line::default();
        for line in lines.into_iter().filter(|line| !line.is_empty()) {
            if !joined.is_empty() {
                joined = joined.then(between);
            }
            joined = joined.then(line);
        }
        joined
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|span| span.text.trim().is_empty())
    }

    /// The text alone. What is struck through keeps its marks: without them it would say the opposite.
    pub fn text(&self) -> String {
        let text = |span: &Span| match span.style {
            Style::Struck => format!("~~{}~~", span.text),
            _ => span.text.clone(),
        };
        self.0.iter().map(text).collect()
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Line {
        Line::styled(Style::Plain, text)
    }
}

impl From<String> for Line {
    fn from(text: String) -> Line {
        Line::styled(Style::Plain, text)
    }
}

/// Blocks that grow one by one; what says nothing is left out.
#[derive(Debug, Clone, Default)]
pub struct Blocks(pub Vec<Block>);

impl Blocks {
    /// Adds a paragraph.
    pub fn paragraph(&mut self, line: impl Into<Line>) {
        let line = line.into();
        if !line.is_empty() {
            self.0.push(Block::Paragraph { line });
        }
    }

    /// Adds a remark.
    pub fn note(&mut self, line: impl Into<Line>) {
        let line = line.into();
        if !line.is_empty() {
            self.0.push(Block::Note { line });
        }
    }

    /// Adds the sentence that matters most.
    pub fn lead(&mut self, line: impl Into<Line>) {
        let line = line.into();
        if !line.is_empty() {
            self.0.push(Block::Lead { line });
        }
    }

    /// Adds blocks under a heading of their own; nothing when there are none.
    pub fn under(&mut self, heading: impl Into<Line>, blocks: Vec<Block>) {
        if !blocks.is_empty() {
            self.0.push(Block::Heading { line: heading.into() });
            self.0.extend(blocks);
        }
    }

    /// Adds a list; nothing when it is empty.
    pub fn list(&mut self, items: Vec<Line>) {
        let items: Vec<Line> = items.into_iter().filter(|item| !item.is_empty()).collect();
        if !items.is_empty() {
            self.0.push(Block::List { items });
        }
    }

    /// Adds labels and values; nothing when there are none.
    pub fn facts(&mut self, facts: Facts) {
        if !facts.0.is_empty() {
            self.0.push(Block::Facts { facts: facts.0 });
        }
    }

    /// Adds a table unless it has no row.
    pub fn table(&mut self, table: Table) {
        self.0.extend(table.block());
    }

    /// Adds blocks.
    pub fn extend(&mut self, blocks: impl IntoIterator<Item = Block>) {
        self.0.extend(blocks);
    }
}

/// Labels and values that grow one by one; a label without a value is left out.
#[derive(Debug, Clone, Default)]
pub struct Facts(pub Vec<Fact>);

impl Facts {
    /// Adds a label with its value.
    pub fn put(&mut self, label: String, line: impl Into<Line>) {
        self.all(label, vec![line.into()]);
    }

    /// Adds a label with values on lines of their own.
    pub fn all(&mut self, label: String, lines: Vec<Line>) {
        let lines: Vec<Line> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        if !lines.is_empty() {
            self.0.push(Fact { label, lines });
        }
    }
}

/// A table that grows row by row.
#[derive(Debug, Clone)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<Vec<Line>>>,
}

impl Table {
    /// A table with these titles and shares of the width.
    pub fn new<const N: usize>(columns: [(String, u8); N]) -> Table {
        Table {
            columns: columns.into_iter().map(|(title, width)| Column::new(title, width)).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a column.
    pub fn column(&mut self, title: String, width: u8) {
        self.columns.push(Column::new(title, width));
    }

    /// The table with these columns, by position, each under the one before it where people read it.
    pub fn joined<const N: usize>(mut self, columns: [usize; N]) -> Table {
        for column in columns {
            self.columns[column].is_joined = true;
        }
        self
    }

    /// Adds a row with a line a cell.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Line>) {
        self.cells(cells.into_iter().map(|line| vec![line]));
    }

    /// Adds a row whose cells may have several lines.
    pub fn cells(&mut self, cells: impl IntoIterator<Item = Vec<Line>>) {
        let mut row: Vec<Vec<Line>> = cells
            .into_iter()
            .map(|cell| cell.into_iter().filter(|line| !line.is_empty()).collect::<Vec<Line>>())
            .collect();
        row.resize(self.columns.len(), Vec::new());
        self.rows.push(row);
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as a block, without the columns in which no row says anything; `None` without a row.
    pub fn block(self) -> Option<Block> {
        if self.rows.is_empty() {
            return None;
        }
        let is_used: Vec<bool> =
            (0..self.columns.len()).map(|at| at == 0 || self.rows.iter().any(|row| !row[at].is_empty())).collect();
        let kept = |at: &usize| is_used[*at];
        let columns = self.columns.into_iter().enumerate().filter(|(at, _)| kept(at)).map(|(_, column)| column);
        let row = |row: Vec<Vec<Line>>| {
            row.into_iter().enumerate().filter(|(at, _)| kept(at)).map(|(_, cell)| cell).collect()
        };
        Some(Block::Table { columns: columns.collect(), rows: self.rows.into_iter().map(row).collect() })
    }
}

//! What a report says, before it is laid out: sections of a few kinds of block. HTML, Markdown and Typst are three
//! renderings of it, so that none of them can lose what another one shows. All text in it is plain text.

mod build;
mod line;

use serde::Serialize;

pub use build::{Blocks, Facts, Table};
pub use line::{Line, Said, Span, Style};

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
    /// Whether records that it would tell of cannot be read.
    pub is_incomplete: bool,
    /// Whether it is a form that fits on a page or two.
    pub is_compact: bool,
    /// The sections.
    pub sections: Vec<Section>,
}

/// A numbered part of a report.
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
    /// Whether it stands there without its title: the value alone says what it is.
    pub is_bare: bool,
    /// Who has it.
    pub medium: Medium,
    /// Where its cells stand.
    pub side: Side,
}

/// Who has a column: a value that people read in one piece may be some to a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Medium {
    /// People and programs.
    #[default]
    Any,
    /// People alone: its parts have columns of their own in a spreadsheet.
    Page,
    /// A spreadsheet alone.
    Sheet,
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
        Column { title: title.into(), width, is_joined: false, is_bare: false, medium: Medium::Any, side: Side::Left }
    }

    /// The column under the one before it, each value behind its title.
    pub fn joined(self) -> Column {
        Column { is_joined: true, ..self }
    }

    /// The column under the one before it, without its title.
    pub fn bare(self) -> Column {
        Column { is_joined: true, is_bare: true, ..self }
    }

    /// The column for people alone.
    pub fn of_page(self) -> Column {
        Column { medium: Medium::Page, ..self }
    }

    /// A column of a spreadsheet alone.
    pub fn of_sheet(title: impl Into<String>) -> Column {
        Column { medium: Medium::Sheet, ..Column::new(title, 1) }
    }
}

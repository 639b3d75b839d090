//! What grows into blocks one by one, without what says nothing.

use super::{Block, Column, Fact, Line, Medium};

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

    /// A table with these columns.
    pub fn of(columns: impl IntoIterator<Item = Column>) -> Table {
        Table { columns: columns.into_iter().collect(), rows: Vec::new() }
    }

    /// Adds a column.
    pub fn column(&mut self, title: String, width: u8) {
        self.columns.push(Column::new(title, width));
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
        // A column stays for those that stand under it: they would go to one that they say nothing of.
        let mut is_used = vec![false; self.columns.len()];
        let mut is_leading = false;
        for at in (0..self.columns.len()).rev() {
            is_used[at] = at == 0 || self.rows.iter().any(|row| !row[at].is_empty());
            match self.columns[at].medium == Medium::Sheet {
                true => {}
                false if self.columns[at].is_joined => is_leading |= is_used[at],
                false => is_used[at] |= std::mem::take(&mut is_leading),
            }
        }
        let kept = |at: &usize| is_used[*at];
        let columns = self.columns.into_iter().enumerate().filter(|(at, _)| kept(at)).map(|(_, column)| column);
        let row = |row: Vec<Vec<Line>>| {
            row.into_iter().enumerate().filter(|(at, _)| kept(at)).map(|(_, cell)| cell).collect()
        };
        Some(Block::Table { columns: columns.collect(), rows: self.rows.into_iter().map(row).collect() })
    }
}

//! Wide tables for readers: a register has more columns than a page, and some of them say more of the one before them.

use crate::report::document::{Block, Column, Document, Line, Medium, Style};

/// The document with the columns that belong to another one under it, each value with the title of its column before it. A
/// spreadsheet has a column for each instead.
pub fn folded(document: &Document) -> Document {
    let mut document = document.clone();
    for section in &mut document.sections {
        section.blocks = folded_blocks(std::mem::take(&mut section.blocks));
    }
    document
}

/// The same of blocks that stand elsewhere than in a document.
pub fn folded_blocks(mut blocks: Vec<Block>) -> Vec<Block> {
    blocks.iter_mut().for_each(fold);
    blocks
}

/// The document with a paragraph for each line of a block of code: a page of the user's own may know of no such block.
pub fn in_lines(document: &Document) -> Document {
    let mut document = document.clone();
    for section in &mut document.sections {
        section.blocks = lined(std::mem::take(&mut section.blocks));
    }
    document
}

fn lined(blocks: Vec<Block>) -> Vec<Block> {
    let each = |block: Block| match block {
        Block::Code { lines } => {
            let lines = lines.into_iter().filter(|line| !line.trim().is_empty());
            lines.map(|line| Block::Paragraph { line: Line::code(line) }).collect()
        }
        Block::Card { title, style, blocks } => vec![Block::Card { title, style, blocks: lined(blocks) }],
        block => vec![block],
    };
    blocks.into_iter().flat_map(each).collect()
}

fn fold(block: &mut Block) {
    match block {
        Block::Table { columns, rows } if columns.iter().any(|column| column.is_joined || is_for_sheets(column)) => {
            let all = std::mem::take(columns);
            for row in rows.iter_mut() {
                *row = joined(&all, std::mem::take(row));
            }
            columns.extend(
                all.into_iter().enumerate().filter(|(at, column)| leads(*at, column)).map(|(_, column)| column),
            );
        }
        Block::Card { blocks, .. } => blocks.iter_mut().for_each(fold),
        _ => {}
    }
}

/// Whether a column stands for itself.
fn leads(at: usize, column: &Column) -> bool {
    (at == 0 || !column.is_joined) && !is_for_sheets(column)
}

fn is_for_sheets(column: &Column) -> bool {
    column.medium == Medium::Sheet
}

fn joined(columns: &[Column], cells: Vec<Vec<Line>>) -> Vec<Vec<Line>> {
    let mut row: Vec<Vec<Line>> = Vec::new();
    let columns = columns.iter().enumerate().zip(cells);
    for ((at, column), lines) in columns.filter(|((_, column), _)| !is_for_sheets(column)) {
        match row.last_mut().filter(|_| !leads(at, column)) {
            Some(cell) if column.is_bare => cell.extend(lines),
            Some(cell) => {
                let value = Line::joined(lines, "; ");
                if !value.is_empty() {
                    cell.push(Line::styled(Style::Soft, format!("{}:", column.title)).then(" ").then(value));
                }
            }
            None => row.push(lines),
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::document::Table;

    #[test]
    fn a_column_goes_under_the_one_that_it_belongs_to() {
        let column = |title: &str, is_joined: bool| Column { is_joined, ..Column::new(title, 1) };
        let columns = vec![column("Id", false), column("Due", false), column("First due", true), column("Slips", true)];
        let cell = |text: &str| if text.is_empty() { Vec::new() } else { vec![Line::from(text)] };
        let rows = vec![["A", "May", "April", "1"].map(cell).to_vec(), ["B", "", "March", ""].map(cell).to_vec()];
        let mut block = Block::Table { columns, rows };
        fold(&mut block);
        let Block::Table { columns, rows } = block else { panic!("a table") };
        assert_eq!(columns.iter().map(|column| column.title.as_str()).collect::<Vec<_>>(), ["Id", "Due"]);
        let texts = |row: &Vec<Vec<Line>>| {
            row.iter().map(|cell| cell.iter().map(Line::text).collect::<Vec<_>>().join("|")).collect::<Vec<_>>()
        };
        assert_eq!(texts(&rows[0]), ["A", "May|First due: April|Slips: 1"]);
        assert_eq!(texts(&rows[1]), ["B", "First due: March"]);
    }

    #[test]
    fn a_value_in_one_piece_is_for_people_and_its_parts_are_for_sheets() {
        let columns = [
            Column::new("Id", 0),
            Column::of_sheet("From"),
            Column::new("Window", 1).of_page(),
            Column::of_sheet("Until"),
            Column::new("Kind", 1).bare(),
        ];
        let mut table = Table::of(columns);
        table.row(["A", "1 May", "1–9 May", "9 May", "planned"].map(Line::from));
        table.row(["B", "", "", "", "planned"].map(Line::from));
        let mut block = table.block().expect("rows");
        fold(&mut block);
        let Block::Table { columns, rows } = block else { panic!("a table") };
        assert_eq!(columns.iter().map(|column| column.title.as_str()).collect::<Vec<_>>(), ["Id", "Window"]);
        let cell = |row: usize| rows[row][1].iter().map(Line::text).collect::<Vec<_>>();
        assert_eq!(cell(0), ["1–9 May", "planned"]);
        assert_eq!(cell(1), ["planned"]);
    }
}

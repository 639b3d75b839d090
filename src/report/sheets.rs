//! Registers as spreadsheets: a column for every value, with what their readers may see.

use super::document::{Block, Column, Document, Line, Medium, Said};
use crate::spreadsheet::{self, Value};

/// What parts the values of a list in a cell, as in what `export` writes.
const BETWEEN: &str = "; ";

/// What parts them while they are looked at: no text has it.
const MARK: &str = "\u{0}";

/// The tables of a report as tables of a spreadsheet: days as days, numbers as numbers.
pub fn tables(document: &Document) -> Vec<spreadsheet::Table> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let table = |block: &Block| {
        let Block::Table { columns, rows } = block else { return None };
        let kept: Vec<usize> = (0..columns.len()).filter(|at| is_kept(columns, rows, *at)).collect();
        Some(spreadsheet::Table {
            name: "register",
            headings: kept.iter().map(|at| columns[*at].title.clone()).collect(),
            rows: rows.iter().map(|row| kept.iter().map(|at| cell(&row[*at])).collect()).collect(),
        })
    };
    blocks.filter_map(table).collect()
}

/// The sheets of a workbook: the tables, and what stands at the head of the report. That comes first where it says that
/// something is missing, so that nobody counts without knowing.
pub fn sheets(document: &Document) -> Vec<spreadsheet::Table> {
    let rows = document.head.iter().map(|fact| vec![Value::Text(fact.label.clone()), cell(&fact.lines)]);
    let about = spreadsheet::Table {
        name: "about",
        headings: vec![document.title.clone(), document.organisation.clone()],
        rows: rows.collect(),
    };
    let mut sheets = tables(document);
    sheets.insert(if document.is_incomplete { 0 } else { sheets.len() }, about);
    sheets
}

/// Whether a sheet has a column; those that stand there for the ones under them alone are for people.
fn is_kept(columns: &[Column], rows: &[Vec<Vec<Line>>], at: usize) -> bool {
    columns[at].medium != Medium::Page && (at == 0 || rows.iter().any(|row| !row[at].is_empty()))
}

fn cell(lines: &Vec<Line>) -> Value {
    match lines.as_slice() {
        [] => Value::Empty,
        [line] => value(line).unwrap_or_else(|| Value::Text(line.text_parted(BETWEEN))),
        lines => {
            let parted: Vec<String> = lines.iter().map(|line| line.text_parted(MARK)).collect();
            let mut values: Vec<&str> = Vec::new();
            for value in parted.iter().flat_map(|text| text.split(MARK)) {
                if !values.contains(&value) {
                    values.push(value);
                }
            }
            Value::Text(values.join(BETWEEN))
        }
    }
}

fn value(line: &Line) -> Option<Value> {
    match line.said()? {
        Said::Day(day) => Some(Value::Date(day)),
        Said::Number(number) => Some(Value::Number(number)),
        Said::Between => None,
    }
}

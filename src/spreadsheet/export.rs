//! Records → tables → CSV and XLSX. A text is written as a text: nothing of it becomes a formula.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::register::{RECORD, Register};
use crate::record::Date;
use crate::schema::{Shape, What};
use crate::snapshot::{Record, Snapshot};
use crate::yaml::{self, Node};

/// A value of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Date(Date),
    /// True or false.
    Bool(bool),
}

/// A register as a table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Name of the register.
    pub name: &'static str,
    /// The heading of each column.
    pub headings: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
}

/// Why a table cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A workbook cannot hold it.
    #[error("{name}: {reason}")]
    Workbook {
        /// The register.
        name: &'static str,
        /// What the workbook says.
        reason: XlsxError,
    },
    /// A text is longer than a cell of a workbook can be. Cut, it would come back cut with the next import.
    #[error(
        "{name}: `{field}` of {record} has {length} characters, and a cell of a workbook holds {MOST_CHARACTERS}; \
         shorten it, or export to CSV"
    )]
    TooLong {
        /// The register.
        name: &'static str,
        /// The record, or the part of it.
        record: String,
        /// The column.
        field: String,
        /// How long it is.
        length: usize,
    },
    /// CSV cannot be written.
    #[error("CSV: {0}")]
    Csv(String),
}

/// The narrowest and the widest column of a workbook, in characters; what is longer is read in the cell.
const WIDTHS: (usize, usize) = (8, 60);

/// So many characters a cell of a workbook holds.
const MOST_CHARACTERS: usize = 32_767;

/// The table of a register. Columns in which no row has anything are left out, but for those that a row needs.
pub fn table(snapshot: &Snapshot, register: &'static Register) -> Table {
    let columns = register.columns();
    let mut headings: Vec<String> = columns.iter().map(|(path, _)| path.clone()).collect();
    let mut rows: Vec<Vec<Value>> = Vec::new();
    for record in snapshot.records_of(register.kind) {
        for node in rows_of(record, register) {
            let mut row: Vec<Value> =
                columns.iter().map(|(path, column)| value(node.at(&format!("/{path}")), column.shape)).collect();
            if register.list.is_some() {
                row.insert(0, Value::Text(record.id.to_string()));
            }
            rows.push(row);
        }
    }
    if register.list.is_some() {
        headings.insert(0, RECORD.to_owned());
    }
    let key = register.list.map_or("id", |(_, key)| key);
    let is_used = |at: usize| rows.iter().any(|row| row[at] != Value::Empty);
    let keep: Vec<bool> =
        headings.iter().enumerate().map(|(at, name)| is_used(at) || name == key || name == RECORD).collect();
    let kept = |at: &usize| keep[*at];
    Table {
        name: register.name,
        headings: (0..headings.len()).filter(kept).map(|at| headings[at].clone()).collect(),
        rows: rows.iter().map(|row| (0..row.len()).filter(kept).map(|at| row[at].clone()).collect()).collect(),
    }
}

fn rows_of<'a>(record: &'a Record, register: &Register) -> Vec<&'a Node> {
    let Some(root) = &record.document().root else { return Vec::new() };
    match register.list {
        Some((list, _)) => root.get(list).map(|list| list.items().iter().collect()).unwrap_or_default(),
        None => vec![root],
    }
}

/// What stands in a cell for a value: a list of short texts with semicolons, anything with parts as YAML on one line.
pub(super) fn value(node: Option<&Node>, shape: &Shape) -> Value {
    let Some(node) = node else { return Value::Empty };
    match (&node.value, &shape.what) {
        (yaml::Value::Null, _) => Value::Empty,
        (yaml::Value::Text(text), What::Date) => {
            text.parse().map_or_else(|_| Value::Text(text.to_string()), Value::Date)
        }
        (yaml::Value::Text(text), _) => Value::Text(text.to_string()),
        (yaml::Value::Integer(number), _) => Value::Number(*number as f64),
        (yaml::Value::Float(number), _) => Value::Number(*number),
        (yaml::Value::Bool(value), _) => Value::Bool(*value),
        (yaml::Value::List(items), _) => {
            let plain: Option<Vec<&str>> =
                items.iter().map(|item| item.as_text().filter(|text| is_joinable(text))).collect();
            Value::Text(plain.filter(|all| !all.is_empty()).map_or_else(|| yaml::inline(node), |all| all.join("; ")))
        }
        (yaml::Value::Map(_), _) => Value::Text(yaml::inline(node)),
    }
}

fn is_joinable(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && !text.contains([';', '\n', '[', ','])
}

/// Whether a spreadsheet would take a cell of CSV for a formula. The apostrophe in front that keeps it from that is itself
/// kept apart from one that belongs to the text.
pub(super) fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\''])
}

/// A table as CSV: commas, UTF-8, a heading.
///
/// # Errors
/// It cannot be written.
pub fn csv(table: &Table) -> Result<String, ExportError> {
    let failed = |error: String| ExportError::Csv(error);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&table.headings).map_err(|error| failed(error.to_string()))?;
    for row in &table.rows {
        let cells = row.iter().map(|value| match value {
            Value::Empty => String::new(),
            Value::Text(text) if is_formula(text) => format!("'{text}"),
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Date(day) => day.to_string(),
            Value::Bool(value) => value.to_string(),
        });
        writer.write_record(cells).map_err(|error| failed(error.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| failed(error.to_string()))
}

/// Tables as a workbook, a sheet each. The same tables give the same bytes.
///
/// # Errors
/// A text is longer than a cell can be, or there are more rows than a sheet can have.
pub fn xlsx(tables: &[Table], day: Date) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    let at = |name: &'static str| move |reason: XlsxError| ExportError::Workbook { name, reason };
    tables.iter().try_for_each(fits)?;
    let created = excel_day(day).map_err(at("workbook"))?;
    workbook.set_properties(&DocProperties::new().set_title("tickmark").set_creation_datetime(&created));
    let heading = Format::new().set_bold();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for table in tables {
        let failed = at(table.name);
        let sheet = workbook.add_worksheet();
        sheet.set_name(table.name).map_err(failed)?;
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        if let Some(last) = table.headings.len().checked_sub(1) {
            sheet.autofilter(0, 0, table.rows.len() as u32, last as u16).map_err(failed)?;
        }
        for (column, name) in table.headings.iter().enumerate() {
            sheet.write_string_with_format(0, column as u16, name, &heading).map_err(failed)?;
            sheet.set_column_width(column as u16, width(table, column) as f64).map_err(failed)?;
        }
        for (row, values) in table.rows.iter().enumerate() {
            for (column, value) in values.iter().enumerate() {
                let (row, column) = (row as u32 + 1, column as u16);
                match value {
                    Value::Empty => continue,
                    Value::Text(text) => sheet.write_string(row, column, text).map(drop),
                    Value::Number(number) => sheet.write_number(row, column, *number).map(drop),
                    Value::Bool(value) => sheet.write_boolean(row, column, *value).map(drop),
                    Value::Date(day) => excel_day(*day)
                        .and_then(|day| sheet.write_datetime_with_format(row, column, &day, &date).map(drop)),
                }
                .map_err(failed)?;
            }
        }
    }
    workbook.save_to_buffer().map_err(at("workbook"))
}

/// How wide a column is: as its longest cell, with room for the button of the filter beside the heading.
fn width(table: &Table, column: usize) -> usize {
    let cells = table.rows.iter().map(|row| match &row[column] {
        Value::Empty => 0,
        Value::Text(text) => text.chars().count(),
        Value::Number(number) => number.to_string().len(),
        Value::Bool(_) => 5,
        Value::Date(_) => 10,
    });
    let longest = cells.chain([table.headings[column].chars().count() + 3]).max().unwrap_or_default();
    (longest + 1).clamp(WIDTHS.0, WIDTHS.1)
}

/// Refuses a table with a text that no cell can hold.
fn fits(table: &Table) -> Result<(), ExportError> {
    for row in &table.rows {
        for (heading, value) in table.headings.iter().zip(row) {
            let Value::Text(text) = value else { continue };
            let length = text.chars().count();
            if length > MOST_CHARACTERS {
                return Err(ExportError::TooLong {
                    name: table.name,
                    record: name_of(table, row),
                    field: heading.clone(),
                    length,
                });
            }
        }
    }
    Ok(())
}

/// What a row is about: its record, or the part of one.
fn name_of(table: &Table, row: &[Value]) -> String {
    let is_part = table.headings.first().is_some_and(|name| name == RECORD);
    let names = row.iter().take(if is_part { 2 } else { 1 }).filter_map(|value| match value {
        Value::Text(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    });
    names.collect::<Vec<String>>().join("/")
}

fn excel_day(day: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(day.year().unsigned_abs(), day.0.month().unsigned_abs(), day.0.day().unsigned_abs())
}

//! Files → sheets of cells.

use calamine::{Data, Reader, Xlsx};

use super::export::is_formula;
use crate::record::Date;

/// What a cell of a sheet holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing, or nothing but blanks.
    Empty,
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Date(Date),
    /// True or false.
    Bool(bool),
    /// What the spreadsheet could not work out: `#REF!`.
    Error(String),
}

impl Cell {
    /// The cell as text; empty for nothing.
    pub fn text(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Error(text) => text.clone(),
            Cell::Number(number) => number.to_string(),
            Cell::Date(day) => day.to_string(),
            Cell::Bool(value) => value.to_string(),
        }
    }
}

/// A sheet: its name, and its cells by row and column from 0.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Name.
    pub name: String,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// The name of a cell, such as `D14`.
    pub fn place(row: usize, column: usize) -> String {
        let mut letters = String::new();
        let mut rest = column + 1;
        while rest > 0 {
            letters.insert(0, (b'A' + ((rest - 1) % 26) as u8) as char);
            rest = (rest - 1) / 26;
        }
        format!("{letters}{}", row + 1)
    }

    /// A cell; an empty one where the row has none.
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        self.rows.get(row).and_then(|cells| cells.get(column)).unwrap_or(&Cell::Empty)
    }
}

/// Why a file is no sheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// It is no workbook.
    #[error("this is no workbook that can be read: {0}")]
    Workbook(String),
    /// It is no CSV.
    #[error("this is no CSV that can be read: {0}")]
    Csv(String),
}

/// The most cells that are read of a sheet: a file may claim any number.
const MOST_CELLS: usize = 4_000_000;

/// The sheets of a workbook. Of a formula, what it came to is read.
///
/// # Errors
/// It is no workbook.
pub fn read_xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, SheetError> {
    let failed = |error: calamine::XlsxError| SheetError::Workbook(error.to_string());
    let mut workbook = Xlsx::new(std::io::Cursor::new(bytes)).map_err(failed)?;
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).map_err(failed)?;
        let (top, left) = range.start().map_or((0, 0), |(row, column)| (row as usize, column as usize));
        let (height, width) = range.get_size();
        if (top + height).saturating_mul(left + width) > MOST_CELLS {
            return Err(SheetError::Workbook(format!("the sheet {name} is larger than a register can be")));
        }
        let mut rows = vec![Vec::new(); top];
        rows.extend(range.rows().map(|row| {
            let cells = row.iter().map(cell);
            std::iter::repeat_n(Cell::Empty, left).chain(cells).collect()
        }));
        sheets.push(Sheet { name, rows });
    }
    Ok(sheets)
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(value) => Cell::Bool(*value),
        Data::String(text) => text_cell(text),
        Data::DateTime(time) if time.is_datetime() => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            let day = Date::new(year as i16, month as i8, day as i8);
            day.map_or_else(|| Cell::Number(time.as_f64()), Cell::Date)
        }
        Data::DateTime(time) => Cell::Number(time.as_f64()),
        Data::DateTimeIso(text) => match text.get(..10).and_then(|day| day.parse().ok()) {
            Some(day) => Cell::Date(day),
            None => text_cell(text),
        },
        Data::DurationIso(text) => text_cell(text),
        Data::Error(error) => Cell::Error(error.to_string()),
    }
}

fn text_cell(text: &str) -> Cell {
    match text.trim() {
        "" => Cell::Empty,
        text => Cell::Text(text.replace("\r\n", "\n")),
    }
}

/// The one sheet of a CSV file: commas, semicolons or tabs, whichever cuts the first lines most evenly; UTF-8, else the
/// encoding that Windows uses in the West.
///
/// # Errors
/// It is no CSV.
pub fn read_csv(bytes: &[u8]) -> Result<Sheet, SheetError> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    };
    let delimiter = [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| evenness(&text, *sign)).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut is_of_lines = false;
    for record in reader.records() {
        let record = record.map_err(|error| SheetError::Csv(error.to_string()))?;
        is_of_lines = record.iter().next_back().is_some_and(|last| last.contains('\n'));
        // Empty lines are rows too, so that places are those that an editor shows.
        let line = record.position().map_or(rows.len(), |position| position.line() as usize - 1);
        while rows.len() < line {
            rows.push(Vec::new());
        }
        rows.push(record.iter().map(csv_cell).collect());
    }
    // All rows behind such a quote would be the text of one cell, and nobody would miss them.
    if is_of_lines && !text.trim_end().ends_with('"') {
        let reason =
            format!("a quote is opened in row {} and not closed, so that all that follows is one cell", rows.len());
        return Err(SheetError::Csv(reason));
    }
    Ok(Sheet { name: "CSV".to_owned(), rows })
}

/// How well a delimiter cuts the first lines: how many cells stand in lines that have as many as most have.
fn evenness(text: &str, delimiter: u8) -> usize {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let widths: Vec<usize> = reader.records().take(30).filter_map(|record| Some(record.ok()?.len())).collect();
    let lines_of = |width: usize| widths.iter().filter(|other| **other == width).count();
    widths.iter().filter(|width| **width > 1).map(|width| lines_of(*width) * width).max().unwrap_or_default()
}

fn csv_cell(text: &str) -> Cell {
    // The apostrophe that keeps a text from being a formula does not belong to it.
    let text = text.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(text);
    text_cell(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_a_spreadsheet() {
        assert_eq!(Sheet::place(13, 3), "D14");
        assert_eq!(Sheet::place(0, 26), "AA1");
        assert_eq!(Sheet::place(0, 701), "ZZ1");
    }

    #[test]
    fn a_quote_that_is_not_closed_swallows_no_rows() {
        for text in ["a,b\n1,\"x\n2,y\n", "a,b\n1,\"x, y\n"] {
            let told = read_csv(text.as_bytes()).expect_err("a quote is open").to_string();
            assert!(told.contains("opened in row 2"), "{told}");
        }
        for text in ["a,b\n1,\"x\ny\"\n", "a,b\n1,\"x\ny\" \n\n", "a,b\n1,5\" pipe\n2,y\n", "a,b\n\"x\ny\",2\n"] {
            assert!(read_csv(text.as_bytes()).is_ok(), "{text}");
        }
    }

    #[test]
    fn csv_comes_in_many_hands() {
        for bytes in
            ["a;b\n1;\"x, y\"\n".as_bytes(), "\u{feff}a\tb\n1\tx, y\n".as_bytes(), "a,b\n1,\"x, y\"\n".as_bytes()]
        {
            let sheet = read_csv(bytes).expect("CSV");
            assert_eq!(sheet.cell(1, 1), &Cell::Text("x, y".into()));
        }
        let western = read_csv(b"Ma\xdfnahme;b\n'=1+1;'tis\n").expect("CSV");
        assert_eq!(western.cell(0, 0), &Cell::Text("Maßnahme".into()));
        assert_eq!(western.cell(1, 0), &Cell::Text("=1+1".into()));
        assert_eq!(western.cell(1, 1), &Cell::Text("'tis".into()));
    }
}

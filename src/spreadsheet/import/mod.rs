//! Rows → changes of records. A row is found again by its number, so that a second import changes nothing.

mod begin;
mod complete;
mod known;
mod row;
mod values;

use std::collections::{BTreeMap, HashMap};

use super::guess::heading;
use super::mapping::{Mapping, MappingError, each};
use super::register::{RECORD, Register};
use super::sheet::Sheet;
use crate::edit::Draft;
use crate::scaffold::{Context, Taken};
use crate::yaml::Node;

/// What an import does.
#[derive(Debug, Default)]
pub struct Imported {
    /// The files.
    pub draft: Draft,
    /// How many records are new.
    pub created: usize,
    /// How many rows change a record that there is.
    pub changed: usize,
    /// How many rows say what a record says already.
    pub same: usize,
    /// Rows that are no entries: titles between the rows, each with its place and text.
    pub skipped: Vec<(String, String)>,
    /// What is wrong. Nothing is to be written while there is anything.
    pub errors: Vec<RowError>,
}

/// Something wrong in a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// The sheet.
    pub sheet: String,
    /// The cell, such as `D14`.
    pub place: String,
    /// The heading of its column.
    pub heading: String,
    /// What is wrong.
    pub message: String,
}

/// A value of a row: the path in a row of the register, what it is, and its column.
struct Field {
    path: String,
    node: Node,
    column: Option<usize>,
}

struct Import<'a> {
    context: Context<'a>,
    register: &'static Register,
    sheet: &'a Sheet,
    mapping: &'a Mapping,
    header: usize,
    taken: Taken,
    /// New records by the number of their row: id and fields.
    new: BTreeMap<usize, New>,
    /// Rows of records by their number in the sheet, for those that are new.
    new_ids: Vec<(String, String)>,
    /// How often a number has come, for sheets with a row for each item.
    times: HashMap<String, usize>,
    result: Imported,
}

struct New {
    id: String,
    root: Node,
}

/// Imports a sheet.
///
/// # Errors
/// The mapping does not fit the sheet.
pub fn import(context: Context<'_>, sheet: &Sheet, mapping: &Mapping) -> Result<Imported, MappingError> {
    mapping.check()?;
    let register = mapping.register()?;
    let header = mapping.header.unwrap_or(1).saturating_sub(1);
    let mut import = Import {
        context,
        register,
        sheet,
        mapping,
        header,
        taken: context.taken.clone(),
        new: BTreeMap::new(),
        new_ids: Vec::new(),
        times: HashMap::new(),
        result: Imported::default(),
    };
    let columns = import.columns();
    import.has_key();
    if import.result.errors.is_empty() {
        for row in header + 1..sheet.rows.len() {
            import.row(row, &columns);
        }
        import.create();
    }
    Ok(import.result)
}

impl Import<'_> {
    fn error(&mut self, row: usize, column: Option<usize>, message: impl Into<String>) {
        let (place, heading) = match column {
            Some(column) => (Sheet::place(row, column), heading(self.sheet, self.header, column)),
            None => (format!("row {}", row + 1), String::new()),
        };
        self.result.errors.push(RowError { sheet: self.sheet.name.clone(), place, heading, message: message.into() });
    }

    /// The columns that are imported: where they are and what they become.
    fn columns(&mut self) -> Vec<(usize, String)> {
        let width = self.sheet.rows.get(self.header).map_or(0, Vec::len);
        let headings: Vec<String> = (0..width).map(|column| heading(self.sheet, self.header, column)).collect();
        let mut columns = Vec::new();
        for (name, path) in &self.mapping.columns {
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            match headings.iter().position(|heading| *heading == name) {
                Some(column) => columns.extend(each(path).map(|path| (column, path.to_owned()))),
                None => {
                    let message = format!(
                        "no column has the heading `{name}`; the headings are in row {}, unless `header:` of the mapping names another",
                        self.header + 1
                    );
                    self.error(self.header, None, message);
                }
            }
        }
        columns
    }

    /// Without a number that stays, a second import would make everything a second time.
    fn has_key(&mut self) {
        let has = |wanted: &str| {
            self.mapping.values().any(|path| path == wanted) || self.mapping.defaults.contains_key(wanted)
        };
        let message = match self.register.list {
            None if has("id") || has("external_id") => return,
            None => "no column holds a number that stays the same; map one to `external_id`, so that the import can be repeated".to_owned(),
            Some((_, key)) if has(key) && (has(RECORD) || self.register.kind.is_single()) => return,
            Some((_, key)) => format!("a row of {} is known by `{RECORD}` and `{key}`; map both, or give `{RECORD}` under `defaults`", self.register.name),
        };
        self.error(self.header, None, message);
    }
}

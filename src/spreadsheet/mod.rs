//! Registers as spreadsheets, and spreadsheets as registers.
//!
//! A register is a table of the records of a kind, or of the items of a list in them, with a column for every value by its
//! path. What is exported is imported again without loss; a sheet of somebody else's is imported by a mapping of its columns.

mod cells;
mod export;
mod guess;
mod import;
mod mapping;
mod register;
mod sheet;

pub use export::{ExportError, Table, Value, csv, table, xlsx};
pub use guess::{Guess, guess};
pub use import::{Imported, RowError, import};
pub use mapping::{DateOrder, Mapping, MappingError, read_mapping, write_mapping};
pub use register::{REGISTERS, Register};
pub use sheet::{Cell, Sheet, SheetError, read_csv, read_xlsx};

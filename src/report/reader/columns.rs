//! Columns of tables that people read in one piece, and that a spreadsheet has in parts.

use serde_json::Value;

use super::super::document::{Column, Line};
use super::Reader;

impl Reader<'_> {
    /// A column with a title of ours.
    pub fn column(&self, key: &str, width: u8) -> Column {
        Column::new(self.plain(key), width)
    }

    /// A column of a spreadsheet alone.
    pub fn sheet_column(&self, key: &str) -> Column {
        Column::of_sheet(self.plain(key))
    }

    /// A column of a spreadsheet alone, with a part of what a title of ours names: `from`, `until`, `by`, `on`, `remark`.
    pub fn part_column(&self, key: &str, part: &str) -> Column {
        let what = self.plain(key);
        Column::of_sheet(self.message(&format!("report-column-{part}"), &[("what", what.into())]))
    }

    /// The columns of a span of days.
    pub fn span_columns(&self, key: &str, width: u8) -> [Column; 3] {
        [self.column(key, width).of_page(), self.part_column(key, "from"), self.part_column(key, "until")]
    }

    /// The cells of a span of days.
    pub fn span_cells(&self, from: &Value, to: &Value) -> [Vec<Line>; 3] {
        [vec![self.span(from, to)], vec![self.short(from)], vec![self.short(to)]]
    }

    /// The columns of who agreed, and when.
    pub fn approval_columns(&self, key: &str, width: u8) -> [Column; 4] {
        let part = |part| self.part_column(key, part);
        [self.column(key, width).of_page(), part("by"), part("on"), part("remark")]
    }

    /// The cells of who agreed, and when.
    pub fn approval_cells(&self, value: &Value) -> [Vec<Line>; 4] {
        let parts = [self.line(&value["by"]), self.short(&value["date"]), self.line(&value["note"])];
        let [by, on, remark] = parts.map(|line| vec![line]);
        [vec![self.approval(value)], by, on, remark]
    }
}

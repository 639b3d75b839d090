//! From the cells of a row to the values of a record, and whether the row is an entry at all.

use super::{Field, Import};
use crate::record::Kind;
use crate::spreadsheet::cells::{self, Reading};
use crate::spreadsheet::register::RECORD;
use crate::spreadsheet::sheet::Cell;
use crate::text::shortened;
use crate::yaml::Node;

impl Import<'_> {
    /// Takes a row: a record, an item of one, or what is no entry.
    pub(super) fn row(&mut self, row: usize, columns: &[(usize, String)]) {
        let cells = &self.sheet.rows[row];
        let filled: Vec<&Cell> = cells.iter().filter(|cell| **cell != Cell::Empty).collect();
        let mut mapped: Vec<usize> = columns.iter().map(|(column, _)| *column).collect();
        mapped.dedup();
        let is_mapped = mapped.iter().filter(|column| *self.sheet.cell(row, **column) != Cell::Empty).count();
        if filled.is_empty() {
            return;
        }
        if filled.len() == 1 && mapped.len() > 1 && is_mapped <= 1 {
            let text = shortened(&filled[0].text(), 60);
            self.result.skipped.push((format!("row {}", row + 1), text));
            return;
        }
        let before = self.result.errors.len();
        let fields = self.fields(row, columns);
        if self.result.errors.len() > before {
            return;
        }
        if self.is_of_a_finding_alone(columns, &fields) {
            let number = fields.iter().find_map(|field| field.node.as_text()).unwrap_or_default();
            self.result.skipped.push((format!("row {}", row + 1), shortened(number, 60)));
            return;
        }
        match self.register.list {
            None => self.record(row, fields),
            Some((list, key)) => self.item(row, list, key, fields),
        }
    }

    /// Whether a row of a sheet with findings and their actions has no action: a strength, say.
    fn is_of_a_finding_alone(&self, columns: &[(usize, String)], fields: &[Field]) -> bool {
        // Number, finding and owner are the finding's own.
        let is_own = |path: &str| !matches!(path, "id" | "external_id" | "source/findings" | "owner");
        self.register.kind == Kind::Action
            && self.register.list.is_none()
            && columns.iter().any(|(_, path)| path == "source/findings")
            && columns.iter().any(|(_, path)| is_own(path))
            && !fields.iter().any(|field| field.column.is_some() && is_own(&field.path))
    }

    fn fields(&mut self, row: usize, columns: &[(usize, String)]) -> Vec<Field> {
        let mut fields = Vec::new();
        for (column, path) in columns {
            let cell = self.sheet.cell(row, *column);
            match self.read(path, cell) {
                Ok(Some(node)) => fields.push(Field { path: path.clone(), node, column: Some(*column) }),
                Ok(None) => {}
                Err(message) => self.error(row, Some(*column), message),
            }
        }
        for (path, text) in &self.mapping.defaults {
            if !fields.iter().any(|field| field.path == *path) {
                match self.read(path, &Cell::Text(text.clone())) {
                    Ok(Some(node)) => fields.push(Field { path: path.clone(), node, column: None }),
                    Ok(None) => {}
                    Err(message) => self.error(row, None, format!("default of {path}: {message}")),
                }
            }
        }
        fields
    }

    fn read(&self, path: &str, cell: &Cell) -> Result<Option<Node>, String> {
        if path == RECORD {
            return Ok(Some(Node::text(cell.text().trim())).filter(|_| *cell != Cell::Empty));
        }
        let Some(shape) = self.register.shape_of(path) else { return Ok(None) };
        if self.register.kind == Kind::Soa && path == "id" && *cell != Cell::Empty {
            return cells::control(self.context.snapshot, cell.text().trim()).map(|id| Some(Node::text(id)));
        }
        // A number that is one by accident: the key of a row is text.
        let cell = match (path, cell) {
            ("id" | "external_id", Cell::Number(number)) => &Cell::Text(number.to_string()),
            (_, cell) => cell,
        };
        let reading = Reading { snapshot: self.context.snapshot, mapping: self.mapping, new: &self.new_ids };
        cells::read(reading, path, shape, cell)
    }
}

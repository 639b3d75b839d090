//! The registers: which records or which lists in them are the rows, and which values are the columns.

use crate::record::Kind;
use crate::schema::{Shape, What, shape};

/// A register: records, or a list within them, a row each.
#[derive(Debug, PartialEq, Eq)]
pub struct Register {
    /// Name; that of the sheet or the file.
    pub name: &'static str,
    /// Kind of the records.
    pub kind: Kind,
    /// The list whose items are the rows, and the field by which an item is known; without it the records are the rows.
    pub list: Option<(&'static str, &'static str)>,
}

/// All registers.
pub const REGISTERS: &[Register] = &[
    Register { name: "findings", kind: Kind::Finding, list: None },
    Register { name: "actions", kind: Kind::Action, list: None },
    Register { name: "action-items", kind: Kind::Action, list: Some(("actions", "n")) },
    Register { name: "soa", kind: Kind::Soa, list: Some(("controls", "id")) },
    Register { name: "people", kind: Kind::Person, list: None },
    Register { name: "checklist", kind: Kind::Workpaper, list: Some(("items", "id")) },
    Register { name: "workpapers", kind: Kind::Workpaper, list: None },
    Register { name: "evidence", kind: Kind::Evidence, list: None },
    Register { name: "audits", kind: Kind::Audit, list: None },
    Register { name: "programmes", kind: Kind::Programme, list: None },
    Register { name: "schedule", kind: Kind::Programme, list: Some(("schedule", "audit")) },
    Register { name: "reviews", kind: Kind::Review, list: None },
    Register { name: "decisions", kind: Kind::Review, list: Some(("decisions", "id")) },
];

/// A column of a register.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The shape of the value.
    pub shape: &'static Shape,
}

/// The column that names the record of a row whose register lists parts of records.
pub const RECORD: &str = "record";

impl Register {
    /// The register of a name.
    pub fn find(name: &str) -> Option<&'static Register> {
        REGISTERS.iter().find(|register| register.name == name)
    }

    /// What a row is in the schema: a record, or an item of its list.
    fn row_shape(&self) -> &'static Shape {
        let whole = shape(self.kind);
        self.list.and_then(|(list, _)| whole.at(&format!("/{list}/0"))).unwrap_or(whole)
    }

    /// The columns: the path of each value in a row, such as `risk/text`, in the order of the schema. Lists that are a register
    /// of their own are left out.
    pub fn columns(&self) -> Vec<(String, Column)> {
        let mut columns = Vec::new();
        self.collect(self.row_shape(), "", &mut columns);
        columns
    }

    fn collect(&self, shape: &'static Shape, path: &str, columns: &mut Vec<(String, Column)>) {
        let What::Object(fields) = &shape.what else {
            columns.push((path.to_owned(), Column { shape }));
            return;
        };
        for (key, shape) in fields {
            let is_own_register = path.is_empty()
                && self.list.is_none()
                && REGISTERS
                    .iter()
                    .any(|other| other.kind == self.kind && other.list.is_some_and(|(list, _)| list == key));
            let is_kind = path.is_empty() && key == "kind";
            if !is_own_register && !is_kind {
                let path = if path.is_empty() { key.clone() } else { format!("{path}/{key}") };
                self.collect(shape, &path, columns);
            }
        }
    }

    /// The shape of a column, also of one that names an item of a list: `actions/1/due`.
    pub fn shape_of(&self, column: &str) -> Option<&'static Shape> {
        self.row_shape().at(&format!("/{column}")).filter(|shape| !matches!(shape.what, What::Object(_)))
    }
}

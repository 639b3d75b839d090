//! Which column of a sheet is which value of a record, as a file that people write and keep.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::register::{RECORD, Register};

/// How days are written in a sheet where both could be meant: 03/04/2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// The third of April.
    #[default]
    DayFirst,
    /// The fourth of March.
    MonthFirst,
}

/// Which register the rows of a sheet become, and which of its headings are which fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Name of the register that the rows become.
    pub register: String,
    /// Name of the sheet; the first one with the headings without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Number of the row with the headings, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<usize>,
    /// How days are written.
    #[serde(default)]
    pub dates: DateOrder,
    /// Heading → value, such as `detected_on` or `actions/1/due`, or several of them with commas. What is not named is not
    /// imported.
    pub columns: IndexMap<String, String>,
    /// Per value: what the sheet says → what the record is to say.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub values: IndexMap<String, IndexMap<String, String>>,
    /// Values for rows that say nothing there.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub defaults: IndexMap<String, String>,
}

/// Why a mapping cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// It is no mapping.
    #[error("the mapping cannot be read: {0}")]
    Unreadable(String),
    /// There is no such register.
    #[error("there is no register `{0}`")]
    NoRegister(String),
    /// The register has no such value.
    #[error("the register {register} has no column `{column}`{}", .near.as_deref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
    NoColumn {
        /// The register.
        register: String,
        /// What was named.
        column: String,
        /// A value that looks like it.
        near: Option<String>,
    },
    /// Two columns are to become the same value.
    #[error("two columns are to become `{0}`")]
    Twice(String),
}

impl Mapping {
    /// The register.
    ///
    /// # Errors
    /// There is none of that name.
    pub fn register(&self) -> Result<&'static Register, MappingError> {
        Register::find(&self.register).ok_or_else(|| MappingError::NoRegister(self.register.clone()))
    }

    /// Looks whether all that is named is there.
    ///
    /// # Errors
    /// The first thing that is not.
    pub fn check(&self) -> Result<(), MappingError> {
        let register = self.register()?;
        let known = |column: &str| column == RECORD || register.shape_of(column).is_some();
        let named = self.values().chain(self.values.keys().map(String::as_str));
        for column in named.chain(self.defaults.keys().map(String::as_str)) {
            if !known(column) {
                let columns = register.columns();
                let near = crate::text::nearest(column, columns.iter().map(|(path, _)| path.as_str()));
                return Err(MappingError::NoColumn {
                    register: self.register.clone(),
                    column: column.to_owned(),
                    near: near.map(str::to_owned),
                });
            }
        }
        let mut seen = std::collections::HashSet::new();
        match self.values().find(|column| !seen.insert(*column)) {
            Some(column) => Err(MappingError::Twice(column.to_owned())),
            None => Ok(()),
        }
    }

    /// The values that columns become: where one number is that of a finding and of its action, one column is both.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.columns.values().flat_map(|paths| each(paths))
    }
}

/// The values that one column becomes.
pub(super) fn each(paths: &str) -> impl Iterator<Item = &str> {
    paths.split(',').map(str::trim)
}

/// Reads a mapping file.
///
/// # Errors
/// It is none, or names what is not there.
pub fn read_mapping(text: &str) -> Result<Mapping, MappingError> {
    let mapping: Mapping = serde_yaml::from_str(text).map_err(|error| MappingError::Unreadable(error.to_string()))?;
    mapping.check()?;
    Ok(mapping)
}

/// A mapping as a file.
///
/// # Errors
/// It cannot be written as YAML.
pub fn write_mapping(mapping: &Mapping) -> Result<String, MappingError> {
    serde_yaml::to_string(mapping).map_err(|error| MappingError::Unreadable(error.to_string()))
}

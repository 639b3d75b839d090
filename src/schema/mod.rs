//! JSON Schemas: generated from the record types, committed in `schemas/`, and held against every record.

mod generate;
mod instance;
mod keys;
mod shape;
mod validate;
mod values;

pub use generate::{file_name, generated, text};
pub use shape::{Reference, Shape, What, shape};
pub use validate::{Invalid, prepare, validate};

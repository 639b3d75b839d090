use crate::diagnostic::Level;
use crate::lint::{Check, Family, Rule};

pub static RULE: Rule = Rule {
    name: "schema-invalid",
    family: Family::Records,
    summary: "A file cannot be read as a record",
    level: Level::Error,
    clause: "7.5.2",
    needs_day: false,
    docs: include_str!("schema_invalid.md"),
    check: Check::Reading,
};

use clap::{Args, builder::PossibleValuesParser, builder::TypedValueParser};

use super::{Exit, Output};
use crate::record::Kind;
use crate::schema;

/// Print the JSON Schema of a kind of record
#[derive(Debug, Args)]
pub struct Schema {
    /// Kind of record
    #[arg(value_name = "KIND", value_parser = kinds())]
    kind: Kind,
}

impl Schema {
    pub fn run(&self, output: &mut Output) -> anyhow::Result<Exit> {
        output.result(&schema::json(self.kind))?;
        Ok(Exit::Success)
    }
}

/// The kinds of record as values of an option.
pub fn kinds() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.iter().map(|kind| kind.as_str()))
        .map(|word| Kind::from_word(&word).unwrap_or(Kind::Isms))
}

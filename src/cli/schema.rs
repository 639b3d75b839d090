use clap::{Args, builder::PossibleValuesParser, builder::TypedValueParser};

use super::{Exit, Output};
use crate::record::Kind;
use crate::render::json;
use crate::schema;

/// Print the JSON Schema of a kind of record, or of what lint writes as JSON
#[derive(Debug, Args)]
pub struct Schema {
    /// Kind of record, or lint-output
    #[arg(value_name = "KIND", value_parser = subjects())]
    subject: Subject,
}

/// What there is a schema of.
#[derive(Debug, Clone, Copy)]
enum Subject {
    Record(Kind),
    LintOutput,
}

fn subjects() -> impl TypedValueParser<Value = Subject> {
    let names = Kind::ALL.iter().map(|kind| kind.as_str()).chain(["lint-output"]);
    PossibleValuesParser::new(names).map(|word| Kind::from_word(&word).map_or(Subject::LintOutput, Subject::Record))
}

impl Schema {
    pub fn run(&self, output: &mut Output) -> anyhow::Result<Exit> {
        output.result(&match self.subject {
            Subject::Record(kind) => schema::text(kind).to_owned(),
            Subject::LintOutput => json::lint_schema(),
        })?;
        Ok(Exit::Success)
    }
}

/// The kinds of record as values of an option.
pub fn kinds() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.iter().map(|kind| kind.as_str()))
        .map(|word| Kind::from_word(&word).unwrap_or(Kind::Isms))
}

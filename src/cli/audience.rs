//! Who reads what is published, as the value of an option.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::record::Audience;

/// The audiences as values of an option, each with what it sees of what a command writes, in their order.
pub fn audiences(sees: [&'static str; Audience::ALL.len()]) -> impl TypedValueParser<Value = Audience> {
    let values =
        Audience::ALL.iter().zip(sees).map(|(audience, sees)| PossibleValue::new(audience.as_str()).help(sees));
    PossibleValuesParser::new(values)
        .map(|word| Audience::ALL.iter().copied().find(|known| known.as_str() == word).unwrap_or(Audience::Public))
}

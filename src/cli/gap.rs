//! What a command does whose clone lacks a part of the history: it goes on with what there is, and says what it goes without.

use super::Output;
use crate::source::SourceError;

/// What history told; `None` where this clone lacks a part of it, with a warning of what is missing for it in the result.
///
/// # Errors
/// History cannot be read for another reason.
pub fn told<T>(
    told: Result<T, impl Into<anyhow::Error>>,
    lacking: &str,
    output: &mut Output,
) -> anyhow::Result<Option<T>> {
    let error = match told {
        Ok(told) => return Ok(Some(told)),
        Err(error) => error.into(),
    };
    let Some(gap) = gap(&error) else { return Err(error) };
    output.note("warning", &format!("{lacking}: {gap}"));
    if let Some(hint) = gap.hint() {
        output.note("help", &hint);
    }
    Ok(None)
}

/// What an error says of how much of the history is here; `None` where it says something else.
pub fn gap(error: &anyhow::Error) -> Option<&SourceError> {
    error.downcast_ref().filter(|error: &&SourceError| error.is_of_history())
}

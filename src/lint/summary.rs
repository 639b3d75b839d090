//! What a rule reports, in a sentence of a language.

use super::rules;
use crate::language::Language;

/// The sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Its text.
    pub text: String,
    /// Whether it is the rule's own, which is English: the language has none for it.
    pub is_english: bool,
}

/// What a rule reports; nothing when there is no such rule.
pub fn summary(rule: &str, language: &Language) -> Option<Summary> {
    let known = rules::find(rule)?;
    let own = language.find(&format!("rule-{rule}"), &[]);
    let is_english = own.is_none();
    Some(Summary { text: own.unwrap_or_else(|| known.summary.to_owned()), is_english })
}

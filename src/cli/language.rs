//! The language that people are written to in.

use std::sync::Arc;

use anyhow::Context as _;

use crate::language::Language;
use crate::record::Publication;
use crate::site::{LANGUAGE_FOLDER, MARKER, OWN_FOLDER};
use crate::source::Source;

/// The language that the command line names, else the one of the settings, else English.
///
/// # Errors
/// There is none of that name, or its file is at fault.
pub(super) fn chosen(
    source: &dyn Source,
    named: Option<&str>,
    settings: Option<&Publication>,
) -> anyhow::Result<Arc<Language>> {
    let tag = named.or(settings.and_then(|publication| publication.language.as_deref())).unwrap_or("en");
    language(source, tag)
}

/// The language of a tag: the user's file where there is one, else a built-in one.
fn language(source: &dyn Source, tag: &str) -> anyhow::Result<Arc<Language>> {
    let shown = format!("{OWN_FOLDER}{LANGUAGE_FOLDER}{tag}.ftl");
    let is_tag = !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let bytes = match is_tag && source.file(&format!("{OWN_FOLDER}{MARKER}"))?.is_none() {
        true => source.file(&shown)?,
        false => None,
    };
    let Some(bytes) = bytes else { return Ok(Language::built_in(tag)?) };
    let text = String::from_utf8(bytes).map_err(|_| anyhow::anyhow!("{shown} is not in UTF-8"))?;
    Language::own(tag, &text).with_context(|| shown)
}

//! What users put in place of the built-in templates, styles, scripts and languages, and what is wrong with it.

use std::collections::BTreeMap;

use minijinja::Error;

use super::SinkError;
use super::templates::TEMPLATES;
use crate::language::Language;

/// The folder below the record root that holds them.
pub const OWN_FOLDER: &str = "site/";
/// The folder of the templates in it.
pub const TEMPLATE_FOLDER: &str = "templates/";
/// The folder of the languages in it.
pub const LANGUAGE_FOLDER: &str = "languages/";

/// Files of the site that are the same for all records, by their path on the site.
pub const ASSETS: &[(&str, &str)] = &[
    ("style.css", include_str!("assets/style.css")),
    ("tables.js", include_str!("assets/tables.js")),
    ("menu.js", include_str!("assets/menu.js")),
    ("search.js", include_str!("assets/search.js")),
    ("minisearch.js", include_str!("assets/minisearch.js")),
];

/// A built-in file that users may replace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// Path below `site/`.
    pub path: String,
    /// What it says.
    pub text: &'static str,
}

/// All that may be replaced.
pub fn originals() -> Vec<Original> {
    let templates = TEMPLATES.iter().map(|(name, text)| (format!("{TEMPLATE_FOLDER}{name}"), *text));
    let assets = ASSETS.iter().map(|(name, text)| ((*name).to_owned(), *text));
    let languages =
        Language::tags().filter_map(|tag| Some((format!("{LANGUAGE_FOLDER}{tag}.ftl"), Language::file(tag)?)));
    templates.chain(assets).chain(languages).map(|(path, text)| Original { path, text }).collect()
}

/// Files of the user's own, by their path below `site/`.
#[derive(Debug, Clone, Default)]
pub struct Own(pub BTreeMap<String, Vec<u8>>);

impl Own {
    /// A file.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path).map(Vec::as_slice)
    }

    /// A file as text; `None` when there is no such file.
    ///
    /// # Errors
    /// It is no text.
    pub fn text(&self, path: &str) -> Result<Option<&str>, BuildError> {
        let bytes = self.bytes(path);
        let text = bytes.map(|bytes| std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)));
        text.transpose().map_err(|_| BuildError::NoText(format!("{OWN_FOLDER}{path}")))
    }
}

/// Why a site cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A template does not hold.
    #[error("{path}, line {line}: {reason}")]
    Template {
        /// Where it is, from the record root when it is the user's.
        path: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// A file that should be a text is none.
    #[error("{0} is not in UTF-8")]
    NoText(String),
    /// The site cannot be put where it belongs.
    #[error(transparent)]
    Sink(#[from] SinkError),
}

impl BuildError {
    /// A template's error in one sentence.
    pub(super) fn template(error: &Error, own: &Own) -> Self {
        let mut innermost = error;
        // What an included or extended template says of itself is nearer to the cause.
        while let Some(inner) = std::error::Error::source(innermost).and_then(|inner| inner.downcast_ref::<Error>()) {
            innermost = inner;
        }
        let named = if innermost.name().is_some() { innermost } else { error };
        let name = named.name().unwrap_or("a template");
        let path = format!("{TEMPLATE_FOLDER}{name}");
        let is_own = own.bytes(&path).is_some();
        let reason = match innermost.detail() {
            Some(detail) => format!("{}: {detail}", innermost.kind()),
            None => innermost.kind().to_string(),
        };
        Self::Template {
            path: if is_own { format!("{OWN_FOLDER}{path}") } else { format!("the built-in {path}") },
            line: named.line().unwrap_or(1),
            reason,
        }
    }
}

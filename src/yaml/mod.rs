//! Reading YAML: text → a tree of nodes, each with its place; tree → typed record. One parse, everything else derives.
//!
//! A record is *plain* YAML: one document without anchors, aliases, merge keys, tags or duplicate keys, at most
//! [`MAX_DEPTH`] deep, because it has to read the same to a reviewer, an editor and every parser.

mod change;
mod characters;
mod de;
mod edit;
mod explain;
mod node;
mod parse;
mod quick;
mod scalar;
mod tabs;
mod text;
mod unclosed;
mod write;

pub use change::{ChangeError, To, change, has_brackets};
pub use characters::refused;
pub use de::ReadError;
pub use edit::{Edit, apply};
pub use node::{Entry, Node, Value};
pub use parse::Parsed;
pub use scalar::other_reading;
pub use text::Text;
pub use write::{entry, inline, item};

use std::sync::Arc;

use crate::record::{Data, Kind};
use crate::span::Span;

/// How deep collections may be nested in a record.
pub const MAX_DEPTH: usize = 32;

/// Something wrong with a text, before its path is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub span: Span,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Other places that matter, each with what it is.
    pub related: Vec<(Span, String)>,
}

impl Problem {
    pub(crate) fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: None, related: Vec::new() }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }
}

/// Parses a text as plain YAML. Never fails: what is wrong is in [`Parsed::problems`].
pub fn parse(text: &str) -> Parsed {
    parse_shared(&text.into())
}

/// The same of a text that is kept anyway: the texts of the tree are parts of it.
pub fn parse_shared(text: &Arc<str>) -> Parsed {
    match quick::read(text) {
        Some(root) => Parsed { root: Some(root), ..Parsed::default() },
        None => parse::parse_whole(text),
    }
}

/// Reads the tree of a record of `kind`, whose schema holds, into its type.
///
/// # Errors
/// The tree does not fit the type; after the schema held, that is a bug of the schema.
pub fn read_record(kind: Kind, root: &Node) -> Result<Data, ReadError> {
    Data::read(kind, de::NodeDeserializer::record(root))
}

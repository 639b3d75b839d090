//! Changes as text, Markdown and JSON.

mod json;
mod markdown;
mod short;
mod text;
mod words;

pub use json::json;
pub use markdown::{markdown, record as markdown_record};
pub use short::short;
pub use text::text;
pub(super) use words::changed_words;

use crate::diff::{Changes, RecordChange};
use crate::record::Kind;
use crate::text::counted;

/// What was compared, in words.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// The earlier state: `v1 (3f2a…, 2026-03-01)`.
    pub before: &'a str,
    /// The later state.
    pub after: &'a str,
}

/// The last line: how many records changed in which way.
pub fn summary(changes: &Changes) -> String {
    let counts = changes.counts();
    let ways = [
        (counts.changed, "changed"),
        (counts.added, "added"),
        (counts.removed, "removed"),
        (counts.moved, "moved"),
        (counts.unreadable, "not comparable"),
    ];
    let mut parts = Vec::new();
    for (count, way) in ways.into_iter().filter(|(count, _)| *count > 0) {
        match parts.is_empty() {
            true => parts.push(format!("{} {way}", counted(count as i64, "record"))),
            false => parts.push(format!("{count} {way}")),
        }
    }
    match parts.is_empty() {
        true => "no record differs".to_owned(),
        false => parts.join(", "),
    }
}

/// A record as a heading names it: `finding F-2026-007: Access withdrawn late`.
fn heading(change: &RecordChange) -> String {
    let named = match change.kind {
        Kind::Isms | Kind::Soa => change.kind.noun().to_owned(),
        kind => format!("{} {}", kind.noun(), change.id),
    };
    match &change.title {
        Some(title) if change.kind != Kind::Soa => format!("{named}: {title}"),
        _ => named,
    }
}

/// What is to be said of a file that cannot be compared: on which side, and why.
fn sides<'a>(unreadable: &'a crate::diff::Unreadable, frame: Frame<'a>) -> Vec<(&'a str, &'a str)> {
    let before = unreadable.before.as_deref().map(|reason| (frame.before, reason));
    let after = unreadable.after.as_deref().map(|reason| (frame.after, reason));
    before.into_iter().chain(after).collect()
}

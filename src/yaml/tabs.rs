//! Tabs where they mean nothing: YAML 1.2 takes them for blanks between values, and many a reader of YAML refuses them there.

use std::ops::Range;

use super::Problem;
use crate::span::Span;

/// The first tab that stands neither in one of the `texts`, which are in quotes or in a block, nor in a comment. Whoever
/// writes one writes many.
pub(super) fn first(text: &str, texts: &[Range<usize>]) -> Option<Problem> {
    let at =
        text.match_indices('\t').map(|(at, _)| at).find(|&at| !is_in(texts, at) && !is_in_comment(text, texts, at))?;
    Some(
        Problem::new(Span::new(at, at + 1), "a tab stands here outside of quotes").help(
            "write a space in its place: not every reader of YAML takes a tab, and a text that has one needs quotes",
        ),
    )
}

fn is_in(texts: &[Range<usize>], at: usize) -> bool {
    let next = texts.partition_point(|range| range.end <= at);
    texts.get(next).is_some_and(|range| range.start <= at)
}

fn is_in_comment(text: &str, texts: &[Range<usize>], at: usize) -> bool {
    let start = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let line = &text[start..at];
    line.match_indices('#')
        .any(|(sign, _)| (sign == 0 || line[..sign].ends_with([' ', '\t'])) && !is_in(texts, start + sign))
}

//! How a change reads: which form it takes, and which words of a long text were changed.

use crate::diff::{Content, Edit, Scalar, ScalarType, changed};
use crate::text::{counted, shortened};

/// Longer texts are shown below their field rather than beside it.
const SHORT: usize = 60;
/// Texts with fewer words are shown whole, before and after.
const FEW_WORDS: usize = 6;
/// Words that are shown on either side of a change.
const CONTEXT: usize = 6;

/// The form in which an edit is shown.
pub(super) enum Form<'a> {
    /// The field is new.
    Added(&'a Content),
    /// The field is gone.
    Removed(&'a Content),
    /// What a list whose order means nothing lost and gained.
    Members(&'a [Content], &'a [Content]),
    /// Old and new beside each other, with a remark.
    Step(String, String, Option<String>),
    /// Old and new below each other.
    Long(String, String),
    /// A long text with some of its words changed.
    Words(Vec<Piece>),
    /// Nothing but white space.
    Spacing,
}

/// A stretch of words.
#[derive(Debug, PartialEq)]
pub(super) enum Piece {
    /// In both.
    Same(String),
    /// Left out of the middle of what is in both.
    Gap,
    /// Only before.
    Old(String),
    /// Only after.
    New(String),
}

/// The form for an edit.
pub(super) fn form(edit: &Edit) -> Form<'_> {
    let (before, after) = match edit {
        Edit::Added(content) => return Form::Added(content),
        Edit::Removed(content) => return Form::Removed(content),
        Edit::Members(lost, gained) => return Form::Members(lost, gained),
        Edit::Replaced(before, after) => (before, after),
    };
    let (old, new) = (inline(before), inline(after));
    if old == new {
        return Form::Spacing;
    }
    let is_text = |content: &Content| content.scalar().is_some_and(|scalar| scalar.what == ScalarType::Text);
    if is_text(before)
        && is_text(after)
        && let Some(pieces) = pieces(&old, &new)
    {
        return Form::Words(pieces);
    }
    match old.chars().count().max(new.chars().count()) > SHORT {
        true => Form::Long(old, new),
        false => Form::Step(old, new, edit.days().map(moved)),
    }
}

/// The words of a text that changed, in one line without colours; `None` where texts are shown whole.
pub(crate) fn changed_words(before: &str, after: &str) -> Option<String> {
    let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = pieces(&tidy(before), &tidy(after))?.into_iter().map(|piece| match piece {
        Piece::Same(words) => words,
        Piece::Gap => "…".to_owned(),
        Piece::Old(words) => format!("[-{words}-]"),
        Piece::New(words) => format!("{{+{words}+}}"),
    });
    Some(words.collect::<Vec<_>>().join(" "))
}

fn moved(days: i64) -> String {
    let direction = if days > 0 { "later" } else { "earlier" };
    format!("{} {direction}", counted(days.abs(), "day"))
}

/// A value on one line; what it refers to with its title.
pub(super) fn inline(content: &Content) -> String {
    match content {
        Content::Scalar(scalar) => named(scalar),
        Content::List(items) if items.is_empty() => "an empty list".to_owned(),
        Content::List(items) => items.iter().map(inline).collect::<Vec<_>>().join(", "),
        Content::Map(fields) if fields.is_empty() => "nothing".to_owned(),
        Content::Map(fields) => {
            let field = |(key, value): &(String, Content)| format!("{key}: {}", inline(value));
            fields.iter().map(field).collect::<Vec<_>>().join("; ")
        }
    }
}

/// A single value, with the title of what it refers to.
pub(super) fn named(scalar: &Scalar) -> String {
    let text = scalar.text().split_whitespace().collect::<Vec<_>>().join(" ");
    match &scalar.title {
        Some(title) => format!("{text} ({})", shortened(title, SHORT)),
        None if text.is_empty() => "an empty text".to_owned(),
        None => text,
    }
}

/// The words that changed; `None` when the texts are short, or so different that the words would only confuse.
fn pieces(old: &str, new: &str) -> Option<Vec<Piece>> {
    let (before, after): (Vec<&str>, Vec<&str>) = (old.split(' ').collect(), new.split(' ').collect());
    if before.len().min(after.len()) < FEW_WORDS {
        return None;
    }
    let changed = changed(&before, &after);
    let lost: usize = changed.iter().map(|(old, _)| old.len()).sum();
    if (before.len() - lost) * 2 < before.len().max(after.len()) {
        return None;
    }
    let (mut pieces, mut at) = (Vec::new(), 0);
    for (old, new) in changed {
        if old.start > at {
            same(&before[at..old.start], pieces.is_empty(), false, &mut pieces);
        }
        at = old.end;
        let (lost, gained) = (&before[old], &after[new]);
        pieces.extend((!lost.is_empty()).then(|| Piece::Old(lost.join(" "))));
        pieces.extend((!gained.is_empty()).then(|| Piece::New(gained.join(" "))));
    }
    if at < before.len() {
        same(&before[at..], false, true, &mut pieces);
    }
    Some(pieces)
}

/// Words that are in both texts: only those beside a change.
fn same(words: &[&str], is_first: bool, is_last: bool, pieces: &mut Vec<Piece>) {
    let head = if is_first { 0 } else { CONTEXT };
    let tail = if is_last { 0 } else { CONTEXT };
    if words.len() <= head + tail + 1 {
        pieces.push(Piece::Same(words.join(" ")));
        return;
    }
    let (begin, end) = (&words[..head], &words[words.len() - tail..]);
    pieces.extend((!begin.is_empty()).then(|| Piece::Same(begin.join(" "))));
    pieces.push(Piece::Gap);
    pieces.extend((!end.is_empty()).then(|| Piece::Same(end.join(" "))));
}

/// Says once in a record what a list's item is called.
#[derive(Default)]
pub(super) struct Named<'a>(std::collections::BTreeSet<&'a str>);

impl<'a> Named<'a> {
    /// The name of the item that a field is in, the first time.
    pub(super) fn first(&mut self, within: Option<&'a str>) -> Option<String> {
        within.filter(|name| self.0.insert(name)).map(|name| shortened(name, SHORT))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_shows_the_words_that_changed_and_some_around_them() {
        let words: Vec<String> = (1..=30).map(|n| n.to_string()).collect();
        let old = words.join(" ");
        let new = old.replace("15 16", "fifteen 16");
        assert_eq!(
            pieces(&old, &new),
            Some(vec![
                Piece::Gap,
                Piece::Same("9 10 11 12 13 14".to_owned()),
                Piece::Old("15".to_owned()),
                Piece::New("fifteen".to_owned()),
                Piece::Same("16 17 18 19 20 21".to_owned()),
                Piece::Gap,
            ])
        );
    }

    #[test]
    fn texts_with_little_in_common_are_shown_whole() {
        assert_eq!(pieces("one two three four five six seven", "a b c d e six seven"), None);
        assert_eq!(pieces("one two", "one three"), None);
    }
}

//! Ways of looking at a text: as it is written, by what its letters look like, as it is shown.

use unicode_security::confusable_detection::skeleton;

/// A way of looking at a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Way {
    /// Letters of other scripts as the Latin ones that they look like.
    pub by_looks: bool,
    /// Without the signs of links and without tags, which may stand in the middle of a word.
    pub is_shown: bool,
}

impl Way {
    /// The ways in which a text has to be looked at, one after the other: most texts have nothing in them that asks for more than
    /// the last one.
    pub fn all(text: &str) -> impl Iterator<Item = Way> {
        let (by_looks, is_shown) = (text.contains(is_foreign), text.contains(['<', '[']));
        let written = Way::default();
        let further = [(is_shown, Way { by_looks, is_shown }), (by_looks, Way { by_looks, ..written })];
        further.into_iter().filter(|(is_wanted, _)| *is_wanted).map(|(_, way)| way).chain(std::iter::once(written))
    }

    /// Whether a part of a text reads differently in this way than as it is written.
    pub fn is_needed_for(self, part: &str) -> bool {
        self == Way::default() || part.contains(is_foreign) || self.is_shown && part.contains(['<', '[', ']'])
    }
}

/// Whether a letter is none of the European ones that are Latin letters with something to them.
fn is_foreign(letter: char) -> bool {
    letter > '\u{24f}' && letter.is_alphabetic()
}

/// The Latin letter that a letter of another script looks like.
pub(super) fn looks_like(letter: char) -> Option<char> {
    let mut bytes = [0; 4];
    let text = is_foreign(letter).then(|| &*letter.encode_utf8(&mut bytes))?;
    let mut like = skeleton(text);
    let alike = like.next().filter(|alike| alike.is_ascii_alphabetic() && like.next().is_none())?;
    // All that is a mere stroke counts as a small l there.
    Some(if alike == 'l' && letter.is_uppercase() { 'i' } else { alike })
}

/// The length of what stands at a place, if it is a tag or begins or ends a link.
pub(super) fn markup(text: &str, at: usize) -> Option<usize> {
    let text_from = &text[at..];
    let end_of = |end: &str| text_from.find(end).map(|start| start + end.len());
    match text_from.as_bytes() {
        [b'<', b'!', b'-', b'-', ..] => end_of("-->"),
        [b'<', b'/' | b'a'..=b'z' | b'A'..=b'Z', ..] => end_of(">"),
        [b']', b'(', ..] => Some(end_of(")").unwrap_or(1)),
        [b']', b'[', ..] => Some(end_of_label(text, at + 1).map_or(1, |end| end - at)),
        [b'[' | b']', ..] => Some(1),
        _ => None,
    }
}

/// Where the name of a link's target ends, which is given elsewhere in the text: `[such a one][name]`.
fn end_of_label(text: &str, at: usize) -> Option<usize> {
    let end = at + text[at..].find(']')? + 1;
    text.contains(&format!("{}:", &text[at..end])).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_look_like_others() {
        let all: Vec<Option<char>> = ['А', 'а', 'Ι', 'і', 'ο', 'ѕ', 'Ж', 'ä', 'x'].map(looks_like).to_vec();
        let some = [Some('A'), Some('a'), Some('i'), Some('i'), Some('o'), Some('s'), None, None, None];
        assert_eq!(all, some);
    }

    #[test]
    fn a_text_without_anything_odd_is_looked_at_once() {
        assert_eq!(Way::all("Größe < 5 an einem Tag").count(), 2);
        assert_eq!(Way::all("Größe, façade, łódź").count(), 1);
        assert_eq!(Way::all("[Аn](x)na").count(), 3);
    }
}

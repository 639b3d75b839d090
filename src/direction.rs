//! Text that is read from right to left, among text that is read from left to right: it may not turn round what stands
//! beside it.

use crate::text::{escaped, has_any};

/// Text as HTML, in which words from right to left stand apart from what is around them.
pub fn apart(text: &str) -> String {
    if !is_in(text) {
        return escaped(text).into_owned();
    }
    if is_whole(text) {
        return format!("<bdi>{}</bdi>", escaped(text));
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(start) = rest.find(is_rightward) {
        let end = start + end_of_words(&rest[start..]);
        out.push_str(&escaped(&rest[..start]));
        out.push_str(&format!("<bdi>{}</bdi>", escaped(&rest[start..end])));
        rest = &rest[end..];
    }
    out.push_str(&escaped(rest));
    out
}

/// Whether a line of several parts is read from right to left: every part with letters is, and none but the first is asked
/// to when it is code. Code within such a line keeps its own direction.
pub fn is_turned<'t>(parts: impl Iterator<Item = (bool, &'t str)>) -> bool {
    let lettered: Vec<(bool, &str)> = parts.filter(|(_, text)| text.contains(char::is_alphabetic)).collect();
    let is_first = lettered.first().is_some_and(|(_, text)| is_whole(text));
    is_first && lettered.iter().all(|(is_code, text)| *is_code || is_whole(text))
}

/// Whether any letter of a text is of a script that is read from right to left.
pub fn is_in(text: &str) -> bool {
    // Nearly no text has a letter behind the Armenian ones, and that is seen without taking it apart.
    has_any(text, |byte| byte >= 0xd6) && text.chars().any(is_rightward)
}

/// Whether a text as a whole is read from right to left: it begins so, and most of its letters are.
pub fn is_whole(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let (all, turned) = (letters().count(), letters().filter(|c| is_rightward(*c)).count());
    letters().next().is_some_and(is_rightward) && 2 * turned > all
}

/// Where the words from right to left end that a text begins with: behind their last letter before one from left to right.
fn end_of_words(text: &str) -> usize {
    let end = text.find(|c: char| c.is_alphabetic() && !is_rightward(c)).unwrap_or(text.len());
    let last = text[..end].char_indices().rfind(|(_, c)| is_rightward(*c));
    last.map_or(end, |(at, c)| at + c.len_utf8())
}

/// Whether a letter, or a mark on one, is of a script that is read from right to left.
fn is_rightward(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{65f}' | '\u{66d}'..='\u{6ef}' | '\u{6fa}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_apart() {
        assert_eq!(apart("Mira Aas & 3"), "Mira Aas &amp; 3");
        assert_eq!(apart("דוד כהן"), "<bdi>דוד כהן</bdi>");
        assert_eq!(apart("by דוד כהן, 3 May"), "by <bdi>דוד כהן</bdi>, 3 May");
        assert_eq!(apart("כן, until 3 May"), "<bdi>כן</bdi>, until 3 May");
        assert_eq!(apart("הדוח נמסר ב-GitHub."), "<bdi>הדוח נמסר ב-GitHub.</bdi>");
    }

    #[test]
    fn a_line_turns_as_a_whole_or_not_at_all() {
        let turns = |parts: &[(bool, &str)]| is_turned(parts.iter().copied());
        assert!(turns(&[(false, "הדוח "), (false, "נמסר"), (true, "F-1"), (false, ".")]));
        assert!(!turns(&[(false, "דוד כהן"), (false, ", "), (false, "3 May")]));
        assert!(!turns(&[(true, "F-1"), (false, " הדוח")]));
        assert!(!turns(&[(false, "12")]));
    }
}

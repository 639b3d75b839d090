//! Small helpers for the words of messages.

use std::borrow::Cow;
use std::cmp::Ordering;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// What begins a text that somebody still has to write; new records have it.
pub const TODO: &str = "TODO: ";

/// The candidate that looks most like `text`, if one looks enough like it to be worth suggesting.
pub fn nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lowered = text.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&lowered, &candidate.to_lowercase()), candidate))
        .filter(|(similarity, _)| *similarity >= 0.8)
        .max_by(|(left, a), (right, b)| left.total_cmp(right).then_with(|| b.cmp(a)))
        .map(|(_, candidate)| candidate)
}

/// `1 day`, `2 days`.
pub fn counted(count: i64, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ => match noun.strip_suffix('y') {
            Some(stem) if !noun.ends_with("ay") => format!("{count} {stem}ies"),
            _ => format!("{count} {noun}s"),
        },
    }
}

/// `a`, `a and b`, `a, b and c`; with more than `most`, the rest as a count.
pub fn listed<T: std::fmt::Display>(things: &[T], most: usize) -> String {
    let shown: Vec<String> = things.iter().take(most).map(ToString::to_string).collect();
    let rest = things.len().saturating_sub(most);
    match (shown.as_slice(), rest) {
        ([], _) => String::new(),
        ([one], 0) => one.clone(),
        ([head @ .., last], 0) => format!("{} and {last}", head.join(", ")),
        (all, rest) => format!("{} and {rest} more", all.join(", ")),
    }
}

/// What a commit changes, by its ids, as the end of a sentence about it.
pub fn changing<T: std::fmt::Display>(ids: &[T]) -> String {
    /// How many are named.
    const MOST: usize = 6;
    if ids.is_empty() { String::new() } else { format!("; it changes {}", listed(ids, MOST)) }
}

/// A path as it stands in an address: all but what RFC 3986 calls unreserved, and the slashes, is escaped.
pub(crate) fn path_in_address(path: &str) -> PercentEncode<'_> {
    const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
    utf8_percent_encode(path, ESCAPED)
}

/// Bytes in hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digits = |byte: &u8| [byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16).unwrap_or_default());
    bytes.iter().flat_map(digits).collect()
}

/// Whether a character is one that no text needs and that acts on whatever shows or reads it: a control character other than
/// a tab and a line feed, one that turns the direction of writing for those behind it, one that ends a line for some readers
/// of YAML and not for others, or a byte-order mark. Records may not hold them.
pub fn is_acting(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n')
        || matches!(c, '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// Whether nobody sees a character, and it takes no part in how those beside it look.
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || is_acting(c)
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        )
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}')
        || matches!(c, '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether any byte of a text is meant, none of which is a space. They are looked at many at once and without a branch.
pub(crate) fn has_any(text: &str, is_meant: impl Fn(u8) -> bool) -> bool {
    const MANY: usize = 16;
    let is_among = |many: &[u8; MANY]| many.iter().fold(false, |any, byte| any | is_meant(*byte));
    let (many, rest) = text.as_bytes().as_chunks::<MANY>();
    let mut last = [b' '; MANY];
    last[..rest.len()].copy_from_slice(rest);
    many.iter().any(is_among) || is_among(&last)
}

/// Text as it stands in HTML, also between the quotes of an attribute. What acts is shown as a replacement character:
/// the text may be of a commit or a file's name, and HTML has no place for control characters.
pub fn escaped(text: &str) -> Cow<'_, str> {
    let is_rare = |byte: u8| {
        ((byte < b' ') & (byte != b'\t') & (byte != b'\n'))
            | (byte == b'&')
            | (byte == b'<')
            | (byte == b'>')
            | (byte == b'"')
            | (byte == b'\'')
            | (byte >= 127)
    };
    // Nearly all texts are plain, and not copied.
    if !has_any(text, is_rare) {
        return text.into();
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            character if is_acting(character) => escaped.push('\u{fffd}'),
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            character => escaped.push(character),
        }
    }
    escaped.into()
}

/// Whether there is no text, or nothing but blanks and what nobody sees.
pub fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.chars().all(is_unseen))
}

/// The order in which people count: by letters, numbers in a text by their value (`A.8.2` before `A.8.10`).
pub fn natural_cmp(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    while let (Some(one), Some(other)) = (left.chars().next(), right.chars().next()) {
        let ordering = match one.is_ascii_digit() && other.is_ascii_digit() {
            true => {
                let (digits, others) = (take_digits(&mut left), take_digits(&mut right));
                digits.len().cmp(&others.len()).then_with(|| digits.cmp(others))
            }
            false => {
                left = &left[one.len_utf8()..];
                right = &right[other.len_utf8()..];
                one.cmp(&other)
            }
        };
        if ordering.is_ne() {
            return ordering;
        }
    }
    // Equal as people count, such as 1 and 01: the letters decide, so that only equal texts are equal.
    left.len().cmp(&right.len()).then_with(|| a.cmp(b))
}

/// The digits that `text` begins with, without leading zeros; `text` goes on behind them.
fn take_digits<'a>(text: &mut &'a str) -> &'a str {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    *text = rest;
    digits.trim_start_matches('0')
}

/// Text on one line, cut to `most` characters, for quoting in a message.
pub fn shortened(text: &str, most: usize) -> String {
    let start = &text.as_bytes()[..text.len().min(most + 1)];
    if is_tidy(start) {
        return if text.len() <= most { text.to_owned() } else { format!("{}…", &text[..most]) };
    }
    let mut line = String::with_capacity(text.len().min(2 * most));
    let mut length = 0;
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += word.chars().count();
        if length > most {
            break;
        }
    }
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// Whether words in ASCII stand there with one space between each two and nothing else, as in most texts.
fn is_tidy(text: &[u8]) -> bool {
    let is_edged = text.starts_with(b" ") || text.ends_with(b" ");
    !is_edged && text.iter().all(|byte| (b' '..=b'~').contains(byte)) && !text.windows(2).any(|two| two == b"  ")
}

/// Whether two texts have the same letters and digits, in whatever case, and with whatever is between them. What compares two amounts is
/// no point between them, and 1.5 is not 15.
pub fn has_same_letters(one: &str, other: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> {
        let (mut last, mut is_apart) = (None, false);
        let own = text.chars().filter_map(move |c| {
            if !c.is_alphanumeric() && !matches!(c, '<' | '>' | '≤' | '≥' | '±') {
                is_apart = true;
                return None;
            }
            let are_digits = is_apart && c.is_numeric() && last.is_some_and(char::is_numeric);
            (last, is_apart) = (Some(c), false);
            Some([are_digits.then_some('.'), Some(c)])
        });
        own.flatten().flatten().flat_map(char::to_lowercase)
    }
    one == other || letters(one).eq(letters(other))
}

/// Whether a text says all that another one said, and maybe more behind it.
pub fn goes_on(before: &str, after: &str) -> bool {
    let whole = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (before, after) = (whole(before), whole(after));
    let rest = after.strip_prefix(before.trim_end_matches('.'));
    before.is_empty() || rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether two texts are alike to a degree from 0 to 1: by Dice's coefficient over pairs of letters, without regard to case,
/// punctuation and spaces.
pub fn is_alike(a: &str, b: &str, degree: f64) -> bool {
    // However many pairs they share, the shorter one has no more.
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count() as f64;
    let (one, other) = (letters(a), letters(b));
    if 2.0 * one.min(other) < degree * (one + other) {
        return false;
    }
    let even =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    strsim::sorensen_dice(&even(a), &even(b)) >= degree
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_and_blanks_are_no_other_letters() {
        for (one, other) in
            [("Nobody told HR", "nobody, told  HR."), ("Within 1.5 days", "within 1,5 days"), ("", " -")]
        {
            assert!(has_same_letters(one, other), "{one} {other}");
        }
        for (one, other) in
            [("1.5 days", "15 days"), ("5 < 7", "5 > 7"), ("No case", "Now a case"), ("1 of 2", "1 of 2a")]
        {
            assert!(!has_same_letters(one, other), "{one} {other}");
        }
    }

    #[test]
    fn plurals_and_lists_read_well() {
        assert_eq!(counted(1, "day"), "1 day");
        assert_eq!(counted(2, "day"), "2 days");
        assert_eq!(counted(3, "nonconformity"), "3 nonconformities");
        assert_eq!(listed(&["a", "b", "c"], 5), "a, b and c");
        assert_eq!(listed(&["a", "b", "c"], 2), "a, b and 1 more");
        for (text, short) in [
            ("a  b\nc", "a b c"),
            ("", ""),
            ("one two", "one two"),
            ("one two 3", "one two 3"),
            ("one two 34", "one two 3…"),
            ("one two 3 ", "one two 3"),
            ("one two  34", "one two 3…"),
            (" one two 34", "one two 3…"),
            ("one two 3 4", "one two 3…"),
            ("äöü two 34", "äöü two 3…"),
        ] {
            assert_eq!(shortened(text, 9), short, "{text:?}");
        }
    }

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        for length in 0..40 {
            let text = "a b".repeat(14)[..length].to_owned();
            assert!(!has_any(&text, |byte| byte == b'<'), "{length}");
            for at in 0..=length {
                let (before, after) = text.split_at(at);
                assert!(has_any(&format!("{before}<{after}"), |byte| byte == b'<'), "{length} {at}");
                assert_eq!(escaped(&format!("{before}<{after}")), format!("{before}&lt;{after}"));
            }
        }
    }

    #[test]
    fn what_acts_on_the_reader_is_not_in_html() {
        assert_eq!(escaped("a\u{7}b\u{1b}[31m\u{202e}c\td\n<"), "a\u{fffd}b\u{fffd}[31m\u{fffd}c\td\n&lt;");
    }

    #[test]
    fn what_nobody_sees_is_blank() {
        for text in ["", " \t", "\u{200b}\u{2060}", "\u{3164}", "\u{ad} \u{feff}"] {
            assert!(is_blank(Some(text)), "{text:?}");
        }
        for text in ["-", "人事", "\u{5d0}\u{200f}", "\u{2764}\u{fe0f}"] {
            assert!(!is_blank(Some(text)), "{text:?}");
        }
    }

    #[test]
    fn numbers_sort_as_people_count() {
        let mut ids = ["A.8.10", "A.8.2", "A.10.1", "F-2026-010", "F-2026-9", "1", "01"];
        ids.sort_by(|a, b| natural_cmp(a, b));
        assert_eq!(ids, ["01", "1", "A.8.2", "A.8.10", "A.10.1", "F-2026-9", "F-2026-010"]);
    }

    #[test]
    fn a_suggestion_is_near() {
        assert_eq!(nearest("findng", ["finding", "action"]), Some("finding"));
        assert_eq!(nearest("zebra", ["finding", "action"]), None);
    }
}

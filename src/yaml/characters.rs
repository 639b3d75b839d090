//! Characters that nobody sees in a text and that act on what shows it: a terminal, a log, a page. A record holds none of
//! them, neither as they are nor by a code between quotes, for nobody who reviews it could tell what it says.

use super::Problem;
use crate::span::Span;
use crate::text::is_acting;

/// How many of them are looked at in a text.
const MOST: usize = 200;

/// What acts as it stands in the text, in its order. What the parser refuses itself is left to it: it stops there.
fn raw(text: &str) -> impl Iterator<Item = Problem> {
    // At the beginning of a file the mark says how it is encoded.
    let is_mark = |at: usize, c: char| at == 0 && c == '\u{feff}';
    text.char_indices().filter(move |(at, c)| *c >= '\u{7f}' && is_acting(*c) && !is_mark(*at, *c)).map(|(at, c)| {
        Problem::new(Span::new(at, at + c.len_utf8()), refused(c))
            .help("delete it; nobody sees it, and it usually comes with text pasted from elsewhere")
    })
}

/// Adds what acts as it stands in the text, but for where reading stopped: there it is said why. The hundreds behind many
/// add nothing.
pub(super) fn add_raw(text: &str, problems: &mut Vec<Problem>) {
    let stops: Vec<u32> = problems.iter().map(|problem| problem.span.start).collect();
    problems.extend(raw(text).take(MOST).filter(|problem| stops.iter().take(MOST).all(|at| *at != problem.span.start)));
}

/// The codes of a text in double quotes that stand for something that acts. `source` is that text as it is written, and
/// `start` where it begins.
pub(super) fn coded(source: &str, start: usize) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut at = 0;
    while let Some(found) = source[at..].find('\\') {
        let from = at + found;
        let rest = &source[from + 1..];
        let Some(letter) = rest.chars().next() else { break };
        let digits = match letter {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let end = from + 1 + letter.len_utf8() + digits;
        let meant = match letter {
            '0' => Some('\0'),
            'a' => Some('\u{7}'),
            'b' => Some('\u{8}'),
            'v' => Some('\u{b}'),
            'f' => Some('\u{c}'),
            'r' => Some('\r'),
            'e' => Some('\u{1b}'),
            'N' => Some('\u{85}'),
            'L' => Some('\u{2028}'),
            'P' => Some('\u{2029}'),
            _ => source.get(from + 2..end).and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32),
        };
        if let Some(c) = meant.filter(|c| is_acting(*c)) {
            let code = source.get(from..end).unwrap_or_default();
            problems.push(
                Problem::new(Span::new(start + from, start + end), format!("`{code}`: {}", refused(c))).help(
                    "delete the code; nobody sees what it stands for, and text pasted from elsewhere often brings it",
                ),
            );
        }
        at = if source.is_char_boundary(end.min(source.len())) { end.min(source.len()) } else { from + 1 };
        if at == from + 1 {
            at += letter.len_utf8();
        }
    }
    problems
}

/// What is said of a character that no record may hold.
pub fn refused(c: char) -> String {
    let (what, why) = match c {
        c if c.is_control() => ("control", ""),
        '\u{2028}' | '\u{2029}' => ("invisible", ", which ends a line for some readers of YAML,"),
        '\u{feff}' => ("invisible", ", which marks the beginning of a file,"),
        _ => ("invisible", ", which turns the direction of writing,"),
    };
    format!("the {what} character U+{:04X}{why} cannot stand in a record", c as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_where_they_stand() {
        let source = r#""a \\e \a é\u202Eb \x41 \t \U0000001b""#;
        let found: Vec<&str> =
            coded(source, 10).iter().map(|p| &source[p.span.start as usize - 10..p.span.end as usize - 10]).collect();
        assert_eq!(found, ["\\a", "\\u202E", "\\U0000001b"]);
        for cut in [r#""\u20"#, "\"\\", "\"\\ué\"", "\"\\xé"] {
            assert!(coded(cut, 0).is_empty());
        }
    }

    #[test]
    fn what_is_raw_is_found_also_in_a_comment() {
        assert_eq!(raw("a: b # \u{202e}x\u{85}").count(), 2);
        assert_eq!(raw("\u{feff}a: b\u{feff} # \u{2028}x\u{2029}\u{61c}").count(), 4);
        assert_eq!(raw("a: \u{200f}\u{5d0}\tb\n").count(), 0);
    }
}

//! Quotes and brackets that nobody closed. A parser reads on to the next one, wherever that is, and stumbles behind it; who
//! wrote the record is told where it was opened.

use std::ops::Range;

use super::Problem;
use crate::span::Span;

/// The quote at the beginning of `read`, if the text that it opens runs over a line on which the record goes on.
pub(super) fn quote(text: &str, read: Range<usize>) -> Option<Problem> {
    let over = Opening::at(text, read.start).first_of_record(text, read.clone())?;
    Some(open_quote(text, read.start).related(over, "this line is read as more of the text"))
}

/// The quote or bracket behind `from` that an error at `at` comes from: what was opened last on the way and is still open
/// where the record goes on, or where a bracket of the other kind closes.
pub(super) fn before(text: &str, from: usize, at: usize) -> Option<Problem> {
    let mut from = from;
    while let Some(begin) = next_sign(text, from, at) {
        match opened(text, begin) {
            Ok(end) => from = end,
            Err(problem) => return Some(problem),
        }
    }
    None
}

/// What is said of a bracket that nobody closed.
pub(super) fn bracket(at: usize) -> Problem {
    Problem::new(Span::new(at, at + 1), "a bracket is opened here and not closed")
        .help("add the closing bracket; text that begins with a bracket needs quotes")
}

fn open_quote(text: &str, at: usize) -> Problem {
    Problem::new(Span::new(at, at + 1), format!("a {} is opened here and not closed", &text[at..=at]))
        .help("add the closing quote at the end of the text")
}

/// The next quote or bracket from `from` to `at` that a value begins with.
fn next_sign(text: &str, from: usize, at: usize) -> Option<usize> {
    let is_sign = |place: &usize| matches!(text.as_bytes().get(*place), Some(b'"' | b'\'' | b'[' | b'{'));
    if is_sign(&from) {
        return Some(from).filter(|from| *from <= at);
    }
    let mut start = text[..from].rfind('\n').map_or(0, |end| end + 1);
    while start <= at {
        let line = line(text, start);
        let body = line.trim_start_matches([' ', '-']);
        let value = key(body).map_or(body, |key| body[key..].trim_start_matches(' '));
        let begin = start + line.len() - value.len();
        if begin >= from && begin <= at && is_sign(&begin) {
            return Some(begin);
        }
        start += text[start..].find('\n')? + 1;
    }
    None
}

/// Follows what is opened at `begin` to the place behind its end.
fn opened(text: &str, begin: usize) -> Result<usize, Problem> {
    let opening = Opening::at(text, begin);
    let mut open: Vec<(usize, u8)> = Vec::new();
    let mut place = begin;
    while let Some(&byte) = text.as_bytes().get(place) {
        match byte {
            b'\n' if opening.is_record(line(text, place + 1)) => break,
            b'"' | b'\'' if place == begin || begins_value(text, place) => {
                let end = closing(text, place).ok_or_else(|| open_quote(text, place))?;
                quote(text, place..end).map_or(Ok(()), Err)?;
                place = end - 1;
            }
            b'#' if text[..place].ends_with([' ', '\n', '\t']) => place += line(text, place).len() - 1,
            b'[' | b'{' => open.push((place, byte)),
            b']' | b'}' if open.last().is_some_and(|(_, opened)| opened + 2 == byte) => _ = open.pop(),
            b']' | b'}' => break,
            _ => {}
        }
        place += 1;
        if open.is_empty() {
            return Ok(place);
        }
    }
    Err(bracket(open.last().map_or(begin, |(place, _)| *place)))
}

/// Where the text in quotes that begins at `start` ends: behind its closing quote.
fn closing(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if bytes[start] == b'"' => at += 1,
            b'\'' if bytes[start] == b'\'' && bytes.get(at + 1) == Some(&b'\'') => at += 1,
            byte if byte == bytes[start] => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}

/// How far the line is indented on which something is opened.
struct Opening {
    /// The column of its first character.
    indent: usize,
    /// The column of its key, behind the dashes of a list.
    key: usize,
}

impl Opening {
    fn at(text: &str, at: usize) -> Opening {
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let body = text[start..at].trim_start_matches(' ');
        let indent = at - start - body.len();
        let keys = body.trim_start_matches(['-', ' ']);
        Opening { indent, key: indent + body.len() - keys.len() }
    }

    /// Whether a line is one on which the record goes on: a key or an item no further right than what was opened. A text or a
    /// bracket that runs over lines stands further right.
    fn is_record(&self, line: &str) -> bool {
        let body = line.trim_start_matches(' ');
        let indent = line.len() - body.len();
        let is_item = body.starts_with("- ") && indent <= self.indent;
        is_item || key(body).is_some() && indent <= self.key
    }

    /// The first line that the text of `read` runs over on which the record goes on.
    fn first_of_record(&self, text: &str, read: Range<usize>) -> Option<Span> {
        let mut starts = text[read.clone()].match_indices('\n').map(|(end, _)| read.start + end + 1);
        let start = starts.find(|start| self.is_record(line(text, *start)))?;
        let line = line(text, start);
        let indent = line.len() - line.trim_start().len();
        Some(Span::new(start + indent, start + line.trim_end().len()))
    }
}

/// The line that begins at `start`.
fn line(text: &str, start: usize) -> &str {
    text[start.min(text.len())..].lines().next().unwrap_or_default()
}

/// The length of the key that stands here with its colon, written as records have it.
fn key(body: &str) -> Option<usize> {
    let inner = body.trim_start_matches(['"', '\'']);
    let word = inner.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')).count();
    let value = inner[word..].trim_start_matches(['"', '\'']).strip_prefix(':')?;
    (word > 0 && (value.is_empty() || value.starts_with([' ', '\r']))).then_some(body.len() - value.len())
}

/// Whether a value may begin here, between brackets.
fn begins_value(text: &str, at: usize) -> bool {
    text[..at].trim_end_matches([' ', '\n', '\r']).ends_with(['[', '{', ',', ':'])
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    /// What is said of a record with this in its midst, and where: the text from there to the end of its line.
    fn said(middle: &str) -> (String, String) {
        let text = format!("kind: finding\n{middle}\ngrade: minor\nnotes: \"It's all\" # [or] {{nearly}}\n");
        let problems = parse(&text).problems;
        assert_eq!(problems.len(), 1, "{problems:?} of\n{text}");
        let at = problems[0].span.start as usize;
        (problems[0].message.clone(), text[at..].lines().next().unwrap_or_default().to_owned())
    }

    #[test]
    fn what_is_open_is_told_where_it_was_opened() {
        for (middle, place) in [
            ("title: \"Leavers keep accounts", "\"Leavers keep accounts"),
            ("title: 'Leavers keep accounts", "'Leavers keep accounts"),
            ("title: \"Leavers\n\n  keep accounts", "\"Leavers"),
            ("closed:\n  by: \"p-aud\n  date: 2026-03-04", "\"p-aud"),
            ("related:\n  - \"F-1\n  - F-2", "\"F-1"),
            ("changes:\n  - by: 'p-aud\n    reason: none", "'p-aud"),
            ("criteria: [A.5.18, \"A.5.19]", "\"A.5.19]"),
            ("risk: {text: \"some}", "\"some}"),
            ("criteria: [A.5.18, A.5.19", "[A.5.18, A.5.19"),
            ("closed: {by: p-aud, on: [a, b}", "[a, b}"),
            ("closed: [{by: p-aud, on: a]", "{by: p-aud, on: a]"),
            ("changes:\n  - {date: 2026-03-03, by: p-aud\n  - {date: 2026-03-04}", "{date: 2026-03-03, by: p-aud"),
        ] {
            let (message, line) = said(middle);
            assert!(message.contains("is opened here and not closed"), "{message} of\n{middle}");
            assert_eq!(line, place, "{middle}");
        }
    }

    #[test]
    fn what_is_closed_is_not_taken_for_open() {
        for middle in [
            "title: \"Leavers\n  keep: accounts\n  - long\"",
            "title: \"Leavers:\n\n\n  all\"",
            "criteria: [\n  A.5.18, # and ]\n  \"A.5.19\"\n]",
            "closed: {\n    by: 'It''s',\n    date: 2026-03-04\n  }",
            "changes:\n  - reason: \"a\n      b: c\"\n    by: x",
        ] {
            let text = format!("kind: finding\n{middle}\ngrade: minor\n");
            assert_eq!(parse(&text).problems, [], "{text}");
        }
    }

    #[test]
    fn another_slip_is_not_taken_for_something_open() {
        for (middle, said_of_it) in [
            ("title: one, [two\n  three: four", "fit the indentation"),
            ("title: Access: \"withdrawn", "text with `: ` in it needs quotes"),
            ("criteria: [A.5.18] A.5.19", "text follows after the closing bracket"),
            ("criteria: [A.5.18]]", "a closing bracket that nothing opens"),
            ("title: \"Access\" withdrawn", "text follows after the closing quote"),
            ("title: Access #1 # withdrawn\n  late", "a comment ends the text here"),
        ] {
            let (message, _) = said(middle);
            assert!(message.contains(said_of_it), "{message} of\n{middle}");
        }
    }
}

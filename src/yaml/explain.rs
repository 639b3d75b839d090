//! Why a text is no YAML, in the words of somebody who does not know the grammar: worked out from the line itself, since
//! what a parser expected at that point helps nobody who writes a record.

use std::ops::Range;

use super::{MAX_DEPTH, Problem, unclosed};
use crate::span::Span;
use crate::text::shortened;

/// The longest key that YAML allows on one line.
const MAX_KEY: usize = 1024;

/// Says what is wrong with `text`, of which everything up to `read` is understood, and which could not be read from `at` on.
/// `opened` is where the innermost bracket that was not closed yet stands.
pub(super) fn syntax(text: &str, read: usize, at: usize, opened: Option<usize>) -> Problem {
    let line = Line::of(text, at);
    control(&line)
        .or_else(|| indentation(&line))
        .or_else(|| unclosed::before(text, read, at))
        .or_else(|| tab_in_block(text, &line))
        .or_else(|| reserved(&line))
        .or_else(|| quotes(&line))
        .or_else(|| brackets(&line, opened))
        .or_else(|| colons(&line))
        .or_else(|| tab_below(text, &line))
        .or_else(|| dashes(&line))
        .or_else(|| comment_between(text, &line))
        .unwrap_or_else(|| rest(&line))
}

/// What is said of a text that is nested too deep.
pub(super) fn too_deep(place: Span) -> Problem {
    Problem::new(place, format!("nested deeper than {MAX_DEPTH} levels"))
        .help("no record needs that; look for a slip in the indentation or for a bracket that is not closed")
}

/// What Git writes into a file that two people changed.
pub(super) fn conflict(text: &str) -> Option<Problem> {
    let starts = text.match_indices("<<<<<<< ").map(|(at, _)| at);
    let at = starts.into_iter().find(|&at| at == 0 || text.as_bytes()[at - 1] == b'\n')?;
    let width = text[at..].lines().next().map_or(0, str::len);
    Some(
        Problem::new(Span::new(at, at + width), "a merge conflict begins here and is not resolved")
            .help("keep what is right of both sides, and delete the lines with <<<<<<<, ======= and >>>>>>>"),
    )
}

/// The line of a directive in what stands before a document.
pub(super) fn directive(text: &str, before: Range<usize>) -> Option<Span> {
    let line = text.get(before)?.lines().find(|line| line.starts_with('%'))?;
    let start = line.as_ptr() as usize - text.as_ptr() as usize;
    Some(Span::new(start, start + line.trim_end().len()))
}

/// The line on which reading stopped.
struct Line<'a> {
    text: &'a str,
    /// Where it begins in the whole text.
    start: usize,
    /// Where reading stopped, in the whole text.
    at: usize,
    /// The key with its place in the line, where there is one.
    key: &'a str,
    value: &'a str,
    /// Where the value begins in the line.
    value_at: usize,
}

impl<'a> Line<'a> {
    fn of(whole: &'a str, at: usize) -> Line<'a> {
        let start = whole[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let text = whole[start..].lines().next().unwrap_or_default();
        let indent = text.len() - text.trim_start().len();
        let body = text[indent..].trim_start_matches("- ");
        let begin = text.len() - body.len();
        let (key, value_at) = match body.find(": ") {
            Some(colon) => (&body[..colon], begin + colon + 2),
            None => ("", begin),
        };
        let value = text[value_at..].trim_start();
        Line { text, start, at, key, value, value_at: text.len() - value.len() }
    }

    /// The next line that is not empty.
    fn below(&self, whole: &'a str) -> Option<Line<'a>> {
        let end = self.start + self.text.len();
        let mut at = end + whole.get(end..)?.find('\n')? + 1;
        for next in whole.get(at..)?.split_inclusive('\n') {
            match next.trim().is_empty() {
                true => at += next.len(),
                false => return Some(Line::of(whole, at)),
            }
        }
        None
    }

    fn indent(&self) -> &'a str {
        &self.text[..self.text.len() - self.text.trim_start().len()]
    }

    /// The place of some bytes of the line.
    fn place(&self, from: usize, width: usize) -> Span {
        let end = (from + width).min(self.text.len());
        Span::new(self.start + from, self.start + end)
    }

    fn here(&self) -> Span {
        let width =
            self.text.get(self.at - self.start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Span::new(self.at, self.at + width)
    }

    /// The line with its value in quotes.
    fn quoted(&self) -> String {
        let value = shortened(self.value, 60).replace('\\', "\\\\").replace('"', "\\\"");
        match self.key {
            "" => format!("\"{value}\""),
            key => format!("{}: \"{value}\"", shortened(key, 40)),
        }
    }
}

fn control(line: &Line<'_>) -> Option<Problem> {
    let is_refused =
        |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\u{85}') || matches!(c, '\u{fffe}' | '\u{ffff}');
    let (from, c) = line.text.char_indices().find(|(_, c)| is_refused(*c))?;
    let message = format!("the control character U+{:04X} cannot stand in a record", c as u32);
    Some(
        Problem::new(line.place(from, c.len_utf8()), message)
            .help("delete it; it usually comes with text pasted from elsewhere"),
    )
}

/// What is said of a character in the indentation that looks like a space and is none.
pub(super) fn no_space(c: char, start: usize) -> Problem {
    let message = match c {
        '\u{a0}' | '\u{202f}' => format!("a no-break space (U+{:04X}) stands in the indentation", c as u32),
        _ => format!("the character U+{:04X} stands in the indentation, and only looks like a space", c as u32),
    };
    Problem::new(Span::new(start, start + c.len_utf8()), message)
        .help("YAML indents with plain spaces only; this one usually comes with text pasted from elsewhere")
}

fn indentation(line: &Line<'_>) -> Option<Problem> {
    if let Some((at, c)) = line.indent().char_indices().find(|(_, c)| !c.is_ascii()) {
        return Some(no_space(c, line.start + at));
    }
    let tab = line.indent().find('\t')?;
    Some(Problem::new(line.place(tab, 1), "a tab stands in the indentation").help("YAML indents with spaces only"))
}

/// A line that nothing is wrong with, and below it one that a tab keeps from being read: the parser takes that for more of
/// the same value.
fn tab_below(text: &str, line: &Line<'_>) -> Option<Problem> {
    indentation(&line.below(text)?)
}

/// The same below the sign of a text that stands in a block.
fn tab_in_block(text: &str, line: &Line<'_>) -> Option<Problem> {
    tab_below(text, line).filter(|_| line.value.starts_with(['|', '>']))
}

/// A text without quotes that a comment ends, and below it a line that would go on with it.
fn comment_between(text: &str, line: &Line<'_>) -> Option<Problem> {
    let sign = line.value.find(" #").filter(|_| !line.key.is_empty())? + 1;
    let below = line.below(text).filter(|below| below.indent().len() > line.indent().len())?;
    let begin = below.indent().len();
    Some(
        Problem::new(line.place(line.value_at + sign, 1), "a comment ends the text here, and the next line goes on with it")
            .related(below.place(begin, below.text.trim_end().len() - begin), "nothing can follow the comment")
            .help("move the comment to a line of its own above the key; if the `#` is part of the text, write `|` behind the colon and all of the text, indented, below it"),
    )
}

fn reserved(line: &Line<'_>) -> Option<Problem> {
    let first = line.value.chars().next().filter(|c| matches!(c, '@' | '`' | '%' | '*' | '&' | '|' | '>'))?;
    Some(
        Problem::new(line.place(line.value_at, 1), format!("text without quotes cannot begin with `{first}`"))
            .help(format!("put it in quotes: {}", line.quoted())),
    )
}

fn quotes(line: &Line<'_>) -> Option<Problem> {
    let quote = line.value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inner = &line.value[1..];
    let opening = line.place(line.value_at, 1);
    let Some(end) = closing(inner, quote) else {
        return Some(
            Problem::new(opening, format!("a {quote} is opened here and not closed"))
                .help("add the closing quote at the end of the text"),
        );
    };
    let behind = inner[end + 1..].trim_start();
    if !behind.is_empty() && !behind.starts_with(['#', ',', ']', '}', ':']) {
        let from = line.text.len() - behind.len();
        let help = match quote {
            '"' => format!("put the whole text in quotes: '{}'", shortened(line.value, 60).replace('\'', "''")),
            _ => "inside single quotes an apostrophe is written twice: 'it isn''t'".to_owned(),
        };
        let width = behind.chars().next().map_or(0, char::len_utf8);
        return Some(Problem::new(line.place(from, width), "text follows after the closing quote").help(help));
    }
    let backslash = inner[..end].find('\\').filter(|_| quote == '"')?;
    let width = 1 + inner[backslash + 1..].chars().next().map_or(0, char::len_utf8);
    Some(
        Problem::new(
            line.place(line.value_at + 1 + backslash, width),
            "inside double quotes a backslash begins a code, and there is no such one",
        )
        .help(format!("use single quotes: '{}'", shortened(&inner[..end], 60))),
    )
}

/// Where the quoted text ends.
fn closing(inner: &str, quote: char) -> Option<usize> {
    let mut skip = false;
    inner
        .char_indices()
        .find(|&(_, c)| {
            let ends = c == quote && !skip;
            skip = c == '\\' && quote == '"' && !skip;
            ends
        })
        .map(|(end, _)| end)
}

fn brackets(line: &Line<'_>, opened: Option<usize>) -> Option<Problem> {
    if let Some(opened) = opened {
        let is_at_end = line.text.get(line.at - line.start..).is_none_or(|rest| rest.trim().is_empty());
        if opened < line.start || opened == line.at || is_at_end {
            return Some(unclosed::bracket(opened));
        }
        return Some(
            Problem::new(line.here(), "a comma or the closing bracket is missing before this").help(
                "separate the entries by commas, and put text that has `: `, a comma or a bracket in it in quotes",
            ),
        );
    }
    if line.text.get(line.at - line.start..).is_some_and(|rest| rest.starts_with([']', '}'])) {
        return Some(
            Problem::new(line.here(), "a closing bracket that nothing opens")
                .help("delete it; text that begins with a bracket needs quotes"),
        );
    }
    // An error before the value, at the colon say, is not about its bracket.
    let begins = line.text.find(line.value).unwrap_or_default();
    (line.value.starts_with(['[', '{']) && line.at > line.start + begins).then(|| {
        Problem::new(line.here(), "text follows after the closing bracket")
            .help(format!("text that begins with a bracket needs quotes: {}", line.quoted()))
    })
}

fn colons(line: &Line<'_>) -> Option<Problem> {
    if let Some(second) = line.value.find(": ").filter(|_| !line.key.is_empty()) {
        return Some(
            Problem::new(line.place(line.value_at + second, 1), "text with `: ` in it needs quotes")
                .help(format!("write {}", line.quoted())),
        );
    }
    if line.key.len() > MAX_KEY || line.text.find(':').is_some_and(|colon| colon > MAX_KEY) {
        return Some(
            Problem::new(line.place(0, 1), format!("a key of more than {MAX_KEY} characters"))
                .help("a key is one short word; put long text behind it"),
        );
    }
    if !line.key.is_empty() || line.text.trim_end().ends_with(':') || line.text.trim_start().starts_with('-') {
        return None;
    }
    if let Some(colon) = line.text.find(':') {
        let (key, value) = (line.text[..colon].trim(), &line.text[colon + 1..]);
        if let Some(c) = value.chars().next().filter(|c| c.is_whitespace() && !c.is_ascii()) {
            let place = line.place(colon + 1, c.len_utf8());
            let message =
                format!("the character U+{:04X} stands after the colon, and only looks like a space", c as u32);
            return Some(Problem::new(place, message).help("type a plain space in its place"));
        }
        return Some(Problem::new(line.place(colon, 1), "a space is missing after the colon").help(format!(
            "write `{}: {}`",
            shortened(key, 40),
            shortened(value, 60)
        )));
    }
    if let Some(colon) = line.text.find(['：', '﹕', '꞉']) {
        return Some(
            Problem::new(line.place(colon, '：'.len_utf8()), "this character looks like a colon and is none")
                .help("type `:` and a space behind it"),
        );
    }
    let indent = line.indent().len();
    Some(
        Problem::new(line.place(indent, line.text.trim_end().len().saturating_sub(indent)), "a line without `key: value`")
            .help("if it goes on with the text above, write `|` behind that key's colon and all of the text, indented, below it"),
    )
}

fn dashes(line: &Line<'_>) -> Option<Problem> {
    let indent = line.indent().len();
    if line.text[indent..].starts_with("- ") {
        return Some(
            Problem::new(line.place(indent, 1), "an entry of a list stands among keys")
                .help("a list stands below its key: `criteria:` and then its entries, each with a dash"),
        );
    }
    line.value.starts_with("- ").then(|| {
        Problem::new(line.place(line.value_at, 1), "a list cannot begin behind a key on the same line").help(format!(
            "begin it on the next line, or write [a, b]; if it is text, put it in quotes: {}",
            line.quoted()
        ))
    })
}

fn rest(line: &Line<'_>) -> Problem {
    let indent = line.indent().len();
    let width = line.text.trim_end().len().saturating_sub(indent);
    Problem::new(line.place(indent, width), "this line does not fit the indentation of the lines before it")
        .help("keys that belong together begin in the same column, and what belongs to a key begins further right")
}

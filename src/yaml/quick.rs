//! Text → tree in one pass, for a text that is written as records mostly are: mappings and lists by indentation, values of
//! one line, block texts, brackets on one line. Anything else (and so anything wrong) is `None`, and the parser of
//! [`super::parse`] reads the text from the beginning; where there is a tree, it is the one that the parser would give.

mod scalars;

use std::sync::Arc;

use super::Text;
use super::node::{Entry, Node, Value};
use crate::span::Span;

/// How deep collections may be nested here.
const MAX_DEPTH: usize = 16;
/// How many keys a mapping may have here.
const MOST_KEYS: usize = 256;
/// How long a key may be: YAML allows no more (1.2.2, 7.4.2).
const LONGEST_KEY: usize = 1024;

/// Bits of what a byte may be part of wherever it stands: a key, a scalar without quotes.
const KEY: u8 = 1;
const SCALAR: u8 = 2;
static PART_OF: [u8; 256] = {
    let mut table = [0; 256];
    let mut number = 0;
    while number < table.len() {
        let byte = number as u8;
        if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.') {
            table[number] |= KEY;
        }
        if !matches!(byte, b'\n' | b' ' | b'#' | b':' | b',' | b'[' | b']' | b'{' | b'}' | b'?') {
            table[number] |= SCALAR;
        }
        number += 1;
    }
    table
};

fn is_part(byte: u8, of: u8) -> bool {
    PART_OF[usize::from(byte)] & of != 0
}

/// The tree of a text; `None` when it takes the whole parser to read it.
pub(super) fn read(text: &Arc<str>) -> Option<Node> {
    if !is_usual(text.as_bytes()) {
        return None;
    }
    let (entries, items) = (Vec::with_capacity(32), Vec::new());
    let mut reader =
        Reader { whole: text, text, bytes: text.as_bytes(), at: 0, column: None, depth: 0, entries, items };
    reader.next_line();
    let root = reader.block(reader.column.filter(|column| *column == 0)?)?;
    reader.column.is_none().then_some(root)
}

/// Whether there are no characters that YAML treats in a way of their own: tabs, carriage returns, other controls, the
/// line ends of Unicode, byte-order marks and what is beside them, and none that turns the direction of writing.
fn is_usual(bytes: &[u8]) -> bool {
    let is_rare = |byte: u8| {
        ((byte < b' ') & (byte != b'\n'))
            | (byte == 0x7f)
            | (byte == 0xc2)
            | (byte == 0xd8)
            | (byte == 0xe2)
            | (byte == 0xef)
    };
    let is_harmless = |at: usize| match (bytes[at], bytes.get(at + 1), bytes.get(at + 2)) {
        (0xc2, Some(&next), _) => next >= 0xa0,
        (0xd8, Some(&next), _) => next != 0x9c,
        (0xe2, Some(0x80), Some(&last)) => !matches!(last, 0xa8..=0xae),
        (0xe2, Some(0x81), Some(&last)) => !matches!(last, 0xa6..=0xa9),
        (0xe2, _, _) => true,
        _ => false,
    };
    // Many at once without a branch: hardly ever is there one among them.
    const MANY: usize = 64;
    bytes.chunks(MANY).zip(0..).all(|(many, number)| {
        !many.iter().fold(false, |any, byte| any | is_rare(*byte))
            || many.iter().zip(number * MANY..).all(|(byte, at)| !is_rare(*byte) || is_harmless(at))
    })
}

/// The keys that a mapping has so far, a bit for those that begin, end and are as long as each other.
#[derive(Default)]
struct Seen(u64);

impl Seen {
    /// Whether a mapping with these entries, one for each key that was asked about before, may have this key as well.
    fn is_new(&mut self, key: &str, entries: &[Entry]) -> bool {
        let byte = |at: usize| key.as_bytes().get(at).map_or(0, |byte| usize::from(*byte));
        let bit =
            1 << ((byte(0) + 3 * byte(key.len() / 2) + 7 * byte(key.len().saturating_sub(1)) + 11 * key.len()) % 64);
        let is_like_another = self.0 & bit != 0;
        self.0 |= bit;
        // Otherwise it is asked of each entry, so a mapping that no record has is left to the whole parser.
        entries.len() < MOST_KEYS && !(is_like_another && entries.iter().any(|entry| entry.key.is(key)))
    }
}

struct Reader<'a> {
    whole: &'a Arc<str>,
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// The column of the line at whose first character the reader stands; `None` at the end.
    column: Option<usize>,
    depth: usize,
    /// What the open mappings and lists hold so far, one behind the other: how much that will be is not known before.
    entries: Vec<Entry>,
    items: Vec<Node>,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(b'\n')
    }

    fn skip_spaces(&mut self) {
        while self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
    }

    /// The end of the line from `at` on.
    fn line_end(&self, at: usize) -> usize {
        memchr::memchr(b'\n', &self.bytes[at..]).map_or(self.bytes.len(), |length| at + length)
    }

    /// Goes to the first character of the next line that holds something; the reader stands at the beginning of a line.
    fn next_line(&mut self) {
        while self.at < self.bytes.len() {
            let start = self.at;
            self.skip_spaces();
            match self.bytes.get(self.at) {
                None => break,
                Some(b'\n') => self.at += 1,
                Some(b'#') => self.at = (self.line_end(self.at) + 1).min(self.bytes.len()),
                Some(_) => {
                    self.column = Some(self.at - start);
                    return;
                }
            }
        }
        self.column = None;
    }

    /// Goes to the next line when nothing but spaces and a comment follows in this one.
    fn end_line(&mut self) -> Option<()> {
        let before = self.at;
        self.skip_spaces();
        match self.bytes.get(self.at) {
            None => {}
            Some(b'\n') => self.at += 1,
            Some(b'#') if self.at > before => self.at = (self.line_end(self.at) + 1).min(self.bytes.len()),
            Some(_) => return None,
        }
        self.next_line();
        Some(())
    }

    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.depth += 1;
        let result = if self.depth > MAX_DEPTH { None } else { read(self) };
        self.depth -= 1;
        result
    }

    /// A list or a mapping that begins here and whose lines are indented by `indent`.
    fn block(&mut self, indent: usize) -> Option<Node> {
        match self.is_dash() {
            true => self.nested(|reader| reader.block_list(indent)),
            false => self.nested(|reader| reader.block_map(indent)),
        }
    }

    fn is_dash(&self) -> bool {
        self.peek(0) == b'-' && self.peek(1) == b' '
    }

    fn block_list(&mut self, indent: usize) -> Option<Node> {
        let start = self.at;
        let first = self.items.len();
        while self.column == Some(indent) && self.is_dash() {
            let dash = self.at;
            self.at += 1;
            self.skip_spaces();
            if matches!(self.peek(0), b'\n' | b'#') || self.is_dash() {
                return None;
            }
            let item = match self.key_end() {
                Some(_) => {
                    let inner = indent + self.at - dash;
                    self.column = Some(inner);
                    self.nested(|reader| reader.block_map(inner))?
                }
                None => self.value(indent)?,
            };
            self.items.push(item);
        }
        if self.column.is_some_and(|column| column > indent) {
            return None;
        }
        let items = self.items.split_off(first);
        let end = items.last()?.span.end as usize;
        Some(Node { span: Span::new(start, end), value: Value::List(items), plain: false })
    }

    fn block_map(&mut self, indent: usize) -> Option<Node> {
        let start = self.at;
        let first = self.entries.len();
        let mut seen = Seen::default();
        while self.column == Some(indent) {
            let end = self.key_end()?;
            let (key, key_span) = (&self.text[self.at..end], Span::new(self.at, end));
            if !seen.is_new(key, &self.entries[first..]) {
                return None;
            }
            self.at = end + 1;
            self.skip_spaces();
            let value = match self.peek(0) {
                b'\n' | b'#' => {
                    self.at = if self.bytes.get(self.at - 1) == Some(&b':') { end + 1 } else { self.at - 1 };
                    self.end_line()?;
                    match self.column? {
                        column if column > indent => self.block(column)?,
                        column if column == indent && self.is_dash() => {
                            let mut list = self.block(column)?;
                            // To the parser such a list begins behind its first dash.
                            list.span.start = list.items().first()?.span.start;
                            list
                        }
                        _ => return None,
                    }
                }
                _ => self.value(indent)?,
            };
            self.entries.push(Entry { key: Text::part(self.whole, key_span), key_span, value });
        }
        if self.column.is_some_and(|column| column > indent) {
            return None;
        }
        let entries = self.entries.split_off(first);
        let end = entries.last()?.value.span.end as usize;
        Some(Node { span: Span::new(start, end), value: Value::Map(entries), plain: false })
    }

    /// Where the key that stands here ends, if one does: a word with a colon behind it.
    fn key_end(&self) -> Option<usize> {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|byte| !is_part(*byte, KEY))?;
        let begins = rest[0].is_ascii_alphabetic() || rest[0] == b'_';
        let is_key = rest[length] == b':' && matches!(rest.get(length + 1), None | Some(b' ' | b'\n'));
        // A longer key is none in YAML; the whole parser says so.
        let is_short = length <= LONGEST_KEY;
        (begins && is_key && is_short).then_some(self.at + length)
    }

    /// A value that begins in this line, and the end of its last line. `indent` is that of the collection it is in.
    fn value(&mut self, indent: usize) -> Option<Node> {
        if matches!(self.peek(0), b'|' | b'>') {
            return self.block_text(indent);
        }
        let node = self.inline(false)?;
        self.end_line()?;
        Some(node)
    }

    fn inline(&mut self, in_brackets: bool) -> Option<Node> {
        match self.peek(0) {
            b'"' => self.double_quoted(),
            b'\'' => self.single_quoted(),
            b'[' => self.nested(Self::flow_list),
            b'{' => self.nested(Self::flow_map),
            _ => self.plain(in_brackets),
        }
    }

    fn flow_list(&mut self) -> Option<Node> {
        let start = self.at;
        let first = self.items.len();
        self.at += 1;
        self.skip_spaces();
        while self.peek(0) != b']' {
            let item = self.inline(true)?;
            self.items.push(item);
            self.next_in_brackets(b']')?;
        }
        self.at += 1;
        let items = self.items.split_off(first);
        let end = items.last().map_or(self.at, |item| item.span.end as usize);
        Some(Node { span: Span::new(start, end), value: Value::List(items), plain: false })
    }

    fn flow_map(&mut self) -> Option<Node> {
        let start = self.at;
        let first = self.entries.len();
        let mut seen = Seen::default();
        self.at += 1;
        self.skip_spaces();
        while self.peek(0) != b'}' {
            let end = self.key_end().filter(|end| self.bytes.get(end + 1) == Some(&b' '))?;
            let (key, key_span) = (&self.text[self.at..end], Span::new(self.at, end));
            if !seen.is_new(key, &self.entries[first..]) {
                return None;
            }
            self.at = end + 1;
            self.skip_spaces();
            let value = self.inline(true)?;
            self.entries.push(Entry { key: Text::part(self.whole, key_span), key_span, value });
            self.next_in_brackets(b'}')?;
        }
        self.at += 1;
        let entries = self.entries.split_off(first);
        let end = entries.last().map_or(self.at, |entry| entry.value.span.end as usize);
        Some(Node { span: Span::new(start, end), value: Value::Map(entries), plain: false })
    }

    /// Goes to the next thing in brackets or to their end; a comma has something behind it.
    fn next_in_brackets(&mut self, close: u8) -> Option<()> {
        self.skip_spaces();
        if self.peek(0) == close {
            return Some(());
        }
        if self.peek(0) != b',' || self.peek(1) != b' ' {
            return None;
        }
        self.at += 1;
        self.skip_spaces();
        (self.peek(0) != close).then_some(())
    }
}

#[cfg(test)]
mod tests;

//! Text → tree in one pass, for a text that is written as records mostly are: mappings and lists by indentation, values of
//! one line, block texts, brackets on one line. Anything else (and so anything wrong) is `None`, and the parser of
//! [`super::parse`] reads the text from the beginning; where there is a tree, it is the one that the parser would give.

use std::sync::Arc;

use super::node::{Entry, Node, Value};
use super::{Text, scalar};
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

    fn plain(&mut self, in_brackets: bool) -> Option<Node> {
        let start = self.at;
        let first = self.peek(0);
        let begins = first.is_ascii_alphanumeric()
            || first >= 0x80
            || matches!(first, b'(' | b'/' | b'.' | b'_' | b'+' | b'$')
            || (first == b'-' && self.peek(1).is_ascii_alphanumeric());
        if !begins {
            return None;
        }
        let end = if in_brackets { self.plain_end_in_brackets()? } else { self.plain_end()? };
        let text = &self.text[start..end];
        self.at = end;
        // Other white space than YAML's belongs to the value, but not to its place.
        let is_usual = !text.ends_with(char::is_whitespace);
        let span = Span::new(start, end);
        let value = || scalar::meaning(text).unwrap_or_else(|| Value::Text(Text::part(self.whole, span)));
        is_usual.then(|| Node { span, value: value(), plain: true })
    }

    /// Where the scalar without quotes that begins here ends; the spaces behind it are not part of it.
    fn plain_end(&self) -> Option<usize> {
        let (mut end, mut at) = (self.bytes.len(), self.at);
        while let Some(length) = memchr::memchr3(b'\n', b'#', b':', &self.bytes[at..]) {
            at += length;
            match self.bytes[at] {
                b':' if matches!(self.bytes.get(at + 1), None | Some(b' ' | b'\n')) => return None,
                b'\n' => end = at,
                b'#' if self.bytes[at - 1] == b' ' => end = at,
                _ => {
                    at += 1;
                    continue;
                }
            }
            break;
        }
        let spaces = self.bytes[self.at..end].iter().rev().take_while(|byte| **byte == b' ').count();
        Some(end - spaces)
    }

    /// The same between brackets, where more characters end it or are none of it.
    fn plain_end_in_brackets(&self) -> Option<usize> {
        let (mut at, mut end) = (self.at, self.at);
        loop {
            let usual = self.bytes[at..].iter().take_while(|byte| is_part(**byte, SCALAR)).count();
            if usual > 0 {
                at += usual;
                end = at;
            }
            match self.bytes.get(at).copied().unwrap_or(b'\n') {
                b'\n' | b',' | b']' | b'}' => return Some(end),
                b'#' if self.bytes[at - 1] == b' ' => return Some(end),
                b':' if !self.bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) => return None,
                b'[' | b'{' | b'?' => return None,
                b' ' => at += 1,
                _ => {
                    at += 1;
                    end = at;
                }
            }
        }
    }

    /// The text between the quotes that begin and end here.
    fn text(&self, start: usize) -> Node {
        let inner = Text::part(self.whole, Span::new(start + 1, self.at - 1));
        Node { span: Span::new(start, self.at), value: Value::Text(inner), plain: false }
    }

    fn double_quoted(&mut self) -> Option<Node> {
        let start = self.at;
        let length = memchr::memchr3(b'"', b'\\', b'\n', &self.bytes[start + 1..])?;
        self.at = start + 1 + length;
        if self.bytes[self.at] != b'"' {
            return None;
        }
        self.at += 1;
        Some(self.text(start))
    }

    fn single_quoted(&mut self) -> Option<Node> {
        let start = self.at;
        let length = memchr::memchr2(b'\'', b'\n', &self.bytes[start + 1..])?;
        self.at = start + 1 + length;
        if self.bytes[self.at] != b'\'' || self.bytes.get(self.at + 1) == Some(&b'\'') {
            return None;
        }
        self.at += 1;
        Some(self.text(start))
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

    /// `|` or `>` with its lines.
    fn block_text(&mut self, indent: usize) -> Option<Node> {
        let is_folded = self.peek(0) == b'>';
        let is_stripped = self.peek(1) == b'-';
        self.at += if is_stripped { 2 } else { 1 };
        if self.peek(0) != b'\n' || self.at >= self.bytes.len() {
            return None;
        }
        self.at += 1;
        let (mut text, mut empty, mut inner, mut first) = (String::new(), 0, None, None);
        while self.at < self.bytes.len() {
            let line = self.at;
            let end = self.line_end(line);
            let content = &self.text[line..end];
            let spaces = content.len() - content.trim_start_matches(' ').len();
            if spaces == content.len() {
                // Spaces beyond the indentation are content.
                if spaces > inner? {
                    return None;
                }
                empty += 1;
                self.at = (end + 1).min(self.bytes.len());
                continue;
            }
            let inner = *inner.get_or_insert(spaces);
            if inner <= indent {
                return None;
            }
            if spaces < inner {
                if spaces > indent {
                    return None;
                }
                break;
            }
            if end == self.bytes.len() || (is_folded && (spaces > inner || content.ends_with(' '))) {
                return None;
            }
            match (text.is_empty(), is_folded, empty) {
                (true, ..) => {}
                (_, true, 0) => text.push(' '),
                (_, true, empty) => (0..empty).for_each(|_| text.push('\n')),
                (_, false, empty) => (0..=empty).for_each(|_| text.push('\n')),
            }
            empty = 0;
            // The place to show is the first line.
            first.get_or_insert(Span::new(line + inner, end));
            text.push_str(&content[inner..]);
            self.at = end + 1;
        }
        let span = first?;
        if !is_stripped {
            text.push('\n');
        }
        self.next_line();
        Some(Node { span, value: Value::Text(text.into()), plain: false })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;
    use walkdir::WalkDir;

    use super::super::parse::parse_whole;
    use super::*;

    /// A tree that is read here is the parser's, and the parser has nothing to say of the text.
    fn holds(text: &str) -> bool {
        let Some(root) = read(&text.into()) else { return false };
        let whole = parse_whole(text);
        assert_eq!(whole.root.as_ref(), Some(&root), "{text}");
        assert!(whole.problems.is_empty() && !whole.partial, "{:?} of\n{text}", whole.problems);
        true
    }

    fn texts(below: &str) -> Vec<String> {
        let files = WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(below)).sort_by_file_name();
        let files = files.into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
        files.filter_map(|entry| std::fs::read_to_string(entry.path()).ok()).collect()
    }

    #[test]
    fn records_are_read_as_the_parser_reads_them() {
        let records = texts("sample-isms");
        let count = records.iter().filter(|text| holds(text)).count();
        assert!(count * 3 > records.len(), "most records are written as usual: {count} of {}", records.len());
        for text in texts("tests/yaml").iter().chain(&texts("tests/rules/fixture")) {
            holds(text);
        }
    }

    #[test]
    fn what_is_written_otherwise_is_left_to_the_parser() {
        for text in [
            "",
            "a",
            "a: &x 1\n",
            "a: *x\n",
            "a: !!str 1\n",
            "a: 1\na: 2\n",
            "a: 1\n---\nb: 2\n",
            "a:\n\t- b\n",
            "a: \"x\\ty\"\n",
            "a: one\n  two\n",
            "a:\n",
            "a: {b: 1\n",
            "? a\n",
            "a: 'x''y'\n",
            "- - a\n",
            " a: 1\n",
            "a: b: c\n",
            "a: [b, ]\n",
            "%YAML 1.2\n---\na: 1\n",
            "a: 1\r\n",
            "\u{feff}a: 1\n",
            "a: |\n",
            "a: |2\n  x\n",
            "a: >\n  x\n   y\n",
            "a: x\u{2028}y\n",
            "a:\n  b: 1\n c: 2\n",
            "a: \"x\" y\n",
            "a: 1\n...\n",
        ] {
            assert!(read(&text.into()).is_none(), "{text:?}");
        }
    }

    #[test]
    fn depth_is_limited() {
        assert!(read(&format!("a: {}1{}\n", "[".repeat(20_000), "]".repeat(20_000)).into()).is_none());
        let deep: String = (0..60).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
        assert!(read(&format!("{deep}{}a: 1\n", " ".repeat(60)).into()).is_none());
    }

    /// Pieces of YAML, from which a text is put together that may be sound or not.
    const PIECES: &[&str] = &[
        "a: ",
        "b:",
        "c-d: ",
        "- ",
        "-",
        "\n",
        "\n  ",
        "\n    ",
        "\n ",
        "x",
        "yes",
        "null",
        "~",
        "12",
        "1.5",
        "2026-01-01",
        "\"q\"",
        "\"q\\n\"",
        "'s'",
        "'s''t'",
        "[",
        "]",
        "{",
        "}",
        ", ",
        ",",
        "# c",
        " # c",
        "|",
        ">",
        "|-",
        ">-",
        "|+",
        " ",
        "  ",
        "own:A.1",
        "a b",
        ": ",
        ":",
        "-x",
        "--- ",
        "...",
        "ä",
        "–",
        "?",
        "!",
        "&a ",
        "*a",
        "%",
        "@",
        "\t",
        "(p)",
        "a: b\n",
        "k:\n  - a: 1\n    b: 2\n",
        "t: |\n  one\n\n  two\n",
        "f: >\n  one\n  two\n",
        "m: {a: 1, b: [x, y]}\n",
        "\u{a0}",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_that_is_read_is_read_as_the_parser_does(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..14)) {
            holds(&pieces.concat());
        }

        /// A record with a piece put in or cut out anywhere.
        #[test]
        fn a_record_with_a_slip_is_read_as_the_parser_does(
            at in 0..400_usize, cut in 0..6_usize, piece in prop::sample::select(PIECES)
        ) {
            const RECORD: &str = "kind: action # why\nid: CA-1\ntitle: \"It's: so\"\nsource: {type: finding, findings: [F-1, F-2]}\n\
                # a comment\ncause:\n  statement: |\n    One.\n\n      Two.\n  text: >-\n    One\n    two\n\n    three\n  n: 3\n\
                list:\n- a\n- 'b c'\nactions:\n  - n: 1\n    due: 2026-06-30\n    evidence: []\n\n  - n: 2\n    what: x y #z\n    who:\n\
                \x20     - p-it\n      - group:all staff\nlast: true\n";
            assert!(read(&RECORD.into()).is_some());
            let at = at.min(RECORD.len());
            let end = (at + cut).min(RECORD.len());
            holds(&format!("{}{piece}{}", &RECORD[..at], &RECORD[end..]));
        }
    }
}

//! Values that are no collections: without quotes, between quotes, in a block of lines.

use super::super::node::{Node, Value};
use super::super::{Text, scalar};
use super::{Reader, SCALAR, is_part};
use crate::span::Span;

impl Reader<'_> {
    pub(super) fn plain(&mut self, in_brackets: bool) -> Option<Node> {
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

    pub(super) fn double_quoted(&mut self) -> Option<Node> {
        let start = self.at;
        let length = memchr::memchr3(b'"', b'\\', b'\n', &self.bytes[start + 1..])?;
        self.at = start + 1 + length;
        if self.bytes[self.at] != b'"' {
            return None;
        }
        self.at += 1;
        Some(self.text(start))
    }

    pub(super) fn single_quoted(&mut self) -> Option<Node> {
        let start = self.at;
        let length = memchr::memchr2(b'\'', b'\n', &self.bytes[start + 1..])?;
        self.at = start + 1 + length;
        if self.bytes[self.at] != b'\'' || self.bytes.get(self.at + 1) == Some(&b'\'') {
            return None;
        }
        self.at += 1;
        Some(self.text(start))
    }

    /// `|` or `>` with its lines.
    pub(super) fn block_text(&mut self, indent: usize) -> Option<Node> {
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

//! Where things stand in a text: a value, its line, its block, and what is offered as a comment.

use std::ops::Range;

use super::super::{Node, Value, write};
use super::{Text, has_brackets};

impl Text<'_> {
    /// Whether a node is a text behind `|` or `>`. Its place begins with its first line, not with that sign.
    pub(super) fn is_block_scalar(&self, node: &Node) -> bool {
        let before = self.text[..node.span.start as usize].trim_end_matches(' ');
        let head = before.trim_end().rsplit('\n').next().unwrap_or_default();
        let head = head.split(" #").next().unwrap_or_default().split_whitespace().next_back();
        !node.plain && before.ends_with('\n') && head.is_some_and(|sign| sign.starts_with(['|', '>']))
    }

    /// Whether a node stands in brackets, so that lines mean nothing to it.
    pub(super) fn is_in_brackets(&self, path: &str) -> bool {
        let mut above = path;
        while let Some((parent, _)) = above.rsplit_once('/') {
            if self.root.at(parent).is_some_and(|node| self.has_brackets(node)) {
                return true;
            }
            above = parent;
        }
        false
    }

    pub(super) fn has_brackets(&self, node: &Node) -> bool {
        has_brackets(self.text, node)
    }

    /// Whether a collection in brackets on one line would make too long a line with one more thing in it, and can become a
    /// block instead.
    pub(super) fn is_too_long_with(&self, path: &str, node: &Node, more: &str) -> bool {
        let range = self.end_of_value(node);
        let width = self.column(range.end) + more.chars().count() + 4;
        let is_alone = self.text[range.end..].split('\n').next().is_some_and(|rest| rest.trim().is_empty());
        let can_be_block = is_alone && !self.is_in_brackets(path) && !self.text[range].contains('\n');
        self.has_brackets(node) && can_be_block && width > write::WIDTH
    }

    /// The bytes of a value that stands on its line. A scalar of several lines in brackets is not one.
    pub(super) fn end_of_value(&self, node: &Node) -> Range<usize> {
        let range = node.span.range();
        let open = self.text[range.clone()].chars().next();
        match open.filter(|_| node.is_collection()) {
            Some(open @ ('[' | '{')) => range.start..self.closing(node, open),
            _ => range,
        }
    }

    /// Where a collection in brackets ends, behind its closing one.
    fn closing(&self, node: &Node, open: char) -> usize {
        let close = if open == '[' { ']' } else { '}' };
        let last = node.items().last().map(|item| self.end_of_value(item).end);
        let last = last.or_else(|| node.entries().last().map(|entry| self.end_of_value(&entry.value).end));
        let from = last.unwrap_or(node.span.start as usize + 1);
        self.skip_to(from, close).map_or(from, |at| at + 1)
    }

    /// The next place of a character that is not in a comment.
    fn skip_to(&self, from: usize, wanted: char) -> Option<usize> {
        let mut is_comment = false;
        let mut before = ' ';
        for (at, c) in self.text[from..].char_indices() {
            match c {
                '\n' => is_comment = false,
                '#' if before.is_whitespace() => is_comment = true,
                c if c == wanted && !is_comment => return Some(from + at),
                _ => {}
            }
            before = c;
        }
        None
    }

    /// The place behind the comments that begin at another one and offer keys of a lower rank: these will stand there.
    pub(super) fn behind_offers(&self, rank: usize, at: usize) -> usize {
        let is_before = |line: &&str| {
            let key = line.strip_prefix("# ").and_then(|rest| rest.split_once(':')).map(|(key, _)| key);
            key.is_some_and(|key| !key.contains(' ') && (self.rank)("", key) < rank)
        };
        at + self.text[at..].split_inclusive('\n').take_while(is_before).map(str::len).sum::<usize>()
    }

    /// The line that offers a key as a comment (`# due: …`), as a new record has them; only at the top of a record.
    pub(super) fn offered(&self, key: &str, indent: usize, node: &Node) -> Option<Range<usize>> {
        if !std::ptr::eq(node, self.root) || indent > 0 {
            return None;
        }
        let begin = format!("# {key}:");
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            if line.starts_with(&begin) && !self.is_in_value(at) {
                return Some(at..at + line.len());
            }
            at += line.len();
        }
        None
    }

    /// Whether a place at the start of a line lies in a text of several lines rather than between values.
    fn is_in_value(&self, at: usize) -> bool {
        self.root.entries().iter().any(|entry| {
            let start = entry.key_span.start as usize;
            let end = self.end_of_block(start, 0, &entry.value);
            start < at && at < end
        })
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |newline| newline + 1).max(if self.text.starts_with('\u{feff}') {
            3
        } else {
            0
        })
    }

    pub(super) fn column(&self, at: usize) -> usize {
        self.text[self.line_start(at)..at].chars().count()
    }

    /// The dash that a value of a block sequence stands behind, on the same line.
    pub(super) fn dash_before(&self, node: &Node) -> Option<usize> {
        let at = node.span.start as usize;
        let line = &self.text[self.line_start(at)..at];
        let before = line.trim_end_matches(' ');
        (before.ends_with('-') && line.len() > before.len()).then(|| self.line_start(at) + before.len() - 1)
    }

    /// Where the lines of a value end, whose key or dash is at `start` in column `indent`: behind the newline of the last
    /// one. Lines that are indented further belong to it, and so does a sequence in the column of its key.
    pub(super) fn end_of_block(&self, start: usize, indent: usize, value: &Node) -> usize {
        let reached = value.span.end as usize;
        let is_flush = matches!(value.value, Value::List(_))
            && !self.has_brackets(value)
            && self.column(value.span.start as usize) == indent;
        let mut at = self.line_start(start);
        let mut end = at;
        for line in self.text[at..].split_inclusive('\n') {
            let body = line.trim_end_matches(['\n', '\r']);
            let depth = body.len() - body.trim_start_matches(' ').len();
            let is_blank = body.trim().is_empty();
            let is_within = at <= start
                || at < reached
                || depth > indent
                || is_flush && depth == indent && body[depth..].starts_with("- ");
            if !is_blank && !is_within {
                break;
            }
            at += line.len();
            if !is_blank {
                end = at;
            }
        }
        end
    }
}

//! Places in a text: byte spans, and the line and column that they stand for.

use line_index::{LineIndex, TextSize};

/// A range of bytes in a record's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// Byte behind the last one.
    pub end: u32,
}

impl Span {
    /// The bytes from `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        // Records are at most 4 MiB, so that offsets fit.
        Self { start: start as u32, end: end.max(start) as u32 }
    }

    /// The span as a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A place as people count it: both from 1, columns in Unicode code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: u32,
    /// Column in code points, from 1.
    pub column: u32,
}

/// Turns byte offsets of one text into lines and columns.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    index: LineIndex,
}

impl<'a> Lines<'a> {
    /// Indexes the lines of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, index: LineIndex::new(text) }
    }

    /// Line and column of the byte at `offset`; an offset beyond the text is its end.
    pub fn at(&self, offset: u32) -> LineColumn {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let place = self.index.line_col(TextSize::new(offset as u32));
        let line_start = offset - place.col as usize;
        let before = self.text[line_start..offset].trim_start_matches('\u{feff}');
        LineColumn { line: place.line + 1, column: before.chars().count() as u32 + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_code_points_and_no_byte_order_mark() {
        let text = "\u{feff}título: x\nb: 漢y\n";
        let lines = Lines::new(text);
        let at = |needle: char| lines.at(text.find(needle).expect("in the text") as u32);
        assert_eq!(at('x'), LineColumn { line: 1, column: 9 });
        assert_eq!(at('y'), LineColumn { line: 2, column: 5 });
        assert_eq!(lines.at(9_999), LineColumn { line: 3, column: 1 });
    }
}

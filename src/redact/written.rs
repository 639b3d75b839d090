//! Putting other words in place of names, so that what is around them is still Markdown.

use std::ops::Range;

use super::reading::{Mark, Reading};

/// What stands in place of some glyphs.
#[derive(Debug)]
pub struct Edit<'n> {
    /// The places of the glyphs.
    pub glyphs: Range<usize>,
    /// The words.
    pub label: &'n str,
}

/// The text with the edits, which are in order and apart from each other.
pub fn written(text: &str, reading: &Reading, edits: &[Edit<'_>]) -> String {
    let mut written = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        let glyphs = &reading.glyphs[edit.glyphs.clone()];
        let (Some(first), Some(last)) = (glyphs.first(), glyphs.last()) else { continue };
        // Several letters may be written as one, of which the one before has taken its part.
        let place = Place::of(text, &reading.marks, done, first.start.max(done)..last.end.max(done));
        written.push_str(&text[done..place.start]);
        let label = if is_in_address(text, first.start) { joined(edit.label) } else { edit.label.to_owned() };
        written.extend([place.before, label.as_str(), place.after]);
        done = place.end;
    }
    written.push_str(&text[done..]);
    written
}

/// Where an edit begins and ends, and the marks in it whose others are elsewhere.
struct Place<'t> {
    start: usize,
    end: usize,
    before: &'t str,
    after: &'t str,
}

impl<'t> Place<'t> {
    fn of(text: &'t str, marks: &[Mark], done: usize, Range { start, end }: Range<usize>) -> Self {
        let mut place = Place { start, end, before: "", after: "" };
        if text[done..start].ends_with('<') && text[end..].starts_with('>') {
            (place.start, place.end) = (start - 1, end + 1);
        }
        let sign = |mark: &Mark| &text[mark.start..mark.end];
        let mut open: Vec<Mark> = Vec::new();
        let first = marks.partition_point(|mark| mark.start < start);
        let within = marks[first..].iter().take_while(|mark| mark.end <= end);
        for mark in within.filter(|mark| !sign(mark).starts_with("<!")) {
            match open.last().is_some_and(|last| is_pair(sign(last), sign(mark))) {
                true => drop(open.pop()),
                false => open.push(*mark),
            }
        }
        for mark in open {
            let behind = marks.iter().find(|other| other.start == place.end && is_pair(sign(&mark), sign(other)));
            let before = marks.iter().find(|other| other.end == place.start && is_pair(sign(other), sign(&mark)));
            let sign = sign(&mark);
            if let Some(other) = behind {
                place.end = other.end;
            } else if let Some(other) = before.filter(|other| other.start >= done) {
                place.start = other.start;
            } else if text[place.end..].starts_with(sign) {
                place.end += sign.len();
            } else if text[done..place.start].ends_with(sign) {
                place.start -= sign.len();
            } else if text[..mark.start].ends_with(char::is_whitespace) {
                place.before = sign;
            } else {
                place.after = sign;
            }
        }
        place
    }
}

/// Whether the second of two signs ends what the first one begins.
fn is_pair(first: &str, second: &str) -> bool {
    match first.as_bytes().first() {
        Some(b'[') => second.starts_with(']'),
        Some(b'<') => second.strip_prefix("</").is_some_and(|end| name_of(end) == name_of(&first[1..])),
        Some(b']') => false,
        _ => first == second,
    }
}

/// The name of a tag.
fn name_of(tag: &str) -> &str {
    tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default()
}

/// Whether a place is in the address of a link, where a blank would end it.
fn is_in_address(text: &str, at: usize) -> bool {
    let is_end = |c: char| c.is_whitespace() || matches!(c, '<' | '"' | '(');
    let start = text[..at].rfind(is_end).map_or(0, |end| end + text[end..].chars().next().map_or(0, char::len_utf8));
    let begun = &text[start..at];
    let is_known = ["mailto:", "www."].iter().any(|known| begun.starts_with(known));
    is_known || begun.contains("://") || text[..start].ends_with("](")
}

/// Words without blanks and signs between them.
fn joined(label: &str) -> String {
    let words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

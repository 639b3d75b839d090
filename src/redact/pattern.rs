//! What a person may be called, and whether it stands somewhere in a text.

use super::reading::{Glyph, Reading};

/// How a person is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    /// By more than one word, however it is written.
    Whole,
    /// By a first or last name alone, with a capital: many of them are words of the language as well.
    Part,
    /// By an account that might be a word of the language: behind an at sign or a slash.
    Handle,
}

/// Something that a person is called.
#[derive(Debug, Clone)]
pub struct Pattern {
    call: Call,
    letters: Vec<char>,
    /// Behind how many letters a word ends.
    ends: Vec<usize>,
    /// What stands in its place.
    pub label: String,
}

/// Of so many letters and more, two words that are written as one are no other word.
const LONG: usize = 8;
/// In capitals throughout, shorter words are rather abbreviations than names.
const SHORTEST_SHOUTED: usize = 5;
/// So many signs may stand between two words of a name.
const MOST_SIGNS: usize = 2;

impl Pattern {
    /// What is called by these words; `None` where there are none.
    pub fn new(call: Call, words: &[Vec<char>], label: &str) -> Option<Pattern> {
        let letters: Vec<char> = words.concat();
        let ends = words.iter().scan(0, |end, word| {
            *end += word.len();
            Some(*end)
        });
        let pattern = Pattern { call, ends: ends.collect(), letters, label: label.to_owned() };
        (!pattern.letters.is_empty()).then_some(pattern)
    }

    /// The first two letters, as far as they are of one word: patterns are looked up by them.
    pub fn key(&self) -> [char; 2] {
        let is_long = self.ends.first().is_some_and(|end| *end > 1);
        [self.letters[0], if is_long { self.letters[1] } else { '\0' }]
    }

    /// Whether it is the same call as another one.
    pub fn is_same(&self, other: &Pattern) -> bool {
        (self.call, &self.letters, &self.ends) == (other.call, &other.letters, &other.ends)
    }

    /// Where it ends if it stands at a place, which is the first letter of a word.
    pub fn end(&self, reading: &Reading, at: usize) -> Option<usize> {
        let mut end = at;
        for (number, letter) in self.letters.iter().enumerate() {
            if number > 0 && self.ends.contains(&number) {
                end = self.next_word(reading, end)?;
            }
            if reading.glyphs.get(end)?.letter != *letter {
                return None;
            }
            end += 1;
        }
        let is_genitive = || {
            self.letters.len() > 3
                && reading.glyphs.get(end).is_some_and(|glyph| glyph.letter == 's' && !glyph.is_capital)
        };
        if !reading.is_edge(end) {
            end = Some(end + 1).filter(|end| is_genitive() && reading.is_edge(*end))?;
        }
        self.is_meant(reading, at, end).then_some(end)
    }

    /// Whether the letters are rather this call than a word of the language.
    fn is_meant(&self, reading: &Reading, at: usize, end: usize) -> bool {
        let letters = &reading.glyphs[at..end];
        match self.call {
            Call::Whole => true,
            Call::Part => {
                let is_shouted = letters.iter().all(|glyph| glyph.is_capital || !glyph.is_in_word());
                letters[0].is_capital && (!is_shouted || letters.len() >= SHORTEST_SHOUTED)
            }
            Call::Handle => at.checked_sub(1).is_some_and(|before| matches!(reading.glyphs[before].letter, '@' | '/')),
        }
    }

    /// The beginning of the next word of a name behind the one before.
    fn next_word(&self, reading: &Reading, at: usize) -> Option<usize> {
        let rest = &reading.glyphs[at..];
        let between: &[Glyph] = &rest[..rest.iter().take_while(|glyph| !glyph.is_in_word()).count()];
        let is_apart =
            |glyph: &Glyph| matches!(glyph.letter, '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '|' | '@');
        let signs = between.iter().filter(|glyph| !glyph.letter.is_whitespace()).count();
        if signs > MOST_SIGNS || between.iter().any(is_apart) {
            return None;
        }
        let is_joined = between.is_empty() && !reading.is_edge(at);
        (!is_joined || self.letters.len() >= LONG).then_some(at + between.len())
    }
}

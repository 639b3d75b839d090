//! A text as it is read rather than written: letter by letter, without case, accents and what nobody sees, with what stands for
//! a character in Markdown and in addresses resolved. Each letter knows where it is written.

mod way;

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;
use pulldown_cmark::{Event, Parser};

pub use self::way::Way;
use self::way::{looks_like, markup};
use crate::text::is_unseen;

/// A letter, a digit or a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// The letter, small and without accents.
    pub letter: char,
    /// Whether it is written as a capital.
    pub is_capital: bool,
    /// Where it begins in the text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

impl Glyph {
    /// Whether it is a letter or a digit: what words are made of.
    pub fn is_in_word(&self) -> bool {
        self.letter.is_alphanumeric()
    }
}

/// Signs that may begin or end emphasis, code or a link, or a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    pub start: usize,
    pub end: usize,
}

/// A text as it is read.
#[derive(Debug, Default)]
pub struct Reading {
    /// All that is seen, without the marks.
    pub glyphs: Vec<Glyph>,
    /// The marks, in order.
    pub marks: Vec<Mark>,
    way: Way,
}

/// The longest name of a character in HTML, with what is around it.
const LONGEST_ENTITY: usize = 36;

impl Reading {
    /// Reads a text as those will see it to whom it is shown in a way.
    pub fn of(text: &str, way: Way) -> Reading {
        let mut reading = Reading { glyphs: Vec::with_capacity(text.len()), marks: Vec::new(), way };
        let mut at = 0;
        while let Some(character) = text[at..].chars().next() {
            at = reading.take(text, at, character);
        }
        reading.join_signs();
        reading
    }

    /// Reads what stands at a place, and tells where it ends.
    fn take(&mut self, text: &str, at: usize, character: char) -> usize {
        let end = at + character.len_utf8();
        match character {
            '\\' if text[end..].starts_with(|c: char| c.is_ascii_punctuation()) => {
                self.push(&text[end..=end], at, end + 1);
                return end + 1;
            }
            '*' | '~' | '`' | '_' => return self.take_marks(text, at, character),
            '<' | '[' | ']' if self.way.is_shown => {
                if let Some(length) = markup(text, at) {
                    self.marks.push(Mark { start: at, end: at + length });
                    return at + length;
                }
            }
            '&' => {
                if let Some((meant, end)) = entity(&text[at..]) {
                    self.push(&meant, at, at + end);
                    return at + end;
                }
            }
            '%' => {
                if let Some((meant, end)) = encoded(&text.as_bytes()[at..]) {
                    self.push(&meant, at, at + end);
                    return at + end;
                }
            }
            _ => {}
        }
        self.push(&text[at..end], at, end);
        end
    }

    fn take_marks(&mut self, text: &str, at: usize, sign: char) -> usize {
        let end = at + text[at..].bytes().take_while(|byte| *byte == sign as u8).count();
        let is_in_word = text[..at].ends_with(char::is_alphanumeric) && text[end..].starts_with(char::is_alphanumeric);
        if sign != '_' || !is_in_word {
            self.marks.push(Mark { start: at, end });
        }
        // What is between underscores is no part of the word before.
        if sign == '_' {
            self.push("_", at, end);
        }
        end
    }

    fn push(&mut self, meant: &str, start: usize, end: usize) {
        for character in meant.chars() {
            if character.is_ascii() {
                let (letter, is_capital) = (character.to_ascii_lowercase(), character.is_ascii_uppercase());
                self.glyphs.push(Glyph { letter, is_capital, start, end });
            } else {
                self.push_other(character, start, end);
            }
        }
    }

    fn push_other(&mut self, character: char, start: usize, end: usize) {
        let marks = CanonicalCombiningClassMapBorrowed::new();
        let known = self.glyphs.len();
        if !is_unseen(character) || character.is_whitespace() {
            for part in DecomposingNormalizerBorrowed::new_nfkd().normalize_iter(std::iter::once(character)) {
                if marks.get_u8(part) != 0 {
                    continue;
                }
                let is_capital = part.is_uppercase();
                let alike = if self.way.by_looks { looks_like(part) } else { None };
                for letter in alike.unwrap_or(part).to_lowercase() {
                    let glyph = |letter| Glyph { letter, is_capital, start, end };
                    match spelt(letter) {
                        Some(letters) => self.glyphs.extend(letters.chars().map(glyph)),
                        None => self.glyphs.push(glyph(letter)),
                    }
                }
            }
        }
        // What is not read of itself belongs to what stands before it.
        let is_silent = known == self.glyphs.len();
        if let Some(last) = self.glyphs.last_mut().filter(|last| is_silent && last.end == start) {
            last.end = end;
        }
    }

    /// Whether a word begins or ends at a place.
    pub fn is_edge(&self, at: usize) -> bool {
        let (Some(before), Some(after)) = (at.checked_sub(1).and_then(|at| self.glyphs.get(at)), self.glyphs.get(at))
        else {
            return true;
        };
        let is_new_word = before.letter.is_alphabetic() && !before.is_capital && after.is_capital;
        !before.is_in_word()
            || !after.is_in_word()
            || is_new_word
            || before.letter.is_numeric() != after.letter.is_numeric()
            || is_unspaced(before.letter)
            || is_unspaced(after.letter)
    }

    /// Puts an at sign and a dot in place of those that are spelt out: `name (at) host [dot] example`.
    fn join_signs(&mut self) {
        let mut at = 0;
        while at < self.glyphs.len() {
            let found = self.spelt_sign(at, &["at"]).filter(|end| self.has_dot(*end)).map(|end| (end, '@'));
            let found = found.or_else(|| self.spelt_sign(at, &["dot", "punkt"]).map(|end| (end, '.')));
            if let Some((end, letter)) = found {
                let start = self.glyphs[..at].iter().rposition(|glyph| !glyph.letter.is_whitespace());
                let start = start.map_or(0, |last| last + 1);
                let sign =
                    Glyph { letter, is_capital: false, start: self.glyphs[start].start, end: self.glyphs[end - 1].end };
                self.glyphs.splice(start..end, [sign]);
                at = start;
            }
            at += 1;
        }
    }

    /// Where the blanks behind a bracket with one of the words in it end.
    fn spelt_sign(&self, at: usize, words: &[&str]) -> Option<usize> {
        let glyphs = &self.glyphs;
        let close = match glyphs[at].letter {
            '(' => ')',
            '[' => ']',
            '{' => '}',
            '<' => '>',
            _ => return None,
        };
        let first = self.behind_blanks(at + 1);
        let is_here = |word: &&&str| {
            let letters = glyphs.get(first..first + word.len());
            letters.is_some_and(|letters| letters.iter().map(|glyph| glyph.letter).eq(word.chars()))
        };
        let last = self.behind_blanks(first + words.iter().find(is_here)?.len());
        glyphs.get(last).filter(|glyph| glyph.letter == close).map(|_| self.behind_blanks(last + 1))
    }

    fn behind_blanks(&self, at: usize) -> usize {
        let rest = self.glyphs.get(at..).unwrap_or_default();
        at + rest.iter().take_while(|glyph| glyph.letter.is_whitespace()).count()
    }

    /// Whether what stands at a place goes on as a name of a host does.
    fn has_dot(&self, at: usize) -> bool {
        let rest = self.glyphs.get(at..).unwrap_or_default();
        let name = rest.iter().take_while(|glyph| glyph.is_in_word() || glyph.letter == '-').count();
        let after = at + name;
        let is_dot = rest.get(name).is_some_and(|glyph| glyph.letter == '.')
            && rest.get(name + 1).is_some_and(|glyph| glyph.is_in_word());
        let open = self.behind_blanks(after);
        name > 0 && (is_dot || open < self.glyphs.len() && self.spelt_sign(open, &["dot", "punkt"]).is_some())
    }
}

/// Letters that are more than others with an accent for Unicode, as whoever lacks them on the keyboard writes them.
fn spelt(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        _ => return None,
    })
}

/// Whether words are written without spaces between them with such letters.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// The characters that a text begins with the name or the number of, and where that ends.
fn entity(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';')? + 1;
    let written = &text[..end];
    // Another one may end there, which begins later.
    let name = written.strip_prefix('&')?.strip_suffix(';')?.trim_start_matches('#');
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let meant = Parser::new(written).find_map(|event| if let Event::Text(text) = event { Some(text) } else { None })?;
    (*meant != *written).then(|| (meant.into_string(), end))
}

/// The character that a text begins with as it is written in addresses (`%20`), and where that ends.
fn encoded(bytes: &[u8]) -> Option<(String, usize)> {
    let mut decoded = Vec::new();
    for triple in bytes.chunks(3).take(4) {
        let [b'%', high, low] = triple else { break };
        let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        decoded.push(digit(*high)? * 16 + digit(*low)?);
        if let Ok(text) = std::str::from_utf8(&decoded) {
            return Some((text.to_owned(), decoded.len() * 3));
        }
    }
    None
}

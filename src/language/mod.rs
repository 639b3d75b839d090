//! The languages that pages and reports are written in: their strings, plurals and days.
//!
//! A language is one file of Project Fluent messages. What a file lacks is said in English, so that a language can grow.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::hash::HashMap;
use crate::record::criteria::{self, Catalogues};
use crate::record::{Criterion, Date};

/// The built-in languages by their tags, the one that the others fall back on first.
const BUILT_IN: &[(&str, &str)] = &[("en", include_str!("en.ftl")), ("de", include_str!("de.ftl"))];

/// A language: its messages, and how it writes days and numbers.
pub struct Language {
    tag: String,
    source: String,
    bundle: FluentBundle<FluentResource>,
    fallback: Option<Arc<Language>>,
    /// The messages into which nothing is filled, which most of them are, once for all.
    fixed: HashMap<String, Arc<str>>,
    /// The days that were written so far, by their pattern: there are few, and each is written often.
    days: RwLock<HashMap<(&'static str, Date), String>>,
}

/// Why a file is no language.
#[derive(Debug, thiserror::Error)]
pub enum LanguageError {
    /// There is none with this tag.
    #[error("there is no language `{tag}` (there are {})", .known.join(", "))]
    Unknown {
        /// The tag that was asked for.
        tag: String,
        /// Those that are there.
        known: Vec<String>,
    },
    /// The tag is none.
    #[error("`{0}` is no language tag such as `fr` or `pt-BR`")]
    Tag(String),
    /// The text is no list of messages.
    #[error("line {line}: this is no Fluent message")]
    Syntax {
        /// Its line, from 1.
        line: usize,
    },
    /// A message stands there twice.
    #[error("the message `{0}` stands there twice")]
    Twice(String),
}

impl Language {
    /// Tags of the built-in languages.
    pub fn tags() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(tag, _)| *tag)
    }

    /// English, which all others fall back on.
    pub fn english() -> Arc<Language> {
        static ENGLISH: OnceLock<Arc<Language>> = OnceLock::new();
        Arc::clone(ENGLISH.get_or_init(|| {
            let (tag, text) = BUILT_IN[0];
            let english = Self::parse(tag, text, None);
            Arc::new(
                english.unwrap_or_else(|error| unreachable!("en.ftl is held against its syntax by a test: {error}")),
            )
        }))
    }

    /// A built-in language by its tag.
    ///
    /// # Errors
    /// There is none.
    pub fn built_in(tag: &str) -> Result<Arc<Language>, LanguageError> {
        let known = || Self::tags().map(str::to_owned).collect();
        match BUILT_IN.iter().find(|(known, _)| known.eq_ignore_ascii_case(tag)) {
            Some(("en", _)) => Ok(Self::english()),
            Some((tag, text)) => Self::read(tag, text),
            None => Err(LanguageError::Unknown { tag: tag.to_owned(), known: known() }),
        }
    }

    /// The text of a built-in language's file.
    pub fn file(tag: &str) -> Option<&'static str> {
        BUILT_IN.iter().find(|(known, _)| *known == tag).map(|(_, text)| *text)
    }

    /// A language from the text of its file.
    ///
    /// # Errors
    /// The tag or the text is not what it should be.
    pub fn read(tag: &str, text: &str) -> Result<Arc<Language>, LanguageError> {
        Self::parse(tag, text, Some(Self::english())).map(Arc::new)
    }

    /// A language from a file of the user's: what it lacks is said by the built-in one of its tag, then in English.
    ///
    /// # Errors
    /// The tag or the text is not what it should be.
    pub fn own(tag: &str, text: &str) -> Result<Arc<Language>, LanguageError> {
        let fallback = Self::built_in(tag).unwrap_or_else(|_| Self::english());
        Self::parse(tag, text, Some(fallback)).map(Arc::new)
    }

    fn parse(tag: &str, text: &str, fallback: Option<Arc<Language>>) -> Result<Language, LanguageError> {
        let identifier: LanguageIdentifier = tag.parse().map_err(|_| LanguageError::Tag(tag.to_owned()))?;
        let resource = FluentResource::try_new(text.replace("\r\n", "\n")).map_err(|(_, errors)| {
            let at = errors.first().map_or(0, |error| error.pos.start).min(text.len());
            LanguageError::Syntax { line: text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1 }
        })?;
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // The marks that isolate directions show as boxes in PDFs and plain text; no language here needs them.
        bundle.set_use_isolating(false);
        let fixed = fixed(&resource);
        bundle.add_resource(resource).map_err(|errors| {
            let twice = errors.into_iter().find_map(|error| match error {
                fluent_bundle::FluentError::Overriding { id, .. } => Some(id),
                _ => None,
            });
            LanguageError::Twice(twice.unwrap_or_default())
        })?;
        Ok(Language { tag: tag.to_owned(), source: text.to_owned(), bundle, fallback, fixed, days: RwLock::default() })
    }

    /// Its tag: `en`, `pt-BR`.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The text of its file.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// A message into which nothing can be filled; `None` when there is none, or there are gaps in it.
    pub fn fixed(&self, key: &str) -> Option<&Arc<str>> {
        self.fixed.get(key).or_else(|| match self.bundle.has_message(key) {
            true => None,
            false => self.fallback.as_ref()?.fixed(key),
        })
    }

    /// A message with what is filled into it; `None` when neither this language nor English has it.
    pub fn find(&self, key: &str, arguments: &[(&str, FluentValue<'_>)]) -> Option<String> {
        if let Some(fixed) = self.fixed(key) {
            return Some(String::from(&**fixed));
        }
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return self.fallback.as_ref()?.find(key, arguments);
        };
        let arguments: FluentArgs<'_> = arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned())
    }

    /// A message with what is filled into it. A test holds the keys that the code names against the files.
    pub fn text(&self, key: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        self.find(key, arguments).unwrap_or_else(|| key.to_owned())
    }

    /// A message into which nothing is filled.
    pub fn plain(&self, key: &str) -> String {
        self.text(key, &[])
    }

    /// A word of the records (`in-progress`) as a word of a sentence.
    pub fn word(&self, word: &str) -> String {
        let mut key = ["word-", word].concat();
        key.make_ascii_lowercase();
        self.find(&key, &[]).unwrap_or_else(|| word.replace('-', " "))
    }

    /// The letter of a grade.
    pub fn letter(&self, grade: &str) -> String {
        self.plain(&["letter-", grade].concat())
    }

    /// The label of a field of the records (`planned_on`): one for where it is, in a kind of record or in another field, since
    /// the position of an auditee on a finding is not that of a person; one of its own; or what pages put before its value.
    pub fn field(&self, within: &str, name: &str) -> String {
        let name = name.replace('_', "-");
        let starts = [format!("field-in-{}", within.replace('_', "-")), "field".to_owned(), "label".to_owned()];
        let label = starts.iter().find_map(|start| self.find(&format!("{start}-{name}"), &[]));
        label.unwrap_or_else(|| name.replace('-', " "))
    }

    /// The title of what a criterion names, when it names a single number: in this language where the catalogue is the built-in
    /// one, which is English in itself; else as the catalogue's record has it.
    pub fn requirement<'c>(&self, catalogues: &'c Catalogues, criterion: &Criterion) -> Option<Cow<'c, str>> {
        let own = catalogues.built_in_number(criterion).and_then(|number| self.built_in_title(number));
        own.map(Cow::Owned).or_else(|| catalogues.title(criterion).map(Cow::Borrowed))
    }

    /// The short title of a number of the built-in catalogue; `None` in a language that has none for it.
    fn built_in_title(&self, number: &str) -> Option<String> {
        self.find(&format!("{}-{}", criteria::BUILT_IN, number.replace('.', "-")), &[])
    }

    /// A number of days: `1 day`, `2 days`.
    pub fn days(&self, count: i64) -> String {
        self.text("count-days", &[("count", count.into())])
    }

    /// A small number in letters, a greater one in digits.
    pub fn number(&self, number: usize) -> String {
        self.find(&format!("number-{number}"), &[]).unwrap_or_else(|| number.to_string())
    }

    /// A number with a fraction as the language writes it: 2.5, 2,5.
    pub fn decimal(&self, number: f64) -> String {
        number.to_string().replace('.', &self.plain("decimal-mark"))
    }

    /// A day in words: 20 March 2026.
    pub fn day(&self, day: Date) -> String {
        self.dated("date-long", "month", day)
    }

    /// A day in few letters: 20 Mar 2026.
    pub fn short_day(&self, day: Date) -> String {
        self.dated("date-short", "month-short", day)
    }

    /// A month: March 2026.
    pub fn month(&self, day: Date) -> String {
        self.dated("date-month", "month", day)
    }

    fn dated(&self, pattern: &'static str, month: &str, day: Date) -> String {
        if let Some(known) = self.days.read().unwrap_or_else(PoisonError::into_inner).get(&(pattern, day)) {
            return known.clone();
        }
        let month = self.plain(&format!("{month}-{}", day.0.month()));
        let arguments = [("day", day.0.day().into()), ("month", month.into()), ("year", year(day))];
        let text = self.text(pattern, &arguments);
        self.days.write().unwrap_or_else(PoisonError::into_inner).insert((pattern, day), text.clone());
        text
    }

    /// That records are those of a later day than the one on which they are judged.
    pub fn judged_early(&self, day: Date, committed: Date) -> String {
        let days = [("committed", self.day(committed)), ("day", self.day(day)), ("iso", day.to_string())];
        self.text("judged-early", &days.map(|(name, day)| (name, day.into())))
    }

    /// The name of something that is made of such records, where there is no room for more.
    pub fn named_early(&self, name: &str, day: Date, committed: Date) -> String {
        let days = [("name", name.to_owned()), ("committed", self.day(committed)), ("day", self.day(day))];
        self.text("named-early", &days.map(|(name, text)| (name, text.into())))
    }

    /// Two days in words, without saying twice what they share.
    pub fn span(&self, from: Date, to: Date) -> String {
        let last = self.day(to);
        if from == to {
            return last;
        }
        let month = self.plain(&format!("month-{}", from.0.month()));
        let arguments = [("day", from.0.day().into()), ("month", month.into()), ("last", last.clone().into())];
        match (from.0.year() == to.0.year(), from.0.month() == to.0.month()) {
            (true, true) => self.text("span-in-month", &arguments),
            (true, false) => self.text("span-in-year", &arguments),
            (false, _) => self.text("span-of-years", &[("first", self.day(from).into()), ("last", last.into())]),
        }
    }

    /// `a`, `a and b`, `a, b and c`.
    pub fn list(&self, things: &[String]) -> String {
        match things {
            [] => String::new(),
            [one] => one.clone(),
            [head @ .., last] => {
                self.text("list-last", &[("head", head.join(", ").into()), ("last", last.clone().into())])
            }
        }
    }
}

/// A year as text: Fluent would group its digits in some languages.
/// The messages of a file that are one text and nothing else.
fn fixed(resource: &FluentResource) -> HashMap<String, Arc<str>> {
    use fluent_syntax::ast::{Entry, PatternElement};
    let messages = resource.entries().filter_map(|entry| match entry {
        Entry::Message(message) => Some((message.id.name, message.value.as_ref()?)),
        _ => None,
    });
    let fixed = messages.filter_map(|(name, pattern)| {
        let parts = pattern.elements.iter().map(|element| match element {
            PatternElement::TextElement { value } => Some(*value),
            PatternElement::Placeable { .. } => None,
        });
        Some((name.to_owned(), parts.collect::<Option<String>>()?.into()))
    });
    fixed.collect()
}

fn year(day: Date) -> FluentValue<'static> {
    day.0.year().to_string().into()
}

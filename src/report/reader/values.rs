//! The values of a record as lines: texts, words, grades, days, approvals.

use std::str::FromStr;

use serde_json::Value;

use super::super::document::{Block, Blocks, Line, Said, Style};
use super::super::prose;
use super::Reader;
use crate::record::Date;

impl Reader<'_> {
    /// A value on one line: a text, a number, yes or no, a list of such.
    pub fn line(&self, value: &Value) -> Line {
        match value {
            Value::Null | Value::Object(_) => Line::default(),
            Value::Bool(holds) => self.yes(*holds),
            Value::Number(number) => {
                let digits = number.to_string();
                let digits = digits.strip_suffix(".0").unwrap_or(&digits);
                let line = Line::from(digits.replace('.', &self.plain("report-decimal")));
                match number.as_f64() {
                    Some(number) => line.saying(Said::Number(number)),
                    None => line,
                }
            }
            Value::String(text) => Line::joined(prose::lines(text), " "),
            Value::Array(items) => {
                let has_comma = texts(value).any(|text| text.contains(','));
                Line::listed(items.iter().map(|item| self.line(item)), if has_comma { "; " } else { ", " })
            }
        }
    }

    /// The texts of a list, a line each.
    pub fn lines(&self, value: &Value) -> Vec<Line> {
        texts(value).map(|text| Line::joined(prose::lines(text), " ")).collect()
    }

    /// Yes or no.
    pub fn yes(&self, holds: bool) -> Line {
        match holds {
            true => self.plain("report-yes").into(),
            false => self.plain("report-no").into(),
        }
    }

    /// A free text with its paragraphs.
    pub fn prose(&self, value: &Value) -> Vec<Block> {
        value.as_str().map(prose::blocks).unwrap_or_default()
    }

    /// A word of the records, or several, in the language.
    pub fn word(&self, value: &Value) -> Line {
        match value {
            Value::Array(words) => Line::listed(words.iter().map(|word| self.word(word)), ", "),
            word => word.as_str().map(|word| capitalised(&self.language.word(word)).into()).unwrap_or_default(),
        }
    }

    /// A grade in its colour.
    pub fn grade(&self, value: &Value) -> Line {
        let Some(word) = value.as_str() else { return Line::default() };
        Line::styled(grade_style(word), capitalised(&self.language.word(word)))
    }

    /// A day in words.
    pub fn date(&self, value: &Value) -> Line {
        date(value).map(|day| Line::from(self.language.day(day)).saying(Said::Day(day))).unwrap_or_default()
    }

    /// A day in few letters.
    pub fn short(&self, value: &Value) -> Line {
        self.short_day(date(value))
    }

    /// A day of the typed records in few letters.
    pub fn short_day(&self, day: Option<Date>) -> Line {
        day.map(|day| Line::from(self.language.short_day(day)).saying(Said::Day(day))).unwrap_or_default()
    }

    /// A span of days in words.
    pub fn period(&self, value: &Value) -> Line {
        self.span(&value["from"], &value["to"])
    }

    /// Two days as a span.
    pub fn span(&self, from: &Value, to: &Value) -> Line {
        match (date(from), date(to)) {
            (Some(from), Some(to)) => self.language.span(from, to).into(),
            _ => self.date(from).then(self.date(to)),
        }
    }

    /// Who agreed, and when.
    pub fn approval(&self, value: &Value) -> Line {
        if value.is_null() {
            return Line::default();
        }
        let who = Line::joined([self.line(&value["by"]), self.date(&value["date"])], ", ");
        let note = self.line(&value["note"]);
        if note.is_empty() { who } else { who.then(" — ").then(note) }
    }

    /// A label before a line; nothing before nothing.
    pub fn labelled(&self, label: String, line: Line) -> Line {
        if line.is_empty() { line } else { Line::soft(format!("{label}: ")).then(line) }
    }

    /// A line to sign on.
    pub fn signature(&self, role: String) -> Block {
        let labels = [self.plain("report-name"), self.plain("report-day"), self.plain("report-signature")];
        Block::Signature { role, labels }
    }

    /// Blocks, or a sentence in their place that says that there is nothing.
    pub fn or_none(&self, blocks: Blocks, none: String) -> Vec<Block> {
        match blocks.0.is_empty() {
            true => vec![Block::Paragraph { line: Line::soft(none) }],
            false => blocks.0,
        }
    }
}

/// The texts of a list.
pub fn texts(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// The items of a list.
pub fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The day that a value is.
pub fn date(value: &Value) -> Option<Date> {
    Date::from_str(value.as_str()?).ok()
}

/// The colour of a grade, and of the result of a checklist item.
pub fn grade_style(word: &str) -> Style {
    match word {
        "major" | "nonconform" => Style::Major,
        "minor" => Style::Minor,
        "observation" => Style::Observation,
        "opportunity" => Style::Opportunity,
        "strength" | "conform" => Style::Strength,
        _ => Style::Plain,
    }
}

/// The text with its first letter as a capital.
pub fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}

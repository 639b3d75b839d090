//! Lines of text: runs in styles, and what they say where a program is to count with it.

use serde::Serialize;

use crate::record::Date;

/// A line of text.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(transparent)]
pub struct Line(pub Vec<Span>);

/// A run of text in one style.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Span {
    /// Style.
    pub style: Style,
    /// Text.
    pub text: String,
    /// What it says where that is a day or a number and nothing else: a spreadsheet can count with those.
    #[serde(skip)]
    pub value: Option<Said>,
    /// Where it leads, from the page that it stands on.
    pub href: Option<String>,
}

impl Span {
    /// A run of text in a style.
    pub fn new(style: Style, text: impl Into<String>) -> Span {
        Span { style, text: text.into(), value: None, href: None }
    }
}

/// A value that a text says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Said {
    /// A day.
    Day(Date),
    /// A number.
    Number(f64),
    /// Nothing of its own: it stands between two values of a list.
    Between,
}

/// How a run of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// As the text around it.
    #[default]
    Plain,
    /// Weighty.
    Strong,
    /// An id, a commit, a path.
    Code,
    /// The path of another page of the same folder.
    Link,
    /// Beside the point.
    Soft,
    /// Struck through: it does not hold any more.
    Struck,
    /// Of a major nonconformity.
    Major,
    /// Of a minor nonconformity.
    Minor,
    /// Of an observation.
    Observation,
    /// Of an opportunity.
    Opportunity,
    /// Of a strength.
    Strength,
    /// As it should be.
    Good,
    /// Not as it should be.
    Bad,
}

impl Style {
    /// Its word in a template.
    pub fn as_str(self) -> &'static str {
        match self {
            Style::Plain => "plain",
            Style::Strong => "strong",
            Style::Code => "code",
            Style::Link => "link",
            Style::Soft => "soft",
            Style::Struck => "struck",
            Style::Major => "major",
            Style::Minor => "minor",
            Style::Observation => "observation",
            Style::Opportunity => "opportunity",
            Style::Strength => "strength",
            Style::Good => "good",
            Style::Bad => "bad",
        }
    }
}

impl Line {
    /// A line in one style; empty for an empty text.
    pub fn styled(style: Style, text: impl Into<String>) -> Line {
        let text = text.into();
        if text.is_empty() { Line::default() } else { Line(vec![Span::new(style, text)]) }
    }

    /// An id, a commit, a path.
    pub fn code(text: impl Into<String>) -> Line {
        Line::styled(Style::Code, text)
    }

    /// Weighty.
    pub fn strong(text: impl Into<String>) -> Line {
        Line::styled(Style::Strong, text)
    }

    /// Beside the point.
    pub fn soft(text: impl Into<String>) -> Line {
        Line::styled(Style::Soft, text)
    }

    /// A number of things or of days.
    pub fn count(style: Style, count: i64) -> Line {
        Line::styled(style, count.to_string()).saying(Said::Number(count as f64))
    }

    /// The line, of which it is known what it says.
    pub fn saying(mut self, value: Said) -> Line {
        if let [span] = self.0.as_mut_slice() {
            span.value = Some(value);
        }
        self
    }

    /// What the line says, where it is a day or a number and nothing else.
    pub fn said(&self) -> Option<Said> {
        match self.0.as_slice() {
            [span] => span.value,
            _ => None,
        }
    }

    /// The line with another one behind it.
    pub fn then(mut self, other: impl Into<Line>) -> Line {
        self.0.extend(other.into().0);
        self
    }

    /// The lines in a row, without the empty ones.
    pub fn joined(lines: impl IntoIterator<Item = Line>, between: &str) -> Line {
        let mut joined = Line::default();
        for line in lines.into_iter().filter(|line| !line.is_empty()) {
            if !joined.is_empty() {
                joined = joined.then(between);
            }
            joined = joined.then(line);
        }
        joined
    }

    /// Values of a list in a row, without the empty ones. A spreadsheet has its own way to part them.
    pub fn listed(lines: impl IntoIterator<Item = Line>, between: &str) -> Line {
        let mut listed = Line::default();
        for line in lines.into_iter().filter(|line| !line.is_empty()) {
            if !listed.is_empty() {
                listed = listed.then(Line::from(between).saying(Said::Between));
            }
            listed = listed.then(line);
        }
        listed
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|span| span.text.trim().is_empty())
    }

    /// The text alone. What is struck through keeps its marks: without them it would say the opposite.
    pub fn text(&self) -> String {
        self.text_with(None)
    }

    /// The text alone, with something else between the values of a list.
    pub fn text_parted(&self, between: &str) -> String {
        self.text_with(Some(between))
    }

    fn text_with(&self, between: Option<&str>) -> String {
        let text = |span: &Span| match (between, span.value, span.style) {
            (Some(between), Some(Said::Between), _) => between.to_owned(),
            (_, _, Style::Struck) => format!("~~{}~~", span.text),
            _ => span.text.clone(),
        };
        self.0.iter().map(text).collect()
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Line {
        Line::styled(Style::Plain, text)
    }
}

impl From<String> for Line {
    fn from(text: String) -> Line {
        Line::styled(Style::Plain, text)
    }
}

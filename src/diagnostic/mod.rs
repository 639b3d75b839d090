//! A diagnostic: a rule, a level, a sentence, and the places that it is about.

mod identity;
mod level;

use std::cmp::Ordering;
use std::sync::Arc;

pub use identity::fingerprints;
pub use level::Level;

use crate::record::{Date, Kind};
use crate::span::Span;

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Path from the record root, with `/` between its parts.
    pub path: Arc<str>,
    /// The bytes; `None` for the file as a whole.
    pub span: Option<Span>,
}

impl Place {
    /// A file as a whole.
    pub fn file(path: impl Into<Arc<str>>) -> Self {
        Self { path: path.into(), span: None }
    }

    /// Some bytes of a file.
    pub fn new(path: impl Into<Arc<str>>, span: Span) -> Self {
        Self { path: path.into(), span: Some(span) }
    }
}

/// Something to report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Name of the rule.
    pub rule: &'static str,
    /// How grave it is, after the settings.
    pub level: Level,
    /// What is wrong: sentence case, no full stop.
    pub message: String,
    /// Where.
    pub place: Place,
    /// Other places that matter, each with what it is.
    pub related: Vec<(Place, String)>,
    /// What to do about it.
    pub help: Option<String>,
    /// The record that it is about.
    pub record: Option<Subject>,
    /// The part of the record, where it is about one: `CA-2026-004/2`.
    pub part: Option<String>,
    /// The value of the record that it is about, such as `/actions/1/due`.
    pub field: Option<String>,
    /// What it lists, where one message speaks of several things: criteria that nothing covers, say. A comparison of two
    /// states looks at each.
    pub members: Vec<String>,
    /// Id of the person who has to see to it.
    pub owner: Option<String>,
    /// Last day on which all was well; lateness counts from it.
    pub since: Option<Date>,
}

/// The record that a diagnostic is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// Kind.
    pub kind: Kind,
    /// Id.
    pub id: Arc<str>,
    /// Title.
    pub title: Arc<str>,
    /// The day on which nothing was left to be done about it.
    pub over_on: Option<Date>,
    /// The day on which the last item of an action was done, where all of them are.
    pub done_on: Option<Date>,
}

impl Diagnostic {
    /// A diagnostic with nothing but the needful; the level is the rule's own.
    pub fn new(rule: &'static str, level: Level, place: Place, message: impl Into<String>) -> Self {
        Self {
            rule,
            level,
            message: message.into(),
            place,
            related: Vec::new(),
            help: None,
            record: None,
            part: None,
            field: None,
            members: Vec::new(),
            owner: None,
            since: None,
        }
    }

    /// What to do about it.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Another place that matters.
    pub fn also(&mut self, place: Place, label: impl Into<String>) -> &mut Self {
        self.related.push((place, label.into()));
        self
    }

    /// The person who has to see to it.
    pub fn owner(&mut self, person: impl std::fmt::Display) -> &mut Self {
        self.owner = Some(person.to_string());
        self
    }

    /// The last day on which all was well.
    pub fn since(&mut self, day: Date) -> &mut Self {
        self.since = Some(day);
        self
    }

    /// The part of the record that it is about, by its number or id.
    pub fn part(&mut self, part: impl std::fmt::Display) -> &mut Self {
        self.part = self.record.as_ref().map(|subject| format!("{}/{part}", subject.id));
        self
    }

    /// The things that it lists, all of them, however many of them the message names.
    pub fn members<T: std::fmt::Display>(&mut self, members: impl IntoIterator<Item = T>) -> &mut Self {
        self.members = members.into_iter().map(|member| member.to_string()).collect();
        self
    }

    /// The total order of a report: path, place, rule, message.
    pub fn cmp_by_place(&self, other: &Self) -> Ordering {
        self.place
            .path
            .as_bytes()
            .cmp(other.place.path.as_bytes())
            .then_with(|| self.place.span.cmp(&other.place.span))
            .then_with(|| self.rule.cmp(other.rule))
            .then_with(|| self.message.cmp(&other.message))
    }
}

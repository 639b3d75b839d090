//! Records as the audience of a report may read them, and their values as lines.

mod columns;
mod evidence;
mod late;
mod parts;
mod values;

use std::collections::HashSet;
use std::sync::Arc;

use fluent_bundle::FluentValue;
use serde_json::Value;

pub use self::values::{capitalised, date, grade_style, items, texts};
use super::Options;
use super::document::{Line, Style};
use crate::history::{Approvals, Promises, What as Happened};
use crate::language::Language;
use crate::record::criteria::Requirement;
use crate::record::*;
use crate::redact::{self, Gaps, Redaction, Seen};
use crate::schema::{Reference, What, shape};
use crate::snapshot::{Broken, Record, Snapshot, View};
use crate::telling::Telling;
use crate::yaml::Node;

/// How many files that cannot be read are named.
const NAMED: usize = 5;

/// What the pages of a report are written from.
pub struct Reader<'a> {
    /// The records as they may be read.
    pub snapshot: &'a Snapshot,
    /// The records as they are, for what is counted or checked and not quoted.
    pub whole: &'a Snapshot,
    /// The day on which they are judged.
    pub day: Date,
    /// Who reads.
    pub audience: Audience,
    /// What was promised first, where history is at hand.
    pub promises: Option<&'a Promises>,
    /// Who was approved as an auditor when, where history is at hand.
    pub approvals: Option<&'a Approvals>,
    language: Arc<Language>,
    redaction: Redaction,
    hidden: HashSet<String>,
    gaps: Gaps<'a>,
}

impl<'a> Reader<'a> {
    /// A reader of a state for whom a report is made.
    pub fn new(seen: &'a Seen<'a>, options: &Options) -> Self {
        let (snapshot, whole) = (seen.snapshot(), seen.whole());
        let (audience, language, day) = (options.audience, Arc::clone(&options.language), options.day);
        let redaction = Redaction::new(snapshot, audience, &language, &options.elsewhere);
        let hidden = redact::hidden(snapshot, audience, &options.elsewhere);
        let gaps = Gaps::of(whole, audience, &options.elsewhere);
        Self { snapshot, whole, day, audience, promises: None, approvals: None, language, redaction, hidden, gaps }
    }

    /// The same, with what history knows of promises.
    pub fn with_promises(self, promises: Option<&'a Promises>) -> Self {
        Self { promises, ..self }
    }

    /// The same, with what history knows of approvals.
    pub fn with_approvals(self, approvals: Option<&'a Approvals>) -> Self {
        Self { approvals, ..self }
    }

    /// What tells the days that were promised first, where history does not.
    pub fn rests_on_changes(&self) -> Option<Line> {
        self.promises.is_none().then(|| Line::soft(self.plain("report-promises-declared")))
    }

    /// The language that the report is written in.
    pub fn language(&self) -> &Arc<Language> {
        &self.language
    }

    /// A string of ours.
    pub fn plain(&self, key: &str) -> String {
        self.language.plain(key)
    }

    /// A string of ours with what is filled into it.
    pub fn message(&self, key: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        self.language.text(key, arguments)
    }

    /// A text as the audience may read it.
    pub fn text(&self, text: &str) -> String {
        self.redaction.text(text).into_owned()
    }

    /// Whether the audience may know of a record at all.
    pub fn is_shown(&self, record: &Record) -> bool {
        let is_unfinished = self.audience != Audience::Management && redact::is_unfinished(self.snapshot, record);
        !self.hidden.contains(&record.id.to_lowercase()) && !is_unfinished
    }

    /// The files that cannot be read, and that the audience would otherwise read of.
    pub fn gaps(&self) -> &Gaps<'a> {
        &self.gaps
    }

    /// What is told of files that cannot be read. The name of one might be anything, so that it is for those who may know names.
    pub fn lacks(&self, missing: &[&Broken]) -> Line {
        if missing.is_empty() {
            return Line::default();
        }
        let is_told = self.redaction.shows_names() && !self.redaction.is_for_anybody();
        let files = missing.iter().filter(|_| is_told).take(NAMED).map(|broken| Line::code(&*broken.path));
        let text = self.message("report-lacks", &[("count", missing.len().into())]);
        Line::joined([Line::styled(Style::Bad, text), Line::joined(files, ", ")], " ")
    }

    /// How many records the settings keep from the audience.
    pub fn kept_back(&self) -> usize {
        self.hidden.iter().filter(|id| self.snapshot.record(id).is_some()).count()
    }

    /// Whether the audience knows no more of a record than its id and classification.
    pub fn withholds(&self, record: &Record) -> bool {
        self.redaction.withholds(record)
    }

    /// Whether a field stays away from the audience.
    pub fn hides(&self, record: &Record, field: &str) -> bool {
        self.redaction.hides(record, field)
    }

    /// Whether the audience sees a field, by its path without positions: neither it nor what it is part of stays away.
    pub fn sees(&self, record: &Record, field: &str) -> bool {
        !self.redaction.hides_within(record, field)
    }

    /// Whether the audience may know the fields that a figure is drawn from.
    pub fn may_draw(&self, figure: &str) -> bool {
        self.redaction.may_draw(figure)
    }

    /// The day on which the report of an audit was issued, where the audience may know it.
    pub fn issued_on(&self, audit: View<'_, Audit>) -> Option<Date> {
        audit.issued_on().filter(|_| self.sees(audit.record(), "report/issued/date"))
    }

    /// Whether a change of a field, named as a comparison names it, stays away from the audience.
    pub fn hides_change(&self, record: &Record, path: &str) -> bool {
        match shape(record.kind()).without_names(path) {
            Some(field) if !field.is_empty() => self.redaction.hides_within(record, &field),
            Some(_) => false,
            None => !path.is_empty() && self.audience != Audience::Management,
        }
    }

    /// The fields of a record; nothing of one that the audience may not know of.
    pub fn fields(&self, record: &Record) -> Value {
        match self.is_shown(record) {
            true => redact::fields(&self.redaction, record, &|what, node, field| self.scalar(what, node, field)),
            false => Value::Null,
        }
    }

    fn scalar(&self, what: &What, node: &Node, field: &str) -> Value {
        let Some(text) = node.as_text() else { return node.to_json() };
        match what {
            What::Integer | What::Number | What::Bool => node.to_json(),
            What::Reference(Reference::Record(Kind::Person)) => self.person(text).into(),
            What::Reference(Reference::Party) => self.party(text).into(),
            What::Reference(Reference::Process) => self.process(text).into(),
            What::Reference(Reference::Site) => self.site(text).into(),
            What::Reference(_) | What::Date | What::Word(_) => text.into(),
            _ if field == "id" || field.ends_with("/id") => text.into(),
            _ => self.text(text).into(),
        }
    }

    /// A person: by name where the audience may know it, else by position.
    pub fn person(&self, id: &str) -> String {
        let person = self.snapshot.record(id).filter(|record| self.is_shown(record));
        match person.and_then(|record| record.data().person()) {
            Some(person) if self.redaction.shows_names() => person.name.clone(),
            Some(person) if !person.position.is_empty() => self.text(&person.position),
            _ => id.to_owned(),
        }
    }

    /// The position of a person; nothing where it stands in place of the name.
    pub fn position(&self, id: &str) -> String {
        let person = self.snapshot.record(id).filter(|record| self.is_shown(record) && self.redaction.shows_names());
        person.and_then(|record| record.data().person()).map(|person| person.position.clone()).unwrap_or_default()
    }

    /// The e-mail address of a person, where the audience may know it.
    pub fn contact(&self, id: &str) -> Line {
        let person = self.snapshot.record(id).filter(|record| record.data().person().is_some());
        let addresses = person.map(|record| self.fields(record)["git"].clone()).unwrap_or_default();
        texts(&addresses).next().map(Line::from).unwrap_or_default()
    }

    /// A person by id, or a group or role in words.
    pub fn party(&self, party: &str) -> String {
        match party.split_once(':') {
            Some(("group" | "role", words)) => self.text(words.trim()),
            _ => self.person(party),
        }
    }

    fn process(&self, id: &str) -> String {
        let process = self.snapshot.process(&ProcessRef(id.to_owned()));
        process.map_or_else(|| id.to_owned(), |process| self.text(&process.name))
    }

    fn site(&self, id: &str) -> String {
        let isms = self.snapshot.isms();
        let site = isms.and_then(|isms| isms.data().sites.iter().find(|site| site.id.as_str() == id));
        site.map_or_else(|| id.to_owned(), |site| self.text(&site.name))
    }

    /// The title of a record, where the audience may read it.
    pub fn title(&self, id: &str) -> Option<String> {
        let record = self.snapshot.record(id).filter(|record| self.is_shown(record) && !self.withholds(record))?;
        match record.data() {
            Data::Person(_) => Some(self.person(id)),
            Data::Soa(_) => Some(self.plain("title-soa")),
            data => Some(self.text(data.title())).filter(|title| !title.is_empty()),
        }
    }

    /// The title of a record that a report is about; its id where the title stays away.
    pub fn heading(&self, record: &Record) -> String {
        match self.text(record.data().title()) {
            title if title.is_empty() => record.id.to_string(),
            title => title,
        }
    }

    /// A record by its id and title; what there is one of by its title alone.
    pub fn titled(&self, id: &str) -> Line {
        let is_single = self.snapshot.record(id).is_some_and(|record| record.kind().is_single());
        match self.title(id) {
            Some(title) if is_single => title.into(),
            Some(title) => Line::code(id).then(" ").then(title),
            None => Line::code(id),
        }
    }

    /// The records of a list of ids, each by id and title.
    pub fn titled_all(&self, ids: &Value) -> Vec<Line> {
        texts(ids).map(|id| self.titled(id)).collect()
    }

    /// The own rules through which alone something speaks to a requirement, with their mark; nothing where there are none.
    pub fn through(&self, rules: &[Requirement]) -> Option<Line> {
        let names: Vec<String> = rules.iter().map(|rule| self.snapshot.catalogues().name(*rule)).collect();
        let words = || self.message("through-rules", &[("rules", names.join(", ").into())]);
        (!names.is_empty()).then(|| Line::soft(format!("◆ {}", words())))
    }

    /// A requirement by its number and short title.
    pub fn criterion(&self, number: &str) -> Line {
        match self.requirement(number) {
            Some(title) => Line::strong(number).then(" ").then(title),
            None => Line::strong(number),
        }
    }

    /// The short title of a requirement.
    pub fn requirement(&self, number: &str) -> Option<String> {
        let title = self.language.requirement(self.snapshot.catalogues(), &Criterion::from(number))?;
        Some(self.text(&title))
    }

    /// The numbers of requirements.
    pub fn numbers(&self, criteria: &Value) -> Line {
        Line::listed(texts(criteria).map(Line::from), ", ")
    }

    /// Ids as code.
    pub fn ids(&self, ids: &Value) -> Line {
        match ids {
            Value::String(id) => Line::code(id.as_str()),
            ids => Line::listed(texts(ids).map(Line::code), ", "),
        }
    }

    /// What tells of changes in the words of the language and of the audience.
    pub fn telling<T>(&self, told: impl FnOnce(&Telling<'_>) -> T) -> T {
        let called = |reference: Option<Reference>, text: &str| match reference {
            None => self.text(text),
            Some(Reference::Record(Kind::Person)) => self.person(text),
            Some(Reference::Party) => self.party(text),
            Some(Reference::Process) => self.process(text),
            Some(Reference::Site) => self.site(text),
            Some(Reference::Criterion) => self.criterion(text).text(),
            Some(Reference::Record(_) | Reference::Any | Reference::Item) => text.to_owned(),
        };
        told(&Telling { language: &self.language, called: &called })
    }

    /// Changes with their values. What a text said before may name somebody whom no record knows by now, so that who may not see
    /// names is told which text it was and no more.
    pub fn told(&self, kind: Kind, all: &[&Happened]) -> Vec<String> {
        self.telling(|telling| match self.redaction.shows_names() {
            false => telling.steps(kind, all),
            true => telling.wholes(kind, all),
        })
    }
}

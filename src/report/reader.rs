//! Records as the audience of a report may read them, and their values as lines.

use std::str::FromStr;
use std::sync::Arc;

use fluent_bundle::FluentValue;
use serde_json::Value;

use super::document::{Block, Blocks, Line, Style, Table};
use super::prose;
use crate::history::{Promises, What as Happened};
use crate::language::Language;
use crate::record::*;
use crate::redact::{self, Redaction};
use crate::schema::{Reference, What, shape};
use crate::snapshot::{Record, Snapshot, View};
use crate::telling::Telling;
use crate::yaml::Node;

/// What the pages of a report are written from.
pub struct Reader<'a> {
    /// The records.
    pub snapshot: &'a Snapshot,
    /// The day on which they are judged.
    pub day: Date,
    /// Who reads.
    pub audience: Audience,
    /// What was promised first, where history is at hand.
    pub promises: Option<&'a Promises>,
    language: Arc<Language>,
    redaction: Redaction,
    hidden: Vec<String>,
}

impl<'a> Reader<'a> {
    /// A reader of a snapshot for an audience.
    pub fn new(snapshot: &'a Snapshot, audience: Audience, language: Arc<Language>, day: Date) -> Self {
        let redaction = Redaction::new(snapshot, audience, &language);
        let hidden = redact::hidden(snapshot, audience);
        Self { snapshot, day, audience, promises: None, language, redaction, hidden }
    }

    /// The same, with what history knows of promises.
    pub fn with_promises(self, promises: Option<&'a Promises>) -> Self {
        Self { promises, ..self }
    }

    /// What tells the days that were promised first, where history does not.
    pub fn rests_on_changes(&self) -> Option<Line> {
        self.promises.is_none().then(|| Line::soft(self.plain("report-promises-declared")))
    }

    /// The language.
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

    /// Whether the audience knows no more of a record than its id and classification.
    pub fn withholds(&self, record: &Record) -> bool {
        self.redaction.withholds(record)
    }

    /// Whether a field stays away from the audience.
    pub fn hides(&self, record: &Record, field: &str) -> bool {
        self.redaction.hides(record, field)
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
            Some(person) => self.text(&person.position),
            None => id.to_owned(),
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
            data => Some(self.text(data.title())),
        }
    }

    /// A record by its id and title.
    pub fn titled(&self, id: &str) -> Line {
        match self.title(id) {
            Some(title) => Line::code(id).then(" ").then(title),
            None => Line::code(id),
        }
    }

    /// The records of a list of ids, each by id and title.
    pub fn titled_all(&self, ids: &Value) -> Vec<Line> {
        texts(ids).map(|id| self.titled(id)).collect()
    }

    /// A requirement by its number and short title.
    pub fn criterion(&self, number: &str) -> Line {
        let title = self.snapshot.catalogues().title(&Criterion::from(number));
        match title {
            Some(title) => Line::strong(number).then(" ").then(self.text(title)),
            None => Line::strong(number),
        }
    }

    /// The numbers of requirements.
    pub fn numbers(&self, criteria: &Value) -> Line {
        texts(criteria).collect::<Vec<_>>().join(", ").into()
    }

    /// Ids as code.
    pub fn ids(&self, ids: &Value) -> Line {
        match ids {
            Value::String(id) => Line::code(id.as_str()),
            ids => Line::joined(texts(ids).map(Line::code), ", "),
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

    /// A change with its values. What a text said before may name somebody whom no record knows by now, so that the public is
    /// told which text it was and no more.
    pub fn told(&self, kind: Kind, what: &Happened) -> String {
        self.telling(|telling| match self.audience {
            Audience::Public => telling.step(kind, what),
            _ => telling.whole(kind, what),
        })
    }

    /// A value on one line: a text, a number, yes or no, a list of such.
    pub fn line(&self, value: &Value) -> Line {
        match value {
            Value::Null | Value::Object(_) => Line::default(),
            Value::Bool(holds) => self.yes(*holds),
            Value::Number(number) => {
                let digits = number.to_string();
                let digits = digits.strip_suffix(".0").unwrap_or(&digits);
                digits.replace('.', &self.plain("report-decimal")).into()
            }
            Value::String(text) => Line::joined(prose::lines(text), " "),
            Value::Array(items) => {
                let has_comma = texts(value).any(|text| text.contains(','));
                Line::joined(items.iter().map(|item| self.line(item)), if has_comma { "; " } else { ", " })
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
            Value::Array(words) => Line::joined(words.iter().map(|word| self.word(word)), ", "),
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
        date(value).map(|day| self.language.day(day).into()).unwrap_or_default()
    }

    /// A day in few letters.
    pub fn short(&self, value: &Value) -> Line {
        date(value).map(|day| self.language.short_day(day).into()).unwrap_or_default()
    }

    /// A day of the typed records in few letters.
    pub fn short_day(&self, day: Option<Date>) -> Line {
        day.map(|day| self.language.short_day(day).into()).unwrap_or_default()
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

    /// What was told to whom.
    pub fn communications(&self, value: &Value) -> Option<Block> {
        let mut table = Table::new([
            (self.plain("report-day"), 0),
            (self.plain("report-message"), 2),
            (self.plain("report-from"), 2),
            (self.plain("report-to"), 3),
            (self.plain("report-summary"), 4),
        ]);
        for one in items(value) {
            let confirmed = items(&one["acknowledged"]).map(|one| self.approval(one));
            let confirmed = self.labelled(self.plain("report-confirmed"), Line::joined(confirmed, "; "));
            let evidence = self.labelled(self.plain("report-evidence"), self.ids(&one["evidence"]));
            table.cells([
                vec![self.short(&one["date"])],
                vec![self.word(&one["what"]), self.word(&one["channel"])],
                vec![self.line(&one["from"])],
                vec![self.line(&one["to"])],
                vec![self.line(&one["summary"]), evidence, confirmed],
            ]);
        }
        table.block()
    }

    /// The changes that had to be explained, in a record of a kind.
    pub fn changes(&self, kind: Kind, value: &Value) -> Option<Block> {
        let mut table = Table::new([
            (self.plain("report-day"), 0),
            (self.plain("report-what-changed"), 3),
            (self.plain("report-reason"), 4),
            (self.plain("report-who"), 2),
        ]);
        for one in items(value) {
            let field = one["field"].as_str().unwrap_or_default();
            let value = |value: &Value| {
                value.as_str().map(|text| self.telling(|telling| telling.value(kind, field, text))).unwrap_or_default()
            };
            let step = Line::from(value(&one["from"])).then(" → ").then(value(&one["to"]));
            let agreed = self.labelled(self.plain("report-agreed-by"), self.line(&one["approved_by"]));
            table.cells([
                vec![self.short(&one["date"])],
                vec![self.telling(|telling| telling.field(kind, field)).into(), step],
                vec![self.line(&one["reason"])],
                vec![self.line(&one["by"]), agreed],
            ]);
        }
        table.block()
    }

    /// Exceptions to rules.
    pub fn waivers(&self, value: &Value) -> Option<Block> {
        let mut table = Table::new([
            (self.plain("report-rule"), 2),
            (self.plain("report-reason"), 4),
            (self.plain("report-agreed-by"), 2),
            (self.plain("report-until"), 0),
            (self.plain("report-records"), 2),
        ]);
        for one in items(value) {
            table.row([
                Line::code(one["rule"].as_str().unwrap_or_default()),
                self.line(&one["reason"]),
                self.line(&one["approved_by"]),
                self.short(&one["until"]),
                self.ids(&one["records"]),
            ]);
        }
        table.block()
    }

    fn waivers_in_short(&self, value: &Value) -> Line {
        let waiver = |one: &Value| {
            let rule = Line::code(one["rule"].as_str().unwrap_or_default());
            Line::joined(
                [rule, self.line(&one["reason"]), self.line(&one["approved_by"]), self.short(&one["until"])],
                ", ",
            )
        };
        Line::joined(items(value).map(waiver), "; ")
    }

    /// Pointers into other systems.
    pub fn links(&self, value: &Value) -> Vec<Line> {
        let link = |link: &Value| {
            let named = Line::joined([self.line(&link["system"]), self.line(&link["ref"])], ": ");
            Line::joined([named, Line::code(link["url"].as_str().unwrap_or_default())], " ")
        };
        items(value).map(link).collect()
    }

    /// A label before a line; nothing before nothing.
    pub fn labelled(&self, label: String, line: Line) -> Line {
        if line.is_empty() { line } else { Line::soft(format!("{label}: ")).then(line) }
    }

    /// Pieces of evidence by id, with their titles where they may be read.
    pub fn evidence(&self, value: &Value) -> Vec<Line> {
        self.titled_all(value)
    }

    /// The table of pieces of evidence, with where each is and whom to ask for it.
    pub fn evidence_index(&self, evidence: &[View<'_, Evidence>]) -> Option<Block> {
        let mut table = Table::new([
            (self.plain("report-id"), 0),
            (self.plain("report-title"), 4),
            (self.plain("report-attests"), 3),
            (self.plain("report-where"), 4),
            (self.plain("report-state"), 3),
        ]);
        for one in evidence {
            let fields = self.fields(one.record());
            if fields.is_null() {
                continue;
            }
            if self.withholds(one.record()) {
                let kept = self.plain("report-withheld");
                table.row([
                    Line::code(one.id()),
                    Line::soft(kept),
                    Line::default(),
                    Line::default(),
                    self.word(&fields["classification"]),
                ]);
                continue;
            }
            let hash = fields["sha256"].as_str().map(|hash| Line::code(format!("SHA-256 {hash}"))).unwrap_or_default();
            let collected =
                Line::joined([self.line(&fields["collected_by"]), self.short(&fields["collected_on"])], ", ");
            let asked = Line::joined(
                [self.line(&fields["requested_from"]), self.short(&fields["requested_on"]), self.short(&fields["due"])],
                ", ",
            );
            let size = self.labelled(self.plain("report-bytes"), self.line(&fields["size"]));
            table.cells([
                vec![Line::code(one.id())],
                vec![
                    self.line(&fields["title"]),
                    self.word(&fields["type"]),
                    self.labelled(self.plain("report-personal-data"), self.line(&fields["personal_data"])),
                ],
                vec![
                    self.period(&fields["period"]),
                    self.line(&fields["source"]),
                    collected,
                    self.labelled(self.plain("report-asked"), asked),
                ],
                vec![
                    Line::code(fields["location"].as_str().unwrap_or_default()),
                    hash,
                    size,
                    self.labelled(self.plain("report-ask"), self.keeper(one)),
                ],
                vec![
                    self.word(&fields["status"]),
                    self.line(&fields["status_reason"]),
                    self.word(&fields["classification"]),
                    self.labelled(self.plain("report-verified-by"), self.line(&fields["verified_by"])),
                    self.labelled(self.plain("report-kept-until"), self.short(&fields["retain_until"])),
                    self.labelled(self.plain("report-supersedes"), self.ids(&fields["supersedes"])),
                    self.labelled(self.plain("report-disposed"), self.approval(&fields["disposed"])),
                    self.labelled(self.plain("report-used-by"), self.used_by(one.id())),
                    self.labelled(self.plain("report-external-id"), self.line(&fields["external_id"])),
                    self.labelled(self.plain("report-waivers"), self.waivers_in_short(&fields["waivers"])),
                ],
            ]);
        }
        table.block()
    }

    /// Whom to ask for evidence that is not in the repository.
    pub fn keeper(&self, evidence: &View<'_, Evidence>) -> Line {
        let data = evidence.data();
        if data.repository_path().is_some() || self.hides(evidence.record(), "collected_by") {
            return Line::default();
        }
        let asked = data.requested_from.as_ref().map(|from| self.party(from.as_str()));
        let collected = || data.collected_by.as_ref().map(|by| self.person(by.as_str()));
        let owner = || self.snapshot.isms().map(|isms| self.person(isms.roles.isms_owner.as_str()));
        asked.or_else(collected).or_else(owner).map(Line::from).unwrap_or_default()
    }

    fn used_by(&self, id: &str) -> Line {
        let citing = self.snapshot.cited_by(id).filter(|record| self.is_shown(record));
        Line::joined(citing.map(|record| Line::code(&*record.id)), ", ")
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

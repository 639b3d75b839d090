//! The life of a record as its page tells it: what happened, on which day, by whom, in which commit.

use std::collections::HashSet;

use super::{Viewer, capitalised};
use crate::history::{Act, Point, What};
use crate::record::{Audience, AuditRef, Data, Date, Kind};
use crate::schema::{Reference, shape};
use crate::site::data::{Value, json};
use crate::snapshot::Record;
use crate::telling::Telling;

/// So many things of one commit are told at once; the others when somebody asks for them.
const TOLD: usize = 6;
/// So many other fields of one commit are told at once; the others when somebody asks for them.
const FIELDS: usize = 4;
/// So many changes since the last review are on the front page.
const CHANGES: usize = 12;

impl Viewer<'_, '_> {
    /// What happened to a record, oldest first; `null` when history is not at hand.
    pub(super) fn life(&self, record: &Record) -> Value {
        let Some(chronicle) = self.site.options.chronicle.as_deref() else { return Value::Null };
        chronicle.life(&record.id).filter_map(|(point, what)| self.life_event(record, point, what.iter())).collect()
    }

    /// What a commit did to a part of a record, in the words of the language.
    pub(super) fn done_to(
        &self,
        record: &Record,
        commit: &str,
        is_meant: impl Fn(&What) -> bool,
    ) -> Option<Vec<String>> {
        let mut life = self.site.options.chronicle.as_deref()?.life(&record.id);
        let (point, what) = life.find(|(point, _)| point.commit.id == commit)?;
        let event = self.life_event(record, point, what.iter().filter(|what| is_meant(what)))?;
        let texts = |key: &str| event[key].as_array().into_iter().flatten();
        let lines = texts("lines").chain(texts("lines_rest")).filter_map(|line| line["words"].as_str());
        let fields: Vec<&str> = texts("fields").chain(texts("fields_rest")).filter_map(Value::as_str).collect();
        let fields =
            (!fields.is_empty()).then(|| format!("{} {}", self.language().plain("life-fields"), fields.join("; ")));
        Some(lines.map(str::to_owned).chain(fields).collect())
    }

    fn life_event<'w>(&self, record: &Record, point: &Point, what: impl Iterator<Item = &'w What>) -> Option<Value> {
        let (told, others): (Vec<&What>, Vec<&What>) = what
            .filter(|what| self.may_tell(record, &what.field))
            .partition(|what| !matches!(what.act, Act::Set | Act::Changed | Act::Taken));
        let is_draft = self.is_draft(record, point.day);
        let fields: Vec<String> = self.telling(|telling| match is_draft {
            true => {
                let mut places = HashSet::new();
                let fields = others.iter().map(|what| telling.place_of(record.kind(), what));
                fields.filter(|field| places.insert(field.clone())).collect()
            }
            false => telling.steps(record.kind(), &others),
        });
        if told.is_empty() && fields.is_empty() {
            return None;
        }
        let lines: Vec<Value> = told.iter().map(|what| self.line(record, what)).collect();
        let (lines, more_lines) = lines.split_at(lines.len().min(TOLD));
        let (fields, more_fields) = fields.split_at(fields.len().min(FIELDS));
        Some(json!({
            "day": point.day.to_string(),
            "commit": point.commit.short(),
            "author": self.author(point),
            "approved_by": point.approved_by.iter().map(|by| self.person(by.as_str())).collect::<Vec<Value>>(),
            "lines": lines,
            "lines_rest": more_lines,
            "more": more_lines.len(),
            "fields": fields,
            "fields_rest": more_fields,
            "fields_more": more_fields.len(),
        }))
    }

    /// Whether a record was still work in progress on a day: what an audit wrote down before its report was issued is for
    /// management, and the others are told no more than which fields it wrote.
    fn is_draft(&self, record: &Record, day: Date) -> bool {
        let audit = match record.data() {
            Data::Audit(audit) => Some(audit.id.as_str()),
            Data::Workpaper(paper) => Some(paper.audit.as_str()),
            Data::Finding(finding) => Some(finding.audit.as_str()),
            _ => None,
        };
        let is_management = self.site.options.audience == Audience::Management;
        audit.filter(|_| !is_management).is_some_and(|audit| {
            let issued = self.site.snapshot.audit(&AuditRef::from(audit)).and_then(|audit| audit.issued_on());
            issued.is_none_or(|issued| day <= issued)
        })
    }

    fn author(&self, point: &Point) -> Value {
        match &point.author {
            Some(author) => self.person(author.as_str()),
            None if self.site.redaction.shows_names() => {
                // Whoever is on no record may have an address for a name.
                let label = match self.site.redaction.shows_git_addresses() {
                    true => self.text(&point.commit.author),
                    false => self.language().plain("somebody-not-on-record"),
                };
                json!({"id": null, "label": label, "title": null, "href": null})
            }
            None => Value::Null,
        }
    }

    /// What tells of changes in the words of the language and of the audience.
    pub(super) fn telling<T>(&self, told: impl FnOnce(&Telling<'_>) -> T) -> T {
        let called = |reference: Option<Reference>, text: &str| self.called(reference, text);
        told(&Telling { language: self.language(), called: &called })
    }

    fn called(&self, reference: Option<Reference>, text: &str) -> String {
        let link = match reference {
            None => return self.text(text),
            Some(Reference::Criterion) => {
                let criterion = self.criterion(text);
                return match criterion["title"].as_str() {
                    Some(title) => format!("{text} {title}"),
                    None => text.to_owned(),
                };
            }
            Some(Reference::Record(Kind::Person)) => self.person(text),
            Some(Reference::Party) => self.party(text),
            Some(Reference::Process) => self.part_of_isms(text, "process"),
            Some(Reference::Site) => self.part_of_isms(text, "site"),
            Some(Reference::Record(_) | Reference::Any) => self.link(text),
            Some(Reference::Item) => return text.to_owned(),
        };
        link["label"].as_str().unwrap_or(text).to_owned()
    }

    /// One thing that happened, in the words of the language.
    fn line(&self, record: &Record, what: &What) -> Value {
        let words = self.telling(|telling| capitalised(&telling.step(record.kind(), what)));
        let tone = match what.act {
            Act::Due { days, .. } if days > 0 => "warn",
            Act::Deleted | Act::Broken => "warn",
            Act::State
                if matches!(what.to.as_deref(), Some("ineffective" | "contested" | "postponed" | "rejected")) =>
            {
                "warn"
            }
            _ => "",
        };
        json!({"words": words, "tone": tone})
    }

    /// Whether the audience may know that a field changed: neither it nor what it is part of is kept from them.
    pub(super) fn may_tell(&self, record: &Record, field: &str) -> bool {
        if field.is_empty() {
            return true;
        }
        let Some(path) = shape(record.kind()).without_names(field) else {
            return !self.site.redaction.is_for_anybody();
        };
        self.sees(record, &path)
    }

    /// What changed since the last management review: states, grades and days of what is worth knowing, the newest first.
    pub(super) fn changed_since_review(&self) -> Value {
        let snapshot = self.site.snapshot;
        let reviews = snapshot.reviews().filter(|review| {
            self.is_shown(review.id())
                && review.status != crate::record::ReviewStatus::Planned
                && self.held_on(review).is_some_and(|on| on <= self.site.day())
        });
        let last = reviews.max_by_key(|review| review.held_on);
        let (Some(chronicle), Some(last)) = (self.site.options.chronicle.as_deref(), last) else { return Value::Null };
        let worth = [Kind::Finding, Kind::Action, Kind::Audit, Kind::Programme, Kind::Review];
        let mut rows: Vec<(usize, Value)> = Vec::new();
        for record in
            snapshot.records().iter().filter(|record| worth.contains(&record.kind()) && self.is_shown(&record.id))
        {
            for happening in chronicle.events.get(&record.id.to_lowercase()).into_iter().flatten() {
                let point = &chronicle.moments[happening.moment];
                let is_weighty = |what: &&What| match what.act {
                    Act::State => what.field == "status",
                    Act::Begun => matches!(record.kind(), Kind::Finding | Kind::Action),
                    Act::Grade | Act::Due { .. } | Act::Deleted => true,
                    _ => false,
                };
                let told = happening.what.iter().filter(|what| self.may_tell(record, &what.field)).find(is_weighty);
                if let Some(what) = told.filter(|_| point.day > last.held_on) {
                    let mut row = self.line(record, what);
                    row.set("link", self.link(&record.id));
                    row.set("day", point.day.to_string());
                    row.set("author", self.author(point));
                    row.set("commit", point.commit.short());
                    rows.push((happening.moment, row));
                }
            }
        }
        rows.sort_by_key(|(moment, _)| std::cmp::Reverse(*moment));
        let all = rows.len();
        let rows: Vec<Value> = rows.into_iter().take(CHANGES).map(|(_, row)| row).collect();
        json!({"review": self.link(last.id()), "day": last.held_on.to_string(), "rows": rows, "left": all.saturating_sub(CHANGES)})
    }
}

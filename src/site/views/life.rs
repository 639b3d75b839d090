//! The life of a record as its page tells it: what happened, on which day, by whom, in which commit.

use super::{Viewer, capitalised};
use crate::history::{Act, Point, What};
use crate::record::{Date, Kind};
use crate::schema::{self, Shape, shape};
use crate::site::data::{Value, json};
use crate::snapshot::Record;

/// So many things of one commit are told one by one; the others are counted.
const TOLD: usize = 6;
/// So many changes since the last review are on the front page.
const CHANGES: usize = 12;

impl Viewer<'_, '_> {
    /// What happened to a record, oldest first; `null` when history is not at hand.
    pub(super) fn life(&self, record: &Record) -> Value {
        let Some(chronicle) = self.site.options.chronicle.as_deref() else { return Value::Null };
        chronicle.life(&record.id).filter_map(|(point, what)| self.life_event(record, point, what)).collect()
    }

    fn life_event(&self, record: &Record, point: &Point, what: &[What]) -> Option<Value> {
        let (told, others): (Vec<&What>, Vec<&What>) = what
            .iter()
            .filter(|what| self.may_tell(record, &what.field))
            .partition(|what| !matches!(what.act, Act::Set | Act::Changed | Act::Taken));
        let mut fields: Vec<String> = others.iter().map(|what| head(&what.field)).collect();
        fields.dedup();
        if told.is_empty() && fields.is_empty() {
            return None;
        }
        let lines: Vec<Value> = told.iter().take(TOLD).map(|what| self.line(what)).collect();
        Some(json!({
            "day": point.day.to_string(),
            "commit": point.commit.short(),
            "author": self.author(point),
            "approved_by": point.approved_by.iter().map(|by| self.person(by.as_str())).collect::<Vec<Value>>(),
            "lines": lines,
            "more": told.len().saturating_sub(TOLD),
            "fields": fields,
        }))
    }

    fn author(&self, point: &Point) -> Value {
        match &point.author {
            Some(author) => self.person(author.as_str()),
            None if self.site.redaction.shows_names() => {
                json!({"id": null, "label": self.text(&point.commit.author), "title": null, "href": null})
            }
            None => Value::Null,
        }
    }

    /// One thing that happened, in the words of the language.
    fn line(&self, what: &What) -> Value {
        let language = self.language();
        let value = |text: &Option<String>| text.as_deref().unwrap_or("–").to_owned();
        let word = |text: &Option<String>| language.word(&value(text));
        let day = |text: &Option<String>| match value(text).parse::<Date>() {
            Ok(day) => language.short_day(day),
            Err(_) => self.text(&value(text)),
        };
        let words = match what.act {
            Act::Begun => language.plain("life-begun"),
            Act::Deleted => language.plain("life-deleted"),
            Act::Moved => language.plain("life-moved"),
            Act::Broken => language.plain("life-broken"),
            Act::Mended => language.plain("life-mended"),
            Act::State => {
                language.text("life-state", &[("from", word(&what.from).into()), ("to", word(&what.to).into())])
            }
            Act::Grade => {
                language.text("life-grade", &[("from", word(&what.from).into()), ("to", word(&what.to).into())])
            }
            Act::Due { days, times } => {
                let way = if days < 0 { "earlier" } else { "later" };
                let arguments = [
                    ("way", way.into()),
                    ("days", days.abs().into()),
                    ("times", times.into()),
                    ("from", day(&what.from).into()),
                    ("to", day(&what.to).into()),
                ];
                language.text("life-due", &arguments)
            }
            Act::Set | Act::Changed | Act::Taken => head(&what.field),
        };
        let words = match part(&what.field) {
            Some(part) => language.text("life-of-part", &[("part", part.into()), ("what", words.into())]),
            None => capitalised(&words),
        };
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
    fn may_tell(&self, record: &Record, field: &str) -> bool {
        if field.is_empty() {
            return true;
        }
        let Some(path) = without_names(shape(record.kind()), field) else { return self.site.redaction.shows_names() };
        self.sees(record, &path)
    }

    /// What changed since the last management review: states, grades and days of what is worth knowing, the newest first.
    pub(super) fn changed_since_review(&self) -> Value {
        let snapshot = self.site.snapshot;
        let reviews = snapshot.reviews().filter(|review| {
            self.is_shown(review.id())
                && review.status != crate::record::ReviewStatus::Planned
                && review.held_on <= self.site.day()
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
                    Act::Begun => record.kind() == Kind::Finding,
                    Act::Grade | Act::Due { .. } | Act::Deleted => true,
                    _ => false,
                };
                let told = happening.what.iter().filter(|what| self.may_tell(record, &what.field)).find(is_weighty);
                if let Some(what) = told.filter(|_| point.day > last.held_on) {
                    let mut row = self.line(what);
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

/// The first part of a field's path, with the name of the list's item: `actions/1/evidence` → `actions/1`.
fn head(field: &str) -> String {
    let mut parts = field.split('/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(first), Some(second), Some(_)) => format!("{first}/{second}"),
        _ => field.to_owned(),
    }
}

/// The item that a field is of.
fn part(field: &str) -> Option<&str> {
    let mut parts = field.split('/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(_), Some(item), Some(_)) => Some(item),
        _ => None,
    }
}

/// A path without the names and places of list items, as the redaction has it: `items/4/notes` → `items/notes`; `None` for a
/// path that the kind does not know.
fn without_names(shape: &Shape, field: &str) -> Option<String> {
    let mut shape = shape;
    let mut path: Vec<&str> = Vec::new();
    for step in field.split('/') {
        let (name, is_placed) = match step.split_once('[') {
            Some((name, _)) => (name, true),
            None => (step, false),
        };
        match &shape.what {
            schema::What::Object(fields) => {
                path.push(name);
                shape = fields.get(name)?;
                if let (true, schema::What::List(inner)) = (is_placed, &shape.what) {
                    shape = inner;
                }
            }
            schema::What::List(inner) | schema::What::Map(inner) => shape = inner,
            _ => return None,
        }
    }
    Some(path.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lose_the_names_of_items() {
        let of = |kind, field| without_names(shape(kind), field);
        assert_eq!(of(Kind::Action, "actions/1/due").as_deref(), Some("actions/due"));
        assert_eq!(of(Kind::Action, "actions/1").as_deref(), Some("actions"));
        assert_eq!(of(Kind::Audit, "objectives[2]").as_deref(), Some("objectives"));
        assert_eq!(of(Kind::Person, "competence[3]/title").as_deref(), Some("competence/title"));
        assert_eq!(of(Kind::Isms, "rules/due-date-slipped/level").as_deref(), Some("rules/level"));
        assert_eq!(of(Kind::Finding, "nothing/of/this"), None);
    }
}

//! What happened to a record in the words of a language: fields by their labels, the items of lists by what they are called,
//! values as a reader knows them. Pages and reports both tell it this way.

use fluent_bundle::FluentValue;

use crate::history::{Act, What};
use crate::language::Language;
use crate::record::{Date, Kind};
use crate::schema::{Reference, Shape, What as Form, shape};
use crate::text::shortened;

/// Between the names of a field and of what it is part of.
const WITHIN: &str = " › ";
/// The most characters of a text that are told.
const MOST: usize = 160;
/// The fields that are told as a place in a list whose items have numbers, in place of the list's own label.
const NUMBER: &str = "n";

/// Tells it.
pub struct Telling<'a> {
    /// The language.
    pub language: &'a Language,
    /// What a reader calls the thing that a value names, or a text that names nothing.
    pub called: &'a dyn Fn(Option<Reference>, &str) -> String,
}

/// Where a field is.
struct Place {
    /// The names of the field and of what it is part of, from the outside in.
    names: Vec<String>,
    /// What stands there; `None` for a field that the kind does not know.
    shape: Option<&'static Shape>,
}

impl Telling<'_> {
    /// A field, by its path as a comparison names it: `controls/A.5.16/status` → `A.5.16 Identity management › State`.
    pub fn field(&self, kind: Kind, path: &str) -> String {
        self.place(kind, path).names.join(WITHIN)
    }

    /// Where something happened, and not what: the item of a list, else the field.
    pub fn place_of(&self, kind: Kind, what: &What) -> String {
        self.field(kind, item_of(&what.field))
    }

    /// A value of a field.
    pub fn value(&self, kind: Kind, path: &str, text: &str) -> String {
        match self.place(kind, path).shape {
            Some(shape) => self.of_shape(shape, text),
            None => (self.called)(None, text),
        }
    }

    /// What happened, without what a text said: the names of steps, days, persons and numbers with what they were and are.
    pub fn step(&self, kind: Kind, what: &What) -> String {
        self.tell(kind, what, false)
    }

    /// What happened, with what a text said before and says now.
    pub fn whole(&self, kind: Kind, what: &What) -> String {
        self.tell(kind, what, true)
    }

    /// Changes without what texts said, each told once; the same step of the same field of several items of a list is told
    /// with the items that took it.
    pub fn steps(&self, kind: Kind, all: &[&What]) -> Vec<String> {
        self.each_once(kind, all, false)
    }

    /// The same with what texts said before and say now.
    pub fn wholes(&self, kind: Kind, all: &[&What]) -> Vec<String> {
        self.each_once(kind, all, true)
    }

    fn each_once(&self, kind: Kind, all: &[&What], with_texts: bool) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        let mut rest = all.to_vec();
        while let Some(first) = rest.first().copied() {
            let is_with_it = |what: &&What| std::ptr::eq(*what, first) || is_alike(kind, first, what);
            let (alike, others): (Vec<&What>, Vec<&What>) = rest.into_iter().partition(is_with_it);
            rest = others;
            let words = match alike.len() {
                1 => self.tell(kind, first, with_texts),
                _ => self.gathered(kind, first, &alike),
            };
            if !told.contains(&words) {
                told.push(words);
            }
        }
        told
    }

    /// A step that several items of a list took.
    fn gathered(&self, kind: Kind, first: &What, alike: &[&What]) -> String {
        let item = |what: &&What| {
            let path = item_of(&what.field);
            let name = self.place(kind, path).names.pop().unwrap_or_default();
            // What begins with its own number is known by that.
            let number = path.rsplit('/').next().filter(|number| name.starts_with(*number));
            number.map_or(name.clone(), str::to_owned)
        };
        let items: Vec<String> = alike.iter().map(item).collect();
        let mut place = self.place(kind, &first.field);
        let depth = self.place(kind, item_of(&first.field)).names.len();
        if (1..=place.names.len()).contains(&depth) {
            place.names.remove(depth - 1);
        }
        let step = self.changed_at(kind, first, &place, false);
        self.language.text("change-of-several", &[("what", step.into()), ("items", items.join(", ").into())])
    }

    fn tell(&self, kind: Kind, what: &What, with_texts: bool) -> String {
        let value = |text: &Option<String>| text.as_ref().map(|text| self.value(kind, &what.field, text));
        let arrow = [("from", or_dash(value(&what.from))), ("to", or_dash(value(&what.to)))];
        match what.act {
            Act::Begun => self.language.plain("life-begun"),
            Act::Deleted => self.language.plain("life-deleted"),
            Act::Moved => self.language.plain("life-moved"),
            Act::Broken => self.language.plain("life-broken"),
            Act::Mended => self.language.plain("life-mended"),
            Act::State => self.of_part(kind, &what.field, self.language.text("life-state", &arrow)),
            Act::Grade => self.of_part(kind, &what.field, self.language.text("life-grade", &arrow)),
            Act::Due { days, times } => {
                let way = if days < 0 { "earlier" } else { "later" };
                let [from, to] = arrow;
                let arguments = [("way", way.into()), ("days", days.abs().into()), ("times", times.into()), from, to];
                self.of_part(kind, &what.field, self.language.text("life-due", &arguments))
            }
            Act::Set | Act::Changed | Act::Taken => self.changed(kind, what, with_texts),
        }
    }

    /// A state, grade or day says by itself what it is; only what it is of has to be named.
    fn of_part(&self, kind: Kind, path: &str, words: String) -> String {
        let mut names = self.place(kind, path).names;
        names.pop();
        match names.is_empty() {
            true => words,
            false => self.language.text("life-of", &[("part", names.join(WITHIN).into()), ("what", words.into())]),
        }
    }

    fn changed(&self, kind: Kind, what: &What, with_texts: bool) -> String {
        self.changed_at(kind, what, &self.place(kind, &what.field), with_texts)
    }

    fn changed_at(&self, kind: Kind, what: &What, place: &Place, with_texts: bool) -> String {
        let name = place.names.join(WITHIN);
        let form = place.shape.map(|shape| &shape.what);
        let key = match (form, &what.from, &what.to) {
            (Some(Form::Object(_) | Form::Map(_)), None, Some(_)) => "change-added",
            (Some(Form::Object(_) | Form::Map(_)), Some(_), None) => "change-removed",
            (None | Some(Form::Object(_) | Form::Map(_)), ..) | (_, None, None) => return name,
            (Some(Form::Text), ..) if !with_texts => return self.place_of(kind, what),
            (Some(Form::List(_)), Some(_), Some(_)) => "change-members",
            (Some(Form::List(_)), None, Some(empty)) if empty.is_empty() => "change-none",
            (Some(Form::List(_)), Some(empty), None) if empty.is_empty() => "change-unsaid",
            (Some(Form::List(_)), None, Some(_)) => "change-gained",
            (Some(Form::List(_)), Some(_), None) => "change-lost",
            (_, Some(_), Some(_)) => "change-step",
            (_, None, Some(_)) => "change-set",
            (_, Some(_), None) => "change-taken",
        };
        let value = |text: &Option<String>| -> FluentValue<'static> {
            let value = text.as_ref().and_then(|text| Some(self.of_shape(place.shape?, text)));
            or_dash(value)
        };
        let arguments = [("field", name.into()), ("from", value(&what.from)), ("to", value(&what.to))];
        self.language.text(key, &arguments)
    }

    fn place(&self, kind: Kind, path: &str) -> Place {
        let mut place = Place { names: Vec::new(), shape: Some(shape(kind)) };
        let (mut list, mut within) = ("", kind.as_str());
        for step in path.split('/') {
            let (name, position) = match step.split_once('[') {
                Some((name, position)) => (name, position.strip_suffix(']')),
                None => (step, None),
            };
            match place.shape.map(|shape| &shape.what) {
                Some(Form::List(inner)) => {
                    if stands_alone(kind, list, inner) {
                        place.names.pop();
                    }
                    place.names.push(self.item(kind, list, inner, step));
                    place.shape = Some(inner);
                }
                Some(Form::Map(inner)) => {
                    place.names.push(step.to_owned());
                    place.shape = Some(inner);
                }
                other => {
                    let shape = match other {
                        Some(Form::Object(fields)) => fields.get(name),
                        _ => None,
                    };
                    let label = self.language.field(within, name);
                    place.names.push(match position {
                        Some(position) => format!("{label} {position}"),
                        None => label,
                    });
                    place.shape = if position.is_some() { shape.and_then(|shape| shape.step("")) } else { shape };
                    (list, within) = (name, name);
                }
            }
        }
        place
    }

    /// What an item of a list is called, by what tells it apart from the others.
    fn item(&self, kind: Kind, list: &str, item: &Shape, key: &str) -> String {
        let Form::Object(fields) = &item.what else { return self.of_shape(item, key) };
        let reference = match (kind, list) {
            (Kind::Soa, "controls") => Some(Reference::Criterion),
            (Kind::Isms, "processes") => Some(Reference::Process),
            (Kind::Isms, "sites") => Some(Reference::Site),
            _ => None,
        };
        match reference {
            Some(reference) => (self.called)(Some(reference), key),
            None if fields.contains_key("id") => key.to_owned(),
            None if fields.contains_key(NUMBER) => self.language.text("change-item", &[("number", key.into())]),
            None => match ["audit", "person"].iter().find_map(|name| fields.get(*name)) {
                Some(shape) => self.of_shape(shape, key),
                None => key.to_owned(),
            },
        }
    }

    fn of_shape(&self, shape: &Shape, text: &str) -> String {
        match &shape.what {
            Form::Word(_) => self.language.word(text),
            Form::Date => match text.parse::<Date>() {
                Ok(day) => self.language.short_day(day),
                Err(_) => (self.called)(None, text),
            },
            Form::Bool if text == "true" => self.language.plain("yes"),
            Form::Bool if text == "false" => self.language.plain("no"),
            Form::Integer | Form::Number => text.replace('.', &self.language.plain("decimal-mark")),
            Form::Reference(reference) => (self.called)(Some(*reference), text),
            Form::List(inner) => {
                text.split(", ").map(|one| self.of_shape(inner, one)).collect::<Vec<String>>().join(", ")
            }
            _ => shortened(&(self.called)(None, text), MOST),
        }
    }
}

/// Whether an item of a list says by its name what it is one of: `Item 2`, `A.5.16 Identity management`.
fn stands_alone(kind: Kind, list: &str, item: &Shape) -> bool {
    let has_number =
        matches!(&item.what, Form::Object(fields) if fields.contains_key(NUMBER) && !fields.contains_key("id"));
    has_number || (kind, list) == (Kind::Soa, "controls")
}

/// The item that a text is in, else the text itself: which of an item's texts changed is for who reads the item.
fn item_of(path: &str) -> &str {
    path.match_indices('/').nth(1).map_or(path, |(end, _)| &path[..end])
}

/// Whether two items of a list took the same step. States and days are weighty, and texts are long: each is told by itself.
fn is_alike(kind: Kind, one: &What, other: &What) -> bool {
    let parts = |path: &'_ str| -> Option<(usize, usize)> {
        let list = path.find('/')?;
        Some((list, list + 1 + path[list + 1..].find('/')?))
    };
    let is_change = matches!(one.act, Act::Set | Act::Changed | Act::Taken);
    if !is_change || (one.act, &one.from, &one.to) != (other.act, &other.from, &other.to) {
        return false;
    }
    let (Some((list, field)), Some((others, other_field))) = (parts(&one.field), parts(&other.field)) else {
        return false;
    };
    let (list, field) = (&one.field[..list], &one.field[field..]);
    let list_shape = shape(kind).step(list).filter(|list| matches!(list.what, Form::List(_)));
    let shape = list_shape.and_then(|list| list.step("")).and_then(|item| item.at(field));
    let is_told = shape.is_some_and(|shape| !matches!(shape.what, Form::Text | Form::Object(_) | Form::Map(_)));
    is_told && (list, field) == (&other.field[..others], &other.field[other_field..])
}

fn or_dash(value: Option<String>) -> FluentValue<'static> {
    value.unwrap_or_else(|| "–".to_owned()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(act: Act, field: &str, from: Option<&str>, to: Option<&str>) -> What {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        What { act, field: field.to_owned(), words: String::new(), from: owned(from), to: owned(to) }
    }

    #[test]
    fn what_several_items_did_alike_is_told_once() {
        let language = Language::built_in("en").expect("a built-in language");
        let called = |_: Option<Reference>, text: &str| format!("{text} Title");
        let telling = Telling { language: &language, called: &called };
        let looked = |control: &str, from: &str| {
            what(Act::Changed, &format!("controls/{control}/last_reviewed"), Some(from), Some("2026-01-05"))
        };
        let owner = what(Act::Changed, "controls/A.5.2/owner", Some("p-it"), Some("p-aud"));
        let all = [looked("A.5.1", "2025-01-06"), owner, looked("A.5.2", "2025-01-06"), looked("A.5.3", "2025-02-03")];
        let all: Vec<&What> = all.iter().collect();
        assert_eq!(
            telling.steps(Kind::Soa, &all),
            [
                "Last reviewed: 6 Jan 2025 → 5 Jan 2026 (A.5.1, A.5.2)",
                "A.5.2 Title › Owner: p-it Title → p-aud Title",
                "A.5.3 Title › Last reviewed: 3 Feb 2025 → 5 Jan 2026",
            ]
        );
    }

    #[test]
    fn a_field_is_named_for_where_it_is() {
        let german = Language::built_in("de").expect("a built-in language");
        let called = |_: Option<Reference>, text: &str| text.to_owned();
        let telling = Telling { language: &german, called: &called };
        for (kind, path, said) in [
            (Kind::Finding, "acknowledged/position", "Stellungnahme › Haltung"),
            (Kind::Person, "position", "Funktion"),
            (Kind::Audit, "communications[2]/acknowledged", "Kommunikation 2 › Empfang bestätigt"),
            (Kind::Audit, "communications[2]/to", "Kommunikation 2 › An"),
            (Kind::Evidence, "period/to", "Zeitraum › Bis"),
            (Kind::Finding, "escalated/review", "Eskaliert › Managementbewertung"),
            (Kind::Isms, "scope", "Anwendungsbereich des ISMS"),
            (Kind::Audit, "scope", "Umfang"),
        ] {
            assert_eq!(telling.field(kind, path), said, "{kind} {path}");
        }
    }

    fn told(tag: &str, kind: Kind, what: &What) -> [String; 2] {
        let language = Language::built_in(tag).expect("a built-in language");
        let called = |reference: Option<Reference>, text: &str| match reference {
            Some(_) => format!("<{text}>"),
            None => text.to_owned(),
        };
        let telling = Telling { language: &language, called: &called };
        [telling.step(kind, what), telling.whole(kind, what)]
    }

    #[test]
    fn a_change_is_told_by_labels_names_and_values() {
        let step = what(Act::State, "actions/1/status", Some("open"), Some("in-progress"));
        assert_eq!(told("en", Kind::Action, &step)[0], "Item 1: open → in progress");
        assert_eq!(told("de", Kind::Action, &step)[0], "Punkt 1: offen → in Arbeit");
        let control = what(Act::State, "controls/A.5.16/status", Some("partly"), Some("implemented"));
        assert_eq!(told("en", Kind::Soa, &control)[0], "<A.5.16>: partly → implemented");
        let heads = what(Act::Changed, "organisation/headcount", Some("120"), Some("140"));
        assert_eq!(told("en", Kind::Isms, &heads)[0], "Organisation › Headcount: 120 → 140");
        assert_eq!(told("de", Kind::Isms, &heads)[0], "Organisation › Zahl der Beschäftigten: 120 → 140");
        let member = what(Act::Set, "team/p-analyst", None, Some("person: p-analyst, role: observer"));
        assert_eq!(told("en", Kind::Audit, &member)[0], "Team › <p-analyst>: added");
        let criteria = what(Act::Changed, "criteria", Some("A.5.1"), Some("A.5.2, A.5.3"));
        assert_eq!(told("en", Kind::Audit, &criteria)[0], "Criteria: without <A.5.1>, with <A.5.2>, <A.5.3>");
    }

    #[test]
    fn what_a_text_said_is_told_only_where_it_is_asked_for() {
        let text = what(Act::Changed, "objectives[2]", Some("old"), Some("new"));
        assert_eq!(told("en", Kind::Audit, &text), ["Objectives 2", "Objectives 2: old → new"]);
    }
}

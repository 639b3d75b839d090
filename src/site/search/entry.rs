//! What can be found: one entry for each page of a record, and one for each requirement of a catalogue.

use super::lexicon::Lexicon;
use crate::language::Language;
use crate::record::Kind;
use crate::site::data::{Map, Value};
use crate::site::markup::words;
use crate::text::shortened;

/// The fields of an entry that are searched, in the order in which `assets/search.js` names them.
pub const FIELDS: usize = 4;
const ID: usize = 0;
const TITLE: usize = 1;
const TEXT: usize = 2;
const FACETS: usize = 3;

/// As many words as most entries have at most.
const USUAL: usize = 256;

/// Length of the text of which a result shows a part, in characters.
const SHOWN: usize = 420;

/// Texts that say most of a record stand first.
const FIRST: [&str; 7] = ["statement", "what", "summary", "objectives", "scope", "correction", "cause"];

/// Something that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place: a page, perhaps with an anchor.
    pub href: String,
    pub id: String,
    pub title: String,
    pub kind: String,
    pub grade: Option<String>,
    pub status: Option<String>,
    /// The beginning of its text.
    pub shown: String,
    /// Its words by their numbers and fields, as `placed` has them, in order, and how often each stands there.
    pub words: Box<[(u32, u32)]>,
}

/// The entries of a page, from the data that its template sees.
pub fn entries(path: &str, context: &Value, language: &Language, lexicon: &Lexicon) -> Vec<Entry> {
    let (page, record) = (&context["page"], &context["record"]);
    if !record.is_object() {
        return Vec::new();
    }
    let mut text = Text::default();
    let is_catalogue = page["kind"].as_str() == Some(Kind::Catalogue.as_str());
    text.add_members(record, if is_catalogue { &["entries"] } else { &[] });
    let id = page["id"].as_str().or(record["id"].as_str());
    let mut all = vec![entry(
        path.to_owned(),
        id.unwrap_or_default(),
        page["title"].as_str().unwrap_or_default(),
        [page["kind"].as_str(), page["grade"].as_str(), page["status"].as_str()],
        text.or(page["lede"].as_str()),
        (language, lexicon),
    )];
    let requirements = record["entries"].as_array().filter(|_| is_catalogue).into_iter().flatten();
    for requirement in requirements {
        let id = requirement["id"].as_str().unwrap_or_default();
        let mut text = Text::default();
        text.add(&requirement["text"]);
        let title = requirement["title"].as_str().unwrap_or_default();
        all.push(entry(
            format!("{path}#{id}"),
            id,
            title,
            [Some("requirement"), None, None],
            text,
            (language, lexicon),
        ));
    }
    all
}

fn entry(
    href: String,
    id: &str,
    title: &str,
    facets: [Option<&str>; 3],
    text: Text,
    (language, lexicon): (&Language, &Lexicon),
) -> Entry {
    let mut found: Vec<u32> = Vec::with_capacity(USUAL);
    let mut add = |field: usize, text: &str| lexicon.numbers(text, |word| found.push(placed(word, field)));
    add(ID, id);
    if title != id {
        add(TITLE, title);
    }
    for part in text.prose.iter().map(|(read, _)| read).chain(&text.labels) {
        add(TEXT, part);
    }
    for word in facets.into_iter().flatten() {
        add(FACETS, word);
        let said = said(language, word);
        if !said.eq_ignore_ascii_case(word) {
            add(FACETS, &said);
        }
    }
    let [kind, grade, status] = facets;
    Entry {
        href,
        id: id.to_owned(),
        title: title.to_owned(),
        kind: kind.unwrap_or_default().to_owned(),
        grade: grade.map(str::to_owned),
        status: status.map(str::to_owned),
        shown: shortened(&text.shown(), SHOWN),
        words: counted(found),
    }
}

/// A word in a field as one number, by which such places are sorted at once and kept in little room.
fn placed(word: u32, field: usize) -> u32 {
    word * FIELDS as u32 + field as u32
}

/// The word and the field of such a number.
pub fn place(placed: u32) -> (usize, usize) {
    let placed = placed as usize;
    (placed / FIELDS, placed % FIELDS)
}

/// How often each is there.
fn counted(mut found: Vec<u32>) -> Box<[(u32, u32)]> {
    found.sort_unstable();
    found.chunk_by(|one, other| one == other).map(|same| (same[0], same.len() as u32)).collect()
}

/// A kind, grade or state in the words of a language.
pub fn said(language: &Language, word: &str) -> String {
    language.find(&format!("found-{word}"), &[]).unwrap_or_else(|| language.word(word))
}

/// The texts of a record: sentences, which a result may show, and names of what it refers to.
#[derive(Default)]
struct Text {
    /// Each as it is read, and what of it still holds.
    prose: Vec<(String, String)>,
    labels: Vec<String>,
}

impl Text {
    /// The members of a record, those that say most first, without its own name and `but`.
    fn add_members(&mut self, record: &Value, but: &[&str]) {
        let known = |key: &str| {
            ["id", "title", "kind", "status", "grade", "name", "sha256"].contains(&key) || but.contains(&key)
        };
        FIRST.iter().for_each(|key| self.add(&record[*key]));
        let members = record.as_object().into_iter().flat_map(Map::iter);
        members.filter(|(key, _)| !known(key) && !FIRST.contains(key)).for_each(|(_, value)| self.add(value));
    }

    fn add(&mut self, value: &Value) {
        match value {
            Value::Text(text) if is_address(text) => {}
            Value::Text(text) if text.contains(' ') => {
                self.prose.push(words(text));
            }
            Value::Text(text) => self.labels.push(String::from(&**text)),
            Value::List(items) => items.iter().for_each(|item| self.add(item)),
            // What a reference shows; the rest of it is another record's.
            Value::Map(link) if link.contains_key("href") => {
                self.labels.extend(link.get("label").or(link.get("id")).and_then(Value::as_str).map(str::to_owned));
                if !link.contains_key("label") {
                    self.labels.extend(link.get("title").and_then(Value::as_str).map(str::to_owned));
                }
            }
            Value::Map(members) => members.iter().for_each(|(_, value)| self.add(value)),
            Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Number(_) => {}
        }
    }

    /// What a result shows a part of.
    fn shown(&self) -> String {
        let holding = self.prose.iter().map(|(_, holding)| holding.as_str()).filter(|text| !text.is_empty());
        holding.collect::<Vec<_>>().join(" · ")
    }

    fn or(mut self, sentence: Option<&str>) -> Self {
        if self.prose.is_empty() {
            self.prose.extend(sentence.map(|sentence| (sentence.to_owned(), sentence.to_owned())));
        }
        self
    }
}

/// Addresses, hashes and days are not what anybody looks for by a word.
fn is_address(text: &str) -> bool {
    text.contains("://") && !text.contains(char::is_whitespace)
        || text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
        || text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::Text;
    use crate::site::data::json;

    #[test]
    fn a_result_shows_words_that_hold_and_no_marks() {
        let mut text = Text::default();
        text.add(&json!({"statement": "**Three** of ~~all four~~ [stores](https://dms.example)", "to": "a - b"}));
        assert_eq!(text.shown(), "Three of stores · a - b");
        assert_eq!(text.prose[0].0, "Three of all four stores");
    }
}

//! The index as script files.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::super::File;
use super::entry::{Entry, FIELDS, place};
use super::lexicon::Lexicon;
use crate::language::Language;
use crate::record::{Grade, Kind};
use crate::text::natural_cmp;

/// Bytes after which the words go on in a new file. A search loads one or two for each word that is looked for.
const WORDS_IN_FILE: usize = 40_000;

/// Bytes after which the entries go on in a new file. The ten results that are shown at first may lie in ten of them.
const ENTRIES_IN_FILE: usize = 10_000;

/// Letters of the shortest word that another may be a part of: four, behind at least three.
const LONG: usize = 7;

/// Of more entries than this, a word that more than half of them have tells none from another.
const FEW: usize = 200;

/// The field with the text of an entry, the only one that a common word is left out of.
const TEXT: usize = 2;

/// The files of the search: the program, the index and the entries.
pub fn files(mut entries: Vec<Entry>, lexicon: &Lexicon, language: &Language) -> Vec<File> {
    // Of results that are equally good the first wins: findings before evidence, the newest first.
    entries.sort_by(|a, b| {
        rank(a).cmp(&rank(b)).then_with(|| natural_cmp(&b.id, &a.id)).then_with(|| a.href.cmp(&b.href))
    });
    let entries = &entries[..];
    let mut files = Vec::new();
    let (words, common) = inverted(entries, lexicon);
    files.push(script("search/long.js", format!("tickmarkSearch.long({});\n", json!(long(&words)))));
    let words = words.iter().map(|(word, postings)| (&**word, json!(line(word, postings)).to_string()));
    let mut starts = Vec::new();
    for (number, (first, lines)) in shards(words, WORDS_IN_FILE).into_iter().enumerate() {
        starts.push(first);
        files.push(script(
            &format!("search/words-{number}.js"),
            format!("tickmarkSearch.words({number}, [\n{lines}\n]);\n"),
        ));
    }
    let shown = entries.iter().enumerate().map(|(number, entry)| (number, json!(shown(entry)).to_string()));
    let mut numbers = Vec::new();
    for (number, (first, lines)) in shards(shown, ENTRIES_IN_FILE).into_iter().enumerate() {
        numbers.push(first);
        files.push(script(
            &format!("search/pages-{number}.js"),
            format!("tickmarkSearch.pages({number}, [\n{lines}\n]);\n"),
        ));
    }
    let start = json!({
        "count": entries.len(),
        "findings": entries.iter().filter(|entry| rank(entry) == 0).count(),
        "words": starts,
        "pages": numbers,
        "common": common,
        "say": said(entries, language),
        "letters": letters(language),
    });
    files.push(script("search/start.js", format!("tickmarkSearch.start({start});\n")));
    files
}

/// Where the entries of a kind stand among all.
fn rank(entry: &Entry) -> usize {
    const ORDER: [Kind; 11] = [
        Kind::Finding,
        Kind::Action,
        Kind::Audit,
        Kind::Review,
        Kind::Programme,
        Kind::Isms,
        Kind::Soa,
        Kind::Person,
        Kind::Evidence,
        Kind::Workpaper,
        Kind::Catalogue,
    ];
    ORDER.iter().position(|kind| kind.as_str() == entry.kind).unwrap_or(ORDER.len())
}

fn script(path: &str, text: String) -> File {
    File { path: path.to_owned(), content: text.into_bytes() }
}

type Postings = [Vec<(u32, u32)>; FIELDS];

/// Words, and where each stands.
type Words = Vec<(Box<str>, Postings)>;

/// The entries of every word, and the words that are too common to be looked for in texts.
fn inverted(entries: &[Entry], lexicon: &Lexicon) -> (Words, Vec<Box<str>>) {
    let words = lexicon.sorted();
    let mut places: Vec<Postings> = words.iter().map(|_| Postings::default()).collect();
    for (number, entry) in (0..).zip(entries) {
        for (placed, count) in &entry.words {
            let (word, field) = place(*placed);
            places[word][field].push((number, *count));
        }
    }
    let mut words: Words =
        words.into_iter().map(|(word, number)| (word, std::mem::take(&mut places[number as usize]))).collect();
    let mut common = Vec::new();
    if entries.len() > FEW {
        for (word, postings) in words.iter_mut().filter(|(_, postings)| postings[TEXT].len() * 2 > entries.len()) {
            postings[TEXT].clear();
            common.push(word.clone());
        }
        words.retain(|(_, postings)| postings.iter().any(|field| !field.is_empty()));
    }
    (words, common)
}

/// The words that may have others in them, as `Datenwiederherstellung` has: their list is short, and tells in which of the
/// files by the alphabet a part of a word is found.
fn long(words: &Words) -> String {
    let is_long = |word: &&str| word.chars().count() >= LONG && !word.contains(char::is_numeric);
    words.iter().map(|(word, _)| &**word).filter(is_long).collect::<Vec<&str>>().join(" ")
}

/// A word and, field by field, where it stands: the distance from the entry before, and how often when more than once.
fn line(word: &str, postings: &Postings) -> Vec<String> {
    let mut line = vec![word.to_owned()];
    line.extend(postings.iter().map(|field| {
        let mut before = 0;
        let places = field.iter().map(|(number, count)| {
            let distance = number - std::mem::replace(&mut before, *number);
            if *count == 1 { distance.to_string() } else { format!("{distance}*{count}") }
        });
        places.collect::<Vec<_>>().join(",")
    }));
    while line.last().is_some_and(String::is_empty) {
        line.pop();
    }
    line
}

/// What a result shows.
fn shown(entry: &Entry) -> [Option<&str>; 7] {
    let Entry { href, id, title, kind, grade, status, shown, .. } = entry;
    [Some(href), Some(id), Some(title), Some(kind), grade.as_deref(), status.as_deref(), Some(shown)]
}

/// The words that results name kinds, grades and states with, in the language of the site.
fn said(entries: &[Entry], language: &Language) -> Value {
    let facets = entries.iter().flat_map(|entry| [Some(&entry.kind), entry.grade.as_ref(), entry.status.as_ref()]);
    let facets: BTreeSet<&String> = facets.flatten().collect();
    facets
        .into_iter()
        .map(|word| (word.clone(), Value::from(super::entry::said(language, word))))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// The letter of each grade, as everywhere on the site.
fn letters(language: &Language) -> Value {
    let letter = |grade: &Grade| (grade.to_string(), Value::from(language.plain(&format!("letter-{grade}"))));
    Grade::ALL.iter().map(letter).collect::<serde_json::Map<_, _>>().into()
}

/// Lines in files of about `most` bytes, each with the name of its first line.
fn shards<N>(lines: impl Iterator<Item = (N, String)>, most: usize) -> Vec<(N, String)> {
    let mut shards: Vec<(N, String)> = Vec::new();
    for (name, line) in lines {
        match shards.last_mut().filter(|(_, shard)| shard.len() + line.len() <= most) {
            Some((_, shard)) => {
                shard.push_str(",\n");
                shard.push_str(&line);
            }
            None => shards.push((name, line)),
        }
    }
    shards
}

//! The languages: every file is whole, and every message that the code and the templates name is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tickmark::language::Language;
use tickmark::record::criteria::{self, Catalogues};
use tickmark::record::{Catalogue, CatalogueEntry, Criterion, Grade, Kind};
use tickmark::schema::{Shape, What, shape};
use walkdir::WalkDir;

/// The keys of a language's file.
fn keys(tag: &str) -> BTreeSet<String> {
    let text = Language::file(tag).expect("a built-in language");
    let lines = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()));
    lines.filter_map(|line| Some(line.split_once(" =")?.0.to_owned())).collect()
}

/// Whether English has a message where that is of: in a rule, in the built-in catalogue.
fn is_english_elsewhere(key: &str) -> bool {
    key.starts_with("rule-") || key.starts_with("iso27001-2022-")
}

#[test]
fn every_language_has_every_message() {
    let english = keys("en");
    for tag in Language::tags() {
        Language::built_in(tag).expect("its file is right");
        let own = keys(tag);
        let missing: Vec<_> = english.difference(&own).collect();
        let unknown: Vec<_> = own.difference(&english).filter(|key| !is_english_elsewhere(key)).collect();
        assert!(missing.is_empty() && unknown.is_empty(), "{tag}: missing {missing:?}, unknown {unknown:?}");
    }
}

#[test]
fn every_language_says_what_each_rule_reports() {
    let rules: BTreeSet<String> = tickmark::lint::rules::ALL.iter().map(|rule| format!("rule-{}", rule.name)).collect();
    // In English the rules say it themselves.
    for tag in Language::tags().filter(|tag| *tag != "en") {
        let own: BTreeSet<String> = keys(tag).into_iter().filter(|key| key.starts_with("rule-")).collect();
        assert_eq!(own, rules, "{tag}");
    }
}

#[test]
fn every_language_has_a_title_for_each_number_of_the_built_in_catalogue() {
    let entries = &criteria::built_in().entries;
    let numbers: BTreeSet<String> =
        entries.iter().map(|entry| format!("iso27001-2022-{}", entry.id.as_str().replace('.', "-"))).collect();
    for tag in Language::tags().filter(|tag| *tag != "en") {
        let own: BTreeSet<String> = keys(tag).into_iter().filter(|key| key.starts_with("iso27001-2022-")).collect();
        assert_eq!(own, numbers, "{tag}");
    }
}

#[test]
fn a_catalogue_of_ones_own_keeps_its_titles_in_every_language() {
    let german = Language::built_in("de").expect("German is there");
    let entry = |id: &str, title: &str| CatalogueEntry { title: title.into(), ..entry_of(id) };
    let own =
        |id: &str| Catalogue { id: id.into(), entries: vec![entry("A.5.1", "Ours")], ..criteria::built_in().clone() };
    let title = |catalogues: Vec<Catalogue>, criterion: &str| {
        let catalogues = Catalogues::new(catalogues);
        german.requirement(&catalogues, &Criterion::from(criterion)).map(|title| title.into_owned())
    };
    let both = || vec![criteria::built_in().clone(), own("own")];
    assert_eq!(title(both(), "A.5.1").as_deref(), Some("Richtlinien zur Informationssicherheit"));
    assert_eq!(title(both(), "own:A.5.1").as_deref(), Some("Ours"));
    assert_eq!(title(vec![own("iso27001-2022")], "A.5.1").as_deref(), Some("Ours"));
    assert_eq!(title(both(), "A.5.99"), None);
}

fn entry_of(id: &str) -> CatalogueEntry {
    let entries = &criteria::built_in().entries;
    entries.iter().find(|entry| entry.id.as_str() == id).expect("a number of the standard").clone()
}

#[test]
fn every_message_that_is_named_is_there() {
    let english = keys("en");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut named = 0;
    for entry in WalkDir::new(root).into_iter().map(|entry| entry.expect("the sources can be listed")) {
        let path = entry.path();
        let starts: &[&str] = match path.extension().and_then(|extension| extension.to_str()) {
            Some("rs") => &[".message(\"", ".plain(\"", "language.text(\""],
            Some("html" | "md" | "typ" | "xml" | "txt") => &["t(\""],
            _ => continue,
        };
        let text = fs::read_to_string(path).expect("a text");
        for start in starts {
            for (at, _) in text.match_indices(start) {
                let is_part = *start == "t(\"" && text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
                let Some(key) = text[at + start.len()..].split('"').next().filter(|_| !is_part) else { continue };
                named += 1;
                assert!(english.contains(key), "{}: there is no message `{key}`", path.display());
            }
        }
    }
    assert!(named > 3, "{named}");
}

/// The words that the records of a shape may use.
fn words(shape: &Shape, found: &mut BTreeSet<String>) {
    match &shape.what {
        What::Word(words) => found.extend(words.iter().cloned()),
        What::List(shape) | What::Map(shape) => words(shape, found),
        What::Object(fields) => fields.values().for_each(|shape| words(shape, found)),
        _ => {}
    }
}

#[test]
fn every_word_of_the_records_is_in_every_language() {
    let mut found = BTreeSet::new();
    Kind::ALL.iter().for_each(|kind| words(shape(*kind), &mut found));
    assert!(found.len() > 150, "{}", found.len());
    for tag in Language::tags() {
        let own = keys(tag);
        let missing: Vec<_> = found.iter().filter(|word| !own.contains(&format!("word-{word}"))).collect();
        assert!(missing.is_empty(), "{tag}: no word for {missing:?}");
        for kind in Kind::ALL {
            assert!(own.contains(&format!("kinds-{kind}")), "{tag}: {kind}");
            assert!(kind.is_single() || own.contains(&format!("count-{kind}")), "{tag}: {kind}");
        }
        for grade in Grade::ALL {
            for key in ["grade", "count-grade", "letter"] {
                assert!(own.contains(&format!("{key}-{grade}")), "{tag}: {key} of {grade}");
            }
        }
    }
}

#[test]
fn days_and_plurals_are_those_of_the_language() {
    let day = |text: &str| text.parse().expect("a day");
    let german = Language::built_in("de").expect("German is there");
    assert_eq!(german.day(day("2026-03-05")), "5. März 2026");
    assert_eq!(german.span(day("2026-03-05"), day("2026-03-07")), "5.–7. März 2026");
    assert_eq!((german.days(1), german.days(3)), ("1 Tag".to_owned(), "3 Tage".to_owned()));
    let english = Language::english();
    assert_eq!(english.span(day("2025-12-30"), day("2026-01-02")), "30 December 2025 – 2 January 2026");
    assert_eq!(english.days(1), "1 day");
}

#[test]
fn a_file_of_ones_own_is_a_language_and_what_it_lacks_is_english() {
    let french = Language::read("fr", "overview = Vue d’ensemble\n").expect("a language");
    assert_eq!(french.plain("overview"), "Vue d’ensemble");
    assert_eq!(french.plain("audit-record"), "Internal audit record");
    for (text, said) in [
        ("overview = a\noverview = b\n", "the message `overview` stands there twice"),
        ("overview = a\n\n= b\n", "line 3: this is no Fluent message"),
    ] {
        assert_eq!(Language::read("fr", text).err().expect("no language").to_string(), said);
    }
    assert!(Language::read("?", "").is_err());
}

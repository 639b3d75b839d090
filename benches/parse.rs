//! Reading: bytes → tree, and bytes → typed record, over realistic records.

#![allow(missing_docs)]

mod support;

use divan::{Bencher, counter::BytesCount};
use tickmark::snapshot::Document;

const FINDINGS: &[usize] = &[750];

fn main() {
    divan::main();
}

fn texts(findings: usize) -> (Vec<String>, BytesCount) {
    let texts: Vec<String> =
        support::isms(findings).into_iter().filter(|(path, _)| path.ends_with(".yaml")).map(|(_, text)| text).collect();
    let bytes = BytesCount::new(texts.iter().map(String::len).sum::<usize>());
    (texts, bytes)
}

#[divan::bench(args = FINDINGS)]
fn tree(bencher: Bencher<'_, '_>, findings: usize) {
    let (texts, bytes) = texts(findings);
    bencher.counter(bytes).bench(|| texts.iter().map(|text| tickmark::yaml::parse(text).problems.len()).sum::<usize>());
}

#[divan::bench(args = FINDINGS)]
fn record(bencher: Bencher<'_, '_>, findings: usize) {
    let (texts, bytes) = texts(findings);
    for text in &texts {
        let problems = Document::read(text.as_bytes()).problems;
        assert!(problems.is_empty(), "the generator writes an invalid record: {problems:?}\n{text}");
    }
    let read = || texts.iter().filter(|text| Document::read(text.as_bytes()).data.is_some()).count();
    bencher.counter(bytes).bench(read);
}

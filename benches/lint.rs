//! A lint from end to end: reading all records and holding them against all rules. 750 findings are about 1,500 records,
//! 7,500 about 15,000.

#![allow(missing_docs)]

mod support;

use divan::Bencher;
use tickmark::lint::lint;
use tickmark::record::Date;
use tickmark::snapshot::{Cache, Snapshot};
use tickmark::source::{Location, Selection, Source};

const FINDINGS: &[usize] = &[750, 7_500];

fn main() {
    divan::main();
}

fn day() -> Date {
    "2026-06-15".parse().expect("a day")
}

fn load(source: &dyn Source) -> Snapshot {
    Snapshot::load(source, &Cache::default()).expect("a snapshot")
}

fn run(bencher: Bencher<'_, '_>, folder: &std::path::Path, selection: &Selection) {
    let location = Location { folder: folder.to_owned(), ..Location::default() };
    bencher.bench(|| {
        let opened = location.open(selection).expect("a state");
        lint(&load(&*opened.source), day()).diagnostics.len()
    });
}

/// The rules alone, without reading.
#[divan::bench(args = FINDINGS, sample_count = 10)]
fn rules(bencher: Bencher<'_, '_>, findings: usize) {
    let snapshot = load(&support::source(&support::isms(findings)));
    bencher.bench(|| lint(&snapshot, day()).diagnostics.len());
}

#[divan::bench(args = FINDINGS, sample_count = 10)]
fn memory(bencher: Bencher<'_, '_>, findings: usize) {
    let source = support::source(&support::isms(findings));
    bencher.bench(|| lint(&load(&source), day()).diagnostics.len());
}

#[divan::bench(args = FINDINGS, sample_count = 10)]
fn folder(bencher: Bencher<'_, '_>, findings: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    support::write(folder.path(), &support::isms(findings));
    run(bencher, folder.path(), &Selection::WorkTree);
}

#[divan::bench(args = FINDINGS, sample_count = 10)]
fn work_tree(bencher: Bencher<'_, '_>, findings: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    support::repository(folder.path(), &support::isms(findings), 50);
    run(bencher, folder.path(), &Selection::WorkTree);
}

/// Records that Git does not know yet: each is asked of its ignore rules.
#[divan::bench(args = FINDINGS, sample_count = 10)]
fn untracked(bencher: Bencher<'_, '_>, findings: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    support::repository(folder.path(), &support::isms(1), 1);
    support::write(folder.path(), &support::isms(findings));
    run(bencher, folder.path(), &Selection::WorkTree);
}

#[divan::bench(args = FINDINGS, sample_count = 10)]
fn commit(bencher: Bencher<'_, '_>, findings: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    support::repository(folder.path(), &support::isms(findings), 50);
    run(bencher, folder.path(), &Selection::Revision("HEAD".to_owned()));
}

#[divan::bench(args = FINDINGS, sample_count = 10)]
fn index(bencher: Bencher<'_, '_>, findings: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    support::repository(folder.path(), &support::isms(findings), 50);
    run(bencher, folder.path(), &Selection::Index);
}

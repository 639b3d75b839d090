//! Building the site in memory: pages planned, rendered, none written.

#![allow(missing_docs)]

mod support;

use std::collections::HashMap;

use divan::Bencher;
use tickmark::record::Audience;
use tickmark::site::{Options, Own, build};
use tickmark::snapshot::{Cache, Snapshot};

fn main() {
    divan::main();
}

#[divan::bench(args = [500, 5_000], sample_count = 5)]
fn management(bencher: Bencher<'_, '_>, findings: usize) {
    let source = support::source(&support::isms(findings));
    let snapshot = Snapshot::load(&source, &Cache::default()).expect("a snapshot");
    let options = Options {
        audience: Audience::Management,
        language: tickmark::language::Language::english(),
        day: "2026-06-15".parse().expect("a day"),
        zone: jiff::tz::TimeZone::UTC,
        commits: HashMap::new(),
        uncommitted: None,
        chronicle: None,
        comparisons: Default::default(),
        health: Default::default(),
        verification: None,
        own: Own::default(),
        edit: None,
        elsewhere: Default::default(),
    };
    bencher.bench(|| build(&snapshot, &options).expect("a site").len());
}

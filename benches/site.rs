//! Building the site in memory: pages planned, rendered, none written.

#![allow(missing_docs)]

mod support;

use divan::Bencher;
use tickmark::record::Audience;
use tickmark::site::{Options, build};
use tickmark::snapshot::{Cache, Snapshot};

fn main() {
    divan::main();
}

#[divan::bench(args = [500, 5_000], sample_count = 5)]
fn management(bencher: Bencher<'_, '_>, findings: usize) {
    let source = support::source(&support::isms(findings));
    let snapshot = Snapshot::load(&source, &Cache::default()).expect("a snapshot");
    let options = Options::new(Audience::Management, "2026-06-15".parse().expect("a day"));
    bencher.bench(|| build(&snapshot, &options).expect("a site").len());
}

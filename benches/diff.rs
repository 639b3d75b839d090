//! Comparing two commits: the cost should follow the change, not the size.

#![allow(missing_docs)]

mod support;

use divan::Bencher;
use tickmark::diff::diff;
use tickmark::snapshot::{Cache, Snapshot};
use tickmark::source::{Location, Selection};

fn main() {
    divan::main();
}

/// `diff HEAD~back HEAD` in a repository of `findings` findings and 50 commits.
#[divan::bench(args = [(750, 1), (7_500, 1), (7_500, 25)], sample_count = 10)]
fn commits(bencher: Bencher<'_, '_>, (findings, back): (usize, usize)) {
    let folder = tempfile::tempdir().expect("a folder");
    support::repository(folder.path(), &support::isms(findings), 50);
    let location = Location { folder: folder.path().to_owned(), ..Location::default() };
    bencher.bench(|| {
        let open = |revision: String| location.open(&Selection::Revision(revision)).expect("a commit");
        let (from, to) = (open(format!("HEAD~{back}")), open("HEAD".to_owned()));
        let (before, after) =
            Snapshot::load_pair(&*from.source, &*to.source, &Cache::default()).expect("two snapshots");
        diff(&before, &after).records.len()
    });
}

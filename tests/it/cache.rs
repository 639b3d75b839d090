//! The cache across runs: whatever is in it, or is not, a lint says the same.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{DAY, Place, Run, run};
use tickmark::diagnostic::Diagnostic;
use tickmark::lint::lint;
use tickmark::record::Date;
use tickmark::snapshot::{Cache, Snapshot};
use tickmark::source::{Kept, Location, Selection};

const CHANGED: &str = "findings/0/F-B-00007.yaml";

fn day() -> Date {
    DAY.parse().expect("a day")
}

fn load(folder: &Path, selection: &Selection, cache: &Cache) -> Snapshot {
    let location = Location { folder: folder.to_owned(), ..Location::default() };
    let opened = location.open(selection).expect("a state");
    Snapshot::load(&*opened.source, cache).expect("a snapshot")
}

/// What a lint says, and all that it was said of, without a cache and with one; the cache then knows this state.
#[track_caller]
fn says_the_same(folder: &Path, selection: &Selection, file: &Path) -> Vec<Diagnostic> {
    let cache = Cache::with(Kept::read(file, "test"));
    let (plain, kept) = (load(folder, selection, &Cache::default()), load(folder, selection, &cache));
    assert_eq!(plain.problems(), kept.problems());
    assert_eq!(plain.records().len(), kept.records().len());
    for (one, other) in plain.records().iter().zip(kept.records()) {
        assert_eq!((&one.path, &one.id), (&other.path, &other.id));
        assert_eq!(one.document().text, other.document().text);
        assert_eq!(one.document().root, other.document().root);
        assert_eq!(one.data(), other.data());
    }
    let diagnostics = lint(&plain, day()).diagnostics;
    assert_eq!(diagnostics, lint(&kept, day()).diagnostics);
    cache.store(1);
    diagnostics
}

/// A repository of some five hundred records.
fn repository(place: &Place) -> PathBuf {
    let folder = place.path("r");
    fs::create_dir(&folder).expect("a folder");
    crate::generate::repository(&folder, &crate::generate::isms(300), 4);
    folder
}

fn staged(place: &Place, off: bool) -> Run {
    let mut command = place.tickmark("r");
    if off {
        command.env("TICKMARK_CACHE", "off");
    }
    run(command.args(["lint", "--staged", "--as-of", DAY, "--format", "json"]), &[0, 1, 2])
}

#[track_caller]
fn is_alike(one: &Run, other: &Run) {
    assert_eq!((one.code, &one.err, &one.out), (other.code, &other.err, &other.out));
}

#[test]
fn the_history_of_the_sample_is_judged_alike() {
    let place = Place::new();
    let (folder, file) = (place.path("sample"), place.path("cache/records"));
    tickmark::demo::write(&folder).expect("the sample");
    let ids = place.git("sample", &["rev-list", "--first-parent", "--reverse", "HEAD"]);
    let ids: Vec<&str> = ids.lines().collect();
    for id in ids.iter().step_by(9).chain(ids.last()) {
        says_the_same(&folder, &Selection::Revision((*id).to_owned()), &file);
    }
    assert!(Kept::read(&file, "test").len() > 200);
}

#[test]
fn what_is_staged_is_judged_alike_whatever_changed() {
    let place = Place::new();
    let (folder, file) = (repository(&place), place.path("cache/records"));
    let before = says_the_same(&folder, &Selection::Index, &file);
    assert!(Kept::read(&file, "test").len() > 500);
    assert_eq!(before, says_the_same(&folder, &Selection::Index, &file));
    place.replace(&format!("r/{CHANGED}"), "status: open", "status: opne");
    place.replace("r/findings/0/F-B-00008.yaml", "raised_by: p-aud", "raised_by: p-nobody");
    place.replace("r/tickmark.yaml", "kind: isms", "kind: isms # changed");
    place.git("r", &["add", "--all"]);
    let after = says_the_same(&folder, &Selection::Index, &file);
    assert!(after.iter().any(|diagnostic| &*diagnostic.place.path == CHANGED && diagnostic.rule == "schema-invalid"));
    assert!(after.iter().any(|diagnostic| diagnostic.rule == "unknown-person"));
    assert_eq!(after, says_the_same(&folder, &Selection::WorkTree, &file));
    says_the_same(&folder, &Selection::Revision("HEAD~2".to_owned()), &file);
    assert_eq!(after, says_the_same(&folder, &Selection::Index, &file));
}

/// No text from the cache is believed that is not what its id says, so that a text put in for another one gives nothing.
#[test]
fn a_cache_that_was_tampered_with_changes_nothing() {
    let place = Place::new();
    let (folder, file) = (repository(&place), place.path("cache/records"));
    place.replace(&format!("r/{CHANGED}"), "status: open", "status: opne");
    place.git("r", &["add", "--all"]);
    let diagnostics = says_the_same(&folder, &Selection::Index, &file);
    let bytes = fs::read(&file).expect("the cache");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    assert!(!text.contains("opne"), "what is invalid is not kept");
    let swapped = |from: &str, to: &str| {
        let mut bytes = bytes.clone();
        for at in 0..bytes.len() - from.len() {
            if bytes[at..].starts_with(from.as_bytes()) {
                bytes[at..at + from.len()].copy_from_slice(to.as_bytes());
            }
        }
        assert_ne!(bytes, fs::read(&file).expect("the cache"));
        bytes
    };
    for tampered in
        [swapped("grade: minor", "grade: majro"), swapped("p-aud", "p-adu"), bytes[..bytes.len() / 2].to_vec()]
    {
        fs::write(&file, tampered).expect("a file");
        let cache = Cache::with(Kept::read(&file, "test"));
        assert_eq!(diagnostics, lint(&load(&folder, &Selection::Index, &cache), day()).diagnostics);
    }
}

#[test]
fn it_lies_in_the_data_of_git_and_may_be_deleted_or_done_without() {
    let place = Place::new();
    let folder = repository(&place);
    let file = folder.join(".git/tickmark/records");
    let off = staged(&place, true);
    assert!(!file.exists(), "nothing is written with the cache off");
    is_alike(&off, &staged(&place, false));
    assert!(file.exists());
    is_alike(&off, &staged(&place, false));
    assert_eq!(place.git("r", &["status", "--porcelain"]), "", "nothing is written among the records");
    for garbage in ["", "tickmark cache 2", "garbage\n", &"x".repeat(100_000)] {
        fs::write(&file, garbage).expect("a file");
        is_alike(&off, &staged(&place, false));
    }
    fs::remove_dir_all(file.parent().expect("a folder")).expect("it can be deleted");
    is_alike(&off, &staged(&place, false));
    // Where it cannot be written.
    fs::remove_dir_all(file.parent().expect("a folder")).expect("it can be deleted");
    fs::write(file.parent().expect("a folder"), "in the way").expect("a file");
    is_alike(&off, &staged(&place, false));
}

/// What refers to what is believed only where it is what this program wrote, and where it fits what is read beside it.
#[test]
fn a_graph_that_is_damaged_or_wrong_changes_nothing() {
    let place = Place::new();
    let folder = repository(&place);
    place.replace(&format!("r/{CHANGED}"), "evidence: [E-B-00006]", "evidence: [E-B-00007]");
    place.git("r", &["add", "--all"]);
    let off = staged(&place, true);
    assert!(off.code == 1 && off.out.contains("there is no evidence record `E-B-00007`"), "{off:#?}");
    assert!(off.out.contains("did you mean"), "of records that were not read, the ids are known: {off:#?}");
    is_alike(&off, &staged(&place, false));
    let file = folder.join(".git/tickmark/graph");
    let whole = fs::read(&file).expect("the graph");
    is_alike(&off, &staged(&place, false));
    let flipped = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    };
    let cut = whole[..whole.len() / 2].to_vec();
    for damaged in
        [Vec::new(), b"garbage".to_vec(), cut, flipped(10), flipped(whole.len() / 2), flipped(whole.len() - 1)]
    {
        fs::write(&file, damaged).expect("a file");
        is_alike(&off, &staged(&place, false));
        assert_eq!(fs::read(&file).expect("the graph").len(), whole.len(), "it is written anew");
    }
    // Well-formed, and wrong about who answers the finding.
    let key =
        String::from_utf8_lossy(&whole[..whole.iter().position(|byte| *byte == b'\n').expect("a line")]).into_owned();
    let kept = Kept::read(&file.with_file_name("records"), key.strip_prefix("tickmark cache 2 ").expect("a key"));
    let notes = kept.notes().expect("the graph");
    let text = String::from_utf8_lossy(&notes).into_owned();
    assert!(text.contains("ia-b-00001"));
    let at = notes.windows(10).position(|part| part == b"ia-b-00001").expect("an audit");
    let mut wrong = notes;
    wrong[at + 9] = b'x';
    kept.write_notes(&wrong);
    is_alike(&off, &staged(&place, false));
}

#[test]
fn a_bare_repository_has_one_too() {
    let place = Place::new();
    repository(&place);
    place.git("", &["clone", "--quiet", "--bare", "r", "bare"]);
    let lint = || {
        let mut command = place.tickmark("bare");
        run(command.args(["lint", "--rev", "HEAD", "--as-of", DAY, "--format", "json"]), &[0, 1])
    };
    let first = lint();
    assert!(place.path("bare/tickmark/records").exists());
    is_alike(&first, &lint());
}

#[test]
fn an_object_that_is_gone_is_missed_although_its_text_is_kept() {
    let place = Place::new();
    let folder = repository(&place);
    place.replace(&format!("r/{CHANGED}"), "status: open", "status: open # and so on");
    place.git("r", &["add", "--all"]);
    let id = place.git("r", &["rev-parse", &format!(":{CHANGED}")]);
    staged(&place, false);
    assert!(
        fs::read(folder.join(".git/tickmark/records"))
            .expect("the cache")
            .windows(11)
            .any(|part| part == b"# and so on")
    );
    fs::remove_file(folder.join(".git/objects").join(&id[..2]).join(&id[2..])).expect("a loose object");
    let gone = staged(&place, false).fails_with(&[CHANGED]);
    is_alike(&staged(&place, true), &gone);
}

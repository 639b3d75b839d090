//! What `lint --staged` judges, and that it says of it what the lint of everything says.
#![cfg(unix)]

use crate::support::changed::{Changed, judge, whole};
use crate::support::{DAY, Place, Run, memory};
use tickmark::record::Date;
use tickmark::snapshot::Cache;
use tickmark::source::{Kept, Location, MemorySource, Selection, Source};

const FINDING: &str = "findings/2026/F-2026-001.yaml";

fn day() -> Date {
    DAY.parse().expect("a day")
}

fn paths(judged: &tickmark::snapshot::Judged) -> Vec<&str> {
    judged.paths.iter().map(|path| &**path).collect()
}

fn sample() -> MemorySource {
    memory(&["sample-isms"])
}

fn fixture() -> MemorySource {
    memory(&["tests/rules/fixture"])
}

/// Each commit of the sample's history, staged on the one before it: with what was noted at the commits before it, and
/// without.
#[test]
fn every_commit_of_the_sample_is_judged_as_with_everything() {
    let place = Place::new();
    let (folder, file) = (place.path("sample"), place.path("cache/records"));
    tickmark::demo::write(&folder).expect("the sample");
    let ids = place.git("sample", &["rev-list", "--first-parent", "--reverse", "HEAD"]);
    let ids: Vec<&str> = ids.lines().collect();
    let (mut parts, mut found) = (0, 0);
    for pair in ids.windows(2) {
        place.git("sample", &["update-ref", "--no-deref", "HEAD", pair[0]]);
        place.git("sample", &["read-tree", pair[1]]);
        let opened =
            Location { folder: folder.clone(), ..Location::default() }.open(&Selection::Index).expect("a state");
        let whole = whole(&*opened.source, day());
        let plain = judge(&*opened.source, &whole, &Cache::default(), day());
        let cache = Cache::with(Kept::read(&file, "test"));
        assert_eq!(plain, judge(&*opened.source, &whole, &cache, day()), "{}", pair[1]);
        let Some((judged, diagnostics)) = plain else { continue };
        let changed = place.git("sample", &["diff", "--cached", "--name-only", "--diff-filter=d"]);
        for path in changed.lines().filter(|path| path.ends_with(".yaml") && !path.starts_with('.')) {
            assert!(judged.paths.contains(path), "{path} is staged and not judged in {}", pair[1]);
        }
        (parts, found) = (parts + 1, found + diagnostics.len());
    }
    assert!(parts > 40 && found > 40, "{parts} commits, {found} diagnostics");
}

/// Some of the records of the sample: as they are, without one of their keys, gone, and under another id.
#[test]
fn every_change_of_a_record_is_judged_as_with_everything() {
    let before = sample();
    let plain = whole(&before, day());
    let mut parts = 0;
    for (number, entry) in before.entries().expect("the sample").iter().enumerate().step_by(12) {
        let (now, touched) = (&before, vec![entry.path.clone()]);
        parts +=
            usize::from(judge(&Changed { now, before: &before, touched }, &plain, &Cache::default(), day()).is_some());
        let text = String::from_utf8(before.read(entry).expect("a text")).expect("UTF-8");
        let mut now = before.clone();
        now.remove(&entry.path);
        changes(&before, &now);
        now.insert(entry.path.clone(), text.replacen("\nid: ", "\nid: X", 1));
        changes(&before, &now);
        let keys: Vec<usize> =
            text.match_indices('\n').map(|(at, _)| at + 1).filter(|at| is_key(&text[*at..])).collect();
        // Other keys in the next record.
        for at in keys.iter().skip(number % 5).step_by(5) {
            let end = keys.iter().find(|next| *next > at).copied().unwrap_or(text.len());
            now.insert(entry.path.clone(), format!("{}{}", &text[..*at], &text[end..]));
            changes(&before, &now);
        }
    }
    assert!(parts > 15, "{parts}");
}

fn is_key(line: &str) -> bool {
    line.starts_with(|first: char| first.is_ascii_lowercase())
}

fn changes(before: &MemorySource, now: &MemorySource) {
    let changed = Changed { now, before, touched: Vec::new() };
    judge(&changed, &whole(&changed, day()), &Cache::default(), day());
}

/// What is judged when files of the fixture change.
fn judged_of(change: impl FnOnce(&mut MemorySource)) -> Vec<String> {
    let before = fixture();
    let mut now = before.clone();
    change(&mut now);
    let changed = Changed { now: &now, before: &before, touched: Vec::new() };
    let (judged, _) = judge(&changed, &whole(&changed, day()), &Cache::default(), day()).expect("a part");
    paths(&judged).into_iter().map(str::to_owned).collect()
}

fn text_of(source: &MemorySource, path: &str) -> String {
    String::from_utf8(source.file(path).expect("memory").expect("a file")).expect("UTF-8")
}

const ACTION: &str = "actions/2026/CA-2026-001.yaml";
const AUDIT: &str = "audits/IA-2026-01/audit.yaml";
const WORKPAPER: &str = "audits/IA-2026-01/workpapers/WP-2026-01.yaml";
const REVIEW: &str = "reviews/MR-2026-1.yaml";

#[test]
fn what_a_change_may_break_is_judged_with_it() {
    let replaced = |path: &str, from: &str, to: &str| {
        judged_of(|now| {
            let text = text_of(now, path);
            assert!(text.contains(from), "{path} has no {from:?}");
            now.insert(path, text.replacen(from, to, 1));
        })
    };
    // What refers to it, what answers it, and what it is a part of; not what it refers to.
    let round = [ACTION, AUDIT, WORKPAPER, FINDING, REVIEW];
    assert_eq!(replaced(FINDING, "title: ", "title: Other "), round);
    assert_eq!(judged_of(|now| now.remove(FINDING)), [ACTION, AUDIT, WORKPAPER, REVIEW]);
    assert_eq!(replaced(FINDING, "id: F-2026-001", "id: F-2026-002"), round);
    let moved = replaced(FINDING, "audit: IA-2026-01", "audit: IA-2026-02");
    assert_eq!(moved, [ACTION, AUDIT, WORKPAPER, "audits/IA-2026-02/audit.yaml", FINDING, REVIEW]);
    assert_eq!(replaced(ACTION, "title: ", "title: Other "), [ACTION, FINDING, REVIEW]);
}

fn staged(place: &Place, folder: &str) -> Run {
    let run = place.lint(folder, &["--staged"]);
    assert!(run.json()["part"]["unasked"].as_array().is_some_and(|rules| rules.len() > 20), "{run:#?}");
    run
}

#[test]
fn a_change_that_breaks_a_neighbour_is_told() {
    let place = Place::new();
    place.fixture_repository("r");
    place.replace(&format!("r/{ACTION}"), "status: accepted", "status: proposed");
    place.git("r", &["add", "--all"]);
    let found = staged(&place, "r").diagnostics();
    assert!(found.iter().any(|line| line.starts_with(&format!("status-mismatch {FINDING}"))), "{found:#?}");
    place.git("r", &["reset", "--quiet", "--hard"]);

    place.git("r", &["rm", "--quiet", FINDING]);
    let found = staged(&place, "r");
    assert!(found.code == 1 && found.diagnostics().iter().all(|line| !line.contains(FINDING)), "{found:#?}");
    assert!(found.out.contains("there is no finding `F-2026-001`"), "{found:#?}");
    place.git("r", &["reset", "--quiet", "--hard"]);

    place.git("r", &["mv", FINDING, "findings/2026/F-2026-009.yaml"]);
    let found = staged(&place, "r").diagnostics();
    assert!(found.len() == 1 && found[0].starts_with("id-matches-filename"), "{found:#?}");
    place.git("r", &["reset", "--quiet", "--hard"]);

    // The record that counts is the first one by path, so that the one that was there is reported.
    place.write("r/a/p-aud.yaml", place.read("r/people/p-aud.yaml"));
    place.git("r", &["add", "--all"]);
    let found = staged(&place, "r").diagnostics();
    assert!(found.iter().any(|line| line.starts_with("duplicate-id people/p-aud.yaml")), "{found:#?}");
    place.git("r", &["reset", "--quiet", "--hard"]);

    place.write("r/evidence/2026/files/walkthrough.csv", "other\n");
    place.git("r", &["add", "--all"]);
    let found = staged(&place, "r").diagnostics();
    assert!(found.len() == 1 && found[0].starts_with("evidence-hash-mismatch"), "{found:#?}");
}

/// Who is above whom, some steps away, matters to who audits whom.
#[test]
fn somebody_elses_superior_is_judged_where_it_matters() {
    let place = Place::new();
    tickmark::demo::write(&place.path("r")).expect("the sample");
    let text = place.read("r/people/p-cfo.yaml");
    let line = text.lines().find(|line| line.starts_with("reports_to: ")).expect("a superior").to_owned();
    place.replace("r/people/p-cfo.yaml", &line, "reports_to: p-facilities");
    place.git("r", &["add", "--all"]);
    let lint = crate::support::run(place.tickmark("r").args(["lint", "--staged", "--as-of", "2026-10-30"]), &[0, 1]);
    assert!(lint.out.contains("auditor-reports-to-auditee"), "{lint:#?}");
}

#[test]
fn an_old_lapse_elsewhere_holds_up_no_commit() {
    let place = Place::new();
    place.repository("r");
    place.fixture("r/isms");
    place.write("r/isms/people/p-new.yaml", "kind: person\nid: p-new\n");
    place.replace(&format!("r/isms/{ACTION}"), "owner: p-it", "owner: p-nobody");
    place.commit_on("r", "2026-06-01", "Begin");
    assert_eq!(place.lint("r/isms", &[]).code, 1);
    let nothing = place.lint("r/isms", &["--staged"]).clean();
    assert_eq!((nothing.records(), &nothing.json()["part"]["changes"]), (0, &0.into()));
    place.replace("r/isms/people/p-hr.yaml", "name: ", "name: \"\" # ");
    place.replace("r/isms/audits/IA-2026-02/audit.yaml", "title: ", "title: The ");
    place.git("r", &["add", "isms/audits"]);
    let found = staged(&place, "r/isms").clean();
    assert!((1..5).contains(&found.records()), "{found:#?}");
    let mut text = place.tickmark("r/isms");
    let said = crate::support::run(text.args(["lint", "--staged", "--as-of", DAY]), &[0]).out;
    assert!(said.contains("rules that need all records were not asked: `tickmark lint` asks them"), "{said}");
    place.git("r", &["add", "--all"]);
    assert_eq!(staged(&place, "r/isms").code, 1);
}

#[test]
fn an_old_lapse_beside_the_change_is_counted_and_not_told() {
    let place = Place::new();
    place.fixture_repository("r");
    place.replace(&format!("r/{FINDING}"), "grade_reason: One case, no misuse\n", "");
    place.replace(&format!("r/{FINDING}"), "evidence: [E-2026-001]\n", "");
    place.commit_on("r", "2026-06-01", "Leave something out");
    let old: Vec<String> = place.lint("r", &[]).diagnostics();
    assert!(!old.is_empty() && old.iter().all(|line| line.contains(FINDING)), "{old:#?}");
    place.replace(&format!("r/{ACTION}"), "title: ", "title: Other ");
    place.git("r", &["add", "--all"]);
    let beside = staged(&place, "r").clean();
    assert_eq!(beside.json()["part"]["before"], old.len());
    let mut text = place.tickmark("r");
    let said = crate::support::run(text.args(["lint", "--staged", "--as-of", DAY]), &[0]).out;
    let more = if old.len() == 1 { "1 more beside it was so before" } else { "more beside it were so before" };
    assert!(said.contains(more), "{said}");
    // What the change causes beside it is told, and the rest is not.
    place.replace(&format!("r/{ACTION}"), "status: accepted", "status: proposed");
    place.git("r", &["add", "--all"]);
    let caused = staged(&place, "r").diagnostics();
    assert!(caused.iter().any(|line| line.starts_with(&format!("status-mismatch {FINDING}"))), "{caused:#?}");
    assert!(!caused.iter().any(|line| old.contains(line)), "{caused:#?}");
    place.git("r", &["reset", "--quiet", "--hard"]);
    // Who changes the record itself hears all of it.
    place.replace(&format!("r/{FINDING}"), "title: ", "title: Other ");
    place.git("r", &["add", "--all"]);
    let own = staged(&place, "r").diagnostics();
    assert!(old.iter().all(|line| own.contains(line)), "{own:#?}");
}

#[test]
fn what_changes_how_everything_is_judged_is_judged_as_everything() {
    let place = Place::new();
    place.fixture_repository("r");
    for path in ["tickmark.yaml", "soa.yaml", "catalogues/own.yaml"] {
        place.write(&format!("r/{path}"), format!("{}# changed\n", place.read(&format!("r/{path}"))));
        place.git("r", &["add", "--all"]);
        let found = place.lint("r", &["--staged"]).clean();
        assert!(found.json()["part"].is_null() && found.records() > 15, "{path}: {found:#?}");
        place.git("r", &["reset", "--quiet", "--hard"]);
    }
    let allowed = "r/allowed_signers";
    place.write(allowed, format!("{}# changed\n", place.read(allowed)));
    place.git("r", &["add", "--all"]);
    place.lint("r", &["--staged"]).clean();
    // A root inside this one takes the records below it away.
    place.write("r/findings/tickmark.yaml", "kind: isms\n");
    place.git("r", &["add", "--all"]);
    let found = place.lint("r", &["--staged"]);
    assert!(found.code == 1 && found.out.contains("a second `tickmark.yaml`"), "{found:#?}");
    place.git("r", &["rm", "--quiet", "--force", "findings/tickmark.yaml"]);
    // Settings that are wrong already.
    place.replace("r/tickmark.yaml", "organisation:", "organization:");
    place.commit_on("r", "2026-06-02", "Break the settings");
    place.replace(&format!("r/{FINDING}"), "title: ", "title: Other ");
    place.git("r", &["add", "--all"]);
    let found = place.lint("r", &["--staged"]);
    assert!(found.code == 2 && found.json()["part"].is_null(), "{found:#?}");
    assert!(found.err.contains("tickmark.yaml is invalid"), "{found:#?}");
}

#[test]
fn a_merge_is_judged_by_what_it_brings() {
    let place = Place::new();
    place.fixture_repository("r");
    place.git("r", &["checkout", "--quiet", "-b", "other"]);
    place.replace(&format!("r/{FINDING}"), "evidence: [E-2026-001]", "evidence: [E-2026-009]");
    place.commit_on("r", "2026-06-02", "Other");
    place.git("r", &["checkout", "--quiet", "main"]);
    place.replace("r/people/p-hr.yaml", "name: ", "name: Other ");
    place.commit_on("r", "2026-06-02", "Own");
    place.git("r", &["merge", "--quiet", "--no-commit", "other"]);
    let found = staged(&place, "r").diagnostics();
    assert!(found.len() == 1 && found[0].starts_with(&format!("dangling-reference {FINDING}")), "{found:#?}");
}

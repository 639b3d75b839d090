//! The sample and its history: the same repository every time, its last tree is `sample-isms/`, and it tells what it should.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::{Place, not_tested, run};
use tickmark::demo;
use tickmark::diagnostic::Level;
use tickmark::lint::lint;
use tickmark::record::{Date, Grade};
use tickmark::snapshot::{Cache, Snapshot};
use tickmark::source::git::Repository;
use tickmark::source::{Location, Selection};
use walkdir::WalkDir;

fn sample() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-isms")
}

/// Paths and contents below a folder, without what begins with a dot at its top, except `.gitattributes`.
fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = WalkDir::new(folder)
        .into_iter()
        .filter_entry(|entry| entry.depth() != 1 || !matches!(entry.file_name().to_str(), Some(".git" | ".history")))
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below").to_str().expect("a path").replace('\\', "/");
            (path, fs::read(entry.path()).expect("a file"))
        })
        .collect();
    files.sort();
    files
}

fn load(folder: &Path, selection: &Selection) -> Snapshot {
    let location = Location { folder: folder.to_owned(), ..Location::default() };
    let opened = location.open(selection).expect("the demo is a record root");
    Snapshot::load(&*opened.source, &Cache::default()).expect("the demo can be read")
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

#[test]
fn the_last_tree_is_the_sample_and_the_ids_are_the_same_every_time() {
    let folders = [tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder")];
    let heads: Vec<String> = folders
        .iter()
        .map(|folder| {
            demo::write(folder.path()).expect("the demo can be written");
            let repository = Repository::discover(folder.path()).expect("a repository").expect("a repository");
            repository.head().expect("readable").expect("a commit").id
        })
        .collect();
    assert_eq!(heads[0], heads[1]);
    let (written, kept) = (tree(folders[0].path()), tree(&sample()));
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    assert_eq!(names(&written), names(&kept), "run sample-isms/.history/export.sh");
    assert!(written == kept, "sample-isms/ and the last tree of its history differ");
}

/// One change came in as a forge brings it: by a branch, and a merge with what was agreed to.
#[test]
fn the_merge_in_the_demo_is_by_who_did_the_work_and_approved_by_who_agreed() {
    let place = Place::new();
    run(place.tickmark(".").args(["demo", "r"]), &[0]);
    let merges =
        place.git("r", &["log", "--merges", "--format=%s|%ae|%(trailers:key=Approved-by,valueonly,separator=)"]);
    assert_eq!(merges.trim(), "Merge branch 'ca-2026-003'|eva@harbourline.example|p-data-engineer");
    let log = run(place.tickmark("r").args(["log", "CA-2026-003", "--format", "json"]), &[0]).json();
    let events = log["events"].as_array().expect("events").clone();
    let event = events.iter().find(|event| event["day"] == "2026-06-26").expect("the merge");
    assert_eq!((&event["person"], &event["commit_approved_by"][0]), (&"p-platform".into(), &"p-data-engineer".into()));
}

#[test]
fn git_finds_nothing_in_the_demo_that_belongs_to_nothing() {
    let place = Place::new();
    run(place.tickmark(".").args(["demo", "r"]), &[0]);
    let check = run(place.command("git", "r").args(["fsck", "--full", "--strict"]), &[0]);
    assert_eq!(check.out, "", "{check:#?}");
}

#[test]
fn every_step_is_in_the_list() {
    let mut names: Vec<String> = fs::read_dir(sample().join(".history"))
        .expect("the history is there")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .filter(|name| name.ends_with(".step"))
        .collect();
    names.sort();
    assert_eq!(names.len(), demo::STEPS.len());
    for (name, text) in names.iter().zip(demo::STEPS) {
        let kept = fs::read_to_string(sample().join(".history").join(name)).expect("a step");
        assert!(kept == *text, "{name} is not the step at its place in src/demo/steps.rs");
    }
}

#[test]
fn the_history_is_long_enough_to_tell_something() {
    let steps = demo::steps().expect("the steps can be read");
    let authors: BTreeSet<&str> = steps.iter().map(|step| step.author.email.as_str()).collect();
    let tags: BTreeSet<&str> = steps.iter().flat_map(|step| &step.tags).map(|tag| tag.name.as_str()).collect();
    assert!(steps.len() >= 60 && authors.len() >= 6 && tags.len() >= 8);
    assert!(steps.windows(2).all(|pair| pair[0].author.seconds < pair[1].author.seconds), "time goes forward");
    let span = steps[steps.len() - 1].author.seconds - steps[0].author.seconds;
    assert!(span > 2 * 365 * 86_400);
}

#[test]
fn the_sample_has_what_it_promises() {
    let snapshot = load(&sample(), &Selection::WorkTree);
    assert!(snapshot.broken().is_empty());
    assert!(snapshot.audits().count() >= 8);
    assert!(snapshot.findings().count() >= 25);
    assert!(snapshot.actions().count() >= 18);
    assert!(snapshot.evidence().count() >= 40);
    assert!(snapshot.reviews().count() >= 3);
    assert!(snapshot.people().count() >= 8);
    assert!(snapshot.soa().is_some_and(|soa| soa.controls.len() == 93));
    let grades: BTreeSet<Grade> = snapshot.findings().map(|finding| finding.grade).collect();
    assert_eq!(grades.len(), Grade::ALL.len());
    let states: BTreeSet<_> = snapshot.actions().map(|action| action.status).collect();
    assert_eq!(states.len(), tickmark::record::ActionStatus::ALL.len(), "{states:?}");
    for audit in snapshot.audits() {
        if let Some(tag) = audit.report.as_ref().and_then(|report| report.tag.as_deref()) {
            let steps = demo::steps().expect("the steps can be read");
            assert!(steps.iter().flat_map(|step| &step.tags).any(|known| known.name == tag), "{tag}");
        }
    }
}

#[test]
fn two_actions_are_overdue_and_nothing_else_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    demo::write(folder.path()).expect("the demo can be written");
    for selection in [Selection::WorkTree, Selection::Index, Selection::Revision("HEAD".to_owned())] {
        let snapshot = load(folder.path(), &selection);
        let found = lint(&snapshot, day(demo::DAY)).diagnostics;
        let errors: Vec<&str> = found.iter().filter(|one| one.level == Level::Error).map(|one| one.rule).collect();
        assert_eq!(errors, ["action-overdue", "action-overdue"], "{found:#?}");
        let owners: BTreeSet<_> = found.iter().filter_map(|one| one.owner.clone()).collect();
        assert_eq!(owners.len(), 2);
    }
}

/// What the story has gone wrong on purpose, and mended by the next commit.
const LAPSES: &[(&str, &str)] = &[("review-input-missing", "reviews/MR-2024-H1.yaml")];

/// Every commit was clean on its day, but for what was late then and the lapses of the story.
#[test]
fn every_commit_can_be_read_and_was_plausible_on_its_day() {
    let folder = tempfile::tempdir().expect("a folder");
    demo::write(folder.path()).expect("the demo can be written");
    let cache = Cache::default();
    let location = Location { folder: folder.path().to_owned(), ..Location::default() };
    let count = demo::STEPS.len();
    let mut wrong = String::new();
    for back in (0..count).rev() {
        let opened = location.open(&Selection::Revision(format!("HEAD~{back}"))).expect("a commit");
        let snapshot = Snapshot::load(&*opened.source, &cache).expect("the commit can be read");
        let commit = opened.source.state().commit().cloned().expect("a commit");
        let zone = jiff::tz::TimeZone::get("Europe/Oslo").expect("a zone");
        for one in lint(&snapshot, commit.day(&zone)).diagnostics {
            let is_lateness = matches!(one.rule, "action-overdue" | "audit-overdue");
            let is_lapse = LAPSES.contains(&(one.rule, &one.place.path));
            if one.level == Level::Error && !is_lateness && !is_lapse {
                wrong += &format!("HEAD~{back} {} {}: {}: {}\n", commit.summary, one.rule, one.place.path, one.message);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_command_shows_the_whole_line_and_overwrites_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = || {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tickmark"));
        command.args(["-C", folder.path().to_str().expect("a path"), "demo", "here"]);
        command.env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE").output().expect("tickmark runs")
    };
    let first = run();
    let text = String::from_utf8(first.stdout).expect("text");
    assert!(first.status.success(), "{text}\n{}", String::from_utf8_lossy(&first.stderr));
    for words in [
        "108 commits by 15 authors",
        "is signed, by keys that everybody can make",
        "2 errors in 243 records, as of 2026-11-01",
        "Clauses audited                                    15 of 30    23 of 30   +8",
        "Gate failed (overdue, as of 2026-11-01): 2 overdue: CA-2026-003/2 (p-platform, 47 days), CA-2026-005/1 (p-legal, 12 days)",
        "out/index.html in a browser",
    ] {
        assert!(text.contains(words), "{words}\n\n{text}");
    }
    assert!(folder.path().join("here/out/index.html").is_file());
    // What came with the first commit was issued before it.
    let integrity = fs::read_to_string(folder.path().join("here/out/integrity.html")).expect("a page");
    assert!(integrity.contains("imported; by its own account of"), "{integrity}");
    let mut eject = std::process::Command::new(env!("CARGO_BIN_EXE_tickmark"));
    eject.arg("-C").arg(folder.path().join("here")).args(["site", "--eject"]).env_remove("GIT_DIR");
    assert!(eject.output().expect("tickmark runs").status.success());
    assert!(folder.path().join("here/site/style.css").is_file(), "the folder of one's own files is free");
    let mut verify = std::process::Command::new(env!("CARGO_BIN_EXE_tickmark"));
    verify.arg("-C").arg(folder.path().join("here")).arg("verify").env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE");
    let verified = String::from_utf8(verify.output().expect("tickmark runs").stdout).expect("text");
    let reports = verified.lines().filter(|line| line.contains("  version 1 issued on "));
    assert_eq!(reports.filter(|line| line.contains(" gives its digest and is signed by p-")).count(), 14, "{verified}");
    let signed = "signed by persons on record are 14 of 14 tags and 107 of 107 commits that touched records or files of evidence since";
    assert!(verified.contains(signed), "{verified}");
    // What the sample's people did was honest work.
    assert!(verified.contains("all as they were; 0 errors"), "{verified}");
    let second = run();
    assert_eq!(second.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&second.stderr).contains("is not empty"));
}

#[test]
fn the_list_of_allowed_signers_has_the_keys_of_all_who_sign() {
    let list = fs::read_to_string(sample().join(demo::ALLOWED_SIGNERS)).expect("the list");
    let steps = demo::steps().expect("the steps can be read");
    let tags = steps.iter().flat_map(|step| &step.tags).map(|tag| &tag.tagger);
    let branches = steps.iter().filter_map(|step| step.branch.as_ref()).map(|branch| &branch.author);
    let all = steps.iter().map(|step| &step.author).chain(branches).chain(tags);
    let all: BTreeSet<&str> = all.map(|who| who.email.as_str()).collect();
    for email in &all {
        let wanted = demo::allowed_signer(email).expect("a key");
        let words = |line: &str| line.split([' ', ',']).map(str::to_owned).collect::<BTreeSet<String>>();
        assert!(list.lines().any(|line| words(line).is_superset(&words(&wanted))), "missing in the list: {wanted}");
    }
    assert_eq!(list.lines().filter(|line| !line.starts_with('#')).count(), all.len(), "{list}");
}

/// What `git` says of the signatures, by the list that the demo sets for it.
#[test]
fn git_finds_the_signatures_good() {
    let place = Place::new();
    demo::write(&place.path("r")).expect("the demo can be written");
    place.git("r", &["fsck", "--strict", "--no-dangling"]);
    if place.command("ssh-keygen", ".").arg("-?").output().is_err() {
        return not_tested("what git says of signatures, for there is no ssh-keygen");
    }
    // G is a good signature of somebody on the list.
    let log = place.git("r", &["log", "--format=%G? %GS %ae"]);
    let merged = demo::steps().expect("the steps can be read").iter().filter(|step| step.branch.is_some()).count();
    assert_eq!(log.lines().count(), demo::STEPS.len() + merged, "{log}");
    for line in log.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        assert!(words[0] == "G" && words[1] == words[2], "{line}");
    }
    let tags = place.git("r", &["tag", "--list", "report/*"]);
    assert_eq!(tags.lines().count(), 14);
    for tag in tags.lines() {
        place.git("r", &["verify-tag", tag]);
    }
    place.git("r", &["verify-commit", "HEAD"]);
}

fn tickmark(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tickmark"));
    command.arg("-C").arg(folder).args(arguments).env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE");
    let output = command.output().expect("tickmark runs");
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr),
    )
}

/// The files below a folder that have a text in them.
fn files_with(folder: &Path, text: &str) -> Vec<String> {
    let files = WalkDir::new(folder).into_iter().map(|entry| entry.expect("the folder can be listed"));
    let files = files.filter(|entry| entry.file_type().is_file());
    let has = |path: &Path| String::from_utf8_lossy(&fs::read(path).expect("a file")).contains(text);
    files.filter(|entry| has(entry.path())).map(|entry| entry.path().display().to_string()).collect()
}

const DAY: &str = "2026-11-01";

/// A finding in draft, and what an audit concludes before its report is out, are for management alone; competence is not for
/// those who are audited.
#[test]
fn what_is_not_for_an_audience_is_nowhere_in_what_is_published() {
    let folder = tempfile::tempdir().expect("a folder");
    demo::write(folder.path()).expect("the demo can be written");
    let secrets: &[(&str, &[&str])] = &[
        ("F-2026-013", &["management"]),
        ("The hall is run with care", &["management"]),
        ("Lead auditor course for information security", &["management", "certifier"]),
    ];
    for audience in ["public", "auditee", "certifier", "management"] {
        let site = folder.path().join(format!("site-{audience}"));
        let out = site.to_str().expect("a path");
        assert_eq!(tickmark(folder.path(), &["site", "-o", out, "--audience", audience, "--as-of", DAY]).0, Some(0));
        for (secret, who) in secrets {
            let found = files_with(&site, secret);
            assert_eq!(!found.is_empty(), who.contains(&audience), "{secret} for {audience}: {found:?}");
        }
    }
    let report = ["report", "audit", "SA-2026-01", "--as-of", DAY];
    assert_eq!(tickmark(folder.path(), &report).0, Some(0));
    let (code, said) = tickmark(folder.path(), &[&report[..], &["--audience", "public"]].concat());
    assert!(code == Some(2) && said.contains("is not issued"), "{said}");
    let pack = folder.path().join("pack");
    let out = pack.to_str().expect("a path");
    assert_eq!(tickmark(folder.path(), &["report", "certification", "-o", out, "--as-of", DAY]).0, Some(0));
    for secret in ["F-2026-013", "190 000"] {
        assert_eq!(files_with(&pack, secret), Vec::<String>::new(), "{secret}");
    }
    // What waits for somebody is on their page and in their calendar.
    let people = folder.path().join("site-management/people");
    for (person, errand) in [
        ("p-support", "plan to be proposed"),
        ("p-controller", "plan to be accepted"),
        ("p-data-engineer", "report to be issued"),
        ("p-quality", "check of effectiveness"),
        ("p-people", "to be decided"),
    ] {
        let page = fs::read_to_string(people.join(format!("{person}.html"))).expect("a page");
        assert!(page.contains(errand) && !page.contains("nothing is waiting"), "{person}");
    }
    let calendar = fs::read_to_string(people.join("p-support.ics")).expect("a calendar");
    assert!(calendar.contains("CA-2026-008 plan to be proposed"), "{calendar}");
}

#[test]
fn a_lapse_of_what_an_audience_is_not_to_know_is_not_for_them_either() {
    let place = Place::new();
    demo::write(&place.path("r")).expect("the demo can be written");
    place.replace(
        "r/findings/2026/F-2026-013.yaml",
        "p-purchasing-2, date: 2026-10-21",
        "p-purchasing-2, date: 2026-10-28",
    );
    place.commit_on("r", "2026-10-31", "Another day");
    for (audience, is_told) in [("auditee", false), ("management", true)] {
        let out = place.path(audience).display().to_string();
        run(place.tickmark("r").args(["site", "-o", &out, "--audience", audience, "--as-of", DAY]), &[0]);
        let page = place.read(&format!("{audience}/integrity.html"));
        assert!(page.contains("commit-unsigned") && page.contains("F-2026-013") == is_told, "{audience}: {page}");
    }
}

#[test]
fn the_sites_for_auditees_and_certifiers_say_what_they_came_for() {
    let place = Place::new();
    demo::write(&place.path("r")).expect("the demo can be written");
    for audience in ["auditee", "certifier"] {
        let out = place.path(audience).display().to_string();
        run(place.tickmark("r").args(["site", "-o", &out, "--audience", audience, "--as-of", DAY]), &[0]);
    }
    let page = |path: &str| place.read(path);
    // Who may not see by which addresses persons commit does not get them from the signatures either.
    assert!(!page("auditee/integrity.json").contains("@harbourline.example"));
    assert!(page("certifier/integrity.json").contains("mira@harbourline.example"));
    // From the finding to the check of what was done about it, or to the day of that check.
    let finding = page("certifier/findings/F-2025-004.html");
    let effect = finding.split("<p class=\"soft\">Effectiveness: ").nth(1).expect("the check of the action");
    assert!(
        effect
            .split("</p>")
            .next()
            .is_some_and(|effect| effect.contains("Tomás Leal") && effect.contains("E-2025-017"))
    );
    let waiting = page("auditee/findings/F-2026-006.html");
    assert!(waiting.contains("Effectiveness to be checked on <time datetime=\"2026-12-03\">"), "{waiting}");
    // What is still open comes before what is over.
    let platform = page("auditee/people/p-platform.html");
    let own = platform.split("Findings to answer for").nth(1).expect("the findings");
    assert!(own.find("F-2026-005") < own.find("F-2024-010"), "{own}");
    // Evidence that is not for the reader is no bare number.
    let auditor = page("auditee/people/p-data-engineer.html");
    assert!(auditor.contains("E-2023-007</a> <span class=\"soft\">not shown here</span>"), "{auditor}");
    // Numbers are said as numbers.
    assert!(page("certifier/processes.html").contains("<span class=\"hear\">0 major nonconformities</span>"));
}

#[test]
fn a_date_that_moved_and_passed_counts_from_the_day_first_promised() {
    let folder = tempfile::tempdir().expect("a folder");
    demo::write(folder.path()).expect("the demo can be written");
    for (day, late) in [("2026-09-15", "76 days"), ("2026-09-16", "77 days")] {
        let gate = ["gate", "--profile", "overdue", "--by", "original", "--as-of", day];
        let (code, said) = tickmark(folder.path(), &gate);
        assert!(code == Some(1) && said.contains(&format!("CA-2026-003/2 (p-platform, {late})")), "{said}");
        assert_eq!(said.matches("item 2 was").count(), 1, "{said}");
        let line = format!("Gate failed (overdue, as of {day}, by the days first promised): ");
        assert!(said.lines().any(|last| last.starts_with(&line)), "{said}");
    }
}

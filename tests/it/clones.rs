//! What a clone without all of the history can still do, and that it says what it goes without. Nothing is ever fetched.

use std::fs;

use crate::support::{Place, copy_demo, run};

/// The demo as a remote that serves parts of itself, and its address.
fn remote(place: &Place) -> String {
    copy_demo(&place.path("demo"));
    place.git("demo", &["config", "uploadpack.allowFilter", "true"]);
    format!("file://{}", place.path("demo").display())
}

#[test]
fn without_its_history_a_clone_tells_what_the_records_say_and_warns() {
    let place = Place::new();
    let url = remote(&place);
    for (folder, part, fetch) in [
        ("blobless", "--filter=blob:none", "git fetch --refetch --no-filter"),
        ("treeless", "--filter=tree:0", "git fetch --refetch --no-filter"),
        ("shallow", "--depth=2", "git fetch --unshallow"),
    ] {
        place.git("", &["clone", "--quiet", part, &url, folder]);
        let site = format!("../site-of-{folder}");
        let told = |arguments: &[&str], lacking: &[&str]| {
            let run = run(place.tickmark(folder).args(arguments), &[0]);
            for words in lacking.iter().chain(&["not in this clone", fetch]) {
                assert!(run.err.contains(words), "{folder} {arguments:?}: {words}: {}", run.err);
            }
            run
        };
        let by_records = "what was promised first is told as the records declare it";
        let status = told(&["status", "--as-of", "2026-11-01", "--format", "json"], &[by_records]);
        assert_eq!(status.json()["first_due_by"], "changes");
        told(&["report", "register", "action-items", "--as-of", "2026-11-01"], &[by_records]);
        told(&["report", "action", "CA-2026-003", "--as-of", "2026-11-01"], &[by_records, "the life of the action"]);
        told(&["report", "review", "MR-2026-H2", "--as-of", "2026-11-01"], &[by_records]);
        let lacking = ["no lives of records", "page on integrity", "no comparison of cycles", "names that persons had"];
        told(&["site", "--as-of", "2026-11-01", "--audience", "public", "-o", &site], &lacking);
        assert!(place.path(format!("site-of-{folder}/index.html")).is_file());
        // What is asked for history itself cannot do its work.
        for arguments in [
            &["log", "CA-2026-003"][..],
            &["verify"],
            &["gate", "--by", "original"],
            &["status", "--at", "2026-03-01"],
            &["diff", "2025", "2026"],
        ] {
            let run = run(place.tickmark(folder).args(arguments), &[2]);
            assert!(run.err.contains("not in this clone") && run.err.contains(fetch), "{folder}: {run:#?}");
        }
        let advice: Vec<&str> = fetch.split(' ').skip(1).collect();
        place.git(folder, &[&advice[..], &["--quiet"]].concat());
        let status = run(place.tickmark(folder).args(["status", "--as-of", "2026-11-01", "--format", "json"]), &[0]);
        assert_eq!((status.json()["first_due_by"].as_str(), &*status.err), (Some("history"), ""), "{folder}");
    }
}

#[test]
fn a_report_that_was_issued_is_not_taken_for_one_of_today_where_a_tag_cannot_be_read() {
    let place = Place::new();
    let url = remote(&place);
    let issued = ["report", "audit", "IA-2026-03", "--format", "markdown"];
    place.git("", &["clone", "--quiet", "--filter=blob:none", &url, "blobless"]);
    let failed = run(place.tickmark("blobless").args(issued), &[2]);
    assert!(failed.err.contains("not in this clone") && failed.out.is_empty(), "{failed:#?}");
    place.git("", &["clone", "--quiet", "--depth=2", &url, "shallow"]);
    let said = run(place.tickmark("shallow").args(issued), &[0]);
    for words in ["today's records (`git fetch --unshallow --tags`", "how earlier findings stood when the audit began"]
    {
        assert!(said.err.contains(words), "{}", said.err);
    }
    place.git("shallow", &["fetch", "--quiet", "--unshallow", "--tags"]);
    let whole = run(place.tickmark("shallow").args(issued), &[0]);
    assert_eq!((&*whole.err, whole.out), ("", run(place.tickmark("demo").args(issued), &[0]).out));
}

#[test]
fn where_a_branch_left_is_not_told_where_a_commit_is_missing() {
    let place = Place::new();
    place.fixture_repository("r");
    for day in ["2026-06-02", "2026-06-03", "2026-06-04"] {
        place.write("r/README.md", day);
        place.commit_on("r", day, day);
    }
    place.git("r", &["switch", "--quiet", "--orphan", "other"]);
    place.fixture("r");
    place.commit_on("r", "2026-06-05", "Begin anew");
    let review = ["review", "main", "--as-of", "2026-06-15"];
    let unrelated = run(place.tickmark("r").args(review), &[2]);
    assert!(unrelated.err.contains("no commit in common"), "{unrelated:#?}");
    let missing = place.git("r", &["rev-parse", "main~2"]);
    let object = format!("r/.git/objects/{}/{}", &missing[..2], &missing[2..]);
    fs::remove_file(place.path(object)).expect("an object");
    let damaged = run(place.tickmark("r").args(review), &[2]);
    for words in [&*missing, "is missing here", "git fsck"] {
        assert!(damaged.err.contains(words), "{words}: {damaged:#?}");
    }
}

//! A record that cannot be read makes nothing look better: whatever is made without it says so where it is read.

use std::fs;

use crate::support::{Place, demo, run};
use walkdir::WalkDir;

const DAY: [&str; 2] = ["--as-of", "2026-11-01"];
const NOTICE: &str = "This page is incomplete: a file cannot be read as a record, and what it says is missing here.";
const ACTION: &str = "actions/2026/CA-2026-003.yaml";

/// A demo in which one word of a corrective action record is misspelt: it was 47 days late.
fn without_an_action() -> Place {
    let place = demo();
    place.replace(&format!("demo/{ACTION}"), "status: accepted", "status: acepted");
    place
}

/// A demo in which a finding has become a major nonconformity and cannot be read.
fn without_a_finding() -> Place {
    let place = demo();
    place.replace("demo/findings/2026/F-2026-012.yaml", "grade: minor", "grade: major\nopeen: true");
    place
}

fn site(place: &Place, arguments: &[&str]) {
    run(place.tickmark("demo").args(["site", "-o", "../site"]).args(DAY).args(arguments), &[0]);
}

fn report(place: &Place, arguments: &[&str]) -> String {
    run(place.tickmark("demo").arg("report").args(arguments).args(DAY).args(["--format", "markdown"]), &[0]).out
}

#[test]
fn a_site_without_an_action_says_so_on_each_page_that_it_would_stand_on() {
    let place = without_an_action();
    site(&place, &["--audience", "management"]);
    let page = |path: &str| place.read(&format!("site/{path}"));
    let front = page("index.html");
    let sentence = "<p class=\"lede big\">A file cannot be read, so that this is not all there is. At least one thing is overdue, by 12 days.";
    assert!(front.contains(sentence), "{front}");
    assert!(
        front.contains("<b>≥\u{a0}1</b><span>overdue</span><small>incomplete: a file cannot be read</small>"),
        "{front}"
    );
    assert!(front.contains("10 of 11") && front.contains("in 12 months; incomplete: a file cannot be read"), "{front}");
    // That finding is read, and so are all others.
    assert!(front.contains("No major nonconformity is open.") && front.contains("fig ok"));
    for path in [
        "index.html",
        "figures.html",
        "actions/index.html",
        "people/p-platform.html",
        "findings/F-2026-005.html",
        "audits/IA-2026-02.html",
        "reviews/MR-2026-H2.html",
        "clauses.html",
    ] {
        assert!(page(path).contains(NOTICE) && page(path).contains(ACTION), "{path}");
    }
    for path in
        ["findings/index.html", "findings/F-2026-012.html", "people/p-purchasing.html", "audits/IA-2026-01.html"]
    {
        assert!(!page(path).contains(NOTICE), "{path}");
    }
    let person = page("people/p-platform.html");
    assert!(
        person.contains("that can be read; there may be more.") && !person.contains("nothing is waiting"),
        "{person}"
    );
    assert!(page("badge.svg").contains("at least 1 overdue"));
    assert!(page("calendar.ics").contains("(incomplete)") && page("people/p-platform.ics").contains("(incomplete)"));
    assert!(!page("people/p-purchasing.ics").contains("(incomplete)"));
    let data: serde_json::Value = serde_json::from_str(&page("index.json")).expect("JSON");
    assert_eq!(data["incomplete"]["count"], 1);
    assert_eq!(data["incomplete"]["files"][0], ACTION);
    site(&place, &["--audience", "management", "--language", "de"]);
    let german = "Eine Datei lässt sich nicht lesen, dies ist also nicht alles. Mindestens eine Sache ist überfällig";
    assert!(page("index.html").contains(german), "{}", page("index.html"));
    place.replace(&format!("demo/{ACTION}"), "status: acepted", "status: accepted");
    site(&place, &["--audience", "management"]);
    for entry in WalkDir::new(place.path("site")).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() && entry.path().extension().is_some_and(|ending| ending == "html") {
            let text = fs::read_to_string(entry.path()).expect("a page");
            assert!(!text.contains("This page is incomplete"), "{}", entry.path().display());
        }
    }
}

#[test]
fn nothing_is_green_where_a_finding_cannot_be_read() {
    let place = without_a_finding();
    site(&place, &["--audience", "management"]);
    let front = place.read("site/index.html");
    assert!(front.contains("No major nonconformity that can be read is open."), "{front}");
    assert!(front.contains("<li class=\"fig \"><b>≥\u{a0}0</b><span>open majors</span>"), "{front}");
    assert!(!front.contains("class=\"fig ok\"") && !front.contains("No major nonconformity is open"));
    for path in ["findings/index.html", "audits/IA-2026-04.html", "people/p-support.html", "coverage.html"] {
        assert!(place.read(&format!("site/{path}")).contains(NOTICE), "{path}");
    }
    assert!(!place.read("site/actions/index.html").contains(NOTICE));
}

#[test]
fn nobody_learns_from_the_notice_what_is_not_for_them() {
    let place = without_an_action();
    site(&place, &["--audience", "public"]);
    let text = |path: &std::path::Path| String::from_utf8_lossy(&fs::read(path).expect("a file")).into_owned();
    for entry in WalkDir::new(place.path("site")).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() {
            let text = text(entry.path());
            assert!(!text.contains("acepted") && !text.contains("CA-2026-003.yaml"), "{}", entry.path().display());
        }
    }
    assert!(place.read("site/index.html").contains(NOTICE));
    let public = report(&place, &["programme", "AP-2026", "--audience", "public"]);
    assert!(!public.contains("CA-2026-003.yaml"), "{public}");
    let review = report(&place, &["review", "--audience", "public"]);
    assert!(review.contains("**Incomplete:**") && !review.contains("CA-2026-003.yaml"), "{review}");
    // What is hidden is not missed.
    let settings = place.read("demo/tickmark.yaml");
    place.write("demo/tickmark.yaml", format!("{settings}  hide: [CA-2026-003]\n"));
    site(&place, &["--audience", "management"]);
    assert!(!place.read("site/index.html").contains("cannot be read"));
}

#[test]
fn a_report_without_a_record_says_so_at_its_head() {
    let place = without_a_finding();
    let lacks = "- **Incomplete:** **A file cannot be read as a record, and what it says is missing here.** \
                 `findings/2026/F-2026-012.yaml`";
    for which in [&["audit", "IA-2026-04"][..], &["review"], &["register", "findings"]] {
        let codes: &[i32] = if which[0] == "register" { &[1] } else { &[0] };
        let mut command = place.tickmark("demo");
        let out = run(command.arg("report").args(which).args(DAY).args(["--format", "markdown"]), codes).out;
        assert!(out.contains(lacks), "{which:?}: {out}");
    }
    let typst = run(place.tickmark("demo").args(["report", "review", "--format", "typst"]).args(DAY), &[0]).out;
    assert!(typst.contains("A file cannot be read as a record"));
    assert!(!report(&place, &["audit", "IA-2026-02"]).contains("**Incomplete:**"));
    run(place.tickmark("demo").args(["report", "certification", "-o", "../pack"]).args(DAY), &[0]);
    for page in ["index.html", "3-corrective-actions.html", "5-requirements.html"] {
        assert!(place.read(&format!("pack/{page}")).contains("A file cannot be read as a record"), "{page}");
    }
    assert!(!place.read("pack/2-reports/IA-2026-01.html").contains("A file cannot be read as a record"));
}

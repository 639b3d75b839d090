//! What a report tells of a management review of the past: the records of its day, and nothing that came later.

use std::collections::BTreeMap;
use std::fs;

use crate::support::{Place, demo, run};
use serde_json::Value;

const DAY: [&str; 2] = ["--as-of", "2026-11-01"];

fn review(place: &Place, folder: &str, id: &str) -> String {
    let mut command = place.tickmark(folder);
    run(command.args(["report", "review", id, "--format", "markdown"]).args(DAY), &[0]).out
}

#[test]
fn a_review_of_the_past_knows_nothing_of_what_came_later() {
    let place = demo();
    let first = review(&place, "demo", "MR-2024-H1");
    assert!(first.contains("**Records as they were on:** 16 May 2024"), "{first}");
    assert!(
        first.contains("| **Minor** | 0 | 4 | 1 | 3 | 100 days |") && first.contains("Open on that day"),
        "{first}"
    );
    for later in ["CA-2026", "CA-2025", "592 days", "47 days", "14 Oct 2026"] {
        assert!(!first.contains(later), "{later} is in\n{first}");
    }
    // Its own decisions are told as they are today.
    assert!(first.contains("| `MR-2024-H1/D1` |") && first.contains("Done<br>30 Aug 2024"), "{first}");
    let last = review(&place, "demo", "MR-2026-H1");
    assert!(last.contains("**Changes are counted from:** 12 June 2025"), "{last}");
    assert!(last.contains("Edition: 2024-01 → 2025-06") && !last.contains("Version: "), "{last}");
    assert!(!last.contains("1.12") && !last.contains("CA-2026-003/2"), "{last}");
}

#[test]
fn the_pack_tells_of_a_review_what_its_report_tells() {
    let place = demo();
    run(place.tickmark("demo").args(["report", "certification", "-o", "../pack"]).args(DAY), &[0]);
    for id in ["MR-2024-H1", "MR-2025-H1", "MR-2026-H1", "MR-2026-H2"] {
        let file = format!("{id}.html");
        let arguments = ["report", "review", id, "--audience", "certifier", "-o", &file];
        run(place.tickmark("demo").args(arguments).args(DAY), &[0]);
        let (alone, packed) = (place.read(&format!("demo/{file}")), place.read(&format!("pack/4-reviews/{file}")));
        fs::remove_file(place.path("demo").join(&file)).expect("a file");
        assert!(unlinked(&alone) == unlinked(&packed), "{id} differs");
    }
}

/// A page without its links and without the row that leads to the guide of the pack: a report that stands alone has none.
fn unlinked(html: &str) -> String {
    let row = "<dt>Part of</dt>";
    let html = match html.split_once(row) {
        Some((before, after)) => {
            let (_, after) = after.split_once("</div>").expect("the end of the row");
            let before = before.rfind("<div>").map_or(before, |at| before[..at].trim_end());
            format!("{before}{after}")
        }
        None => html.to_owned(),
    };
    let parts = html.split("<a ").enumerate();
    let text: String = parts
        .map(|(at, part)| if at == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) })
        .collect();
    text.replace("</a>", "")
}

#[test]
fn a_period_that_still_runs_is_held_against_as_many_days() {
    let place = demo();
    let next = review(&place, "demo", "MR-2026-H2");
    let said = "The period still runs; over so far: 170 days. Raised before: in as long a time just before it, 27 November 2025 – \
                15 May 2026.";
    assert!(next.contains(said) && next.contains("Open now"), "{next}");
    assert!(next.contains("`CA-2026-003/2` Nuno Teixeira, **47 days**"), "{next}");
}

#[test]
fn what_is_open_is_as_much_as_has_an_age() {
    let place = demo();
    for (id, day) in [("MR-2026-H2", "2025-06-01"), ("MR-2026-H1", "2026-03-01"), ("MR-2026-H2", "2026-11-01")] {
        let arguments = ["report", "review", id, "--format", "markdown", "--as-of", day];
        let told = run(place.tickmark("demo").args(arguments), &[0]).out;
        let rows = told.lines().map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
        let rows: Vec<Vec<&str>> = rows.filter(|row| row.len() > 2).collect();
        let number = |cell: &str| cell.parse::<u32>().expect("a number");
        let open = |row: &Vec<&str>| row.iter().position(|cell| cell.starts_with("Open "));
        let column = rows.iter().filter(|row| row[1] == "Grade").find_map(open).expect("what is open");
        let grades = rows.iter().find(|row| row[1] == "Days open").expect("the ages");
        for (at, grade) in grades.iter().enumerate().skip(2).filter(|(_, grade)| !grade.is_empty()) {
            let open = rows.iter().find(|row| row[1] == format!("**{grade}**")).expect("a grade")[column];
            let ages = rows.iter().filter(|row| row[1].ends_with(" days") && row.len() == grades.len());
            assert_eq!(number(open), ages.map(|row| number(row[at])).sum::<u32>(), "{day}, {grade}: {told}");
        }
    }
}

#[test]
fn a_period_that_has_not_begun_is_told_as_such() {
    let place = demo();
    let told = |day: &str, language: &str| {
        let arguments =
            ["report", "review", "MR-2026-H2", "--format", "markdown", "--as-of", day, "--language", language];
        run(place.tickmark("demo").args(arguments), &[0]).out
    };
    let ahead = told("2026-05-15", "en");
    assert_eq!(ahead.matches("The period has not begun yet: 16 May – 4 December 2026.").count(), 2, "{ahead}");
    for said in ["The period still runs", "In the period so far", "Raised before", "Closed in the period"] {
        assert!(!ahead.contains(said), "{said}: {ahead}");
    }
    assert!(ahead.contains("| 0–30 days | 0 | 0 | 0 | 0 |"), "{ahead}");
    assert!(told("2026-05-15", "de").contains("Der Zeitraum hat noch nicht begonnen: 16. Mai – 4. Dezember 2026."));
    let begun = told("2026-05-16", "en");
    assert!(begun.contains("over so far: 1 day.") && !begun.contains("not begun"), "{begun}");
}

#[test]
fn where_history_does_not_reach_back_only_what_has_a_day_is_told() {
    let place = demo();
    let from = format!("file://{}", place.path("demo").display());
    place.git(".", &["clone", "--quiet", "--depth", "1", &from, "shallow"]);
    place.git(".", &["clone", "--quiet", &from, "plain"]);
    fs::remove_dir_all(place.path("plain/.git")).expect("a repository");
    for folder in ["shallow", "plain"] {
        let first = review(&place, folder, "MR-2024-H1");
        assert!(first.contains("history of the records does not reach back to 16 May 2024"), "{first}");
        assert!(first.contains("| **Minor** | 0 | 4 | 1 | 3 | 100 days |"), "{first}");
        assert!(first.contains("`IA-2024-02` The management system"), "{first}");
        for later in ["CA-2026", "592 days", "47 days", "14 Oct 2026", "Overdue", "as they were on"] {
            assert!(!first.contains(later), "{folder}: {later} is in\n{first}");
        }
    }
}

#[test]
fn a_commit_before_the_records_came_in_knows_nothing_of_them() {
    let place = demo();
    let from = format!("file://{}", place.path("demo").display());
    place.git(".", &["clone", "--quiet", &from, "late"]);
    fs::remove_dir_all(place.path("late/.git")).expect("a repository");
    place.repository("late");
    // In 2024 there were settings and people alone; the rest came in two years later.
    let later = ["audits", "actions", "evidence", "findings", "programmes", "reviews"];
    fs::create_dir(place.path("aside")).expect("a folder");
    for folder in later {
        fs::rename(place.path("late").join(folder), place.path("aside").join(folder)).expect("a folder");
    }
    place.commit_on("late", "2024-01-10", "Begin");
    for folder in later {
        fs::rename(place.path("aside").join(folder), place.path("late").join(folder)).expect("a folder");
    }
    place.commit_on("late", "2026-06-01", "Take over what there was");
    let first = review(&place, "late", "MR-2024-H1");
    assert!(first.contains("history of the records does not reach back to 16 May 2024"), "{first}");
    assert!(first.contains("| **Minor** | 0 | 4 | 1 | 3 | 100 days |"), "{first}");
}

#[test]
fn what_was_promised_is_known_by_a_commit_that_changes_no_record() {
    let place = demo();
    place.commit_on("demo", "2026-11-16", "Change nothing");
    place.replace("demo/reviews/MR-2026-H2.yaml", "status: planned", "status: held");
    place.replace("demo/reviews/MR-2026-H2.yaml", "held_on: 2026-12-10", "held_on: 2026-11-17");
    place.commit_on("demo", "2026-11-18", "Hold the review");
    let arguments = ["report", "review", "MR-2026-H2", "--format", "markdown", "--as-of", "2026-11-20"];
    let held = run(place.tickmark("demo").args(arguments), &[0]).out;
    assert!(held.contains("**Records as they were on:** 17 November 2026"), "{held}");
    assert!(held.contains("**Due dates moved:** 2 items") && !held.contains("history was not at hand"), "{held}");
}

#[test]
fn a_site_of_the_past_is_judged_as_of_then() {
    let place = demo();
    let day = |arguments: &[&str]| {
        run(place.tickmark("demo").args(["site", "--audience", "management", "-o", "../site"]).args(arguments), &[0]);
        let page: serde_json::Value = serde_json::from_str(&place.read("site/index.json")).expect("JSON");
        page["as_of"].as_str().expect("a day").to_owned()
    };
    let tag = "report/IA-2025-01/v1";
    let committed = place.git("demo", &["log", "-1", "--format=%cs", tag]);
    assert_eq!(day(&["--rev", tag]), committed);
    assert_eq!(day(&["--rev", tag, "--as-of", "2026-01-31"]), "2026-01-31");
    assert_eq!(day(&["--rev", "AP-2024"]), "2024-12-31");
    // The last commit is how things stand, and a build of it in a bare repository is one of today.
    assert_eq!(day(&["--rev", "HEAD"]), day(&[]));
    assert_eq!(day(&["--rev", "HEAD~1"]), place.git("demo", &["log", "-1", "--format=%cs", "HEAD~1"]));
}

/// As of when it is told, and who has what is asked for.
type Told = (String, Vec<(String, Vec<String>)>);

/// Who has the competences that the programmes ask for, by the page on resources: what for, who, and as of when.
fn competent(place: &Place, arguments: &[&str]) -> BTreeMap<String, Told> {
    run(place.tickmark("demo").args(["site", "-o", "../out", "--audience", "certifier"]).args(arguments), &[0]);
    let page: Value = serde_json::from_str(&place.read("out/resources.json")).expect("JSON");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let list = |value: &Value| value.as_array().cloned().expect("a list");
    let required = |one: &Value| {
        let have = list(&one["have"]).iter().map(|person| text(&person["label"])).collect();
        (text(&one["for"]), have)
    };
    let programmes = list(&page["programmes"]).into_iter().map(|programme| {
        let required = list(&programme["required"]).iter().map(required).collect();
        (text(&programme["link"]["id"]), (text(&programme["competent_as_of"]), required))
    });
    programmes.collect()
}

#[test]
fn who_was_approved_in_a_cycle_that_is_over_is_told_as_it_was_then() {
    let place = demo();
    let told = competent(&place, &DAY);
    let had = |programme: &str, what: &str| -> Vec<String> {
        told[programme].1.iter().find(|one| one.0 == what).expect("a line").1.clone()
    };
    // Both were approved anew in July 2026, and Lena Brandt for the first time in December 2025.
    assert_eq!(had("AP-2024", "access and platform"), ["Sofie Berg", "Mira Aas"]);
    assert_eq!(had("AP-2024", "the management system"), ["Sofie Berg", "Paul Okafor"]);
    assert_eq!(had("AP-2025", "backup and continuity"), ["Sofie Berg", "Mira Aas"]);
    let as_of = "Who was approved on 31 December 2024, as the record was at the end of that day.";
    assert_eq!(told["AP-2024"].0, as_of);
    assert_eq!(told["AP-2026"].0, "Who is approved on 1 November 2026.");
    let page = place.read("out/resources.html");
    assert!(page.contains(as_of) && page.contains("<h2>Auditors, as of 1 November 2026</h2>"), "{page}");
    // Report and pack say the same.
    run(place.tickmark("demo").args(["report", "certification", "-o", "../pack"]).args(DAY), &[0]);
    for (programme, (as_of, required)) in &told {
        let mut command = place.tickmark("demo");
        let report = command.args(["report", "programme", programme, "--format", "markdown"]).args(DAY);
        let report = run(report, &[0]).out;
        let pack = place.read(&format!("pack/2-programmes/{programme}.html"));
        assert!(report.contains(as_of.as_str()) && pack.contains(as_of.as_str()), "{programme}: {report}");
        // The auditors of today stand below those of a cycle that is over as such.
        let is_over = programme != "AP-2026";
        let today = "Auditors, as of 1 November 2026";
        assert_eq!((report.contains(today), pack.contains(today)), (is_over, is_over), "{programme}: {report}");
        for (what, have) in required {
            let line = report.lines().find(|line| line.starts_with(&format!("| {what} |"))).expect("a line");
            assert!(line.ends_with(&format!("| {} |", have.join("; "))), "{line}");
            assert!(pack.contains(&have.join("; ")), "{programme}, {what}");
        }
    }
    // Without a history nobody knows of the approval before; that somebody audited then shows that there was one.
    fs::remove_dir_all(place.path("demo/.git")).expect("the history");
    let told = competent(&place, &DAY);
    assert!(told["AP-2024"].0.contains("as far as the record knows today"), "{}", told["AP-2024"].0);
    assert_eq!(told["AP-2024"].1[1].1, ["Sofie Berg", "Mira Aas"]);
}

#[test]
fn records_of_a_later_day_are_told_as_such_on_every_page_and_report() {
    const EARLY: &str = "The records are those of 30 October 2026 and are judged as of 1 March 2026, which is earlier";
    let place = demo();
    let site = |arguments: &[&str]| {
        run(place.tickmark("demo").args(["site", "-o", "../out", "--audience", "management"]).args(arguments), &[0]);
        let pages = walkdir::WalkDir::new(place.path("out")).into_iter().filter_map(Result::ok);
        let pages = pages.filter(|file| file.path().extension().is_some_and(|end| end == "html"));
        pages.map(|file| fs::read_to_string(file.path()).expect("a page")).collect::<Vec<String>>()
    };
    assert!(site(&["--as-of", "2026-03-01"]).iter().all(|page| page.contains(EARLY)));
    let data: Value = serde_json::from_str(&place.read("out/figures.json")).expect("JSON");
    assert_eq!(data["early"]["committed"], "2026-10-30");
    // What is made for machines reaches people as well.
    let machines = || {
        ["feed.xml", "calendar.ics", "badge.svg"].map(|file| place.read(&format!("out/{file}")).replace("\r\n ", ""))
    };
    let [feed, calendar, badge] = machines();
    assert!(feed.contains(&format!("<subtitle>{EARLY}")), "{feed}");
    let name = calendar.lines().find(|line| line.starts_with("X-WR-CALNAME")).expect("a name");
    assert!(name.ends_with("(records of 30 October 2026\\, as of 1 March 2026)"), "{name}");
    assert!(badge.contains("as of 1 Mar 2026</text>") && badge.contains(&format!(". {EARLY}")), "{badge}");
    let recorded = "Auditors, as recorded on 30 October 2026";
    assert!(place.read("out/resources.html").contains(recorded), "a renewal of July is none of March");
    let german =
        "Die Aufzeichnungen sind die vom 30. Oktober 2026 und werden nach dem Stand vom 1. März 2026 beurteilt";
    assert!(site(&["--as-of", "2026-03-01", "--language", "de"]).iter().all(|page| page.contains(german)));
    // As the record was, it is of no later day.
    for arguments in [&["--at", "2026-03-01"][..], &DAY] {
        assert!(!site(arguments).iter().any(|page| page.contains("The records are those of")), "{arguments:?}");
    }
    let machines = machines();
    assert!(!machines.iter().any(|file| file.contains("ecords of") || file.contains("s of 1 ")), "{machines:?}");
    let report = |arguments: &[&str]| {
        run(place.tickmark("demo").arg("report").args(arguments).args(["--format", "markdown"]), &[0]).out
    };
    assert!(report(&["programme", "AP-2026", "--as-of", "2026-03-01"]).contains(recorded));
    for which in [&["programme", "AP-2026"][..], &["register", "findings"], &["action", "CA-2026-003"]] {
        assert!(report(&[which, &["--as-of", "2026-03-01"]].concat()).contains(EARLY), "{which:?}");
        assert!(!report(&[which, &DAY].concat()).contains("The records are those of"), "{which:?}");
    }
    // An issued report is of the day of its issue.
    assert!(!report(&["audit", "IA-2026-04"]).contains("The records are those of"));
}

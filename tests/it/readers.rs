//! What those who read of the demo need to know: changes in words, days by which something is due, the records that speak to a
//! clause, what the records tell for a review that is ahead.

use std::sync::OnceLock;

use crate::support::{Place, run};

const ON: &str = "2026-11-01";

/// The demo with its sites for management, in English and in German.
fn demo() -> &'static Place {
    static DEMO: OnceLock<Place> = OnceLock::new();
    DEMO.get_or_init(|| {
        let place = crate::support::demo();
        for language in ["en", "de"] {
            let site = ["site", "--at", ON, "--audience", "management", "--language", language, "-o"];
            run(place.tickmark("demo").args(site).arg(place.path(language)), &[0]);
        }
        place
    })
}

fn page(path: &str) -> String {
    text_of(&demo().read(path))
}

/// The text of a page, without its marks.
fn text_of(html: &str) -> String {
    let html = html.split_once("<main").map_or(html, |(_, main)| main);
    let mut text = String::new();
    let mut is_mark = false;
    for character in html.chars() {
        match character {
            '<' => is_mark = true,
            '>' => {
                is_mark = false;
                text.push(' ');
            }
            character if !is_mark => text.push(character),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<&str>>().join(" ").replace(" ,", ",")
}

fn report(arguments: &[&str]) -> String {
    let common = ["--at", ON, "--audience", "management", "--format", "markdown"];
    run(demo().tickmark("demo").arg("report").args(arguments).args(common), &[0]).out
}

#[track_caller]
fn says(text: &str, all: &[&str]) {
    for words in all {
        assert!(text.contains(words), "not there: {words}\n{text}");
    }
}

/// The order in which some ids are first named.
fn order(text: &str, ids: &[&str]) -> Vec<usize> {
    ids.iter().map(|id| text.find(id).unwrap_or_else(|| panic!("{id} is not there"))).collect()
}

#[test]
fn what_changed_is_told_in_words_and_not_in_paths() {
    let english = page("en/audits/SA-2026-01.html");
    says(&english, &["Objectives 1", "Team › Mira Aas: added", "Auditees › Bente Kvam: added"]);
    let german = page("de/audits/SA-2026-01.html");
    says(&german, &["Ziele 1", "Auditteam › Mira Aas: hinzugekommen"]);
    for text in [&english, &german] {
        assert!(!text.contains("team/p-") && !text.contains("objectives["), "{text}");
    }
    let action = report(&["action", "CA-2026-003"]);
    says(&action, &["Item 1: open → done", "due date moved 76 days later", "Item 2 › Due<br>1 Jul 2026 → 15 Sep 2026"]);
    assert!(!action.contains("actions/1") && !action.contains("76 days back"), "{action}");
    says(&report(&["action", "CA-2026-003", "--language", "de"]), &["Punkt 1: offen → erledigt"]);
    says(&page("en/actions/CA-2026-003.html"), &["Item 2 › Due: 1 Jul 2026 15 Sep 2026"]);
}

#[test]
fn what_an_audit_wrote_before_its_report_is_told_to_management_alone() {
    let place = demo();
    let site = ["site", "--at", ON, "--audience", "certifier", "-o"];
    run(place.tickmark("demo").args(site).arg(place.path("certifier")), &[0]);
    let paper = |site: &str| page(&format!("{site}/workpapers/WP-2026-04-incidents.html"));
    says(&paper("en"), &["Items › I2 › Result: nonconform"]);
    says(&paper("certifier"), &["Changed: Items › I1; Items › I2"]);
    assert!(!paper("certifier").contains("Result: nonconform"), "{}", paper("certifier"));
}

#[test]
fn a_review_that_is_ahead_has_what_the_records_tell() {
    let pack = report(&["review", "MR-2026-H2"]);
    let told = [
        "Organisation › Headcount: 138 → 140",
        "A.5.16 Identity management: implemented → partly",
        "Raised before",
        "Observation",
        "91–180 days",
        "Of the programme AP-2026, 1 January – 31 December 2026",
        "From finding to closure",
        "Actions found effective of those checked",
        "ISMS change",
    ];
    says(&pack, &told);
    assert!(!pack.contains("controls/A.5.16") && !pack.contains("Isms change"), "{pack}");
    let site = page("en/reviews/MR-2026-H2.html");
    says(&site, &told);
    // Objectives are for somebody to write.
    assert_eq!(site.matches("Not there yet").count(), 1, "{site}");
    says(
        &site,
        &["To add: what changed outside.", "Statement of applicability, 27 Aug 2026: A.5.16 Identity management"],
    );
    // Which version of a document it is and who approved it is no change of the context.
    for text in [&pack, &site] {
        assert!(
            !text.contains("Approved › ") && !text.contains("Version: ") && !text.contains("Last reviewed"),
            "{text}"
        );
    }
    says(&page("de/reviews/MR-2026-H2.html"), &["Noch nicht geschrieben. Die Aufzeichnungen sagen:", "138 → 140"]);
    assert!(!page("en/reviews/MR-2026-H1.html").contains("The records tell"), "its boxes say what was before it");
}

#[test]
fn what_is_awaited_has_its_day() {
    for path in ["en/findings/F-2026-012.html", "en/actions/CA-2026-008.html"] {
        says(&page(path), &["Plan due 3 November 2026"]);
    }
    assert!(!page("en/findings/F-2026-005.html").contains("Plan due"), "its plan is there");
    let list = page("en/actions/index.html");
    says(&list, &["A second pair of hands at night Marta Reis F-2026-012 ○ draft 3 Nov 2026"]);
    says(&list, &["○ accepted 1/2 1 Jul 2026 15 Sep 2026 47 days"]);
    // Below its head, and on a phone behind it, this need not say that it is late.
    assert!(!list.contains("47 days late"), "{list}");
    says(&list, &["Complaint: COM-2025-018", "Monitoring: Measure M-04"]);
}

#[test]
fn a_clause_leads_to_every_record_that_speaks_to_it() {
    let index = page("en/clauses.html");
    let row = |number: &str, next: &str| {
        let from = index.find(&format!(" {number} ")).expect("a row");
        let to = index[from..].find(&format!(" {next} ")).expect("the next row");
        index[from..from + to].to_owned()
    };
    says(&row("9.3.1", "9.3.2"), &["MR-2026-H1", "MR-2024-H1"]);
    says(&row("9.2.2", "9.3.1"), &["AP-2024, AP-2025, AP-2026"]);
    says(&row("10.2", "A.5.1"), &["23 corrective action records"]);
    says(&row("6.1.3", "6.2"), &["Statement of applicability"]);
    says(&row("A.5.26", "A.5.27"), &["F-2026-012", "CA-2026-008"]);
    says(&page("en/evidence/index.html"), &["WP-2026-04-incidents, F-2026-012 31 Dec 2031"]);
}

#[test]
fn lists_stand_in_the_order_in_which_people_look() {
    let audits =
        order(&page("en/audits/index.html"), &["IA-2026-05", "SA-2026-01", "IA-2026-04", "SV-2026-01", "GA-2023-01"]);
    assert!(audits.is_sorted(), "{audits:?}");
    let people = order(&page("en/people/index.html"), &["Astrid Solheim", "Bente Kvam", "Eva Lindqvist"]);
    assert!(people.is_sorted(), "{people:?}");
    says(&page("en/audits/SV-2026-01.html"), &["← IA-2026-02 Next: IA-2026-03 →"]);
}

#[test]
fn reports_have_digest_contact_and_what_keeps_auditors_able() {
    let place = demo();
    let digest =
        run(place.tickmark("demo").args(["verify", "report/IA-2026-04/v1", "--digest", "IA-2026-04"]), &[0, 1]);
    let audit = run(place.tickmark("demo").args(["report", "audit", "IA-2026-04", "--format", "markdown"]), &[0]).out;
    let told = audit.lines().find(|line| line.contains("**Digest:**")).expect("a digest").to_owned();
    let told = told.split('`').nth(1).expect("in the type of code").to_owned();
    assert!(told.len() == 64 && digest.out.contains(&told), "{told}\n{digest:#?}");
    says(&report(&["plan", "IA-2026-05"]), &["| Contact |", "@"]);
    let programme = report(&["programme", "AP-2026"]);
    says(&programme, &["Last witnessed", "Last evaluated", "Hours of learning in 12 months"]);
}

#[test]
fn a_part_of_a_record_has_a_life_of_its_own() {
    let place = demo();
    let log = |id: &str, code: i32| run(place.tickmark("demo").args(["log", id]), &[code]);
    let item = log("CA-2026-003/2", 0).out;
    says(&item, &["actions/2/status: open → in-progress"]);
    assert!(!item.contains("actions/1"), "{item}");
    says(&log("soa", 0).out, &["controls/A.5.16/status: implemented → partly"]);
    // What nobody touched since has the beginning of its record.
    let entry = log("own/ACP-2.3", 0);
    says(&entry.out, &["catalogue begun"]);
    says(&entry.err, &["`ACP-2.3` is as it was when own was begun"]);
    log("CA-2026-003/9", 2).fails_with(&["part `9` of `CA-2026-003`"]);
}

#[test]
fn the_site_of_a_first_day_claims_nothing_that_nobody_knows() {
    let place = Place::new();
    run(place.tickmark(".").args(["init", "first"]), &[0]);
    run(place.tickmark("first").args(["site", "--audience", "management", "-o"]).arg(place.path("out")), &[0]);
    let text = |path: &str| text_of(&place.read(&format!("out/{path}")));
    says(&text("index.html"), &["No audit has been reported yet"]);
    says(&text("soa/soa.html"), &["0 of them are implemented, of 93 it is not stated; none is excluded."]);
    says(&text("processes.html"), &["1 process, without a reported audit on record."]);
    let programme = std::fs::read_dir(place.path("first/programmes")).expect("a folder").next().expect("a programme");
    let id = programme.expect("an entry").file_name().to_string_lossy().replace(".yaml", "");
    let report = ["report", "programme", &id, "--audience", "management", "--format", "markdown"];
    assert!(!run(place.tickmark("first").args(report), &[0]).out.contains("\\-0"), "no days are 0 days");
}

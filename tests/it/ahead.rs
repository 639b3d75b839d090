//! What lies ahead, and what waits for whom, is the same in `next`, in `status`, on the pages and in the calendars.

use std::sync::OnceLock;

use crate::support::{Place, demo, run};
use serde_json::Value;

const ON: &str = "2026-11-01";

fn site(place: &Place, day: &str, folder: &str, more: &[&str]) {
    let arguments = ["site", "-o", &format!("../{folder}"), "--as-of", day];
    run(place.tickmark("demo").args(arguments).args(more), &[0]);
}

/// The demo with its site for management as of the day.
fn shown() -> &'static Place {
    static SHOWN: OnceLock<Place> = OnceLock::new();
    SHOWN.get_or_init(|| {
        let place = demo();
        site(&place, ON, "site", &["--audience", "management"]);
        place
    })
}

fn data(place: &Place, path: &str) -> Value {
    serde_json::from_str(&place.read(path)).expect("JSON")
}

fn next(place: &Place, day: &str, more: &[&str]) -> String {
    run(place.tickmark("demo").args(["next", "--all", "--as-of", day]).args(more), &[0]).out
}

/// Day and summary of each event of a calendar.
fn events(calendar: &str) -> Vec<(String, String)> {
    let unfolded = calendar.replace("\r\n ", "");
    let value = |event: &str, name: &str| {
        let line = event.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_once(':').map_or(String::new(), |(_, value)| value.to_owned())
    };
    let all = unfolded.split("BEGIN:VEVENT").skip(1);
    all.map(|event| (value(event, "DTSTART"), value(event, "SUMMARY"))).collect()
}

#[test]
fn the_front_page_tells_of_every_day_that_the_calendar_has() {
    let place = shown();
    let front = data(place, "site/index.json");
    let mut told: Vec<(String, String)> = Vec::new();
    for list in ["overdue", "late_steps", "soon", "next"] {
        for one in front[list].as_array().expect("a list") {
            let day = one["due"].as_str().or(one["from"].as_str()).unwrap_or_default().replace('-', "");
            let link = if one["link"].is_null() { &one["record"] } else { &one["link"] };
            told.push((day, link["id"].as_str().unwrap_or("none").to_owned()));
        }
    }
    let events = events(&place.read("site/calendar.ics"));
    assert!(events.len() > 15, "{events:?}");
    for (day, summary) in &events {
        let is_it = |(on, id): &(String, String)| on == day && (id == "none" || summary.starts_with(id.as_str()));
        assert!(told.iter().any(is_it), "{day} {summary} is not among {told:#?}");
    }
    for said in ["CA-2026-004", "F-2025-005", "MR-2026-H1"] {
        let ahead = front["next"].as_array().expect("a list");
        assert!(ahead.iter().any(|row| row["link"]["id"] == said), "{said}: {ahead:#?}");
    }
    let days: Vec<&str> =
        front["next"].as_array().expect("a list").iter().filter_map(|row| row["from"].as_str()).collect();
    assert!(days.is_sorted(), "{days:?}");
}

#[test]
fn an_audit_of_the_certification_body_does_not_vanish_with_its_day() {
    let place = demo();
    let day = "2027-06-30";
    let step = "audit of the certification body to be recorded";
    assert!(!next(&place, "2027-05-25", &[]).contains(step), "its day has come and is not past");
    let all = next(&place, day, &[]);
    assert!(all.contains(&format!("  {step}: The certification body's audit: no record that it was held")), "{all}");
    assert!(all.contains("due on 2027-05-25, 36 days late"), "{all}");
    let status = || run(place.tickmark("demo").args(["status", "--as-of", day]), &[0]).out;
    assert!(status().contains(step), "{}", status());
    site(&place, day, "site", &["--audience", "management"]);
    let front = place.read("site/index.html");
    assert!(front.contains("no record of the certification body"), "{front}");
    let events = events(&place.read("site/calendar.ics"));
    assert!(events.iter().any(|(on, what)| on == "20270525" && what.contains("no record of the")), "{events:?}");
    let german = next(&place, day, &["--language", "de"]);
    assert!(german.contains("keine Aufzeichnung über das Audit der Zertifizierungsstelle"), "{german}");
    // A record of it, or another day, is an answer; and one that is only planned waits for what came of it.
    let settings = place.read("demo/tickmark.yaml");
    place.replace("demo/tickmark.yaml", "next_audit: 2027-05-25", "next_audit: 2027-09-25");
    assert!(!status().contains(step), "{}", status());
    place.write("demo/tickmark.yaml", settings);
    let earlier = place.read("demo/audits/SV-2026-01/audit.yaml");
    let dates = earlier.lines().find(|line| line.starts_with("dates:")).expect("its days");
    let later = earlier.replace("id: SV-2026-01", "id: SV-2027-01");
    let later = later.replace(dates, "dates: {start: 2027-05-20, end: 2027-05-22}");
    place.write("demo/audits/SV-2027-01/audit.yaml", &later);
    assert!(!status().contains(step), "{}", status());
    let state = later.lines().find(|line| line.starts_with("status:")).expect("its state");
    place.write("demo/audits/SV-2027-01/audit.yaml", later.replace(state, "status: planned"));
    let all = next(&place, day, &[]);
    assert!(all.contains(&format!("SV-2027-01  {step}: No record that it was held")), "{all}");
    assert_eq!(all.matches(step).count(), 1, "{all}");
}

#[test]
fn an_approval_that_ends_is_a_task_of_the_programme_manager() {
    let place = demo();
    let step = "approval of an auditor to be renewed";
    assert!(!next(&place, ON, &[]).contains(step), "it is too early");
    let day = "2026-12-01";
    let manager = next(&place, day, &["--for", "p-quality"]);
    assert!(manager.contains(&format!("p-analyst  {step}: Renew the approval as an auditor")), "{manager}");
    assert!(manager.contains("due on 2027-01-05, in 35 days"), "{manager}");
    assert!(!next(&place, day, &[]).contains("p-body"), "that one is the certification body's");
    site(&place, day, "site", &["--audience", "management"]);
    assert!(place.read("site/people/p-quality.html").contains("approval as an auditor to be renewed"));
    let theirs = events(&place.read("site/people/p-quality.ics"));
    assert!(theirs.iter().any(|(on, what)| on == "20270105" && what.starts_with("p-analyst")), "{theirs:?}");
    // Who may not know of approvals is not told of their end.
    let settings = place.read("demo/tickmark.yaml");
    place.write(
        "demo/tickmark.yaml",
        format!("{settings}  audiences:\n    management:\n      hide_fields: [person/auditor]\n"),
    );
    site(&place, day, "hidden", &["--audience", "management"]);
    assert!(!place.read("hidden/people/p-quality.html").contains("approval as an auditor"));
    place.write("demo/tickmark.yaml", settings);
    // One that ended is a task for as long as the person is in the team of an audit.
    assert!(next(&place, day, &[]).contains(&format!("p-ext-1  {step}")));
    let later = next(&place, "2028-12-01", &[]);
    assert!(later.contains(&format!("p-analyst  {step}")) && !later.contains(&format!("p-ext-1  {step}")), "{later}");
}

#[test]
fn a_person_who_takes_part_in_something_is_not_told_that_nothing_waits() {
    let place = shown();
    let chair = place.read("site/people/p-ceo.html");
    assert!(!chair.contains("nothing is waiting"), "{chair}");
    assert!(chair.contains("Dates ahead") && chair.contains("MR-2026-H2"), "{chair}");
    let idle = |path: &str| place.read(path).contains("nothing is waiting");
    let people = std::fs::read_dir(place.path("site/people")).expect("people");
    let pages: Vec<String> = people
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".html") && name != "index.html")
        .collect();
    let mut idlers = 0;
    for page in pages.iter().filter(|page| idle(&format!("site/people/{page}"))) {
        idlers += 1;
        let calendar = place.read(&format!("site/people/{}", page.replace(".html", ".ics")));
        assert!(!calendar.contains("BEGIN:VEVENT"), "{page} says that nothing waits\n{calendar}");
    }
    assert!(idlers > 0, "nobody is idle, so that this was not tested");
}

#[test]
fn a_list_says_of_each_record_what_people_look_for() {
    let place = shown();
    let rows = |kind: &str| data(place, &format!("site/{kind}/index.json"))["rows"].as_array().expect("rows").clone();
    let row = |kind: &str, id: &str| {
        let all = rows(kind);
        all.iter().find(|row| row["link"]["id"] == id).cloned().expect(id)
    };
    let finding = row("findings", "F-2026-012");
    assert_eq!(finding["finding"]["due"], "2026-11-03", "{finding:#}");
    assert!(finding["finding"]["age"].as_i64() > Some(5) && !finding["fields"]["auditee"].is_null());
    let closed = row("findings", "F-2024-001");
    assert!(closed["finding"]["age"].is_null() && closed["finding"]["due"].is_null(), "{closed:#}");
    let audit = row("audits", "IA-2025-01");
    assert_eq!(audit["audit"]["findings"][0]["count"], 1, "{audit:#}");
    assert!(audit["audit"]["days"].as_f64() > Some(0.0) && !audit["audit"]["lead"].is_null());
    let person = row("people", "p-platform");
    assert!(person["person"]["tasks"].as_i64() > Some(0) && person["person"]["late"].as_i64() > Some(0), "{person:#}");
    let page = place.read("site/findings/index.html");
    assert!(page.contains("data-pick=\"owner\"") && page.contains("Days open"), "{page}");
}

#[test]
fn an_auditee_reads_first_what_is_to_be_done_and_by_when() {
    let place = demo();
    site(&place, ON, "site", &["--audience", "auditee"]);
    let page = place.read("site/findings/F-2026-012.html");
    let (before, _) = page.split_once("What is so").expect("the statement");
    assert!(before.contains("<h2>To do</h2>") && before.contains("plan to be proposed"), "{before}");
    assert!(before.contains("3 Nov 2026"), "{before}");
    assert!(!place.read("site/findings/F-2024-001.html").contains("<h2>To do</h2>"), "nothing is");
}

#[test]
fn that_nothing_could_not_be_audited_is_said_as_such() {
    let place = shown();
    let page = place.read("site/audits/IA-2026-04.html");
    assert!(page.contains("Limitations: none") && !page.contains("Limitations: with"), "{page}");
    assert!(page.contains("All that was planned could be audited."), "{page}");
    assert!(!place.read("site/audits/IA-2026-05.html").contains("All that was planned could be audited."));
    let log = run(place.tickmark("demo").args(["log", "IA-2026-04"]), &[0]).out;
    assert!(log.contains("limitations: none"), "{log}");
}

#[test]
fn a_feed_without_a_record_says_so() {
    let place = demo();
    let feed = || {
        site(&place, ON, "site", &["--audience", "management"]);
        place.read("site/feed.xml")
    };
    assert!(!feed().contains("incomplete") && !feed().contains("<subtitle>"));
    place.replace("demo/actions/2026/CA-2026-003.yaml", "status: accepted", "status: acepted");
    let feed = feed();
    assert!(feed.contains("(incomplete)</title>"), "{feed}");
    assert!(feed.contains("<subtitle>A file cannot be read as a record, and what it says is missing here.</subtitle>"));
}

#[test]
fn an_accepted_risk_is_a_state_of_its_own_until_its_end() {
    let place = shown();
    let status =
        |day: &str, more: &[&str]| run(place.tickmark("demo").args(["status", "--as-of", day]).args(more), &[0]).out;
    let now = status(ON, &[]);
    assert!(
        now.contains("\nAccepted risks:\n  F-2025-005  until 2027-03-31: ") && now.contains("\n7 findings open"),
        "{now}"
    );
    let json: Value = serde_json::from_str(&status(ON, &["--format", "json"])).expect("JSON");
    assert_eq!(json["open_findings"], 7);
    assert_eq!(json["accepted_risks"], serde_json::json!([{"record": "F-2025-005", "until": "2027-03-31"}]));
    assert!(place.read("site/index.html").contains("One risk is accepted."));
    let list = data(place, "site/findings/index.json");
    assert!(list["head"]["lede"].as_str().is_some_and(|lede| lede.contains("7 of them open")), "{}", list["head"]);
    let row = list["rows"].as_array().expect("rows").iter().find(|row| row["link"]["id"] == "F-2025-005").expect("it");
    assert!(row["finding"]["age"].is_null() && row["finding"]["due"] == "2027-03-31", "{row:#}");
    let aged = data(place, "site/index.json")["ageing"].to_string();
    assert!(aged.contains("F-2026-012") && !aged.contains("F-2025-005"), "{aged}");
    let arguments = ["report", "register", "findings", "--as-of", ON, "--format", "csv"];
    let register = run(place.tickmark("demo").args(arguments), &[0]).out;
    let line = register.lines().find(|line| line.starts_with("F-2025-005")).expect("a row");
    assert!(register.lines().next().is_some_and(|head| head.contains("Accepted until")) && line.contains("2027-03-31"));
    // Then somebody has to decide again.
    let later = status("2027-04-01", &[]);
    assert!(!later.contains("Accepted risks") && later.contains("\n8 findings open"), "{later}");
}

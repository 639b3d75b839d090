//! Two audit cycles compared over a real repository in which each kind of change happens once.

use crate::support::{Place, Run, run};
use serde_json::{Value, json};

fn diff(place: &Place, arguments: &[&str]) -> Run {
    run(place.tickmark("r").arg("diff").args(arguments), &[0, 1, 2])
}

const OLD_FINDINGS: &[(&str, &str, &str)] = &[
    ("F-2025-001", "open", "The alarm of the archive is not tested"),
    ("F-2025-002", "verified", "Spare keys are not counted"),
    ("F-2025-003", "closed", "Visitors are not asked to sign"),
    ("F-2025-004", "open", "Copies are not restored"),
    ("F-2025-005", "open", "Labels are missing"),
];

fn finding(id: &str, status: &str, title: &str, more: &str) -> String {
    let year = &id[2..6];
    let closed = match status {
        "closed" => format!("closed: {{by: p-aud, date: {year}-11-03, basis: Seen in the room}}\n"),
        _ => String::new(),
    };
    format!(
        "kind: finding\nid: {id}\ntitle: {title}\naudit: IA-{year}-01\ngrade: minor\nstatus: {status}\ncriteria: [A.7.4]\n\
         statement: Two of ten.\ndetected_on: {year}-03-04\nraised_by: p-aud\n{closed}{more}"
    )
}

const ACTION: &str = "kind: action
id: CA-2025-001
title: Test the alarm each month
status: accepted
source: {type: finding, findings: [F-2025-001]}
owner: p-it
actions:
  - {n: 1, what: Write the test into the calendar, owner: p-it, due: 2026-01-31, status: in-progress}
plan: {proposed_on: 2025-10-02, accepted: {by: p-aud, date: 2025-10-06}}
effectiveness: {criterion: Three tests in a row, planned_on: 2026-05-04}
";

const AUDIT: &str = "kind: audit
id: IA-2025-01
title: The premises
programme: AP-2025
type: internal
status: issued
client: p-ceo
team:
  - {person: p-aud2, role: lead-auditor}
dates: {start: 2025-03-03, end: 2025-03-05}
effort: {planned_days: 3, actual_days: 2.5}
report: {version: 1, issued: {by: p-aud2, date: 2025-03-14}, distribution: [p-ceo]}
";

const WORKPAPER: &str = "kind: workpaper
id: WP-2025-01
title: The premises
audit: IA-2025-01
auditor: p-aud2
items:
  - {id: \"1\", criteria: [A.7.4, own:ACP-4.2], question: Show it., methods: [interview], result: conform}
";

const PROGRAMME: &str = "kind: programme
id: AP-2025
title: Audit programme 2025
status: active
cycle: {from: 2025-01-01, to: 2025-12-31}
objectives: [Begin]
manager: p-manager
approved: {by: p-ceo, date: 2024-12-10}
criteria: [iso27001-2022]
schedule:
  - {audit: IA-2025-01, title: The premises, window: {from: 2025-03-01, to: 2025-03-31}, days: 3}
";

const REVIEW: &str = "kind: review
id: MR-2025-1
title: Management review 2025
status: approved
held_on: 2025-11-20
chair: p-ceo
period: {from: 2025-01-01, to: 2025-10-31}
decisions:
  - {id: D1, text: Buy a better alarm, type: resource, owner: p-it, due: 2026-02-27, status: open}
  - {id: D2, text: Move the archive, type: improvement, owner: p-it, due: 2026-03-31, status: open}
";

/// What the fixture has of 2026.
const OF_2026: [&str; 7] = [
    "audits/IA-2026-01/audit.yaml",
    "audits/IA-2026-01/workpapers/WP-2026-01.yaml",
    "audits/IA-2026-02/audit.yaml",
    "findings/2026/F-2026-001.yaml",
    "actions/2026/CA-2026-001.yaml",
    "reviews/MR-2026-1.yaml",
    "programmes/AP-2026.yaml",
];

/// A repository with the rest of it, before its first commit.
fn place_without_2026() -> Place {
    let place = Place::new();
    place.repository("r");
    place.fixture("r");
    for path in OF_2026 {
        std::fs::remove_file(place.path(format!("r/{path}"))).expect("a file");
    }
    place
}

/// What the fixture has of 2026 comes after the end of 2025; then one change of each kind.
fn place() -> Place {
    let place = place_without_2026();
    place.fixture("later");
    place.write("r/programmes/AP-2025.yaml", PROGRAMME);
    place.write("r/audits/IA-2025-01/audit.yaml", AUDIT);
    place.write("r/audits/IA-2025-01/workpapers/WP-2025-01.yaml", WORKPAPER);
    place.write("r/reviews/MR-2025-1.yaml", REVIEW);
    place.write("r/actions/2025/CA-2025-001.yaml", ACTION);
    for (id, status, title) in OLD_FINDINGS {
        place.write(&format!("r/findings/2025/{id}.yaml"), finding(id, status, title, ""));
    }
    place.commit_on("r", "2025-12-20", "The year 2025");
    place.git("r", &["tag", "end-of-2025"]);

    let action = "r/actions/2025/CA-2025-001.yaml";
    let moved = |from: &str, to: &str, reason: &str| {
        format!(
            "  - {{date: 2026-02-02, by: p-it, field: actions/1/due, from: \"{from}\", to: \"{to}\", reason: {reason}}}\n"
        )
    };
    place.replace(action, "due: 2026-01-31", "due: 2026-02-28");
    place.write(
        action,
        format!("{}changes:\n{}", place.read(action), moved("2026-01-31", "2026-02-28", "Nobody was there")),
    );
    place.commit_on("r", "2026-01-30", "The date moves");
    place.replace(action, "due: 2026-02-28", "due: 2026-03-10");
    place.write(action, format!("{}{}", place.read(action), moved("2026-02-28", "2026-03-10", "The part is late")));
    place.commit_on("r", "2026-02-20", "The date moves again");

    for path in OF_2026 {
        place.write(&format!("r/{path}"), place.read(&format!("later/{path}")));
    }
    place.replace("r/findings/2026/F-2026-001.yaml", "systemic: false", "systemic: false\nrepeat_of: [F-2025-001]");
    place.commit_on("r", "2026-03-20", "Audit of 2026");

    place.replace("r/findings/2025/F-2025-002.yaml", "status: verified", "status: closed");
    place.replace(
        "r/findings/2025/F-2025-003.yaml",
        "status: closed",
        "status: open\nstatus_reason: The book is empty again",
    );
    let graded = "r/findings/2025/F-2025-004.yaml";
    place.replace(graded, "grade: minor", "grade: major\ngrade_reason: No copy at all can be restored");
    std::fs::remove_file(place.path("r/findings/2025/F-2025-005.yaml")).expect("a file");
    place.replace(action, "status: accepted", "status: ineffective");
    place.replace(action, "status: in-progress", "status: done, done_on: 2026-03-09");
    place.replace(
        action,
        "planned_on: 2026-05-04}",
        "planned_on: 2026-05-04, checked_on: 2026-05-05, checked_by: p-aud, result: ineffective}",
    );
    place.replace(
        "r/reviews/MR-2025-1.yaml",
        "due: 2026-02-27, status: open",
        "due: 2026-02-27, status: done, done_on: 2026-02-20",
    );
    place.replace("r/reviews/MR-2025-1.yaml", "due: 2026-03-31, status: open", "due: 2026-03-31, status: carried");
    place.replace("r/soa.yaml", "version: \"4\"", "version: \"5\"");
    place.replace("r/soa.yaml", "access rights\", status: implemented", "access rights\", status: partly");
    place.replace(
        "r/people/p-aud.yaml",
        "topics: [cloud, secure-development]",
        "topics: [cloud, secure-development, privacy]",
    );
    let learned = "  - {type: cpd, title: Seminar on privacy, date: 2026-05-06, hours: 3}\n";
    place.write(
        "r/people/p-aud.yaml",
        format!("{}{learned}", place.read("r/people/p-aud.yaml").trim_end().to_owned() + "\n"),
    );
    place.replace(
        "r/audits/IA-2026-02/audit.yaml",
        "status: planned",
        "status: postponed\nstatus_reason: The directory is being moved",
    );
    place.commit_on("r", "2026-06-10", "Half a year of work");
    place
}

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|one| one["id"].as_str().expect("an id")).collect()
}

#[test]
fn each_kind_of_change_is_told_once() {
    let place = place();
    let json = diff(&place, &["2025", "2026", "--format", "json"]).json();
    assert_eq!((&json["from"]["as_of"], &json["to"]["as_of"]), (&json!("2025-12-31"), &json!("2026-06-10")));
    assert_eq!((&json["from"]["is_running"], &json["to"]["is_running"]), (&json!(false), &json!(true)));

    let findings = &json["findings"];
    assert_eq!(ids(&findings["new"]), ["F-2026-001"]);
    assert_eq!(ids(&findings["carried"]), ["F-2025-004", "F-2025-001"], "the gravest first");
    assert_eq!(ids(&findings["repeated"]), ["F-2026-001"]);
    assert_eq!(findings["repeated"][0]["repeat_of"], json!(["F-2025-001"]));
    assert_eq!(
        findings["reopened"],
        json!([{"id": "F-2025-003", "day": "2026-06-10", "from": "closed", "to": "open", "reason": "The book is empty again"}])
    );
    assert_eq!(ids(&findings["closed"]), ["F-2025-002"]);
    assert_eq!(ids(&findings["gone"]), ["F-2025-005"]);

    assert_eq!(
        json["grades"],
        json!([{
            "id": "F-2025-004", "title": "Copies are not restored", "day": "2026-06-10", "from": "minor", "to": "major",
            "was_draft": false, "reason": "No copy at all can be restored",
        }])
    );
    assert_eq!(
        json["slips"],
        json!([{
            "id": "CA-2025-001", "title": "Test the alarm each month", "kind": "item", "part": "1",
            "what": "Write the test into the calendar", "owner": "p-it", "times": 2, "days": 38, "from": "2026-01-31",
            "to": "2026-03-10", "reasons": ["Nobody was there", "The part is late"],
        }])
    );
    assert_eq!(
        json["ineffective"],
        json!([{
            "id": "CA-2025-001", "title": "Test the alarm each month", "result": "ineffective", "checked_on": "2026-05-05",
            "findings": ["F-2025-001"], "continued_by": [],
        }])
    );
    assert_eq!(json["soa"]["version"], json!({"from": "4", "to": "5"}));
    assert_eq!(ids(&json["soa"]["controls"]), ["A.5.18"]);
    assert_eq!(json["soa"]["controls"][0]["to"], json!({"applicable": true, "status": "partly"}));

    let people = &json["people"];
    assert_eq!(
        people["team"],
        json!([
            {"person": "p-aud", "from": [], "to": ["IA-2026-01"]}, {"person": "p-aud2", "from": ["IA-2025-01"], "to": []},
        ])
    );
    assert_eq!(people["approvals"][0]["new_topics"], json!(["privacy"]));
    assert_eq!(people["competence"].as_array().map(Vec::len), Some(1));
    assert_eq!(people["competence"][0]["title"], "Seminar on privacy");

    let plan = &json["plan"];
    assert_eq!(
        plan["from"],
        json!({"planned": 1, "unplanned": 0, "held": 1, "reported": 1, "postponed": 0, "cancelled": 0, "days_planned": 3.0, "days_used": 2.5})
    );
    assert_eq!(
        plan["to"],
        json!({"planned": 2, "unplanned": 0, "held": 1, "reported": 1, "postponed": 1, "cancelled": 0, "days_planned": 10.0, "days_used": 8.0})
    );
    assert_eq!(
        plan["postponed"],
        json!([{"id": "IA-2026-02", "title": "Access rights", "day": "2026-06-10", "reason": "The directory is being moved"}])
    );

    let decided = json["decisions"]["carried"].as_array().expect("decisions").iter();
    let decided: Vec<_> =
        decided.map(|one| (one["id"].as_str().expect("an id"), one["status"].as_str().expect("a state"))).collect();
    assert_eq!(decided, [("MR-2025-1/D1", "done"), ("MR-2025-1/D2", "carried")]);
    assert_eq!(ids(&json["decisions"]["new"]), ["MR-2026-1/D1"]);

    let coverage = &json["coverage"];
    let named = |list: &Value| {
        list.as_array()
            .expect("a list")
            .iter()
            .map(|one| one["criterion"].as_str().expect("a name").to_owned())
            .collect::<Vec<_>>()
    };
    let gained = named(&coverage["gained"]);
    assert!(gained.contains(&"4.1".to_owned()) && !gained.contains(&"A.7.4".to_owned()), "{gained:?}");
    assert_eq!(
        (named(&coverage["lost"]), &coverage["in_both"]),
        (Vec::<String>::new(), &json!(3)),
        "A.7.4, own:ACP-4.2 and A.5.18, to which it maps"
    );
}

#[test]
fn the_figures_are_those_of_the_records() {
    let place = place();
    let json = diff(&place, &["AP-2025", "AP-2026", "--format", "json"]).json();
    let figure = |name: &str| {
        let all = json["figures"].as_array().expect("figures");
        let found = all.iter().find(|figure| figure["name"] == name).unwrap_or_else(|| panic!("no figure {name}"));
        (found["from"].clone(), found["to"].clone(), found["change"].clone())
    };
    assert_eq!(figure("controls-audited"), (json!({"count": 2, "of": 93}), json!({"count": 93, "of": 93}), json!(91)));
    assert_eq!(figure("clauses-audited"), (json!({"count": 0, "of": 30}), json!({"count": 30, "of": 30}), json!(30)));
    assert_eq!(figure("findings-minor").0, json!({"count": 5}));
    assert_eq!(figure("findings-minor").1, json!({"count": 1}));
    assert_eq!(figure("repeats"), (json!({"count": 0, "of": 5}), json!({"count": 1, "of": 1}), Value::Null));
    // Of 2025 all but the closed one; at the end of 2026 the two carried over, the one reopened, and the new one.
    assert_eq!(figure("open-at-end"), (json!({"count": 4}), json!({"count": 4}), json!(0)));
    assert_eq!(figure("actions-effective"), (Value::Null, json!({"count": 0, "of": 1}), Value::Null));
    assert_eq!(
        figure("days-to-report"),
        (json!({"days": 9, "median_of": 1}), json!({"days": 7, "median_of": 1}), json!(-2))
    );
}

#[test]
fn as_text_and_as_markdown() {
    let place = place();
    let text = diff(&place, &["2025", "2026"]);
    assert_eq!((text.code, text.err.as_str()), (0, ""), "{text:#?}");
    for line in [
        "Findings: 1 new, 2 carried over, 1 repeated, 1 reopened, 1 closed, 1 not on record any more",
        "    F-2025-003  2026-06-10  Visitors are not asked to sign; closed → open: The book is empty again",
        "  F-2025-004  minor → major  Copies are not restored; 2026-06-10: No copy at all can be restored",
        "  CA-2025-001/1  38 days in 2 moves  Write the test into the calendar; 2026-01-31 → 2026-03-10: Nobody was there; The part is late",
        "Statement of applicability: version 4 → 5, 1 control changed",
    ] {
        assert!(text.out.lines().any(|other| other == line), "{line}\nis not in\n{}", text.out);
    }
    let short = diff(&place, &["2025", "2026", "--summary"]).out;
    assert!(short.contains("Findings: 1 new") && !short.contains("F-2025-003"), "{short}");
    let markdown = diff(&place, &["2025", "2026", "--format", "markdown"]).out;
    assert!(markdown.starts_with("# 2025 → 2026\n") && markdown.contains("- **F-2026-001** (minor) "), "{markdown}");
    assert_eq!(markdown, diff(&place, &["2025", "2026", "--format", "markdown"]).out);
}

/// Three years of an old register, imported on the third day of 2025; where nothing `began` before that, the import is the first commit.
fn imported(began: bool) -> Place {
    let place = place_without_2026();
    if began {
        place.commit_on("r", "2024-12-01", "Begin");
    }
    let year = |year: u16, findings: &[&str]| {
        let of =
            |text: &str| text.replace("2024-12-10", &format!("{}-12-10", year - 1)).replace("2025", &year.to_string());
        place.write(&format!("r/programmes/AP-{year}.yaml"), of(PROGRAMME));
        place.write(&format!("r/audits/IA-{year}-01/audit.yaml"), of(AUDIT));
        place.write(&format!("r/audits/IA-{year}-01/workpapers/WP-{year}-01.yaml"), of(WORKPAPER));
        for (number, status) in findings.iter().enumerate() {
            let id = format!("F-{year}-00{}", number + 1);
            place.write(&format!("r/findings/{year}/{id}.yaml"), finding(&id, status, "Labels are missing", ""));
        }
    };
    year(2023, &["closed", "closed"]);
    year(2024, &["closed", "closed", "closed"]);
    place.replace("r/findings/2024/F-2024-003.yaml", "date: 2024-11-03", "date: 2025-01-02");
    place.commit_on("r", "2025-01-03", "Old register\n\nTickmark-Import: yes");
    year(2025, &["open"]);
    let done =
        ACTION.replace("due: 2026-01-31, status: in-progress", "due: 2025-11-14, status: done, done_on: 2025-11-10");
    place.write("r/actions/2025/CA-2025-001.yaml", done);
    place.commit_on("r", "2025-12-20", "The year 2025");
    year(2026, &[]);
    place.commit_on("r", "2026-03-20", "The year 2026");
    place
}

#[test]
fn a_cycle_that_was_imported_is_told_by_its_days() {
    for began in [true, false] {
        let place = imported(began);
        let json = |before: &str, after: &str| diff(&place, &[before, after, "--format", "json"]).json();
        let figure = |json: &Value, name: &str, side: &str| {
            let figures = json["figures"].as_array().expect("figures").clone();
            figures.iter().find(|figure| figure["name"] == name).expect("a figure")[side].clone()
        };
        let later = json("2024", "2025");
        assert_eq!((&later["from"]["is_told_by_days"], &later["to"]["is_told_by_days"]), (&json!(true), &json!(false)));
        assert_eq!(figure(&later, "audits-reported", "from"), json!({"count": 1, "of": 1}));
        assert_eq!(figure(&later, "findings-minor", "from"), json!({"count": 3}));
        assert_eq!(figure(&later, "open-at-end", "from"), json!({"count": 1}));
        // What nobody can know is not counted as none.
        assert_eq!(figure(&later, "overdue-at-end", "from"), json!(null));
        assert_eq!(ids(&later["findings"]["new"]), ["F-2025-001"]);
        assert_eq!(ids(&later["findings"]["closed"]), ["F-2024-003"]);

        let both = json("2023", "2024");
        assert_eq!(ids(&both["findings"]["new"]), ["F-2024-001", "F-2024-002", "F-2024-003"]);
        assert_eq!(ids(&both["findings"]["closed"]), ["F-2024-001", "F-2024-002"]);
        let text = diff(&place, &["2023", "2024"]).out;
        assert_eq!(text.matches("imported after its end, so told by the days on record").count(), 2, "{text}");
    }
}

#[test]
fn what_was_promised_for_a_cycle_counts_in_it_alone() {
    let place = imported(true);
    let json = diff(&place, &["2025", "2026", "--format", "json"]).json();
    let figures = json["figures"].as_array().expect("figures").clone();
    let figure = figures.iter().find(|figure| figure["name"] == "done-by-first-date").expect("a figure");
    assert_eq!((&figure["from"], &figure["to"]), (&json!({"count": 1, "of": 1}), &json!(null)));
}

#[test]
fn what_is_compared_is_what_was_asked_for() {
    let place = place();
    // Fields stay at hand for cycles, and cycles for revisions.
    let fields = diff(&place, &["2025", "2026", "--fields", "--format", "json"]).json();
    assert!(fields["records"].as_array().is_some_and(|records| records.len() > 10), "{fields}");
    assert!(diff(&place, &["2025", "HEAD", "--format", "json"]).json()["records"].is_array());
    let cycles = diff(&place, &["end-of-2025", "HEAD", "--cycles", "--format", "json"]).json();
    assert_eq!(
        (&cycles["from"]["as_of"], &cycles["from"]["period"]["to"]),
        (&json!("2025-12-20"), &json!("2025-12-31"))
    );
    assert_eq!(ids(&cycles["findings"]["closed"]), ["F-2025-002"]);
    // A day is one that the cycle lies at, as a revision is.
    let days = diff(&place, &["2025-12-25", "2026-06-01", "--cycles", "--format", "json"]).json();
    assert_eq!(
        (&days["from"]["as_of"], &days["from"]["period"]["to"], &days["to"]["name"]),
        (&json!("2025-12-25"), &json!("2025-12-31"), &json!("2026-06-01"))
    );
    // Two states of one cycle: what the earlier one told of is nothing new.
    let one = diff(&place, &["HEAD~1", "HEAD", "--cycles", "--format", "json"]).json();
    assert_eq!(one["findings"]["new"], json!([]), "{:#}", one["findings"]);
    assert!(ids(&one["findings"]["carried"]).contains(&"F-2026-001"), "{:#}", one["findings"]);
    // A tag that is called like a year is a revision.
    place.git("r", &["tag", "2026", "HEAD~1"]);
    assert!(diff(&place, &["2025", "2026", "--format", "json"]).json()["records"].is_array());
}

#[test]
fn what_cannot_be_compared_is_said() {
    let place = place();
    diff(&place, &["2023", "2026"]).fails_with(&[
        "2023",
        "no audit programme spans a day of 2023",
        "AP-2025, 2025-01-01 to 2025-12-31",
    ]);
    diff(&place, &["AP-2024", "AP-2026"]).fails_with(&["AP-2024", "no audit programme and no year either"]);
    diff(&place, &["2026", "2025"]).fails_with(&["2026 does not end before 2025", "the earlier cycle first"]);
    diff(&place, &["2025", "AP-2025"]).fails_with(&["2025 does not end before AP-2025"]);
    let next = place.read("r/programmes/AP-2026.yaml").replace("2026-", "2027-").replace("id: AP-2026", "id: AP-2027");
    place.write("r/programmes/AP-2027.yaml", next.replace("IA-2026", "IA-2027"));
    place.commit_on("r", "2026-06-12", "The next programme");
    diff(&place, &["2026", "AP-2027"]).fails_with(&["AP-2027 begins on 2027-01-01", "after the last commit"]);
    place.git("r", &["checkout", "-q", "-b", "side", "HEAD~1"]);
    place.commit_on("r", "2026-06-13", "Beside the main line");
    diff(&place, &["main", "side", "--cycles"]).fails_with(&["no commit of the main line of side"]);
}

/// A commit counts from the latest day until then, whatever its clock said.
#[test]
fn a_commit_with_an_old_date_moves_no_cycle() {
    let place = Place::new();
    tickmark::demo::write(&place.path("r")).expect("the sample");
    let compare = |place: &Place| run(place.tickmark("r").args(["diff", "AP-2024", "2026", "--summary"]), &[0]).out;
    let before = compare(&place);
    place.write("r/people/p-ceo.yaml", place.read("r/people/p-ceo.yaml") + "# A clock that was wrong\n");
    let id = place.commit_on("r", "2025-06-01", "Clock");
    let after = compare(&place);
    let without_ids = |text: &str| text.lines().filter(|line| !line.contains(" at ")).collect::<Vec<_>>().join("\n");
    assert_eq!(without_ids(&before), without_ids(&after));
    assert!(after.contains(&format!("as of 2026-10-30 at {}", &id[..10])), "{after}");
}

#[test]
fn a_shallow_clone_is_no_history() {
    let place = place();
    let url = format!("file://{}", place.path("r").display());
    place.git("", &["clone", "-q", "--depth", "1", &url, "shallow"]);
    let run = run(place.tickmark("shallow").args(["diff", "2025", "2026"]), &[2]);
    assert!(run.out.is_empty() && run.err.contains("history"), "{run:#?}");
}

#[test]
fn neighbouring_cycles_have_a_page_on_the_site() {
    let place = place();
    place.replace(
        "r/findings/2025/F-2025-004.yaml",
        "Copies are not restored",
        "Copies of Person AUD are not restored",
    );
    let settings = place.read("r/tickmark.yaml");
    place.write("r/tickmark.yaml", format!("{settings}publication: {{hide: [F-2025-003]}}\n"));
    place.commit_on("r", "2026-06-11", "For the public");
    let page = |folder: &str, arguments: &[&str]| {
        let output = format!("../{folder}");
        let site = place.tickmark("r").args(["site", "--as-of", "2026-06-15", "-o", &output]).args(arguments).output();
        assert!(site.expect("it runs").status.success());
        place.read(&format!("{folder}/comparisons/AP-2025..AP-2026.html"))
    };
    let public = page("public", &[]);
    for text in
        [">F-2026-001</a> Access withdrawn late", "Actions that did not work, or in part: 1", "38 days in 2 moves"]
    {
        assert!(public.contains(text), "{text} is not in {public}");
    }
    for head in [
        "<th scope=\"col\">Finding</th><th scope=\"col\">Grade</th>",
        "<th scope=\"col\">Action</th><th scope=\"col\">Result</th>",
        "<th scope=\"col\">Record</th><th scope=\"col\">Change</th>",
    ] {
        assert!(public.contains(head), "{head} is not in {public}");
    }
    for secret in ["Person AUD", "Seminar on privacy", "F-2025-003", "F-2025-005"] {
        assert!(!public.contains(secret), "{secret} is in {public}");
    }
    assert!(place.read("public/programmes/AP-2025.html").contains("../comparisons/AP-2025..AP-2026.html"));
    let management = page("management", &["--audience", "management"]);
    let crumb = "<p class=\"crumb\"><a href=\"../index.html\">Overview</a> / <a href=\"../programmes/index.html\">Programmes</a> / AP-2025 → AP-2026</p>";
    assert!(management.contains(crumb), "{management}");
    assert!(
        management.contains("Seminar on privacy")
            && management.contains("Person AUD")
            && management.contains("F-2025-005")
    );
    let german = page("german", &["--language", "de"]);
    assert!(german.contains("Was aus AP-2025 in AP-2026 wurde"));
    let dash = [(&public, "A dash: the two are parts of"), (&german, "Ein Strich: Die beiden sind Teile")];
    assert!(dash.iter().all(|(page, said)| page.contains("<td class=\"n\">–</td>") && page.contains(said)), "{public}");
    // A comparison at the terminal follows the settings, and takes a language of one's own as a site does.
    place.write("r/site/languages/nl.ftl", "cycles-at = zie { $commit }\n");
    place.replace("r/tickmark.yaml", "publication: {", "publication: {language: de, ");
    place.commit_on("r", "2026-06-12", "In German");
    let compare = |more: &[&str]| {
        let arguments = [&["diff", "AP-2025", "AP-2026", "--format", "markdown"], more].concat();
        run(place.tickmark("r").args(arguments), &[0]).out
    };
    assert!(compare(&[]).contains("Auditierte Abschnitte"), "{}", compare(&[]));
    assert!(compare(&[]).contains("| – |") && compare(&[]).contains("\n\nEin Strich: Die beiden"), "{}", compare(&[]));
    assert!(compare(&["--language", "nl"]).contains("zie "));
    // Without history there is no page, and it is said why.
    let url = format!("file://{}", place.path("r").display());
    place.git("", &["clone", "-q", "--depth", "1", &url, "shallow"]);
    let run = run(place.tickmark("shallow").args(["site", "--as-of", "2026-06-15", "-o", "../short"]), &[0]);
    assert!(run.err.contains("the site has no comparison of cycles"), "{run:#?}");
    assert!(
        !place.path("short/comparisons").exists()
            && !place.read("short/programmes/AP-2025.html").contains("comparisons/")
    );
}

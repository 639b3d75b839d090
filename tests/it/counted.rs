//! Figures say what they count: the demo's, worked out by hand, and the same wherever they stand.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::support::{Place, run};
use serde_json::Value;

/// The site of a place on a day; its pages are read as data.
struct Site<'p> {
    place: &'p Place,
    day: &'static str,
}

impl<'p> Site<'p> {
    fn of(place: &'p Place, day: &'static str) -> Self {
        let folder = format!("../{day}");
        let arguments = ["site", "-o", &folder, "--audience", "management", "--as-of", day];
        run(place.tickmark("demo").args(arguments), &[0]);
        Self { place, day }
    }

    fn read(&self, page: &str) -> String {
        self.place.read(&format!("{}/{page}", self.day))
    }
}

/// The demo, for the tests that change nothing in it.
fn demo() -> &'static Place {
    static DEMO: OnceLock<Place> = OnceLock::new();
    DEMO.get_or_init(crate::support::demo)
}

/// Its site on a day, made once.
fn site(day: &'static str) -> Site<'static> {
    static MADE: Mutex<BTreeMap<&str, Arc<OnceLock<()>>>> = Mutex::new(BTreeMap::new());
    // A test that failed leaves the others their turn.
    let made = Arc::clone(MADE.lock().unwrap_or_else(PoisonError::into_inner).entry(day).or_default());
    made.get_or_init(|| {
        Site::of(demo(), day);
    });
    Site { place: demo(), day }
}

/// A report of the demo on a day, as Markdown.
fn report(arguments: &[&str], day: &str) -> String {
    let form = ["--format", "markdown", "--as-of", day];
    run(demo().tickmark("demo").arg("report").args(arguments).args(form), &[0]).out
}

fn data(site: &Site<'_>, page: &str) -> Value {
    serde_json::from_str(&site.read(&format!("{page}.json"))).expect("JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn figure<'v>(figures: &'v Value, key: &str) -> &'v Value {
    let mut all = list(&figures["groups"]).iter().flat_map(|group| list(&group["figures"]));
    all.find(|figure| figure["key"] == key).expect("the figure")
}

#[test]
fn the_heat_map_tells_grades_and_what_is_left_of_earlier_years() {
    let place = site("2026-11-01");
    let (front, figures) = (data(&place, "index"), data(&place, "figures"));
    let controls = list(&front["controls"]["rows"]);
    let of = |control: &str, year: usize| {
        let row = controls.iter().find(|row| row["criterion"]["id"] == control).expect("a control");
        row["cells"][year].clone()
    };
    assert_eq!((&of("A.8.13", 1)["class"], &of("A.8.13", 1)["mark"]), (&"major".into(), &"M".into()));
    // A lapse of 2025 whose risk is accepted is no tick of 2026.
    assert_eq!((&of("A.8.18", 2)["class"], &of("A.8.18", 2)["mark"]), (&"carried".into(), &"←".into()));
    let shown: BTreeSet<&str> =
        controls.iter().flat_map(|row| list(&row["cells"])).filter_map(|cell| cell["class"].as_str()).collect();
    let told: BTreeSet<&str> =
        list(&front["clauses"]["legend"]).iter().filter_map(|one| one["class"].as_str()).collect();
    assert!(shown.is_subset(&told), "{shown:?} of {told:?}");
    let signs: BTreeSet<&str> =
        list(&front["clauses"]["legend"]).iter().filter_map(|one| one["mark"].as_str()).collect();
    assert_eq!(signs.len(), told.len(), "each is told without its colour");
    // The picture, its text and the table behind it say the same.
    let map = figure(&figures, "fig-coverage");
    let row = list(&map["rows"]).iter().find(|row| row[0]["criterion"]["id"] == "A.8.18").expect("the control");
    assert_eq!(row[3]["text"], "← nonconformity of an earlier year not closed");
    assert!(list(&row[3]["links"]).iter().any(|link| link["id"] == "F-2025-005"));
    let svg = map["svg"].as_str().expect("a picture");
    assert!(svg.contains("A.8.18, 2026: nonconformity of an earlier year not closed"));
    assert!(svg.contains("2025: major nonconformity: 1, minor nonconformity: 6"));
    assert!(place.read("index.html").contains("What the certification body audits does not count as covered."));
}

#[test]
fn each_lapse_counts_once_on_the_front_page() {
    let front = data(&site("2026-11-01"), "index");
    let lapses = &front["figures"][4];
    assert_eq!(lapses["value"], "2");
    assert_eq!(lapses["note"], "2 repeated findings, 2 ineffective actions; both about one lapse count once");
    let named: Vec<&str> = list(&lapses["links"]).iter().filter_map(|link| link["id"].as_str()).collect();
    assert_eq!(named, ["F-2025-001", "F-2025-004", "CA-2024-005", "CA-2024-006"]);
}

#[test]
fn the_days_of_a_programme_are_ours_in_sum_and_table() {
    let place = site("2026-11-01");
    let (figures, resources) = (data(&place, "figures"), data(&place, "resources"));
    let delivery = figure(&figures, "fig-delivery");
    let sum = |column: usize| -> f64 {
        let ours = list(&delivery["rows"]).iter().filter(|row| row[1]["text"] == "us" && row[5]["number"] != "");
        ours.map(|row| row[column]["number"].as_str().expect("days").parse::<f64>().expect("a number")).sum()
    };
    let note = delivery["note"].as_str().expect("a note");
    assert!(note.contains(&format!("of our own audits with both numbers, {} of {} planned", sum(5), sum(4))), "{note}");
    let lines = list(&resources["programmes"][0]["lines"]);
    let body = lines.iter().find(|line| line["audit"]["id"] == "SV-2026-01").expect("the surveillance audit");
    assert_eq!((&body["scheduled"], &body["planned"]), (&Value::Null, &2.0.into()));
}

#[test]
fn a_median_tells_of_how_many_it_is() {
    let place = site("2026-11-01");
    let figures = data(&place, "figures");
    let closure = figure(&figures, "fig-closure");
    let minor = &list(&closure["rows"])[1];
    assert_eq!(
        (&minor[1]["number"], &minor[2]["number"], &minor[8]["number"]),
        (&"12".into(), &"180".into(), &"12".into())
    );
    assert!(closure["svg"].as_str().expect("a picture").contains("minor, of 12: 180 days"));
    let review = report(&["review"], "2026-11-01");
    assert!(review.contains("**Minor**: median 210 days, of 1 closed finding<br>"), "{review}");
}

#[test]
fn an_audit_is_late_by_one_measure() {
    let place = site("2027-07-01");
    let front = data(&place, "index");
    let overdue = list(&front["overdue"]).iter().find(|duty| duty["part"] == "IA-2026-05").expect("it is overdue");
    let lead = overdue["owner"]["id"].as_str().expect("who leads it");
    let person = data(&place, &format!("people/{lead}"));
    let own =
        list(&person["more"]["dates"]).iter().find(|row| row["link"]["id"] == "IA-2026-05").expect("it is theirs");
    assert_eq!((&overdue["late"], &own["late"]), (&213.into(), &213.into()));
}

#[test]
fn what_is_new_since_the_review_is_actions_too() {
    let front = data(&site("2026-11-01"), "index");
    let new: Vec<&Value> = list(&front["changed"]["rows"]).iter().filter(|row| row["words"] == "Begun").collect();
    assert!(new.iter().any(|row| row["link"]["kind"] == "action"), "{new:?}");
}

#[test]
fn the_state_gives_a_share_by_its_numbers() {
    let status = run(demo().tickmark("demo").args(["status", "--as-of", "2026-11-01"]), &[0]);
    let share = "11 of 13 action items of the last twelve months were done by the day first promised";
    assert!(status.out.contains(share), "{}", status.out);
    let json = run(demo().tickmark("demo").args(["status", "--as-of", "2026-11-01", "--format", "json"]), &[0]).json();
    assert_eq!(json["on_time"], serde_json::json!({"kept": 11, "all": 13}));
}

#[test]
fn the_rule_is_named_that_a_result_came_by_and_no_other() {
    let place = site("2026-11-01");
    let front = data(&place, "index");
    let controls = list(&front["controls"]["rows"]);
    let through = |control: &str| {
        let row = controls.iter().find(|row| row["criterion"]["id"] == control).expect("a control");
        let rules = list(&row["cells"][2]["through"]).iter().filter_map(|rule| rule["id"].as_str());
        (row["cells"][2]["class"].clone(), rules.map(str::to_owned).collect::<Vec<_>>())
    };
    // One item is about the whole chapter, and its finding about one of its rules.
    assert_eq!(through("A.5.17"), ("minor".into(), vec!["own:ACP-2.3".to_owned()]));
    assert_eq!(through("A.8.5"), ("conform".into(), vec!["own:ACP-2.2".to_owned()]));
}

#[test]
fn what_is_accepted_or_not_reported_yet_is_not_told_as_missing() {
    let place = site("2026-11-01");
    let finding = data(&place, "findings/F-2025-005");
    assert!(finding.to_string().contains("accepted") && finding["more"]["plan_due"].is_null(), "{finding:#}");
    let laws = data(&place, "laws");
    let rows = list(&laws["groups"]).iter().flat_map(|group| list(&group["rows"]));
    let ahead = |id: &str| {
        let row = rows.clone().find(|row| row["criterion"]["id"] == id).expect("an entry");
        list(&row["ahead"]).iter().map(|one| (one["link"]["id"].clone(), one["state"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(ahead("hosting:7.1"), [("SA-2026-01".into(), "drafted".into())]);
    assert_eq!(ahead("hosting:9"), []);
    // Of what has an interval, it is said when the next one is due.
    let row = rows.clone().find(|row| row["criterion"]["id"] == "hosting:9").expect("an entry");
    assert_eq!((&row["unplanned"]["due"], &row["unplanned"]["late"]), (&"2027-01-01".into(), &Value::Null));
    assert!(place.read("laws.html").contains("no audit planned<span class=\"soft d\">, due by "));
    assert!(place.read("laws.html").matches("not audited").count() < 9);
}

#[test]
fn what_was_to_be_held_and_was_not_is_late_and_nothing_that_comes_next() {
    let place = site("2027-04-15");
    let front = data(&place, "index");
    let row = list(&front["controls"]["rows"]).iter().find(|row| row["criterion"]["id"] == "A.7.1").expect("a control");
    assert_eq!((&row["cells"][2]["class"], &row["cells"][2]["mark"]), (&"missed".into(), &"!".into()));
    let told =
        |page: &Value| list(&page["legend"]).iter().any(|one| one["words"] == "planned, and not held by its day");
    assert!(told(&front["clauses"]), "{:#}", front["clauses"]["legend"]);
    assert!(!told(&data(&site("2026-11-01"), "index")["clauses"]), "what does not occur is not explained");
    let coverage = data(&place, "coverage");
    let matrix = list(&coverage["groups"]).iter().flat_map(|group| list(&group["rows"]));
    let row = matrix.clone().find(|row| row["criterion"]["id"] == "A.7.1").expect("a control");
    assert_eq!((&row["cells"][2]["marks"][0]["sign"], &coverage["has_late"]), (&"!".into(), &true.into()));
    let next: Vec<&Value> = list(&front["next"]).iter().filter(|row| row["late"] != Value::Null).collect();
    assert!(next.is_empty(), "{next:#?}");
    assert!(list(&front["overdue"]).iter().any(|duty| duty["part"] == "IA-2026-05"));
    let report = report(&["programme", "AP-2026"], "2027-04-15");
    assert!(report.lines().any(|line| line.contains("A.7.1") && line.contains('!')), "{report}");
}

#[test]
fn a_lapse_of_an_earlier_year_is_seen_beside_one_of_its_own() {
    let place = crate::support::demo();
    let file = "demo/findings/2025/F-2025-005.yaml";
    let finding = place.read(file).replace("grade: minor", "grade: major");
    let criteria = finding.lines().find(|line| line.starts_with("criteria:")).expect("criteria").to_owned();
    place.write(file, finding.replace(&criteria, "criteria: [A.5.17]"));
    let place = Site::of(&place, "2026-11-01");
    let (front, figures) = (data(&place, "index"), data(&place, "figures"));
    let row =
        list(&front["controls"]["rows"]).iter().find(|row| row["criterion"]["id"] == "A.5.17").expect("a control");
    let cell = &row["cells"][2];
    assert_eq!((&cell["class"], &cell["mark"], &cell["beside"]), (&"minor".into(), &"m←M".into(), &"major".into()));
    assert_eq!(cell["carried"][0]["id"], "F-2025-005");
    assert!(list(&front["clauses"]["legend"]).iter().any(|one| one["mark"] == "m←M"));
    let map = figure(&figures, "fig-coverage");
    let row = list(&map["rows"]).iter().find(|row| row[0]["criterion"]["id"] == "A.5.17").expect("the control");
    let words = "m←M minor nonconformity; major nonconformity of an earlier year not closed";
    assert!(row[3]["text"].as_str().is_some_and(|text| text.starts_with(words)), "{row:#}");
    assert!(list(&row[3]["links"]).iter().any(|link| link["id"] == "F-2025-005"));
    let svg = map["svg"].as_str().expect("a picture");
    assert!(
        svg.contains("nonconformity beside one of an earlier year not closed: 1") && svg.contains("plate"),
        "{svg}"
    );
    assert!(svg.contains("diamond"), "a minor by an own rule keeps its letter and has the mark of the rule");
}

#[test]
fn a_list_counts_what_its_neighbours_count() {
    let place = site("2026-11-01");
    let register = ["report", "register", "findings", "--as-of", "2026-11-01", "--format", "csv"];
    let register = run(demo().tickmark("demo").args(register), &[0]).out;
    // Commas within quotes are none of the table.
    let cells = |line: &str| {
        let parts = line.split('"').enumerate();
        let parts = parts.map(|(place, part)| if place % 2 == 1 { part.replace(',', ";") } else { part.to_owned() });
        parts.collect::<String>().split(',').map(str::to_owned).collect::<Vec<_>>()
    };
    let head = cells(register.lines().next().expect("a head"));
    let column = head.iter().position(|cell| cell == "Days open").expect("a column");
    let rows = register.lines().filter(|line| line.starts_with("F-"));
    let counted = rows.filter(|line| !cells(line)[column].is_empty());
    let lede = data(&place, "findings/index")["head"]["lede"].to_string();
    assert!(lede.contains("7 of them open, 1 whose risk is accepted, 2 late"), "{lede}");
    assert_eq!(counted.count(), 7, "a draft is not open: {register}");
    // An accepted risk is not marked as what is open is.
    let page = place.read("findings/index.html");
    assert!(page.contains("□ accepted") && page.contains("○ open") && !page.contains("○ accepted"), "{page}");
    assert!(place.read("index.html").contains("□ accepted"));
    // The causes of a review are those of the picture, one by one.
    let review = report(&["review"], "2026-11-01");
    let line = review.lines().find(|line| line.contains("Causes, last 24 months")).expect("the causes");
    let figures = data(&place, "figures");
    for row in list(&figure(&figures, "fig-causes")["rows"]) {
        let (cause, count) = (row[0]["text"].as_str().expect("a cause"), row[1]["number"].as_str().expect("a count"));
        let told = format!("{cause} {count}");
        assert!(line.to_lowercase().contains(&told.to_lowercase()), "{told}: {line}");
    }
    let flow = figure(&figures, "fig-flow");
    assert!(flow["note"].as_str().is_some_and(|note| note.contains("a row a month")), "{flow:#}");
}

#[test]
fn an_acceptance_that_ended_is_told_so_with_what_is_to_be_done() {
    let place = site("2027-04-15");
    let finding = data(&place, "findings/F-2025-005");
    let lede = finding["head"]["lede"].as_str().expect("a sentence");
    assert!(
        lede.contains("ended on 31 March 2027: it is to be decided anew, or the finding to be opened again"),
        "{lede}"
    );
    let section = |day: &str| {
        let report = ["report", "certification", "--format", "markdown", "--as-of", day, "-o", "../pack.md"];
        run(demo().tickmark("demo").args(report), &[0]);
        let report = demo().read("pack.md");
        let of = |title: &str| {
            report
                .split(&format!("### {title}\n"))
                .nth(1)
                .map(|rest| rest.split("\n#").next().unwrap_or_default().to_owned())
        };
        (of("Open nonconformities").expect("open ones"), of("Findings whose risk is accepted"))
    };
    let (open, accepted) = section("2026-11-01");
    assert!(!open.contains("F-2025-005") && accepted.is_some_and(|all| all.contains("`F-2025-005`")), "{open}");
    let (open, accepted) = section("2027-04-15");
    assert!(
        open.contains("`F-2025-005`") && open.contains("Accepted until: 31 Mar 2027") && accepted.is_none(),
        "{open}"
    );
}

#[test]
fn a_review_tells_of_its_period_what_was_measured_in_it() {
    let review = |id: &str, language: &str| report(&["review", id, "--language", language], "2026-11-01");
    let told = review("MR-2026-H2", "en");
    let (_, rest) = told.split_once("### In the period so far, 16 May – 1 November 2026\n").expect(&told);
    let programme = "### Of the programme AP-2026, 1 January – 31 December 2026\n";
    let (period, rest) = rest.split_once(programme).expect(rest);
    let (delivered, rest) = rest.split_once("### In the cycle, 1 January 2024 – 31 December 2026\n").expect(rest);
    let (cycle, rest) = rest.split_once("### In the 24 months before\n").expect(rest);
    let (repeats, record) = rest.split_once("### Over all that is on record\n").expect(rest);
    assert!(period.contains("over 4 reports\n"), "{period}");
    // IA-2026-01 was held in February: what is counted by programme is not of the period.
    assert!(!period.contains("Audits") && !period.contains("Auditor days"), "{period}");
    for line in [
        "**Audits:** held in its window 5, begun 1, ahead 1\n",
        "**Auditor days used of those planned, in our own audits with both:** 27.5 of 28.5\n",
    ] {
        assert!(delivered.contains(line), "{line} is not in\n{delivered}");
    }
    assert!(repeats.contains("**Nonconformities that repeat an earlier one:** 2 of 13\n"), "{repeats}");
    assert!(cycle.contains("**Controls:** 81 of 89\n"), "{cycle}");
    assert!(record.contains("**Due dates moved:** 2 items, by 118 days in all\n"), "{record}");
    assert!(record.contains("**Evidence:** ") && !period.contains("Due dates moved"), "{period}");
    // A period across the turn of the year touches two programmes.
    let earlier = review("MR-2026-H1", "en");
    let of_2025 = "### Of the programme AP-2025, 1 January – 31 December 2025\n";
    let place_of = |heading: &str| earlier.find(heading).expect(heading);
    assert!(
        place_of("### In the period, ") < place_of(of_2025) && place_of(of_2025) < place_of(programme),
        "{earlier}"
    );
    assert!(review("MR-2026-H2", "de").contains("### Im Zeitraum bisher, 16. Mai – 1. November 2026\n"));
    assert!(review("MR-2026-H2", "de").contains("### Im Programm AP-2026, 1. Januar – 31. Dezember 2026\n"));
    // The page of the review says the same.
    let place = site("2026-11-01");
    let page = place.read("reviews/MR-2026-H2.html");
    let heading = "Of the programme AP-2026, 1 January – 31 December 2026";
    assert!(page.contains(heading) && page.contains("27.5 of 28.5"), "{page}");
    let data = place.read("reviews/MR-2026-H2.json");
    assert!(data.contains(heading) && data.contains("In the 24 months before"), "{data}");
}

#[test]
fn a_finding_of_after_the_day_has_no_age() {
    let place = site("2026-03-01");
    let figures = data(&place, "figures");
    let ages = figure(&figures, "fig-ages");
    let young = list(&ages["rows"]).iter().find(|row| row.to_string().contains("F-2026-"));
    assert!(young.is_none(), "{young:?}");
    for band in list(&data(&place, "index")["ageing"]) {
        assert!(!band.to_string().contains("F-2026-"), "{band}");
    }
    assert!(data(&site("2026-11-01"), "index")["ageing"].to_string().contains("F-2026-"));
}

#[test]
fn who_is_approved_is_counted_the_same_wherever_it_stands() {
    // Two approvals were renewed in July 2026, which overwrote those that held in March; a third one was given in December 2025.
    for (day, valid, pool) in [("2026-03-01", "5 of 5", 5), ("2025-11-01", "4 of 5", 4), ("2026-11-01", "5 of 5", 5)] {
        let place = site(day);
        let lede = data(&place, "resources")["lede"].as_str().expect("a lede").to_owned();
        assert!(lede.ends_with(&format!("{valid} auditors hold a valid approval.")), "{day}: {lede}");
        let figures = data(&place, "figures");
        let rows = list(&figure(&figures, "fig-pool")["rows"]).to_vec();
        assert_eq!(rows.len(), pool, "{day}: {rows:?}");
        assert!(!rows.iter().any(|row| row.to_string().contains("expired")), "{day}: {rows:?}");
    }
}

#[test]
fn what_awaits_a_late_audit_is_planned_and_told_apart_from_what_is_not() {
    let lede = |day| {
        let page = data(&site(day), "coverage");
        let gaps: i64 = list(&page["groups"]).iter().filter_map(|group| group["gaps"].as_i64()).sum();
        (page["lede"].as_str().expect("a sentence").to_owned(), gaps)
    };
    let late = |count| format!("{count} requirements wait for an audit that is planned, and not held by its day;");
    let (told, gaps) = lede("2027-04-15");
    assert!(told.ends_with(&format!("{} 5 requirements are neither covered nor planned.", late(12))), "{told}");
    assert_eq!(gaps, 5, "as many as the table marks");
    // The same while the programme still runs, whose years are one more.
    let (told, gaps) = lede("2026-12-20");
    assert!(told.ends_with(&format!("{} nothing is left out of the plan.", late(8))), "{told}");
    assert_eq!(gaps, 0);
    let (told, _) = lede("2026-11-01");
    assert!(told.ends_with("are covered by reported audits; nothing is left out of the plan."), "{told}");
}

#[test]
fn evidence_that_waits_for_no_check_says_why() {
    let page = data(&site("2026-11-01"), "requests");
    let (unchecked, resting) = (list(&page["unchecked"]), list(&page["resting"]));
    assert_eq!((unchecked.len(), resting.len()), (4, 23), "all that is received");
    let why = |id: &str| resting.iter().find(|row| row["link"]["id"] == id).expect("it is listed")["why"].clone();
    assert_eq!(why("E-2026-016"), "Its action is not carried out yet; whoever checks that looks at it then");
    assert_eq!(why("E-2026-026"), "Its action was checked, and is to be closed");
    let lede = page["lede"].as_str().expect("a lede");
    assert!(lede.contains("4 are here and wait for an auditor's check. 23 more were received"), "{lede}");
}

#[test]
fn an_approval_that_ran_out_says_whether_anything_waits_for_it() {
    let place = site("2027-04-15");
    let (resources, front) = (data(&place, "resources"), data(&place, "index"));
    let auditor =
        |id: &str| list(&resources["auditors"]).iter().find(|one| one["link"]["id"] == id).expect("one").clone();
    let (planned, idle) = (auditor("p-analyst"), auditor("p-ext-1"));
    assert_eq!((&planned["late"], &planned["ran_out"]), (&100.into(), &false.into()));
    assert_eq!((&idle["late"], &idle["ran_out"]), (&Value::Null, &true.into()));
    let words = "ran out; in no team that still has to audit, so nothing waits for the renewal";
    assert_eq!(place.read("resources.html").matches(words).count(), 1);
    assert!(front.to_string().contains("p-analyst"));
}

#[test]
fn a_check_that_is_planned_is_in_the_calendar_before_it_can_be_made() {
    let place = site("2026-11-01");
    let calendar = place.read("calendar.ics");
    let event = calendar.split("BEGIN:VEVENT").find(|event| event.contains("UID:CA-2026-003-due")).expect("the check");
    assert!(event.contains("20270118"), "{event}");
    // Nobody checks what was cancelled, and what is planned is no check that was made.
    let rows = report(&["register", "actions"], "2026-11-01");
    let row = |id: &str| rows.lines().find(|line| line.contains(id)).expect("a row").to_owned();
    assert!(!row("`CA-2025-004`").contains("15 Sep 2025"), "{}", row("`CA-2025-004`"));
    assert!(row("`CA-2026-003`").contains("planned for 18 Jan 2027"), "{}", row("`CA-2026-003`"));
}

#[test]
fn small_numbers_are_the_same_wherever_they_stand() {
    let place = site("2026-11-01");
    let programme = place.read("programmes/AP-2026.html");
    assert!(programme.contains("2 days, 2 used") && !programme.contains("0 days"), "{programme}");
    let report = report(&["programme", "AP-2026"], "2026-11-01");
    let line = report.lines().find(|line| line.contains("`SV-2026-01`") && line.contains("June 2026"));
    assert!(line.is_some_and(|line| line.contains("| 2 |")), "{line:?}");
    for row in list(&data(&place, "processes")["rows"]) {
        for audit in list(&row["audits"]) {
            assert!(audit["status"] == "issued" || audit["status"] == "closed", "{audit}");
        }
    }
    let audits = data(&place, "audits/index");
    let row = |id: &str| list(&audits["rows"]).iter().find(|row| row["link"]["id"] == id).expect("an audit").clone();
    assert_eq!(row("IA-2026-05")["audit"]["is_planned"], true);
    assert_eq!(row("IA-2026-04")["audit"]["is_planned"], false);
    let lede = data(&place, "integrity")["lede"].clone();
    assert!(lede.as_str().is_some_and(|lede| lede.ends_with("; no errors, 2 warnings.")), "{lede}");
    let verified = run(demo().tickmark("demo").arg("verify"), &[0, 1]);
    assert!(verified.out.contains("0 errors, 2 warnings"), "{}", verified.out);
}

/// The demo's site on a day on which much is late, for the tests that read it alone.
fn late() -> Site<'static> {
    site("2027-04-15")
}

/// The sentence at the head of a record's page.
fn lede(page: &str) -> String {
    data(&late(), page)["head"]["lede"].as_str().expect("a sentence").to_owned()
}

/// What a list says of a record.
fn listed(kind: &str, id: &str) -> Value {
    let index = data(&late(), &format!("{kind}/index"));
    list(&index["rows"]).iter().find(|row| row["link"]["id"] == id).expect("it is listed").clone()
}

/// The row of a record in a list as people read it.
fn shown(kind: &str, id: &str) -> String {
    let page = late().read(&format!("{kind}/index.html"));
    let row = page.split("<tr").find(|row| row.contains(&format!("/{id}.html\""))).expect("a row");
    row.to_owned()
}

#[test]
fn an_audit_that_was_not_held_says_so_in_its_list_and_on_its_page() {
    let told =
        "Confirmed for 17–19 November 2026. It was to be held by 30 November 2026 and has not begun: 136 days late.";
    assert_eq!(lede("audits/IA-2026-05"), told);
    assert_eq!(data(&late(), "audits/IA-2026-05")["head"]["late"], 136);
    assert_eq!(listed("audits", "IA-2026-05")["late"], 136);
    assert!(shown("audits", "IA-2026-05").contains("136 days late"));
    // What is late by a step keeps its own count, and what is over has none.
    assert_eq!(
        (&listed("audits", "SA-2026-01")["late"], &listed("audits", "IA-2026-04")["late"]),
        (&161.into(), &Value::Null)
    );
}

#[test]
fn a_review_that_was_not_held_says_so_in_its_list_and_on_its_page() {
    let told = "It was to be held on 10 December 2026, and there is no record that it was: 126 days late; 0 of 10 inputs are ready.";
    assert_eq!(lede("reviews/MR-2026-H2"), told);
    assert_eq!(listed("reviews", "MR-2026-H2")["late"], 126);
    assert!(shown("reviews", "MR-2026-H2").contains("126 days late"));
}

#[test]
fn evidence_that_did_not_come_says_so_and_what_it_is_for() {
    let told = "Record, asked for by 16 November 2026 and not here, 150 days late.";
    assert_eq!(lede("evidence/E-2026-033"), told);
    assert!(
        late().read("evidence/E-2026-033.html").contains("16 November 2026</time> <span class=\"late\">150 days late")
    );
    let row = listed("evidence", "E-2026-033");
    assert_eq!((&row["late"], &row["used_by"][0]["id"]), (&150.into(), &"IA-2026-05".into()));
    assert!(shown("evidence", "E-2026-033").contains("150 days late"));
    let asked = data(&late(), "requests");
    let asked =
        list(&asked["outstanding"]).iter().find(|one| one["link"]["id"] == "E-2026-033").expect("it is asked for");
    assert_eq!(asked["used_by"][0]["id"], row["used_by"][0]["id"], "as the requests say");
}

#[test]
fn a_register_says_what_is_late_as_the_list_does() {
    let rows = |register: &str| {
        let csv = ["report", "register", register, "--format", "csv", "--as-of", "2027-04-15"];
        let csv = run(demo().tickmark("demo").args(csv), &[0]).out;
        let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
        let head = reader.headers().expect("a head").clone();
        let column = head.iter().position(|name| name == "Days late").expect("a column");
        let rows = reader.records().map(|row| row.expect("a row"));
        rows.map(|row| (row[0].to_owned(), row[column].to_owned())).collect::<BTreeMap<String, String>>()
    };
    for kind in ["audits", "evidence", "reviews", "findings", "actions"] {
        let told = rows(kind);
        for row in list(&data(&late(), &format!("{kind}/index"))["rows"]) {
            let id = row["link"]["id"].as_str().expect("an id");
            let late = row["late"].as_i64().map(|late| late.to_string()).unwrap_or_default();
            assert_eq!(told.get(id), Some(&late), "{kind} {id}");
        }
        assert!(told.values().any(|late| !late.is_empty()), "{kind}: nothing is late");
    }
    // What was to be held before there is a record of it stands with its programme.
    let schedule = rows("schedule");
    assert_eq!((schedule["IA-2026-05"].as_str(), schedule["IA-2026-04"].as_str()), ("136", ""));
    let audits = report(&["register", "audits"], "2027-04-15");
    assert!(audits.contains("Days late: **136**") || audits.contains("Days late: 136"), "{audits}");
}

#[test]
fn a_decision_that_is_late_says_by_how_many_days() {
    let page = late().read("reviews/MR-2026-H1.html");
    let row = page.split("<tr").find(|row| row.contains("id=\"item-D2\"")).expect("a row");
    assert!(row.contains("<span class=\"late\">125 days late</span>"), "{row}");
}

#[test]
fn a_review_tells_once_by_how_many_days_an_earlier_decision_is_late() {
    let page = late().read("reviews/MR-2026-H2.html");
    let row = page.split("<tr").find(|row| row.contains("MR-2026-H1/D2")).expect("a row");
    assert_eq!(row.matches("125").count(), 1, "{row}");
    assert!(!page.contains(">Days late</th>"), "{page}");
}

#[test]
fn a_date_that_is_past_is_not_ahead_and_names_whom_it_waits_for() {
    let sentence = lede("people/p-analyst");
    assert!(sentence.ends_with("nothing to do, but one date is past without a record that it was held."), "{sentence}");
    let page = late().read("people/p-analyst.html");
    assert!(page.contains("<h2>Dates past</h2>") && !page.contains("<h2>Dates ahead</h2>"), "{page}");
    let of = |person: &str, id: &str| {
        let dates = data(&late(), &format!("people/{person}"))["more"]["dates"].clone();
        list(&dates)
            .iter()
            .find(|row| row["link"]["id"] == id)
            .map(|row| (row["late"].clone(), row["owner"]["id"].clone()))
    };
    assert_eq!(of("p-analyst", "IA-2026-05"), Some((136.into(), "p-controller".into())));
    assert_eq!(of("p-ceo", "MR-2026-H2"), Some((126.into(), "p-ciso".into())));
    assert!(!late().read("people/p-controller.html").contains("<h2>Dates ahead</h2>"));
}

#[test]
fn an_approval_that_ran_out_is_not_told_as_valid() {
    for person in ["p-analyst", "p-ext-1"] {
        let page = late().read(&format!("people/{person}.html"));
        assert!(page.contains("ran out on") && !page.contains("valid until"), "{page}");
        assert!(shown("people", person).contains("ran out on"));
    }
    assert!(late().read("people/p-controller.html").contains("valid until"));
    assert!(!shown("people", "p-controller").contains("ran out"));
    let report = |arguments: &[&str]| {
        let arguments = ["report"].iter().chain(arguments).chain(&["--as-of", "2027-04-15"]);
        run(demo().tickmark("demo").args(arguments), &[0]).out
    };
    let programme = report(&["programme", "AP-2026", "--format", "markdown"]);
    let people = report(&["register", "people", "--format", "csv"]);
    let counts = [&programme, &people].map(|told| told.matches("ran out").count());
    assert_eq!(counts, [2, 3], "{programme}\n{people}");
    // Whom the certification body sends is none to plan with, and what ran out of theirs has run out all the same.
    for person in ["p-analyst", "p-body"] {
        let line = people.lines().find(|line| line.starts_with(&format!("{person},"))).expect("a row");
        assert!(line.ends_with(",ran out") && shown("people", person).contains("ran out on"), "{line}");
    }
}

#[test]
fn what_ran_out_has_no_days_left_and_no_cycle_is_told_of_where_none_runs() {
    let figures = data(&late(), "figures");
    let risks = figure(&figures, "fig-risks");
    assert_eq!(risks["rows"][0][3]["text"], "ran out 15 days ago");
    assert!(risks["svg"].as_str().is_some_and(|svg| svg.contains("ran out 15 days ago")));
    let note = figure(&figures, "fig-pace")["note"].as_str().expect("a note");
    assert!(note.contains("of the time from 16 April 2024 to 15 April 2027"), "{note}");
    // The note of an approval is long, and may wrap.
    let page = late().read("resources.html");
    let (before, _) = page.split_once("ran out; in no team").expect("the note");
    let cell = before.rsplit("<td").next().expect("its cell");
    assert!(!cell.starts_with(" class"), "{cell}");
}

#[test]
fn a_year_is_told_as_a_whole_whatever_days_count() {
    // No programme runs, and the three years that count began in April 2024: IA-2024-01 was in February.
    let place = site("2027-04-15");
    let map = data(&place, "figures");
    let map = figure(&map, "fig-coverage");
    let row = list(&map["rows"]).iter().find(|row| row[0]["criterion"]["id"] == "A.5.19").expect("a control");
    assert!(row[1]["text"].as_str().is_some_and(|text| text.starts_with("m ")), "{row:#}");
    let front = data(&place, "index");
    let row = list(&front["controls"]["rows"]).iter().find(|row| row["criterion"]["id"] == "A.6.1").expect("a control");
    assert_eq!(row["cells"][0]["mark"], "✓", "{row:#}");
    // A programme that is over shows the years of its own cycle.
    let report = report(&["programme", "AP-2024"], "2027-04-15");
    let row = report.lines().find(|line| line.starts_with("| ") && line.contains("A.6.1") && line.contains('●'));
    assert!(row.is_some_and(|row| row.contains("IA-2024-01") && !row.contains('✕')), "{report}");
    assert!(!report.contains("| 2027 |"), "{report}");
    // In a review that is approved, it is a decision that is late.
    let reviews = place.read("reviews/index.html");
    let row = reviews.split("<tr").find(|row| row.contains("MR-2026-H1")).expect("a row");
    assert!(row.contains("decision</span> <span class=\"late\">125 days late"), "{row}");
}

#[test]
fn two_cycles_say_the_same_on_their_page_and_at_the_terminal() {
    let page = site("2026-11-01").read("comparisons/AP-2024..AP-2025.html");
    let compared = run(demo().tickmark("demo").args(["diff", "2024", "2025"]), &[0]).out;
    for words in ["29 of these are rules of our own or of other catalogues", "F-2025-005"] {
        assert!(page.contains(words) && compared.contains(words), "{words}");
    }
    assert!(
        page.contains("1 accepted as a risk, and neither open nor closed") && compared.contains("1 accepted as a risk")
    );
    // Two shares of other wholes are not compared.
    let row = page.split("Checked actions that work").nth(1).and_then(|rest| rest.split("</tr>").next());
    assert!(row.is_some_and(|row| row.contains("<td class=\"n\">–</td>")), "{row:?}");
}

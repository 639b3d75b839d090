//! The figures: values worked out by hand, nothing where there is nothing, and pictures that anybody can read.

use tickmark::figures::{Axis, Bar, Caption, Curve, Ink, Part, Span, areas, bars, lines, matrix, spans};
use tickmark::metrics::*;
use tickmark::record::{CheckResult, Date, Grade, ItemResult};
use tickmark::snapshot::{Cache, Snapshot};
use tickmark::source::MemorySource;

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

/// A small ISMS with these records; each begins with its kind and id.
fn snapshot(records: &[&str]) -> Snapshot {
    let mut source = MemorySource::default();
    source.insert(
        "tickmark.yaml",
        "kind: isms\nformat: 1\norganisation: {name: Example, timezone: UTC}\nscope: {statement: All}\n\
         catalogues: [iso27001-2022]\nroles: {top_management: [p], programme_manager: p, isms_owner: p}\n\
         processes: [{id: ops, name: Operations, owner: p, importance: high}]\n",
    );
    source.insert("people/p.yaml", "kind: person\nid: p\nname: P\nposition: Boss\nemployment: employee\n");
    for (number, record) in records.iter().enumerate() {
        source.insert(format!("records/{number}.yaml"), (*record).to_owned());
    }
    let snapshot = Snapshot::load(&source, &Cache::default()).expect("memory can be read");
    let problems: Vec<&str> = snapshot.problems().iter().map(|problem| problem.message.as_str()).collect();
    assert!(problems.is_empty(), "{problems:?}");
    snapshot
}

fn finding(id: &str, grade: &str, status: &str, detected: &str, more: &str) -> String {
    format!(
        "kind: finding\nid: {id}\ntitle: Lapse\naudit: IA-1\ngrade: {grade}\nstatus: {status}\ncriteria: [A.5.1, \"9.2.1\"]\n\
         statement: Seen\ndetected_on: {detected}\nraised_by: p\n{more}"
    )
}

fn action(id: &str, status: &str, findings: &str, more: &str) -> String {
    format!(
        "kind: action\nid: {id}\ntitle: Mend\nstatus: {status}\nowner: p\nsource: {{type: finding, findings: [{findings}]}}\n{more}"
    )
}

const AUDIT: &str = "kind: audit\nid: IA-1\ntitle: Audit\nprogramme: AP\ntype: internal\nstatus: issued\nclient: p\n\
    dates: {start: 2026-01-05, end: 2026-01-09}\nopening_meeting: {date: 2026-01-05, attendees: [p]}\n\
    closing_meeting: {date: 2026-01-09, attendees: [p]}\neffort: {planned_days: 4, actual_days: 5.5}\n\
    report: {version: 1, issued: {by: p, date: 2026-01-19}}\nfeedback: {score: 4}\n";

const PROGRAMME: &str = "kind: programme\nid: AP\ntitle: Programme\nstatus: active\ncycle: {from: 2026-01-01, to: 2026-12-31}\n\
    objectives: [See]\nmanager: p\ncriteria: [iso27001-2022]\nschedule:\n\
    - {audit: IA-1, title: One, window: {from: 2026-01-01, to: 2026-01-31}, days: 3}\n\
    - {audit: IA-2, title: Two, window: {from: 2026-02-01, to: 2026-02-28}, days: 3}\n\
    - {audit: IA-3, title: Three, window: {from: 2026-11-01, to: 2026-11-30}, days: 3}\n";

#[test]
fn small_numbers_stay_numbers() {
    assert_eq!(Share { part: 19, all: 19 }.percent(), None);
    assert_eq!(Share { part: 199, all: 200 }.percent(), Some(99));
    assert_eq!(Share::default().percent(), None);
    assert_eq!(Spread::of(Vec::new()), None);
    assert_eq!(Spread::of(vec![7]), Some(Spread { count: 1, median: 7, p90: None, longest: 7 }));
    assert_eq!(Spread::of(vec![10, 3]).map(|spread| spread.median), Some(7));
    let ten = Spread::of((1..=10).rev().collect()).expect("ten");
    assert_eq!((ten.median, ten.p90, ten.longest), (6, Some(9), 10));
}

#[test]
fn of_nothing_there_is_nothing() {
    let snapshot = snapshot(&[]);
    let population = Population::all(&snapshot, day("2026-06-30"));
    assert!(delivery(&population).is_empty() && lead_times(&population).is_empty() && feedback(&population).is_empty());
    assert!(by_audit(&population).is_empty() && by_cycle(&population).is_empty());
    assert_eq!(places(&population), Places::default());
    assert_eq!(found(&population), Found::default());
    assert!(closures(&population).iter().all(|closures| closures.spread().is_none() && closures.parts().is_none()));
    assert!(reopened(&population).is_empty() && punctuality(&population).is_empty() && slipped(&population).is_empty());
    assert_eq!(effects(&population).share(), Share::default());
    assert_eq!(repeat_rate(&population), Repeats::default());
    assert!(causes(&population).is_empty() && overdue_by_owner(&population).is_empty());
    assert_eq!(pool(&population), Pool::default());
    assert_eq!(evidence_quality(&population), Quality::default());
    assert!(review_follow_up(&population).is_empty() && accepted_risks(&population).is_empty());
    assert!(applicability(&population).is_empty());
}

#[test]
fn a_programme_is_told_by_what_became_of_its_audits() {
    let snapshot = snapshot(&[AUDIT, PROGRAMME]);
    let population = Population::all(&snapshot, day("2026-06-30"));
    let states: Vec<_> = delivery(&population).iter().map(|line| (line.audit, line.state)).collect();
    assert_eq!(states, [("IA-1", Delivery::InWindow), ("IA-2", Delivery::Missed), ("IA-3", Delivery::Ahead)]);
    let lines = delivery(&population);
    assert_eq!((lines[0].days_planned, lines[0].days_used), (Some(4.0), Some(5.5)));
    assert_eq!(lines[1].days_planned, Some(3.0));
    assert_eq!(lead_times(&population).iter().map(LeadTime::days).collect::<Vec<_>>(), [10]);
    assert_eq!(feedback(&population).iter().map(|score| score.score).collect::<Vec<_>>(), [4]);
    let audit = snapshot.audit(&"IA-1".into()).expect("the audit");
    let told: Vec<_> = milestones(&population, audit).iter().map(|days| days.what).collect();
    use Milestone::*;
    assert_eq!(told, [Window, Work, Opening, Closing, Issued]);
}

#[test]
fn a_postponed_audit_is_missed_once_its_window_is_over() {
    let audit = |status: &str, r#type: &str, programme: &str| {
        format!(
            "kind: audit\nid: IA-2\ntitle: Two\nprogramme: {programme}\ntype: {type}\nstatus: {status}\nclient: p\n"
        )
    };
    let stands = |audit: &str, on: &str| {
        let snapshot = snapshot(&[PROGRAMME, audit]);
        let population = Population::all(&snapshot, day(on));
        let lines = delivery(&population);
        let state = lines.iter().find(|line| line.audit == "IA-2").map(|line| line.state);
        let is_overdue = overdue(&snapshot, day(on), None).iter().any(|duty| duty.part.as_deref() == Some("IA-2"));
        (state, is_overdue)
    };
    for (status, before) in [("postponed", Delivery::Postponed), ("planned", Delivery::Ahead)] {
        let audit = audit(status, "internal", "AP");
        assert_eq!(stands(&audit, "2026-02-28"), (Some(before), false));
        assert_eq!(stands(&audit, "2026-03-01"), (Some(Delivery::Missed), true));
    }
    // What another programme took over is late there, if at all, and the days of the certification body are its own.
    assert_eq!(stands(&audit("planned", "internal", "AP-2"), "2026-03-01"), (Some(Delivery::Postponed), false));
    assert_eq!(stands(&audit("planned", "surveillance", "AP"), "2026-03-01"), (Some(Delivery::Ahead), false));
}

#[test]
fn closing_times_have_three_parts() {
    let closed = "closed: {by: p, date: 2026-04-20, basis: Works}\n";
    let other = "closed: {by: p, date: 2026-01-29, basis: Works}\n";
    let records = [
        finding("F-1", "minor", "closed", "2026-01-10", closed),
        finding("F-2", "minor", "closed", "2026-01-10", other),
        finding("F-3", "minor", "open", "2026-01-10", ""),
        action(
            "CA-1",
            "closed",
            "F-1",
            "plan: {accepted: {by: p, date: 2026-01-20}}\n\
             actions: [{n: 1, what: Do, status: done, due: 2026-03-31, done_on: 2026-03-01}]\n",
        ),
    ];
    let snapshot = snapshot(&[AUDIT, &records[0], &records[1], &records[2], &records[3]]);
    let closures = closures(&Population::all(&snapshot, day("2026-06-30")));
    let minor = closures.iter().find(|closures| closures.grade == Grade::Minor).expect("minors");
    // 100 days: ten until the plan, forty until the last item, fifty until the closure.
    assert_eq!(
        minor.closed.iter().map(|closed| (closed.finding, closed.days)).collect::<Vec<_>>(),
        [("F-1", 100), ("F-2", 19)]
    );
    assert_eq!(minor.parts(), Some(([10, 40, 50], 1)));
    assert_eq!(minor.spread().map(|spread| spread.median), Some(60));
}

#[test]
fn a_moved_day_is_held_against_the_first_promise() {
    let moved = "changes: [{date: 2026-02-20, by: p, field: actions/1/due, from: \"2026-02-28\", to: \"2026-04-30\", reason: Supplier}]\n";
    let items = "actions: [{n: 1, what: A, status: done, due: 2026-04-30, done_on: 2026-04-01}, {n: 2, what: B, status: done, due: 2026-03-31, done_on: 2026-03-31}, {n: 3, what: C, status: open, due: 2026-05-01}]\n";
    let records = [
        action("CA-1", "accepted", "F-1", &format!("{items}{moved}")),
        finding("F-1", "major", "planned", "2026-01-10", "process: ops\n"),
    ];
    let snapshot = snapshot(&[AUDIT, &records[0], &records[1]]);
    let population = Population::all(&snapshot, day("2026-06-30"));
    let slipped = slipped(&population);
    assert_eq!(slipped.len(), 1);
    assert_eq!((slipped[0].number, slipped[0].moves, slipped[0].days_moved()), (1, 1, 61));
    assert_eq!(slipped[0].reasons, ["Supplier"]);
    let now = *punctuality(&population).last().expect("a point");
    assert_eq!(now.by_first, Share { part: 1, all: 3 });
    assert_eq!(now.by_current, Share { part: 2, all: 3 });
    let late = overdue_by_process(&population);
    assert_eq!((late[0].who, late[0].worst, late[0].what.len()), (Some("ops"), 60, 1));
    assert_eq!(overdue_by_owner(&population)[0].who, Some("p"));
}

#[test]
fn an_audit_is_held_against_the_last_one_that_looked_at_the_same() {
    let audit = |id: &str, criteria: &str, status: &str, issued: &str| {
        let report = if issued.is_empty() {
            String::new()
        } else {
            format!("report: {{version: 1, issued: {{by: p, date: {issued}}}}}\n")
        };
        format!(
            "kind: audit\nid: {id}\ntitle: Audit\ntype: internal\nstatus: {status}\nclient: p\ncriteria: [{criteria}]\n\
             dates: {{start: 2026-06-01, end: 2026-06-02}}\n{report}"
        )
    };
    let paper = |id: &str, audit: &str, criteria: &str, result: &str| {
        format!(
            "kind: workpaper\nid: {id}\ntitle: Paper\naudit: {audit}\nauditor: p\n\
             items: [{{id: \"1\", criteria: [{criteria}], question: Is it, result: {result}}}, {{id: \"2\", criteria: [A.8.1], question: Is it}}]\n"
        )
    };
    let of = |id: &str, audit: &str, status: &str, more: &str| {
        finding(id, "minor", status, "2026-01-10", more).replace("IA-1", audit)
    };
    let records = [
        audit("IA-1", "A.5.1, A.5.2, A.5.3", "issued", "2025-01-10"),
        audit("IA-2", "A.7.1", "issued", "2025-09-10"),
        audit("IA-3", "A.5.1, A.5.2, A.5.4", "issued", "2026-06-10"),
        audit("IA-4", "A.5.1, A.5.2, A.5.4", "planned", ""),
        audit("IA-5", "A.8.9", "issued", "2026-06-20"),
        paper("W-1", "IA-1", "A.5.1, A.5.2", "conform"),
        paper("W-3", "IA-3", "A.5.2, A.5.4", "conform"),
        of("F-1", "IA-1", "closed", ""),
        of("F-2", "IA-1", "open", ""),
        of("F-3", "IA-3", "open", "repeat_of: [F-1]\n"),
        of("F-4", "IA-3", "draft", ""),
    ];
    let all: Vec<&str> = records.iter().map(String::as_str).collect();
    let snapshot = snapshot(&all);
    let population = Population::all(&snapshot, day("2026-06-30"));
    let held = |id: &str| since_audit(&population, snapshot.audit(&id.into()).expect("an audit"));
    let since = held("IA-3").expect("one before");
    assert_eq!((since.before.id(), since.is_alike), ("IA-1", true));
    assert_eq!(since.grades, [(Grade::Minor, 2, 1)]);
    assert_eq!((since.repeated.len(), since.closed[0].id(), since.open[0].id()), (1, "F-1", "F-2"));
    let names = |requirements: &[_]| snapshot.catalogues().ranges(requirements);
    assert_eq!(
        (since.in_both, names(&since.gained), names(&since.lost)),
        (1, vec!["A.5.4".to_owned()], vec!["A.5.1".to_owned()])
    );
    let other = held("IA-5").expect("one before");
    assert_eq!((other.before.id(), other.is_alike), ("IA-3", false));
    assert!(held("IA-1").is_none(), "it is the first of its kind");
    assert!(held("IA-4").is_none(), "nothing came of it yet");
    // What an audience may not know of is not counted for it.
    let public = Population::of(&snapshot, day("2026-06-30"), |id| id != "F-2");
    let since = since_audit(&public, snapshot.audit(&"IA-3".into()).expect("an audit")).expect("one before");
    assert_eq!((since.grades, since.open.len()), (vec![(Grade::Minor, 1, 1)], 0));
}

#[test]
fn a_report_that_is_issued_again_is_no_later_audit() {
    let audit = |id: &str, month: &str, issued: &str| {
        format!(
            "kind: audit\nid: {id}\ntitle: Audit\ntype: internal\nstatus: issued\nclient: p\ncriteria: [A.8.9]\n\
             dates: {{start: {month}-01, end: {month}-02}}\nreport: {{version: 2, issued: {{by: p, date: {issued}}}}}\n"
        )
    };
    let snapshot = snapshot(&[&audit("IA-1", "2026-05", "2026-06-25"), &audit("IA-2", "2026-06", "2026-06-20")]);
    let population = Population::all(&snapshot, day("2026-06-30"));
    let held = |id: &str| since_audit(&population, snapshot.audit(&id.into()).expect("an audit"));
    assert!(held("IA-1").is_none(), "nothing was held before");
    assert_eq!(held("IA-2").expect("one before").before.id(), "IA-1");
}

#[test]
fn causes_effects_and_repeats_are_counted_by_record() {
    let check = |result: &str| {
        format!(
            "effectiveness: {{planned_on: 2026-05-01, checked_on: 2026-05-02, result: {result}}}\ncause: {{category: process}}\n"
        )
    };
    let records = [
        finding("F-1", "minor", "closed", "2025-01-10", ""),
        finding("F-2", "minor", "open", "2025-09-10", "repeat_of: [F-1]\n"),
        finding(
            "F-3",
            "major",
            "open",
            "2026-03-10",
            "repeat_of: [F-2]\nchanges: [{date: 2026-05-03, by: p, field: status, from: closed, to: open, reason: Back}]\n",
        ),
        action("CA-1", "effective", "F-1", &check("effective")),
        action("CA-2", "ineffective", "F-2", &check("partly")),
        action("CA-3", "implemented", "F-3", "effectiveness: {planned_on: 2026-06-01}\n"),
    ];
    let all: Vec<&str> = std::iter::once(AUDIT).chain(records.iter().map(String::as_str)).collect();
    let snapshot = snapshot(&all);
    let population = Population::all(&snapshot, day("2026-06-30"));
    let effects = effects(&population);
    assert_eq!(effects.share(), Share { part: 1, all: 2 });
    assert_eq!(effects.checked[&CheckResult::Partly], ["CA-2"]);
    assert_eq!(effects.overdue, ["CA-3"]);
    let causes: Vec<_> =
        causes(&population).iter().map(|cause| (cause.category.map(|c| c.as_str()), cause.actions.len())).collect();
    assert_eq!(causes, [(Some("process"), 2), (None, 1)]);
    let repeats = repeat_rate(&population);
    assert_eq!((repeats.repeating.len(), repeats.all), (2, 3));
    assert_eq!(repeats.chains, [["F-1", "F-2", "F-3"]]);
    assert_eq!(
        reopened(&population).iter().map(|one| (one.finding, one.reason)).collect::<Vec<_>>(),
        [("F-3", "Back")]
    );
    // What an audience may not know of is not counted for it.
    let public = Population::of(&snapshot, day("2026-06-30"), |id| id != "F-3");
    assert_eq!(repeat_rate(&public).all, 2);
}

#[test]
fn findings_lie_where_process_and_chapter_meet() {
    let records = [
        finding("F-1", "major", "open", "2026-01-10", "process: ops\n"),
        finding("F-2", "opportunity", "open", "2026-01-10", ""),
    ];
    let snapshot = snapshot(&[AUDIT, PROGRAMME, &records[0], &records[1]]);
    let population = Population::all(&snapshot, day("2026-06-30"));
    let places = places(&population);
    assert_eq!(places.chapters, ["9", "A.5"]);
    assert_eq!(places.weights[&(Some("ops"), "A.5".to_owned())], 5);
    assert_eq!(places.findings.len(), 2);
    assert_eq!(by_audit(&population)[0].count(), 2);
    assert_eq!(by_cycle(&population)[0].id, "AP");
    assert_eq!(found(&population).by_year[&2026][&Finder::Internal], ["F-1"]);
    assert_eq!(chapter(&"own:ACP-4".into()), "own:");
}

fn caption() -> Caption<'static> {
    Caption { key: "k", title: "A <b>title</b>", text: "One & two" }
}

fn pictures() -> Vec<String> {
    let part = |value| Part { ink: Ink::Amber, value, mark: "m".to_owned(), hint: "\"><script>".to_owned() };
    let bar = Bar {
        label: "<i>long label that does not fit</i>".to_owned(),
        parts: vec![part(3), part(0)],
        end: "3".to_owned(),
    };
    let days = (day("2026-01-01"), day("2026-12-31"));
    let axis = Axis {
        days,
        marks: vec![(days.0, "2026".to_owned())],
        most: 10.0,
        steps: vec![(0.0, "0".to_owned()), (10.0, "10".to_owned())],
    };
    let curve = Curve {
        name: "a&b".to_owned(),
        ink: Ink::Blue,
        style: 1,
        is_stepped: true,
        has_marks: true,
        points: vec![(days.0, 2.0, "x\u{1}y".to_owned()), (days.1, 7.5, String::new())],
    };
    let span = Span {
        label: "s".to_owned(),
        ink: Ink::Red,
        from: days.0,
        to: days.1,
        is_move: true,
        hint: String::new(),
        end: "'e'".to_owned(),
    };
    vec![
        bars(caption(), &[bar.clone(), bar], true),
        bars(caption(), &[], false),
        lines(caption(), &axis, std::slice::from_ref(&curve)),
        areas(caption(), &axis, &[curve.clone(), curve]),
        matrix(caption(), &["9".to_owned()], &[("p".to_owned(), vec![(4, "F-1".to_owned())])]),
        spans(caption(), &[span], &axis.marks, Some((day("2026-06-30"), "today"))),
    ]
}

#[test]
fn a_lapse_in_one_part_of_a_chapter_says_nothing_of_the_others() {
    let of = |id: &str, criteria: &str| {
        finding(id, "minor", "open", "2026-01-06", "").replace("criteria: [A.5.1, \"9.2.1\"]", criteria)
    };
    let backup = of("F-1", "criteria: [A.8.13]");
    let apart = of("F-2", "criteria: [A.5.1]");
    let risk = of("F-3", "criteria: [\"6.1.2\"]");
    let paper = "kind: workpaper\nid: WP-1\ntitle: Paper\naudit: IA-1\nauditor: p\nitems:\n\
                 - {id: X1, criteria: [A.8], question: q, result: nonconform, finding: F-1}\n\
                 - {id: X2, criteria: [\"4.1..4.2\"], question: q, result: nonconform, finding: F-2}\n\
                 - {id: X3, criteria: [\"6.1.1\", \"6.1.2\"], question: q, result: nonconform, finding: F-3}\n";
    let snapshot = snapshot(&[AUDIT, PROGRAMME, &backup, &apart, &risk, paper]);
    let result = |number: &str| {
        let requirement = snapshot.catalogues().resolve(&number.into()).expect("a requirement")[0];
        snapshot.coverage(requirement)[0].result
    };
    assert_eq!(result("A.8.13"), ItemResult::Nonconform);
    assert_eq!(result("A.8.12"), ItemResult::Conform);
    // Of an item whose finding is about something else, nothing is known; and what it names by itself it means.
    assert_eq!([result("4.1"), result("4.2")], [ItemResult::Nonconform; 2]);
    assert_eq!([result("6.1.1"), result("6.1.2")], [ItemResult::Nonconform; 2]);
}

#[test]
fn words_of_an_axis_are_left_out_evenly() {
    let span = |from: &str, to: &str| Span {
        label: "CA-2026-003/2".to_owned(),
        ink: Ink::Amber,
        from: day(from),
        to: day(to),
        is_move: true,
        hint: String::new(),
        end: String::new(),
    };
    let mark = |text: &str, word: &str| (day(text), word.to_owned());
    // The first is pushed to the right and stands too near to the second, which is too near to the third.
    let marks = [
        mark("2024-12-10", "Jan 2025"),
        mark("2025-03-01", "Apr 2025"),
        mark("2025-06-01", "Jul 2025"),
        mark("2025-09-01", "Oct 2025"),
        mark("2025-12-01", "Jan 2026"),
        mark("2026-03-01", "Apr 2026"),
        mark("2026-06-01", "Jul 2026"),
    ];
    let svg = spans(caption(), &[span("2024-12-06", "2026-06-15")], &marks, None);
    let shown: Vec<bool> = marks.iter().map(|(_, word)| svg.contains(&format!(">{word}<"))).collect();
    assert_eq!(shown, [true, false, true, false, true, false, true], "{svg}");
}

#[test]
fn a_picture_is_well_formed_and_has_a_name_and_a_text() {
    for svg in pictures() {
        let mut open: Vec<&str> = Vec::new();
        for tag in svg.split('<').skip(1) {
            let (tag, rest) = tag.split_once('>').expect("a tag ends");
            let name = tag.trim_start_matches('/').split([' ', '/']).next().expect("a name");
            match (tag.starts_with('/'), tag.ends_with('/')) {
                (true, _) => assert_eq!(open.pop(), Some(name), "{svg}"),
                (false, false) => open.push(name),
                _ => {}
            }
            assert!(tag.matches('"').count() % 2 == 0 && !rest.contains('\u{1}'), "{tag}");
            let known =
                ["svg", "title", "desc", "clipPath", "path", "g", "rect", "circle", "polyline", "polygon", "text"];
            assert!(known.contains(&name), "{name}");
        }
        assert!(open.is_empty(), "{svg}");
        assert!(svg.contains("role=\"img\" aria-labelledby=\"k-title k-text\"><title id=\"k-title\">A &lt;b&gt;title&lt;/b&gt;</title><desc id=\"k-text\">One &amp; two</desc>"));
        assert!(
            svg.contains("viewBox=\"0 0 400 ") && !svg.contains(" width=\"400\"") && !svg.contains("style="),
            "{svg}"
        );
        // Colours are the style sheet's.
        assert!(!svg.contains("#fff") && !svg.contains("rgb("), "{svg}");
    }
    assert_eq!(pictures(), pictures());
}

#[test]
fn what_tells_inks_apart_on_paper_is_lines_and_no_pattern() {
    // A browser prints a pattern as a picture of dots: the page of figures was seventeen megabytes.
    for svg in pictures() {
        assert!(!svg.contains("<pattern") && !svg.contains("fill=\"url("), "{svg}");
    }
    let hatch = |ink: Ink| {
        let part = Part { ink, value: 1, mark: String::new(), hint: String::new() };
        let svg = bars(caption(), &[Bar { label: "a".to_owned(), parts: vec![part], end: "1".to_owned() }], false);
        svg.split_once(" d=\"").map(|(_, rest)| rest.split('"').next().unwrap_or_default().to_owned())
    };
    // Within the bar from 32 to 57 and from 4 to 19, and each ink in its own way.
    assert_eq!(hatch(Ink::Green).as_deref(), Some("M35 4v15M41 4v15M47 4v15M53 4v15"));
    assert_eq!(hatch(Ink::Violet).as_deref(), Some("M32 7h25M32 13h25"));
    assert_eq!(
        hatch(Ink::Amber).as_deref(),
        Some("M32 10L38 4M32 16L44 4M35 19L50 4M41 19L56 4M47 19L57 9M53 19L57 15")
    );
    assert_eq!(hatch(Ink::Red), None);
    let all = [Ink::Amber, Ink::Blue, Ink::Violet, Ink::Green, Ink::Grey].map(hatch);
    assert!(all.iter().enumerate().all(|(n, one)| one.is_some() && !all[..n].contains(one)), "{all:?}");
}

#[test]
fn a_part_of_a_bar_says_its_number_light_or_dark() {
    let part = |ink, value: usize, mark: &str| Part { ink, value, mark: mark.to_owned(), hint: String::new() };
    let parts = vec![
        part(Ink::Green, 5, "5"),
        part(Ink::Pale, 3, "3"),
        part(Ink::Amber, 1, "1 m"),
        part(Ink::Blue, 92, "92 o"),
    ];
    let bar = Bar { label: "a".to_owned(), parts, end: "101".to_owned() };
    let svg = bars(caption(), &[bar], false);
    let words = |class: &str| {
        let rest = svg.split_once(&format!("class=\"on {class}\"")).map(|(_, rest)| rest);
        rest.and_then(|rest| rest.split_once('>')).and_then(|(_, rest)| rest.split('<').next())
    };
    assert_eq!([words("i-green"), words("i-pale"), words("i-blue")], [Some("5"), Some("3"), Some("92 o")], "{svg}");
    assert_eq!(words("i-amber"), None, "there is no room");
    let narrow = vec![part(Ink::Amber, 4, "4 m"), part(Ink::Blue, 96, "96 o")];
    let svg = bars(caption(), &[Bar { label: "a".to_owned(), parts: narrow, end: "100".to_owned() }], false);
    assert!(
        svg.contains(">m</text>") && !svg.contains(">4 m<"),
        "of both the letter stays where there is room for one: {svg}"
    );
}

#[test]
fn a_bar_is_as_long_as_its_number() {
    let part = |value| Part { ink: Ink::Red, value, mark: String::new(), hint: String::new() };
    let bar = |value| Bar { label: "a".to_owned(), parts: vec![part(value)], end: value.to_string() };
    let svg = bars(caption(), &[bar(1), bar(2)], false);
    let expected = "<svg class=\"chart\" viewBox=\"0 0 400 52\" role=\"img\" aria-labelledby=\"k-title k-text\"><title id=\"k-title\">A &lt;b&gt;title&lt;/b&gt;</title><desc id=\"k-text\">One &amp; two</desc>\
        <text class=\"l\" text-anchor=\"end\" x=\"24\" y=\"15.5\">a</text><g class=\"i-red\"><rect x=\"32\" y=\"4\" width=\"25\" height=\"15\" class=\"f\"/></g><text x=\"63\" y=\"15.5\">1</text>\
        <text class=\"l\" text-anchor=\"end\" x=\"24\" y=\"39.5\">a</text><g class=\"i-red\"><rect x=\"32\" y=\"28\" width=\"51\" height=\"15\" class=\"f\"/></g><text x=\"89\" y=\"39.5\">2</text>\
        <polyline class=\"axis\" points=\"31,1 31,49\"/></svg>";
    assert_eq!(svg, expected);
}

#[test]
fn the_names_of_rows_get_the_room_that_columns_leave_and_a_second_line() {
    let drawn = |name: &str, columns: usize| {
        let columns: Vec<String> = (1..=columns).map(|number| format!("A.{number}")).collect();
        matrix(caption(), &columns, &[(name.to_owned(), vec![(1, String::new()); columns.len()])])
    };
    let name = "Customer support and incident response";
    let parts = ["Customer support and incident", "Customer support and", "incident response", "response"];
    assert!(drawn("Secure development and change", 6).contains(">Secure development and change<"));
    let wrapped = drawn(name, 6);
    assert!(parts.iter().filter(|part| wrapped.contains(&format!(">{part}<"))).count() == 2, "{wrapped}");
    let narrow = drawn(name, 14);
    assert!(narrow.contains(">Customer support and<") && narrow.contains(">incident response<"), "{narrow}");
}

#[test]
fn a_long_name_of_a_row_is_told_whole() {
    let name = "Information security risks, objectives, documents and records";
    let part = Part { ink: Ink::Red, value: 1, mark: String::new(), hint: String::new() };
    let span = Span {
        label: name.to_owned(),
        ink: Ink::Red,
        from: day("2026-01-01"),
        to: day("2026-02-01"),
        is_move: false,
        hint: String::new(),
        end: String::new(),
    };
    let columns: Vec<String> = (1..=14).map(|number| format!("A.{number}")).collect();
    for drawn in [
        matrix(caption(), &columns, &[(name.to_owned(), vec![(1, String::new()); columns.len()])]),
        bars(caption(), &[Bar { label: name.to_owned(), parts: vec![part], end: String::new() }], false),
        spans(caption(), &[span], &[], None),
    ] {
        let lines: Vec<&str> = drawn
            .split("<text class=\"l\" text-anchor=\"end\"")
            .skip(1)
            .filter_map(|text| text.split_once('>')?.1.split('<').next())
            .collect();
        assert_eq!(lines.join(" "), name, "{drawn}");
        assert!(lines.len() > 2, "{lines:?}");
    }
}

#[test]
fn the_sum_of_no_days_has_no_sign() {
    assert!(tickmark::metrics::total([]).is_sign_positive());
}

/// Two audits of a year, one of them the certification body's.
#[test]
fn the_days_of_the_certification_body_are_none_of_ours() {
    let body = AUDIT.replace("IA-1", "SV-1").replace("internal", "surveillance");
    let line = "{audit: SV-1, title: Four, window: {from: 2026-01-01, to: 2026-01-31}}";
    let snapshot = snapshot(&[AUDIT, &body, &format!("{PROGRAMME}- {line}\n")]);
    let population = Population::all(&snapshot, day("2026-07-01"));
    let delivered = delivery(&population);
    assert_eq!(delivered.iter().filter(|one| one.is_external).map(|one| one.audit).collect::<Vec<_>>(), ["SV-1"]);
    assert_eq!(own_days(&delivered), Some((4.0, 5.5)));
}

#[test]
fn nothing_is_called_conform_beside_a_finding_of_the_same_audit() {
    let catalogue = "kind: catalogue\nid: own\ntitle: Own\ntype: own\nentries: [{id: R1, title: Rule, auditable: true, \
                     maps_to: [A.5.2, A.5.3]}]\n";
    let paper = "kind: workpaper\nid: WP-1\ntitle: Paper\naudit: IA-1\nauditor: p\nitems:\n\
                 - {id: a, criteria: [A.5.2, A.5.4], question: How, methods: [interview], result: conform, notes: Seen}\n\
                 - {id: b, criteria: [\"own:R1\"], question: How, methods: [interview], result: nonconform, notes: Seen, finding: F-1}\n";
    let named = |criteria: &str, grade: &str| {
        let criteria = format!("criteria: [{criteria}]");
        finding("F-1", grade, "open", "2026-01-06", "").replace("criteria: [A.5.1, \"9.2.1\"]", &criteria)
    };
    let isms = |criteria: &str, grade: &str| {
        let mut source = MemorySource::default();
        source.insert(
            "tickmark.yaml",
            "kind: isms\nformat: 1\norganisation: {name: Example, timezone: UTC}\nscope: {statement: All}\n\
             catalogues: [iso27001-2022, own]\nroles: {top_management: [p], programme_manager: p, isms_owner: p}\n",
        );
        source.insert("people/p.yaml", "kind: person\nid: p\nname: P\nposition: Boss\nemployment: employee\n");
        let records = [AUDIT, catalogue, paper, PROGRAMME, &named(criteria, grade)];
        for (number, record) in records.iter().enumerate() {
            source.insert(format!("records/{number}.yaml"), (*record).to_owned());
        }
        let snapshot = Snapshot::load(&source, &Cache::default()).expect("memory can be read");
        let problems: Vec<&str> = snapshot.problems().iter().map(|problem| problem.message.as_str()).collect();
        assert!(problems.is_empty(), "{problems:?}");
        let on = day("2026-07-01");
        let rows = rows(&snapshot, "iso27001-2022", window(&snapshot, on), on);
        let cell = |name: &str| {
            let row = rows.iter().find(|row| snapshot.catalogues().name(row.requirement) == name);
            let row = row.expect("a row");
            let through = row.through(2026).iter().map(|rule| snapshot.catalogues().name(*rule)).collect::<Vec<_>>();
            (row.years.iter().find(|(year, _, _)| *year == 2026).expect("a cell").1, through.join(", "))
        };
        ["A.5.2", "A.5.3", "A.5.4", "A.5.5"].map(cell)
    };
    let named = |result| (Cell::Audited(result), String::new());
    let (fine, gap) = (named(ItemResult::Conform), (Cell::Gap, String::new()));
    let mapped = (Cell::Audited(ItemResult::Nonconform), "own:R1".to_owned());
    // What an item on the control says is its result; an own rule's item speaks where none does, and says so.
    assert_eq!(isms("\"own:R1\"", "major"), [fine.clone(), mapped.clone(), fine.clone(), gap.clone()]);
    // A finding that no item on the control names speaks of it all the same, by its own grade.
    let observed = named(ItemResult::Observation);
    assert_eq!(isms("\"own:R1\", A.5.4, A.5.5", "observation"), [fine, mapped, observed.clone(), gap.clone()]);
    // A finding that names a control gives it a result of its own.
    let worst = named(ItemResult::Nonconform);
    assert_eq!(isms("A.5.2, A.5.3", "minor"), [worst.clone(), worst, named(ItemResult::Conform), gap]);
}

#[test]
fn a_lapse_that_came_back_after_an_action_that_did_not_work_counts_once() {
    let checked =
        |on: &str| format!("effectiveness: {{planned_on: 2026-05-01, checked_on: {on}, result: ineffective}}\n");
    let records = [
        finding("F-1", "minor", "closed", "2025-01-10", ""),
        finding("F-2", "minor", "open", "2026-01-10", "repeat_of: [F-1]\n"),
        finding("F-3", "minor", "open", "2026-01-10", ""),
        finding("F-4", "minor", "open", "2026-01-10", "repeat_of: [F-2]\n"),
        action("CA-1", "ineffective", "F-1", &checked("2026-05-02")),
        action("CA-2", "ineffective", "F-3", &checked("2026-05-02")),
        action("CA-3", "ineffective", "F-3", &checked("2026-06-02")),
        // Of a time that is not counted.
        action("CA-4", "ineffective", "F-3", &checked("2023-06-02")),
    ];
    let all: Vec<&str> = std::iter::once(AUDIT).chain(records.iter().map(String::as_str)).collect();
    let snapshot = snapshot(&all);
    let uncured = uncured(&Population::all(&snapshot, day("2026-06-30")));
    assert_eq!((&*uncured.repeated, &*uncured.ineffective), (&["F-2", "F-4"][..], &["CA-1", "CA-2", "CA-3"][..]));
    assert_eq!(uncured.lapses, 2, "F-1 to F-4 by way of F-2 are one, F-3 is another");
}

#[test]
fn a_year_says_how_grave_it_is_and_what_is_left_of_the_years_before() {
    let closed = "closed: {by: p, date: 2026-02-01, basis: Works}\n";
    let of = |audit: &str, finding: String| finding.replace("IA-1", audit);
    let records = [
        of("IA-0", finding("F-1", "minor", "closed", "2024-03-10", closed)),
        finding("F-2", "minor", "open", "2026-01-06", ""),
        finding("F-3", "major", "open", "2026-01-06", ""),
        finding("F-4", "major", "withdrawn", "2026-01-06", ""),
        of("IA-0", finding("F-5", "observation", "open", "2024-03-10", "")),
        of("IA-0", finding("F-6", "minor", "accepted", "2024-03-10", "")),
    ];
    let all: Vec<&str> = std::iter::once(AUDIT).chain(records.iter().map(String::as_str)).collect();
    let snapshot = snapshot(&all);
    let stands = |year: i16, result: ItemResult, ids: &[&str]| {
        let findings: Vec<_> = ids.iter().map(|id| snapshot.finding(&(*id).into()).expect("a finding")).collect();
        Standing::of(&(year, Cell::Audited(result), vec!["ia-1".to_owned()]), &findings, day("2026-06-30"))
    };
    let only = |standing: Standing| (standing, Vec::new());
    let (worst, fine) = (ItemResult::Nonconform, ItemResult::Conform);
    assert_eq!(stands(2026, worst, &["F-2", "F-3"]), only(Standing::Major));
    assert_eq!(stands(2026, worst, &["F-2", "F-4"]), only(Standing::Minor), "what was taken back is no finding");
    assert_eq!(stands(2024, worst, &["F-6"]), only(Standing::Ungraded), "that is another audit's");
    // What a year has of its own hides nothing that it carries.
    assert_eq!(stands(2026, worst, &["F-2", "F-6"]), (Standing::Minor, vec!["F-6"]));
    // One of 2024 that was closed in 2026 was open at the end of 2025, and is not now.
    assert_eq!(stands(2024, fine, &["F-1"]), only(Standing::Conform));
    assert_eq!(stands(2025, fine, &["F-1"]), (Standing::Carried, vec!["F-1"]));
    assert_eq!(stands(2026, fine, &["F-1", "F-5"]), only(Standing::Conform));
    // That a risk is accepted meets no requirement.
    assert_eq!(stands(2026, ItemResult::Observation, &["F-6"]), (Standing::Carried, vec!["F-6"]));
}

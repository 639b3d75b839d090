//! Following up: what is to be done next, reminders in four formats, letters around an audit.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Place, Run, demo_in, run, tools};

fn demo() -> Place {
    demo_in("work")
}

fn tickmark(place: &Place, arguments: &[&str]) -> Run {
    run(place.tickmark("work").args(arguments).args(["--as-of", "2026-11-01"]), &[0])
}

/// Runs a few lines of Python over a file, with the tools' libraries.
fn python(script: &str, file: &Path) -> Option<String> {
    let python = tools("no TICKMARK_TOOLS, so the calendar and the mail were not read")?.join("python/bin/python");
    Some(run(Command::new(python).args(["-c", script]).arg(file), &[0]).out)
}

#[test]
fn reminders_for_the_demo_name_the_two_late_owners() {
    let place = demo();
    let json = tickmark(&place, &["remind", "--format", "json"]).json();
    let all = json["reminders"].as_array().expect("reminders");
    let late: Vec<&str> =
        all.iter().filter(|one| one["late"] != 0).map(|one| one["who"].as_str().expect("a name")).collect();
    assert_eq!(late, ["p-legal", "p-platform"]);
    let markdown = tickmark(&place, &["remind"]).out;
    for line in ["## Camila Duarte (p-legal)", "**2026-10-20**, 12 days late", "**2026-09-15**, 47 days late"] {
        assert!(markdown.contains(line), "{line}\n{markdown}");
    }
    let one = tickmark(&place, &["remind", "--for", "p-legal"]).out;
    assert!(one.contains("CA-2026-005/1") && !one.contains("CA-2026-003/2"), "{one}");
    let next = tickmark(&place, &["next"]).out;
    assert!(next.starts_with("CA-2026-003/2  corrective action:"), "{next}");
    assert!(next.ends_with("2 late, as of 2026-11-01\n"), "{next}");
}

#[test]
fn a_remark_on_an_approval_outlives_the_command_that_renews_it() {
    let place = demo();
    let how = || run(place.tickmark("work").args(["next", "--all", "--as-of", "2026-11-28"]), &[0]).out;
    let by_parts = "$ tickmark set p-analyst auditor/approved/by PERSON  # then: auditor/approved/date DAY, auditor/review_due DAY\n";
    assert!(how().contains(by_parts), "{}", how());
    let set = ["set", "p-analyst", "auditor/approved/by", "p-ciso", "--on", "2026-11-28"];
    run(place.tickmark("work").args(set), &[0, 1]);
    let person = place.read("work/people/p-analyst.yaml");
    assert!(person.contains("by: p-ciso") && person.contains("note: As an auditor;"), "{person}");
    place.replace("work/people/p-analyst.yaml", "    note: As an auditor; as a trainee since 5 January 2024\n", "");
    assert!(
        how().contains("$ tickmark set p-analyst auditor/approved '{by: PERSON, date: DAY}'  # then:"),
        "{}",
        how()
    );
}

#[test]
fn on_most_days_nobody_is_reminded_of_the_same_again() {
    let place = demo();
    let on = |day: &str| {
        let mut command = place.tickmark("work");
        command.args(["remind", "--at-intervals", "--for", "p-legal", "--format", "json", "--as-of", day]);
        run(&mut command, &[0]).json()["reminders"].as_array().expect("reminders").len()
    };
    let days = ["2026-10-06", "2026-10-07", "2026-10-17", "2026-10-20", "2026-10-21", "2026-10-22", "2026-10-28"];
    assert_eq!(days.map(on), [1, 0, 1, 1, 1, 0, 1]);
}

#[test]
fn a_calendar_is_read_by_another_library() {
    let place = demo();
    place.write("due.ics", tickmark(&place, &["remind", "--format", "ics"]).out);
    let script = "import sys, icalendar\n\
                  c = icalendar.Calendar.from_ical(open(sys.argv[1], newline='').read())\n\
                  for e in c.walk('VEVENT'):\n    print(e['UID'], e.decoded('DTSTART'), e.decoded('DTEND'), e['SUMMARY'])\n";
    let Some(events) = python(script, &place.path("due.ics")) else { return };
    let wanted = "CA-2026-003-2-corrective-action@tickmark 2026-09-15 2026-09-16 CA-2026-003/2 corrective action: \
                  Audit stream of the ledger in a store of its own with 180 days";
    assert!(events.lines().any(|line| line == wanted), "{events}");
}

#[test]
fn mail_is_read_by_another_library() {
    let place = demo();
    let record =
        place.read("work/people/p-legal.yaml").replace("Camila Duarte", "\"Camila\\nBcc: all@evil.example Düarte\"");
    place.write("work/people/p-legal.yaml", record);
    let mail = tickmark(&place, &["remind", "--format", "mail", "--from", "audit@harbourline.example"]);
    place.write("box", &mail.out);
    let script = "import sys, mailbox, email.policy\n\
                  for m in mailbox.mbox(sys.argv[1], factory=lambda f: email.message_from_binary_file(f, policy=email.policy.default)):\n\
                  \x20   print(m['To'].addresses[0].addr_spec, len(m['To'].addresses), m['Bcc'], m['Subject'], '|', m.get_content().count('recorded with'))\n";
    let Some(messages) = python(script, &place.path("box")) else { return };
    let wanted = "camila@harbourline.example 1 None Audit follow-up for p-legal: 1 thing to do, 1 late | 1";
    assert!(messages.lines().any(|line| line == wanted), "{messages}");
}

#[test]
fn letters_say_what_the_records_say_and_nothing_in_them_is_markup() {
    let place = demo();
    let audit = place.read("work/audits/IA-2026-05/audit.yaml");
    let title = "title: \"Premises <script>alert(1)</script> [x](http://evil.example)\"";
    let old = audit.lines().find(|line| line.starts_with("title: ")).expect("a title");
    place.write("work/audits/IA-2026-05/audit.yaml", audit.replace(old, title));
    let letter = |name: &str| tickmark(&place, &["letter", name, "IA-2026-05"]).out;
    for (name, words) in [
        ("notice", "- Gro Lund, Office and facilities manager (Offices and equipment)"),
        ("agenda", "# Closing meeting: IA-2026-05"),
        ("checklist", "| D3 | A.7.14 | Follow ten old laptops to their end. (sampling), Lars Myhre | | |"),
        ("requests", "| E-2026-033 | Asset inventory and list of disposals | Lars Myhre | 16 Nov 2026 |  |"),
    ] {
        let text = letter(name);
        assert!(text.contains(words), "{words}\n{text}");
        assert!(text.contains("\\<script\\>") && text.contains("\\[x\\]"), "{text}");
    }
    // The settings say in which language people are written to.
    place.write("work/tickmark.yaml", format!("{}  language: de\n", place.read("work/tickmark.yaml")));
    for (name, words) in [
        ("notice", "Termin 17.–19. November 2026. Wir auditieren: "),
        ("notice", "aus dieser Zeit an: 1. November 2025 – 31. Oktober 2026."),
        ("notice", "- A.7.14 Geräte sicher entsorgen oder weitergeben"),
        ("agenda", "# Abschlussgespräch: IA-2026-05, Premises \\<script\\>"),
        ("checklist", "Follow ten old laptops to their end. (Stichprobe), Lars Myhre | | |"),
        ("requests", "| Lars Myhre | 16. Nov. 2026 |"),
    ] {
        let text = letter(name);
        assert!(text.contains(words), "{words}\n{text}");
    }
    let markdown = tickmark(&place, &["remind"]).out;
    for line in [
        "# Was zu tun ist, Stand 1. November 2026",
        "| CA-2026-005/1, Maßnahme: ",
        "**20. Oktober 2026**, 12 Tage überfällig",
        "Audit: Bericht herauszugeben: Hosting provider on site",
    ] {
        assert!(markdown.contains(line), "{line}\n{markdown}");
    }
    let next = tickmark(&place, &["next"]).out;
    assert!(next.starts_with("CA-2026-003/2  Maßnahme: "), "{next}");
    assert!(next.contains("(p-platform), fällig am 15. September 2026, 47 Tage überfällig\n    $ tickmark"), "{next}");
    assert!(next.ends_with("2 überfällig, Stand 1. November 2026\n"), "{next}");
    let english = tickmark(&place, &["next", "--language", "en"]).out;
    assert!(english.contains(", due on 2026-09-15, 47 days late") && !english.contains("Maßnahme"), "{english}");
    let mail = tickmark(&place, &["remind", "--format", "ics", "--language", "en"]).out;
    assert!(mail.contains("corrective action") && !mail.contains("Maßnahme"), "{mail}");
    let report = run(place.tickmark("work").args(["report", "plan", "IA-2026-05", "--as-of", "2026-11-01"]), &[0]).out;
    assert!(report.contains("<html lang=\"de\">"), "{report}");
    let wrong = run(place.tickmark("work").args(["letter", "notice", "F-2026-001"]), &[2]);
    assert!(wrong.err.contains("F-2026-001 is no audit but finding"), "{wrong:#?}");
}

/// A command that writes into the demo on a day after its last commit.
fn write(place: &Place, arguments: &[&str]) -> Run {
    run(place.tickmark("work").args(arguments).args(["--on", "2026-11-20"]), &[0, 1, 2])
}

/// What is to be done on a day, as a map from the name to the line with the command.
fn tasks_of(place: &Place, day: &str) -> Vec<(String, String, String)> {
    let json = run(place.tickmark("work").args(["next", "--format", "json", "--as-of", day]), &[0]).json();
    let text = |task: &serde_json::Value, key: &str| task[key].as_str().unwrap_or_default().to_owned();
    let all = json["tasks"].as_array().expect("tasks").iter();
    all.map(|task| (text(task, "name"), text(task, "command"), text(task, "due"))).collect()
}

#[track_caller]
fn expects(place: &Place, day: &str, name: &str, how: &str, due: &str) {
    let all = tasks_of(place, day);
    let found = all.iter().any(|task| task.0 == name && task.1 == how && task.2 == due);
    assert!(found, "{name}: {how} by {due}\n{all:#?}");
}

#[test]
fn a_command_that_is_named_is_one_that_does_it() {
    let place = demo();
    // The report goes to those whom it concerns before it is tagged.
    let issue = "tickmark move SA-2026-01 issued --set report/distribution=p-cfo,p-purchasing-2,p-quality  # then, to tag its commit: \
                 tickmark verify --digest SA-2026-01";
    expects(&place, "2026-11-01", "SA-2026-01", issue, "2026-11-05");
    let how = issue.split("  #").next().expect("a command").trim_start_matches("tickmark ");
    let issued = write(&place, &[&how.split(' ').collect::<Vec<_>>()[..], &["--by", "p-data-engineer"]].concat());
    assert!(issued.code == 0 && !issued.err.contains("report-not-distributed"), "{issued:#?}");
    // A plan has to be there before anybody proposes it.
    let item = "{n: 1, what: TEXT, type: corrective, owner: PERSON, due: DAY, status: open}";
    let plan = format!("tickmark set CA-2026-008 actions --add '{item}'  # then: tickmark move CA-2026-008 proposed");
    expects(&place, "2026-11-01", "CA-2026-008", &plan, "2026-11-03");
    let item = item.replace("TEXT", "A second rota").replace("PERSON", "p-support").replace("DAY", "2026-12-15");
    for step in [&["set", "CA-2026-008", "actions", "--add", &item][..], &["move", "CA-2026-008", "proposed"]] {
        let said = write(&place, &[step, &["--by", "p-support"]].concat());
        assert_eq!(said.code, 0, "{said:#?}");
    }
}

#[test]
fn an_audit_is_moved_by_both_of_its_days() {
    let place = demo();
    let by = ["--reason", "The auditor is ill", "--by", "p-quality"];
    let refused = write(&place, &[&["set", "IA-2026-05", "dates/start", "2026-12-01"], &by[..]].concat());
    let told = "both are set at once by `tickmark set IA-2026-05 dates '{start: DAY, end: DAY}'`";
    assert!(refused.code == 1 && refused.out.contains(told), "{refused:#?}");
    let both = "{start: 2026-12-01, end: 2026-12-03}";
    assert_eq!(write(&place, &[&["set", "IA-2026-05", "dates", both], &by[..]].concat()).code, 0);
}

#[test]
fn a_report_is_issued_again_as_its_next_version() {
    let place = demo();
    let by = ["--by", "p-quality"];
    let taken = write(&place, &[&["move", "IA-2026-04", "drafted", "--reason", "A sum was wrong"], &by[..]].concat());
    assert_eq!(taken.code, 0, "{taken:#?}");
    let path = "work/audits/IA-2026-04/audit.yaml";
    assert!(place.read(path).contains("version: 2\n") && place.read(path).contains("tag: report/IA-2026-04/v2"));
    // Whoever takes it back by hand and forgets the version gets it with the issue.
    place.replace(path, "report:\n  version: 2", "report:\n  version: 1");
    place.replace(path, "IA-2026-04/v2", "IA-2026-04/v1");
    let issued = write(&place, &[&["move", "IA-2026-04", "issued"], &by[..]].concat());
    assert_eq!(issued.code, 0, "{issued:#?}");
    let text = place.read(path);
    assert!(text.contains("report:\n  version: 2") && text.contains("IA-2026-04/v2"), "{text}");
    assert!(text.contains("issued: {by: p-quality, date: 2026-11-20}"), "{text}");
    place.replace(path, "report:\n  version: 2", "report:\n  version: 1");
    let lint = run(place.tickmark("work").args(["lint", "--as-of", "2026-11-20"]), &[1]);
    assert!(lint.out.contains("by its `changes` a report of this version was out already"), "{}", lint.out);
}

#[test]
fn what_came_back_is_linked_or_opened_again() {
    let place = demo();
    let linked = write(&place, &["set", "F-2026-012", "repeat_of", "F-2026-001", "--by", "p-controller"]);
    assert_eq!(linked.code, 0, "{linked:#?}");
    assert!(linked.err.contains("warning[repeat-after-effective]"), "{}", linked.err);
    let open = ["move", "F-2026-001", "open", "--by", "p-quality"];
    assert_eq!(write(&place, &open).code, 2);
    let opened = write(&place, &[&open[..], &["--reason", "It came back"]].concat());
    assert_eq!(opened.code, 0, "{opened:#?}");
    assert!(opened.err.contains("nothing answers it yet"), "{}", opened.err);
    let name = "F-2026-001";
    expects(&place, "2026-11-20", name, "tickmark new action --finding F-2026-001", "2026-12-10");
    let answered = write(&place, &["new", "action", "--finding", name, "--item", "Another way", "--by", "p-quality"]);
    assert_eq!((answered.code, answered.err.as_str()), (0, ""));
}

#[test]
fn an_action_that_did_not_work_is_carried_on() {
    let place = demo();
    let id = "CA-2026-004";
    let by = ["--by", "p-data-engineer"];
    let early = write(&place, &[&["new", "action", "--previous", id, "--item", "Again"], &by[..]].concat());
    early.fails_with(&["CA-2026-004 is implemented, and nothing says yet that it did not work"]);
    expects(
        &place,
        "2026-11-20",
        id,
        "tickmark move CA-2026-004 effective --set effectiveness/evidence=EVIDENCE  # or: ineffective",
        "2026-12-03",
    );
    let evidence = "effectiveness/evidence=E-2026-028";
    let moved = write(&place, &[&["move", id, "ineffective", "--set", evidence], &by[..]].concat());
    assert_eq!(moved.code, 0, "{moved:#?}");
    assert!(moved.err.contains("warning[ineffective-not-continued]"), "{}", moved.err);
    expects(&place, "2026-11-20", id, "tickmark new action --previous CA-2026-004", "2026-12-10");
    let next = write(&place, &[&["new", "action", "--previous", id, "--item", "Again"], &by[..]].concat());
    assert_eq!((next.code, next.err.as_str()), (0, ""));
    let text = place.read("work/actions/2026/CA-2026-009.yaml");
    let old = place.read("work/actions/2026/CA-2026-004.yaml");
    for key in ["title: ", "owner: "] {
        let of = |text: &str| text.lines().find(|line| line.starts_with(key)).map(str::to_owned);
        assert_eq!(of(&text), of(&old));
    }
    assert!(text.contains("findings: [F-2026-006]") && text.contains("previous: CA-2026-004"), "{text}");
    expects(&place, "2026-11-20", "CA-2026-009", "tickmark move CA-2026-009 proposed", "2026-12-10");
}

#[test]
fn a_dispute_outlasts_the_issue_of_the_report() {
    let place = demo();
    let finding = "F-2026-013";
    let contested =
        write(&place, &["contest", finding, "--comment", "We were told otherwise", "--by", "p-purchasing-2"]);
    assert_eq!(contested.code, 0, "{contested:#?}");
    let issued = write(&place, &["move", "SA-2026-01", "issued", "--by", "p-data-engineer"]);
    assert_eq!(issued.code, 0, "{issued:#?}");
    let path = "work/findings/2026/F-2026-013.yaml";
    assert!(place.read(path).contains("status: contested"), "{issued:#?}");
    expects(&place, "2026-11-20", finding, "tickmark move F-2026-013 open --reason TEXT", "2026-12-10");
    let found = |day: &str| run(place.tickmark("work").args(["lint", "--as-of", day]), &[1]).out;
    assert!(!found("2026-12-10").contains("contested-unresolved"));
    assert!(found("2026-12-11").contains("contested-unresolved"));
    // By hand it may be plain `open`, and the dispute is none the less there.
    let before = place.read(path);
    place.replace(path, "status: contested", "status: open");
    assert!(found("2026-12-11").contains("contested-unresolved"));
    place.write(path, before);
    let settled = write(&place, &["move", finding, "open", "--reason", "It stands", "--by", "p-quality"]);
    assert_eq!(settled.code, 0, "{settled:#?}");
    assert!(place.read(path).contains("from: contested"), "{}", place.read(path));
    assert!(!found("2026-12-11").contains("contested-unresolved"));
}

#[test]
fn next_names_what_closes_an_action() {
    let place = demo();
    let path = "work/actions/2026/CA-2026-006.yaml";
    let text = place.read(path);
    let at = text.find("isms_changes:").expect("changes");
    place.write(path, format!("{}no_isms_change: None was needed\n", &text[..at]));
    let id = "CA-2026-006";
    expects(&place, "2026-11-20", id, "tickmark move CA-2026-006 closed", "");
    place.write(path, &text[..at]);
    expects(&place, "2026-11-20", id, "tickmark move CA-2026-006 closed --set no_isms_change=TEXT", "");
    place.write(path, format!("{}isms_changes:\n  - {{what: policy, ref: ACP 4}}\n", &text[..at]));
    expects(&place, "2026-11-20", id, "tickmark set CA-2026-006 isms_changes/1/done_on DAY", "");
}

#[test]
fn next_names_the_review_the_escalation_and_the_next_programme() {
    let place = demo();
    expects(&place, "2026-11-20", "AP-2026", "tickmark new programme", "2026-12-31");
    assert!(!tasks_of(&place, "2026-10-31").iter().any(|task| task.1 == "tickmark new programme"));
    let day = "2026-12-31";
    let review = tasks_of(&place, day).into_iter().find(|task| task.0 == "MR-2026-H2").expect("a review");
    assert_eq!(review.1, "tickmark move MR-2026-H2 held");
    let path = "work/findings/2026/F-2026-012.yaml";
    place.replace(path, "grade: minor", "grade: major");
    let how = "tickmark set F-2026-012 escalated '{date: DAY, to: p-ceo}'";
    assert!(tasks_of(&place, "2026-11-20").iter().any(|task| task.1 == how));
    // From today it has as long as a major nonconformity has, not a minor one.
    let new = write(&place, &["new", "action", "--finding", "F-2026-012", "--item", "x", "--by", "p-quality"]);
    assert_eq!(new.code, 0, "{new:#?}");
    let text = place.read("work/actions/2026/CA-2026-009.yaml");
    assert!(text.contains("due: 2026-12-20"), "{text}");
}

#[test]
fn a_programme_waits_for_somebody_of_top_management_whoever_sponsors_it() {
    let place = demo();
    let new = write(&place, &["new", "programme"]);
    assert_eq!(new.code, 0, "{new:#?}");
    let id = "AP-2027";
    let who = |day: &str| {
        let json = run(place.tickmark("work").args(["next", "--format", "json", "--as-of", day]), &[0]).json();
        let tasks = json["tasks"].as_array().expect("tasks").clone();
        let of = tasks.into_iter().find(|task| task["command"] == format!("tickmark move {id} approved"));
        of.expect("a task")["who"].as_str().map(str::to_owned)
    };
    place.replace(&format!("work/programmes/{id}.yaml"), "sponsor: p-ceo", "sponsor: p-ciso");
    assert_eq!(who("2026-11-20").as_deref(), Some("p-ceo"));
}

/// What is late, by name: what `status` lists is what the gate counts and what the tasks of the same kinds are.
fn late(place: &Place, day: &str) -> Vec<String> {
    let said = |arguments: &[&str]| {
        let mut command = place.tickmark("work");
        run(command.args(arguments).args(["--as-of", day, "--format", "json"]), &[0, 1]).json()
    };
    let list = |value: &serde_json::Value, key: &str| value[key].as_array().expect("a list").clone();
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    let status = list(&said(&["status"]), "overdue");
    let mut names: Vec<String> = status
        .iter()
        .map(|one| match one["part"].as_str() {
            Some(part) => format!("{}/{part}", text(&one["record"])),
            None => text(&one["record"]),
        })
        .collect();
    let waits = ["corrective action", "effectiveness check", "decision of the management review", "evidence asked for"];
    let others = ["answer to the certification body", "audit to be held", "accepted risk to be decided again"];
    let is_duty = |task: &&serde_json::Value| {
        task["late_days"].is_number() && waits.iter().chain(&others).any(|kind| task["kind"] == *kind)
    };
    let next = list(&said(&["next"]), "tasks");
    let mut tasks: Vec<String> = next.iter().filter(is_duty).map(|task| text(&task["name"])).collect();
    // Checks and evidence are not what `gate --profile overdue` is about.
    let is_gated = |name: &&String| !name.starts_with("E-") && (name.contains('/') || !name.starts_with("CA-"));
    let mut gated: Vec<String> = names.iter().filter(is_gated).cloned().collect();
    let gate = list(&said(&["gate", "--profile", "overdue"]), "failures");
    let name = |one: &serde_json::Value| one["part"].as_str().map_or_else(|| text(&one["record"]["id"]), str::to_owned);
    let mut failures: Vec<String> = gate.iter().map(name).collect();
    for names in [&mut names, &mut tasks, &mut gated, &mut failures] {
        names.sort();
    }
    assert_eq!(tasks, names);
    assert_eq!(failures, gated);
    names
}

/// How many things the front page of the site lists as late.
fn late_on_the_front_page(place: &Place, day: &str) -> usize {
    run(place.tickmark("work").args(["site", "-o", "../out", "--audience", "management", "--as-of", day]), &[0]);
    let front: serde_json::Value = serde_json::from_str(&place.read("out/index.json")).expect("JSON");
    front["overdue"].as_array().expect("a list").len()
}

#[test]
fn what_is_late_is_the_same_everywhere() {
    let place = demo();
    assert_eq!(late(&place, "2026-11-01"), ["CA-2026-003/2", "CA-2026-005/1"]);
    assert_eq!(late_on_the_front_page(&place, "2026-11-01"), 2);
    let (audit, name) = ("work/audits/IA-2026-05/audit.yaml", "AP-2026/IA-2026-05".to_owned());
    let last = late(&place, "2026-11-30");
    assert!(!last.contains(&name), "{last:?}");
    let over = late(&place, "2026-12-01");
    assert!(over.contains(&name), "{over:?}");
    place.replace(audit, "status: confirmed", "status: postponed");
    let postponed = late(&place, "2026-12-01");
    assert!(postponed.contains(&name), "{postponed:?}");
    assert_eq!(late_on_the_front_page(&place, "2026-12-01"), postponed.len());
    // With a new window it is not late any more, and somebody has to plan it.
    place.replace(
        "work/programmes/AP-2026.yaml",
        "window: {from: 2026-11-09, to: 2026-11-30}",
        "window: {from: 2026-12-07, to: 2026-12-18}",
    );
    let moved = late(&place, "2026-12-01");
    assert_eq!(moved.len() + 1, postponed.len(), "{moved:?}");
    assert!(!moved.contains(&name), "{moved:?}");
    let next = run(place.tickmark("work").args(["next", "--all", "--as-of", "2026-12-01"]), &[0]).out;
    assert!(next.contains("Plan it anew") && next.contains("tickmark move IA-2026-05 planned"), "{next}");
}

#[test]
fn a_step_past_its_day_is_late_everywhere_and_overdue_nowhere() {
    let place = demo();
    let day = "2026-11-26";
    let mut command = place.tickmark("work");
    let status = run(command.args(["status", "--as-of", day, "--format", "json"]), &[0]).json();
    let ids = |list: &serde_json::Value, id: &dyn Fn(&serde_json::Value) -> serde_json::Value| {
        let mut ids: Vec<String> = list.as_array().expect("a list").iter().map(|one| id(one).to_string()).collect();
        ids.sort();
        ids
    };
    let steps = ids(&status["late_steps"], &|one| one["record"].clone());
    assert_eq!(steps, [r#""CA-2026-007""#, r#""CA-2026-008""#, r#""IA-2026-05""#, r#""SA-2026-01""#]);
    let text = run(place.tickmark("work").args(["status", "--as-of", day]), &[0]).out;
    let line =
        "  CA-2026-008  p-support, 23 days since 2026-11-03: plan to be proposed, A second pair of hands at night\n";
    assert!(text.contains(line) && text.ends_with("7 findings open, 6 things overdue, 4 steps late\n"), "{text}");

    run(place.tickmark("work").args(["site", "-o", "../out", "--audience", "management", "--as-of", day]), &[0]);
    let page = |path: &str| -> serde_json::Value { serde_json::from_str(&place.read(path)).expect("JSON") };
    let front = page("out/index.json");
    assert_eq!(ids(&front["late_steps"], &|one| one["record"]["id"].clone()), steps);
    assert_eq!(front["overdue"].as_array().map(Vec::len), Some(6));
    let sentence = front["sentence"].as_str().expect("a sentence");
    assert!(
        sentence
            .starts_with("Six things are overdue, the longest by 72 days. Four more steps are late, the longest by 23"),
        "{sentence}"
    );
    assert!(place.read("out/badge.svg").contains("6 overdue, 4 steps late"));
    let past = front["next"].as_array().expect("a list").iter().find(|row| row["link"]["id"] == "IA-2026-05");
    assert_eq!(past, None, "what stands above with a late step does not stand here again");
    for (index, id) in [("findings", "F-2026-012"), ("actions", "CA-2026-008")] {
        let index = page(&format!("out/{index}/index.json"));
        let row = index["rows"].as_array().expect("rows").iter().find(|row| row["link"]["id"] == id);
        assert_eq!(row.map(|row| row["late"].clone()), Some(23.into()), "{id}");
    }
    let register = run(
        place.tickmark("work").args(["report", "register", "actions", "--as-of", day, "--format", "markdown"]),
        &[0],
    );
    let row = register.out.lines().find(|line| line.contains("CA-2026-008")).expect("a row").to_owned();
    assert!(row.contains("Days late: **23**"), "{row}");
}

#[test]
fn an_audit_outside_of_a_programme_and_an_accepted_risk_are_late_as_well() {
    let place = demo();
    let audit = "kind: audit\nid: IA-2026-09\ntitle: What the power cut showed\ntype: internal\nreason: incident\n\
                 status: planned\nclient: p-ceo\ndates: {start: 2026-10-05, end: 2026-10-06}\n";
    place.write("work/audits/IA-2026-09/audit.yaml", audit);
    assert!(late(&place, "2026-11-01").contains(&"IA-2026-09".to_owned()));
    let accepted = fs::read_dir(place.path("work/findings/2025")).expect("findings").flatten().map(|file| file.path());
    let accepted = accepted.map(|path| fs::read_to_string(path).expect("a text"));
    let accepted = accepted.into_iter().find(|text| text.contains("\nstatus: accepted\n")).expect("one");
    let line = |key: &str| {
        let line = accepted.lines().find(|line| line.trim_start().starts_with(key)).expect("a line");
        line.rsplit(": ").next().expect("a value").to_owned()
    };
    let (id, until): (String, tickmark::record::Date) = (line("id:"), line("until:").parse().expect("a day"));
    assert!(!late(&place, &until.to_string()).contains(&id));
    assert!(late(&place, &until.plus_days(1).to_string()).contains(&id));
}

#[test]
fn the_end_of_an_accepted_risk_is_told_ahead() {
    let place = demo();
    let told = |day: &str| {
        let json = run(place.tickmark("work").args(["next", "--format", "json", "--as-of", day]), &[0]).json();
        let tasks = json["tasks"].as_array().expect("tasks").clone();
        tasks.into_iter().any(|task| task["name"] == "F-2025-005" && task["due"] == "2027-03-31")
    };
    let days = ["2026-11-01", "2027-03-16", "2027-03-17", "2027-03-31", "2027-04-02"];
    assert_eq!(days.map(told), [false, false, true, true, true]);
    let reminded = run(place.tickmark("work").args(["remind", "--as-of", "2027-03-17"]), &[0]).out;
    assert!(reminded.contains("F-2025-005"), "{reminded}");
    let site = ["site", "-o", "../site", "--audience", "management", "--as-of", "2026-11-01"];
    run(place.tickmark("work").args(site), &[0]);
    let calendar = place.read("site/calendar.ics");
    let event = calendar.split("BEGIN:VEVENT").find(|event| event.contains("UID:F-2025-005-due@tickmark"));
    assert!(event.is_some_and(|event| event.contains("DTSTART;VALUE=DATE:20270331")), "{event:?}");
    // Whoever chairs a review or takes part has it in the calendar.
    for person in ["p-ceo", "p-cfo"] {
        let own = place.read(&format!("site/people/{person}.ics"));
        assert!(own.contains("UID:MR-2026-H2-review@tickmark"), "{person}: {own}");
    }
}

//! Following up: what is to be done next, reminders in four formats, letters around an audit.

mod support;

use std::path::Path;
use std::process::Command;

use support::{Place, Run, not_tested, run};

fn demo() -> Place {
    let place = Place::new();
    run(place.tickmark(".").args(["demo", "work"]), &[0]);
    place
}

fn tickmark(place: &Place, arguments: &[&str]) -> Run {
    run(place.tickmark("work").args(arguments).args(["--as-of", "2026-11-01"]), &[0])
}

/// Runs a few lines of Python over a file, with the tools' libraries.
fn python(script: &str, file: &Path) -> Option<String> {
    let Some(tools) = std::env::var_os("TICKMARK_TOOLS") else {
        not_tested("no TICKMARK_TOOLS, so the calendar and the mail were not read; use tests/run.sh");
        return None;
    };
    let python = Path::new(&tools).join("python/bin/python");
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
        ("requests", "| E-2026-033 | Asset inventory and list of disposals | Lars Myhre | 2026-11-16 |  |"),
    ] {
        let text = letter(name);
        assert!(text.contains(words), "{words}\n{text}");
        assert!(text.contains("\\<script\\>") && text.contains("\\[x\\]"), "{text}");
    }
    let wrong = run(place.tickmark("work").args(["letter", "notice", "F-2026-001"]), &[2]);
    assert!(wrong.err.contains("F-2026-001 is no audit but finding"), "{wrong:#?}");
}

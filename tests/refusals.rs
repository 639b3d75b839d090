//! What a command does not do, and how it ends then: with one sentence and the exit code that the book says.

mod support;

use support::{DAY, Place, Run, run};

fn fixture() -> Place {
    let place = Place::new();
    place.fixture_repository("records");
    place
}

fn tickmark(place: &Place, arguments: &[&str]) -> Run {
    run(place.tickmark("records").args(arguments), &[0, 1, 2])
}

#[test]
fn invalid_settings_end_a_command_with_two() {
    let place = fixture();
    let path = "records/tickmark.yaml";
    place.write(path, format!("{}x: [\n", place.read(path)));
    for command in [&["status"][..], &["next"], &["remind"], &["export", "csv", "findings"]] {
        let said = tickmark(&place, &[command, &["--as-of", DAY]].concat());
        assert_eq!(said.code, 2, "{command:?}");
        assert!(said.err.contains("error: tickmark.yaml is invalid"), "{}", said.err);
        assert!(!said.out.is_empty());
    }
    for command in [&["site", "-o", "out"][..], &["report", "register", "findings"]] {
        tickmark(&place, command).fails_with(&["tickmark.yaml says what may be published"]);
    }
    assert!(!place.path("records/out").exists());
}

#[test]
fn a_register_without_a_record_that_cannot_be_read_ends_with_one() {
    let place = fixture();
    for command in [&["export", "csv", "findings"][..], &["report", "register", "findings"], &["fmt", "--check"]] {
        assert_eq!(tickmark(&place, command).code, 0, "{command:?}");
    }
    place.write("records/findings/2026/F-2026-077.yaml", "kind: finding\nid: F-2026-077\ntitle: [\n");
    for command in [&["export", "csv", "findings"][..], &["report", "register", "findings"], &["fmt", "--check"]] {
        let said = tickmark(&place, command);
        assert_eq!(said.code, 1, "{command:?}");
        assert!(said.err.contains("cannot be read"), "{}", said.err);
    }
    assert_eq!(tickmark(&place, &["fmt"]).code, 0);
}

#[test]
fn a_day_far_off_is_refused_in_one_sentence() {
    let place = fixture();
    for (option, day) in
        [("--as-of", "9999-12-31"), ("--at", "9999-12-31"), ("--as-of", "0000-01-01"), ("--at", "1899-12-31")]
    {
        let said = tickmark(&place, &["status", option, day]);
        assert_eq!(said.code, 2);
        assert!(said.err.contains("the year of a day is one from 1900 to 2999"), "{}", said.err);
    }
    for day in ["1900-01-01", "2999-12-31"] {
        assert_eq!(tickmark(&place, &["site", "-o", "out", "--as-of", day]).code, 0);
        assert_eq!(tickmark(&place, &["lint", "--as-of", day, "--fail-on", "never"]).code, 0);
    }
}

#[test]
fn nothing_is_recorded_on_a_day_to_come() {
    let place = fixture();
    let before = place.read("records/actions/2026/CA-2026-001.yaml");
    for command in [&["done", "CA-2026-001/2"][..], &["set", "CA-2026-001", "title", "Another one"]] {
        let said = tickmark(&place, &[command, &["--by", "p-it", "--on", "2998-03-01"]].concat());
        said.fails_with(&["nothing is recorded as done on 2998-03-01, which has not come yet"]);
    }
    assert_eq!(place.read("records/actions/2026/CA-2026-001.yaml"), before);
}

#[test]
fn only_whom_it_concerns_answers_a_finding_and_says_something() {
    let place = fixture();
    let path = "records/findings/2026/F-2026-001.yaml";
    let before = place.read(path);
    let on = ["--on", DAY];
    let answer = |arguments: &[&str]| tickmark(&place, &[arguments, &on[..]].concat());
    answer(&["contest", "F-2026-001", "--by", "p-it", "--comment", " "]).fails_with(&["the comment is empty"]);
    answer(&["acknowledge", "F-2026-001", "--by", "p-it", "--comment", ""]).fails_with(&["the comment is empty"]);
    answer(&["acknowledge", "F-2026-001", "--by", "p-aud"])
        .fails_with(&["p-aud is neither auditee nor owner of F-2026-001", "p-it"]);
    assert_eq!(place.read(path), before);
    let said = answer(&["acknowledge", "F-2026-001", "--by", "p-it", "--comment", "Seen again"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("replaces what p-it said on 2026-03-06, who agreed"), "{}", said.out);
}

#[test]
fn no_action_is_begun_for_a_finding_that_is_closed() {
    let place = fixture();
    let path = "records/findings/2026/F-2026-001.yaml";
    let text = place.read(path);
    let status = text.lines().find(|line| line.starts_with("status:")).expect("a state").to_owned();
    place.replace(path, &status, "status: closed");
    let new = ["new", "action", "--finding", "F-2026-001", "--item", "x", "--by", "p-it", "--on", DAY];
    tickmark(&place, &new).fails_with(&["F-2026-001 is closed, and no new action answers it"]);
}

#[test]
fn a_name_of_blanks_is_none() {
    let place = fixture();
    let on = ["--by", "p-ceo", "--on", DAY];
    let new = |arguments: &[&str]| tickmark(&place, &[&["new"], arguments, &on[..]].concat());
    new(&["person", "--name", "   ", "--position", "Clerk"]).fails_with(&["`name` is empty"]);
    new(&["person", "--name", "Ada", "--position", " "]).fails_with(&["`position` is empty"]);
    new(&["finding", "--title", "", "--audit", "IA-2026-01", "--grade", "minor"]).fails_with(&["`title` is empty"]);
    new(&["programme", "--year", "2026"]).fails_with(&["AP-2026 is the programme of 2026 already"]);
    assert_eq!(new(&["programme", "--year", "0"]).code, 2);
    assert_eq!(new(&["programme", "--year", "2028"]).code, 0);
}

#[test]
fn help_names_what_the_command_has() {
    let place = fixture();
    place.git(".", &["clone", "--quiet", "--bare", "records", "bare.git"]);
    let bare = run(place.tickmark("bare.git").args(["set", "CA-2026-001", "title", "x", "--by", "p-it"]), &[2]);
    assert!(bare.err.contains("help: clone it to work on the files"), "{}", bare.err);
    let plain = Place::new();
    plain.fixture("records");
    for command in ["verify", "log"] {
        let mut tickmark = plain.tickmark("records");
        tickmark.arg(command);
        if command == "log" {
            tickmark.arg("CA-2026-001");
        }
        let said = run(&mut tickmark, &[2]);
        assert!(!said.err.contains("leave the option out") && said.err.contains("help: "), "{}", said.err);
    }
    let outside = place.path("outside.txt");
    std::fs::write(&outside, "x").expect("written");
    let said = tickmark(
        &place,
        &["done", "CA-2026-001/1", "--by", "p-it", "--on", DAY, "--evidence", outside.to_str().expect("a path")],
    );
    assert!(said.err.contains("in its place (https://…)") && !said.err.contains("--location"), "{}", said.err);
}

#[test]
fn what_a_file_that_tells_nothing_may_answer_is_not_missed() {
    let follows = |content: &[u8]| {
        let place = fixture();
        let path = "records/actions/2026/CA-2026-001.yaml";
        place.write(path, content);
        let found = place.lint("records", &["--as-of", "2026-09-01"]).diagnostics();
        let rules = ["nc-without-action", "status-mismatch"];
        found.into_iter().filter(|line| rules.iter().any(|rule| line.starts_with(rule))).collect::<Vec<_>>()
    };
    let nothing: Vec<String> = Vec::new();
    assert_eq!(follows(b""), nothing);
    assert_eq!(follows(b"- a\n- b\n"), nothing);
    assert_eq!(follows(&"kind: action\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()), nothing);
    assert_eq!(follows(&vec![b'#'; 5 * 1024 * 1024]), nothing);
    // One that names no finding, and could be read that far, answers none.
    assert_ne!(follows(b"kind: action\nid: CA-2026-001\ntitle: Another\nnonsense: 1\n"), nothing);
}

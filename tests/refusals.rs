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

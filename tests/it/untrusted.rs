//! Records are written by many hands: what stands in them never acts on the terminal, the log or the page that shows it, and
//! a file with very many slips is told of in no time.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::support::{DAY, Place, run};

fn fixture() -> Place {
    let place = Place::new();
    place.fixture_repository("records");
    place
}

/// Lines that a CI would take for a command.
fn commands(out: &str) -> Vec<&str> {
    // The arrow to a second place has three colons, and is ours.
    let is_command = |line: &&str| line.trim_start().starts_with("::") && !line.trim_start().starts_with("::: ");
    out.lines().filter(is_command).collect()
}

#[test]
fn a_value_of_several_lines_begins_no_line_of_its_own() {
    let place = fixture();
    for person in ["p-it", "p-aud"] {
        let path = format!("records/people/{person}.yaml");
        let text = place.read(&path);
        let line = text.lines().find(|line| line.starts_with("position:")).expect("a position");
        place.replace(&path, line, "position: \"::error::w\\n::error::x\\n\\n::error::y\"");
    }
    let clean = place.lint("records", &[]);
    assert!(!clean.diagnostics().iter().any(|line| line.starts_with("schema-invalid")), "{clean:?}");
    let day = ["--as-of", "2027-06-15"];
    let audit =
        std::fs::read_dir(place.path("records/audits")).expect("audits").next().expect("one").expect("an entry");
    let audit = audit.file_name().to_str().expect("a name").to_owned();
    for command in [
        vec!["next", "--all"],
        vec!["status"],
        vec!["remind"],
        vec!["remind", "--format", "mail"],
        vec!["lint"],
        vec!["gate", "--profile", "overdue"],
        vec!["letter", "notice", &audit],
        vec!["letter", "agenda", &audit],
        vec!["letter", "checklist", &audit],
        vec!["letter", "requests", &audit],
        vec!["diff", "HEAD"],
        vec!["diff", "HEAD", "--format", "markdown"],
    ] {
        let mut run_it = place.tickmark("records");
        run_it.args(&command);
        if command[0] != "diff" {
            run_it.args(day);
        }
        let said = run(&mut run_it, &[0, 1]);
        assert_eq!(commands(&format!("{}{}", said.out, said.err)), Vec::<&str>::new(), "{command:?}\n{}", said.out);
    }
}

#[cfg(unix)]
#[test]
fn a_file_name_of_several_lines_is_refused_and_shown_on_one() {
    let place = fixture();
    place.write("records/people/a\n::error::pwn.yaml", "x: [\n");
    place.write("records/people/b\u{202e}.yaml", place.read("records/people/p-it.yaml"));
    let said = run(place.tickmark("records").args(["lint", "--as-of", DAY]), &[1]);
    assert_eq!(commands(&said.out), Vec::<&str>::new());
    assert_eq!(said.out.matches("the path holds a control character").count(), 2, "{}", said.out);
    for command in ["status", "next"] {
        let said = run(place.tickmark("records").arg(command), &[0]);
        assert_eq!(commands(&format!("{}{}", said.out, said.err)), Vec::<&str>::new());
    }
}

#[test]
fn pages_hold_nothing_that_acts() {
    let place = fixture();
    place.git("records", &["commit", "--quiet", "--allow-empty", "-m", "Turn \u{202e}round\u{7}"]);
    run(place.tickmark("records").args(["site", "-o", "site", "--as-of", DAY]), &[0]);
    for entry in walkdir::WalkDir::new(place.path("records/site")) {
        let entry = entry.expect("an entry");
        if entry.path().extension().is_some_and(|extension| extension == "html") {
            let page = std::fs::read_to_string(entry.path()).expect("a page");
            let acts = |c: char| c.is_control() && !matches!(c, '\n' | '\t') || ('\u{202a}'..='\u{202e}').contains(&c);
            assert!(!page.contains(acts), "{}", entry.path().display());
        }
    }
}

#[test]
fn very_many_slips_in_one_file_take_no_time() {
    let place = fixture();
    let begun = Instant::now();
    let mut text = place.read("records/people/p-it.yaml");
    for n in 0..20_000 {
        let _ = writeln!(text, "unknown_{n}: 1");
    }
    place.write("records/people/p-it.yaml", text);
    let found = place.lint("records", &[]).diagnostics();
    let of_file: Vec<&String> =
        found.iter().filter(|line| line.starts_with("schema-invalid people/p-it.yaml")).collect();
    assert_eq!(of_file.len(), 101);
    assert!(
        of_file.iter().any(|line| line.ends_with("19900 more problems in this file are not listed")),
        "{of_file:?}"
    );
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[test]
fn very_many_dangling_references_are_counted() {
    let place = fixture();
    let path = std::fs::read_dir(place.path("records/findings"))
        .ok()
        .and_then(|mut folder| folder.next())
        .map(|entry| entry.expect("an entry").path());
    let found = walkdir::WalkDir::new(path.expect("findings")).into_iter().filter_map(Result::ok);
    let file = found.map(|entry| entry.into_path()).find(|path| path.is_file()).expect("a finding");
    let mut text = std::fs::read_to_string(&file).expect("a text");
    text = text.lines().filter(|line| !line.starts_with("related:")).map(|line| format!("{line}\n")).collect();
    text.push_str("related:\n");
    for n in 0..3_000 {
        let _ = writeln!(text, "  - F-1999-{n}");
    }
    std::fs::write(&file, text).expect("written");
    let begun = Instant::now();
    let found = place.lint("records", &[]).diagnostics();
    let found: Vec<&String> = found.iter().filter(|line| line.starts_with("dangling-reference")).collect();
    assert_eq!(found.len(), 101, "{found:#?}");
    assert!(found.iter().any(|line| line.ends_with("2900 more references of this record lead nowhere")));
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

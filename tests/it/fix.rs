//! `lint --fix`: what it mends, what it leaves alone, and that it says so.

use crate::support::{DAY, Place, Run, demo_in, run};

const FINDING: &str = "r/findings/2026/F-2026-001.yaml";

fn place() -> Place {
    let place = Place::new();
    place.fixture_repository("r");
    place
}

fn fix(place: &Place, arguments: &[&str]) -> Run {
    run(place.tickmark("r").args(["lint", "--fix", "--as-of", DAY]).args(arguments), &[0, 1, 2])
}

#[test]
fn a_clean_repository_stays_as_it_is() {
    let place = place();
    let run = fix(&place, &[]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:#?}");
    assert_eq!(place.git("r", &["status", "--porcelain"]), "");
    assert_eq!(fix(&place, &["--diff"]).out, "");
}

#[test]
fn the_sample_is_in_form() {
    let place = demo_in("work");
    assert_eq!(run(place.tickmark("work").args(["lint", "--fix", "--diff"]), &[0]).out, "");
}

#[test]
fn texts_that_yaml_reads_as_something_else_get_quotes() {
    let place = place();
    let text = "kind: finding\nid: F-2026-002 # the second\ntitle: 2026-03-03\naudit: IA-2026-01\ngrade: strength\nstatus: closed\n\
                criteria: [9.2.2, 9.2,   5.10]  # three\nstatement: yes\ndetected_on: 2026-03-03\nraised_by: p-aud\n\
                closed: {by: p-aud, date: 2026-03-12, basis: true}\n";
    place.write("r/findings/2026/F-2026-002.yaml", text);
    let run = fix(&place, &[]);
    assert!(run.err.starts_with("fixed: findings/2026/F-2026-002.yaml: put "), "{run:#?}");
    let expected = text
        .replace("title: 2026-03-03", "title: \"2026-03-03\"")
        .replace("9.2,   5.10]", "\"9.2\",   \"5.10\"]")
        .replace("statement: yes", "statement: \"yes\"")
        .replace("basis: true", "basis: \"true\"");
    assert_eq!(place.read("r/findings/2026/F-2026-002.yaml"), expected);
    assert!(!run.out.contains("schema-invalid"), "{}", run.out);
}

#[test]
fn a_file_that_quotes_make_a_record_is_named_after_it_in_the_same_run() {
    let place = place();
    let text = "kind: person\nid: p-nora\nname: 2026\nposition: Boss\nemployment: employee\n";
    place.write("r/people/nora.yaml", text);
    let run = fix(&place, &[]);
    assert!(run.err.contains("renamed the file to people/p-nora.yaml"), "{run:#?}");
    assert_eq!(place.read("r/people/p-nora.yaml"), text.replace("2026", "\"2026\""));
    assert_eq!(fix(&place, &["--diff"]).out, "", "a second time there is nothing to do");
}

#[test]
fn keys_go_in_order_with_their_comments_and_spaces_at_line_ends_go() {
    let place = place();
    let text = "# The head of the file\n\nkind: person\nname: Nora \n# Where she works:\nposition: Boss\t\nid: p-nora\n\
                employment: employee   \r\n# at the end";
    place.write("r/people/p-nora.yaml", text);
    let run = fix(&place, &[]);
    assert!(run.err.contains("removed spaces at the ends of lines, put the keys in order"), "{run:#?}");
    let expected = "# The head of the file\n\nkind: person\nid: p-nora\nname: Nora\n# Where she works:\nposition: Boss\n\
                    employment: employee\r\n# at the end";
    assert_eq!(place.read("r/people/p-nora.yaml"), expected);
    assert_eq!(fix(&place, &["--diff"]).out, "", "a second time there is nothing to do");
}

#[test]
fn spaces_that_mean_something_stay() {
    let place = place();
    let text = "kind: finding\nid: F-2026-002\ntitle: Strong\naudit: IA-2026-01\ngrade: strength\nstatus: closed\n\
                statement: |\n  one  \n  two\ndetected_on: 2026-03-03\nraised_by: p-aud\n";
    place.write("r/findings/2026/F-2026-002.yaml", text);
    fix(&place, &[]);
    assert_eq!(place.read("r/findings/2026/F-2026-002.yaml"), text);
}

#[test]
fn a_file_is_named_after_its_record_unless_others_go_by_the_file() {
    let place = place();
    place.git("r", &["mv", "people/p-hr.yaml", "people/hr.yaml"]);
    place.replace(FINDING, "id: F-2026-001", "id: F-2026-01");
    let shown = fix(&place, &["--diff"]);
    assert!(shown.out.contains("rename from people/hr.yaml\nrename to people/p-hr.yaml\n"), "{}", shown.out);
    assert!(shown.out.contains("-id: F-2026-01\n+id: F-2026-001\n"), "{}", shown.out);
    assert_eq!(shown.code, 1);
    assert!(place.read("r/people/hr.yaml").contains("p-hr"), "shown, not done");
    let run = fix(&place, &[]);
    assert_eq!(run.code, 0, "{run:#?}");
    assert!(place.read("r/people/p-hr.yaml").contains("id: p-hr"));
    assert!(place.read(FINDING).contains("id: F-2026-001\n"));
}

#[test]
fn what_it_shows_git_can_apply() {
    let place = place();
    place.replace(FINDING, "criteria: [A.5.18, own:ACP-4.2]", "criteria: [A.5.18, 9.2]   ");
    place.write("change.diff", fix(&place, &["--diff"]).out);
    place.git("r", &["apply", "../change.diff"]);
    let applied = place.read(FINDING);
    place.git("r", &["apply", "--reverse", "../change.diff"]);
    fix(&place, &[]);
    assert_eq!(place.read(FINDING), applied);
}

#[test]
fn what_is_not_form_is_left_alone() {
    let place = place();
    let broken = "kind: finding\nid: [\n";
    place.write("r/findings/broken.yaml", broken);
    place.replace(FINDING, "status: planned", "status: closed");
    let before = place.read(FINDING);
    let run = fix(&place, &[]);
    assert_eq!((run.code, place.read(FINDING)), (1, before), "{run:#?}");
    assert_eq!(place.read("r/findings/broken.yaml"), broken);
    let refused = run_refused(&place, &["--rev", "HEAD"]);
    assert!(refused.contains("cannot be used with"), "{refused}");
    assert!(run_refused(&place, &["--staged"]).contains("cannot be used with"));
}

fn run_refused(place: &Place, arguments: &[&str]) -> String {
    run(place.tickmark("r").args(["lint", "--fix"]).args(arguments), &[2]).err
}

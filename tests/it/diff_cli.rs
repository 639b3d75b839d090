//! `tickmark diff` over real repositories: what FROM and TO may be, what is said beside the result, and how it ends.

use crate::support::{Place, Run, run};

const ACTION: &str = "actions/2026/CA-2026-001.yaml";

/// Commits at the end of 2025, in March and in June 2026, and a change on disk that is not staged.
fn place() -> Place {
    let place = Place::new();
    place.repository("r");
    place.fixture("r");
    place.replace(&format!("r/{ACTION}"), "status: accepted", "status: proposed");
    place.commit_on("r", "2025-12-31", "Begin");
    place.replace(&format!("r/{ACTION}"), "status: proposed", "status: accepted");
    place.commit_on("r", "2026-03-20", "Accept the plan");
    place.git("r", &["tag", "plan"]);
    place.replace(&format!("r/{ACTION}"), "due: 2026-06-30", "due: 2026-07-31");
    place.commit_on("r", "2026-06-01", "Move the due date");
    place.replace(&format!("r/{ACTION}"), "status: in-progress", "status: done");
    place
}

fn diff(place: &Place, arguments: &[&str]) -> Run {
    run(place.tickmark("r").arg("diff").args(arguments), &[0, 1, 2])
}

fn fields(run: &Run) -> Vec<String> {
    assert_eq!(run.code, 0, "{run:#?}");
    let json = run.json();
    let records = json["records"].as_array().expect("records").clone();
    let fields = records.iter().flat_map(|record| record["fields"].as_array().expect("fields"));
    fields.map(|field| field["field"].as_str().expect("a name").to_owned()).collect()
}

#[test]
fn between_revisions_the_index_and_the_files() {
    let place = place();
    assert_eq!(fields(&diff(&place, &["HEAD~2", "HEAD", "--format", "json"])), ["status", "actions/1/due"]);
    assert_eq!(fields(&diff(&place, &["plan", "HEAD", "--format=json"])), ["actions/1/due"]);
    assert_eq!(fields(&diff(&place, &["HEAD", "--format=json"])), ["actions/1/status"]);
    assert_eq!(fields(&diff(&place, &["HEAD", "--staged", "--format=json"])), [""; 0]);
    place.git("r", &["add", "--all"]);
    assert_eq!(fields(&diff(&place, &["HEAD", "--staged", "--format=json"])), ["actions/1/status"]);
    assert_eq!(diff(&place, &["HEAD", "plan", "--staged"]).code, 2);
}

#[test]
fn a_programme_or_a_year_stands_for_its_last_commit() {
    let place = place();
    for name in ["2025", "AP-2026"] {
        let run = diff(&place, &[name, "HEAD", "--format", "json"]);
        let expected: &[&str] = if name == "2025" { &["status", "actions/1/due"] } else { &[] };
        assert_eq!(fields(&run), expected);
        assert!(
            run.err.starts_with(&format!("note: {name} is a")) && run.err.contains("its last commit is"),
            "{}",
            run.err
        );
    }
    place.git("r", &["branch", "AP-2026", "plan"]);
    let run = diff(&place, &["AP-2026", "HEAD", "--format", "json"]);
    assert_eq!((fields(&run), run.err.as_str()), (vec!["actions/1/due".to_owned()], ""));
}

#[test]
fn a_day_stands_for_its_last_commit() {
    let place = place();
    let run = diff(&place, &["2026-02-28", "2026-04-01", "--format", "json"]);
    assert_eq!(fields(&run), ["status"]);
    assert!(run.err.contains("note: 2026-02-28 is a day: its last commit is"), "{}", run.err);
    assert_eq!(fields(&diff(&place, &["2026-03-20", "HEAD", "--format=json"])), ["actions/1/due"]);
    diff(&place, &["2019-02-28"]).fails_with(&["there is no commit up to the end of 2019-02-28"]);
}

#[test]
fn what_names_nothing_is_said_and_ends_with_2() {
    let place = place();
    diff(&place, &["nothing"]).fails_with(&["`nothing` is not a revision", "no audit programme and no year"]);
    for slip in [&["2026-02-30"][..], &["2026-02-30", "2026-03-01"], &["2026-02-30", "2026-04-31"]] {
        diff(&place, slip).fails_with(&["there is no day 2026-02-30"]);
    }
    diff(&place, &["HEAD~1..HEAD"]).fails_with(&["is not a revision", "`tickmark diff` takes two, with a space"]);
    diff(&place, &["CA-2026-001"]).fails_with(&["it is a record", "`tickmark log CA-2026-001`"]);
    diff(&place, &["1999"]).fails_with(&["there is no commit up to the end of 1999-12-31"]);
    let bare = Place::new();
    bare.fixture("r");
    diff(&bare, &["HEAD"]).fails_with(&["is not in a Git repository"]);
}

#[test]
fn the_exit_code_speaks_only_when_asked() {
    let place = place();
    assert_eq!(diff(&place, &["plan", "HEAD"]).code, 0);
    assert_eq!(diff(&place, &["plan", "HEAD", "--exit-code"]).code, 1);
    assert_eq!(diff(&place, &["HEAD", "HEAD", "--exit-code"]).code, 0);
    place.write(&format!("r/{ACTION}"), "kind: action\n  broken: [\n");
    let run = diff(&place, &["HEAD", "--exit-code"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains(&format!("{ACTION}: cannot be read in the files on disk: ")), "{}", run.out);
}

#[test]
fn line_ends_comments_and_other_files_are_no_difference() {
    let place = place();
    place.git("r", &["checkout", "--quiet", "."]);
    let text = place.read(&format!("r/{ACTION}"));
    place.write(&format!("r/{ACTION}"), format!("# a comment\r\n{}", text.replace('\n', "\r\n")));
    place.write("r/notes.txt", "no record");
    let run = diff(&place, &["HEAD", "--exit-code"]);
    assert_eq!((run.code, run.out.lines().last()), (0, Some("no record differs")));
}

#[test]
fn a_text_reads_well() {
    let place = place();
    let run = diff(&place, &["HEAD~2"]);
    let lines: Vec<&str> = run.out.lines().skip(1).collect();
    insta::assert_snapshot!(lines.join("\n"), @"

    corrective action record CA-2026-001: Let access end with the contract
      proposed → accepted
      actions/1/status (Let accounts expire at the end of the contract): in-progress → done
      actions/1/due: 2026-06-30 → 2026-07-31, 31 days later

    1 record changed
    ");
}

#[test]
fn titles_come_from_folders_in_which_nothing_changed() {
    let place = Place::new();
    place.fixture_repository("r");
    let finding = "r/findings/2026/F-2026-001.yaml";
    place.replace(finding, "auditee: p-it", "auditee: p-hr");
    place.replace(finding, "items: [WP-2026-01/3]", "items: [WP-2026-01/2]");
    place.replace(finding, "evidence: [E-2026-001]", "evidence: [E-2026-002]");
    place.commit_on("r", "2026-06-02", "Change the finding");
    let run = diff(&place, &["HEAD~1", "HEAD"]);
    let lines: Vec<&str> = run.out.lines().skip(1).collect();
    insta::assert_snapshot!(lines.join("\n"), @"

    finding F-2026-001: Access withdrawn late
      evidence: - E-2026-001 (Leavers with the day their account was disabled), + E-2026-002 (Notes of the walk-through)
      items: - WP-2026-01/3 (Show that access of people who left was withdrawn in time.), + WP-2026-01/2 (Show that each applicable control is in place and works.)
      auditee: p-it (Head of IT) → p-hr (Head of HR)

    1 record changed
    ");
    let from_files = diff(&place, &["HEAD~1"]);
    assert_eq!(from_files.out.lines().skip(1).collect::<Vec<_>>(), lines);
}

#[test]
fn a_folder_that_the_settings_ignore_from_now_on_is_seen_to_go() {
    let place = Place::new();
    place.fixture_repository("r");
    let settings = place.read("r/tickmark.yaml");
    place.write("r/tickmark.yaml", format!("{settings}ignore: [reviews/]\n"));
    place.commit_on("r", "2026-06-02", "Ignore the reviews");
    let run = diff(&place, &["HEAD~1", "HEAD", "--format", "json"]);
    assert_eq!((run.json()["summary"]["removed"].as_u64(), fields(&run)), (Some(1), vec!["ignore[1]".to_owned()]));
}

//! What stands in `.github`: the workflows hold against their schemas and an auditor of workflows, and the action's script
//! does what it says, on real repositories and with a stand-in for GitHub.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{Place, Run, run, tools};

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn tool(name: &str) -> Option<PathBuf> {
    Some(tools("no TICKMARK_TOOLS, so the workflows were not checked")?.join("python/bin").join(name))
}

fn workflows() -> Vec<PathBuf> {
    let files = fs::read_dir(root(".github/workflows")).expect("the folder");
    files.map(|file| file.expect("a file").path()).collect()
}

#[test]
fn workflows_action_and_template_hold_against_their_schemas() {
    let Some(validator) = tool("check-jsonschema") else { return };
    let sets = [
        ("vendor.github-workflows", workflows()),
        ("vendor.github-actions", vec![root("action.yml")]),
        ("vendor.gitlab-ci", vec![root(".github/gitlab-ci.yml")]),
    ];
    for (schema, files) in sets {
        run(Command::new(&validator).args(["--builtin-schema", schema]).args(files), &[0]);
    }
}

#[test]
fn an_auditor_of_workflows_finds_nothing() {
    let Some(zizmor) = tool("zizmor") else { return };
    run(Command::new(zizmor).args(["--offline", "--no-progress", "."]).current_dir(root("")), &[0]);
}

#[test]
fn every_action_is_pinned_by_its_commit() {
    for file in workflows() {
        for line in fs::read_to_string(&file).expect("a text").lines() {
            let Some((_, used)) = line.split_once("uses: ") else { continue };
            let pin = used.split_once('@').and_then(|(_, pin)| pin.split(' ').next());
            let is_pinned = pin.is_some_and(|pin| pin.len() == 40 && pin.bytes().all(|b| b.is_ascii_hexdigit()));
            assert!(is_pinned || used.starts_with("./"), "{}: {line}", file.display());
        }
    }
}

/// A repository with a branch that lowers a grade, and a stand-in for `gh` that writes down how it was called.
fn place() -> Place {
    let place = Place::new();
    place.fixture_repository("r");
    place.git("r", &["checkout", "--quiet", "-b", "work"]);
    place.replace("r/findings/2026/F-2026-001.yaml", "grade: minor", "grade: opportunity");
    place.commit_on("r", "2026-06-10", "Lower the grade");
    let gh = "#!/bin/sh\necho \"$*\" >>\"$CALLS\"\ncase \"$*\" in\n*comments\\ --paginate*) printf '%s' \"$KNOWN\" ;;\n\
              *) exit \"$ANSWER\" ;;\nesac\n";
    place.write("bin/gh", gh);
    fs::set_permissions(place.path("bin/gh"), fs::Permissions::from_mode(0o755)).expect("permissions");
    place
}

/// Runs the action's script for an event. `known` is the comment that is there already, `answer` how GitHub takes a write.
fn act(place: &Place, event: &str, known: &str, answer: &str) -> Run {
    let path = format!("{}:{}", place.path("bin").display(), std::env::var("PATH").expect("a path"));
    for file in ["calls", "summary", "output"] {
        place.write(file, "");
    }
    let mut command = place.command("bash", "r");
    command
        .arg(root(".github/action/run.sh"))
        .env("PATH", path)
        .env("TICKMARK", env!("CARGO_BIN_EXE_tickmark"))
        .env("RECORDS", ".")
        .env("PROFILE", "overdue")
        .env("EVENT", event)
        .env("BASE", "main")
        .env("NUMBER", "7")
        .env("GITHUB_REPOSITORY", "example/isms")
        .env("GITHUB_STEP_SUMMARY", place.path("summary"))
        .env("GITHUB_OUTPUT", place.path("output"))
        .env("RUNNER_TEMP", place.path("home"))
        .env("CALLS", place.path("calls"))
        .env("KNOWN", known)
        .env("ANSWER", answer);
    run(&mut command, &[0, 1, 2])
}

#[test]
fn a_pull_request_gets_annotations_and_one_comment() {
    let place = place();
    let run = act(&place, "pull_request", "", "0");
    assert_eq!(run.code, 1, "{run:#?}");
    let annotation = "::error file=findings/2026/F-2026-001.yaml,";
    assert!(run.out.contains(annotation) && run.out.contains("title=grade-lowered-without-justification"), "{run:#?}");
    let calls = place.read("calls");
    assert!(calls.contains("--method POST repos/example/isms/issues/7/comments --field body=@"), "{calls}");
    assert_eq!(place.read("summary"), "");
    assert!(place.read("output").starts_with("line=1 error in "), "{}", place.read("output"));

    act(&place, "pull_request", "4711\n", "0");
    let calls = place.read("calls");
    assert!(
        calls.contains("--method PATCH repos/example/isms/issues/comments/4711") && !calls.contains("POST"),
        "{calls}"
    );
}

#[test]
fn without_the_right_to_comment_the_review_is_in_the_summary() {
    let place = place();
    let run = act(&place, "pull_request", "", "1");
    assert_eq!(run.code, 1, "{run:#?}");
    assert!(place.read("summary").starts_with("<!-- tickmark review -->\n### Audit records: 1 record changed"));
}

#[test]
fn a_pull_request_that_changes_no_record_is_not_commented() {
    let place = place();
    place.git("r", &["checkout", "--quiet", "-B", "other", "main"]);
    place.write("r/README.md", "Notes\n");
    place.commit_on("r", "2026-06-10", "Write a note");
    let run = act(&place, "pull_request", "", "0");
    assert_eq!(run.code, 0, "{run:#?}");
    assert!(!place.read("calls").contains("POST"), "{}", place.read("calls"));
    act(&place, "pull_request", "4711\n", "0");
    assert!(place.read("calls").contains("PATCH"), "what stands there is brought up to date");
}

#[test]
fn on_a_schedule_the_gate_says_what_is_overdue() {
    let place = place();
    place.replace("r/actions/2026/CA-2026-001.yaml", "due: 2026-06-30", "due: 2026-05-31");
    let run = act(&place, "schedule", "", "0");
    assert_eq!(run.code, 1, "{run:#?}");
    assert!(run.out.contains("title=action-overdue"), "{run:#?}");
    assert!(place.read("summary").contains("Gate failed (overdue"), "{}", place.read("summary"));
}

#[test]
fn a_push_is_linted_as_a_whole() {
    let place = place();
    let run = act(&place, "push", "", "0");
    assert!(run.out.lines().last().is_some_and(|line| line.contains("records, as of")), "{run:#?}");
    assert!(place.read("summary").starts_with("### tickmark lint"), "{}", place.read("summary"));
}

#[test]
fn what_cannot_be_judged_fails_with_2() {
    let place = place();
    fs::remove_file(place.path("r/tickmark.yaml")).expect("removed");
    let run = act(&place, "push", "", "0");
    assert_eq!(run.code, 2, "{run:#?}");
    assert!(run.out.contains("::error title=tickmark could not do its work::"), "{run:#?}");
}

#[test]
fn completions_and_man_pages_are_written() {
    let place = Place::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = run(place.tickmark(".").args(["completions", shell]), &[0]).out;
        assert!(script.contains("tickmark") && script.contains("new-since"), "{shell}");
    }
    fs::create_dir(place.path("man")).expect("a folder");
    run(place.tickmark(".").args(["man", "man"]), &[0]);
    let page = place.read("man/tickmark-lint.1");
    assert!(page.contains("Check the records with the rules of a lead auditor"), "{page}");
}

/// A stand-in for `gh` that writes down how it was called, and lists `$OPEN` when it is asked for issues.
const GH: &str = "#!/bin/sh\necho \"$*\" >>\"$CALLS\"\ncase \"$*\" in\n*issues\\?state=open*) printf '%s' \"$OPEN\" ;;\n\
                  'pr create'*) echo https://forge.example/pull/9 ;;\nesac\n";

/// A repository with a remote, a person with a name on GitHub, and the stand-in.
fn place_with_forge() -> Place {
    let place = Place::new();
    place.fixture_repository("r");
    let person = place.read("r/people/p-it.yaml");
    place.write("r/people/p-it.yaml", format!("{person}forge: {{github: ines-it}}\n"));
    let auditor = place.read("r/people/p-aud.yaml");
    place.write("r/people/p-aud.yaml", format!("{auditor}forge: {{github: aud-i}}\n"));
    place.commit_on("r", "2026-06-10", "Add names on the forge");
    place.git(".", &["init", "--quiet", "--bare", "--initial-branch=main", "origin"]);
    place.git("r", &["remote", "add", "origin", "../origin"]);
    place.git("r", &["push", "--quiet", "origin", "main"]);
    place.write("bin/gh", GH);
    fs::set_permissions(place.path("bin/gh"), fs::Permissions::from_mode(0o755)).expect("permissions");
    place
}

fn script(place: &Place, name: &str, event: &str, open: &str) -> Run {
    let path = format!("{}:{}", place.path("bin").display(), std::env::var("PATH").expect("a path"));
    place.write("calls", "");
    place.write("event.json", event);
    // The script takes today; the binary in between says which day that is.
    let binary = format!("#!/bin/sh\nexec {} \"$@\" $DAY\n", env!("CARGO_BIN_EXE_tickmark"));
    place.write("bin/tickmark", binary);
    fs::set_permissions(place.path("bin/tickmark"), fs::Permissions::from_mode(0o755)).expect("permissions");
    let mut command = place.command("bash", "r");
    command
        .arg(root(".github/action").join(name))
        .env("PATH", path)
        .env("TICKMARK", place.path("bin/tickmark"))
        .env("DAY", if name == "form.sh" { "--on 2026-06-15" } else { "--as-of 2026-07-15" })
        .env("RECORDS", ".")
        .env("NUMBER", "7")
        .env("BRANCH", "main")
        .env("GITHUB_REPOSITORY", "example/isms")
        .env("GITHUB_EVENT_PATH", place.path("event.json"))
        .env("RUNNER_TEMP", place.path("home"))
        .env("CALLS", place.path("calls"))
        .env("OPEN", open);
    run(&mut command, &[0, 1, 2])
}

fn issue(login: &str, body: &str) -> String {
    serde_json::json!({ "issue": { "number": 7, "user": { "login": login }, "body": body } }).to_string()
}

#[test]
fn a_form_becomes_a_commit_on_a_branch_and_a_pull_request() {
    let place = place_with_forge();
    let body = "### Form\n\ndate\n\n### Item\n\nCA-2026-001/1\n\n### Day\n\n2026-07-20\n\n### Reason\n\nThe supplier is late; $(rm -rf .) `x`\n";
    let run = script(&place, "form.sh", &issue("ines-it", body), "");
    assert_eq!(run.code, 0, "{run:#?}");
    let branch = "tickmark/form-7-ca-2026-001-1";
    let files = place.git("origin", &["diff", "--numstat", "main", branch]);
    assert_eq!(files, "8\t1\tactions/2026/CA-2026-001.yaml");
    let diff = place.git("origin", &["diff", "--unified=0", "main", branch]);
    for line in ["-    due: 2026-06-30", "+    due: 2026-07-20", "+    field: actions/1/due", "+    by: p-it"] {
        assert!(diff.lines().any(|found| found == line), "{line}\n{diff}");
    }
    assert!(diff.contains("The supplier is late; $(rm -rf .) `x`"), "{diff}");
    assert_eq!(place.git("origin", &["log", "-1", "--format=%s", branch]), "CA-2026-001/1: due on 2026-07-20");
    let calls = place.read("calls");
    assert!(
        calls.contains("pr create --repo example/isms --base main") && calls.contains("--assignee aud-i"),
        "{calls}"
    );
    assert!(calls.contains("issue comment 7"), "{calls}");
}

#[test]
fn a_form_of_somebody_else_is_answered_and_changes_nothing() {
    let place = place_with_forge();
    let body = "### Form\n\ndone\n\n### Item\n\nCA-2026-001/1\n\n### Evidence\n\nhttps://dms.example/1\n";
    for (login, body) in [("stranger", body), ("aud-i", body), ("ines-it", "### Form\n\ndone\n"), ("ines-it", "Hello")]
    {
        let run = script(&place, "form.sh", &issue(login, body), "");
        assert_eq!(run.code, 1, "{run:#?}");
        assert_eq!(place.git("r", &["status", "--porcelain"]), "");
        let calls = place.read("calls");
        assert!(calls.starts_with("issue comment 7") && !calls.contains("pr create"), "{calls}");
    }
    assert_eq!(place.git("origin", &["branch", "--format=%(refname:short)"]), "main");
}

#[test]
fn each_person_has_one_issue_of_reminders() {
    let place = place_with_forge();
    let run = script(&place, "remind.sh", "{}", "");
    assert_eq!(run.code, 0, "{run:#?}");
    let calls = place.read("calls");
    assert!(
        calls.contains("--method POST repos/example/isms/issues --raw-field title=Audit follow-up for p-it"),
        "{calls}"
    );
    let posted = calls.matches("--method POST").count();

    let open = "4 <!-- tickmark reminder: p-it -->\n9 <!-- tickmark reminder: p-gone -->\n";
    script(&place, "remind.sh", "{}", open);
    let calls = place.read("calls");
    assert!(calls.contains("--method PATCH repos/example/isms/issues/4 --raw-field title="), "{calls}");
    assert!(calls.contains("--method PATCH repos/example/isms/issues/9 --raw-field state=closed"), "{calls}");
    assert_eq!(calls.matches("--method POST").count(), posted - 1, "{calls}");
}

//! What `verify` says of what nobody can read: files that count as no record, and commits that are written as none is.

#![cfg(unix)]

use std::fs;
use std::io::Write as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::process::Stdio;

use crate::support::history::{FINDING, begin, clean, commit, verify};
use crate::support::{Place, run};

/// What lint says that nobody reads, and what verify says of the same commit.
fn both(place: &Place) -> [Vec<String>; 2] {
    let said = |one: &serde_json::Value| {
        let word = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
        (one["rule"] == "schema-invalid").then(|| format!("{} {}: {}", word("level"), word("path"), word("message")))
    };
    let of = |json: &serde_json::Value, list: &str| {
        let mut told: Vec<String> = json[list].as_array().expect("a list").iter().filter_map(said).collect();
        told.sort();
        told
    };
    let lint = place.lint("r", &["--rev", "HEAD"]).json();
    [of(&lint, "diagnostics"), of(&verify(place, &["--format", "json"]).json(), "lapses")]
}

#[test]
fn what_counts_as_no_record_is_told_as_lint_tells_it() {
    let place = begin();
    clean(&place);
    let finding = place.read(FINDING);
    for path in ["r/findings/2026/F-2026-005.yml", "r/findings/2026/F-2026-006.YAML"] {
        place.write(path, &finding);
    }
    let odd = place.path("r/findings").join(std::ffi::OsStr::from_bytes(b"F-\xff.yaml"));
    fs::write(odd, &finding).expect("a file");
    place.write("r/nested/tickmark.yaml", place.read("r/tickmark.yaml"));
    place.write("outside/x.yaml", &finding);
    symlink(place.path("outside"), place.path("r/linked")).expect("a link");
    commit(&place, "2026-06-02", "manager", "Put it elsewhere");
    let [lint, verified] = both(&place);
    assert_eq!(lint.len(), 5, "{lint:#?}");
    assert_eq!(lint, verified);
    assert_eq!(verify(&place, &[]).code, 1);
    // What the settings say of it is heeded.
    place.replace("r/tickmark.yaml", "headcount: 40", "headcount: 40\n");
    let settings = place.read("r/tickmark.yaml");
    place
        .write("r/tickmark.yaml", format!("{settings}ignore: [\"*.yml\", \"*.YAML\", nested, linked, \"F-*.yaml\"]\n"));
    commit(&place, "2026-06-03", "manager", "It is none of ours");
    let [lint, verified] = both(&place);
    assert_eq!((lint, verified), (Vec::new(), Vec::new()));
}

/// Puts a commit that is written as given behind the newest one, and returns its id.
fn write_commit(place: &Place, change: impl Fn(&str) -> String) -> String {
    let text = change(&place.git("r", &["cat-file", "commit", "HEAD"]));
    let mut command = place.command("git", "r");
    command.args(["hash-object", "-t", "commit", "-w", "--literally", "--stdin"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("git");
    child.stdin.take().expect("its input").write_all(text.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("git");
    String::from_utf8(output.stdout).expect("an id").trim().to_owned()
}

#[test]
fn a_commit_that_is_none_is_named_with_what_is_wrong_in_it() {
    let place = begin();
    place.replace(FINDING, "for nine days", "for ten days");
    commit(&place, "2026-06-02", "aud", "Count again");
    let tree = place.git("r", &["rev-parse", "HEAD^{tree}"]);
    let line = |text: &str, key: &str, with: &str| {
        let lines = text.lines().map(|line| if line.starts_with(key) { with } else { line });
        lines.collect::<Vec<_>>().join("\n") + "\n"
    };
    for (key, with, why) in [
        ("author ", "author Bad Line", "its line `author` has no address between `<` and `>`"),
        (
            "author ",
            "author A <a@example.com> 18446744073709551616 +0000",
            "its line `author` has a time that no clock shows",
        ),
        (
            "committer ",
            "committer A <a@example.com> 18446744073709551616 +0000",
            "its line `committer` has a time that no",
        ),
        ("committer ", "encoding UTF-8", "it has no line `committer`"),
    ] {
        let bad = write_commit(&place, |text| line(text, key, with));
        place.git("r", &["update-ref", "refs/heads/bad", &bad]);
        let behind = place.git("r", &["commit-tree", &tree, "-p", &bad, "-m", "Go on"]);
        for revision in [&bad, "bad", &behind] {
            let run = run(place.tickmark("r").args(["verify", revision]), &[2]);
            run.fails_with(&[&format!("the commit {bad} cannot be read: {why}"), "leave it out of the history"]);
        }
        run(place.tickmark("r").args(["review", "main", "bad"]), &[2]).fails_with(&[&bad, why]);
    }
}

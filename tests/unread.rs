//! What `verify` says of what nobody can read: files that count as no record.

#![cfg(unix)]

mod support;

use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;

use support::history::{FINDING, begin, clean, commit, verify};
use support::Place;

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

//! The formats for other programs, held against their published schemas by an independent validator, or read by another
//! program; text from records that would break out of each of them; and what is left where the work cannot be done.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{DAY, Place, run, tools};
use serde_json::Value;

const FINDING: &str = "r/findings/2026/F-2026-001.yaml";
const MACHINE: &[&str] = &["json", "sarif", "github", "gitlab", "junit", "markdown"];

/// A repository whose finding has a hostile title, a wrong reference, and no evidence; the record root is a subfolder.
fn place() -> Place {
    let place = Place::new();
    place.repository(".");
    place.fixture("r");
    let hostile = "title: \"<script>x</script> ::error::pwned%0A | `a` ]]> \\u200f[31m @everyone\"";
    place.replace(FINDING, "title: Access withdrawn late", hostile);
    place.replace(FINDING, "evidence: [E-2026-001]\n", "");
    place.replace(FINDING, "auditee: p-it", "auditee: \"p-it::error::x\\nsecond\"");
    place.write("r/a folder/ü,:x.yaml", "kind: finding\nid: \"F<1>&\"\n");
    place.commit_on(".", "2026-06-01", "Begin");
    place
}

fn lint(place: &Place, format: &str) -> String {
    run(place.tickmark("r").args(["lint", "--as-of", DAY, "--format", format]), &[1]).out
}

fn tool(name: &str) -> Option<PathBuf> {
    Some(
        tools("no TICKMARK_TOOLS, so the formats were not held against another program")?.join("python/bin").join(name),
    )
}

/// The published schema of SARIF, which comes with a package that is never built.
fn sarif_schema() -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("metadata");
    let packages = metadata["packages"].as_array().expect("packages");
    let package =
        packages.iter().find(|package| package["name"] == "serde-sarif").expect("the package with the schema");
    Path::new(package["manifest_path"].as_str().expect("a path")).with_file_name("src").join("schema.json")
}

#[track_caller]
fn holds(schema: &Path, text: &str) {
    let Some(validator) = tool("check-jsonschema") else { return };
    let file = tempfile::Builder::new().suffix(".json").tempfile().expect("a file");
    std::fs::write(file.path(), text).expect("written");
    // The published schema of SARIF has a pattern that is no regular expression of today's ECMAScript.
    let mut command = Command::new(validator);
    command.args(["--regex-variant", "nonunicode", "--schemafile"]).arg(schema).arg(file.path());
    let output = command.output().expect("it runs");
    assert!(output.status.success(), "{}\n{text}", String::from_utf8_lossy(&output.stdout));
}

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// All documents of a format: with findings, with nothing to report, and where the work could not be done.
fn documents(format: &str) -> Vec<String> {
    let place = place();
    place.fixture_repository("clean");
    let clean = run(place.tickmark("clean").args(["lint", "--as-of", DAY, "--format", format]), &[0]);
    let gate = run(place.tickmark("r").args(["gate", "--as-of", DAY, "--format", format]), &[1]);
    let failure = run(place.tickmark("home").args(["lint", "--format", format]), &[2]);
    assert!(failure.err.contains("no `tickmark.yaml`"), "{failure:?}");
    vec![lint(&place, format), clean.out, gate.out, failure.out]
}

#[test]
fn sarif_holds_against_its_published_schema() {
    for document in documents("sarif") {
        holds(&sarif_schema(), &document);
    }
}

#[test]
fn json_holds_against_our_published_schema() {
    for (number, document) in documents("json").iter().enumerate() {
        // The third is the gate's, which has another shape.
        if number != 2 {
            holds(&in_repository("schemas/lint-output.schema.json"), document);
        }
    }
}

#[test]
fn gitlab_holds_against_what_its_documentation_asks() {
    // Of what is clean there is nothing to show.
    for (document, is_empty) in documents("gitlab").into_iter().zip([false, true, false, false]) {
        holds(&in_repository("tests/tools/gitlab-code-quality.schema.json"), &document);
        let json: Value = serde_json::from_str(&document).expect("JSON");
        let prints: Vec<&str> =
            json.as_array().expect("a list").iter().filter_map(|issue| issue["fingerprint"].as_str()).collect();
        let distinct: std::collections::BTreeSet<&&str> = prints.iter().collect();
        assert_eq!(distinct.len(), prints.len(), "{document}");
        assert_eq!(prints.is_empty(), is_empty, "{document}");
    }
}

#[test]
fn junit_is_read_by_another_program_with_the_same_counts() {
    let script = "import sys, json\nfrom junitparser import JUnitXml\nx = JUnitXml.fromfile(sys.argv[1])\n\
                  cases = [c for s in x for c in s]\n\
                  print(json.dumps([len(cases), sum(bool(c.is_failure) for c in cases), \
                  sum(bool(c.is_error) for c in cases), sum(bool(c.is_skipped) for c in cases), x.tests, x.failures, x.errors]))";
    let Some(python) = tool("python") else { return };
    for (document, (failures, errors)) in documents("junit").into_iter().zip([(3, 0), (0, 0), (3, 0), (0, 1)]) {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), &document).expect("written");
        let output = Command::new(&python).args(["-c", script]).arg(file.path()).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let counts: Vec<u64> = serde_json::from_str(&said)
            .unwrap_or_else(|_| panic!("{}\n{document}", String::from_utf8_lossy(&output.stderr)));
        assert!(counts[1] >= failures.min(1) && (failures > 0 || counts[1] == 0), "{counts:?}\n{document}");
        assert_eq!(counts[2], errors, "{counts:?}\n{document}");
        assert_eq!((counts[0], counts[1], counts[2]), (counts[4], counts[5], counts[6]), "{document}");
    }
}

#[test]
fn no_text_of_a_record_breaks_out() {
    let place = place();
    let github = lint(&place, "github");
    for line in github.lines() {
        let is_ours = ["::error file=", "::warning file=", "::notice file=", "::notice title=tickmark::"];
        let is_summary = line.ends_with(&format!("as of {DAY}"));
        assert!(is_ours.iter().any(|start| line.starts_with(start)) || is_summary, "{line:?} in\n{github}");
        assert!(!line.contains(['\r', '\u{1b}', '\u{200f}']), "{line:?}");
    }
    assert!(github.contains("file=r/a folder/ü%2C%3Ax.yaml,"), "{github}");
    let markdown = lint(&place, "markdown");
    let rows: Vec<&str> = markdown.lines().filter(|line| line.starts_with('|')).collect();
    for row in &rows {
        let bars = row.replace("\\\\", "").replace("\\|", "").matches('|').count();
        assert_eq!(bars, 6, "{row}");
    }
    assert!(rows.len() > 3 && !markdown.contains("@everyone"), "{markdown}");
    let junit = lint(&place, "junit");
    assert!(!junit.contains(['\u{1b}']) && !junit.contains("<script>"), "{junit}");
    let sarif = lint(&place, "sarif");
    assert!(sarif.contains("\"uri\": \"r/a%20folder/%C3%BC%2C%3Ax.yaml\""), "{sarif}");
}

#[test]
fn a_moved_line_is_the_same_alert() {
    let place = place();
    let prints = |place: &Place| -> Vec<String> {
        let sarif: Value = serde_json::from_str(&lint(place, "sarif")).expect("JSON");
        let results = sarif["runs"][0]["results"].as_array().expect("results").clone();
        results.iter().map(|result| result["partialFingerprints"]["tickmark/v1"].to_string()).collect()
    };
    let before = prints(&place);
    place.replace(FINDING, "kind: finding\n", "# A line\n# and another one\nkind: finding\n");
    assert_eq!(prints(&place), before);
}

#[test]
fn several_formats_come_at_once_and_each_file_is_whole() {
    let place = place();
    let mut command = place.tickmark("r");
    command.args(["lint", "--as-of", DAY, "--output", "sarif=../out.sarif", "--output", "junit=../out.xml"]);
    let printed = run(command.args(["--format", "github", "--output=json=../out.json"]), &[1]);
    assert!(printed.out.starts_with("::error "), "{}", printed.out);
    assert_eq!(place.read("out.sarif"), lint(&place, "sarif"));
    assert_eq!(place.read("out.xml"), lint(&place, "junit"));
    assert_eq!(place.read("out.json"), lint(&place, "json"));
}

#[test]
fn where_the_work_cannot_be_done_each_format_says_so() {
    let place = Place::new();
    place.fixture("plain");
    for format in MACHINE {
        let file = format!("{format}=../out");
        let failed = ["lint", "--rev", "HEAD", "--format", format, "--output", &file];
        let failed = run(place.tickmark("plain").args(failed), &[2]);
        assert!(failed.out.contains("not in a Git repository"), "{failed:?}");
        assert_eq!(place.read("out"), failed.out);
    }
    let missing = run(place.tickmark("plain").args(["lint", "--output", "sarif=nowhere/out.sarif"]), &[2]);
    assert!(missing.err.contains("nowhere/out.sarif cannot be written"), "{missing:?}");
    let twice = ["lint", "--output", "sarif=x", "--output", "json=x"];
    assert!(run(place.tickmark("plain").args(twice), &[2]).err.contains("two results are to be written to x"));
    let unknown = run(place.tickmark("plain").args(["lint", "--output", "pdf=x"]), &[2]);
    assert!(unknown.err.contains("there is no format `pdf`"), "{unknown:?}");
}

//! An independent validator (check-jsonschema, with another YAML parser and another implementation of JSON Schema) accepts
//! the schemas, and agrees with tickmark on which records are valid.
//!
//! `tests/run.sh` installs it and names the folder in `TICKMARK_TOOLS`; without that, one from `PATH` will do.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::not_tested;
use tickmark::record::Kind;
use tickmark::schema;
use tickmark::snapshot::Document;
use walkdir::WalkDir;

/// Records of the fixture, each with one text replaced by another that the schema refuses.
const BREAKAGES: &[(&str, &str, &str)] = &[
    ("tickmark.yaml", "format: 1", "format: one"),
    ("tickmark.yaml", "headcount: 40", "headcount: \"40\""),
    ("tickmark.yaml", "importance: high", "importance: huge"),
    ("people/p-it.yaml", "employment: employee", "employment: volunteer"),
    ("people/p-it.yaml", "from: 2020-01-01", "from: 2020-1-1"),
    ("people/p-it.yaml", "git: [it@example.com]", "git: it@example.com"),
    ("programmes/AP-2026.yaml", "days_per_year: 12", "days_per_year: twelve"),
    ("programmes/AP-2026.yaml", "status: active", "status: Active"),
    ("audits/IA-2026-01/audit.yaml", "remote: none", "remote: sometimes"),
    ("audits/IA-2026-01/audit.yaml", "role: lead-auditor", "role: boss"),
    ("audits/IA-2026-01/audit.yaml", "objectives_met: true", "objectives_met: \"true\""),
    ("audits/IA-2026-01/workpapers/WP-2026-01.yaml", "result: conform\n", "result: ok\n"),
    ("evidence/2026/E-2026-001.yaml", "sha256: 5f70bf18", "sha256: 5f70"),
    ("evidence/2026/E-2026-001.yaml", "classification: confidential\n", "classification: cosy\n"),
    ("findings/2026/F-2026-001.yaml", "grade: minor", "grade: tiny"),
    ("findings/2026/F-2026-001.yaml", "title: Access withdrawn late\n", ""),
    ("findings/2026/F-2026-001.yaml", "criteria: [A.5.18, own:ACP-4.2]", "criteria: A.5.18"),
    ("findings/2026/F-2026-001.yaml", "detected_on: 2026-03-03", "detected_on: 2026-02-30"),
    ("findings/2026/F-2026-001.yaml", "id: F-2026-001", "id: F 2026 001"),
    ("findings/2026/F-2026-001.yaml", "systemic: false", "sytemic: false"),
    ("findings/2026/F-2026-001.yaml", "process: identity", "process: ~"),
    ("actions/2026/CA-2026-001.yaml", "- n: 1", "- n: one"),
    ("actions/2026/CA-2026-001.yaml", "similar_found: 0", "similar_found: -1"),
    ("actions/2026/CA-2026-001.yaml", "due: 2026-06-30", "due: 30.06.2026"),
    // What YAML 1.2 allows and their reader does not.
    ("findings/2026/F-2026-001.yaml", "title: Access withdrawn late", "title: Access\twithdrawn late"),
    ("findings/2026/F-2026-001.yaml", "grade: minor", "grade: minor\t# by its effect"),
    ("findings/2026/F-2026-001.yaml", "title: Access withdrawn late", "title: ="),
    ("findings/2026/F-2026-001.yaml", "title: Access withdrawn late", "title: <<"),
    ("findings/2026/F-2026-001.yaml", "title: Access withdrawn late", "title: 1_000.5"),
    ("findings/2026/F-2026-001.yaml", "detected_on: 2026-03-03", "detected_on: 0000-01-01"),
];

fn validator() -> Option<PathBuf> {
    let installed =
        std::env::var_os("TICKMARK_TOOLS").map(|tools| Path::new(&tools).join("python/bin/check-jsonschema"));
    if let Some(path) = installed {
        assert!(path.is_file(), "TICKMARK_TOOLS names no check-jsonschema: {}", path.display());
        return Some(path);
    }
    let path = PathBuf::from("check-jsonschema");
    let is_there = Command::new(&path).arg("--version").output().is_ok_and(|output| output.status.success());
    if !is_there {
        not_tested("no check-jsonschema, so the schemas were not held against another validator; use tests/run.sh");
    }
    is_there.then_some(path)
}

fn schema_file(kind: Kind) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(schema::file_name(kind))
}

/// The files that the validator refuses, of those of one kind; some it cannot even read.
fn refused(validator: &Path, kind: Kind, files: &[PathBuf]) -> Vec<PathBuf> {
    let mut command = Command::new(validator);
    command.args(["--output-format", "json", "--schemafile"]).arg(schema_file(kind)).args(files);
    let output = command.output().expect("the validator runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let json: serde_json::Value =
        serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said}\n{output:?}"));
    let errors = ["errors", "parse_errors"].into_iter().filter_map(|list| json[list].as_array()).flatten();
    errors.map(|error| PathBuf::from(error["filename"].as_str().expect("a name"))).collect()
}

#[test]
fn the_schemas_are_schemas() {
    let Some(validator) = validator() else { return };
    let files = Kind::ALL.iter().map(|&kind| schema_file(kind));
    let output = Command::new(validator).arg("--check-metaschema").args(files).output().expect("the validator runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn both_agree_on_which_records_are_valid() {
    let Some(validator) = validator() else { return };
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fixture = crate_folder.join("tests/rules/fixture");
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = Vec::new();
    for (number, (path, from, to)) in BREAKAGES.iter().enumerate() {
        let text = fs::read_to_string(fixture.join(path)).expect("a record of the fixture");
        assert!(text.contains(from), "{path} has no {from:?}");
        let broken = folder.path().join(format!("{number}.yaml"));
        fs::write(&broken, text.replacen(from, to, 1)).expect("a file");
        files.push(broken);
    }
    for start in [fixture, crate_folder.join("sample-isms")] {
        let records = WalkDir::new(start).into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path);
        files.extend(records.filter(|path| path.extension().is_some_and(|extension| extension == "yaml")));
    }
    let mut by_kind: BTreeMap<&str, (Kind, Vec<PathBuf>)> = BTreeMap::new();
    let mut own: Vec<PathBuf> = Vec::new();
    for file in files {
        let document = Document::read(&fs::read(&file).expect("a file"));
        let kind = document.kind.unwrap_or_else(|| panic!("{} has no kind", file.display()));
        if document.data.is_none() {
            own.push(file.clone());
        }
        by_kind.entry(kind.as_str()).or_insert((kind, Vec::new())).1.push(file);
    }
    let mut theirs: Vec<PathBuf> =
        by_kind.values().flat_map(|(kind, files)| refused(&validator, *kind, files)).collect();
    own.sort();
    theirs.sort();
    theirs.dedup();
    assert_eq!(theirs, own);
    assert_eq!(own.len(), BREAKAGES.len(), "{own:#?}");
}

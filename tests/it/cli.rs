//! Transcripts of the command line: what people read when something is wrong, and the help texts. The folders that the
//! transcripts work in are made here, each a copy of the clean fixture with one thing wrong; `TRYCMD=overwrite cargo test
//! --test it cli::` writes the transcripts anew.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::Place;

const FINDING: &str = "findings/2026/F-2026-001.yaml";

fn transcripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli")
}

/// The folders of `bad-input.trycmd`.
fn bad_input(place: &Place) {
    let folder = |name: &str| {
        let folder = format!("bad-input.in/{name}");
        place.fixture(&folder);
        folder
    };
    let write = |name: &str, path: &str, content: &[u8]| place.write(&format!("{}/{path}", folder(name)), content);
    folder("clean");
    place.fixture("bad-input.in/above/governance/isms");
    write("empty-file", "findings/2026/F-2026-002.yaml", b"");
    write("not-utf-8", "findings/2026/F-2026-002.yaml", b"kind: finding\nid: F-2026-002\ntitle: Caf\xe9 open\n");
    write("utf-16", "findings/2026/F-2026-002.yaml", b"\xff\xfek\0i\0n\0d\0:\0 \0f\0\n\0");
    write("unknown-kind", "findings/2026/F-2026-002.yaml", b"kind: fnding\nid: F-2026-002\n");
    write("no-kind", "findings/2026/F-2026-002.yaml", b"id: F-2026-002\ntitle: What is it\n");
    write("yml", "findings/2026/F-2026-002.yml", b"kind: finding\n");
    write("folder", "findings/2026.yaml/notes.txt", b"");
    write("two-roots", "copy/tickmark.yaml", b"kind: isms\n");
    write("not-yaml", "findings/2026/F-2026-002.yaml", b"kind: finding\ntitle: Door open: again\n");
    write("not-a-record", "findings/2026/F-2026-002.yaml", b"- one\n- two\n");
    let invalid = folder("settings-invalid");
    place.replace(&format!("{invalid}/tickmark.yaml"), "organisation:", "organization:");
    place.replace(&format!("{invalid}/{FINDING}"), "grade: minor", "grade: tiny");
    let rules = format!("{}/tickmark.yaml", folder("settings-unknown-rule"));
    place.write(&rules, format!("{}rules: {{action-overdu: {{level: info, reason: Later}}}}\n", place.read(&rules)));
    let links = folder("link");
    std::os::unix::fs::symlink("/etc/passwd", place.path(&links).join("findings/secret.yaml")).expect("a link");
    fs::create_dir(place.path("bad-input.in/nothing")).expect("a folder");
    place.fixture_repository("bad-input.in/repository");
    place.repository("bad-input.in/no-commit");
    place.fixture("bad-input.in/no-commit");
}

/// The folders of `gate.trycmd`.
fn gate(place: &Place) {
    place.fixture("gate.in/isms");
    place.fixture("gate.in/unreadable");
    place.write("gate.in/unreadable/actions/2026/CA-2026-001.yaml", "kind: action\nid: CA-2026-001\nstatus: [\n");
    let rules = "rules: {dangling-reference: {level: allow, reason: It annoys us}}\n";
    place.fixture("gate.in/softened");
    let settings = place.read("gate.in/softened/tickmark.yaml");
    place.write("gate.in/softened/tickmark.yaml", format!("{settings}{rules}"));
    place.replace(&format!("gate.in/softened/{FINDING}"), "evidence: [E-2026-001]", "evidence: [E-2026-099]");
    place.fixture("gate.in/closed-too-early");
    place.replace(&format!("gate.in/closed-too-early/{FINDING}"), "status: planned", "status: closed");
    place.fixture("gate.in/settings-invalid");
    place.replace("gate.in/settings-invalid/tickmark.yaml", "organisation:", "organization:");
}

/// The folder of `first-day.trycmd`: empty but for the evidence that people collect.
fn first_day(place: &Place) {
    for (name, content) in [("leavers.csv", "name,last day\n"), ("job.csv", "job,ran\n"), ("check.txt", "none open\n")]
    {
        place.write(&format!("first-day.in/isms/{name}"), content);
    }
}

/// The folders of `staged.trycmd`.
fn staged(place: &Place) {
    for name in ["nothing", "changed"] {
        place.fixture_repository(&format!("staged.in/{name}"));
    }
    place.git("staged.in/changed", &["rm", "--quiet", FINDING]);
}

/// The folder of `cycles.trycmd`: the sample with its history.
fn cycles(place: &Place) {
    tickmark::demo::write(&place.path("cycles.in/demo")).expect("the sample can be written");
}

/// Copies the transcripts to where they run, and back when they are written anew.
struct Transcripts<'a>(&'a Place);

impl Transcripts<'_> {
    fn copy(from: &Path, to: &Path) {
        for entry in fs::read_dir(from).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|extension| extension == "trycmd") {
                fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("a copy");
            }
        }
    }
}

impl Drop for Transcripts<'_> {
    fn drop(&mut self) {
        if std::env::var_os("TRYCMD").is_some_and(|mode| mode == "overwrite") {
            Self::copy(&self.0.path("."), &transcripts());
        }
    }
}

#[test]
fn transcripts_are_true() {
    let place = Place::new();
    bad_input(&place);
    gate(&place);
    first_day(&place);
    staged(&place);
    cycles(&place);
    let guard = Transcripts(&place);
    Transcripts::copy(&transcripts(), &place.path("."));
    let cases = trycmd::TestCases::new();
    cases
        .register_bin("tickmark", Path::new(env!("CARGO_BIN_EXE_tickmark")))
        .env("HOME", place.path("home").display().to_string())
        .env("XDG_CONFIG_HOME", place.path("home/.config").display().to_string())
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .env("GIT_DIR", "")
        .env("GIT_INDEX_FILE", "")
        .insert_var("[PLACE]", place.path(".").canonicalize().expect("the place").display().to_string())
        .expect("a variable");
    cases.case(place.path("*.trycmd"));
    cases.run();
    drop(guard);
}

#[test]
fn every_command_has_its_help_in_the_transcripts() {
    use clap::CommandFactory;
    let transcript = fs::read_to_string(transcripts().join("help.trycmd")).expect("the transcript");
    for command in tickmark::cli::Arguments::command().get_subcommands().filter(|command| !command.is_hide_set()) {
        let line = format!("\n$ tickmark {} --help\n", command.get_name());
        assert!(
            transcript.contains(&line),
            "tests/cli/help.trycmd lacks{line}(add it, then TRYCMD=overwrite cargo test --test it cli::)"
        );
    }
}

//! The site of the sample, held against HTML by an independent validator and opened in a real browser.
//!
//! `tests/run.sh` installs both and names them in `TICKMARK_TOOLS` and `TICKMARK_BROWSER`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::run;

fn manifest() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn tools() -> Option<PathBuf> {
    crate::support::tools("no browser and no HTML validator, so the site was not opened")
}

fn site(folder: &Path, audience: &str) -> PathBuf {
    in_language(folder, audience, "en")
}

/// Runs a script that looks at pages of a folder in a browser, which says what is wrong with them.
fn passes(tools: &Path, script: &str, folder: &Path, arguments: &[&str]) {
    let output = Command::new("node")
        .arg(manifest().join("tests/tools").join(script))
        .arg(folder)
        .args(arguments)
        .env("TICKMARK_TOOLS", tools)
        .output()
        .expect("node runs");
    let [said, wrong] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    assert!(output.status.success(), "{}:\n{said}{wrong}", folder.display());
}

#[test]
fn every_page_is_html() {
    let Some(tools) = tools() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let sites = ["public", "management"].map(|audience| site(folder.path(), audience));
    let output = Command::new(tools.join("node/node_modules/.bin/html-validate"))
        .arg("--config")
        .arg(manifest().join("tests/tools/htmlvalidate.json"))
        .args(["--formatter", "text"])
        .args(&sites)
        .output()
        .expect("html-validate runs");
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

/// One page of each kind, every register, and evidence that one of the audiences may not read.
const PAGES: &[&str] = &[
    "index.html",
    "figures.html",
    "clauses.html",
    "communications.html",
    "coverage.html",
    "improvements.html",
    "integrity.html",
    "laws.html",
    "processes.html",
    "requests.html",
    "resources.html",
    "rules.html",
    "actions/index.html",
    "actions/CA-2026-003.html",
    "audits/IA-2025-01.html",
    "catalogues/own.html",
    "catalogues/iso27001-2022.html",
    "evidence/E-2023-001.html",
    "evidence/E-2025-001.html",
    "findings/index.html",
    "findings/F-2025-001.html",
    "isms/isms.html",
    "people/p-platform.html",
    "programmes/AP-2026.html",
    "reviews/MR-2025-H1.html",
    "soa/soa.html",
    "workpapers/WP-2025-01-backup.html",
];

/// One page of each kind, light and wide, dark and narrow, without JavaScript, from `file://`.
#[test]
fn a_browser_shows_every_kind_of_page() {
    let Some(tools) = tools() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    for audience in ["public", "management"] {
        let site = site(folder.path(), audience);
        passes(&tools, "browse.mjs", &site, PAGES);
    }
}

/// Builds the site of the records in a folder.
fn build(records: &Path, site: &Path, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
    command.arg("-C").arg(records).args(["site", "--as-of", "2026-11-01"]).args(arguments).arg("-o").arg(site);
    run(command.env_remove("GIT_DIR"), &[0]);
}

/// A demo, whose history the feed and the comparison of cycles tell.
fn demo_site(folder: &Path, audience: &str) -> PathBuf {
    let (demo, site) = (folder.join("demo"), folder.join(audience));
    crate::support::copy_demo(&demo);
    build(&demo, &site, &["--audience", audience]);
    site
}

#[test]
fn machines_can_read_the_site() {
    let Some(tools) = tools() else { return };
    for audience in ["public", "management"] {
        let folder = tempfile::tempdir().expect("a folder");
        let output = Command::new(tools.join("python/bin/python"))
            .arg(manifest().join("tests/tools/machine.py"))
            .arg(demo_site(folder.path(), audience))
            .arg(audience)
            .output()
            .expect("Python runs");
        assert!(
            output.status.success(),
            "{audience}:\n{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn nothing_bars_anybody_from_a_page() {
    let Some(tools) = tools() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    passes(
        &tools,
        "axe.mjs",
        &demo_site(folder.path(), "management"),
        &[PAGES, &["comparisons/AP-2025..AP-2026.html"]].concat(),
    );
}

#[test]
fn long_lists_are_folded_on_a_phone_alone() {
    let Some(tools) = tools() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    passes(&tools, "folded.mjs", &demo_site(folder.path(), "management"), &["comparisons/AP-2025..AP-2026.html"]);
}

#[test]
fn nothing_bars_anybody_from_a_report() {
    let Some(tools) = tools() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_tickmark"))
        .arg("-C")
        .arg(manifest().join("sample-isms"))
        .args(["report", "certification", "--as-of", "2026-11-01", "-o"])
        .arg(folder.path().join("pack"))
        .env_remove("GIT_DIR")
        .output()
        .expect("tickmark runs");
    assert!(output.status.success(), "{output:?}");
    passes(
        &tools,
        "axe.mjs",
        &folder.path().join("pack"),
        &[
            "index.html",
            "1-scope-and-soa.html",
            "2-programmes/AP-2026.html",
            "2-plans/IA-2026-02.html",
            "3-corrective-actions.html",
            "3-actions/CA-2026-002.html",
            "4-reviews/MR-2026-H1.html",
            "5-requirements.html",
            "6-evidence.html",
            "7-integrity.html",
        ],
    );
}

#[test]
fn things_are_found_by_keyboard() {
    let Some(tools) = tools() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    passes(&tools, "find.mjs", &site(folder.path(), "management"), &[]);
}

/// Nothing is cut off, nor is a page wider than the window, on a desk or on a phone.
#[test]
fn nothing_scrolls_sideways() {
    let Some(tools) = tools() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    for (audience, language) in [("management", "en"), ("management", "de"), ("public", "de")] {
        let site = in_language(folder.path(), audience, language);
        passes(&tools, "sideways.mjs", &site, &[PAGES, &["audits/IA-2025-03.html"]].concat());
    }
}

fn in_language(folder: &Path, audience: &str, language: &str) -> PathBuf {
    let site = folder.join(format!("{audience}-{language}"));
    build(&manifest().join("sample-isms"), &site, &["--audience", audience, "--language", language]);
    site
}

/// German words are the longest.
#[test]
fn no_table_beside_a_column_is_cut_off() {
    let Some(tools) = tools() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    passes(&tools, "fits.mjs", &in_language(folder.path(), "management", "de"), &["findings"]);
}

/// Nobody prints a book to read two dozen pictures.
#[test]
fn the_figures_print_with_their_numbers_on_few_sheets() {
    let Some(tools) = tools() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    // German words are the longest.
    for site in [demo_site(folder.path(), "management"), in_language(folder.path(), "management", "de")] {
        passes(&tools, "printed.mjs", &site, &["figures.html", "12"]);
    }
}

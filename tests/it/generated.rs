//! Files that are generated and committed are current. `TICKMARK_UPDATE=1 cargo test --test it generated::` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

use tickmark::lint::{docs, rules};
use tickmark::record::Kind;
use tickmark::schema;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a generated text with its committed file, or writes the file when asked to.
fn is_current(path: &Path, expected: &str) -> bool {
    if std::env::var_os("TICKMARK_UPDATE").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, expected).expect("the file can be written");
    }
    fs::read_to_string(path).is_ok_and(|text| text.replace("\r\n", "\n") == expected)
}

/// The folder holds these files, each current, and no others.
fn assert_current(folder: &str, files: &[(String, String)]) {
    let folder = root().join(folder);
    let mut stale: Vec<&str> = files
        .iter()
        .filter(|(name, text)| !is_current(&folder.join(name), text))
        .map(|(name, _)| name.as_str())
        .collect();
    let found: Vec<String> = fs::read_dir(&folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .collect();
    stale.extend(found.iter().map(String::as_str).filter(|name| !files.iter().any(|(known, _)| known == name)));
    assert!(
        stale.is_empty(),
        "in {}: not current, or not there any more: {stale:?}; run TICKMARK_UPDATE=1 cargo test --test it generated::",
        folder.display()
    );
}

#[test]
fn schemas_are_current() {
    let mut files: Vec<_> = Kind::ALL.iter().map(|&kind| (schema::file_name(kind), schema::generated(kind))).collect();
    files.push(("lint-output.schema.json".to_owned(), tickmark::render::json::lint_schema()));
    assert_current("schemas", &files);
}

#[test]
fn rule_pages_are_current() {
    let mut files: Vec<_> = rules::ALL.iter().map(|rule| (format!("{}.md", rule.name), docs::page(rule))).collect();
    files.push(("README.md".to_owned(), docs::index()));
    assert_current("docs/rules", &files);
}

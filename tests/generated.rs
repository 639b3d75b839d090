//! Files that are generated and committed are current. `TICKMARK_UPDATE=1 cargo test --test generated` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

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

#[test]
fn schemas_are_current_and_there_are_no_others() {
    let folder = root().join("schemas");
    let mut stale = Vec::new();
    for &kind in Kind::ALL {
        let path = folder.join(schema::file_name(kind));
        if !is_current(&path, &schema::json(kind)) {
            stale.push(schema::file_name(kind));
        }
    }
    let expected: Vec<String> = Kind::ALL.iter().map(|&kind| schema::file_name(kind)).collect();
    for entry in fs::read_dir(folder).expect("schemas/ is there") {
        let name = entry.expect("an entry").file_name().into_string().expect("a name");
        if !expected.contains(&name) {
            stale.push(name);
        }
    }
    assert!(stale.is_empty(), "not current: {stale:?}; run TICKMARK_UPDATE=1 cargo test --test generated");
}

//! Whether a site would come out as it stands there: what all its pages are made of, as a digest, and what a folder holds.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::fs::Metadata;
use std::path::Path;

use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::Options;
use crate::snapshot::Snapshot;

/// A digest of all that [`super::publish`] makes a site of, apart from the program: two sites of the same stamp have the
/// same bytes.
pub fn stamp(snapshot: &Snapshot, options: &Options) -> String {
    let mut digest = Digested::default();
    let Options { audience, language, day, zone, commits, uncommitted, .. } = options;
    let Options { chronicle, comparisons, verification, health, elsewhere, own, edit, .. } = options;
    digest.add(&(audience, language.tag(), language.source(), day, zone, comparisons, verification, health, own, edit));
    digest.add(&elsewhere);
    // What happened is what the records of these commits say.
    digest.add(&chronicle.as_ref().map(|chronicle| &chronicle.moments));
    let commits: BTreeMap<&String, &String> = commits.iter().map(|(path, commit)| (path, &commit.id)).collect();
    digest.add(&(
        commits,
        uncommitted,
        snapshot.state(),
        snapshot.broken(),
        snapshot.problems(),
        snapshot.thresholds(),
    ));
    digest.add(&snapshot.files().collect::<Vec<_>>());
    let documents: BTreeMap<&str, &str> =
        snapshot.documents().map(|(path, document)| (&**path, &*document.text)).collect();
    for (path, text) in documents {
        digest.add(&(path, text.len()));
        digest.0.update(text);
    }
    format!("{:x}", digest.0.finalize())
}

/// A digest of which files a folder holds, how long they are, and when they were last changed; `None` when it cannot be
/// looked through.
pub fn state_of(folder: &Path) -> Option<String> {
    let mut digest = Digested::default();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.ok()?;
        let metadata = entry.metadata().ok()?;
        let path = entry.path().strip_prefix(folder).ok()?;
        match metadata.is_file() {
            true => digest.add(&(path, metadata.len(), metadata.modified().ok()?, changed(&metadata))),
            false => digest.add(&(path, entry.file_type())),
        }
    }
    Some(format!("{:x}", digest.0.finalize()))
}

/// When a file was last changed in any way, which nobody sets back.
#[cfg(unix)]
fn changed(metadata: &Metadata) -> (i64, i64) {
    use std::os::unix::fs::MetadataExt as _;
    (metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> (i64, i64) {
    (0, 0)
}

/// A digest of values as they are written for debugging, which is all that is in them.
#[derive(Default)]
struct Digested(Sha256);

impl Digested {
    fn add(&mut self, value: &dyn fmt::Debug) {
        // A digest takes whatever comes.
        let _ = write!(self, "{value:?};");
    }
}

impl fmt::Write for Digested {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text);
        Ok(())
    }
}

//! Whether a site would come out as it stands there: what all its pages are made of, as a digest, and what a folder holds.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::fs::{self, DirEntry, Metadata};
use std::path::Path;
use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};

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
    let mut digest = Sha256::new();
    add_folder(&mut digest, folder)?;
    Some(format!("{:x}", digest.finalize()))
}

/// Adds what a folder holds by the names of its entries, and behind each folder what that holds.
fn add_folder(digest: &mut Sha256, folder: &Path) -> Option<()> {
    let mut entries: Vec<DirEntry> = fs::read_dir(folder).ok()?.collect::<Result<_, _>>().ok()?;
    entries.sort_by_cached_key(DirEntry::file_name);
    digest.update(entries.len().to_le_bytes());
    let mut line = Vec::new();
    for entry in entries {
        let metadata = entry.metadata().ok()?;
        line.clear();
        line.extend_from_slice(entry.file_name().as_encoded_bytes());
        // No name has such a byte.
        line.push(0);
        if metadata.is_file() {
            let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).unwrap_or_default();
            line.extend(metadata.len().to_le_bytes());
            line.extend(modified.as_nanos().to_le_bytes());
            line.extend(changed(&metadata).into_iter().flat_map(i64::to_le_bytes));
        } else {
            line.extend_from_slice(format!("{:?}", metadata.file_type()).as_bytes());
        }
        digest.update(&line);
        if metadata.is_dir() {
            add_folder(digest, &entry.path())?;
        }
    }
    Some(())
}

/// When a file was last changed in any way, which nobody sets back.
#[cfg(unix)]
fn changed(metadata: &Metadata) -> [i64; 2] {
    use std::os::unix::fs::MetadataExt as _;
    [metadata.ctime(), metadata.ctime_nsec()]
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> [i64; 2] {
    [0; 2]
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

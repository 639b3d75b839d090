//! Writing files so that nobody sees half of one.

use std::collections::HashSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, bail};

/// Writes a file whole: who reads it meanwhile sees the old one or the new one, and a crash leaves one of the two. A file
/// that is replaced keeps its permissions.
///
/// # Errors
/// It cannot be written.
pub fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    write_bytes(file, text.as_bytes())
}

/// The same for what is no text.
///
/// # Errors
/// It cannot be written.
pub fn write_bytes(file: &Path, content: &[u8]) -> anyhow::Result<()> {
    // Other programs take this for standard output: a file of that name would surprise whoever asked, and be hard to remove.
    if file == Path::new("-") {
        bail!("`-` is no file: leave the option out for standard output, or name the file `./-`");
    }
    let failed = || format!("{} cannot be written", file.display());
    // What is no plain file (/dev/stdout, a pipe) is not to be replaced by one.
    if file.exists() && !file.is_file() {
        return std::fs::write(file, content).with_context(failed);
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut new = tempfile::Builder::new()
        .prefix(PREFIX)
        .rand_bytes(RANDOM)
        .make_in(folder, |path| std::fs::File::create_new(path))
        .with_context(failed)?;
    new.write_all(content).with_context(failed)?;
    let began = std::fs::metadata(new.path()).and_then(|metadata| metadata.modified());
    if let Ok(known) = std::fs::metadata(file) {
        std::fs::set_permissions(new.path(), known.permissions()).with_context(failed)?;
    }
    new.persist(file).map_err(|error| error.error).with_context(failed)?;
    if let Ok(began) = began {
        remove_left(folder, began);
    }
    Ok(())
}

/// How the names of files begin that are not whole yet: as nobody would call one of their own.
const PREFIX: &str = ".tickmark-unfinished-";
/// How many random letters end such a name.
const RANDOM: usize = 6;
/// No file takes so long.
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The folders that were looked through: one with thousands of files is not to be read for each of them.
static SEEN: LazyLock<Mutex<HashSet<PathBuf>>> = LazyLock::new(Mutex::default);

/// Removes from a folder what runs have left that were ended before their file was whole. What cannot be removed stays.
fn remove_left(folder: &Path, began: SystemTime) {
    if !SEEN.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned()) {
        return;
    }
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let random = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
        let is_ours = random.is_some_and(|end| end.len() == RANDOM && end.bytes().all(|b| b.is_ascii_alphanumeric()));
        let is_old = |metadata: std::fs::Metadata| {
            let age = metadata.modified().ok().and_then(|day| began.duration_since(day).ok());
            metadata.is_file() && age.is_some_and(|age| age > A_DAY)
        };
        if is_ours && std::fs::symlink_metadata(entry.path()).is_ok_and(is_old) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_half_written_goes_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let long_ago = SystemTime::now() - 2 * A_DAY;
        let all = [
            (".tickmark-unfinished-a1B2c3", long_ago),
            (".tickmark-unfinished-d4E5f6", SystemTime::now()),
            (".tickmark-unfinished-notes.txt", long_ago),
            (".tickmark-a1B2c3", long_ago),
        ];
        for (name, day) in all {
            let file = std::fs::File::create(folder.path().join(name)).expect("a file");
            file.set_modified(day).expect("a day");
        }
        write(&folder.path().join("a.yaml"), "a").expect("written");
        let names =
            std::fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<String> = names.map(|name| name.into_string().expect("a name")).collect();
        names.sort();
        let kept = all[1..].iter().map(|(name, _)| (*name).to_owned()).chain(["a.yaml".to_owned()]);
        let mut kept: Vec<String> = kept.collect();
        kept.sort();
        assert_eq!(names, kept);
    }
}

//! Where the files of a site go: a folder on disk, or memory.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::File;

/// Marks a folder as made by `tickmark site`, so that it may be written over.
pub const MARKER: &str = ".tickmark-site";

/// A place for the files of a site.
pub trait Sink: Sync {
    /// Takes a file of the new site. Nothing is seen of it before the site is finished.
    ///
    /// # Errors
    /// The place cannot take it.
    fn write(&self, file: File) -> Result<(), SinkError>;

    /// Puts the new site there in place of what was there before.
    ///
    /// # Errors
    /// The place cannot take it; what was there before stays.
    fn finish(&mut self) -> Result<(), SinkError>;

    /// Puts a site there whose files are at hand.
    ///
    /// # Errors
    /// The place cannot take it; what was there before stays.
    fn publish(&mut self, files: &[File]) -> Result<(), SinkError> {
        files.iter().try_for_each(|file| self.write(file.clone()))?;
        self.finish()
    }
}

/// Why a site could not be put somewhere.
#[derive(Debug, thiserror::Error)]
pub enum SinkError {
    /// The folder holds something else.
    #[error("{} is not empty and was not made by `tickmark site`", .0.display())]
    Foreign(PathBuf),
    /// There is something in the way.
    #[error("{} is not a folder", .0.display())]
    NotAFolder(PathBuf),
    /// The system refuses.
    #[error("{}: {error}", .path.display())]
    Io {
        /// Where.
        path: PathBuf,
        /// What it says.
        error: io::Error,
    },
}

impl SinkError {
    /// What can be done about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Foreign(_) | Self::NotAFolder(_) => {
                Some("name a new folder with `-o`, or one that an earlier run has made")
            }
            Self::Io { .. } => None,
        }
    }
}

/// Files in memory.
#[derive(Debug, Default)]
pub struct MemorySink {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl MemorySink {
    /// The files, by path.
    pub fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for MemorySink {
    fn write(&self, file: File) -> Result<(), SinkError> {
        locked(&self.files).insert(file.path, file.content);
        Ok(())
    }

    fn finish(&mut self) -> Result<(), SinkError> {
        Ok(())
    }
}

/// The guarded thing; a panic elsewhere has left nothing half done in it.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A folder on disk. The site is written beside it and takes its place when it is whole. A file that has not changed is
/// not written again: it is the same file, with its time, under a second name until the old site goes.
#[derive(Debug)]
pub struct DiskSink {
    folder: PathBuf,
    work: Mutex<Option<Work>>,
}

/// A site that is being written.
#[derive(Debug)]
struct Work {
    /// Held while this run lives, so that a later one knows a folder that nobody writes to any more. It is let go first, for a
    /// folder with an open file cannot be removed everywhere.
    _lock: fs::File,
    /// A folder of its own beside the site: nothing in the old site, a link least of all, can lead the writing astray.
    beside: TempDir,
    /// Its folders, and whether the old site has the same as a true folder.
    folders: BTreeMap<String, bool>,
}

impl DiskSink {
    /// Takes a folder that is new, empty, or made by an earlier run.
    ///
    /// # Errors
    /// It is something else.
    pub fn new(folder: &Path) -> Result<Self, SinkError> {
        let at = |error| SinkError::Io { path: folder.to_owned(), error };
        match fs::symlink_metadata(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(at(error)),
            Ok(metadata) if !metadata.is_dir() => return Err(SinkError::NotAFolder(folder.to_owned())),
            Ok(_) => {
                let is_empty = fs::read_dir(folder).map_err(at)?.next().is_none();
                let is_ours = fs::symlink_metadata(folder.join(MARKER)).is_ok_and(|marker| marker.is_file());
                if !is_empty && !is_ours {
                    return Err(SinkError::Foreign(folder.to_owned()));
                }
            }
        }
        Ok(Self { folder: folder.to_owned(), work: Mutex::new(None) })
    }
}

impl DiskSink {
    /// The place of a new file, and that of the same file in the old site where there may be one.
    fn places(&self, path: &str) -> Result<(PathBuf, Option<PathBuf>), SinkError> {
        let mut work = locked(&self.work);
        let work = match &mut *work {
            Some(work) => work,
            none => none.insert(self.begin()?),
        };
        let new = work.beside.path().join("new");
        let below = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let is_known = match work.folders.get(below) {
            Some(is_known) => *is_known,
            None => {
                let folder = new.join(below);
                fs::create_dir_all(&folder).map_err(|error| SinkError::Io { path: folder, error })?;
                let is_known = self.has_folder(below);
                work.folders.insert(below.to_owned(), is_known);
                is_known
            }
        };
        Ok((new.join(path), is_known.then(|| self.folder.join(path))))
    }

    fn begin(&self) -> Result<Work, SinkError> {
        let parent = match self.folder.parent() {
            Some(parent) if parent != Path::new("") => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        let at = |error| SinkError::Io { path: parent.clone(), error };
        fs::create_dir_all(&parent).map_err(at)?;
        // Nobody knows the folder beside the site, and that its name is said in the error.
        let unwritable =
            |error: std::io::Error| SinkError::Io { path: self.folder.clone(), error: error.kind().into() };
        let beside = tempfile::Builder::new().prefix(&self.prefix()).rand_bytes(RANDOM).tempdir_in(&parent);
        let beside = beside.map_err(unwritable)?;
        let lock = hold(beside.path()).map_err(|error| SinkError::Io { path: beside.path().to_owned(), error })?;
        Ok(Work { beside, _lock: lock, folders: BTreeMap::new() })
    }

    /// How the names of the folders begin in which a site for this place is written.
    fn prefix(&self) -> String {
        format!(".tickmark-{}-", self.folder.file_name().unwrap_or_default().to_string_lossy())
    }

    /// Removes what runs for this place have left that were ended before they could: folders with our lock that nobody holds.
    /// What cannot be removed stays, for the site itself is whole. `began` is when this run did.
    fn remove_left(&self, began: Option<SystemTime>) {
        let parent = self.folder.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
        let prefix = self.prefix();
        for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
            let is_named = |prefix: &str| {
                entry.file_name().to_str().is_some_and(|name| {
                    name.strip_prefix(prefix).is_some_and(|end| end.len() == RANDOM && !end.contains('-'))
                })
            };
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            let is_of_another_version =
                || is_named(".tickmark-") && began.is_some_and(|began| is_long_left(&entry.path(), began));
            if is_folder && (is_named(&prefix) && is_left(&entry.path()) || is_of_another_version()) {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }

    /// Whether the old site has a folder, with no link on the way to it.
    fn has_folder(&self, below: &str) -> bool {
        let mut folder = self.folder.clone();
        let is_folder = |folder: &Path| fs::symlink_metadata(folder).is_ok_and(|metadata| metadata.is_dir());
        is_folder(&folder)
            && below.split('/').filter(|part| !part.is_empty()).all(|part| {
                folder.push(part);
                is_folder(&folder)
            })
    }
}

impl Sink for DiskSink {
    fn write(&self, file: File) -> Result<(), SinkError> {
        let (new, old) = self.places(&file.path)?;
        if old.is_some_and(|old| holds(&old, &file.content) && fs::hard_link(&old, &new).is_ok()) {
            return Ok(());
        }
        fs::write(&new, &file.content).map_err(|error| SinkError::Io { path: new, error })
    }

    fn finish(&mut self) -> Result<(), SinkError> {
        let marker = b"Made by `tickmark site`, which may write over this folder.\n".to_vec();
        self.write(File { path: MARKER.to_owned(), content: marker })?;
        let Some(work) = locked(&self.work).take() else { return Ok(()) };
        let (new, old) = (work.beside.path().join("new"), work.beside.path().join("old"));
        let at = |error| SinkError::Io { path: self.folder.clone(), error };
        let had_one = match fs::rename(&self.folder, &old) {
            Ok(()) => true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(at(error)),
        };
        if let Err(error) = fs::rename(&new, &self.folder) {
            if had_one {
                fs::rename(&old, &self.folder).map_err(at)?;
            }
            return Err(at(error));
        }
        let began =
            fs::metadata(work.beside.path()).and_then(|metadata| metadata.created().or(metadata.modified())).ok();
        drop(work);
        self.remove_left(began);
        Ok(())
    }
}

/// The file in a folder beside a site that its run holds locked.
const LOCK: &str = "lock";
/// How many random letters end the name of such a folder.
const RANDOM: usize = 6;
/// No site takes so long.
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Locks a new folder. The lock has its name only when it is held: without one, a folder is not known to be left.
fn hold(folder: &Path) -> io::Result<fs::File> {
    let (new, path) = (folder.join("lock.new"), folder.join(LOCK));
    let file = fs::File::create_new(&new)?;
    // Not every file system locks; there, no folder is ever taken for one that was left.
    if file.try_lock().is_ok() {
        fs::rename(&new, &path)?;
    }
    Ok(file)
}

/// Whether a folder is one that a run began and that none holds any more.
fn is_left(folder: &Path) -> bool {
    let path = folder.join(LOCK);
    fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file())
        && fs::File::options().read(true).open(&path).is_ok_and(|file| file.try_lock().is_ok())
}

/// Whether a folder is one that a version left which knew no locks: filled as that filled it, and not touched since the day before.
/// Where both a new and an old site are in it, the old one may be the only one of its place.
fn is_long_left(folder: &Path, began: SystemTime) -> bool {
    let touched = fs::metadata(folder).and_then(|metadata| metadata.modified());
    let is_old = touched.is_ok_and(|day| began.duration_since(day).is_ok_and(|age| age > A_DAY));
    let names: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name()).collect();
    is_old && matches!(names.as_slice(), [only] if only == "new" || only == "old")
}

/// Whether a true file has this content.
fn holds(path: &Path, content: &[u8]) -> bool {
    let has_size = |metadata: fs::Metadata| metadata.is_file() && metadata.len() == content.len() as u64;
    fs::symlink_metadata(path).is_ok_and(has_size) && fs::read(path).is_ok_and(|old| old == content)
}

//! Where the files of a site go: a folder on disk, or memory.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::File;

/// Marks a folder as made by `tickmark site`, so that it may be written over.
pub const MARKER: &str = ".tickmark-site";

/// A place for the files of a site.
pub trait Sink {
    /// Puts the site there in place of what was there before.
    ///
    /// # Errors
    /// The place cannot take it; what was there before stays.
    fn publish(&mut self, files: &[File]) -> Result<(), SinkError>;
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
    /// The files, by path.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Sink for MemorySink {
    fn publish(&mut self, files: &[File]) -> Result<(), SinkError> {
        self.files = files.iter().map(|file| (file.path.clone(), file.content.clone())).collect();
        Ok(())
    }
}

/// A folder on disk. The site is written beside it and takes its place when it is whole.
#[derive(Debug)]
pub struct DiskSink {
    folder: PathBuf,
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
        Ok(Self { folder: folder.to_owned() })
    }
}

impl Sink for DiskSink {
    fn publish(&mut self, files: &[File]) -> Result<(), SinkError> {
        let at = |path: &Path, error| SinkError::Io { path: path.to_owned(), error };
        let parent = match self.folder.parent() {
            Some(parent) if parent != Path::new("") => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        fs::create_dir_all(&parent).map_err(|error| at(&parent, error))?;
        // A folder of its own beside the site: nothing in the old site, a link least of all, can lead the writing astray.
        let beside =
            tempfile::Builder::new().prefix(".tickmark-").tempdir_in(&parent).map_err(|error| at(&parent, error))?;
        let new = beside.path().join("new");
        write_all(&new, files)?;
        let old = beside.path().join("old");
        let had_one = match fs::rename(&self.folder, &old) {
            Ok(()) => true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(at(&self.folder, error)),
        };
        if let Err(error) = fs::rename(&new, &self.folder) {
            if had_one {
                fs::rename(&old, &self.folder).map_err(|error| at(&self.folder, error))?;
            }
            return Err(at(&self.folder, error));
        }
        Ok(())
    }
}

fn write_all(folder: &Path, files: &[File]) -> Result<(), SinkError> {
    let at = |path: &Path, error| SinkError::Io { path: path.to_owned(), error };
    let below = files.iter().filter_map(|file| file.path.rsplit_once('/')).map(|(folder, _)| folder);
    for below in BTreeSet::from([""]).into_iter().chain(below.collect::<BTreeSet<&str>>()) {
        let path = folder.join(below);
        fs::create_dir_all(&path).map_err(|error| at(&path, error))?;
    }
    let marker = File {
        path: MARKER.to_owned(),
        content: b"Made by `tickmark site`, which may write over this folder.\n".to_vec(),
    };
    for file in files.iter().chain([&marker]) {
        let path = folder.join(&file.path);
        fs::write(&path, &file.content).map_err(|error| at(&path, error))?;
    }
    Ok(())
}

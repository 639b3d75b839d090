//! What was built before: a site that would come out the same is not built again.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::cli::state::{Loaded, kept_folder};
use crate::site::{self, Options};

/// What a folder was last filled with, kept in Git's data folder. It may be deleted at any time.
pub(super) struct Built<'a> {
    folder: &'a Path,
    /// Where it is kept.
    file: PathBuf,
    /// The program, and a digest of what the site is made of.
    stamp: String,
}

impl<'a> Built<'a> {
    pub(super) fn of(loaded: &Loaded, options: &Options, folder: &'a Path) -> Option<Self> {
        let (kept, program) = kept_folder(&loaded.opened)?;
        let path = std::path::absolute(folder).ok()?;
        let name = format!("{:x}", Sha256::digest(path.as_os_str().as_encoded_bytes()));
        let stamp = format!("{program} {}", site::stamp(&loaded.snapshot, options));
        Some(Self { folder, file: kept.join("sites").join(name), stamp })
    }

    /// The number of pages of the site that is there, if it would come out the same again and nobody has touched it since.
    pub(super) fn pages(&self) -> Option<usize> {
        let kept = fs::read_to_string(&self.file).ok()?;
        let [stamp, state, pages] = kept.lines().collect::<Vec<&str>>().try_into().ok()?;
        let is_same = stamp == self.stamp && site::state_of(self.folder).is_some_and(|now| now == state);
        pages.parse().ok().filter(|_| is_same)
    }

    /// Keeps what the folder holds now. Where it cannot be kept, the next run builds the site again.
    pub(super) fn keep(&self, pages: usize) {
        let (Some(state), Some(parent)) = (site::state_of(self.folder), self.file.parent()) else { return };
        let kept = format!("{}\n{state}\n{pages}\n", self.stamp);
        let _ = fs::create_dir_all(parent).and_then(|()| fs::write(&self.file, kept));
    }
}

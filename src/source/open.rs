//! From what was asked for to a source: finding the record root and the repository.

use std::path::{Path, PathBuf};

use super::git::{CommitSource, IndexSource, Repository};
use super::worktree::{FolderSource, find_root, root_below};
use super::{Source, SourceError};

/// Which state of the records is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Selection {
    /// The files on disk.
    #[default]
    WorkTree,
    /// The index.
    Index,
    /// The commit that a revision names.
    Revision(String),
}

/// Where to look, and what Git said about it in the environment.
#[derive(Debug, Clone, Default)]
pub struct Location {
    /// The folder to begin in: the record root is there or above.
    pub folder: PathBuf,
    /// `GIT_DIR`, as Git sets it for hooks.
    pub git_dir: Option<PathBuf>,
    /// `GIT_INDEX_FILE`, as Git sets it for hooks.
    pub index_file: Option<PathBuf>,
}

/// A source, and where it is from.
pub struct Opened {
    /// The source.
    pub source: Box<dyn Source>,
    /// The repository; `None` for a folder that is in none.
    pub repository: Option<Repository>,
    /// The record root on disk, for the work tree and the index.
    pub folder: Option<PathBuf>,
    /// The record root's path from the top of the repository; empty when it is the top.
    pub root: String,
}

impl Location {
    /// Finds the record root and opens the wanted state of it.
    ///
    /// # Errors
    /// There is no record root, or the state cannot be had.
    pub fn open(&self, selection: &Selection) -> Result<Opened, SourceError> {
        let start = self.folder.canonicalize().map_err(|_| SourceError::Unreadable {
            path: self.folder.clone(),
            reason: "there is no such folder".to_owned(),
        })?;
        let repository = Repository::discover(&start)?;
        if let (Some(repository), Some(git_dir)) = (&repository, &self.git_dir) {
            repository.expect_git_dir(git_dir, &start)?;
        }
        let top = repository.as_ref().and_then(Repository::top);
        let folder = find_root(&start, top.as_deref());
        match selection {
            Selection::WorkTree => {
                let folder = folder.ok_or_else(|| no_root(&start))?;
                let root = repository.as_ref().and_then(|git| git.path_from_top(&folder)).unwrap_or_default();
                let source = FolderSource::new(folder.clone(), repository.as_ref())?;
                Ok(Opened { source: Box::new(source), repository, folder: Some(folder), root })
            }
            Selection::Index => {
                let repository = needed(repository, &start, "--staged")?;
                let folder = folder.ok_or_else(|| no_root(&start))?;
                let root = repository.path_from_top(&folder).unwrap_or_default();
                let source = IndexSource::new(repository.reopen()?, &root, self.index_file.as_deref())?;
                Ok(Opened { source: Box::new(source), repository: Some(repository), folder: Some(folder), root })
            }
            Selection::Revision(revision) => {
                let repository = needed(repository, &start, &format!("revision {revision}"))?;
                let wanted = match &folder {
                    Some(folder) => repository.path_from_top(folder),
                    None => repository.path_from_top(&start),
                };
                let source = CommitSource::new(repository.reopen()?, revision, wanted.as_deref())?;
                let root = source.root().to_owned();
                Ok(Opened { source: Box::new(source), repository: Some(repository), folder, root })
            }
        }
    }
}

fn no_root(start: &Path) -> SourceError {
    SourceError::NoRoot { from: start.to_owned(), below: root_below(start) }
}

fn needed(repository: Option<Repository>, path: &Path, wanted: &str) -> Result<Repository, SourceError> {
    repository.ok_or_else(|| SourceError::NoRepository { path: path.to_owned(), wanted: wanted.to_owned() })
}

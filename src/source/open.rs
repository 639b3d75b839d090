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
    /// Where objects are that do not belong to the repository yet: a `pre-receive` hook is to judge what is in
    /// `GIT_QUARANTINE_PATH`.
    pub quarantine: Option<PathBuf>,
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
        if !start.is_dir() {
            return Err(SourceError::Unreadable { path: start, reason: "it is not a folder".to_owned() });
        }
        let repository = Repository::discover(&start)?
            .map(|repository| repository.with_quarantine(self.quarantine.as_deref()))
            .transpose()?;
        if let (Some(repository), Some(git_dir)) = (&repository, &self.git_dir) {
            repository.expect_git_dir(git_dir)?;
        }
        let top = repository.as_ref().and_then(Repository::top);
        let is_bare = repository.is_some() && top.is_none();
        // What lies around a bare repository is not in it.
        let folder = if is_bare { None } else { find_root(&start, top.as_deref()) };
        match selection {
            Selection::WorkTree | Selection::Index if is_bare => Err(SourceError::Bare { path: start }),
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
                    Some(folder) => repository.path_from_top(folder).into_iter().collect(),
                    None => repository.path_from_top(&start).map(|path| upward(&path)).unwrap_or_default(),
                };
                let source = CommitSource::new(repository.reopen()?, revision, &wanted)?;
                let root = source.root().to_owned();
                Ok(Opened { source: Box::new(source), repository: Some(repository), folder, root })
            }
        }
    }
}

/// A path and the paths of the folders above it, nearest first.
fn upward(path: &str) -> Vec<String> {
    let above = path.rmatch_indices('/').map(|(at, _)| path[..at].to_owned());
    let mut paths: Vec<String> = std::iter::once(path.to_owned()).chain(above).collect();
    if !path.is_empty() {
        paths.push(String::new());
    }
    paths
}

fn no_root(start: &Path) -> SourceError {
    let misnamed = ["tickmark.yml", ".tickmark.yaml", "Tickmark.yaml"];
    let misnamed = misnamed.iter().map(|name| start.join(name)).find(|path| path.is_file());
    SourceError::NoRoot { from: start.to_owned(), below: root_below(start), misnamed }
}

fn needed(repository: Option<Repository>, path: &Path, wanted: &str) -> Result<Repository, SourceError> {
    repository.ok_or_else(|| SourceError::NoRepository { path: path.to_owned(), wanted: wanted.to_owned() })
}

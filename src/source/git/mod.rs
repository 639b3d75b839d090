//! Git. This folder is the only place that names git2.

mod changes;
mod index;
mod tree;
mod write;

use std::path::{Path, PathBuf};

use git2::{ErrorCode, Repository as Git, RepositoryOpenFlags};

pub use changes::Change;
pub use index::{IndexSource, Tracked};
pub use tree::CommitSource;
pub use write::{Actor, Writer};

use super::{Commit, ContentId, SourceError};
use crate::record::ROOT_FILE;

/// A repository.
pub struct Repository {
    git: Git,
}

impl Repository {
    /// The repository that `path` is in, if it is in one.
    ///
    /// # Errors
    /// There is one, and Git does not open it.
    pub fn discover(path: &Path) -> Result<Option<Self>, SourceError> {
        // The cache of libgit2 grows with everything that is read once and never again.
        git2::opts::enable_caching(false);
        let none: [&Path; 0] = [];
        match Git::open_ext(path, RepositoryOpenFlags::empty(), none) {
            Ok(git) => Ok(Some(Self { git })),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) if error.code() == ErrorCode::Owner => Err(SourceError::Untrusted { path: path.to_owned() }),
            Err(error) => Err(failed(&error)),
        }
    }

    /// The same repository once more: a handle for one thread or one source.
    ///
    /// # Errors
    /// Git does not open it any more.
    pub fn reopen(&self) -> Result<Self, SourceError> {
        Git::open(self.git.path()).map(|git| Self { git }).map_err(|error| failed(&error))
    }

    /// Top of the work tree; `None` for a bare repository.
    pub fn top(&self) -> Option<PathBuf> {
        self.git.workdir().map(|path| path.canonicalize().unwrap_or_else(|_| path.to_owned()))
    }

    /// The folder that Git keeps its data in.
    pub fn data_folder(&self) -> &Path {
        self.git.path()
    }

    /// Refuses to go on when `GIT_DIR` names another repository than this one.
    ///
    /// # Errors
    /// It does.
    pub fn expect_git_dir(&self, named: &Path, from: &Path) -> Result<(), SourceError> {
        let canonical = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let named = canonical(&from.join(named));
        let own = [canonical(self.git.path()), canonical(self.git.commondir())];
        match own.contains(&named) {
            true => Ok(()),
            false => Err(SourceError::OtherRepository { named, found: self.git.path().to_owned() }),
        }
    }

    /// Whether history ends at a point where the clone was cut off rather than at the first commit.
    pub fn is_shallow(&self) -> bool {
        self.git.is_shallow()
    }

    /// The commit that is checked out; `None` before the first one.
    ///
    /// # Errors
    /// HEAD names something that cannot be read.
    pub fn head(&self) -> Result<Option<Commit>, SourceError> {
        match self.git.head() {
            Ok(head) => {
                let commit = head.peel_to_commit().map_err(|error| failed(&error))?;
                Ok(Some(describe(&commit)))
            }
            Err(error) if matches!(error.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound) => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }

    /// The commit that a revision names: a branch, a tag, an id, `HEAD~3`.
    ///
    /// # Errors
    /// It names none.
    pub fn commit(&self, revision: &str) -> Result<Commit, SourceError> {
        self.find(revision).map(|commit| describe(&commit))
    }

    /// Names of the tags, sorted.
    ///
    /// # Errors
    /// The tags cannot be listed.
    pub fn tags(&self) -> Result<Vec<String>, SourceError> {
        let names = self.git.tag_names(None).map_err(|error| failed(&error))?;
        let mut names: Vec<String> = names.iter().filter_map(|name| name.ok().flatten().map(str::to_owned)).collect();
        names.sort_unstable();
        Ok(names)
    }

    fn find(&self, revision: &str) -> Result<git2::Commit<'_>, SourceError> {
        if self.git.is_empty().unwrap_or(false) {
            return Err(SourceError::NoCommit);
        }
        let unknown = |reason: Option<String>| SourceError::UnknownRevision { revision: revision.to_owned(), reason };
        let object = self.git.revparse_single(revision).map_err(|error| match error.code() {
            ErrorCode::Ambiguous => unknown(Some("several objects begin like this; give more digits".to_owned())),
            ErrorCode::NotFound if self.is_shallow() => unknown(Some("this clone is shallow".to_owned())),
            _ => unknown(None),
        })?;
        object.peel_to_commit().map_err(|_| unknown(Some("it names no commit".to_owned())))
    }

    /// Paths of the folders of a commit that hold a `tickmark.yaml`, from the top of the repository.
    fn roots(&self, tree: &git2::Tree<'_>) -> Vec<String> {
        let mut roots = Vec::new();
        let walked = tree.walk(git2::TreeWalkMode::PreOrder, |folder, entry| {
            let name = entry.name().unwrap_or_default();
            if name.starts_with('.') && entry.kind() == Some(git2::ObjectType::Tree) {
                return git2::TreeWalkResult::Skip;
            }
            if name == ROOT_FILE && entry.kind() == Some(git2::ObjectType::Blob) {
                roots.push(folder.trim_end_matches('/').to_owned());
            }
            git2::TreeWalkResult::Ok
        });
        // A walk that fails has named the roots up to there; reading them says what is missing.
        drop(walked);
        roots
    }
}

/// What Git says, as an error of ours.
fn failed(error: &git2::Error) -> SourceError {
    SourceError::Git(error.message().to_owned())
}

fn describe(commit: &git2::Commit<'_>) -> Commit {
    let author = commit.author();
    Commit {
        id: commit.id().to_string(),
        seconds: commit.committer().when().seconds(),
        author: String::from_utf8_lossy(author.name_bytes()).into_owned(),
        email: String::from_utf8_lossy(author.email_bytes()).into_owned(),
        summary: String::from_utf8_lossy(commit.summary_bytes().unwrap_or_default()).into_owned(),
    }
}

fn content_id(id: git2::Oid) -> ContentId {
    let mut bytes = ContentId::default();
    let own = id.as_bytes();
    bytes[..own.len()].copy_from_slice(own);
    bytes
}

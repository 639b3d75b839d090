//! Writing a repository: for the demo, and for a folder that is to become one. No command commits into a repository of the
//! user's.

use std::cell::{Cell, OnceCell};
use std::path::Path;

use git2::build::CheckoutBuilder;
use git2::{Diff, Oid, RepositoryInitOptions, Signature, Time};

use super::{Repository, failed};
use crate::source::SourceError;

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Seconds since 1970-01-01 00:00 UTC.
    pub seconds: i64,
    /// Minutes that the clock was ahead of UTC.
    pub offset_minutes: i32,
}

impl Actor {
    fn signature(&self) -> Result<Signature<'static>, SourceError> {
        Signature::new(&self.name, &self.email, &Time::new(self.seconds, self.offset_minutes))
            .map_err(|error| failed(&error))
    }
}

/// A repository that is being written, commit by commit, each the change of the one before.
pub struct Writer {
    repository: Repository,
    head: Option<Oid>,
}

impl Repository {
    /// Makes a folder a repository with the branch `main`, without a commit.
    ///
    /// # Errors
    /// Git cannot make it.
    pub fn begin(folder: &Path) -> Result<(), SourceError> {
        Writer::create(folder).map(drop)
    }
}

impl Writer {
    /// Begins a repository with the branch `main` in an empty or new folder.
    ///
    /// # Errors
    /// Git cannot make the repository.
    pub fn create(folder: &Path) -> Result<Self, SourceError> {
        let mut options = RepositoryInitOptions::new();
        options.initial_head("main").external_template(false).no_reinit(true);
        let git = git2::Repository::init_opts(folder, &options).map_err(|error| failed(&error))?;
        Ok(Self {
            repository: Repository { git, quarantine: None, is_checked: Cell::default(), packs: OnceCell::new() },
            head: None,
        })
    }

    /// Adds a commit: the tree of the last one with `patch` (as `git diff` writes it) applied.
    ///
    /// # Errors
    /// The patch does not fit.
    pub fn commit(&mut self, author: &Actor, message: &str, patch: &str) -> Result<(), SourceError> {
        let git = &self.repository.git;
        let parent = self.head.map(|id| git.find_commit(id)).transpose().map_err(|error| failed(&error))?;
        let before = match &parent {
            Some(parent) => parent.tree(),
            None => git.treebuilder(None).and_then(|builder| builder.write()).and_then(|id| git.find_tree(id)),
        }
        .map_err(|error| failed(&error))?;
        let diff = Diff::from_buffer(patch.as_bytes()).map_err(|error| failed(&error))?;
        let mut index = git.apply_to_tree(&before, &diff, None).map_err(|error| failed(&error))?;
        let tree = index.write_tree_to(git).and_then(|id| git.find_tree(id)).map_err(|error| failed(&error))?;
        let signature = author.signature()?;
        let parents: Vec<&git2::Commit<'_>> = parent.iter().collect();
        let id = git
            .commit(Some("HEAD"), &signature, &signature, message, &tree, &parents)
            .map_err(|error| failed(&error))?;
        self.head = Some(id);
        Ok(())
    }

    /// Puts an annotated tag on the last commit.
    ///
    /// # Errors
    /// There is such a tag already, or no commit.
    pub fn tag(&self, name: &str, tagger: &Actor, message: &str) -> Result<(), SourceError> {
        let git = &self.repository.git;
        let head = self.head.ok_or(SourceError::NoCommit)?;
        let target = git.find_object(head, None).map_err(|error| failed(&error))?;
        git.tag(name, &target, &tagger.signature()?, message, false).map_err(|error| failed(&error))?;
        Ok(())
    }

    /// Keeps files out of `git status` without a change to the tree: `patterns` as in `.gitignore`.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn exclude(&self, patterns: &str) -> Result<(), SourceError> {
        let path = self.repository.git.path().join("info/exclude");
        let written =
            path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(&path, patterns));
        written.map_err(|error| SourceError::Unreadable { path, reason: error.to_string() })
    }

    /// Checks the last commit out.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn finish(self) -> Result<(), SourceError> {
        let mut checkout = CheckoutBuilder::new();
        checkout.force();
        self.repository.git.checkout_head(Some(&mut checkout)).map_err(|error| failed(&error))
    }
}

//! Writing a repository: for the demo, and for a folder that is to become one. No command commits into a repository of the
//! user's.

use std::path::Path;

use git2::build::CheckoutBuilder;
use git2::{ConfigLevel, Diff, ObjectType, Oid, RepositoryInitOptions, Signature, Time};

use super::{Repository, failed};
use crate::source::SourceError;

/// The branch of a repository that is begun.
const BRANCH: &str = "main";

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

    /// As Git writes it into a tag.
    fn line(&self) -> String {
        let (sign, minutes) = (if self.offset_minutes < 0 { '-' } else { '+' }, self.offset_minutes.abs());
        format!("{} <{}> {} {sign}{:02}{:02}", self.name, self.email, self.seconds, minutes / 60, minutes % 60)
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
        options.initial_head(BRANCH).external_template(false).no_reinit(true);
        let git = git2::Repository::init_opts(folder, &options).map_err(|error| failed(&error))?;
        Ok(Self { repository: Repository::of(git), head: None })
    }

    /// Adds a commit: the tree of the last one with `patch` (as `git diff` writes it) applied, and what `sign` makes of it as its
    /// signature.
    ///
    /// # Errors
    /// The patch does not fit, or there is no signature.
    pub fn commit<E: From<SourceError>>(
        &mut self,
        author: &Actor,
        message: &str,
        patch: &str,
        sign: impl FnOnce(&str) -> Result<String, E>,
    ) -> Result<(), E> {
        let tree = self.tree_with(patch)?;
        self.head = Some(self.add(author, message, (tree, self.head.as_slice()), sign)?);
        Ok(())
    }

    /// Adds the merge of a branch that has one commit: `patch` is what that commit changes, and the merge takes it as it is.
    ///
    /// # Errors
    /// The patch does not fit, or there is no signature.
    pub fn merge<E: From<SourceError>>(
        &mut self,
        (author, message): (&Actor, &str),
        (branch_author, branch_message): (&Actor, &str),
        patch: &str,
        sign: impl Fn(&Actor, &str) -> Result<String, E>,
    ) -> Result<(), E> {
        let tree = self.tree_with(patch)?;
        let before = self.head.as_slice();
        let branch = self.add(branch_author, branch_message, (tree, before), |text| sign(branch_author, text))?;
        let parents: Vec<Oid> = before.iter().copied().chain([branch]).collect();
        self.head = Some(self.add(author, message, (tree, &parents), |text| sign(author, text))?);
        Ok(())
    }

    /// The tree of the last commit with a patch applied.
    fn tree_with(&self, patch: &str) -> Result<Oid, SourceError> {
        let git = &self.repository.git;
        let before = match self.head {
            Some(head) => git.find_commit(head).and_then(|commit| commit.tree()),
            // Git knows the empty tree without anybody writing it, and calls one that was written dangling.
            None => Oid::hash_object_ext(ObjectType::Tree, &[], git.object_format()).and_then(|id| git.find_tree(id)),
        };
        let tree = before.and_then(|before| {
            let diff = Diff::from_buffer(patch.as_bytes())?;
            git.apply_to_tree(&before, &diff, None)?.write_tree_to(git)
        });
        tree.map_err(|error| failed(&error))
    }

    /// Writes a commit with a tree and parents.
    fn add<E: From<SourceError>>(
        &self,
        author: &Actor,
        message: &str,
        (tree, parents): (Oid, &[Oid]),
        sign: impl FnOnce(&str) -> Result<String, E>,
    ) -> Result<Oid, E> {
        let git = &self.repository.git;
        let by = author.signature()?;
        let text = || {
            let parents = parents.iter().map(|id| git.find_commit(*id)).collect::<Result<Vec<_>, _>>()?;
            let parents: Vec<&git2::Commit<'_>> = parents.iter().collect();
            git.commit_create_buffer(&by, &by, message, &git.find_tree(tree)?, &parents)
        };
        let text = String::from_utf8_lossy(&text().map_err(|error| failed(&error))?).into_owned();
        let signature = sign(&text)?;
        Ok(git.commit_signed(&text, &signature, None).map_err(|error| failed(&error))?)
    }

    /// Puts an annotated tag on the last commit, with what `sign` makes of it as its signature.
    ///
    /// # Errors
    /// There is such a tag already, no commit, or no signature.
    pub fn tag<E: From<SourceError>>(
        &self,
        name: &str,
        tagger: &Actor,
        message: &str,
        sign: impl FnOnce(&str) -> Result<String, E>,
    ) -> Result<(), E> {
        let head = self.head.ok_or(SourceError::NoCommit)?;
        let text = format!("object {head}\ntype commit\ntag {name}\ntagger {}\n\n{message}", tagger.line());
        let signature = sign(&text)?;
        self.add_tag(name, &(text + &signature))?;
        Ok(())
    }

    /// libgit2 makes no tags with a signature: the object is written as it is.
    fn add_tag(&self, name: &str, text: &str) -> Result<(), SourceError> {
        let git = &self.repository.git;
        let written = git.odb().and_then(|objects| objects.write(ObjectType::Tag, text.as_bytes()));
        let id = written.map_err(|error| failed(&error))?;
        git.reference(&format!("refs/tags/{name}"), id, false, "").map_err(|error| failed(&error))?;
        Ok(())
    }

    /// Sets a value for this repository alone.
    ///
    /// # Errors
    /// The configuration cannot be written.
    pub fn configure(&self, key: &str, value: &str) -> Result<(), SourceError> {
        let git = &self.repository.git;
        let local = git.config().and_then(|config| config.open_level(ConfigLevel::Local));
        local.and_then(|mut local| local.set_str(key, value)).map_err(|error| failed(&error))
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

    /// Sets the branch on the last commit, and checks that out.
    ///
    /// # Errors
    /// There is no commit, or a file cannot be written.
    pub fn finish(self) -> Result<(), SourceError> {
        let head = self.head.ok_or(SourceError::NoCommit)?;
        let branch = format!("refs/heads/{BRANCH}");
        self.repository.git.reference(&branch, head, false, "").map_err(|error| failed(&error))?;
        let mut checkout = CheckoutBuilder::new();
        checkout.force();
        self.repository.git.checkout_head(Some(&mut checkout)).map_err(|error| failed(&error))
    }
}

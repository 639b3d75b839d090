//! Git. This folder is the only place that names git2.

mod branches;
mod changes;
mod clock;
mod commits;
mod delta;
mod index;
mod mailmap;
mod merges;
mod objects;
mod packs;
mod pinned;
mod roots;
mod signed;
mod staged;
mod tags;
mod tree;
mod trees;
mod versions;
mod walk;
mod whole;
mod write;

use std::cell::{Cell, OnceCell, RefCell};
use std::path::{Path, PathBuf};

use git2::{Config, ConfigLevel, ErrorClass, ErrorCode, ObjectType, Repository as Git, RepositoryOpenFlags};

pub use branches::{Branch, merge_texts};
pub use changes::Change;
pub use clock::in_order;
pub use index::{IndexSource, Tracked};
pub use roots::Folder;
pub use signed::Signed;
pub use tags::TagObject;
pub use tree::CommitSource;
pub use versions::Version;
pub use walk::{Address, Step, Walk};
pub use write::{Actor, Writer};

use self::commits::Ahead;
use self::packs::Packs;
use super::{Commit, ContentId, SourceError};
use crate::record::ROOT_FILE;

/// A repository of Git, and what was set up to read it.
pub struct Repository {
    git: Git,
    quarantine: Option<PathBuf>,
    /// Whether every object has to be what its id says.
    is_checked: Cell<bool>,
    /// Its own packs, once a checked object was asked for.
    packs: OnceCell<RefCell<Packs>>,
    ahead: RefCell<Ahead>,
}

impl Repository {
    fn of(git: Git) -> Self {
        let (is_checked, packs, ahead) = (Cell::default(), OnceCell::new(), RefCell::default());
        Self { git, quarantine: None, is_checked, packs, ahead }
    }

    /// The repository that `path` is in, if it is in one.
    ///
    /// # Errors
    /// There is one, and Git does not open it.
    pub fn discover(path: &Path) -> Result<Option<Self>, SourceError> {
        begin();
        let none: [&Path; 0] = [];
        match Git::open_ext(path, RepositoryOpenFlags::empty(), none) {
            Ok(git) => Ok(Some(Self::of(git))),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) if error.code() == ErrorCode::Owner => Err(SourceError::Untrusted { path: holder(path) }),
            Err(error) => Err(unsupported(&error, &holder(path)).unwrap_or_else(|| failed(&error))),
        }
    }

    /// The same repository once more: a handle for one thread or one source.
    ///
    /// # Errors
    /// Git does not open it any more.
    pub fn reopen(&self) -> Result<Self, SourceError> {
        // By its work tree where there is one: a data folder that lies elsewhere does not say where the files are.
        let place = self.git.workdir().unwrap_or_else(|| self.git.path());
        let git = Git::open(place).map_err(|error| failed(&error))?;
        let (is_checked, packs) = (self.is_checked.clone(), OnceCell::new());
        Self { is_checked, packs, ..Self::of(git) }.with_quarantine(self.quarantine.as_deref())
    }

    /// The repository with the objects of one more folder, which Git names when it asks a hook whether to take them.
    ///
    /// # Errors
    /// The folder cannot be used.
    pub fn with_quarantine(mut self, folder: Option<&Path>) -> Result<Self, SourceError> {
        if let Some(path) = folder.and_then(Path::to_str) {
            let objects = self.git.odb().map_err(|error| failed(&error))?;
            objects.add_disk_alternate(path).map_err(|error| failed(&error))?;
        }
        self.quarantine = folder.map(Path::to_owned);
        Ok(self)
    }

    /// The folder of Git's data that all work trees of the repository share.
    pub fn common_folder(&self) -> &Path {
        self.git.commondir()
    }

    /// Whether an object is in this clone.
    pub fn has(&self, id: ContentId) -> bool {
        let objects = self.git.odb();
        objects.is_ok_and(|objects| tree::oid(self, &id).is_ok_and(|id| objects.exists(id)))
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
    pub fn expect_git_dir(&self, named: &Path) -> Result<(), SourceError> {
        let canonical = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let named = canonical(named);
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
                let missing = |_| {
                    let malformed = head.target().and_then(|id| self.malformed(id));
                    malformed.unwrap_or_else(|| SourceError::MissingCommit { revision: "HEAD".to_owned() })
                };
                head.peel_to_commit().map(|commit| Some(describe(&commit))).map_err(missing)
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

    /// The commit at which two lines of history part: the newest that both contain.
    ///
    /// # Errors
    /// A revision names no commit, or the two have nothing in common as far as this clone goes back.
    pub fn merge_base(&self, one: &str, other: &str) -> Result<Commit, SourceError> {
        let (left, right) = (self.find(one)?, self.find(other)?);
        let ids = [left.id(), right.id()];
        match self.git.merge_base(ids[0], ids[1]) {
            Ok(id) => self.commit(&id.to_string()),
            // What is missing says more than where libgit2 gave up, and it gives up in the same words where nothing is missing.
            Err(error) => Err(match self.missing_behind(ids) {
                Some(missing) => missing,
                None if error.code() != ErrorCode::NotFound => failed(&error),
                None if self.is_shallow() => SourceError::ShallowHistory,
                None => SourceError::Unrelated { one: one.to_owned(), other: other.to_owned() },
            }),
        }
    }

    /// The e-mail address that Git puts on a commit here, where one is set. `global` takes the place of the user's settings.
    pub fn email(&self, global: Option<&Path>) -> Option<String> {
        self.setting("user.email", global)
    }

    /// The name that Git puts on a commit here, where one is set. `global` takes the place of the user's settings.
    pub fn user_name(&self, global: Option<&Path>) -> Option<String> {
        self.setting("user.name", global)
    }

    fn setting(&self, name: &str, global: Option<&Path>) -> Option<String> {
        let config = self.git.config().ok()?;
        let Some(global) = global else { return config.get_string(name).ok() };
        let of = |config: Result<Config, git2::Error>| config.ok()?.get_string(name).ok();
        of(config.open_level(ConfigLevel::Worktree))
            .or_else(|| of(config.open_level(ConfigLevel::Local)))
            .or_else(|| of(Config::open(global)))
            .or_else(|| of(config.open_level(ConfigLevel::System)))
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
        let unknown = |reason: Option<&str>| SourceError::UnknownRevision {
            revision: revision.to_owned(),
            reason: reason.map(str::to_owned),
        };
        let malformed = || self.named(revision).and_then(|id| self.malformed(id));
        let missing = |error: git2::Error| match error.code() {
            ErrorCode::Ambiguous => unknown(Some("several objects begin like this, so give more digits")),
            _ if self.is_unborn() && revision.starts_with(['H', '@']) => SourceError::NoCommit,
            _ if self.is_reference(revision) => SourceError::MissingCommit { revision: revision.to_owned() },
            _ if self.is_shallow() => {
                unknown(Some("this clone is shallow and lacks what is older (`git fetch --unshallow` fetches it)"))
            }
            _ if error.message().starts_with("failed to parse signature") => {
                unknown(Some("a commit on the way there cannot be read (`git fsck` says which)"))
            }
            _ => unknown(None),
        };
        let object = self.git.revparse_single(revision);
        let object = object.map_err(|error| malformed().unwrap_or_else(|| missing(error)))?;
        let commit = object.peel_to_commit();
        let commit = commit.map_err(|_| malformed().unwrap_or_else(|| unknown(Some("it names no commit"))))?;
        self.check(commit.id(), ObjectType::Commit).map_err(|error| failed(&error))?;
        Ok(commit)
    }

    /// The id of the commit that a name or a full id is meant to be of, whether it can be read or not.
    fn named(&self, name: &str) -> Option<git2::Oid> {
        let reference = self.git.resolve_reference_from_short_name(name).and_then(|reference| reference.resolve());
        let id = match reference {
            Ok(reference) => reference.target()?,
            Err(_) => git2::Oid::from_str_ext(name, self.git.object_format()).ok()?,
        };
        Some(self.git.find_tag(id).map_or(id, |tag| tag.target_id()))
    }

    /// Whether a branch, a tag or HEAD has this name, whatever became of what it names.
    fn is_reference(&self, name: &str) -> bool {
        let found = self.git.resolve_reference_from_short_name(name);
        !name.is_empty() && found.is_ok_and(|reference| reference.target().is_some())
    }

    fn is_unborn(&self) -> bool {
        self.git.head().is_err_and(|error| error.code() == ErrorCode::UnbornBranch)
    }

    /// Paths of the folders of a commit that hold a `tickmark.yaml`, from the top of the repository; not those inside
    /// another one.
    fn roots(&self, tree: &git2::Tree<'_>, folder: &str, roots: &mut Vec<String>) -> Result<(), SourceError> {
        if tree.get_name(ROOT_FILE).is_some_and(|entry| entry.kind() == Some(ObjectType::Blob)) {
            roots.push(folder.to_owned());
            return Ok(());
        }
        for entry in tree.iter().filter(|entry| entry.kind() == Some(ObjectType::Tree)) {
            let name = String::from_utf8_lossy(entry.name_bytes()).into_owned();
            if !name.starts_with('.') {
                let path = tree::below(folder, &name);
                let subtree = self.tree(entry.id()).map_err(|error| lacks(&error, &path, "the commit"))?;
                self.roots(&subtree, &path, roots)?;
            }
        }
        Ok(())
    }
}

/// Makes libgit2 ready, as everything in this folder takes it to be. Not all that git2 offers does so by itself.
fn begin() {
    // The cache of libgit2 grows with everything that is read once and never again.
    git2::opts::enable_caching(false);
    // As Git does: that an object is what its id says is checked where it is made and by `git fsck`, and where
    // `check_objects` asks for it.
    git2::opts::strict_hash_verification(false);
}

/// The folder that a repository around `path` is in, found without its help because Git does not open it.
fn holder(path: &Path) -> PathBuf {
    path.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(path).to_owned()
}

/// The words for what libgit2 does not know, and how to do without.
fn unsupported(error: &git2::Error, path: &Path) -> Option<SourceError> {
    let message = error.message();
    let name = message
        .strip_prefix("unsupported extension name extensions.")
        .or_else(|| message.strip_prefix("unsupported mandatory extension: "))?
        .trim_matches('\'');
    let (feature, instead) = match name {
        "partialclone" => (
            "Git's partial clone".to_owned(),
            "fetch the rest with `git fetch --refetch --no-filter`, then `git config --unset extensions.partialClone`",
        ),
        "refstorage" => {
            ("Git's reftable format".to_owned(), "go back to files with `git refs migrate --ref-format=files`")
        }
        "sdir" => {
            ("a sparse index".to_owned(), "write a full one with `git sparse-checkout reapply --no-sparse-index`")
        }
        "link" => ("a split index".to_owned(), "write a whole one with `git update-index --no-split-index`"),
        _ => (format!("the extension `{name}`"), "make a clone without it"),
    };
    Some(SourceError::Unsupported { path: path.to_owned(), feature, instead: instead.to_owned() })
}

/// What it means that a folder of a revision cannot be read: a clone may lack it.
fn lacks(error: &git2::Error, folder: &str, revision: &str) -> SourceError {
    let path = if folder.is_empty() { "the top folder".to_owned() } else { folder.to_owned() };
    match error.code() {
        ErrorCode::NotFound => SourceError::MissingObject { path, revision: revision.to_owned() },
        _ => failed(error),
    }
}

/// What Git says, as an error of ours.
fn failed(error: &git2::Error) -> SourceError {
    let message = error.message().to_owned();
    match error.class() {
        ErrorClass::Object => SourceError::Damaged(message),
        _ => SourceError::Git(message),
    }
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

//! Where records come from: the work tree, the index or a commit. A source gives entries and bytes and judges nothing.

pub mod git;
mod kept;
mod memory;
mod open;
mod overlay;
mod worktree;

use std::path::PathBuf;

pub use git::Change;
pub use kept::Kept;
pub use memory::MemorySource;
pub use open::{Location, Opened, Selection};
pub use overlay::Overlay;
pub use worktree::FolderSource;

use crate::record::Date;

/// The most bytes that a record may have.
pub const MAX_RECORD_BYTES: u64 = 4 * 1024 * 1024;

/// The id of a content: the Git blob id of the same bytes, whether Git knows them or not; a SHA-1 is padded with zeros.
pub type ContentId = [u8; 32];

/// What an entry of a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A file.
    File,
    /// A symbolic link; it is never followed.
    Link,
    /// A folder whose name ends like a record's.
    Folder,
    /// A folder that cannot be listed, so that nobody knows what is in it.
    ClosedFolder,
    /// A file whose path is not valid Unicode; what is not is replaced.
    BadName,
}

/// A file that may be a record: its name ends in `.yaml` or `.yml`, in any case; or a symbolic link behind which there may be
/// a folder of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Path from the record root, with `/` between its parts.
    pub path: String,
    /// What it is.
    pub kind: EntryKind,
    /// Size in bytes, where it is known without reading.
    pub size: Option<u64>,
    /// Id of the content, where it is known without reading.
    pub id: Option<ContentId>,
}

/// Whether a file of this name may be a record.
pub fn is_record_name(name: &str) -> bool {
    let is_ending = |ending: &str| {
        name.len()
            .checked_sub(ending.len())
            .and_then(|at| name.get(at..))
            .is_some_and(|end| end.eq_ignore_ascii_case(ending))
    };
    is_ending(".yaml") || is_ending(".yml")
}

/// Whether a symbolic link of this name could stand for a folder of records: what has no ending is a folder as a rule. The
/// name decides, so that a commit and its checkout are judged alike, wherever the link leads.
pub fn is_folder_name(path: &str) -> bool {
    !path.is_empty() && !path.rsplit('/').next().unwrap_or(path).contains('.')
}

/// A commit, as far as a report names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Full id in hexadecimal digits.
    pub id: String,
    /// Seconds since 1970-01-01 00:00 UTC, by the committer.
    pub seconds: i64,
    /// Author's name.
    pub author: String,
    /// Author's e-mail address.
    pub email: String,
    /// First line of the message.
    pub summary: String,
}

impl Commit {
    /// The first digits of the id.
    pub fn short(&self) -> &str {
        &self.id[..self.id.len().min(10)]
    }

    /// The commit as a sentence names it, with its day and who wrote it.
    pub fn told(&self, day: Date, who: &str) -> String {
        format!("{} of {day} by {who}: {}", self.short(), self.summary)
    }

    /// The day of the commit in a time zone.
    pub fn day(&self, zone: &jiff::tz::TimeZone) -> Date {
        let instant = jiff::Timestamp::from_second(self.seconds).unwrap_or_default();
        Date(instant.to_zoned(zone.clone()).date())
    }
}

/// Which state of the records a source shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// The files on disk, and the commit they are based on when there is one.
    WorkTree {
        /// The commit that is checked out.
        head: Option<Commit>,
    },
    /// What `git add` has put in the index.
    Index {
        /// The commit that the next one will follow.
        head: Option<Commit>,
    },
    /// A commit.
    Commit(Commit),
    /// Texts in memory.
    Memory,
}

impl State {
    /// The commit that the state is, or is based on.
    pub fn commit(&self) -> Option<&Commit> {
        match self {
            State::WorkTree { head } | State::Index { head } => head.as_ref(),
            State::Commit(commit) => Some(commit),
            State::Memory => None,
        }
    }
}

/// A state of the records.
pub trait Source {
    /// The files that may be records, sorted by the bytes of their paths.
    ///
    /// # Errors
    /// The state cannot be listed.
    fn entries(&self) -> Result<Vec<Entry>, SourceError>;

    /// As [`Source::entries`], without the folders that `skip` names by their path and id. A source that does not know the
    /// ids of its folders skips none.
    ///
    /// # Errors
    /// The state cannot be listed.
    fn entries_without(&self, skip: &dyn Fn(&str, ContentId) -> bool) -> Result<Vec<Entry>, SourceError> {
        let _ = skip;
        self.entries()
    }

    /// The id of the file or folder at a path, where it is known without reading; a folder's is that of its Git tree.
    fn id_at(&self, path: &str) -> Option<ContentId> {
        let _ = path;
        None
    }

    /// The bytes of an entry.
    ///
    /// # Errors
    /// The entry cannot be read, although it is listed.
    fn read(&self, entry: &Entry) -> Result<Vec<u8>, SourceError>;

    /// Whether the content of an entry is there, as far as that is known without reading it.
    fn has(&self, entry: &Entry) -> bool {
        let _ = entry;
        true
    }

    /// The bytes of any file below the record root, by its path from there; `None` when there is no such file.
    ///
    /// # Errors
    /// The file is there and cannot be read.
    fn file(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError>;

    /// Whether a path is a symbolic link, or lies behind one.
    fn is_link(&self, path: &str) -> bool {
        let _ = path;
        false
    }

    /// A file as a commit has it, of the repository that the records are in or of another one. A source without a repository
    /// has none at hand.
    fn pinned(&self, pin: Pin<'_>) -> Pinned {
        let _ = pin;
        Pinned::NotHere("these records are in no Git repository".to_owned())
    }

    /// The files below the record root that are not what they are in the commit that this state is to follow, by path; `None`
    /// where there is no such commit.
    ///
    /// # Errors
    /// The commit cannot be read.
    fn changes(&self) -> Result<Option<Vec<Change>>, SourceError> {
        Ok(None)
    }

    /// The bytes that a changed file has in that commit; `None` where it is absent there.
    ///
    /// # Errors
    /// They cannot be read.
    fn before(&self, change: &Change) -> Result<Option<Vec<u8>>, SourceError> {
        let _ = change;
        Ok(None)
    }

    /// Which state this is.
    fn state(&self) -> &State;
}

/// A file that is named by a commit and a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pin<'a> {
    /// Another repository, by the path of its folder from the top of this one.
    pub repository: Option<&'a str>,
    /// The commit's full id.
    pub commit: &'a str,
    /// The path from the top of the repository.
    pub path: &'a str,
}

/// What there is of a pinned file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pinned {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// There is no such file, or no such commit; in words.
    Missing(String),
    /// What would tell is not on this machine; in words.
    NotHere(String),
}

/// Why a source could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// No `tickmark.yaml` was found.
    #[error("no `tickmark.yaml` in {} or any folder above it", .from.display())]
    NoRoot {
        /// Where the search began.
        from: PathBuf,
        /// A record root further down, to suggest.
        below: Option<String>,
        /// A file above that was probably meant to be one.
        misnamed: Option<PathBuf>,
    },
    /// A folder or a file cannot be read.
    #[error("{}: {reason}", .path.display())]
    Unreadable {
        /// Path.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// The files of a bare repository were asked for.
    #[error("{} is a bare repository, which has no files to look at", .path.display())]
    Bare {
        /// The repository.
        path: PathBuf,
    },
    /// Git ignores the record root itself, and so everything in it.
    #[error("Git ignores {}, so that nothing here counts as a record", .path.display())]
    IgnoredRoot {
        /// Path of the `tickmark.yaml`.
        path: PathBuf,
    },
    /// The record root is on disk and not in the index.
    #[error("{path} is not staged, so that the next commit has no record root")]
    NotStaged {
        /// Path of the `tickmark.yaml` from the top of the repository.
        path: String,
    },
    /// The index holds several versions of a file.
    #[error("{path} is in a merge conflict")]
    Conflict {
        /// Path from the top of the repository.
        path: String,
    },
    /// A repository is needed and there is none.
    #[error("{} is not in a Git repository, and {wanted} needs one", .path.display())]
    NoRepository {
        /// Where one was looked for.
        path: PathBuf,
        /// What needs it: `--rev HEAD`, `--staged`.
        wanted: String,
    },
    /// The revision names nothing.
    #[error("`{revision}` is not a revision of this repository{}", .reason.as_deref().map(|r| format!(": {r}")).unwrap_or_default())]
    UnknownRevision {
        /// What was asked for.
        revision: String,
        /// Why, where there is more to say.
        reason: Option<String>,
    },
    /// The repository has no commit yet.
    #[error("the repository has no commit yet")]
    NoCommit,
    /// A commit without a record root.
    #[error("commit {commit} has no `tickmark.yaml`{}", .at.as_deref().map(|at| format!(" at {at}")).unwrap_or_default())]
    NoRootInCommit {
        /// The commit.
        commit: String,
        /// Where it was looked for.
        at: Option<String>,
    },
    /// A commit with several record roots, none of them where it was looked for.
    #[error("commit {commit} has several record roots ({}), and none at the path looked for", .roots.join(", "))]
    ManyRootsInCommit {
        /// The commit.
        commit: String,
        /// The roots' paths.
        roots: Vec<String>,
    },
    /// History goes further back than the clone does.
    #[error("the history that this needs is not in this clone, which is shallow")]
    ShallowHistory,
    /// A file of the clone gives commits other parents than they name.
    #[error(
        "`info/grafts` of this clone gives commits other parents than they name, so that its history is not the true one"
    )]
    GraftedHistory,
    /// Two commits have no common history.
    #[error("`{one}` and `{other}` have no commit in common")]
    Unrelated {
        /// The one.
        one: String,
        /// The other.
        other: String,
    },
    /// An object that the repository names is not there.
    #[error("{path} is in {revision}, but its content is not in this clone")]
    MissingObject {
        /// Path from the top of the repository.
        path: String,
        /// The revision.
        revision: String,
    },
    /// `GIT_DIR` names another repository than the one that the records are in.
    #[error("GIT_DIR names {}, but the records are in {}", .named.display(), .found.display())]
    OtherRepository {
        /// What GIT_DIR says.
        named: PathBuf,
        /// The repository that was found.
        found: PathBuf,
    },
    /// The repository belongs to somebody else.
    #[error("Git does not trust the repository at {}, because another user owns it", .path.display())]
    Untrusted {
        /// Top of the repository.
        path: PathBuf,
    },
    /// The repository or its index has a format that libgit2 does not know.
    #[error("the repository at {} uses {feature}, which tickmark cannot read", .path.display())]
    Unsupported {
        /// Top of the repository.
        path: PathBuf,
        /// What it uses.
        feature: String,
        /// How to do without.
        instead: String,
    },
    /// Anything else that Git says.
    #[error("Git: {0}")]
    Git(String),
}

impl SourceError {
    /// What can be done about it.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NoRoot { misnamed: Some(path), .. } => format!("rename {} to `tickmark.yaml`", path.display()),
            Self::NoRoot { below: Some(below), .. } => {
                format!("there is one in {below}: go there, or give `-C {below}`")
            }
            Self::NoRoot { .. } => {
                "go into the folder with your records, give `-C DIR`, or try `tickmark demo` first".to_owned()
            }
            Self::UnknownRevision { reason: None, .. } => {
                "`git log --oneline` lists the commits, `git branch` and `git tag` their names".to_owned()
            }
            Self::NoCommit => "commit something first, or leave the revision out to look at the files".to_owned(),
            Self::ManyRootsInCommit { .. } => "give `-C DIR` with one of them, in a work tree that has it".to_owned(),
            Self::MissingObject { .. } => {
                "this is a partial or damaged clone: fetch the rest with `git fetch --refetch --no-filter`".to_owned()
            }
            Self::ShallowHistory => {
                "fetch the rest with `git fetch --unshallow`; in CI, set `fetch-depth: 0`".to_owned()
            }
            Self::GraftedHistory => "delete `.git/info/grafts`, or look at a fresh clone".to_owned(),
            Self::OtherRepository { .. } => "unset GIT_DIR, or run in the repository that it names".to_owned(),
            Self::Untrusted { path } => format!("git config --global --add safe.directory {}", path.display()),
            Self::Bare { .. } => {
                "clone it to work on the files; what only reads looks at the newest commit with `--rev HEAD`, where it has that option".to_owned()
            },
            Self::IgnoredRoot { .. } => {
                "take the folder out of .gitignore, or add the records all the same with `git add --force`".to_owned()
            }
            Self::NotStaged { path } => format!("stage it with `git add {path}`"),
            Self::Conflict { .. } => "resolve the conflict and `git add` the file".to_owned(),
            Self::Unsupported { instead, .. } => instead.clone(),
            Self::NoRootInCommit { .. } => {
                "the records may lie on another branch, or the commit may be older than they are".to_owned()
            }
            Self::NoRepository { wanted, .. } if wanted.starts_with("--") => {
                "leave the option out to look at the files as they are".to_owned()
            }
            Self::NoRepository { .. } => {
                "without one there are only the files as they are, which `lint`, `gate`, `status` and `site` look at without `--rev`"
                    .to_owned()
            }
            _ => return None,
        })
    }
}

/// The Git blob id of some bytes.
pub fn content_id(bytes: &[u8]) -> ContentId {
    use sha1::{Digest, Sha1};
    let mut hasher = Sha1::new();
    hasher.update(format!("blob {}\0", bytes.len()));
    hasher.update(bytes);
    let mut id = ContentId::default();
    id[..20].copy_from_slice(&hasher.finalize());
    id
}

//! Where records come from: the work tree, the index or a commit. A source gives entries and bytes and judges nothing.

mod attributes;
mod error;
pub mod git;
mod kept;
pub mod lfs;
mod memory;
mod merged;
mod open;
mod overlay;
mod worktree;

pub use attributes::{Attributes, Merging};
pub use error::SourceError;
pub use git::Change;
pub use kept::Kept;
pub use memory::MemorySource;
pub use merged::{Merged, Sides, Unmerged};
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

/// Whether a file at this path from the record root is one: what else has the name of a record is told of, and not read.
pub fn is_record_path(path: &str) -> bool {
    path.ends_with(".yaml") && !path.split('/').any(|part| part.starts_with('.'))
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

    /// What the files `.gitattributes` say that lie on the way to a file below the record root, from the top of the repository; `None`
    /// where there is no repository, or nothing can be known of it.
    fn attributes(&self, _path: &str) -> Option<Attributes> {
        None
    }

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
    /// The SHA-256 of its bytes, in hexadecimal digits, where another commit that has them is looked for once this one is gone.
    pub sha256: Option<&'a str>,
}

/// What there is of a pinned file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pinned {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// There is no such file at the commit; in words.
    Missing(String),
    /// There is no such commit.
    Lost {
        /// In words.
        reason: String,
        /// A commit of the main line that has these bytes at the path, if one is looked for and found.
        instead: Option<String>,
    },
    /// What would tell is not on this machine; in words.
    NotHere(String),
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

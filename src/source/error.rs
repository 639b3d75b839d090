//! Why a source could not do its work, and what can be done about it.

use std::path::PathBuf;

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
    /// A commit names a parent that is not there, and no shallow clone ends at it.
    #[error(
        "the commit {commit}, which {child} comes after, is missing here: this clone is not shallow there, it is damaged"
    )]
    MissingParent {
        /// The commit that is missing.
        commit: String,
        /// The one that names it.
        child: String,
    },
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
    /// A branch, a tag or HEAD names a commit that is not there.
    #[error("the commit that `{revision}` names is not in this clone")]
    MissingCommit {
        /// What names it.
        revision: String,
    },
    /// A commit is there and is not written as a commit is.
    #[error("the commit {commit} cannot be read: {reason}")]
    MalformedCommit {
        /// Its id.
        commit: String,
        /// What is wrong in it.
        reason: String,
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
    /// An object is there and is not what it has to be; in words, which one and why.
    #[error("{0}")]
    Damaged(String),
    /// Anything else that Git says.
    #[error("Git: {0}")]
    Git(String),
}

impl SourceError {
    /// Whether it is about nothing but how much of history is here, or true. Whoever has read the state that was asked for knows that
    /// an object which is missing is one of another state.
    pub fn is_of_history(&self) -> bool {
        matches!(
            self,
            Self::ShallowHistory | Self::MissingParent { .. } | Self::MissingObject { .. } | Self::GraftedHistory
        )
    }

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
            Self::UnknownRevision { revision, .. } if revision.contains("..") => {
                "name one commit; `tickmark diff` takes two, with a space between them".to_owned()
            }
            Self::UnknownRevision { reason: None, .. } => {
                "`git log --oneline` lists the commits, `git branch` and `git tag` their names".to_owned()
            }
            Self::NoCommit => "commit something first, or leave the revision out to look at the files".to_owned(),
            Self::ManyRootsInCommit { .. } => "give `-C DIR` with one of them, in a work tree that has it".to_owned(),
            Self::MissingObject { .. } | Self::MissingCommit { .. } => {
                "this is a partial or damaged clone: fetch the rest with `git fetch --refetch --no-filter`".to_owned()
            }
            Self::MissingParent { .. } => {
                "`git fsck` lists all that is missing; `git fetch --refetch` brings back what the remote has, and so does a fresh clone"
                    .to_owned()
            }
            Self::Damaged(_) => {
                "`git fsck` lists all that is damaged; a fresh clone has it whole, or `git fetch --refetch` brings it back"
                    .to_owned()
            }
            Self::MalformedCommit { commit, .. } => {
                format!(
                    "`git cat-file commit {commit}` shows it, and every clone has it: leave it out of the history, or have it made anew"
                )
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

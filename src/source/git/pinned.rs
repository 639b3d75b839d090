//! A file as a commit has it: of this repository, or of another one on this machine.

use std::path::Path;

use git2::{ErrorCode, ObjectType, Oid, Repository as Git, RepositoryOpenFlags};

use super::Repository;
use super::tree::LINK;
use super::whole::is_partial;
use crate::source::{Pin, Pinned};

impl Repository {
    /// The bytes of a pinned file. What a shallow or partial clone lacks is not here, which does not say that it is nowhere.
    pub fn pinned(&self, pin: Pin<'_>) -> Pinned {
        let Some(folder) = pin.repository else { return file(&self.git, pin) };
        let from = self.top().unwrap_or_else(|| self.git.path().to_owned());
        let none: [&Path; 0] = [];
        match Git::open_ext(from.join(folder), RepositoryOpenFlags::NO_SEARCH, none) {
            Ok(other) => file(&other, pin),
            Err(_) => Pinned::NotHere(format!("there is no Git repository at {folder} that can be opened")),
        }
    }
}

fn file(git: &Git, pin: Pin<'_>) -> Pinned {
    let short = pin.commit.get(..10).unwrap_or(pin.commit);
    let lacks = |what: &str| match is_whole(git) {
        true => Pinned::Missing(what.to_owned()),
        false => Pinned::NotHere(format!("{what} in this clone, which does not have all of the repository")),
    };
    let Ok(id) = Oid::from_str(pin.commit) else {
        return Pinned::Missing(format!("{} is no id of a commit", pin.commit));
    };
    let tree = match git.find_commit(id).and_then(|commit| commit.tree()) {
        Ok(tree) => tree,
        Err(error) if error.code() == ErrorCode::NotFound => return lacks(&format!("there is no commit {short}")),
        Err(error) => return Pinned::NotHere(format!("commit {short} cannot be read: {}", error.message())),
    };
    match tree.get_path(Path::new(pin.path)) {
        Ok(entry) if entry.kind() == Some(ObjectType::Blob) && entry.filemode() != LINK => {
            match git.find_blob(entry.id()) {
                Ok(blob) => Pinned::Bytes(blob.content().to_vec()),
                Err(_) => Pinned::NotHere(format!("the content of {} at {short} is not in this clone", pin.path)),
            }
        }
        Ok(entry) if entry.filemode() == LINK => {
            Pinned::Missing(format!("{} is a symbolic link at {short}, and tickmark follows none", pin.path))
        }
        Ok(_) => Pinned::Missing(format!("{} is no regular file at {short}", pin.path)),
        Err(_) => lacks(&format!("there is no file {} at {short}", pin.path)),
    }
}

/// Whether everything that ever was in the repository is to be expected here.
fn is_whole(git: &Git) -> bool {
    !git.is_shallow() && !is_partial(git)
}

//! A file as a commit has it: of this repository, or of another one on this machine.

use std::path::Path;

use git2::{ErrorCode, ObjectType, Oid, Repository as Git, RepositoryOpenFlags, Tree};
use sha2::{Digest, Sha256};

use super::Repository;
use super::tree::LINK;
use super::whole::is_partial;
use crate::source::{Pin, Pinned, lfs};
use crate::text::hex;

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
        Err(error) if error.code() == ErrorCode::NotFound && is_whole(git) => {
            let instead = pin.sha256.and_then(|sha256| on_main_line(git, pin.path, sha256));
            return Pinned::Lost { reason: format!("there is no commit {short}"), instead };
        }
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

/// The newest of the first parents from what is checked out on that has some bytes at a path.
fn on_main_line(git: &Git, path: &str, sha256: &str) -> Option<String> {
    let mut walk = git.revwalk().ok()?;
    walk.push_head().ok()?;
    walk.simplify_first_parent().ok()?;
    let blob = |tree: &Tree<'_>| {
        let entry = tree.get_path(Path::new(path)).ok()?;
        (entry.kind() == Some(ObjectType::Blob) && entry.filemode() != LINK).then_some(entry.id())
    };
    let is_it = |blob: Oid| {
        git.find_blob(blob).is_ok_and(|blob| match lfs::pointer(blob.content()) {
            Some(pointer) => pointer.sha256.eq_ignore_ascii_case(sha256),
            None => hex(&Sha256::digest(blob.content())).eq_ignore_ascii_case(sha256),
        })
    };
    let mut other = None;
    for id in walk.map_while(Result::ok) {
        let Some(blob) = git.find_commit(id).ok().and_then(|commit| blob(&commit.tree().ok()?)) else { continue };
        // Most commits leave a file as it is.
        if other != Some(blob) && is_it(blob) {
            return Some(id.to_string());
        }
        other = Some(blob);
    }
    None
}

/// Whether everything that ever was in the repository is to be expected here.
fn is_whole(git: &Git) -> bool {
    !git.is_shallow() && !is_partial(git)
}

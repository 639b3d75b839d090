//! Objects as Git stores them, and whether each is what its id says.

use std::cell::RefCell;
use std::fs::File;
use std::io::Write as _;
use std::sync::Arc;

use git2::{Error, ErrorClass, ErrorCode, ObjectType, Oid, Tree};
use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::packs::Packs;
use super::tree::oid;
use super::{Repository, failed};
use crate::source::{ContentId, SourceError};

impl Repository {
    /// From now on, every commit, tree and content that is read through this handle, or through one made of it, has to be what
    /// its id says. Two contents that were made to have one id are Git's to refuse, which it does when objects come in.
    pub fn check_objects(&self) {
        self.is_checked.set(true);
    }

    /// The bytes of an object.
    pub(super) fn object(&self, id: Oid, kind: ObjectType) -> Result<Vec<u8>, Error> {
        self.shared(id, kind).map(Arc::unwrap_or_clone)
    }

    /// The same for somebody who only looks at them: others are differences from a tree, which is kept for them.
    pub(super) fn shared(&self, id: Oid, kind: ObjectType) -> Result<Arc<Vec<u8>>, Error> {
        match self.packed(id, kind) {
            Some(bytes) => Ok(bytes),
            None => self.stored(id, kind).map(Arc::new),
        }
    }

    /// The bytes of an object as libgit2 reads them.
    fn stored(&self, id: Oid, kind: ObjectType) -> Result<Vec<u8>, Error> {
        let objects = self.git.odb()?;
        let object = objects.read(id).map_err(|error| damaged(id, error))?;
        let (bytes, found) = (object.data(), object.kind());
        if found != kind {
            let message = format!("the object {id} is no {}, but a {}", kind.str(), found.str());
            return Err(Error::new(ErrorCode::Invalid, ErrorClass::Object, message));
        }
        if self.is_checked.get() && !is_object_of(id, kind, bytes) {
            return Err(Error::new(
                ErrorCode::Invalid,
                ErrorClass::Object,
                format!("the object {id} is not what its id says"),
            ));
        }
        Ok(bytes.to_vec())
    }

    /// The bytes of an object of the repository's own packs, where objects are checked: these are what their id says, so that
    /// it does not matter who read them.
    fn packed(&self, id: Oid, kind: ObjectType) -> Option<Arc<Vec<u8>>> {
        if !self.is_checked.get() {
            return None;
        }
        let folder = || self.git.commondir().join("objects/pack");
        let packs = self.packs.get_or_init(|| RefCell::new(Packs::of(&folder(), id.as_bytes().len())));
        let (found, bytes) = packs.try_borrow_mut().ok()?.read(id.as_bytes())?;
        (found == kind && is_object_of(id, kind, &bytes)).then_some(bytes)
    }

    /// Whether the file of a SHA-256, in hexadecimal digits, that Git LFS keeps is in this clone, and is the one.
    pub fn has_fetched(&self, sha256: &str) -> bool {
        let (Some(first), Some(second)) = (sha256.get(..2), sha256.get(2..4)) else { return false };
        // A path that is not absolute is from Git's own folder.
        let storage = self.git.config().and_then(|config| config.get_path("lfs.storage"));
        let storage = self.git.commondir().join(storage.unwrap_or_else(|_| "lfs".into()));
        let path = storage.join("objects").join(first).join(second).join(sha256);
        let mut hash = Sha256::new();
        let is_read = File::open(path).and_then(|mut file| std::io::copy(&mut file, &mut hash)).is_ok();
        is_read && format!("{:x}", hash.finalize()) == sha256
    }

    /// Refuses an object that is not what its id says, where that is asked.
    pub(super) fn check(&self, id: Oid, kind: ObjectType) -> Result<(), Error> {
        match self.is_checked.get() {
            // What libgit2 reads is what is asked for next, and there may be another object under the same id.
            true => self.stored(id, kind).map(drop),
            false => Ok(()),
        }
    }

    /// The bytes of a content that a commit of this repository has.
    ///
    /// # Errors
    /// It is not in this clone.
    pub fn content(&self, id: ContentId, path: &str, revision: &str) -> Result<Arc<Vec<u8>>, SourceError> {
        let missing = || SourceError::MissingObject { path: path.to_owned(), revision: revision.to_owned() };
        self.shared(oid(self, &id)?, ObjectType::Blob).map_err(|error| match error.code() {
            ErrorCode::NotFound => missing(),
            _ => failed(&error),
        })
    }

    /// The tree of an id.
    pub(super) fn tree(&self, id: Oid) -> Result<Tree<'_>, Error> {
        self.check(id, ObjectType::Tree)?;
        self.git.find_tree(id).map_err(|error| damaged(id, error))
    }
}

/// What libgit2 says of an object that is there, with the object's id, which it leaves out.
fn damaged(id: Oid, error: Error) -> Error {
    match error.code() {
        ErrorCode::NotFound => error,
        code => Error::new(code, ErrorClass::Object, format!("the object {id} is damaged: {}", error.message())),
    }
}

/// Whether bytes have an id: of a repository with SHA-1, or with SHA-256.
fn is_object_of(id: Oid, kind: ObjectType, bytes: &[u8]) -> bool {
    fn has<D: Digest>(id: &[u8], header: &[u8], bytes: &[u8]) -> bool {
        D::new().chain_update(header).chain_update(bytes).finalize()[..] == *id
    }
    let mut header = [0; 32];
    let mut rest = &mut header[..];
    let free = write!(rest, "{} {}\0", kind.str(), bytes.len()).map_or(0, |()| rest.len());
    let header = &header[..header.len() - free];
    match id.as_bytes().len() {
        20 => has::<Sha1>(id.as_bytes(), header, bytes),
        _ => has::<Sha256>(id.as_bytes(), header, bytes),
    }
}

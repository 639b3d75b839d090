//! Objects as Git stores them, and whether each is what its id says.

use git2::{Error, ErrorClass, ErrorCode, ObjectType, Oid, Tree};
use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::Repository;

impl Repository {
    /// From now on, every commit, tree and content that is read through this handle, or through one made of it, has to be what
    /// its id says. Two contents that were made to have one id are Git's to refuse, which it does when objects come in.
    pub fn check_objects(&self) {
        self.is_checked.set(true);
    }

    /// The bytes of an object.
    pub(super) fn object(&self, id: Oid, kind: ObjectType) -> Result<Vec<u8>, Error> {
        let objects = self.git.odb()?;
        let object = objects.read(id)?;
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

    /// Refuses an object that is not what its id says, where that is asked.
    pub(super) fn check(&self, id: Oid, kind: ObjectType) -> Result<(), Error> {
        match self.is_checked.get() {
            true => self.object(id, kind).map(drop),
            false => Ok(()),
        }
    }

    /// The tree of an id.
    pub(super) fn tree(&self, id: Oid) -> Result<Tree<'_>, Error> {
        self.check(id, ObjectType::Tree)?;
        self.git.find_tree(id)
    }
}

/// Whether bytes have an id: of a repository with SHA-1, or with SHA-256.
fn is_object_of(id: Oid, kind: ObjectType, bytes: &[u8]) -> bool {
    fn has<D: Digest>(id: &[u8], header: &str, bytes: &[u8]) -> bool {
        D::new().chain_update(header).chain_update(bytes).finalize()[..] == *id
    }
    let header = format!("{} {}\0", kind.str(), bytes.len());
    match id.as_bytes().len() {
        20 => has::<Sha1>(id.as_bytes(), &header, bytes),
        _ => has::<Sha256>(id.as_bytes(), &header, bytes),
    }
}

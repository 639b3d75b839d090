//! Signatures of commits, what they are over, and the files that say whose keys count.

use git2::{ErrorCode, ObjectType};

use super::{Repository, failed};
use crate::source::SourceError;

/// A signature, and what it is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The signature, armoured.
    pub signature: Vec<u8>,
    /// The bytes that were signed.
    pub payload: Vec<u8>,
}

impl Repository {
    /// The signature of a commit, if it has one.
    ///
    /// # Errors
    /// There is no such commit.
    pub fn signature(&self, id: &str) -> Result<Option<Signed>, SourceError> {
        let id = git2::Oid::from_str_ext(id, self.git.object_format()).map_err(|error| failed(&error))?;
        for field in ["gpgsig", "gpgsig-sha256"] {
            match self.git.extract_signature(&id, Some(field)) {
                Ok((signature, payload)) => {
                    return Ok(Some(Signed { signature: signature.to_vec(), payload: payload.to_vec() }));
                }
                Err(error) if error.code() == ErrorCode::NotFound => {}
                Err(error) => return Err(failed(&error)),
            }
        }
        Ok(None)
    }

    /// The bytes of a file of a commit, by its path from the record root, which is looked for at `root` first.
    ///
    /// # Errors
    /// The commit or the file cannot be read.
    pub fn file_at(&self, id: &str, root: &str, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        let commit = self.find(id)?;
        let Some((_, tree)) = self.root_of(&commit, root)? else { return Ok(None) };
        let Ok(entry) = tree.get_path(std::path::Path::new(path)) else { return Ok(None) };
        if entry.kind() != Some(ObjectType::Blob) {
            return Ok(None);
        }
        let bytes = self.object(entry.id(), ObjectType::Blob);
        let missing = || SourceError::MissingObject { path: path.to_owned(), revision: id.to_owned() };
        bytes.map(Some).map_err(|error| if error.code() == ErrorCode::NotFound { missing() } else { failed(&error) })
    }

    /// Id of the first parent of a commit; `None` for the first one.
    ///
    /// # Errors
    /// There is no such commit.
    pub fn parent(&self, id: &str) -> Result<Option<String>, SourceError> {
        Ok(self.find(id)?.parent_ids().next().map(|id| id.to_string()))
    }
}

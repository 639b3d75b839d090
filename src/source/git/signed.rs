//! Signatures of commits and tags, what they are over, and the files that say whose keys count.

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

/// An annotated tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagObject {
    /// The name that it was made with: a reference of another name may lead to it.
    pub name: String,
    /// What it says.
    pub message: String,
    /// E-mail address of who set it.
    pub email: String,
    /// When, in seconds since 1970.
    pub seconds: i64,
    /// Its signature, if it has one.
    pub signed: Option<Signed>,
}

/// How the line begins at which the signature of a tag begins.
const ARMOURS: [&[u8]; 3] = [b"-----BEGIN SSH SIGNATURE-----", b"-----BEGIN PGP ", b"-----BEGIN SIGNED MESSAGE-----"];

impl Repository {
    /// An annotated tag; `None` when there is no such tag, or it is a name for a commit and no more.
    pub fn tag_object(&self, name: &str) -> Option<TagObject> {
        let object = self.git.revparse_single(&format!("refs/tags/{name}")).ok()?;
        let tag = object.as_tag()?;
        let data = self.git.odb().ok()?.read(tag.id()).ok()?.data().to_vec();
        let tagger = tag.tagger();
        Some(TagObject {
            name: String::from_utf8_lossy(tag.name_bytes()).into_owned(),
            message: String::from_utf8_lossy(tag.message_bytes().unwrap_or_default()).into_owned(),
            email: tagger
                .as_ref()
                .map(|who| String::from_utf8_lossy(who.email_bytes()).into_owned())
                .unwrap_or_default(),
            seconds: tagger.map_or(0, |who| who.when().seconds()),
            signed: signed_tag(&data),
        })
    }

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

/// The signature at the end of a tag, and all before it, which it is over.
fn signed_tag(data: &[u8]) -> Option<Signed> {
    let mut at = 0;
    for line in data.split_inclusive(|byte| *byte == b'\n') {
        if ARMOURS.iter().any(|armour| line.starts_with(armour)) {
            return Some(Signed { signature: data[at..].to_vec(), payload: data[..at].to_vec() });
        }
        at += line.len();
    }
    None
}

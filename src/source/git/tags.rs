//! Tags: what they name, what an annotated one says, and what its signature is over.

use super::{Repository, Signed, describe};
use crate::source::{Commit, SourceError};

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

    /// The commit of a tag, and whether it is part of the history of a revision.
    ///
    /// # Errors
    /// The revision names no commit.
    pub fn tagged(&self, tag: &str, revision: &str) -> Result<Option<(Commit, bool)>, SourceError> {
        let Ok(tagged) = self.find(&format!("refs/tags/{tag}")) else { return Ok(None) };
        let head = self.find(revision)?;
        let is_part = self.git.merge_base(tagged.id(), head.id()).is_ok_and(|base| base == tagged.id());
        Ok(Some((describe(&tagged), is_part)))
    }

    /// The id of whatever a tag names, be it a commit or not; `None` when there is no such tag.
    pub fn tag_target(&self, tag: &str) -> Option<String> {
        let reference = self.git.find_reference(&format!("refs/tags/{tag}")).ok()?;
        Some(reference.target()?.to_string())
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

//! What is known of the files that records name.

use std::collections::BTreeMap;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use sha2::{Digest, Sha256};

use super::{FileFact, Snapshot};
use crate::record::Whereabouts;
use crate::source::{Pin, Pinned, Source, SourceError, lfs};

/// What is known of the files that the settings and the evidence at some paths name.
pub(super) fn file_facts(
    source: &dyn Source,
    snapshot: &Snapshot,
    is_asked: impl Fn(&str) -> bool,
) -> Result<BTreeMap<String, FileFact>, SourceError> {
    let mut facts = BTreeMap::new();
    let signing = snapshot.isms().and_then(|isms| isms.data().signing.as_ref());
    if let Some(path) = signing.and_then(|signing| signing.allowed_signers.clone()) {
        let fact = here(source, &path)?;
        facts.insert(path, fact);
    }
    for evidence in snapshot.evidence().filter(|evidence| is_asked(&evidence.record().path)) {
        let fact = match evidence.data().whereabouts() {
            Some(Whereabouts::File(path)) => here(source, path)?,
            Some(Whereabouts::Pinned(file)) => {
                let folder = file.repository.map(|name| snapshot.evidence_repository(name));
                // A repository that the settings do not list is not looked at.
                if folder == Some(None) {
                    continue;
                }
                let sha256 = evidence.data().sha256.as_ref().map(|hash| hash.as_str());
                let (repository, commit, path) = (folder.flatten(), file.commit, file.path);
                match source.pinned(Pin { repository, commit, path, sha256 }) {
                    Pinned::Bytes(bytes) => present(&bytes),
                    Pinned::Missing(reason) => FileFact::Missing { reason },
                    Pinned::Lost { reason, instead } => FileFact::Lost { reason, instead },
                    Pinned::NotHere(reason) => FileFact::NotHere { reason },
                }
            }
            _ => continue,
        };
        facts.insert(evidence.data().location.clone().unwrap_or_default(), fact);
    }
    Ok(facts)
}

/// What is known of a file of the source itself.
fn here(source: &dyn Source, path: &str) -> Result<FileFact, SourceError> {
    match source.file(path) {
        Ok(Some(bytes)) => {
            let is_kept = || source.attributes(path).is_none_or(|attributes| attributes.use_lfs());
            Ok(match lfs::pointer(&bytes).is_some() && !is_kept() {
                true => FileFact::Missing {
                    reason: format!(
                        "{path} is a pointer of Git LFS, and no .gitattributes says that Git LFS keeps files here: what it points to is \
                         nowhere"
                    ),
                },
                false => present(&bytes),
            })
        }
        Ok(None) if source.is_link(path) => Ok(FileFact::Missing {
            reason: format!("{path} is a symbolic link, or lies behind one, and tickmark follows none"),
        }),
        Err(SourceError::Unreadable { reason, .. }) => {
            Ok(FileFact::Missing { reason: format!("{path} cannot be read: {reason}") })
        }
        Ok(None) => {
            let is_there = |other: &String| source.file(other).is_ok_and(|bytes| bytes.is_some());
            let but = match written_otherwise(path).iter().any(is_there) {
                true => ", but one whose name only looks the same: its accents are written in another way",
                false => "",
            };
            Ok(FileFact::Missing { reason: format!("there is no file {path} in this repository{but}") })
        }
        Err(error) => Err(error),
    }
}

/// The other ways to write a path: a letter and its accent are one character or two, and file systems differ in which they take.
fn written_otherwise(path: &str) -> Vec<String> {
    if path.is_ascii() {
        return Vec::new();
    }
    let together = ComposingNormalizerBorrowed::new_nfc().normalize(path).into_owned();
    let apart = DecomposingNormalizerBorrowed::new_nfd().normalize(path).into_owned();
    [together, apart].into_iter().filter(|other| other != path).collect()
}

/// Of a file that Git LFS keeps, a commit has no more than its hash and size, and a checkout need not have more.
fn present(bytes: &[u8]) -> FileFact {
    if let Some(pointer) = lfs::pointer(bytes) {
        return FileFact::Present { sha256: pointer.sha256.to_owned(), size: pointer.size };
    }
    FileFact::Present { sha256: format!("{:x}", Sha256::digest(bytes)), size: bytes.len() }
}

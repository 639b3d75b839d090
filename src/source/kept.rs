//! What earlier runs found valid, in a file that may be deleted at any time: the texts of records whose schemas held, by the
//! ids of their contents.
//!
//! A text from the file counts only if its bytes have the id that it is kept under, so that a file which is cut off, damaged or
//! tampered with gives nothing else than what is in the repository. What is taken on trust is that the schema held.

use std::fs;
use std::io::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{ContentId, content_id};
use crate::hash::HashMap;

/// What stands at the beginning, before the key of who wrote the file.
const MAGIC: &str = "tickmark cache 1";
/// The most bytes that the file may have; when it would grow beyond them, it begins anew.
const MOST_BYTES: usize = 256 * 1024 * 1024;
const ID: usize = size_of::<ContentId>();
const LENGTH: usize = size_of::<u32>();

/// The texts of earlier runs.
#[derive(Debug, Default)]
pub struct Kept {
    file: PathBuf,
    header: String,
    bytes: Vec<u8>,
    texts: HashMap<ContentId, Range<usize>>,
}

impl Kept {
    /// Reads the file. `key` names the program that judged: what another one wrote is as good as nothing. So is a file that
    /// cannot be read.
    pub fn read(file: &Path, key: &str) -> Kept {
        let header = format!("{MAGIC} {}\n", key.replace(char::is_whitespace, "-"));
        let mut kept = Kept { file: file.to_owned(), header, ..Kept::default() };
        let is_ours = |bytes: &Vec<u8>| bytes.len() <= MOST_BYTES && bytes.starts_with(kept.header.as_bytes());
        let is_small = fs::metadata(file).is_ok_and(|found| found.is_file() && found.len() <= MOST_BYTES as u64);
        if let Some(bytes) = Some(()).filter(|()| is_small).and_then(|()| fs::read(file).ok()).filter(is_ours) {
            kept.texts = index(&bytes, kept.header.len());
            kept.bytes = bytes;
        }
        kept
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Whether there is a text of this id.
    pub fn has(&self, id: &ContentId) -> bool {
        self.texts.contains_key(id)
    }

    /// The text of this id, if it is what the id says.
    pub fn text(&self, id: &ContentId) -> Option<&str> {
        let bytes = self.bytes.get(self.texts.get(id)?.clone())?;
        std::str::from_utf8(bytes).ok().filter(|_| is_content_of(id, bytes))
    }

    /// Writes the file anew, with more texts. What cannot be written is not kept.
    pub fn write<'t>(&self, new: impl Iterator<Item = (ContentId, &'t str)> + Clone) {
        let added: usize = new.clone().map(|(_, text)| ID + LENGTH + text.len()).sum();
        let old = self.bytes.get(self.header.len()..).unwrap_or_default();
        let old = if old.len() + added + self.header.len() > MOST_BYTES { &[] } else { old };
        let Some(folder) = self.file.parent() else { return };
        let written = fs::create_dir_all(folder).and_then(|()| {
            // Whoever reads meanwhile has the old file or the new one, never a part.
            let mut file = std::io::BufWriter::new(tempfile::NamedTempFile::new_in(folder)?);
            file.write_all(self.header.as_bytes())?;
            file.write_all(old)?;
            let mut size = self.header.len() + old.len();
            for (id, text) in new {
                let Ok(length) = u32::try_from(text.len()) else { continue };
                size += ID + LENGTH + text.len();
                if size > MOST_BYTES {
                    break;
                }
                file.write_all(&id)?;
                file.write_all(&length.to_le_bytes())?;
                file.write_all(text.as_bytes())?;
            }
            let file = file.into_inner().map_err(|error| error.into_error())?;
            file.persist(&self.file).map_err(|error| error.error)
        });
        drop(written);
    }
}

/// Where each text is. What follows an entry that is cut off is no entry.
fn index(bytes: &[u8], start: usize) -> HashMap<ContentId, Range<usize>> {
    let mut texts = HashMap::default();
    let mut at = start;
    while let (Some(id), Some(length)) = (bytes.get(at..at + ID), bytes.get(at + ID..at + ID + LENGTH)) {
        let (Ok(id), Ok(length)) = (ContentId::try_from(id), length.try_into().map(u32::from_le_bytes)) else { break };
        let text = at + ID + LENGTH;
        let Some(end) = text.checked_add(length as usize).filter(|end| *end <= bytes.len()) else { break };
        texts.insert(id, text..end);
        at = end;
    }
    texts
}

/// Whether bytes have an id: of a repository with SHA-1, or with SHA-256.
fn is_content_of(id: &ContentId, bytes: &[u8]) -> bool {
    if id[20..].iter().all(|byte| *byte == 0) {
        return content_id(bytes) == *id;
    }
    let mut hasher = Sha256::new();
    hasher.update(format!("blob {}\0", bytes.len()));
    hasher.update(bytes);
    hasher.finalize()[..] == id[..]
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 3] = ["kind: person\n", "", "kind: finding\nid: ä\n"];

    fn written(folder: &Path) -> PathBuf {
        let file = folder.join("below/records");
        let texts = TEXTS.iter().map(|text| (content_id(text.as_bytes()), *text));
        Kept::read(&file, "one").write(texts);
        file
    }

    fn found(kept: &Kept) -> usize {
        TEXTS.iter().filter(|text| kept.text(&content_id(text.as_bytes())) == Some(text)).count()
    }

    #[test]
    fn what_is_written_is_read_by_the_same_program_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = written(folder.path());
        assert_eq!(found(&Kept::read(&file, "one")), 3);
        assert!(Kept::read(&file, "another").is_empty());
        assert!(Kept::read(folder.path(), "one").is_empty());
        assert_eq!(
            fs::read_dir(folder.path().join("below")).expect("a folder").count(),
            1,
            "nothing is left beside it"
        );
    }

    #[test]
    fn more_is_added_to_what_is_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = written(folder.path());
        Kept::read(&file, "one").write([(content_id(b"new"), "new")].into_iter());
        let kept = Kept::read(&file, "one");
        assert_eq!((found(&kept), kept.text(&content_id(b"new"))), (3, Some("new")));
        Kept::read(&file, "another").write([(content_id(b"new"), "new")].into_iter());
        assert_eq!(Kept::read(&file, "another").len(), 1);
    }

    #[test]
    fn a_file_that_is_cut_off_or_damaged_gives_nothing_wrong() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = written(folder.path());
        let whole = fs::read(&file).expect("the file");
        for length in 0..whole.len() {
            fs::write(&file, &whole[..length]).expect("a file");
            let kept = Kept::read(&file, "one");
            assert!(kept.len() < 3 && found(&kept) <= kept.len());
        }
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            fs::write(&file, &bytes).expect("a file");
            let kept = Kept::read(&file, "one");
            assert!(found(&kept) < 3, "byte {at}");
            for id in kept.texts.keys() {
                assert!(kept.text(id).is_none_or(|text| content_id(text.as_bytes()) == *id));
            }
        }
    }

    #[test]
    fn where_nothing_can_be_written_nothing_happens() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("file"), "").expect("a file");
        Kept::read(&folder.path().join("file/records"), "one").write([(content_id(b"x"), "x")].into_iter());
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}

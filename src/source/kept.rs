//! What earlier runs found valid, in a file that may be deleted at any time: the texts of records whose schemas held, by the
//! ids of their contents.
//!
//! A text from the file counts only if its bytes have the id that it is kept under, so that a file which is cut off, damaged or
//! tampered with gives nothing else than what is in the repository. What is taken on trust is that the schema held.

use std::fs;
use std::hash::BuildHasher as _;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

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
    texts: OnceLock<Texts>,
}

#[derive(Debug, Default)]
struct Texts {
    bytes: Vec<u8>,
    places: HashMap<ContentId, Range<usize>>,
}

impl Kept {
    /// The texts of a file, which is read once something is asked of it. `key` names the program that judged: what another one
    /// wrote is as good as nothing. So is a file that cannot be read.
    pub fn read(file: &Path, key: &str) -> Kept {
        let header = format!("{MAGIC} {}\n", key.replace(char::is_whitespace, "-"));
        Kept { file: file.to_owned(), header, texts: OnceLock::new() }
    }

    fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| {
            let bytes = read_small(&self.file).filter(|bytes| bytes.starts_with(self.header.as_bytes()));
            let bytes = bytes.unwrap_or_default();
            Texts { places: index(&bytes, self.header.len()), bytes }
        })
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.texts().places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there is a text of this id.
    pub fn has(&self, id: &ContentId) -> bool {
        self.texts().places.contains_key(id)
    }

    /// The text of this id, if it is what the id says.
    pub fn text(&self, id: &ContentId) -> Option<&str> {
        let texts = self.texts();
        let bytes = texts.bytes.get(texts.places.get(id)?.clone())?;
        std::str::from_utf8(bytes).ok().filter(|_| is_content_of(id, bytes))
    }

    /// The notes that an earlier run of the same program left beside the texts; `None` where they are not what it wrote.
    pub fn notes(&self) -> Option<Vec<u8>> {
        let bytes = read_small(&self.file_of_notes()?)?;
        let rest = bytes.strip_prefix(self.header.as_bytes())?;
        let (sum, notes) = rest.split_first_chunk()?;
        (u64::from_le_bytes(*sum) == sum_of(notes)).then(|| notes.to_owned())
    }

    /// Leaves notes beside the texts. What cannot be written is not kept.
    pub fn write_notes(&self, notes: &[u8]) {
        if let Some(file) = self.file_of_notes() {
            drop(write(&file, |to| {
                to.write_all(self.header.as_bytes())?;
                to.write_all(&sum_of(notes).to_le_bytes())?;
                to.write_all(notes)
            }));
        }
    }

    fn file_of_notes(&self) -> Option<PathBuf> {
        self.file.file_name().map(|_| self.file.with_file_name("graph"))
    }

    /// Writes the file anew, with more texts. What cannot be written is not kept.
    pub fn write<'t>(&self, new: impl Iterator<Item = (ContentId, &'t str)> + Clone) {
        let added: usize = new.clone().map(|(_, text)| ID + LENGTH + text.len()).sum();
        let old = self.texts().bytes.get(self.header.len()..).unwrap_or_default();
        let old = if old.len() + added + self.header.len() > MOST_BYTES { &[] } else { old };
        drop(write(&self.file, |file| {
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
            Ok(())
        }));
    }
}

/// The bytes of a file that is not too large.
fn read_small(file: &Path) -> Option<Vec<u8>> {
    let is_small = fs::metadata(file).is_ok_and(|found| found.is_file() && found.len() <= MOST_BYTES as u64);
    let bytes = Some(()).filter(|()| is_small).and_then(|()| fs::read(file).ok());
    bytes.filter(|bytes| bytes.len() <= MOST_BYTES)
}

/// Writes a file in one step: whoever reads meanwhile has the old one or the new one, never a part.
fn write(file: &Path, content: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> io::Result<()> {
    let folder = file.parent().ok_or(io::ErrorKind::NotFound)?;
    fs::create_dir_all(folder)?;
    let mut writer = io::BufWriter::new(tempfile::NamedTempFile::new_in(folder)?);
    content(&mut writer)?;
    let written = writer.into_inner().map_err(|error| error.into_error())?;
    written.persist(file).map(drop).map_err(|error| error.error)
}

/// By what damage is noticed.
fn sum_of(bytes: &[u8]) -> u64 {
    foldhash::quality::FixedState::with_seed(0).hash_one(bytes)
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
            for id in kept.texts().places.keys() {
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

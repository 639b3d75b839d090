//! What earlier runs found valid, in a file that may be deleted at any time: the texts of records whose schemas held, by the
//! ids of their contents.
//!
//! A text from the file counts only if its bytes have the id that it is kept under, so that a file which is cut off, damaged or
//! tampered with gives nothing else than what is in the repository. What is taken on trust is that the schema held.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::hash::BuildHasher as _;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use sha2::{Digest, Sha256};

use super::{ContentId, content_id};

/// What stands at the beginning, before the key of who wrote the file.
const MAGIC: &str = "tickmark cache 2";
/// The most bytes that the file may have; when it would grow beyond them, it begins anew.
const MOST_BYTES: usize = 256 * 1024 * 1024;
const ID: usize = size_of::<ContentId>();
const NUMBER: usize = size_of::<u32>();
/// An id, and where its text ends.
const ENTRY: usize = ID + NUMBER;

/// The texts of earlier runs.
#[derive(Debug, Default)]
pub struct Kept {
    file: PathBuf,
    header: String,
    texts: OnceLock<Texts>,
}

/// A file of texts: how many there are, their ids in order, each with the place where its text ends, and the texts in the
/// same order. The ids are read at once, the texts when they are asked for, since a run may want few of them.
#[derive(Debug, Default)]
struct Texts {
    file: Option<Mutex<File>>,
    entries: Vec<u8>,
    /// Where the first text begins.
    start: u64,
    /// All texts, once they were asked for.
    all: OnceLock<Vec<u8>>,
}

impl Texts {
    /// Opens a file that begins with a header; `None` where it is another one, or not as long as it says.
    fn open(file: &Path, header: &str) -> Option<Texts> {
        let found = fs::metadata(file).ok().filter(|found| found.is_file() && found.len() <= MOST_BYTES as u64)?;
        let mut file = File::open(file).ok()?;
        let mut head = vec![0; header.len() + NUMBER];
        file.read_exact(&mut head).ok()?;
        let count = number(head.strip_prefix(header.as_bytes())?)?;
        let start = count.checked_mul(ENTRY)?.checked_add(head.len()).filter(|start| *start as u64 <= found.len())?;
        let mut entries = vec![0; start - head.len()];
        file.read_exact(&mut entries).ok()?;
        let texts = Texts { file: Some(Mutex::new(file)), entries, start: start as u64, all: OnceLock::new() };
        let end = texts.end(count).filter(|end| (start + end) as u64 == found.len());
        end.is_some().then_some(texts)
    }

    fn len(&self) -> usize {
        self.entries.len() / ENTRY
    }

    fn id(&self, place: usize) -> Option<ContentId> {
        self.entries.get(place * ENTRY..)?.first_chunk().copied()
    }

    /// Where the text before a place ends.
    fn end(&self, place: usize) -> Option<usize> {
        match place.checked_sub(1) {
            Some(before) => number(self.entries.get(before * ENTRY + ID..)?),
            None => Some(0),
        }
    }

    /// Where the text of an id is, from the first text on.
    fn range(&self, id: &ContentId) -> Option<Range<usize>> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.id(middle)?.cmp(id) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return Some(self.end(middle)?..self.end(middle + 1)?),
                Ordering::Greater => high = middle,
            }
        }
        None
    }

    fn all(&self) -> &[u8] {
        self.all.get_or_init(|| {
            let mut bytes = Vec::new();
            let mut read = |file: &mut File| {
                file.seek(SeekFrom::Start(self.start))?;
                file.take(MOST_BYTES as u64).read_to_end(&mut bytes)
            };
            match self.file.as_ref().map(|file| read(&mut locked(file))) {
                Some(Ok(_)) => bytes,
                _ => Vec::new(),
            }
        })
    }

    fn one(&self, range: Range<usize>) -> Option<Vec<u8>> {
        let length = range.end.checked_sub(range.start).filter(|length| *length <= MOST_BYTES)?;
        let mut bytes = vec![0; length];
        let mut file = locked(self.file.as_ref()?);
        file.seek(SeekFrom::Start(self.start + range.start as u64)).ok()?;
        file.read_exact(&mut bytes).ok()?;
        Some(bytes)
    }
}

/// The guarded file; each use of it begins with going to a place.
fn locked(file: &Mutex<File>) -> MutexGuard<'_, File> {
    file.lock().unwrap_or_else(PoisonError::into_inner)
}

fn number(bytes: &[u8]) -> Option<usize> {
    bytes.first_chunk().map(|number| u32::from_le_bytes(*number) as usize)
}

impl Kept {
    /// The texts of a file, which is read once something is asked of it. `key` names the program that judged: what another one
    /// wrote is as good as nothing. So is a file that cannot be read.
    pub fn read(file: &Path, key: &str) -> Kept {
        let header = format!("{MAGIC} {}\n", key.replace(char::is_whitespace, "-"));
        Kept { file: file.to_owned(), header, texts: OnceLock::new() }
    }

    fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| Texts::open(&self.file, &self.header).unwrap_or_default())
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.texts().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there is a text of this id.
    pub fn has(&self, id: &ContentId) -> bool {
        self.texts().range(id).is_some()
    }

    /// The text of this id, if it is what the id says. All texts are read for it.
    pub fn text(&self, id: &ContentId) -> Option<&str> {
        let texts = self.texts();
        let bytes = texts.all().get(texts.range(id)?)?;
        std::str::from_utf8(bytes).ok().filter(|_| is_content_of(id, bytes))
    }

    /// The bytes of the text of this id, if they are what the id says. No other text is read for it.
    pub fn bytes(&self, id: &ContentId) -> Option<Vec<u8>> {
        let texts = self.texts();
        texts.one(texts.range(id)?).filter(|bytes| is_content_of(id, bytes))
    }

    /// The notes that an earlier run of the same program left beside the texts; `None` where they are not what it wrote.
    pub fn notes(&self) -> Option<Vec<u8>> {
        let mut bytes = read_small(&self.file_of_notes()?)?;
        let (sum, notes) = bytes.strip_prefix(self.header.as_bytes())?.split_first_chunk()?;
        let (is_whole, length) = (u64::from_le_bytes(*sum) == sum_of(notes), notes.len());
        bytes.drain(..bytes.len() - length);
        Some(bytes).filter(|_| is_whole)
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
    pub fn write<'t>(&self, new: impl Iterator<Item = (ContentId, &'t str)>) {
        let texts = self.texts();
        let mut all: BTreeMap<ContentId, &[u8]> = new.map(|(id, text)| (id, text.as_bytes())).collect();
        let mut size: usize = all.values().map(|text| ENTRY + text.len()).sum::<usize>() + self.header.len() + NUMBER;
        if size + texts.entries.len() + texts.all().len() < MOST_BYTES {
            let old = (0..texts.len()).filter_map(|place| {
                Some((texts.id(place)?, texts.all().get(texts.end(place)?..texts.end(place + 1)?)?))
            });
            all.extend(old);
        }
        while size > MOST_BYTES {
            size -= all.pop_last().map_or(size, |(_, text)| ENTRY + text.len());
        }
        drop(write(&self.file, |file| {
            file.write_all(self.header.as_bytes())?;
            file.write_all(&(all.len() as u32).to_le_bytes())?;
            let mut end = 0;
            for (id, text) in &all {
                end += text.len() as u32;
                file.write_all(id)?;
                file.write_all(&end.to_le_bytes())?;
            }
            all.values().try_for_each(|text| file.write_all(text))
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
        let is_found = |text: &&&str| {
            let id = content_id(text.as_bytes());
            let found = kept.text(&id);
            assert_eq!(found.map(str::as_bytes), kept.bytes(&id).as_deref());
            found == Some(**text)
        };
        TEXTS.iter().filter(is_found).count()
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
            for id in (0..kept.len()).filter_map(|place| kept.texts().id(place)) {
                assert!(kept.text(&id).is_none_or(|text| content_id(text.as_bytes()) == id));
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

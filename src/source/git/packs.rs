//! Packs, as a walk through history reads them: object after object, most of them as differences from one read just before.
//!
//! libgit2 sets up a new stream for each object and looks for it anew for each of its bases, which is half of what reading
//! costs. What is read here is no proof of anything: whoever asks holds it against its id, and asks libgit2 for all that is
//! not found here or is not what its id says.

use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use git2::ObjectType;
use libdeflater::Decompressor;

use super::delta;
use crate::hash::HashMap;

/// The largest index that is read, and the largest object that is.
const MOST_INDEX: u64 = 64 << 20;
const MOST_OBJECT: usize = 16 << 20;
/// How much of a pack is read at once.
const WINDOW: usize = 64 << 10;
/// Who has read so many parts of a pack is on a walk and comes back to all of them: one of at most this size is then read as a
/// whole.
const MANY_PARTS: usize = 32;
const MOST_WHOLE: u64 = 16 << 20;
/// No header of an object has more bytes.
const HEADER: usize = 64;
/// How many bytes of bases are kept, twice.
const MOST_BASES: usize = 4 << 20;
/// How many differences an object may be made of, for Git makes no more than 4,095, and how many bytes they may have.
const MOST_STEPS: usize = 5_000;
const MOST_DIFFERENCES: usize = 4 * MOST_OBJECT;

/// How often it is guessed where an id is before what is left is halved.
const MOST_GUESSES: usize = 4;

/// The packs of a repository.
#[derive(Default)]
pub(super) struct Packs(Vec<Pack>);

impl Packs {
    /// The packs of a folder. One that cannot be read, or is of another form, is left out.
    pub(super) fn of(folder: &Path, width: usize) -> Packs {
        let files = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
        let indexes = files.filter(|path| path.extension().is_some_and(|extension| extension == "idx"));
        Packs(indexes.filter_map(|path| Pack::open(&path, width)).collect())
    }

    /// What is stored under an id.
    pub(super) fn read(&mut self, id: &[u8]) -> Option<(ObjectType, Arc<Vec<u8>>)> {
        // The pack that had the last object is likely to have the next.
        let found = |(place, pack): (usize, &Pack)| pack.index.offset(id).map(|offset| (place, offset));
        let (place, offset) = self.0.iter().enumerate().find_map(found)?;
        self.0.swap(0, place);
        self.0[0].object(offset)
    }
}

/// The index of a pack: where the objects are, by their ids in order.
struct Index {
    bytes: Vec<u8>,
    count: usize,
    width: usize,
}

const FANOUT: usize = 8;
const IDS: usize = FANOUT + 256 * 4;

impl Index {
    fn of(bytes: Vec<u8>, width: usize) -> Option<Index> {
        let is_known = bytes.starts_with(b"\xfftOc\0\0\0\x02");
        let count = number(&bytes, IDS - 4).filter(|_| is_known)?;
        // Each object has an id, a checksum and a place.
        let is_whole = bytes.len() >= IDS.checked_add(count.checked_mul(width + 8)?)?;
        is_whole.then_some(Index { bytes, count, width })
    }

    /// Where the object of an id begins.
    fn offset(&self, id: &[u8]) -> Option<u64> {
        let first = usize::from(*id.first()?);
        let mut from = match first {
            0 => 0,
            _ => number(&self.bytes, FANOUT + (first - 1) * 4)?,
        };
        let mut to = number(&self.bytes, FANOUT + first * 4)?.min(self.count);
        // The first bytes tell nearly all ids apart, and one number is held against another at once.
        let front = |bytes: &[u8]| bytes.first_chunk().map(|front| u64::from_be_bytes(*front));
        let wanted = front(id)?;
        // Ids are spread evenly, so that one is near where its share of the numbers between would have it.
        let (mut low, mut high) = ((first as u64) << 56, ((first as u64) << 56) | (u64::MAX >> 8));
        for probe in 0.. {
            let count = to.checked_sub(from).filter(|count| *count > 0)?;
            let share = u128::from(wanted.saturating_sub(low)) * count as u128;
            let share = usize::try_from(share / (u128::from(high.saturating_sub(low)) + 1)).ok()?;
            let place = from + if probe < MOST_GUESSES { share.min(count - 1) } else { count / 2 };
            let start = IDS + place * self.width;
            let found = self.bytes.get(start..start + self.width)?;
            let number = front(found)?;
            match number.cmp(&wanted).then_with(|| found.cmp(id)) {
                std::cmp::Ordering::Less => (from, low) = (place + 1, number),
                std::cmp::Ordering::Greater => (to, high) = (place, number),
                std::cmp::Ordering::Equal => return self.offset_at(place),
            }
        }
        None
    }

    fn offset_at(&self, place: usize) -> Option<u64> {
        let offsets = IDS + self.count * (self.width + 4);
        let offset = number(&self.bytes, offsets + place * 4)?;
        if offset < 1 << 31 {
            return Some(offset as u64);
        }
        let start = (offset - (1 << 31)).checked_mul(8)?.checked_add(offsets + self.count * 4)?;
        Some(u64::from_be_bytes(self.bytes.get(start..start.checked_add(8)?)?.try_into().ok()?))
    }
}

/// The number of four bytes.
fn number(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()
}

type Base = (ObjectType, Arc<Vec<u8>>);

struct Pack {
    index: Index,
    content: Content,
    inflater: Decompressor,
    /// What later objects may be differences from, by where it begins: what was asked for lately, and before that.
    bases: [HashMap<u64, Base>; 2],
    size: usize,
}

/// The bytes of a pack, a part at a time.
struct Content {
    file: File,
    size: u64,
    part: Vec<u8>,
    /// Where the part begins.
    start: u64,
    /// How many parts were read.
    count: usize,
}

impl Content {
    fn open(path: &Path) -> Option<Content> {
        let file = File::open(path).ok()?;
        let size = file.metadata().ok()?.len();
        Some(Content { file, size, part: Vec::new(), start: 0, count: 0 })
    }

    /// The bytes from a place on: at least so many, if the pack has them.
    fn bytes(&mut self, at: u64, least: usize) -> Option<&[u8]> {
        let end = at.saturating_add(least as u64).min(self.size);
        if at < self.start || end > self.start + self.part.len() as u64 {
            self.count += 1;
            let is_whole = self.count > MANY_PARTS && self.size <= MOST_WHOLE;
            let length = if is_whole { self.size } else { least.max(WINDOW) as u64 };
            self.start = if is_whole { 0 } else { at };
            self.part.clear();
            self.part.reserve(usize::try_from(length.min(self.size.saturating_sub(self.start))).ok()?);
            self.file.seek(SeekFrom::Start(self.start)).ok()?;
            (&self.file).take(length).read_to_end(&mut self.part).ok()?;
        }
        self.part.get(usize::try_from(at.checked_sub(self.start)?).ok()?..)
    }
}

/// More bytes than so many are compressed to by anything that compresses; what it is not enough for is libgit2's to read.
fn most_compressed(size: usize) -> usize {
    size + size / 8 + 64
}

/// What stands at the beginning of an object.
enum Header {
    Whole(ObjectType),
    /// A difference from the object that begins there.
    From(u64),
}

impl Pack {
    fn open(index: &Path, width: usize) -> Option<Pack> {
        let is_small = fs::metadata(index).is_ok_and(|found| found.is_file() && found.len() <= MOST_INDEX);
        let bytes = is_small.then(|| fs::read(index).ok()).flatten()?;
        let (index, mut content) = (Index::of(bytes, width)?, Content::open(&index.with_extension("pack"))?);
        let is_known = content.bytes(0, HEADER)?.starts_with(b"PACK\0\0\0\x02");
        let (inflater, bases) = (Decompressor::new(), Default::default());
        is_known.then_some(Pack { index, content, inflater, bases, size: 0 })
    }

    /// The object that begins at a place.
    fn object(&mut self, at: u64) -> Option<Base> {
        let (mut at, mut steps, mut size) = (at, Vec::new(), 0);
        let (kind, mut bytes) = loop {
            if let Some(base) = self.base(at) {
                break base;
            }
            let (header, length, own) = self.header(at)?;
            size += own;
            let data = self.inflate(at + length, own)?;
            match header {
                Header::Whole(kind) => break (kind, self.keep(at, kind, data, !steps.is_empty())),
                Header::From(_) if steps.len() >= MOST_STEPS || size > MOST_DIFFERENCES => return None,
                Header::From(base) => {
                    steps.push((at, data));
                    at = base;
                }
            }
        };
        while let Some((at, difference)) = steps.pop() {
            let data = delta::apply(&bytes, &difference, MOST_OBJECT)?;
            bytes = self.keep(at, kind, data, true);
        }
        Some((kind, bytes))
    }

    fn base(&mut self, at: u64) -> Option<Base> {
        if let Some((kind, bytes)) = self.bases[0].get(&at) {
            return Some((*kind, Arc::clone(bytes)));
        }
        let (kind, bytes) = self.bases[1].remove(&at)?;
        self.keep_base(at, kind, &bytes);
        Some((kind, bytes))
    }

    fn keep(&mut self, at: u64, kind: ObjectType, data: Vec<u8>, is_base: bool) -> Arc<Vec<u8>> {
        let bytes = Arc::new(data);
        if is_base {
            self.keep_base(at, kind, &bytes);
        }
        bytes
    }

    fn keep_base(&mut self, at: u64, kind: ObjectType, bytes: &Arc<Vec<u8>>) {
        if self.size > MOST_BASES {
            self.bases.swap(0, 1);
            self.bases[0].clear();
            self.size = 0;
        }
        self.size += bytes.len();
        self.bases[0].insert(at, (kind, Arc::clone(bytes)));
    }

    /// What begins at a place, how many bytes say so, and how many bytes follow once they are inflated.
    fn header(&mut self, at: u64) -> Option<(Header, u64, usize)> {
        let bytes = self.content.bytes(at, HEADER)?;
        let first = *bytes.first()?;
        let (mut size, mut shift, mut length, mut byte) = (usize::from(first & 15), 4, 1, first);
        while byte & 0x80 != 0 {
            byte = *bytes.get(length)?;
            size |= usize::from(byte & 0x7f).checked_shl(shift).filter(|_| shift < 32)?;
            (shift, length) = (shift + 7, length + 1);
        }
        if size > MOST_OBJECT {
            return None;
        }
        let header = match (first >> 4) & 7 {
            1 => Header::Whole(ObjectType::Commit),
            2 => Header::Whole(ObjectType::Tree),
            3 => Header::Whole(ObjectType::Blob),
            4 => Header::Whole(ObjectType::Tag),
            6 => {
                let mut byte = *bytes.get(length)?;
                (length, shift) = (length + 1, 0);
                let mut back = u64::from(byte & 0x7f);
                while byte & 0x80 != 0 {
                    byte = *bytes.get(length)?;
                    (length, shift) = (length + 1, shift + 7);
                    back = (back + 1).checked_shl(7).filter(|_| shift < 56)? | u64::from(byte & 0x7f);
                }
                Header::From(at.checked_sub(back).filter(|_| back > 0)?)
            }
            7 => {
                let width = self.index.width;
                let id = bytes.get(length..length + width)?.to_vec();
                length += width;
                Header::From(self.index.offset(&id)?)
            }
            _ => return None,
        };
        Some((header, length as u64, size))
    }

    /// The bytes of a stream that begins at a place.
    fn inflate(&mut self, at: u64, size: usize) -> Option<Vec<u8>> {
        let mut out = vec![0; size];
        let stream = self.content.bytes(at, most_compressed(size))?;
        // Nothing comes of what is cut off or no stream.
        let written = self.inflater.zlib_decompress(stream, &mut out).ok()?;
        (written == size).then_some(out)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn every_id_of_an_index_is_found() {
        // Some spread evenly, some side by side; the first byte of all is the same, or is not.
        let mut ids: Vec<[u8; 20]> = (0..200_u32)
            .flat_map(|number| {
                let hash = number.wrapping_mul(2_654_435_761).to_be_bytes();
                let (mut spread, mut beside) = ([7; 20], [9; 20]);
                spread[..4].copy_from_slice(&hash);
                beside[16..].copy_from_slice(&number.to_be_bytes());
                [spread, beside]
            })
            .collect();
        ids.sort_unstable();
        let mut bytes = b"\xfftOc\0\0\0\x02".to_vec();
        for first in 0..=255_u8 {
            bytes.extend((ids.iter().filter(|id| id[0] <= first).count() as u32).to_be_bytes());
        }
        bytes.extend(ids.concat());
        bytes.extend(ids.iter().flat_map(|_| [0; 4]));
        bytes.extend((0..ids.len() as u32).flat_map(u32::to_be_bytes));
        let index = Index::of(bytes, 20).expect("an index");
        for (place, id) in ids.iter().enumerate() {
            assert_eq!(index.offset(id), Some(place as u64));
            let mut other = *id;
            other[10] ^= 0x80;
            assert_eq!(index.offset(&other), None);
        }
    }

    #[test]
    fn every_part_of_a_file_is_read_as_it_is() {
        let all: Vec<u8> = (0..3 * WINDOW as u32).map(|number| (number % 251) as u8).collect();
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(&all).expect("written");
        let mut content = Content::open(file.path()).expect("open");
        // To and fro, in parts first and then as a whole; the last ones lie across the end.
        for turn in 0..2 * MANY_PARTS {
            for at in [turn, 2 * WINDOW - 7, WINDOW + turn, all.len() - 5] {
                let bytes = content.bytes(at as u64, 100 + turn).expect("bytes");
                assert!(bytes.len() >= (100 + turn).min(all.len() - at));
                assert!(all[at..].starts_with(bytes), "at {at} in turn {turn}");
            }
        }
        assert!(content.bytes(all.len() as u64 + 1, 1).is_none_or(<[u8]>::is_empty));
    }
}

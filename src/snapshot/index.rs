//! Finding records by id and by kind.

use std::hash::BuildHasher as _;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use super::{Broken, Record};
use crate::hash::HashMap;
use crate::record::{Kind, ROOT_FILE};
use crate::source::is_record_name;

/// Ids without regard to case, as file systems and people see them.
pub(super) struct Index {
    pub(super) by_id: ById,
    pub(super) broken_ids: HashMap<String, usize>,
    pub(super) duplicates: Vec<(usize, usize)>,
}

impl Index {
    pub(super) fn of(records: &[Record], broken: &[Broken]) -> Index {
        let mut by_id = ById::with_capacity(records.len());
        let mut duplicates = Vec::new();
        // Only the root's own `tickmark.yaml` sets the rules; another file of its kind must not take its place.
        let counts = |record: &Record| record.kind() != Kind::Isms || *record.path == *ROOT_FILE;
        for (position, record) in records.iter().enumerate().filter(|(_, record)| counts(record)) {
            duplicates.extend(by_id.put(record.key(), position, records).map(|first| (first, position)));
        }
        let broken_ids =
            broken.iter().enumerate().map(|(position, broken)| (broken.id.to_lowercase(), position)).collect();
        Index { by_id, broken_ids, duplicates }
    }
}

/// Places of records by their ids in lower case. It has no ids of its own: the records that it is asked about, which are always
/// the same ones, have them.
#[derive(Debug)]
pub(super) struct ById {
    places: HashTable<usize>,
    hasher: RandomState,
}

impl ById {
    fn with_capacity(count: usize) -> ById {
        ById { places: HashTable::with_capacity(count), hasher: RandomState::default() }
    }

    /// Puts a record in its place, or says which one is there.
    fn put(&mut self, key: &str, place: usize, records: &[Record]) -> Option<usize> {
        let found = self.get(key, records);
        if found.is_none() {
            let hash = |place: &usize| self.hasher.hash_one(&**records[*place].key());
            self.places.insert_unique(self.hasher.hash_one(key), place, hash);
        }
        found
    }

    /// The place of the record with this id.
    pub(super) fn get(&self, key: &str, records: &[Record]) -> Option<usize> {
        self.places.find(self.hasher.hash_one(key), |place| &**records[*place].key() == key).copied()
    }
}

/// Places of records by their kinds: whoever asks for those of one kind does not look at all the others.
#[derive(Debug)]
pub(super) struct ByKind {
    /// Those of the first kind, then those of the second, and so on.
    places: Vec<usize>,
    /// Where those of each kind end.
    ends: [usize; Kind::ALL.len()],
}

impl ByKind {
    pub(super) fn of(records: &[Record]) -> ByKind {
        let mut counts = [0; Kind::ALL.len()];
        records.iter().for_each(|record| counts[record.kind() as usize] += 1);
        let mut next = 0;
        // Where those of each kind begin; with each that is placed it moves on, and so comes to where they end.
        let mut ends = counts.map(|count| {
            next += count;
            next - count
        });
        let mut places = vec![0; records.len()];
        for (place, record) in records.iter().enumerate() {
            let end = &mut ends[record.kind() as usize];
            places[*end] = place;
            *end += 1;
        }
        ByKind { places, ends }
    }

    /// The places of the records of a kind, in order.
    pub(super) fn get(&self, kind: Kind) -> &[usize] {
        let kind = kind as usize;
        let start = kind.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.places[start..self.ends[kind]]
    }
}

/// An id in lower case, for looking something up: one of the usual length is in no memory of its own.
pub(crate) enum Key {
    Short([u8; 64], usize),
    Long(String),
}

impl Key {
    pub(crate) fn of(id: &str) -> Key {
        let mut bytes = [0; 64];
        match bytes.get_mut(..id.len()).filter(|_| id.is_ascii()) {
            Some(part) => {
                part.copy_from_slice(id.as_bytes());
                part.make_ascii_lowercase();
                Key::Short(bytes, id.len())
            }
            None => Key::Long(id.to_lowercase()),
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        match self {
            Key::Short(..) => std::str::from_utf8(self.as_bytes()).unwrap_or_default(),
            Key::Long(text) => text,
        }
    }

    /// The same for somebody who needs no text, which is then not held against UTF-8.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        match self {
            Key::Short(bytes, length) => &bytes[..*length],
            Key::Long(text) => text.as_bytes(),
        }
    }
}

/// The id that a path gives a record: its file's stem, an audit's its folder.
pub(crate) fn id_of_path(path: &str, kind: Option<Kind>) -> &str {
    if let Some(kind) = kind.filter(|kind| kind.is_single()) {
        return kind.as_str();
    }
    if path == ROOT_FILE {
        return Kind::Isms.as_str();
    }
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if name == "audit.yaml" && kind.is_none_or(|kind| kind == Kind::Audit) && !folder.is_empty() {
        return folder.rsplit('/').next().unwrap_or(folder);
    }
    match is_record_name(name) {
        true => name.rsplit_once('.').map_or(name, |(stem, _)| stem),
        false => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_id_in_lower_case() {
        let long = "A-Ä".repeat(40);
        for id in ["", "F-2026-007", "ÄÖ-İ", &"X".repeat(64), &"X".repeat(65), &long] {
            assert_eq!(Key::of(id).as_str(), id.to_lowercase());
        }
    }
}

//! Finding records by id.

use super::{Broken, Record};
use crate::hash::HashMap;
use crate::record::{Kind, ROOT_FILE};

/// Ids without regard to case, as file systems and people see them.
pub(super) struct Index {
    pub(super) by_id: HashMap<String, usize>,
    pub(super) broken_ids: HashMap<String, usize>,
    pub(super) duplicates: Vec<(usize, usize)>,
}

impl Index {
    pub(super) fn of(records: &[Record], broken: &[Broken]) -> Index {
        let mut by_id: HashMap<String, usize> = HashMap::with_capacity_and_hasher(records.len(), Default::default());
        let mut duplicates = Vec::new();
        // Only the root's own `tickmark.yaml` sets the rules; another file of its kind must not take its place.
        let counts = |record: &Record| record.kind() != Kind::Isms || *record.path == *ROOT_FILE;
        for (position, record) in records.iter().enumerate().filter(|(_, record)| counts(record)) {
            match by_id.entry(record.id.to_lowercase()) {
                std::collections::hash_map::Entry::Occupied(first) => duplicates.push((*first.get(), position)),
                std::collections::hash_map::Entry::Vacant(vacant) => drop(vacant.insert(position)),
            }
        }
        let broken_ids =
            broken.iter().enumerate().map(|(position, broken)| (broken.id.to_lowercase(), position)).collect();
        Index { by_id, broken_ids, duplicates }
    }
}

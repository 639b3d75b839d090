//! Two branches that give one id to two records: each is sound alone, and whoever merges second finds out.

use crate::snapshot::id_of_path;
use crate::source::{ContentId, Entry};

/// An id of a new record that another branch has taken too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The id.
    pub id: String,
    /// Path of the new record here.
    pub path: String,
    /// The other branch.
    pub branch: String,
    /// Path of the record there.
    pub other_path: String,
    /// Whether it is the branch that this one is to be merged into.
    pub is_target: bool,
}

/// What another branch holds: its name and its entries, without what it has in common with this one.
#[derive(Debug)]
pub struct OtherBranch {
    /// Name.
    pub name: String,
    /// Its entries.
    pub entries: Vec<Entry>,
    /// Whether it is the branch that this one is to be merged into.
    pub is_target: bool,
}

/// The ids that `added` (path and content of each new file) shares with files of other branches. A file with the same
/// content is the same record.
pub fn clashes(added: &[(String, Option<ContentId>)], others: &[OtherBranch]) -> Vec<Clash> {
    let mut clashes = Vec::new();
    for (path, content) in added {
        let id = id_of_path(path, None);
        for other in others {
            let same = |entry: &&Entry| id_of_path(&entry.path, None).eq_ignore_ascii_case(id);
            let is_other = |entry: &&Entry| content.is_none() || entry.id != *content;
            if let Some(entry) = other.entries.iter().filter(same).find(is_other) {
                clashes.push(Clash {
                    id: id.to_string(),
                    path: path.clone(),
                    branch: other.name.clone(),
                    other_path: entry.path.clone(),
                    is_target: other.is_target,
                });
            }
        }
    }
    clashes
}

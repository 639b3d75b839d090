//! Files that one side of a merge moved while the other changed them: Git follows them by how much of them is the same.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Listed, is_same};
use crate::source::{Entry, EntryKind, Source, SourceError};

/// Of how many bytes in a hundred two files have to be made alike: Git asks for fifty, and counts a little otherwise.
const ALIKE: usize = 60;

/// The files that one side has at another path than where both parted, and that the other side changed where it was: the path that
/// each has now, and the one before. Where several could be meant, none is.
pub(super) fn moved(
    base: (&Listed, &dyn Source),
    ours: (&Listed, &dyn Source),
    theirs: (&Listed, &dyn Source),
) -> Result<BTreeMap<String, String>, SourceError> {
    let (mut moved, mut doubtful) = (BTreeMap::new(), BTreeSet::new());
    for (path, before) in base.0.iter().filter(|(_, before)| before.kind == EntryKind::File) {
        let (stays, goes) = match (ours.0.get(path), theirs.0.get(path)) {
            (Some(our), None) => ((our, ours), theirs),
            (None, Some(their)) => ((their, theirs), ours),
            _ => continue,
        };
        let (entry, (others, side)) = stays;
        if is_same((Some(entry), side), (Some(before), base.1))? {
            continue;
        }
        let text = base.1.read(before)?;
        let is_new = |path: &String| !base.0.contains_key(path) && !others.contains_key(path);
        let mut found = Vec::new();
        for (new, entry) in goes.0.iter().filter(|(new, entry)| entry.kind == EntryKind::File && is_new(new)) {
            if are_alike(&text, &goes.1.read(entry)?) {
                found.push(new);
            }
        }
        let [only] = found[..] else { continue };
        if let Some(other) = moved.insert(only.clone(), path.clone()) {
            doubtful.extend([other, path.clone()]);
        }
    }
    moved.retain(|_, from| !doubtful.contains(from));
    Ok(moved)
}

/// The files that one side added to a folder that the other one gave another name, so that nothing is left in it: Git asks where they belong.
pub(super) fn astray(
    base: (&Listed, &dyn Source),
    adding: &Listed,
    moving: (&Listed, &dyn Source),
) -> Result<Vec<String>, SourceError> {
    let mut astray = Vec::new();
    let is_new = |path: &&String| !base.0.contains_key(*path) && !moving.0.contains_key(*path);
    for path in adding.keys().filter(is_new) {
        let folders = path.match_indices('/').map(|(end, _)| &path[..=end]);
        // The smallest folder that was there says where the file came to lie.
        let Some(folder) = folders.rev().find(|folder| below(base.0, folder).next().is_some()) else { continue };
        if below(moving.0, folder).next().is_none() && is_renamed(base, moving, folder)? {
            astray.push(path.clone());
        }
    }
    Ok(astray)
}

/// The files below a folder, whose name has a slash at its end.
fn below<'a>(files: &'a Listed, folder: &'a str) -> impl Iterator<Item = (&'a String, &'a Entry)> {
    files.range(folder.to_owned()..).take_while(move |(path, _)| path.starts_with(folder))
}

/// Whether a file of a folder is elsewhere as it was.
fn is_renamed(base: (&Listed, &dyn Source), side: (&Listed, &dyn Source), folder: &str) -> Result<bool, SourceError> {
    for (_, was) in below(base.0, folder).filter(|(_, was)| was.kind == EntryKind::File) {
        for (_, is) in side.0.iter().filter(|(path, _)| !base.0.contains_key(*path)) {
            if is_same((Some(is), side.1), (Some(was), base.1))? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Whether two texts have most of their lines in common.
fn are_alike(one: &[u8], other: &[u8]) -> bool {
    let mut lines: HashMap<&[u8], usize> = HashMap::new();
    for line in one.split_inclusive(|byte| *byte == b'\n') {
        *lines.entry(line).or_default() += 1;
    }
    let mut shared = 0;
    for line in other.split_inclusive(|byte| *byte == b'\n') {
        if let Some(count) = lines.get_mut(line).filter(|count| **count > 0) {
            *count -= 1;
            shared += line.len();
        }
    }
    shared * 100 >= one.len().max(other.len()) * ALIKE && shared > 0
}

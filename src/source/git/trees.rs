//! Two trees side by side, as Git stores them: what is equal is passed over without being taken apart.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use git2::{ObjectType, Oid};

use super::tree::below;
use super::{Change, Repository, content_id, lacks};
use crate::source::{ContentId, SourceError};

/// A tree: for each entry its mode in octal digits, a space, its name, a zero byte and the bytes of its id.
struct Stored {
    id: Oid,
    bytes: Arc<Vec<u8>>,
}

/// One entry of a tree.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry<'t> {
    mode: &'t [u8],
    name: &'t [u8],
    id: &'t [u8],
}

const FOLDER: &[u8] = b"40000";
const SUBMODULE: &[u8] = b"160000";
const LINK: &[u8] = b"120000";

impl<'t> Entry<'t> {
    /// The entry that bytes begin with, and the bytes after it. `width` is how many bytes an id has.
    pub(super) fn first(bytes: &'t [u8], width: usize) -> Option<(Self, &'t [u8])> {
        // Nearly every entry is a regular file.
        let space = match bytes.starts_with(b"100644 ") {
            true => 6,
            false => bytes.iter().position(|byte| *byte == b' ')?,
        };
        let end = space + memchr::memchr(0, bytes.get(space..)?)?;
        let (id, rest) = bytes.get(end + 1..)?.split_at_checked(width)?;
        Some((Entry { mode: &bytes[..space], name: &bytes[space + 1..end], id }, rest))
    }

    /// The entry of this name.
    pub(super) fn named(mut bytes: &'t [u8], name: &[u8], width: usize) -> Option<Self> {
        loop {
            let (entry, rest) = Self::first(bytes, width)?;
            if entry.name == name {
                return Some(entry);
            }
            bytes = rest;
        }
    }

    /// Its id, if it is no symbolic link.
    pub(super) fn unless_link(&self) -> Option<ContentId> {
        Oid::from_bytes(self.id).ok().filter(|_| !self.is_link()).map(content_id)
    }

    fn is_folder(&self) -> bool {
        self.mode == FOLDER
    }

    pub(super) fn folder(&self) -> Option<Oid> {
        Oid::from_bytes(self.id).ok().filter(|_| self.is_folder())
    }

    /// Its name, as Git stores it.
    pub(super) fn name(&self) -> &'t [u8] {
        self.name
    }

    pub(super) fn is_link(&self) -> bool {
        self.mode == LINK
    }

    pub(super) fn file(&self) -> Option<ContentId> {
        let id = Oid::from_bytes(self.id).ok()?;
        (!self.is_folder() && self.mode != SUBMODULE).then(|| content_id(id))
    }

    /// By what Git sorts the entries of a tree: a folder as if its name ended with a slash.
    fn sort_key(&self) -> impl Iterator<Item = &u8> {
        let slash: &[u8] = if self.is_folder() { b"/" } else { b"" };
        self.name.iter().chain(slash)
    }
}

/// The trees of folders, as a walk from commit to commit reads them: what a folder holds after one commit is what it holds
/// before the next, so that the last tree of each folder is kept.
pub(super) struct Trees<'r> {
    repository: &'r Repository,
    last: HashMap<String, Rc<Stored>>,
}

impl<'r> Trees<'r> {
    pub(super) fn new(repository: &'r Repository) -> Self {
        Self { repository, last: HashMap::new() }
    }

    /// Adds the files that differ between two trees, of the state before and of the one after. Equal trees are skipped by
    /// their ids, so that the cost follows the change and not the size (`diff_tree_to_tree` of libgit2 follows the size).
    pub(super) fn compare(&mut self, ids: [Option<Oid>; 2], changes: &mut Vec<Change>) -> Result<(), SourceError> {
        self.compare_folder("", ids, changes)
    }

    fn compare_folder(
        &mut self,
        folder: &str,
        ids: [Option<Oid>; 2],
        changes: &mut Vec<Change>,
    ) -> Result<(), SourceError> {
        if ids[0] == ids[1] {
            return Ok(());
        }
        let [old, new] = self.both(folder, ids)?;
        let width = old.as_ref().or(new.as_ref()).map_or(0, |tree| tree.id.as_bytes().len());
        let mut left = old.as_ref().map_or(&[][..], |tree| &tree.bytes[..]);
        let mut right = new.as_ref().map_or(&[][..], |tree| &tree.bytes[..]);
        loop {
            (left, right) = without_what_is_equal(left, right, width);
            let order = match (Entry::first(left, width), Entry::first(right, width)) {
                (Some((left, _)), Some((right, _))) => left.sort_key().cmp(right.sort_key()),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return Ok(()),
            };
            let before = if order.is_le() { take(&mut left, width) } else { None };
            let after = if order.is_ge() { take(&mut right, width) } else { None };
            self.compare_entries(folder, [before, after], changes)?;
        }
    }

    /// What is new of one name.
    fn compare_entries(
        &mut self,
        folder: &str,
        sides: [Option<Entry<'_>>; 2],
        changes: &mut Vec<Change>,
    ) -> Result<(), SourceError> {
        let [before, after] = sides;
        // That a file may be run now does not change what it says. A link is no file, whatever it holds.
        if before.map(|entry| (entry.is_link(), entry.id)) == after.map(|entry| (entry.is_link(), entry.id)) {
            return Ok(());
        }
        let Some(entry) = before.or(after) else { return Ok(()) };
        let path = below(folder, &String::from_utf8_lossy(entry.name));
        self.compare_folder(&path, sides.map(|entry| entry?.folder()), changes)?;
        let [before, after] = sides.map(|entry| entry.filter(|entry| !entry.is_link())?.file());
        if before.is_some() || after.is_some() {
            changes.push(Change { path, before, after });
        }
        Ok(())
    }

    /// The trees of a folder on both sides, where it is one.
    fn both(&mut self, folder: &str, ids: [Option<Oid>; 2]) -> Result<[Option<Rc<Stored>>; 2], SourceError> {
        let known = self.last.get(folder).cloned();
        let mut trees = [None, None];
        for (tree, id) in trees.iter_mut().zip(ids) {
            let Some(id) = id else { continue };
            let kept = known.as_ref().filter(|tree| tree.id == id);
            let found = match kept {
                Some(kept) => Rc::clone(kept),
                None => {
                    let read = self.repository.shared(id, ObjectType::Tree);
                    let bytes = read.map_err(|error| lacks(&error, folder, "a commit"))?;
                    Rc::new(Stored { id, bytes })
                }
            };
            self.last.insert(folder.to_owned(), Rc::clone(&found));
            *tree = Some(found);
        }
        Ok(trees)
    }
}

/// Takes the first entry away.
fn take<'t>(bytes: &mut &'t [u8], width: usize) -> Option<Entry<'t>> {
    let (entry, rest) = Entry::first(bytes, width)?;
    *bytes = rest;
    Some(entry)
}

/// Two trees without the entries that both begin with.
fn without_what_is_equal<'t>(left: &'t [u8], right: &'t [u8], width: usize) -> (&'t [u8], &'t [u8]) {
    const STRIDE: usize = 64;
    let (left_strides, right_strides) = (left.as_chunks::<STRIDE>().0, right.as_chunks::<STRIDE>().0);
    let start = STRIDE * left_strides.iter().zip(right_strides).take_while(|(left, right)| left == right).count();
    let equal = start + left[start..].iter().zip(&right[start..]).take_while(|(left, right)| left == right).count();
    if equal == left.len() && equal == right.len() {
        return (&[], &[]);
    }
    // Where an entry begins can only be told from the one before it.
    let mut passed = 0;
    while let Some((_, rest)) = Entry::first(&left[passed..equal], width) {
        passed = equal - rest.len();
    }
    (&left[passed..], &right[passed..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(entries: &[(&str, &str, u8)]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (mode, name, id) in entries {
            bytes.extend(format!("{mode} {name}\0").bytes());
            bytes.extend([*id; 20]);
        }
        bytes
    }

    #[test]
    fn what_is_equal_ends_with_a_whole_entry() {
        // The ids look like the beginning of another entry.
        let left = tree(&[("100644", "a", b' '), ("100644", "b", 0), ("100644", "c", 1)]);
        let right = tree(&[("100644", "a", b' '), ("100644", "b", 0), ("100644", "d", 1)]);
        let (left, right) = without_what_is_equal(&left, &right, 20);
        assert_eq!(Entry::first(left, 20).map(|(entry, _)| entry.name), Some(&b"c"[..]));
        assert_eq!(Entry::first(right, 20).map(|(entry, _)| entry.name), Some(&b"d"[..]));
    }

    #[test]
    fn equal_trees_leave_nothing() {
        let one = tree(&[("40000", "a", 7), ("100644", "b", 8)]);
        assert_eq!(without_what_is_equal(&one, &one, 20), (&[][..], &[][..]));
        let (left, right) = without_what_is_equal(&one, &[], 20);
        assert_eq!((left.len(), right.len()), (one.len(), 0));
    }

    #[test]
    fn an_entry_that_is_cut_off_is_none() {
        let bytes = tree(&[("100644", "a", 1)]);
        for length in 0..bytes.len() {
            assert!(Entry::first(&bytes[..length], 20).is_none());
        }
    }
}

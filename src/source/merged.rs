//! A state as it would be with a branch merged into what it left: what is asked of a branch before anybody merges it.

mod moved;

use std::collections::{BTreeMap, BTreeSet};

use super::{Attributes, Entry, EntryKind, Merging, Pin, Pinned, Source, SourceError, State};

/// The three states of a merge.
#[derive(Clone, Copy)]
pub struct Sides<'a> {
    /// Where the branch left.
    pub base: &'a dyn Source,
    /// What it is to be merged into, as it is by now.
    pub ours: &'a dyn Source,
    /// The branch.
    pub theirs: &'a dyn Source,
}

/// What a merge without conflicts gives.
pub struct Merged<'a> {
    sides: Sides<'a>,
    entries: Vec<Entry>,
    /// Where each file is from that may be a record, by its path.
    origins: BTreeMap<String, Origin>,
}

/// Why a merge is not known before somebody makes it: the files, by their paths from the record root.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unmerged {
    /// Those that both sides changed in a way that somebody has to choose from.
    pub conflicts: Vec<String>,
    /// Those that one side added to a folder that the other one renamed.
    pub astray: Vec<String>,
    /// Those that both sides changed and that a program merges, each with the name that `.gitattributes` has for it.
    pub by_program: Vec<(String, String)>,
}

/// Where a file of a merge is from.
enum Origin {
    Ours,
    Theirs,
    /// Both sides changed it, in different places.
    Both(Vec<u8>),
}

impl<'a> Sides<'a> {
    /// Merges the files that may be records, as Git does, by the `.gitattributes` of what is merged into. One that a side moved is known
    /// where there is no doubt.
    ///
    /// # Errors
    /// A side cannot be listed, or a file that differs cannot be read.
    pub fn merge(self) -> Result<Result<Merged<'a>, Unmerged>, SourceError> {
        let [base, ours, theirs] = [listed(self.base)?, listed(self.ours)?, listed(self.theirs)?];
        let moved = moved::moved((&base, self.base), (&ours, self.ours), (&theirs, self.theirs))?;
        let mut astray = moved::astray((&base, self.base), &theirs, (&ours, self.ours))?;
        astray.extend(moved::astray((&base, self.base), &ours, (&theirs, self.theirs))?);
        let mut unmerged = Unmerged { astray, ..Unmerged::default() };
        let mut merged = Merged { sides: self, entries: Vec::new(), origins: BTreeMap::new() };
        let paths: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
        for path in paths.into_iter().filter(|path| !moved.values().any(|from| from == *path)) {
            let from = moved.get(path).unwrap_or(path);
            let [before, our, their] = [base.get(from), ours.get(path), theirs.get(path)];
            let [our, their] = [our.or_else(|| ours.get(from)), their.or_else(|| theirs.get(from))];
            let (before, our, their) = ((before, self.base), (our, self.ours), (their, self.theirs));
            if from != path && (is_same(our, before)? || is_same(their, before)?) {
                // Moved by one side, and changed by the other.
                let changed = if is_same(our, before)? { their } else { our };
                let bytes = changed.0.map(|entry| changed.1.read(entry)).transpose()?.unwrap_or_default();
                merged.put_both(path, their.0, bytes);
            } else if is_same(their, before)? || is_same(their, our)? {
                merged.put(our.0, Origin::Ours);
            } else if is_same(our, before)? {
                merged.put(their.0, Origin::Theirs);
            } else {
                let merging = self.ours.attributes(path).map_or(Merging::Text, |attributes| attributes.merging());
                match both(before, our, their, &merging)? {
                    Both::Text(bytes) => merged.put_both(path, their.0, bytes),
                    Both::Conflict => unmerged.conflicts.push(path.clone()),
                    Both::ByProgram(name) => unmerged.by_program.push((path.clone(), name)),
                }
            }
        }
        Ok(if unmerged == Unmerged::default() { Ok(merged) } else { Err(unmerged) })
    }
}

/// A file of a side, where it has it, and the side.
type Side<'a> = (Option<&'a Entry>, &'a dyn Source);
/// The files of a side, by their paths.
type Listed = BTreeMap<String, Entry>;

fn listed(source: &dyn Source) -> Result<Listed, SourceError> {
    Ok(source.entries()?.into_iter().map(|entry| (entry.path.clone(), entry)).collect())
}

/// Whether two sides have the same file at a path, or none.
fn is_same((one, source): Side<'_>, (other, elsewhere): Side<'_>) -> Result<bool, SourceError> {
    let (Some(one), Some(other)) = (one, other) else { return Ok(one.is_none() && other.is_none()) };
    if one.kind != other.kind || one.size.zip(other.size).is_some_and(|(size, other)| size != other) {
        return Ok(false);
    }
    match one.id.zip(other.id) {
        Some((id, other)) => Ok(id == other),
        None if one.kind != EntryKind::File => Ok(true),
        None => Ok(source.read(one)? == elsewhere.read(other)?),
    }
}

/// What comes of a file that both sides changed.
enum Both {
    /// The changes of both.
    Text(Vec<u8>),
    /// They are in each other's way.
    Conflict,
    /// What a program of this name makes of it.
    ByProgram(String),
}

fn both(
    (before, base): Side<'_>,
    (our, ours): Side<'_>,
    (their, theirs): Side<'_>,
    merging: &Merging,
) -> Result<Both, SourceError> {
    let (Some(our), Some(their)) = (our, their) else { return Ok(Both::Conflict) };
    if [our, their].iter().any(|entry| entry.kind != EntryKind::File) {
        return Ok(Both::Conflict);
    }
    let takes_both = match merging {
        Merging::Text => false,
        Merging::Union => true,
        Merging::Never => return Ok(Both::Conflict),
        Merging::By(name) => return Ok(Both::ByProgram(name.clone())),
    };
    let before = before.filter(|entry| entry.kind == EntryKind::File).map(|entry| base.read(entry)).transpose()?;
    let (before, our, their) = (before.unwrap_or_default(), ours.read(our)?, theirs.read(their)?);
    let merged = super::git::merge_texts(&before, &our, &their, takes_both)?;
    Ok(merged.map_or(Both::Conflict, Both::Text))
}

impl Merged<'_> {
    fn put(&mut self, entry: Option<&Entry>, origin: Origin) {
        if let Some(entry) = entry {
            self.entries.push(entry.clone());
            self.origins.insert(entry.path.clone(), origin);
        }
    }

    fn put_both(&mut self, path: &str, entry: Option<&Entry>, bytes: Vec<u8>) {
        let size = Some(bytes.len() as u64);
        let entry = entry.map(|entry| Entry { path: path.to_owned(), id: None, size, ..entry.clone() });
        self.put(entry.as_ref(), Origin::Both(bytes));
    }

    /// The side that a file is from which is no record: the branch, where it changed it.
    fn side_of(&self, path: &str) -> Result<&dyn Source, SourceError> {
        let Sides { base, ours, theirs } = self.sides;
        let ids = theirs.id_at(path).zip(base.id_at(path));
        let is_as_before = match ids {
            Some((id, before)) => id == before,
            None => theirs.file(path)? == base.file(path)?,
        };
        Ok(if is_as_before { ours } else { theirs })
    }
}

impl Source for Merged<'_> {
    fn entries(&self) -> Result<Vec<Entry>, SourceError> {
        // In the order of the bytes of their paths, as strings are.
        Ok(self.entries.clone())
    }

    fn read(&self, entry: &Entry) -> Result<Vec<u8>, SourceError> {
        match self.origins.get(&entry.path) {
            Some(Origin::Both(bytes)) => Ok(bytes.clone()),
            Some(Origin::Ours) => self.sides.ours.read(entry),
            _ => self.sides.theirs.read(entry),
        }
    }

    fn has(&self, entry: &Entry) -> bool {
        match self.origins.get(&entry.path) {
            Some(Origin::Both(_)) => true,
            Some(Origin::Ours) => self.sides.ours.has(entry),
            _ => self.sides.theirs.has(entry),
        }
    }

    fn file(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        match self.origins.get(path) {
            Some(Origin::Both(bytes)) => Ok(Some(bytes.clone())),
            Some(Origin::Ours) => self.sides.ours.file(path),
            Some(Origin::Theirs) => self.sides.theirs.file(path),
            None => self.side_of(path)?.file(path),
        }
    }

    fn attributes(&self, path: &str) -> Option<Attributes> {
        self.side_of(path).unwrap_or(self.sides.theirs).attributes(path)
    }

    fn is_link(&self, path: &str) -> bool {
        self.side_of(path).unwrap_or(self.sides.theirs).is_link(path)
    }

    fn pinned(&self, pin: Pin<'_>) -> Pinned {
        match self.sides.theirs.pinned(pin) {
            Pinned::Bytes(bytes) => Pinned::Bytes(bytes),
            _ => self.sides.ours.pinned(pin),
        }
    }

    fn state(&self) -> &State {
        self.sides.theirs.state()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::MemorySource;

    fn of(files: &[(&str, &str)]) -> MemorySource {
        let mut source = MemorySource::default();
        files.iter().for_each(|(path, text)| source.insert(*path, *text));
        source
    }

    fn merge(
        base: &MemorySource,
        ours: &MemorySource,
        theirs: &MemorySource,
    ) -> Result<Vec<(String, String)>, Vec<String>> {
        let merged = Sides { base, ours, theirs }.merge().expect("sides that can be read");
        let merged = merged.map_err(|unmerged| [unmerged.conflicts, unmerged.astray].concat())?;
        let entries = merged.entries().expect("a list");
        let text = |entry: &Entry| String::from_utf8(merged.read(entry).expect("a file")).expect("text");
        Ok(entries.iter().map(|entry| (entry.path.clone(), text(entry))).collect())
    }

    #[test]
    fn each_side_gives_what_it_changed() {
        let base = of(&[("a.yaml", "1\n"), ("b.yaml", "1\n"), ("c.yaml", "1\n"), ("d.yaml", "1\n2\n3\n4\n5\n")]);
        let ours = of(&[("a.yaml", "2\n"), ("b.yaml", "1\n"), ("d.yaml", "0\n2\n3\n4\n5\n"), ("e.yaml", "ours\n")]);
        let theirs = of(&[
            ("a.yaml", "1\n"),
            ("b.yaml", "2\n"),
            ("c.yaml", "1\n"),
            ("d.yaml", "1\n2\n3\n4\n6\n"),
            ("f.yaml", "theirs\n"),
        ]);
        let merged = merge(&base, &ours, &theirs).expect("no conflict");
        let merged: Vec<(&str, &str)> = merged.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        assert_eq!(
            merged,
            [
                ("a.yaml", "2\n"),
                ("b.yaml", "2\n"),
                ("d.yaml", "0\n2\n3\n4\n6\n"),
                ("e.yaml", "ours\n"),
                ("f.yaml", "theirs\n"),
            ]
        );
    }

    #[test]
    fn a_file_that_one_side_moved_takes_what_the_other_changed() {
        let text = |last: &str| format!("id: F-1\ntitle: Leavers keep their accounts\nstatement: Of twelve\n{last}\n");
        let (base, changed) = (of(&[("a.yaml", &text("due: 1"))]), of(&[("a.yaml", &text("due: 2"))]));
        let moved = of(&[("2026/a.yaml", &text("due: 1"))]);
        let expected = Ok(vec![("2026/a.yaml".to_owned(), text("due: 2"))]);
        assert_eq!(merge(&base, &changed, &moved), expected);
        assert_eq!(merge(&base, &moved, &changed), expected);
        // Moved and changed, elsewhere in it.
        let renumbered = of(&[("b.yaml", &text("due: 1").replace("F-1", "F-2"))]);
        let expected = Ok(vec![("b.yaml".to_owned(), text("due: 2").replace("F-1", "F-2"))]);
        assert_eq!(merge(&base, &changed, &renumbered), expected);
        // In two places, or as something else, nobody knows.
        let twice = of(&[("b.yaml", &text("due: 1")), ("c.yaml", &text("due: 1"))]);
        assert_eq!(merge(&base, &changed, &twice), Err(vec!["a.yaml".to_owned()]));
        let other = of(&[("b.yaml", "id: F-1\ntitle: Doors\nstatement: One was open for a whole night\n")]);
        assert_eq!(merge(&base, &changed, &other), Err(vec!["a.yaml".to_owned()]));
    }

    #[test]
    fn where_a_new_file_of_a_renamed_folder_belongs_somebody_has_to_say() {
        let base = of(&[("f/old/a.yaml", "1\n"), ("f/old/b.yaml", "2\n"), ("f/c.yaml", "3\n")]);
        let renamed = of(&[("f/new/a.yaml", "1\n"), ("f/new/b.yaml", "2\n"), ("f/c.yaml", "3\n")]);
        let with =
            |path: &str| of(&[("f/old/a.yaml", "1\n"), ("f/old/b.yaml", "2\n"), ("f/c.yaml", "3\n"), (path, "9\n")]);
        for path in ["f/old/n.yaml", "f/old/deeper/n.yaml"] {
            let added = with(path);
            assert_eq!(merge(&base, &renamed, &added), Err(vec![path.to_owned()]));
            assert_eq!(merge(&base, &added, &renamed), Err(vec![path.to_owned()]));
        }
        // Beside it, where something is left, and where all is gone, there is no doubt.
        assert!(merge(&base, &renamed, &with("f/n.yaml")).is_ok());
        let partly = of(&[("f/new/a.yaml", "1\n"), ("f/old/b.yaml", "2\n"), ("f/c.yaml", "3\n")]);
        assert!(merge(&base, &partly, &with("f/old/n.yaml")).is_ok());
        assert!(merge(&base, &of(&[("f/c.yaml", "3\n")]), &with("f/old/n.yaml")).is_ok());
    }

    #[test]
    fn what_somebody_has_to_choose_from_is_a_conflict() {
        let base = of(&[("a.yaml", "1\n"), ("b.yaml", "1\n")]);
        let ours = of(&[("a.yaml", "2\n")]);
        let theirs = of(&[("a.yaml", "3\n"), ("b.yaml", "2\n")]);
        assert_eq!(merge(&base, &ours, &theirs), Err(vec!["a.yaml".to_owned(), "b.yaml".to_owned()]));
        // Both added it, or took it away.
        let (added, gone) = (of(&[("a.yaml", "1\n"), ("n.yaml", "1\n")]), of(&[]));
        assert_eq!(merge(&gone, &added, &of(&[("n.yaml", "2\n")])), Err(vec!["n.yaml".to_owned()]));
        assert_eq!(merge(&base, &gone, &gone), Ok(Vec::new()));
    }
}

//! The main line of history: first parents, oldest first, and what each commit changed below the record root.

use std::collections::HashMap;
use std::sync::Arc;

use git2::{ErrorCode, Mailmap, ObjectType, Oid, Tree};

use super::changes::Change;
use super::clock::in_order;
use super::commits::Said;
use super::tree::{LINK, oid};
use super::trees::{Entry, Trees};
use super::{Repository, content_id, describe, failed, lacks};
use crate::source::{Commit, ContentId, SourceError, is_record_name};

/// A commit of the main line, and what it changed.
#[derive(Debug, Clone)]
pub struct Step {
    /// The commit; its author by the repository's `.mailmap` as it was before.
    pub commit: Commit,
    /// The author's address.
    pub address: Address,
    /// The whole message.
    pub message: String,
    /// Authors of the commits that it merged, by e-mail address; empty for a commit that merges nothing.
    pub merged: Vec<Address>,
    /// Path of the record root in this commit; `None` where it has none.
    pub root: Option<String>,
    /// The files that are not what they were, by their paths from the root.
    pub changes: Vec<Change>,
}

/// The e-mail address of an author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// As the commit has it.
    pub own: String,
    /// By the repository's `.mailmap` as it was before.
    pub mapped: String,
}

/// A folder as a commit has it.
#[derive(Debug, Clone, Copy)]
pub struct Folder(Oid);

/// The most commits of a merged branch whose authors are looked at.
const MOST_MERGED: usize = 10_000;

impl Repository {
    /// Ids of the first-parent commits up to a revision, oldest first, and when each counts as made, in seconds since 1970.
    ///
    /// # Errors
    /// The revision names no commit, or history is cut off before its beginning.
    pub fn first_parents(&self, revision: &str) -> Result<(Vec<String>, Vec<i64>), SourceError> {
        self.expect_true_parents()?;
        let mut next = Some(self.find(revision)?.id());
        let is_shallow = self.is_shallow();
        let (mut ids, mut times) = (Vec::new(), Vec::new());
        while let Some(id) = next {
            let said = self.said_ahead(id).map_err(|error| match error.code() {
                ErrorCode::NotFound => SourceError::MissingParent {
                    commit: id.to_string(),
                    child: ids.last().cloned().unwrap_or_default(),
                },
                _ => self.unsaid(id, &error),
            })?;
            if is_shallow && self.is_cut_off(id, &said)? {
                return Err(SourceError::ShallowHistory);
            }
            ids.push(id.to_string());
            times.push(said.seconds);
            next = said.parents.first().copied();
        }
        ids.reverse();
        times.reverse();
        Ok((ids, in_order(&times)))
    }

    /// Whether a shallow clone ends at a commit: it says so even where what came before is here for another branch.
    fn is_cut_off(&self, id: Oid, said: &Said) -> Result<bool, SourceError> {
        let known = self.git.find_commit(id).map_err(|error| failed(&error))?;
        Ok(known.parent_count() < said.parents.len())
    }

    /// Grafts give commits other parents than they name: they hide what was done between, and libgit2 heeds them.
    pub(super) fn expect_true_parents(&self) -> Result<(), SourceError> {
        let grafts = std::fs::read_to_string(self.git.commondir().join("info/grafts")).unwrap_or_default();
        let mut lines = grafts.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        if lines.next().is_some() { Err(SourceError::GraftedHistory) } else { Ok(()) }
    }

    /// A walk from commit to commit along `ids`, oldest first. `wanted` is where the record root is in the last one.
    pub fn walk(&self, ids: &[String], wanted: &str) -> Walk<'_> {
        Walk {
            repository: self,
            mailmap: None,
            wanted: wanted.to_owned(),
            ids: ids.to_vec(),
            along: None,
            trees: Trees::new(self),
            before: None,
        }
    }

    /// The `.mailmap` of a tree, with the id of its content. What lies in the work tree, or is named by somebody's settings, would
    /// give another answer on another machine.
    fn mailmap_of(&self, tree: Oid, known: Option<(Oid, Mailmap)>) -> Option<(Oid, Mailmap)> {
        let top = self.shared(tree, ObjectType::Tree).ok()?;
        let entry = Entry::named(&top, b".mailmap", tree.as_bytes().len()).filter(|entry| !entry.is_link());
        let id = entry.and_then(|entry| entry.file()).and_then(|id| oid(self, &id).ok())?;
        known.filter(|(known, _)| *known == id).or_else(|| {
            let bytes = self.object(id, ObjectType::Blob).ok()?;
            // A name in another encoding is no reason to forget the addresses.
            Some((id, Mailmap::from_buffer(&String::from_utf8_lossy(&bytes)).ok()?))
        })
    }

    /// The addresses that the `.mailmap` of a commit takes for others, each with the one that it gives instead.
    ///
    /// # Errors
    /// There is no such commit.
    pub fn remapped(&self, id: &str) -> Result<Vec<(String, String)>, SourceError> {
        let tree = self.find(id)?.tree_id();
        let top = self.shared(tree, ObjectType::Tree).map_err(|error| failed(&error))?;
        let entry = Entry::named(&top, b".mailmap", tree.as_bytes().len()).filter(|entry| !entry.is_link());
        let Some(file) = entry.and_then(|entry| entry.file()) else { return Ok(Vec::new()) };
        let bytes = self.object(oid(self, &file)?, ObjectType::Blob).map_err(|error| failed(&error))?;
        Ok(String::from_utf8_lossy(&bytes).lines().filter_map(remapped).collect())
    }

    /// Where the records of a commit are, and their tree: at a path, or else at the only place that has some.
    pub(super) fn root_of<'r>(
        &'r self,
        commit: &git2::Commit<'r>,
        wanted: &str,
    ) -> Result<Option<(String, Tree<'r>)>, SourceError> {
        let has_root = |tree: &Tree<'_>| tree.get_name(crate::record::ROOT_FILE).is_some();
        if let Some(tree) = self.folder_tree(commit, wanted)?.filter(has_root) {
            return Ok(Some((wanted.to_owned(), tree)));
        }
        let id = commit.id().to_string();
        let top = self.tree(commit.tree_id()).map_err(|error| lacks(&error, "", &id))?;
        let mut roots = Vec::new();
        self.roots(&top, "", &mut roots)?;
        match roots.as_slice() {
            [only] => Ok(self.folder_tree(commit, only)?.map(|tree| (only.clone(), tree))),
            _ => Ok(None),
        }
    }

    /// The tree of the records below another one, if they are at a path and each tree on the way can be read: what nearly
    /// every commit has, without libgit2 taking the trees apart.
    pub(super) fn root_below(&self, tree: Oid, path: &str) -> Option<Oid> {
        let tree = self.tree_below(tree, path)?;
        let bytes = self.shared(tree, ObjectType::Tree).ok()?;
        Entry::named(&bytes, crate::record::ROOT_FILE.as_bytes(), tree.as_bytes().len()).map(|_| tree)
    }

    /// The tree of a folder below another tree.
    pub(super) fn tree_below(&self, tree: Oid, path: &str) -> Option<Oid> {
        let mut folders = path.split('/').filter(|name| !name.is_empty());
        folders.try_fold(tree, |tree, name| {
            let bytes = self.shared(tree, ObjectType::Tree).ok()?;
            Entry::named(&bytes, name.as_bytes(), tree.as_bytes().len())?.folder()
        })
    }

    /// The folder of the records in a commit, looked for at `wanted` first; `None` where there is none, or several.
    ///
    /// # Errors
    /// The commit or one of its trees cannot be read.
    pub fn record_folder(&self, id: &str, wanted: &str) -> Result<Option<Folder>, SourceError> {
        let commit = self.find(id)?;
        Ok(self.root_of(&commit, wanted)?.map(|(_, tree)| Folder(tree.id())))
    }

    /// The id of the content that a folder has at a path; `None` where there is no regular file.
    ///
    /// # Errors
    /// A tree cannot be read.
    pub fn content_in(&self, folder: Folder, path: &str) -> Result<Option<ContentId>, SourceError> {
        let mut tree = folder.0;
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        for name in folders.split('/').filter(|name| !name.is_empty()) {
            let parent = self.tree(tree).map_err(|error| failed(&error))?;
            let entry = parent.get_name(name).filter(|entry| entry.kind() == Some(ObjectType::Tree));
            let Some(entry) = entry else { return Ok(None) };
            tree = entry.id();
        }
        let parent = self.tree(tree).map_err(|error| failed(&error))?;
        let entry = parent.get_name(name).filter(|entry| entry.kind() == Some(ObjectType::Blob));
        Ok(entry.filter(|entry| entry.filemode() != LINK).map(|entry| content_id(entry.id())))
    }

    /// The authors of what a merge with these parents brought in.
    fn merged(&self, parents: &[Oid], mailmap: Option<&Mailmap>) -> Result<Vec<Address>, SourceError> {
        let mut authors = Vec::new();
        let [first, others @ ..] = parents else { return Ok(authors) };
        if others.is_empty() {
            return Ok(authors);
        }
        let mut walk = self.git.revwalk().map_err(|error| failed(&error))?;
        for other in others {
            walk.push(*other).map_err(|error| failed(&error))?;
        }
        walk.hide(*first).map_err(|error| failed(&error))?;
        for id in walk.take(MOST_MERGED) {
            let id = id.map_err(|error| failed(&error))?;
            let said = self.said(id, mailmap).map_err(|error| self.unsaid(id, &error))?;
            let author = Address { own: said.own_email, mapped: said.email };
            if !authors.contains(&author) {
                authors.push(author);
            }
        }
        Ok(authors)
    }

    /// Ids of the commits that a merge brought in, oldest first.
    ///
    /// # Errors
    /// One of them is not in this clone.
    pub fn branch(&self, merge: &str) -> Result<Vec<String>, SourceError> {
        let mut parents = self.find(merge)?.parent_ids().collect::<Vec<_>>().into_iter();
        self.commits_beside(parents.next(), parents)
    }

    /// Ids of the commits that one commit has and another one has not, oldest first.
    ///
    /// # Errors
    /// One of them is not in this clone.
    pub fn commits_since(&self, from: &str, to: &str) -> Result<Vec<String>, SourceError> {
        self.commits_beside(Some(self.find(from)?.id()), [self.find(to)?.id()].into_iter())
    }

    fn commits_beside(&self, known: Option<Oid>, tips: impl Iterator<Item = Oid>) -> Result<Vec<String>, SourceError> {
        let mut walk = self.git.revwalk().map_err(|error| failed(&error))?;
        walk.set_sorting(git2::Sort::TOPOLOGICAL | git2::Sort::REVERSE).map_err(|error| failed(&error))?;
        known.map_or(Ok(()), |known| walk.hide(known)).map_err(|error| failed(&error))?;
        for tip in tips {
            walk.push(tip).map_err(|error| failed(&error))?;
        }
        walk.map(|id| id.map(|id| id.to_string()).map_err(|error| failed(&error))).collect()
    }

    /// Ids of the commits that a merge merged into its first parent; none of a commit that merges nothing.
    ///
    /// # Errors
    /// There is no such commit.
    pub fn merged_parents(&self, id: &str) -> Result<Vec<String>, SourceError> {
        Ok(self.find(id)?.parent_ids().skip(1).map(|id| id.to_string()).collect())
    }

    /// What a commit of a branch changed since its first parent.
    ///
    /// # Errors
    /// An object of one of the two commits cannot be read.
    pub fn branch_step(&self, id: &str, root: &str) -> Result<Step, SourceError> {
        let mut walk = self.walk(&[], root);
        let own = self.root_of(&self.find(id)?, root)?.map(|(root, _)| (id.to_owned(), root));
        walk.along = Some(own.into_iter().collect());
        if let Some(parent) = self.find(id)?.parents().next() {
            walk.before = self.root_of(&parent, root)?.map(|(_, tree)| tree.id());
            walk.mailmap = self.mailmap_of(parent.tree_id(), None);
        }
        walk.step(id)
    }

    /// The commit of a main line, oldest first, that merged another one into it; `None` where that is part of the line itself, or
    /// not of its history at all.
    ///
    /// # Errors
    /// One of them cannot be read.
    pub fn merged_by(&self, ids: &[String], id: &str) -> Result<Option<String>, SourceError> {
        if ids.iter().any(|other| other == id) {
            return Ok(None);
        }
        let commit = self.find(id)?.id();
        let (mut first, mut rest) = (0, ids);
        while !rest.is_empty() {
            let (earlier, later) = rest.split_at(rest.len() / 2);
            let middle = self.find(&later[0])?.id();
            match self.git.graph_descendant_of(middle, commit).map_err(|error| failed(&error))? {
                true => rest = earlier,
                false => (first, rest) = (first + earlier.len() + 1, &later[1..]),
            }
        }
        Ok(ids.get(first).cloned())
    }

    /// The place in a main line, oldest first, of a commit that is part of it; of any other, that of the last one that it has behind
    /// it; `None` where there is none.
    ///
    /// # Errors
    /// One of them cannot be read.
    pub fn last_behind(&self, ids: &[String], id: &str) -> Result<Option<usize>, SourceError> {
        if let Some(place) = ids.iter().position(|other| other == id) {
            return Ok(Some(place));
        }
        let commit = self.find(id)?.id();
        let (mut behind, mut rest) = (0, ids);
        while !rest.is_empty() {
            let (earlier, later) = rest.split_at(rest.len() / 2);
            let middle = self.find(&later[0])?.id();
            match self.git.graph_descendant_of(commit, middle).map_err(|error| failed(&error))? {
                true => (behind, rest) = (behind + earlier.len() + 1, &later[1..]),
                false => rest = earlier,
            }
        }
        Ok(behind.checked_sub(1))
    }

    /// The bytes of a content that a commit of this repository has.
    ///
    /// # Errors
    /// It is not in this clone.
    pub fn content(&self, id: ContentId, path: &str, revision: &str) -> Result<Arc<Vec<u8>>, SourceError> {
        let missing = || SourceError::MissingObject { path: path.to_owned(), revision: revision.to_owned() };
        self.shared(oid(self, &id)?, ObjectType::Blob).map_err(|error| match error.code() {
            ErrorCode::NotFound => missing(),
            _ => failed(&error),
        })
    }

    /// The paths, from the record root, of the records that the main line up to a revision had at some time and took away.
    ///
    /// # Errors
    /// The revision names no commit, or history is not here as far back as it goes.
    pub fn former_paths(&self, revision: &str, root: &str) -> Result<Vec<String>, SourceError> {
        let (ids, _) = self.first_parents(revision)?;
        let mut walk = self.walk(&ids, root);
        let mut paths = Vec::new();
        for id in &ids {
            let gone = walk.step(id)?.changes.into_iter().filter(|change| change.after.is_none());
            paths.extend(gone.map(|change| change.path).filter(|path| is_record_name(path)));
        }
        Ok(paths)
    }

    /// The commit of a tag, and whether it is part of the history of a revision.
    ///
    /// # Errors
    /// The revision names no commit.
    pub fn tagged(&self, tag: &str, revision: &str) -> Result<Option<(Commit, bool)>, SourceError> {
        let Ok(tagged) = self.find(&format!("refs/tags/{tag}")) else { return Ok(None) };
        let head = self.find(revision)?;
        let is_part = self.git.merge_base(tagged.id(), head.id()).is_ok_and(|base| base == tagged.id());
        Ok(Some((describe(&tagged), is_part)))
    }

    /// The id of whatever a tag names, be it a commit or not; `None` when there is no such tag.
    pub fn tag_target(&self, tag: &str) -> Option<String> {
        let reference = self.git.find_reference(&format!("refs/tags/{tag}")).ok()?;
        Some(reference.target()?.to_string())
    }
}

/// What a line of a `.mailmap` takes for something else: `Name <new@example.com> Old name <old@example.com>`, with or without the names.
fn remapped(line: &str) -> Option<(String, String)> {
    let line = line.split('#').next().unwrap_or_default();
    let mut addresses = line.split('<').skip(1).filter_map(|part| Some(part.split_once('>')?.0.trim().to_owned()));
    let (new, old) = (addresses.next()?, addresses.next()?);
    Some((old, new))
}

/// A walk over the main line: what each commit changed since the one before it.
pub struct Walk<'r> {
    repository: &'r Repository,
    /// The `.mailmap` of the commit before: the one that comes with a commit does not say who wrote it.
    mailmap: Option<(Oid, Mailmap)>,
    wanted: String,
    ids: Vec<String>,
    /// Where the record root is in each commit, once one has it elsewhere than the last one.
    along: Option<HashMap<String, String>>,
    trees: Trees<'r>,
    /// The record root's tree in the commit before.
    before: Option<Oid>,
}

impl<'r> Walk<'r> {
    /// Takes the next commit. The record root may have moved. A commit without one changes nothing: what comes back is held
    /// against what was there last.
    ///
    /// # Errors
    /// An object of the commit cannot be read.
    pub fn step(&mut self, id: &str) -> Result<Step, SourceError> {
        let repository = self.repository;
        let mailmap = self.mailmap.as_ref().map(|(_, mailmap)| mailmap);
        let said = self.parsed(id)?;
        let said = repository.said(said, mailmap).map_err(|error| repository.unsaid(said, &error))?;
        let merged = repository.merged(&said.parents, mailmap)?;
        let (root, after) = self.root_in(id, said.tree)?.unzip();
        let mut changes = Vec::new();
        if after.is_some() {
            self.trees.compare([self.before, after], &mut changes)?;
            self.before = after;
        }
        self.mailmap = repository.mailmap_of(said.tree, self.mailmap.take());
        let Said { name: author, email, own_email, seconds, message, summary, .. } = said;
        let address = Address { own: own_email, mapped: email.clone() };
        let commit = Commit { id: id.to_owned(), seconds, author, email, summary };
        Ok(Step { commit, address, message, merged, root, changes })
    }

    /// The files of the commit that was taken last, each as one that has come.
    ///
    /// # Errors
    /// One of its trees cannot be read.
    pub fn files(&mut self) -> Result<Vec<Change>, SourceError> {
        let mut files = Vec::new();
        self.trees.compare([None, self.before], &mut files)?;
        Ok(files)
    }

    /// The tree of the record root in a commit; `None` where it has none.
    pub(super) fn root_tree(&mut self, id: &str) -> Result<Option<Oid>, SourceError> {
        let said = self.parsed(id)?;
        let said = self.repository.said(said, None).map_err(|error| self.repository.unsaid(said, &error))?;
        Ok(self.root_in(id, said.tree)?.map(|(_, tree)| tree))
    }

    fn parsed(&self, id: &str) -> Result<Oid, SourceError> {
        Oid::from_str_ext(id, self.repository.git.object_format()).map_err(|error| failed(&error))
    }

    /// Where the record root is in a commit with a tree, and its own tree.
    fn root_in(&mut self, id: &str, tree: Oid) -> Result<Option<(String, Oid)>, SourceError> {
        let repository = self.repository;
        if self.along.is_none() {
            if let Some(root) = repository.root_below(tree, &self.wanted) {
                return Ok(Some((self.wanted.clone(), root)));
            }
            let along = repository.roots_along(&self.ids, &self.wanted)?;
            self.along = Some(self.ids.drain(..).zip(along).filter_map(|(id, root)| Some((id, root?))).collect());
        }
        let root = self.along.as_ref().and_then(|along| along.get(id)).cloned();
        Ok(root.and_then(|root| repository.root_below(tree, &root).map(|tree| (root, tree))))
    }
}

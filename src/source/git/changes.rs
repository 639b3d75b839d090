//! What changed between two trees, and which commit last changed a file: walks that skip what is equal.

use std::collections::{BTreeSet, HashMap};

use git2::{DiffOptions, ObjectType, Tree};

use super::clock::in_order;
use super::trees::Trees;
use super::{Repository, describe, failed, lacks};
use crate::source::{Commit, ContentId, SourceError, is_record_name};

/// A file that differs between two trees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Path from the root of both trees.
    pub path: String,
    /// Id of its content in the tree before; `None` where it is absent there.
    pub before: Option<ContentId>,
    /// Id of its content in the tree after.
    pub after: Option<ContentId>,
}

impl Repository {
    /// For each of `paths` (from the record root at `root`), the newest first-parent commit up to `revision` that changed it.
    /// A path stays out when history does not reach back to its change, as in a shallow clone or a partial one.
    ///
    /// # Errors
    /// The revision names no commit, or a commit or tree cannot be read.
    pub fn last_changes<'p>(
        &self,
        revision: &str,
        root: &str,
        paths: impl IntoIterator<Item = &'p str>,
    ) -> Result<HashMap<String, Commit>, SourceError> {
        let mut wanted: std::collections::HashSet<&str> = paths.into_iter().collect();
        let mut found = HashMap::new();
        let mut commit = self.find(revision)?;
        let mut trees = Trees::new(self);
        while !wanted.is_empty() {
            let parent = match commit.parent_count() {
                0 => None,
                _ => match commit.parent(0) {
                    Ok(parent) => Some(parent),
                    // Where a shallow clone was cut off, what the commit changed is not known.
                    Err(_) => break,
                },
            };
            if parent.is_none() && self.is_shallow() {
                break;
            }
            let changes = match self.changed(&mut trees, [parent.as_ref(), Some(&commit)], root) {
                Err(error) if error.is_of_history() => break,
                changes => changes?,
            };
            for change in changes {
                if wanted.remove(change.path.as_str()) {
                    found.insert(change.path, describe(&commit));
                }
            }
            match parent {
                Some(parent) => commit = parent,
                None => break,
            }
        }
        Ok(found)
    }

    /// What differs between the records of two commits.
    fn changed(
        &self,
        trees: &mut Trees<'_>,
        commits: [Option<&git2::Commit<'_>>; 2],
        root: &str,
    ) -> Result<Vec<Change>, SourceError> {
        let [before, after] = commits.map(|commit| commit.map_or(Ok(None), |commit| self.folder_tree(commit, root)));
        let mut changes = Vec::new();
        trees.compare([before?.map(|tree| tree.id()), after?.map(|tree| tree.id())], &mut changes)?;
        Ok(changes)
    }

    /// The records below the record root at `root` that are not on disk as a commit has them, by their paths from there: changed,
    /// new, or gone. What Git ignores is none of them, and a file whose times are those in the index is not read.
    ///
    /// # Errors
    /// The revision names no commit, or its tree, the index or the files cannot be read.
    pub fn uncommitted(&self, revision: &str, root: &str) -> Result<BTreeSet<String>, SourceError> {
        let tree = self.find(revision)?.tree().map_err(|error| failed(&error))?;
        let mut options = DiffOptions::new();
        options.include_untracked(true).recurse_untracked_dirs(true).skip_binary_check(true);
        if !root.is_empty() {
            options.disable_pathspec_match(true).pathspec(root);
        }
        let diff = self.git.diff_tree_to_workdir_with_index(Some(&tree), Some(&mut options));
        let diff = diff.map_err(|error| failed(&error))?;
        let prefix = if root.is_empty() { String::new() } else { format!("{root}/") };
        let paths = diff.deltas().flat_map(|delta| [delta.old_file().path_bytes(), delta.new_file().path_bytes()]);
        let paths = paths.flatten().map(String::from_utf8_lossy);
        let records = paths.filter(|path| is_record_name(path));
        Ok(records.filter_map(|path| path.strip_prefix(&prefix).map(str::to_owned)).collect())
    }

    /// The newest first-parent commit up to `revision` that was there before `seconds` (since 1970, UTC). A commit counts from
    /// the committer's time, or where that does not fit those of the others, from the commit before it ([`in_order`]).
    ///
    /// # Errors
    /// The revision names no commit, or the commit lies before where a shallow clone ends.
    pub fn last_commit_before(&self, revision: &str, seconds: i64) -> Result<Option<Commit>, SourceError> {
        let mut line = vec![self.find(revision)?];
        let (mut is_whole, mut missing) = (false, None);
        while let Some(commit) = line.last() {
            let Ok(parent) = commit.parent(0) else {
                is_whole = commit.parent_count() == 0 && !self.is_shallow();
                let lacks = |id: git2::Oid| (id.to_string(), commit.id().to_string());
                missing = commit.parent_id(0).ok().map(lacks);
                break;
            };
            line.push(parent);
        }
        line.reverse();
        let times = in_order(&times(&line));
        match line.iter().zip(times).take_while(|(_, counted)| *counted < seconds).last() {
            Some((commit, _)) => Ok(Some(describe(commit))),
            None if is_whole => Ok(None),
            None => Err(missing
                .map_or(SourceError::ShallowHistory, |(commit, child)| SourceError::MissingParent { commit, child })),
        }
    }

    /// The first-parent commit up to `revision` that counts as made last ([`in_order`]), as far back as they are here.
    ///
    /// # Errors
    /// The revision names no commit.
    pub fn latest_commit(&self, revision: &str) -> Result<Commit, SourceError> {
        let mut line = vec![self.find(revision)?];
        while let Some(Ok(parent)) = line.last().map(|commit| commit.parent(0)) {
            line.push(parent);
        }
        line.reverse();
        let said = times(&line);
        let counted = in_order(&said);
        let right = said.iter().zip(&counted).rposition(|(said, counted)| said == counted);
        Ok(describe(&line[right.unwrap_or(line.len() - 1)]))
    }

    pub(super) fn folder_tree<'r>(
        &'r self,
        commit: &git2::Commit<'r>,
        root: &str,
    ) -> Result<Option<Tree<'r>>, SourceError> {
        let lacking = |error: git2::Error| lacks(&error, root, &commit.id().to_string());
        let mut tree = self.tree(commit.tree_id()).map_err(lacking)?;
        for name in root.split('/').filter(|name| !name.is_empty()) {
            let entry = tree.get_name(name).filter(|entry| entry.kind() == Some(ObjectType::Tree));
            let Some(id) = entry.map(|entry| entry.id()) else { return Ok(None) };
            tree = self.tree(id).map_err(lacking)?;
        }
        Ok(Some(tree))
    }
}

/// What the clocks of commits said, in seconds since 1970.
fn times(line: &[git2::Commit<'_>]) -> Vec<i64> {
    line.iter().map(|commit| commit.committer().when().seconds()).collect()
}

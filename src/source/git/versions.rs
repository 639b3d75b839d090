//! All that the files of some folders ever said.

use std::sync::Arc;

use git2::Oid;

use super::Repository;
use super::trees::Trees;
use crate::hash::HashSet;
use crate::source::{MAX_RECORD_BYTES, SourceError, is_record_name};

/// What a file said at some time.
pub struct Version {
    /// Path from the record root.
    pub path: String,
    /// Its bytes.
    pub content: Arc<Vec<u8>>,
}

impl Repository {
    /// Every content that the records in some folders had on the main line up to a revision, the newest first. `root` is where the records are in that revision. The cost follows the number of commits and what
    /// they changed in these folders.
    ///
    /// # Errors
    /// The revision names no commit, or history is not here as far back as it goes.
    pub fn versions(&self, revision: &str, root: &str, folders: &[&str]) -> Result<Vec<Version>, SourceError> {
        let (ids, _) = self.first_parents(revision)?;
        let mut walk = self.walk(&ids, root);
        let mut trees: Vec<(&str, Option<Oid>, Trees<'_>)> =
            folders.iter().map(|folder| (*folder, None, Trees::new(self))).collect();
        let (mut seen, mut versions) = (HashSet::default(), Vec::new());
        for commit in &ids {
            let Some(tree) = walk.root_tree(commit)? else { continue };
            for (folder, last, known) in &mut trees {
                let now = self.tree_below(tree, folder);
                let mut changes = Vec::new();
                known.compare([*last, now], &mut changes)?;
                *last = now;
                for change in changes.into_iter().filter(|change| is_record_name(&change.path)) {
                    let path = format!("{folder}/{}", change.path);
                    if let Some(id) = change.after.filter(|id| seen.insert((path.clone(), *id))) {
                        let content = self.content(id, &path, commit)?;
                        versions.push(Version { path, content });
                    }
                }
            }
        }
        versions.retain(|version: &Version| version.content.len() as u64 <= MAX_RECORD_BYTES);
        versions.reverse();
        Ok(versions)
    }
}

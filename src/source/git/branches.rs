//! Branches: their names, and what each has that another commit has not.

use std::collections::HashSet;

use git2::{ErrorCode, FileFavor, MergeFileInput, MergeFileOptions, merge_file};

use super::{Repository, begin, failed};
use crate::source::{Commit, SourceError};

/// A branch, local or remote-tracking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// Name, such as `main` or `origin/main`.
    pub name: String,
    /// Id of its newest commit.
    pub tip: String,
}

impl Repository {
    /// The branches, by name; of several at one commit the first.
    ///
    /// # Errors
    /// The branches cannot be listed.
    pub fn branches(&self) -> Result<Vec<Branch>, SourceError> {
        let listed = self.git.branches(None).map_err(|error| failed(&error))?;
        let mut branches: Vec<Branch> = listed
            .filter_map(|branch| {
                let (branch, _) = branch.ok()?;
                // A symbolic one (`origin/HEAD`) only says what another is called.
                let tip = branch.get().target()?.to_string();
                Some(Branch { name: String::from_utf8_lossy(branch.name_bytes().ok()?).into_owned(), tip })
            })
            .collect();
        branches.sort_by(|a, b| a.name.cmp(&b.name));
        let mut seen = HashSet::new();
        branches.retain(|branch| seen.insert(branch.tip.clone()));
        Ok(branches)
    }

    /// Whether two commits have one in common that they go back to.
    ///
    /// # Errors
    /// One of them names no commit, or history cannot be read.
    pub fn is_related(&self, one: &str, other: &str) -> Result<bool, SourceError> {
        match self.git.merge_base(self.find(one)?.id(), self.find(other)?.id()) {
            Ok(_) => Ok(true),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(false),
            Err(error) => Err(failed(&error)),
        }
    }

    /// The commit at which another commit parted from `head`; `None` when `head` contains it, or they share nothing.
    ///
    /// # Errors
    /// One of them names no commit, or history cannot be read.
    pub fn parted_from(&self, head: &str, other: &str) -> Result<Option<Commit>, SourceError> {
        let (left, right) = (self.find(head)?, self.find(other)?);
        match self.git.merge_base(left.id(), right.id()) {
            Ok(base) if base == right.id() => Ok(None),
            Ok(base) => self.commit(&base.to_string()).map(Some),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }
}

/// Two versions of a text merged that have `base` in common; `None` where both changed the same place, unless the lines of both are taken
/// there.
///
/// # Errors
/// What Git says.
pub fn merge_texts(base: &[u8], ours: &[u8], theirs: &[u8], takes_both: bool) -> Result<Option<Vec<u8>>, SourceError> {
    begin();
    let mut sides = [MergeFileInput::new(), MergeFileInput::new(), MergeFileInput::new()];
    for (side, text) in sides.iter_mut().zip([base, ours, theirs]) {
        side.content(text);
    }
    let [base, ours, theirs] = &sides;
    let mut options = MergeFileOptions::new();
    if takes_both {
        options.favor(FileFavor::Union);
    }
    let merged = merge_file(base, ours, theirs, Some(&mut options)).map_err(|error| failed(&error))?;
    Ok(merged.is_automergeable().then(|| merged.content().to_vec()))
}

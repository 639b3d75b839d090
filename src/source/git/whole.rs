//! Whether history is here as far back as it goes.

use git2::{Oid, Repository as Git};

use super::tree::oid;
use super::{Repository, failed};
use crate::hash::HashSet;
use crate::source::SourceError;

impl Repository {
    /// Whether the main line up to a revision, and what its commits changed of the records, is in this clone. A clone that
    /// says of itself neither that it is shallow nor that it is partial is taken at its word.
    ///
    /// # Errors
    /// It is not.
    pub fn expect_history(&self, revision: &str, root: &str) -> Result<(), SourceError> {
        self.expect_true_parents()?;
        let is_partial = self.is_partial();
        if !self.is_shallow() && !is_partial {
            return Ok(());
        }
        let (ids, _) = self.first_parents(revision)?;
        if !is_partial {
            return Ok(());
        }
        let objects = self.git.odb().map_err(|error| failed(&error))?;
        let mut walk = self.walk(&ids, root);
        for id in &ids {
            let step = walk.step(id)?;
            for change in step.changes.iter().filter(|change| crate::source::is_record_name(&change.path)) {
                let Some(content) = change.after else { continue };
                if !objects.exists(oid(self, &content)?) {
                    return Err(SourceError::MissingObject { path: change.path.clone(), revision: id.clone() });
                }
            }
        }
        Ok(())
    }

    /// Whether it is a clone that leaves objects to be fetched when they are needed, which tickmark does not do.
    fn is_partial(&self) -> bool {
        is_partial(&self.git)
    }

    /// The commit that is missing behind some others, where a parent that one names is not here and no shallow clone ends there.
    pub(super) fn missing_behind(&self, tips: [Oid; 2]) -> Option<SourceError> {
        let mut seen: HashSet<Oid> = tips.into_iter().collect();
        let mut next = tips.to_vec();
        while let Some(id) = next.pop() {
            let Ok(commit) = self.git.find_commit(id) else { continue };
            for parent in commit.parent_ids().filter(|parent| seen.insert(*parent)) {
                if self.git.odb().is_ok_and(|objects| !objects.exists(parent)) {
                    return Some(SourceError::MissingParent { commit: parent.to_string(), child: id.to_string() });
                }
                next.push(parent);
            }
        }
        None
    }
}

/// Whether a clone leaves objects to be fetched when they are needed.
pub(super) fn is_partial(git: &Git) -> bool {
    let Ok(config) = git.config() else { return false };
    let Ok(mut entries) = config.entries(Some(r"remote\..*\.promisor")) else { return false };
    let mut is_partial = false;
    while let Some(Ok(entry)) = entries.next() {
        is_partial |= entry.value().is_ok_and(|value| value != "false");
    }
    is_partial
}

//! Whether history is here as far back as it goes.

use super::tree::oid;
use super::{Repository, failed};
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
        let Ok(config) = self.git.config() else { return false };
        let Ok(mut entries) = config.entries(Some(r"remote\..*\.promisor")) else { return false };
        let mut is_partial = false;
        while let Some(Ok(entry)) = entries.next() {
            is_partial |= entry.value().is_ok_and(|value| value != "false");
        }
        is_partial
    }
}

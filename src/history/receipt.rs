//! Receipts: what a run of verify saw, so that a later one notices a history that was written anew.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Sealed;
use super::digest::sha256;

/// What a run of verify saw, so that a later one notices a history that was written anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Version of the form; always 1.
    pub format: u32,
    /// How many commits the main line had.
    pub commits: usize,
    /// Id of the newest one.
    pub head: String,
    /// SHA-256 over the ids of all of them, oldest first, each with a newline.
    pub digest: String,
    /// The tags of reports, each with the commit that it named.
    #[serde(default)]
    pub tags: BTreeMap<String, String>,
}

/// Why a history does not go on from a receipt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// It is no receipt.
    #[error("this is no receipt of verify: {0}")]
    Unreadable(String),
    /// There are fewer commits.
    #[error("the main line has {now} commits, and had {then} when the receipt was made")]
    Shorter {
        /// Commits now.
        now: usize,
        /// Commits then.
        then: usize,
    },
    /// The commits are others.
    #[error(
        "of the first {0} commits of the main line, at least one is not the one that the receipt saw: history was written anew from there"
    )]
    Rewritten(usize),
    /// The newest commit of then is here, and stands beside the main line.
    #[error(
        "the newest commit of the receipt, {head}, is beside the main line now: {merge} merged it into a branch, which took the \
         place of the main line; put the main line back to the merged commit, and merge the branch into it"
    )]
    Swapped {
        /// The newest commit of then, in few letters.
        head: String,
        /// The merge, in few letters.
        merge: String,
    },
    /// A tag is another one.
    #[error("the tag {0} does not name the commit any more that it named when the receipt was made")]
    Tag(String),
    /// A tag is gone.
    #[error("there is no tag {0} any more, which there was when the receipt was made")]
    Gone(String),
}

impl Receipt {
    /// The receipt of a main line and of the reports that were issued on it.
    pub fn of(ids: &[String], sealed: &[Sealed]) -> Receipt {
        let head = ids.last().cloned().unwrap_or_default();
        let tags = sealed.iter().filter_map(|sealed| sealed.tag.as_ref());
        let tags = tags.filter_map(|tag| Some((tag.name.clone(), tag.commit.clone()?))).collect();
        Receipt { format: 1, commits: ids.len(), head, digest: chain(ids), tags }
    }

    /// Reads a receipt.
    ///
    /// # Errors
    /// It is none.
    pub fn read(text: &str) -> Result<Receipt, ReceiptError> {
        let receipt: Receipt =
            serde_json::from_str(text).map_err(|error| ReceiptError::Unreadable(error.to_string()))?;
        match receipt.format {
            1 => Ok(receipt),
            other => Err(ReceiptError::Unreadable(format!("its format is {other}, and this tickmark knows 1"))),
        }
    }

    /// Whether a main line goes on from the one that the receipt saw, and the tags of then name what they named.
    ///
    /// # Errors
    /// It does not, or one does not.
    pub fn holds_for(&self, ids: &[String], commit_of: impl Fn(&str) -> Option<String>) -> Result<(), ReceiptError> {
        let Some(then) = ids.get(..self.commits) else {
            return Err(ReceiptError::Shorter { now: ids.len(), then: self.commits });
        };
        if chain(then) != self.digest || then.last().map_or("", String::as_str) != self.head {
            return Err(ReceiptError::Rewritten(self.commits));
        }
        for (name, commit) in &self.tags {
            match commit_of(name) {
                Some(now) if now == *commit => {}
                Some(_) => return Err(ReceiptError::Tag(name.clone())),
                None => return Err(ReceiptError::Gone(name.clone())),
            }
        }
        Ok(())
    }
}

impl ReceiptError {
    /// The same, with its cause where the main line was merged into a branch: `holds` says whether a commit of the main line
    /// has the newest commit of the receipt behind it.
    pub fn explained(self, receipt: &Receipt, ids: &[String], holds: impl Fn(&str) -> bool) -> ReceiptError {
        let is_other = matches!(self, ReceiptError::Shorter { .. } | ReceiptError::Rewritten(_));
        if !is_other || ids.contains(&receipt.head) || !ids.last().is_some_and(|last| holds(last)) {
            return self;
        }
        let short = |id: &str| id.get(..10).unwrap_or(id).to_owned();
        let merge = ids.partition_point(|id| !holds(id));
        ReceiptError::Swapped { head: short(&receipt.head), merge: short(ids.get(merge).map_or("", String::as_str)) }
    }
}

fn chain(ids: &[String]) -> String {
    sha256(&ids.iter().map(|id| format!("{id}\n")).collect::<String>())
}

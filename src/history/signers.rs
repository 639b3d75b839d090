//! What a change of the list of allowed signers comes to: whose signatures count that did not, and whose do not any more.

use super::signatures::AllowedSigners;

/// A list of allowed signers that names other keys than it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignersChange {
    /// Path of the list, from the record root.
    pub list: String,
    /// The keys that names got.
    pub gained: Vec<SignerKey>,
    /// The keys that names lost.
    pub lost: Vec<SignerKey>,
}

/// A key in a list of allowed signers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SignerKey {
    /// Whose it is: a name, or all names of the line where one of them is a pattern.
    pub name: String,
    /// Its fingerprint, and what the line restricts it to.
    pub key: String,
}

impl SignerKey {
    /// Its fingerprint alone.
    pub fn fingerprint(&self) -> &str {
        self.key.split(' ').next().unwrap_or_default()
    }

    /// Whether it counts for more than one name.
    pub fn is_of_pattern(&self) -> bool {
        self.name.contains(['*', '?'])
    }
}

/// The keys that names get by another version of a list and did not have, however restricted. A list that is new has to be believed.
pub(super) fn gained(before: &AllowedSigners, after: &AllowedSigners) -> Vec<SignerKey> {
    let known = before.keys();
    let is_known = |new: &SignerKey| {
        let is_it =
            |old: &SignerKey| old.name.eq_ignore_ascii_case(&new.name) && old.fingerprint() == new.fingerprint();
        known.iter().any(is_it)
    };
    after.keys().into_iter().filter(|new| !known.is_empty() && !is_known(new)).collect()
}

impl SignersChange {
    /// What differs between two versions of a list; `None` where each name has the keys that it had.
    pub fn between(list: &str, before: &[u8], after: &[u8]) -> Option<SignersChange> {
        let keys = |text: &[u8]| AllowedSigners::read(&String::from_utf8_lossy(text)).keys();
        let (before, after) = (keys(before), keys(after));
        let gained: Vec<SignerKey> = after.difference(&before).cloned().collect();
        let lost: Vec<SignerKey> = before.difference(&after).cloned().collect();
        let is_other = !gained.is_empty() || !lost.is_empty();
        is_other.then(|| SignersChange { list: list.to_owned(), gained, lost })
    }
}

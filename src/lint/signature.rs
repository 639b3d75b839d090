//! What a signature of a commit or a tag proves.

use crate::record::PersonRef;

/// What became of looking at a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signature {
    /// There is none.
    Absent,
    /// It is good, and its key is one that counts.
    Good(Signer),
    /// There is one, and it proves nothing: why, as the second half of a sentence.
    Void(String),
}

/// Who signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The name that the list of allowed signers, or the OpenPGP key, gives: an e-mail address as a rule.
    pub principal: String,
    /// The person on record with that name.
    pub person: Option<PersonRef>,
    /// The key, by its fingerprint.
    pub key: String,
}

impl Signature {
    /// Who signed, when the signature is good.
    pub fn signer(&self) -> Option<&Signer> {
        match self {
            Signature::Good(signer) => Some(signer),
            _ => None,
        }
    }

    /// Whether a person signed.
    pub fn is_by(&self, is_meant: impl Fn(&PersonRef) -> bool) -> bool {
        self.signer().and_then(|signer| signer.person.as_ref()).is_some_and(is_meant)
    }

    /// What it is, as the second half of a sentence about a commit or a tag.
    pub fn in_words(&self) -> String {
        match self {
            Signature::Absent => "is not signed".to_owned(),
            Signature::Void(why) => why.clone(),
            Signature::Good(Signer { person: Some(person), .. }) => format!("is signed by {person}"),
            Signature::Good(Signer { principal, .. }) => format!("is signed by {principal}, who is nobody on record"),
        }
    }
}

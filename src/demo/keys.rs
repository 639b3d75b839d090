//! The keys of the sample's people. Whoever has this file can compute them, and whoever has the sample has this file: they show
//! how signatures are looked at, and prove nothing.

use sha2::{Digest, Sha256};
use ssh_key::private::Ed25519Keypair;
use ssh_key::{Error, HashAlg, LineEnding, PrivateKey};

/// What a key is made of, with the address behind it.
const SEED: &str = "tickmark demo, a key that everybody knows: ";

/// What Git signs is signed in this namespace.
const NAMESPACE: &str = "git";

/// Signs what the person with an address says, as `git commit -S` does with `gpg.format=ssh`. The same text gets the same
/// signature on every machine.
pub fn sign(email: &str, text: &str) -> Result<String, Error> {
    key(email).sign(NAMESPACE, HashAlg::Sha512, text.as_bytes())?.to_pem(LineEnding::LF)
}

/// The line for the person with an address in the sample's list of allowed signers.
///
/// # Errors
/// The key cannot be written; a fault of this build.
pub fn allowed_signer(email: &str) -> Result<String, Error> {
    Ok(format!("{email} namespaces=\"{NAMESPACE}\" {}", key(email).public_key().to_openssh()?))
}

fn key(email: &str) -> PrivateKey {
    let seed = Sha256::digest(format!("{SEED}{email}"));
    Ed25519Keypair::from_seed(&seed.into()).into()
}

//! Keys and signatures.

use crate::support::history::*;
use crate::support::{Place, run};

pub(super) const SIGNERS: &str = "r/keys/allowed_signers";

/// Makes a key and gives its line for the list of allowed signers.
pub(super) fn key(place: &Place, who: &str, kind: &str) -> String {
    let file = place.path(format!("home/{who}"));
    let mut command = place.command("ssh-keygen", ".");
    run(command.args(["-q", "-t", kind, "-N", "", "-C", who, "-f"]).arg(&file), &[0]);
    let public = place.read(&format!("home/{who}.pub"));
    format!("{who}@example.com namespaces=\"git\" {public}")
}

/// Arguments for `git` by which it signs with a key.
pub(super) fn with_key(place: &Place, key: &str) -> [String; 4] {
    let key = format!("user.signingkey={}", place.path(format!("home/{key}.pub")).display());
    ["-c".to_owned(), "gpg.format=ssh".to_owned(), "-c".to_owned(), key]
}

/// Commits everything as `who`, signed by a key.
pub(super) fn sign(place: &Place, day: &str, who: &str, key: &str, message: &str) {
    place.git("r", &["add", "--all"]);
    let mut command = place.command("git", "r");
    command.env("GIT_COMMITTER_DATE", format!("{day}T12:00:00+00:00"));
    command.env("GIT_AUTHOR_EMAIL", format!("{who}@example.com"));
    run(command.args(with_key(place, key)).args(["commit", "-S", "--quiet", "--allow-empty", "-m", message]), &[0]);
}

/// Merges the branch `work` into the main line, signed by the manager.
pub(super) fn sign_merge(place: &Place) {
    place.git("r", &["checkout", "--quiet", "main"]);
    let mut command = place.command("git", "r");
    command.env("GIT_COMMITTER_DATE", "2026-06-04T12:00:00+00:00").env("GIT_AUTHOR_EMAIL", "manager@example.com");
    let merge = ["merge", "-S", "--quiet", "--no-ff", "-m", "Merge work", "work"];
    run(command.args(with_key(place, "manager")).args(merge), &[0]);
}

pub(super) fn sign_tag(place: &Place, key: &str, tag: &str) {
    let mut command = place.command("git", "r");
    run(command.args(with_key(place, key)).args(["tag", "--force", "--sign", tag, "-m", "Report"]), &[0]);
}

/// A repository in which something has to be signed from its second commit on. `stranger` has a key that nobody allowed.
pub(super) fn begin_signed(required: &str) -> Place {
    let place = begin();
    let lines = [("aud", "ed25519"), ("aud2", "rsa"), ("manager", "ecdsa"), ("it", "ed25519")];
    let list: String = lines.iter().map(|(who, kind)| key(&place, who, kind)).collect();
    key(&place, "stranger", "ed25519");
    place.write(SIGNERS, list);
    let signing = format!("signing: {{required: [{required}], allowed_signers: keys/allowed_signers}}\n");
    place.write(SETTINGS, place.read(SETTINGS) + &signing);
    commit(&place, "2026-06-02", "manager", "Sign from now on");
    place
}

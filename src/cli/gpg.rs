//! OpenPGP signatures, by the program `gpg` and the keys that it has.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::history::{OpenPgp, OpenPgpKey};

/// The program `gpg` of this machine.
pub struct Gpg;

impl OpenPgp for Gpg {
    fn check(&self, payload: &[u8], signature: &[u8]) -> Result<OpenPgpKey, String> {
        let cannot = |error: std::io::Error| format!("has an OpenPGP signature that cannot be looked at: {error}");
        let mut file = tempfile::NamedTempFile::new().map_err(cannot)?;
        file.write_all(signature).and_then(|()| file.flush()).map_err(cannot)?;
        let mut command = Command::new("gpg");
        command.args(["--batch", "--no-tty", "--no-auto-key-retrieve", "--status-fd=1", "--verify"]).arg(file.path());
        let child = command.arg("-").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = child.map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => {
                "has an OpenPGP signature, and the program gpg, which looks at those, is not installed".to_owned()
            }
            _ => cannot(error),
        })?;
        if let Some(mut input) = child.stdin.take() {
            // A program that ends early says so by its status.
            let _ = input.write_all(payload);
        }
        let output = child.wait_with_output().map_err(cannot)?;
        read_status(&String::from_utf8_lossy(&output.stdout), output.status.success())
    }
}

/// What gpg says on its status lines.
fn read_status(text: &str, is_success: bool) -> Result<OpenPgpKey, String> {
    let word = |name: &str| {
        text.lines().find_map(|line| line.strip_prefix("[GNUPG:] ")?.strip_prefix(name)?.strip_prefix(' '))
    };
    let wrong = [
        ("BADSIG", "has an OpenPGP signature that does not fit its content"),
        ("EXPSIG", "has an OpenPGP signature that has expired"),
        ("EXPKEYSIG", "is signed by an OpenPGP key that has expired"),
        ("REVKEYSIG", "is signed by an OpenPGP key that was revoked"),
        ("NO_PUBKEY", "is signed by an OpenPGP key that gpg does not have here"),
    ];
    if let Some((_, why)) = wrong.iter().find(|(name, _)| word(name).is_some()) {
        return Err((*why).to_owned());
    }
    // More than one signature is more than anybody can say who signed.
    let good = text.lines().filter(|line| line.starts_with("[GNUPG:] GOODSIG ")).count();
    match (word("GOODSIG"), word("VALIDSIG")) {
        (Some(name), Some(valid)) if is_success && good == 1 => {
            let email = name.rsplit_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(email, _)| email);
            let fingerprint = valid.split(' ').next().unwrap_or_default().to_owned();
            Ok(OpenPgpKey { fingerprint, email: email.unwrap_or_default().to_owned() })
        }
        _ => Err("has an OpenPGP signature that gpg does not find good".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_good_signature_of_a_valid_key_counts() {
        let good = "[GNUPG:] NEWSIG\n[GNUPG:] GOODSIG 1234 Ada <ada@x.example>\n[GNUPG:] VALIDSIG ABCD 2026-06-01\n";
        assert_eq!(
            read_status(good, true).map(|key| (key.email, key.fingerprint)),
            Ok(("ada@x.example".to_owned(), "ABCD".to_owned()))
        );
        assert!(read_status(good, false).is_err());
        assert!(read_status(&good.repeat(2), true).is_err());
        for (line, words) in [
            ("EXPKEYSIG 1 Ada", "expired"),
            ("REVKEYSIG 1 Ada", "revoked"),
            ("BADSIG 1 Ada", "does not fit"),
            ("NO_PUBKEY 1", "does not have here"),
        ] {
            let said = read_status(&format!("{good}[GNUPG:] {line}\n"), true).expect_err(line);
            assert!(said.contains(words), "{said}");
        }
    }
}

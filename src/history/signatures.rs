//! Looking at signatures: those of SSH against a list of allowed signers, those of OpenPGP by a program.

use std::collections::BTreeSet;

use ssh_key::authorized_keys::Entry;
use ssh_key::{HashAlg, PublicKey, SshSig};

use super::certificates::Certified;
use super::people::People;
use super::signers::SignerKey;
use crate::lint::{Signature, Signer};
use crate::source::git::Signed;

/// Who made an OpenPGP signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenPgpKey {
    /// The key's fingerprint.
    pub fingerprint: String,
    /// The e-mail address of the key's first name.
    pub email: String,
}

/// Something that looks at OpenPGP signatures: a program, which the library does not run itself.
pub trait OpenPgp {
    /// Who signed.
    ///
    /// # Errors
    /// The signature proves nothing: why, as the second half of a sentence such as "is signed by a key that has expired".
    fn check(&self, payload: &[u8], signature: &[u8]) -> Result<OpenPgpKey, String>;
}

/// The keys that count, as a file in the form of OpenSSH's `allowed_signers` lists them.
#[derive(Debug, Clone, Default)]
pub struct AllowedSigners {
    lines: Vec<Line>,
}

#[derive(Debug, Clone)]
struct Line {
    principals: Vec<String>,
    entry: Entry,
}

/// What Git signs is signed in this namespace, so that a signature for something else does not count.
const NAMESPACE: &str = "git";

impl AllowedSigners {
    /// Reads a list. A line that cannot be read allows nobody.
    pub fn read(text: &str) -> AllowedSigners {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        AllowedSigners { lines: lines.filter_map(line).collect() }
    }

    /// Whether it allows nobody.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The names of the lines whose keys, or certificates, count at a time, in seconds since 1970.
    pub fn names(&self, seconds: i64) -> impl Iterator<Item = &str> {
        let lines = self.lines.iter().filter(move |line| line.is_in_force(seconds));
        lines.flat_map(|line| &line.principals).map(String::as_str).filter(|name| !name.starts_with('!'))
    }

    /// Each name with each of its keys, whenever they count.
    pub(super) fn keys(&self) -> BTreeSet<SignerKey> {
        self.lines.iter().flat_map(Line::keys).collect()
    }
}

fn line(text: &str) -> Option<Line> {
    let (principals, rest) = match text.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"')?,
        None => text.split_once(char::is_whitespace)?,
    };
    // Without a comment, the crate takes the options of an entry for its key; and it knows single spaces alone.
    let entry: Entry = format!("{} -", single_spaced(rest)).parse().ok()?;
    let principals = principals.split(',').map(|name| name.trim().to_owned()).collect();
    Some(Line { principals, entry })
}

/// A text with one space for each run of blanks that is not between quotes.
fn single_spaced(text: &str) -> String {
    let mut is_quoted = false;
    let mut out = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        is_quoted ^= letter == '"';
        match letter.is_whitespace() && !is_quoted {
            true if out.ends_with(' ') => {}
            true => out.push(' '),
            false => out.push(letter),
        }
    }
    out
}

impl Line {
    fn option(&self, name: &str) -> Option<&str> {
        self.entry.config_opts().iter().find_map(|option| {
            let (key, value) = option.split_once('=').unwrap_or((option, ""));
            key.eq_ignore_ascii_case(name).then(|| value.trim_matches('"'))
        })
    }

    /// The names of the line with its key. Patterns are nothing without each other, so they stay together.
    fn keys(&self) -> Vec<SignerKey> {
        let fingerprint = self.entry.public_key().fingerprint(HashAlg::Sha256).to_string();
        let options: Vec<&str> = self.entry.config_opts().iter().collect();
        let key = if options.is_empty() { fingerprint } else { format!("{fingerprint} ({})", options.join(", ")) };
        let names = match self.principals.iter().any(|name| is_pattern(name)) {
            true => vec![self.principals.join(",")],
            false => self.principals.clone(),
        };
        names.into_iter().map(|name| SignerKey { name, key: key.clone() }).collect()
    }

    /// Whether the key signs certificates, and nothing itself.
    fn is_authority(&self) -> bool {
        self.option("cert-authority").is_some()
    }

    /// Whether a signature of the key counts at a time, in seconds since 1970.
    fn counts(&self, seconds: i64) -> bool {
        !self.is_authority() && self.is_in_force(seconds)
    }

    /// Whether what the line says is for Git, and holds at a time, in seconds since 1970.
    fn is_in_force(&self, seconds: i64) -> bool {
        let is_for_git =
            self.option("namespaces").is_none_or(|names| names.split(',').any(|name| is_like(name, NAMESPACE)));
        let time = |name: &str| self.option(name).map(seconds_of);
        // A time that cannot be read allows nothing.
        let has_begun = time("valid-after").is_none_or(|from| from.is_some_and(|from| from <= seconds));
        let goes_on = time("valid-before").is_none_or(|until| until.is_some_and(|until| seconds < until));
        is_for_git && has_begun && goes_on
    }

    /// Whether the names of the line, plain or patterns, have this one among them.
    fn fits(&self, name: &str) -> bool {
        self.principals.iter().any(|one| !one.starts_with('!') && is_like(one, name))
            && !self.principals.iter().any(|one| one.strip_prefix('!').is_some_and(|one| is_like(one, name)))
    }

    /// The names that the line gives for its key; a pattern gives the address of the commit where that fits.
    fn names<'a>(&'a self, email: &'a str) -> impl Iterator<Item = &'a str> {
        let by_pattern =
            Some(email).filter(|_| self.fits(email) && self.principals.iter().any(|name| is_pattern(name)));
        let plain = self.principals.iter().map(String::as_str).filter(move |name| !is_pattern(name));
        plain.chain(by_pattern)
    }
}

/// Whether a name in the list stands for others, or takes some away.
fn is_pattern(name: &str) -> bool {
    name.contains(['*', '?', '!'])
}

/// Whether a name fits a pattern with `*` and `?`, without regard to case.
fn is_like(pattern: &str, name: &str) -> bool {
    let glob = globset::GlobBuilder::new(pattern).case_insensitive(true).build();
    glob.is_ok_and(|glob| glob.compile_matcher().is_match(name))
}

/// A time as OpenSSH writes it: `20260301`, `202603011200`, `20260301120000`, taken as UTC with or without a `Z`.
fn seconds_of(text: &str) -> Option<i64> {
    let digits = text.trim_end_matches(['Z', 'z']);
    let whole = match digits.len() {
        8 => format!("{digits}000000"),
        12 => format!("{digits}00"),
        14 => digits.to_owned(),
        _ => return None,
    };
    let part = |from: usize, to: usize| whole.get(from..to)?.parse::<i8>().ok();
    let year = whole.get(..4)?.parse().ok()?;
    let time =
        jiff::civil::DateTime::new(year, part(4, 6)?, part(6, 8)?, part(8, 10)?, part(10, 12)?, part(12, 14)?, 0);
    Some(time.ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second())
}

/// What a signature proves, of a commit or a tag by `email` at a time in seconds since 1970.
pub(super) fn look_at(
    signed: Option<&Signed>,
    (email, seconds): (&str, i64),
    allowed: &AllowedSigners,
    people: &People,
    pgp: &dyn OpenPgp,
) -> Signature {
    let Some(signed) = signed else { return Signature::Absent };
    let text = String::from_utf8_lossy(&signed.signature);
    let found = match text.trim() {
        text if text.starts_with("-----BEGIN SSH SIGNATURE-----") => {
            by_ssh(text, &signed.payload, (email, seconds), allowed, people)
        }
        text if text.starts_with("-----BEGIN PGP ") => pgp
            .check(&signed.payload, &signed.signature)
            .map(|key| Signer { person: people.by_name(&key.email), principal: key.email, key: key.fingerprint }),
        _ => Err("has a signature of a kind that is neither SSH nor OpenPGP".to_owned()),
    };
    found.map_or_else(Signature::Void, Signature::Good)
}

fn by_ssh(
    text: &str,
    payload: &[u8],
    (email, seconds): (&str, i64),
    allowed: &AllowedSigners,
    people: &People,
) -> Result<Signer, String> {
    if let Some(certified) = Certified::from_pem(&format!("{text}\n")) {
        return by_certificate(&certified, payload, (email, seconds), allowed, people);
    }
    let signature =
        SshSig::from_pem(format!("{text}\n")).map_err(|error| format!("has an unreadable signature: {error}"))?;
    let key = PublicKey::from(signature.public_key().clone());
    let fingerprint = key.fingerprint(HashAlg::Sha256).to_string();
    key.verify(NAMESPACE, payload, &signature)
        .map_err(|error| format!("has a signature that does not fit its content ({error})"))?;
    let lines = allowed.lines.iter().filter(|line| line.entry.public_key().key_data() == key.key_data());
    let (lines, others): (Vec<&Line>, Vec<&Line>) = lines.partition(|line| line.counts(seconds));
    let names: Vec<&str> = lines.iter().flat_map(|line| line.names(email)).collect();
    signer(&names, &fingerprint, people).ok_or_else(|| match lines.is_empty() && !others.is_empty() {
        true => format!(
            "is signed by the key {fingerprint}, which may sign no commit at that time by the list of allowed signers"
        ),
        false => format!("is signed by the key {fingerprint}, which the list of allowed signers did not name before"),
    })
}

/// What a certificate proves: the lines of its authority say for which of its names it may vouch.
fn by_certificate(
    certified: &Certified,
    payload: &[u8],
    (email, seconds): (&str, i64),
    allowed: &AllowedSigners,
    people: &People,
) -> Result<Signer, String> {
    certified.check(NAMESPACE, payload, seconds)?;
    let authority = certified.authority();
    let lines = allowed.lines.iter().filter(|line| line.entry.public_key().key_data() == authority.key_data());
    let lines: Vec<&Line> = lines.filter(|line| line.is_authority() && line.is_in_force(seconds)).collect();
    if lines.is_empty() {
        let authority = authority.fingerprint(HashAlg::Sha256);
        return Err(format!(
            "is signed with a certificate of the authority {authority}, which the list of allowed signers did not name before"
        ));
    }
    let names = certified.names().iter().map(String::as_str);
    // Where the name that the commit gives is one of several, it is that one.
    let own = names.clone().filter(|name| name.eq_ignore_ascii_case(email));
    let vouched: Vec<&str> = own.chain(names).filter(|name| lines.iter().any(|line| line.fits(name))).collect();
    signer(&vouched, &certified.fingerprint(), people)
        .ok_or_else(|| "is signed with a certificate for no name that its authority may vouch for".to_owned())
}

/// The signer with the first name that is a person's, or else with the first one.
fn signer(names: &[&str], key: &str, people: &People) -> Option<Signer> {
    let known = names.iter().find_map(|name| people.by_name(name).map(|person| (*name, Some(person))));
    let (name, person) = known.or_else(|| names.first().map(|name| (*name, None)))?;
    Some(Signer { principal: name.to_owned(), person, key: key.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti";

    fn names(text: &str, email: &str, seconds: i64) -> Vec<String> {
        let allowed = AllowedSigners::read(text);
        let lines = allowed.lines.iter().filter(|line| line.counts(seconds));
        lines.flat_map(|line| line.names(email).map(str::to_owned).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn lists_are_read_as_openssh_writes_them() {
        let now = seconds_of("20260601").expect("a time");
        assert_eq!(
            names(&format!("# all\n\na@x.example,b@x.example {KEY} laptop\n"), "c@x.example", now),
            ["a@x.example", "b@x.example"]
        );
        assert_eq!(names(&format!("a@x.example namespaces=\"file,git\" {KEY}"), "", now), ["a@x.example"]);
        assert_eq!(names(&format!("*@x.example {KEY}"), "C@x.example", now), ["C@x.example"]);
        for nobody in [
            format!("a@x.example namespaces=\"file\" {KEY}"),
            format!("a@x.example cert-authority {KEY}"),
            format!("a@x.example valid-before=\"20260101\" {KEY}"),
            format!("a@x.example valid-after=\"20270101Z\" {KEY}"),
            format!("a@x.example valid-after=\"tomorrow\" {KEY}"),
            format!("*@y.example {KEY}"),
            format!("*@x.example,!c@x.example {KEY}"),
            "a@x.example ssh-ed25519 AAAA".to_owned(),
            "a@x.example".to_owned(),
        ] {
            assert!(names(&nobody, "c@x.example", now).is_empty(), "{nobody}");
        }
    }
}

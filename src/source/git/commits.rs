//! Commits as a walk through history reads them: each once and from its own bytes, for libgit2 reads and sets up a commit anew
//! whenever it is asked for one.

use std::sync::Arc;

use git2::{Commit, Error, Mailmap, ObjectFormat, ObjectType, Oid, Signature, Time};

use super::{Repository, describe, failed};
use crate::hash::HashMap;
use crate::source::SourceError;

/// What a commit says.
pub(super) struct Said {
    pub(super) tree: Oid,
    pub(super) parents: Vec<Oid>,
    /// Author, by a `.mailmap` if one was given.
    pub(super) name: String,
    pub(super) email: String,
    /// The author's address as the commit has it.
    pub(super) own_email: String,
    /// The committer's address as the commit has it.
    pub(super) committer: String,
    /// When it was committed, in seconds since 1970.
    pub(super) seconds: i64,
    pub(super) message: String,
    pub(super) summary: String,
}

/// Commits that were read to find the way along which they are read again: each once more, so that it goes with that. A history
/// may have more of them than a process should hold, and the rest is read twice.
#[derive(Default)]
pub(super) struct Ahead {
    commits: HashMap<Oid, Arc<Vec<u8>>>,
    size: usize,
}

/// How many bytes of such commits are held.
const MOST_AHEAD: usize = 4 << 20;

impl Repository {
    /// What a commit says. The parents are those that it names, also where a shallow clone lacks them.
    pub(super) fn said(&self, id: Oid, mailmap: Option<&Mailmap>) -> Result<Said, Error> {
        let ahead = self.ahead.borrow_mut().commits.remove(&id);
        let bytes = ahead.map_or_else(|| self.shared(id, ObjectType::Commit), Ok)?;
        self.said_by(id, &bytes, mailmap)
    }

    /// The same on the way to where a walk begins, which will ask for it again.
    pub(super) fn said_ahead(&self, id: Oid) -> Result<Said, Error> {
        let bytes = self.shared(id, ObjectType::Commit)?;
        let said = self.said_by(id, &bytes, None)?;
        let mut ahead = self.ahead.borrow_mut();
        // What is not checked here has to be read again by who wants it checked.
        if self.is_checked.get() && ahead.size < MOST_AHEAD {
            ahead.size += bytes.len();
            ahead.commits.insert(id, bytes);
        }
        Ok(said)
    }

    fn said_by(&self, id: Oid, bytes: &[u8], mailmap: Option<&Mailmap>) -> Result<Said, Error> {
        let plain = Plain::of(bytes, self.git.object_format()).and_then(|plain| plain.said(mailmap));
        if let Some(said) = plain {
            return Ok(said);
        }
        let commit = self.git.find_commit(id)?;
        self.check(id, ObjectType::Commit)?;
        Ok(by_libgit2(&commit, mailmap))
    }

    /// What it means that a commit cannot be read: it may be here, and written as no commit is.
    pub(super) fn unsaid(&self, id: Oid, error: &Error) -> SourceError {
        self.malformed(id).unwrap_or_else(|| failed(error))
    }

    /// What is wrong in a commit that is here; `None` where it can be read, or is not here.
    pub(super) fn malformed(&self, id: Oid) -> Option<SourceError> {
        let error = self.git.find_commit(id).err()?;
        let objects = self.git.odb().ok()?;
        let object = objects.read(id).ok().filter(|object| object.kind() == ObjectType::Commit)?;
        let reason = wrong(object.data()).unwrap_or_else(|| error.message().to_owned());
        Some(SourceError::MalformedCommit { commit: id.to_string(), reason })
    }
}

/// What is wrong in the lines of a commit that say who made it, and when.
fn wrong(bytes: &[u8]) -> Option<String> {
    /// The most letters that are shown of what is none.
    const SHOWN: usize = 40;
    let text = String::from_utf8_lossy(bytes);
    let header = text.split("\n\n").next()?;
    ["author", "committer"].into_iter().find_map(|key| {
        let Some(line) = header.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(' ')) else {
            return Some(format!("it has no line `{key}`"));
        };
        let Some((_, time)) = line.rsplit_once('>').filter(|(who, _)| who.contains('<')) else {
            return Some(format!("its line `{key}` has no address between `<` and `>`"));
        };
        let seconds = time.split_whitespace().next().filter(|seconds| seconds.parse::<i64>().is_err())?;
        let shown: String = seconds.chars().filter(char::is_ascii_graphic).take(SHOWN).collect();
        Some(format!("its line `{key}` has a time that no clock shows, {shown}"))
    })
}

fn by_libgit2(commit: &Commit<'_>, mailmap: Option<&Mailmap>) -> Said {
    let mapped = mailmap.and_then(|mailmap| commit.author_with_mailmap(mailmap).ok());
    let author = mapped.map_or_else(|| commit.author().to_owned(), |author| author.to_owned());
    let described = describe(commit);
    let own_email = described.email;
    Said {
        tree: commit.tree_id(),
        parents: commit.parent_ids().collect(),
        name: String::from_utf8_lossy(author.name_bytes()).into_owned(),
        email: String::from_utf8_lossy(author.email_bytes()).into_owned(),
        own_email,
        committer: String::from_utf8_lossy(commit.committer().email_bytes()).into_owned(),
        seconds: described.seconds,
        message: String::from_utf8_lossy(commit.message_bytes()).into_owned(),
        summary: described.summary,
    }
}

/// A commit that is written as Git writes it, in UTF-8, and about which no two programs think otherwise. Any other one is
/// libgit2's to understand.
struct Plain<'b> {
    tree: Oid,
    parents: Vec<Oid>,
    name: &'b str,
    email: &'b str,
    committer: &'b str,
    seconds: i64,
    message: &'b str,
}

impl<'b> Plain<'b> {
    fn of(bytes: &'b [u8], format: ObjectFormat) -> Option<Plain<'b>> {
        let text = std::str::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))?;
        let (header, message) = text.split_once("\n\n")?;
        let mut lines = header.split('\n').peekable();
        let oid = |hex: &str| Oid::from_str_ext(hex, format).ok().filter(|id| id.as_bytes().len() * 2 == hex.len());
        let tree = oid(lines.next()?.strip_prefix("tree ")?)?;
        let mut parents = Vec::with_capacity(1);
        while let Some(parent) = lines.peek().and_then(|line| line.strip_prefix("parent ")) {
            parents.push(oid(parent)?);
            lines.next();
        }
        let (name, email, _) = person(lines.next()?.strip_prefix("author ")?)?;
        let (_, committer, seconds) = person(lines.next()?.strip_prefix("committer ")?)?;
        Some(Plain { tree, parents, name, email, committer, seconds, message: message.trim_start_matches('\n') })
    }

    fn said(self, mailmap: Option<&Mailmap>) -> Option<Said> {
        let summary = summary(self.message)?.to_owned();
        let (mut name, mut email) = (self.name.to_owned(), self.email.to_owned());
        if let Some(mailmap) = mailmap {
            let own = Signature::new(self.name, self.email, &Time::new(self.seconds, 0)).ok()?;
            let mapped = mailmap.resolve_signature(&own).ok()?;
            name = String::from_utf8_lossy(mapped.name_bytes()).into_owned();
            email = String::from_utf8_lossy(mapped.email_bytes()).into_owned();
        }
        let Plain { tree, parents, email: own_email, committer, seconds, message, .. } = self;
        let (own_email, committer, message) = (own_email.to_owned(), committer.to_owned(), message.to_owned());
        Some(Said { tree, parents, name, email, own_email, committer, seconds, message, summary })
    }
}

/// Name, address and instant of who wrote or committed something.
fn person(line: &str) -> Option<(&str, &str, i64)> {
    let (name, rest) = line.split_once(" <")?;
    let (email, time) = rest.split_once("> ")?;
    let (seconds, offset) = time.split_once(' ')?;
    // What Git takes away around names and addresses when it makes them.
    let is_crud = |c: char| c <= ' ' || ".,:;<>\"\\'".contains(c);
    let is_clean = |part: &str| {
        !part.contains(['<', '>']) && !part.starts_with(is_crud) && !part.ends_with(is_crud) && !part.is_empty()
    };
    let is_time = seconds.bytes().all(|byte| byte.is_ascii_digit())
        && offset.len() == 5
        && offset.starts_with(['+', '-'])
        && offset[1..].bytes().all(|byte| byte.is_ascii_digit());
    (is_clean(name) && is_clean(email) && is_time).then_some(())?;
    Some((name, email, seconds.parse().ok()?))
}

/// The first paragraph of a message, where that is a line.
fn summary(message: &str) -> Option<&str> {
    let (line, rest) = message.split_once('\n').unwrap_or((message, ""));
    let is_line = rest.is_empty() || rest.starts_with('\n');
    (is_line && line.trim() == line).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Git's own bytes of a commit, in a repository made for it.
    fn both(commit: &[u8], mailmap: Option<&Mailmap>) -> (Option<Said>, Said) {
        let folder = tempfile::tempdir().expect("a folder");
        let git = git2::Repository::init_bare(folder.path()).expect("a repository");
        let objects = git.odb().expect("objects");
        let id = objects.write(ObjectType::Commit, commit).expect("written");
        let found = git.find_commit(id).expect("a commit");
        let plain = Plain::of(commit, git.object_format()).and_then(|plain| plain.said(mailmap));
        (plain, by_libgit2(&found, mailmap))
    }

    fn parts(said: &Said) -> impl PartialEq + std::fmt::Debug {
        let Said { tree, parents, name, email, own_email, committer, seconds, message, summary } = said;
        (
            *tree,
            parents.clone(),
            name.clone(),
            [email.clone(), own_email.clone(), committer.clone()],
            *seconds,
            message.clone(),
            summary.clone(),
        )
    }

    const HEAD: &str = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n";
    const PARENT: &str = "parent 1111111111111111111111111111111111111111\n";

    #[test]
    fn a_commit_says_what_libgit2_reads() {
        let people = "author Ina Jørgensen <ina@example.org> 1700000000 +0100\n\
                      committer O'Neil, P. J <pj@example.org> 1700000060 -0730\n";
        let messages = ["Close F-1\n", "Close F-1", "Close F-1\n\nBecause.\n\nApproved-by: ina\n", "\n\nLate\n", ""];
        let extra =
            ["", "encoding UTF-8\n", "gpgsig -----BEGIN SSH SIGNATURE-----\n abc\n -----END SSH SIGNATURE-----\n"];
        for parents in ["".to_owned(), PARENT.to_owned(), PARENT.repeat(3)] {
            for extra in extra {
                for message in messages {
                    let commit = format!("{HEAD}{parents}{people}{extra}\n{message}");
                    let (plain, other) = both(commit.as_bytes(), None);
                    assert_eq!(parts(&plain.expect("plain")), parts(&other), "{commit}");
                }
            }
        }
    }

    #[test]
    fn what_is_wrong_in_a_commit_is_said() {
        let of = |author: &str, committer: &str| wrong(format!("{HEAD}{author}{committer}\nx <y> z\n").as_bytes());
        let (author, committer) = ("author A <a@b> 1 +0000\n", "committer A <a@b> 1 +0000\n");
        assert_eq!(of(author, committer), None);
        for (author, committer, said) in [
            ("", committer, "it has no line `author`"),
            (author, "", "it has no line `committer`"),
            ("author A a@b 1 +0000\n", committer, "its line `author` has no address between `<` and `>`"),
            ("author A <a@b 1 +0000\n", committer, "its line `author` has no address between `<` and `>`"),
            (
                author,
                "committer A <a@b> 18446744073709551616 +0000\n",
                "its line `committer` has a time that no clock shows, 18446744073709551616",
            ),
        ] {
            assert_eq!(of(author, committer).as_deref(), Some(said));
        }
    }

    #[test]
    fn what_could_be_read_otherwise_is_left_to_libgit2() {
        let of = |author: &str, message: &str| {
            format!("{HEAD}author {author}\ncommitter A <a@b> 1700000000 +0000\n\n{message}").into_bytes()
        };
        let commits = [
            of(" A <a@b> 1700000000 +0000", "x"),
            of("A  <a@b> 1700000000 +0000", "x"),
            of("A. <a@b> 1700000000 +0000", "x"),
            of("<a@b> 1700000000 +0000", "x"),
            of("A <> 1700000000 +0000", "x"),
            of("A <a>b> 1700000000 +0000", "x"),
            of("A <a@b> -1 +0000", "x"),
            of("A <a@b> 1700000000", "x"),
            of("A <a@b> 1700000000 +0000", "first\nsecond"),
            of("A <a@b> 1700000000 +0000", " first"),
            of("A <a@b> 1700000000 +0000", "first \n"),
            of("A <a@b> 1700000000 +0000", "no\0more"),
        ];
        for commit in commits {
            assert!(
                Plain::of(&commit, ObjectFormat::Sha1).and_then(|plain| plain.said(None)).is_none(),
                "{}",
                String::from_utf8_lossy(&commit)
            );
        }
    }

    #[test]
    fn addresses_are_mapped_as_libgit2_maps_them() {
        let mailmap = Mailmap::from_buffer("Ina Jørgensen <ina@example.org> <old@example.org>\n").expect("a mailmap");
        for address in ["old@example.org", "OLD@example.org", "other@example.org"] {
            let person = format!("I. J <{address}> 1700000000 +0000");
            let commit = format!("{HEAD}author {person}\ncommitter {person}\n\nx\n");
            let (plain, other) = both(commit.as_bytes(), Some(&mailmap));
            assert_eq!(parts(&plain.expect("plain")), parts(&other), "{commit}");
        }
    }
}

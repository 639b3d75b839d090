//! Evidence whose file has other bytes than when somebody relied on it, is gone, or is a link.

use std::collections::HashMap;

use jiff::tz::TimeZone;
use sha2::{Digest, Sha256 as Hash};

use super::Moment;
use super::files::Files;
use super::relied::Relied;
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::hash;
use crate::lint::CommitFacts;
use crate::snapshot::Snapshot;
use crate::source::git::{Folder, Repository};
use crate::source::{Commit, ContentId, SourceError, State, lfs};

/// What became of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drifted {
    /// Its file has other bytes.
    Changed,
    /// Its file is gone although its record says that it is there.
    Gone,
    /// A symbolic link is in its place, or on the way there, and none is followed.
    Linked,
    /// Git had its bytes, and has the name of their hash since: Git LFS is to keep them, and they are not here.
    Left,
    /// Its record names another hash, or another place and no hash that would say that it is the same.
    Renamed,
}

/// Evidence that is not what it was when somebody relied on it.
#[derive(Debug, Clone)]
pub struct Drift {
    /// The evidence record.
    pub evidence: String,
    /// The path of the file.
    pub path: String,
    /// What relied on it, in words: `it was checked`.
    pub why: String,
    /// What is otherwise.
    pub what: Drifted,
    /// The commit that changed it.
    pub commit: Commit,
    /// The commit that put it back; `None` of what is not back.
    pub back: Option<Commit>,
    /// What came to rely on it while it was another one, in words.
    pub meanwhile: Option<String>,
    /// Where the same commit put the same bytes, of a file that is gone.
    pub moved_to: Option<String>,
}

impl Drift {
    /// What a rule says of it.
    pub(super) fn told(&self, rule: &'static str, level: Level) -> Diagnostic {
        if let Some(back) = &self.back {
            return self.told_as_back(rule, level, back);
        }
        let message = match (self.what, &self.moved_to) {
            (Drifted::Gone, Some(to)) => {
                format!(
                    "the file of {} is not where its record says, and {}; the same bytes are at {to} since",
                    self.evidence, self.why
                )
            }
            (Drifted::Gone, None) => format!("the file of {} is gone, and {}", self.evidence, self.why),
            (Drifted::Linked, _) => format!(
                "the file of {} is a symbolic link now, or lies behind one, and tickmark follows none; {}",
                self.evidence, self.why
            ),
            (Drifted::Changed, _) => format!("the file of {} is not what it was when {}", self.evidence, self.why),
            (Drifted::Left, _) => {
                format!(
                    "the file of {} is kept by Git LFS by now and is not here, so that nobody can hold it against what it was when {}",
                    self.evidence, self.why
                )
            }
            (Drifted::Renamed, _) => {
                format!("{} names another hash or place than it did when {}", self.evidence, self.why)
            }
        };
        // Where it is fetched, nothing may be wrong with it.
        let level = if self.what == Drifted::Left { level.min(Level::Warning) } else { level };
        let mut diagnostic = Diagnostic::new(rule, level, Place::file(self.path.as_str()), message);
        diagnostic.help(match self.what {
            Drifted::Gone if self.moved_to.is_some() => "say in the record where it is (`location`), with its hash (`sha256`) beside it",
            Drifted::Gone => "put back what was checked; what is rightly destroyed has `status: disposed`, and what lies elsewhere now its address",
            Drifted::Linked => "put the file itself back: what a link leads to may be another one on each machine, and no commit has it",
            Drifted::Left => "fetch it with `git lfs pull` and verify again; where it cannot be fetched, put the file itself back",
            Drifted::Changed | Drifted::Renamed => {
                "put back what was relied on; newer evidence gets a record of its own, with `supersedes:`"
            }
        });
        diagnostic.members([&self.evidence]);
        diagnostic
    }

    /// What is said of a file that is as it was again: nobody can do more about it, and somebody may have looked at the other one.
    fn told_as_back(&self, rule: &'static str, as_found: Level, back: &Commit) -> Diagnostic {
        let was = match self.what {
            Drifted::Gone => "was gone",
            Drifted::Linked => "was a symbolic link, or lay behind one,",
            _ => "was another one",
        };
        let mut message = format!(
            "the file of {} {was} for a while after {}; it is as it was again since {}",
            self.evidence,
            self.why,
            back.short()
        );
        let mut level = as_found.min(Level::Warning);
        if let Some(meanwhile) = &self.meanwhile {
            (message, level) = (format!("{message}, and {meanwhile} meanwhile"), as_found);
        }
        let place = Place::file(self.path.as_str());
        let mut diagnostic = Diagnostic::new(rule, level, place, message);
        diagnostic
            .help("see who looked at it meanwhile, and whether that has to be said again")
            .members([&self.evidence]);
        diagnostic
    }
}

impl Relied {
    /// The files that are not what they were, or were not for a while. `ids` are the commits of the main line, `touching` those that touched a
    /// file.
    ///
    /// # Errors
    /// A commit cannot be read.
    pub fn drifted(
        &self,
        repository: &Repository,
        (ids, root): (&[String], &str),
        touching: &hash::HashMap<String, Vec<usize>>,
    ) -> Result<Vec<Drift>, SourceError> {
        let mut line = Line { repository, ids, root, trees: HashMap::new() };
        let mut drifted = self.renamed.clone();
        // What the same commit made of the record is told already.
        let is_told = |evidence: &str, commit: &str| {
            let mut renamed = self.renamed.iter();
            renamed.any(|one| one.evidence.eq_ignore_ascii_case(evidence) && one.commit.id == commit)
        };
        for file in self.files.values() {
            // What was not there when somebody relied on it is another rule's.
            let Some(then) = line.content(file.since, &file.path)? else { continue };
            let revision = &ids[file.since];
            let mut same = Same { repository, path: &file.path, revision, then, known: HashMap::new() };
            let now = line.content(ids.len().saturating_sub(1), &file.path)?;
            let found = if now == Some(then) || now.is_some() && same.is_still(now)? {
                let touching = touching.get(&file.path).into_iter().flatten();
                line.away(&mut same, touching.copied().filter(|number| *number > file.since))?
            } else {
                let number = line.changed(&mut same, file.since, now)?;
                Some((line.what(&mut same, ids.len().saturating_sub(1), now)?, number, None))
            };
            let Some((what, number, back)) = found.filter(|(_, number, _)| !is_told(&file.id, &ids[*number])) else {
                continue;
            };
            let moved_to = match what {
                Drifted::Gone if back.is_none() => line.moved_to(then, number, touching)?,
                _ => None,
            };
            drifted.push(Drift {
                evidence: file.id.clone(),
                moved_to,
                path: file.path.clone(),
                why: file.why(),
                what,
                commit: repository.commit(&ids[number])?,
                meanwhile: back.and_then(|back| file.meanwhile(number, back)),
                back: back.map(|number| repository.commit(&ids[number])).transpose()?,
            });
        }
        Ok(drifted)
    }
}

/// A state, and the commit whose tree has its files below a record root.
pub(super) type Tree<'a> = (&'a Snapshot, &'a str, &'a str);

/// What a branch would make of the evidence that the main line relies on: `main` is the end of that with its root, `left` the commit and root
/// where the branch left it, and `head` the branch's, with the state that comes of both.
///
/// # Errors
/// A commit cannot be read.
pub(super) fn drifts_ahead(
    repository: &Repository,
    (there, main, root): Tree<'_>,
    left: (&str, &str),
    (merged, head, root_of_head): Tree<'_>,
) -> Result<Vec<Drift>, SourceError> {
    let (nothing, files, facts) =
        (Snapshot::of_documents(Vec::new(), State::Memory), Files::default(), CommitFacts::default());
    let (mut relied, commit) = (Relied::default(), repository.commit(head)?);
    for (number, (before, after)) in [(&nothing, there), (there, merged)].into_iter().enumerate() {
        let touched = [before, after].map(|state| (0..state.records().len()).collect());
        let (commit, facts, files, day) = (&commit, &facts, &files, commit.day(&TimeZone::UTC));
        let moment = Moment { commit, number, day, facts, before, after, touched, mended: &[], returned: &[], files };
        relied.note(&moment);
    }
    let mut drifts = relied.renamed;
    let content = |commit: &str, root: &str, path: &str| match repository.record_folder(commit, root)? {
        Some(folder) => repository.content_in(folder, path),
        None => Ok(None),
    };
    for file in relied.files.into_values().filter(|file| file.since == 0) {
        let Some(then) = content(main, root, &file.path)? else { continue };
        let now = content(head, root_of_head, &file.path)?;
        // What the branch left as it was is as the main line has it.
        if now == Some(then) || now == content(left.0, left.1, &file.path)? {
            continue;
        }
        let mut same = Same { repository, path: &file.path, revision: main, then, known: HashMap::new() };
        if now.is_some() && same.is_still(now)? {
            continue;
        }
        let what = same.what(now, repository.record_folder(head, root_of_head)?)?;
        let why = file.why();
        let (evidence, path, commit) = (file.id, file.path, commit.clone());
        drifts.push(Drift { evidence, path, why, what, commit, back: None, meanwhile: None, moved_to: None });
    }
    Ok(drifts)
}

/// What a file was, whichever way it is kept: of one that Git LFS keeps, Git has a text that names its hash.
struct Same<'r> {
    repository: &'r Repository,
    path: &'r str,
    revision: &'r str,
    then: ContentId,
    /// SHA-256 of the contents that were looked into, in hexadecimal digits.
    known: HashMap<ContentId, String>,
}

impl Same<'_> {
    /// Whether a content is the same file; one that is not there is no other.
    fn is(&mut self, content: Option<ContentId>) -> Result<bool, SourceError> {
        match content {
            Some(content) if content != self.then => Ok(self.hash(content)? == self.hash(self.then)?),
            _ => Ok(true),
        }
    }

    /// The same, and its bytes are as much at hand as they were.
    fn is_still(&mut self, content: Option<ContentId>) -> Result<bool, SourceError> {
        Ok(self.is(content)? && !self.has_left(content)?)
    }

    /// Whether Git had the bytes and has a pointer in their place, and what that points to is not here.
    fn has_left(&self, content: Option<ContentId>) -> Result<bool, SourceError> {
        let Some(content) = content.filter(|content| *content != self.then) else { return Ok(false) };
        let read = |content| self.repository.content(content, self.path, self.revision);
        let (then, now) = (read(self.then)?, read(content)?);
        let kept = lfs::pointer(&now).filter(|_| lfs::pointer(&then).is_none());
        Ok(kept.is_some_and(|pointer| !self.repository.has_fetched(pointer.sha256)))
    }

    /// What became of the file, of which a folder has this content now.
    fn what(&mut self, now: Option<ContentId>, folder: Option<Folder>) -> Result<Drifted, SourceError> {
        let is_link = |folder| self.repository.is_link_in(folder, self.path);
        Ok(match now {
            None if folder.map_or(Ok(false), is_link)? => Drifted::Linked,
            None => Drifted::Gone,
            Some(_) if self.is(now)? => Drifted::Left,
            Some(_) => Drifted::Changed,
        })
    }

    fn hash(&mut self, content: ContentId) -> Result<String, SourceError> {
        if let Some(known) = self.known.get(&content) {
            return Ok(known.clone());
        }
        let bytes = self.repository.content(content, self.path, self.revision)?;
        let hash = lfs::pointer(&bytes)
            .map_or_else(|| format!("{:x}", Hash::digest(bytes.as_slice())), |pointer| pointer.sha256.to_owned());
        self.known.insert(content, hash.clone());
        Ok(hash)
    }
}

/// The main line.
struct Line<'r> {
    repository: &'r Repository,
    ids: &'r [String],
    root: &'r str,
    /// The records of each commit that was asked for.
    trees: HashMap<usize, Option<Folder>>,
}

impl Line<'_> {
    /// The id of a file's content at a commit; `None` where there is no such file, or no record root.
    fn content(&mut self, number: usize, path: &str) -> Result<Option<ContentId>, SourceError> {
        self.folder(number)?.map_or(Ok(None), |folder| self.repository.content_in(folder, path))
    }

    fn folder(&mut self, number: usize) -> Result<Option<Folder>, SourceError> {
        Ok(match self.trees.get(&number) {
            Some(known) => *known,
            None => *self.trees.entry(number).or_insert(self.repository.record_folder(&self.ids[number], self.root)?),
        })
    }

    /// What became of a file that has this content at a commit.
    fn what(&mut self, same: &mut Same<'_>, number: usize, content: Option<ContentId>) -> Result<Drifted, SourceError> {
        let folder = self.folder(number)?;
        same.what(content, folder)
    }

    /// Where a commit put a content, of what it touched, if that is still there.
    fn moved_to(
        &mut self,
        content: ContentId,
        number: usize,
        touching: &hash::HashMap<String, Vec<usize>>,
    ) -> Result<Option<String>, SourceError> {
        let mut touched: Vec<&String> =
            touching.iter().filter(|(_, numbers)| numbers.contains(&number)).map(|(path, _)| path).collect();
        touched.sort_unstable();
        let last = self.ids.len().saturating_sub(1);
        for path in touched {
            if self.content(number, path)? == Some(content) && self.content(last, path)? == Some(content) {
                return Ok(Some(path.clone()));
            }
        }
        Ok(None)
    }

    /// The place of the commit since which a file is what it is now.
    fn changed(&mut self, same: &mut Same<'_>, since: usize, now: Option<ContentId>) -> Result<usize, SourceError> {
        let mut number = since + 1;
        while number + 1 < self.ids.len() {
            let content = self.content(number, same.path)?;
            // One that was away for a while and came back changed was changed when it came back.
            if !(if now.is_none() { content.is_some() } else { same.is_still(content)? }) {
                break;
            }
            number += 1;
        }
        Ok(number)
    }

    /// The first time that a file was away, among the commits that touched it: what it was then, and the places of the commits that took it
    /// away and put it back.
    fn away(
        &mut self,
        same: &mut Same<'_>,
        touching: impl Iterator<Item = usize>,
    ) -> Result<Option<(Drifted, usize, Option<usize>)>, SourceError> {
        let mut away = None;
        for number in touching {
            let content = self.content(number, same.path)?;
            match (content.is_some() && same.is_still(content)?, away) {
                (false, None) => away = Some((self.what(same, number, content)?, number)),
                (true, Some((what, from))) => return Ok(Some((what, from, Some(number)))),
                _ => {}
            }
        }
        Ok(None)
    }
}

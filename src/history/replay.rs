//! The walk: one pass over the main line, with the state before and after each commit as far as it matters.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::OpenPgp;
use super::files::Files;
use super::people::{People, is_import, merges_main};
use super::signatures::{AllowedSigners, look_at};
use crate::hash::HashMap;
use crate::lint::{BranchCommit, CommitFacts, Signature, new_decisions};
use crate::record::{Date, ROOT_FILE, Signing, SigningSubject};
use crate::snapshot::{Document, Record, Snapshot};
use crate::source::git::{Repository, Signed, Step, TagObject};
use crate::source::{Commit, ContentId, MAX_RECORD_BYTES, SourceError, State, is_record_name};

/// A commit of the main line, and the records that it touched with what they refer to, before and after.
pub struct Moment<'a> {
    /// The commit.
    pub commit: &'a Commit,
    /// Its place on the main line, from 0.
    pub number: usize,
    /// Its day in the organisation's time zone.
    pub day: Date,
    /// What rules want to know of it.
    pub facts: &'a CommitFacts,
    /// The touched records and their neighbours before it.
    pub before: &'a Snapshot,
    /// The same after it.
    pub after: &'a Snapshot,
    /// The files that it touched, in order.
    touched: &'a [Arc<str>],
    files: &'a Files,
}

impl Moment<'_> {
    /// The files after it of which the report of an audit is made: the audit, its workpapers and its findings.
    pub fn documents_of(&self, audit: &str) -> impl Iterator<Item = &Document> {
        self.files.documents_of(audit)
    }

    /// Whether the commit touched the file of a record that is there after it, or one of the same id.
    pub fn has_touched(&self, record: &Record) -> bool {
        // By the path: a version that is back is the same document.
        let is_touched = self.touched.binary_search(&record.path).is_ok();
        is_touched || self.after.duplicates().next().is_some() || self.before.duplicates().next().is_some()
    }
}

/// How many commits are read ahead, so that their records are parsed in parallel.
const AHEAD: usize = 64;
/// A pass over the main line.
pub struct Replay<'r> {
    repository: &'r Repository,
    ids: Vec<String>,
    root: String,
    files: Files,
    people: People,
    /// What looks at OpenPGP signatures; without it, none is looked at.
    pgp: Option<&'r dyn OpenPgp>,
    /// Of files that cannot be read just now, how they were last.
    readable: HashMap<Arc<str>, Arc<Document>>,
    /// Records that were there and are not any more, as they were last.
    former: BTreeMap<String, Arc<Document>>,
    /// The latest day of a commit so far.
    latest: Option<Date>,
    /// Audits that came on record with their reports issued, by their ids in lower case.
    taken_over: BTreeSet<String>,
}

impl<'r> Replay<'r> {
    /// The main line up to a revision. `root` is where the records are now.
    ///
    /// # Errors
    /// The revision names no commit, or history is not here as far back as it goes.
    pub fn new(repository: &'r Repository, revision: &str, root: &str) -> Result<Self, SourceError> {
        Ok(Self {
            repository,
            ids: repository.first_parents(revision)?,
            root: root.to_owned(),
            files: Files::default(),
            people: People::default(),
            pgp: None,
            readable: HashMap::default(),
            former: BTreeMap::new(),
            latest: None,
            taken_over: BTreeSet::new(),
        })
    }

    /// Looks at signatures as well, at those of OpenPGP by a program.
    pub fn with_signatures(mut self, pgp: &'r dyn OpenPgp) -> Self {
        self.pgp = Some(pgp);
        self
    }

    /// Ids of the commits, oldest first.
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// Goes over the main line, oldest first, and calls `visit` with each commit that touched a record.
    ///
    /// # Errors
    /// An object is not in this clone.
    pub fn run(&mut self, visit: &mut dyn FnMut(&Moment<'_>)) -> Result<(), SourceError> {
        let ids = std::mem::take(&mut self.ids);
        let mut walk = self.repository.walk(&self.root);
        for (chunk, ids) in ids.chunks(AHEAD).enumerate() {
            let mut steps = Vec::with_capacity(ids.len());
            for id in ids {
                let mut step = walk.step(id)?;
                step.changes.retain(|change| is_record(&change.path));
                steps.push(step);
            }
            let read = self.read(&steps)?;
            for (position, step) in steps.into_iter().enumerate() {
                self.step(chunk * AHEAD + position, &step, &read, visit)?;
            }
        }
        self.ids = ids;
        Ok(())
    }

    /// Every content that the steps bring, each read and parsed once.
    fn read(&self, steps: &[Step]) -> Result<HashMap<ContentId, Arc<Document>>, SourceError> {
        let mut wanted: BTreeMap<ContentId, Vec<u8>> = BTreeMap::new();
        for step in steps {
            for change in &step.changes {
                let Some(id) = change.after else { continue };
                if let std::collections::btree_map::Entry::Vacant(vacant) = wanted.entry(id) {
                    let bytes = self.repository.content(id, &change.path, &step.commit.id)?;
                    // What is too large to be a record is not looked into, as everywhere.
                    vacant.insert(if bytes.len() as u64 > MAX_RECORD_BYTES { Vec::new() } else { bytes });
                }
            }
        }
        Ok(wanted.into_par_iter().map(|(id, bytes)| (id, Arc::new(Document::read(&bytes)))).collect())
    }

    fn step(
        &mut self,
        number: usize,
        step: &Step,
        read: &HashMap<ContentId, Arc<Document>>,
        visit: &mut dyn FnMut(&Moment<'_>),
    ) -> Result<(), SourceError> {
        let signing = self.signing(step)?;
        if step.changes.is_empty() && signing.as_ref().is_none_or(|signing| !signing.changes_list) {
            return Ok(());
        }
        // A repository may begin with other things than records.
        let is_first = self.files.is_empty();
        let touched: Vec<Arc<str>> = step.changes.iter().map(|change| Arc::from(change.path.as_str())).collect();
        let author = self.author(step);
        let own = self.people.by_email(&step.commit.email);
        let approved_by = self.people.approvers(&step.message);
        let mut past: HashMap<Arc<str>, Option<Arc<Document>>> = HashMap::default();
        for (path, change) in touched.iter().zip(&step.changes) {
            let document = change.after.and_then(|id| read.get(&id)).cloned();
            // What is mended is held against what it was before it broke.
            let is_mended = document.as_ref().is_some_and(|document| document.data.is_some());
            let old = self.readable.get(path).filter(|_| is_mended).or_else(|| self.files.get(path)).cloned();
            self.keep_readable(path, document.as_deref(), old.as_ref());
            past.insert(Arc::clone(path), old);
            self.people.update(path, document.as_deref());
            self.files.put(path, document);
        }
        let near = self.files.near(&touched, past.iter().filter_map(|(path, old)| Some((path, old.as_ref()?))));
        // The same files on both sides, so that nothing but what the commit touched differs between them.
        let state = || State::Commit(step.commit.clone());
        let now = |path: &Arc<str>| self.files.get(path).map(Arc::clone);
        let of = |file: &dyn Fn(&Arc<str>) -> Option<Arc<Document>>| {
            near.iter().filter_map(|path| Some((Arc::clone(path), file(path)?))).collect::<Vec<_>>()
        };
        let before = of(&|path| past.get(path).cloned().unwrap_or_else(|| now(path)));
        let (before, after) = (Snapshot::of_documents(before, state()), Snapshot::of_documents(of(&now), state()));
        // Whoever comes on record with this very commit wrote it all the same. Who was on record already does not get another
        // address by the commit that needs it.
        let is_new = |person: &crate::record::PersonRef| before.record(person.as_str()).is_none();
        let author = author.or_else(|| self.author(step).filter(is_new));
        let own = own.or_else(|| self.people.by_email(&step.commit.email).filter(is_new));
        let zone = after.isms().and_then(|isms| jiff::tz::TimeZone::get(&isms.organisation.timezone).ok());
        let day = step.commit.day(&zone.unwrap_or(jiff::tz::TimeZone::UTC));
        let mut approved = approved_by;
        approved.extend(self.people.approvers(&step.message).into_iter().filter(is_new));
        approved.sort();
        approved.dedup();
        let facts = CommitFacts {
            author,
            own,
            branch: self.branch(step, signing.as_ref(), (&before, &after))?,
            must_be_signed: signing
                .as_ref()
                .and_then(|signing| signing.reason(&before, &after, is_import(&step.message))),
            required: signing.as_ref().map(|signing| signing.said.required.clone()).unwrap_or_default(),
            signature: signing.map(|signing| self.signature(&step.commit, &signing.allowed)).transpose()?,
            email: step.commit.email.clone(),
            approved_by: approved,
            is_import: is_first || is_import(&step.message),
            former: self.gone_for_good(&after),
            by_merge: self.by_merge(step, &after)?,
            merged_main: self.merged_main(step)?,
            taken_over: self.taken_over_of(&after),
            days_behind: self.latest.map_or(0, |latest| latest.days_since(day).max(0)),
        };
        self.latest = self.latest.max(Some(day));
        self.take_over(facts.is_import, &before, &after);
        let mut touched = touched;
        touched.sort_unstable();
        visit(&Moment {
            commit: &step.commit,
            number,
            day,
            facts: &facts,
            before: &before,
            after: &after,
            touched: &touched,
            files: &self.files,
        });
        self.remember(&before);
        Ok(())
    }

    /// The records that a merge has otherwise than each of the commits that it merged, by their ids in lower case.
    fn by_merge(&self, step: &Step, after: &Snapshot) -> Result<BTreeSet<String>, SourceError> {
        let mut ids = BTreeSet::new();
        if step.merged.is_empty() {
            return Ok(ids);
        }
        let root = step.root.as_deref().unwrap_or(&self.root);
        let mut folders = Vec::new();
        for parent in self.repository.merged_parents(&step.commit.id)? {
            folders.extend(self.repository.record_folder(&parent, root)?);
        }
        for change in &step.changes {
            let mut is_merged = false;
            for folder in &folders {
                is_merged |= self.repository.content_in(*folder, &change.path)? == change.after;
            }
            let mut there = after.records().iter().filter(|record| *record.path == *change.path);
            if let Some(record) = there.next().filter(|_| !is_merged) {
                ids.insert(record.id.to_lowercase());
            }
        }
        Ok(ids)
    }

    /// What the main line was before a merge that merged it into something else.
    fn merged_main(&self, step: &Step) -> Result<Option<String>, SourceError> {
        if step.merged.is_empty() || !merges_main(&step.message) {
            return Ok(None);
        }
        let merged = self.repository.merged_parents(&step.commit.id)?;
        Ok(merged.first().and_then(|id| id.get(..10)).map(str::to_owned))
    }

    /// The audits of a state whose reports came issued.
    fn taken_over_of(&self, after: &Snapshot) -> BTreeSet<String> {
        let ids = after.audits().map(|audit| audit.id().to_lowercase());
        ids.filter(|id| self.taken_over.contains(id)).collect()
    }

    /// Notes the audits whose reports come issued, and forgets those that are issued anew.
    fn take_over(&mut self, is_import: bool, before: &Snapshot, after: &Snapshot) {
        for audit in after.audits() {
            let old = before.audit(&audit.id().into());
            let is_same = old.is_some_and(|old| old.report == audit.report);
            if !is_same {
                let id = audit.id().to_lowercase();
                match is_import && old.is_none() && audit.is_frozen() {
                    true => self.taken_over.insert(id),
                    false => self.taken_over.remove(&id),
                };
            }
        }
    }

    /// The commits of a merged branch that set decisions, where the merge brings one.
    fn branch(
        &self,
        step: &Step,
        signing: Option<&Rules>,
        (before, after): (&Snapshot, &Snapshot),
    ) -> Result<Vec<BranchCommit>, SourceError> {
        let mut branch = Vec::new();
        let brings = |record: &Record| !new_decisions(before.record(&record.id), record).is_empty();
        if step.merged.is_empty() || !after.records().iter().any(brings) {
            return Ok(branch);
        }
        for id in self.repository.branch(&step.commit.id)? {
            let commit = self.repository.branch_step(&id, step.root.as_deref().unwrap_or(&self.root))?;
            let changes = commit.changes.iter().filter(|change| is_record(&change.path));
            let (mut old, mut new) = (Vec::new(), Vec::new());
            for change in changes {
                let path: Arc<str> = Arc::from(change.path.as_str());
                for (content, files) in [(change.before, &mut old), (change.after, &mut new)] {
                    let Some(content) = content else { continue };
                    let bytes = self.repository.content(content, &change.path, &id)?;
                    if bytes.len() as u64 <= MAX_RECORD_BYTES {
                        files.push((Arc::clone(&path), Arc::new(Document::read(&bytes))));
                    }
                }
            }
            let state = || State::Commit(commit.commit.clone());
            let (old, new) = (Snapshot::of_documents(old, state()), Snapshot::of_documents(new, state()));
            let set = new.records().iter().flat_map(|record| {
                let id = record.id.to_lowercase();
                new_decisions(old.record(&record.id), record).into_iter().map(move |decision| (id.clone(), decision))
            });
            let set: Vec<_> = set.collect();
            if !set.is_empty() {
                let author = self.people.by_email(&commit.commit.email);
                let signature = signing.map(|rules| self.signature(&commit.commit, &rules.allowed)).transpose()?;
                branch.push(BranchCommit { author, email: commit.commit.email, signature, set });
            }
        }
        Ok(branch)
    }

    /// What was said of signing before a commit, where signatures are looked at.
    fn signing(&self, step: &Step) -> Result<Option<Rules>, SourceError> {
        // Settings that cannot be read take nothing back of what the last ones said.
        let document = self.readable.get(ROOT_FILE).or_else(|| self.files.get(ROOT_FILE));
        let settings = document.and_then(|document| document.data.as_ref()?.isms());
        let Some(said) = settings.and_then(|isms| isms.signing.clone()).filter(|_| self.pgp.is_some()) else {
            return Ok(None);
        };
        let parent = self.repository.parent(&step.commit.id)?;
        let root = step.root.as_deref().unwrap_or(&self.root);
        let list = |id: &str| match &said.allowed_signers {
            Some(path) => self.repository.file_at(id, root, path),
            None => Ok(None),
        };
        let before = parent.as_deref().map(list).transpose()?.flatten();
        let changes_list = before != list(&step.commit.id)?;
        let allowed = AllowedSigners::read(&String::from_utf8_lossy(&before.unwrap_or_default()));
        Ok(Some(Rules { said, allowed, changes_list }))
    }

    /// What the signature of a commit proves.
    fn signature(&self, commit: &Commit, allowed: &AllowedSigners) -> Result<Signature, SourceError> {
        let signed = self.repository.signature(&commit.id)?;
        Ok(self.look_at(signed.as_ref(), (&commit.email, commit.seconds), allowed))
    }

    fn look_at(&self, signed: Option<&Signed>, by: (&str, i64), allowed: &AllowedSigners) -> Signature {
        match self.pgp {
            Some(pgp) => look_at(signed, by, allowed, &self.people, pgp),
            None => Signature::Absent,
        }
    }

    /// What the signature of a tag proves: by the list as it was before the commit that it names, and by the settings
    /// and the persons at the end of the walk.
    ///
    /// # Errors
    /// The commit or its list cannot be read.
    pub(super) fn signature_of_tag(&self, tag: &TagObject, commit: &str) -> Result<Signature, SourceError> {
        let settings = self.files.get(ROOT_FILE).and_then(|document| document.data.as_ref()?.isms());
        let path = settings.and_then(|isms| isms.signing.as_ref()?.allowed_signers.as_deref());
        // Nothing is before the first commit: it has to be believed.
        let before = self.repository.parent(commit)?.unwrap_or_else(|| commit.to_owned());
        let list = path.map(|path| self.repository.file_at(&before, &self.root, path)).transpose()?.flatten();
        let allowed = AllowedSigners::read(&String::from_utf8_lossy(&list.unwrap_or_default()));
        Ok(self.look_at(tag.signed.as_ref(), (&tag.email, tag.seconds), &allowed))
    }

    /// The one person behind a commit: of a merge, whoever wrote what it brought, if that is one person.
    fn author(&self, step: &Step) -> Option<crate::record::PersonRef> {
        match step.merged.as_slice() {
            [one] => self.people.by_email(one),
            _ => self.people.by_email(&step.commit.email),
        }
    }

    /// Keeps the last version that could be read of a file that cannot be any more.
    fn keep_readable(&mut self, path: &Arc<str>, new: Option<&Document>, old: Option<&Arc<Document>>) {
        let is_broken = new.is_some_and(|new| new.data.is_none());
        match old.filter(|old| old.data.is_some()) {
            Some(old) if is_broken => drop(self.readable.insert(Arc::clone(path), Arc::clone(old))),
            _ if is_broken => {}
            _ => drop(self.readable.remove(path)),
        }
    }

    /// Notes the records that were there and are not any more.
    fn remember(&mut self, before: &Snapshot) {
        for record in before.records() {
            let id = record.id.to_lowercase();
            if !self.files.has_id(&id) {
                self.former.insert(id, Arc::clone(record.document()));
            }
        }
    }

    /// Ids of records that were deleted, without those that are back now as they were.
    fn gone_for_good(&self, after: &Snapshot) -> BTreeSet<String> {
        let is_back =
            |id: &str, old: &Document| after.record(id).is_some_and(|record| record.document().text == old.text);
        let gone = self.former.iter().filter(|(id, old)| after.record(id).is_some() && !is_back(id, old));
        gone.map(|(id, _)| id.clone()).collect()
    }

    /// The files after the last commit, in no order.
    pub fn files(&self) -> impl Iterator<Item = (&Arc<str>, &Arc<Document>)> {
        self.files.iter()
    }
}

/// What was said of signing before a commit.
struct Rules {
    said: Signing,
    allowed: AllowedSigners,
    /// Whether the commit changes the list of allowed signers.
    changes_list: bool,
}

impl Rules {
    /// Why a commit must be signed, as the second half of a sentence.
    fn reason(&self, before: &Snapshot, after: &Snapshot, is_import: bool) -> Option<&'static str> {
        let said = |snapshot: &Snapshot| snapshot.isms().and_then(|isms| isms.data().signing.clone());
        match self.said.required.as_slice() {
            [] => None,
            required if required.contains(&SigningSubject::Commits) => Some("commits must be signed"),
            _ if self.changes_list => Some("it changes the list of allowed signers"),
            _ if is_import => Some("it says that it takes records over, so that less is asked of them"),
            _ if said(before) != said(after) => Some("it changes what must be signed"),
            _ => None,
        }
    }
}

fn is_record(path: &str) -> bool {
    is_record_name(path) && !path.split('/').any(|part| part.starts_with('.'))
}

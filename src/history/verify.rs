//! Verifying: the rules for changes over the whole main line, and what was issued or closed held against what it was then.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::chronicle::Chronicler;
use super::digest::{frozen, in_message, report, sha256};
use super::drift::Relied;
use super::{Chronicle, Claims, Moment, Replay};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::lint::{
    HistoryFacts, IssuedReport, Settings, Signature, Tag, Unproven, decisions, lint_commit, lint_history, lint_records,
    rules,
};
use crate::record::{Date, FindingStatus, Kind, PersonRef, ROOT_FILE, SigningSubject};
use crate::snapshot::{Cache, Document, Record, Snapshot, ignored_paths};
use crate::source::git::{CommitSource, Repository};
use crate::source::{Commit, SourceError, State};

/// A lapse, and the commit that brought it.
#[derive(Debug, Clone)]
pub struct Lapse {
    /// The commit.
    pub commit: Commit,
    /// Its day.
    pub day: Date,
    /// Who wrote it, as far as that is a person on record.
    pub author: Option<PersonRef>,
    /// What is wrong; its place is in the text as it was then.
    pub diagnostic: Diagnostic,
}

/// Something that must not change since a point: an issued audit, a closed finding.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// Kind.
    pub kind: Kind,
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// The commit in which it was issued or closed.
    pub commit: Commit,
    /// The day of that commit.
    pub day: Date,
    /// Version of the report; 1 for a finding.
    pub version: u32,
    /// SHA-256 over what must not change, in hexadecimal digits: of an audit, over all that its report says.
    pub digest: String,
    /// The same over the record alone.
    own: String,
    /// Whether it still is as it was then.
    pub is_intact: bool,
    /// Findings and workpapers of an issued report that are not as they were then, by id.
    pub changed_parts: BTreeSet<String>,
    /// Whether a later version took the place of this report, or the audit was taken back to be reported anew. How it was then
    /// is in its tag alone.
    pub is_superseded: bool,
    /// The tag that the report names.
    pub tag: Option<Tag>,
    /// The signature of the commit in which it was issued or closed; `None` where nothing was said of signing before.
    pub signature: Option<Signature>,
    /// Whether the tag has to be signed.
    must_be_signed: bool,
}

/// What verifying found.
#[derive(Debug, Clone)]
pub struct Verification {
    /// The commits of the main line.
    pub commits: usize,
    /// The newest one.
    pub head: Commit,
    /// What is wrong, oldest first.
    pub lapses: Vec<Lapse>,
    /// What is wrong with the history as a whole, by place.
    pub standing: Vec<Diagnostic>,
    /// What was issued and closed, oldest first.
    pub sealed: Vec<Sealed>,
    /// What a later run holds its history against.
    pub receipt: Receipt,
}

impl Lapse {
    /// The lapse as something that stands today: a place in a text of then is none in that of now.
    pub fn as_standing(&self) -> Diagnostic {
        let mut diagnostic = self.diagnostic.clone();
        let who = self.author.as_ref().map_or_else(|| self.commit.email.clone(), ToString::to_string);
        diagnostic.message = format!("{} (in {} of {} by {who})", diagnostic.message, self.commit.short(), self.day);
        diagnostic.place = Place::file(diagnostic.place.path);
        diagnostic.related.clear();
        diagnostic.field = None;
        diagnostic
    }
}

impl Verification {
    /// Whether nothing speaks against what was issued and closed.
    pub fn is_intact(&self) -> bool {
        self.sealed.iter().all(Sealed::is_sound)
    }
}

impl Sealed {
    /// Whether nothing speaks against it: content, parts and tag are as they were.
    pub fn is_sound(&self) -> bool {
        self.is_intact && self.changed_parts.is_empty() && self.tag.as_ref().is_none_or(Tag::is_sound)
    }
}

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
    #[error("the first {0} commits of the main line are not those that the receipt saw: history was written anew")]
    Rewritten(usize),
    /// A tag is another one.
    #[error("the tag {0} does not name the commit any more that it named when the receipt was made")]
    Tag(String),
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
        match self.tags.iter().find(|(name, commit)| commit_of(name).as_ref() != Some(commit)) {
            Some((name, _)) => Err(ReceiptError::Tag(name.clone())),
            None => Ok(()),
        }
    }
}

fn chain(ids: &[String]) -> String {
    sha256(&ids.iter().map(|id| format!("{id}\n")).collect::<String>())
}

/// Replays the main line. `root` is where the records are.
///
/// # Errors
/// History cannot be read.
pub fn verify(repository: &Repository, replay: &mut Replay<'_>, root: &str) -> Result<Verification, SourceError> {
    let mut verifier = Verifier::default();
    replay.run(&mut |moment| verifier.note(moment))?;
    verifier.finish(repository, replay, root)
}

/// Replays the main line once, for the life of every record and for what verifying it finds.
///
/// # Errors
/// History cannot be read.
pub fn tell_and_verify(
    repository: &Repository,
    replay: &mut Replay<'_>,
    root: &str,
) -> Result<(Chronicle, Verification), SourceError> {
    let (mut chronicler, mut verifier) = (Chronicler::default(), Verifier::default());
    replay.run(&mut |moment| {
        chronicler.note(moment);
        verifier.note(moment);
    })?;
    Ok((chronicler.chronicle, verifier.finish(repository, replay, root)?))
}

/// A verification on its way through history.
#[derive(Default)]
struct Verifier {
    lapses: Vec<Lapse>,
    seals: BTreeMap<(Kind, String), Sealed>,
    /// Reports of which there is a later version.
    superseded: Vec<Sealed>,
    claims: Claims,
    relied: Relied,
    /// What the last settings that could be read say.
    last: Option<(Settings, TimeZone)>,
}

impl Verifier {
    fn note(&mut self, moment: &Moment<'_>) {
        // A commit is judged by the settings that it found, not by those that it brings.
        let settings = match (moment.before.isms(), &self.last) {
            (Some(_), _) => Settings::of(moment.before),
            (None, Some((last, _))) => last.clone(),
            (None, None) => Settings::of(moment.after),
        };
        self.relied.note(moment);
        if let Some(isms) = moment.after.isms() {
            let zone = TimeZone::get(&isms.organisation.timezone).unwrap_or(TimeZone::UTC);
            self.last = Some((Settings::of(moment.after), zone));
        }
        let mut found = lint_commit(moment.before, moment.after, moment.day, &settings, Some(moment.facts));
        found.extend(lint_own_work(moment, &settings));
        self.claims.note(moment.before, moment.after, moment.commit, moment.day);
        let broken = self.broken();
        // What is around the touched records was sealed when it was touched itself.
        for record in moment.after.records().iter().filter(|record| moment.has_touched(record)) {
            self.seal(record, moment);
        }
        self.note_parts(&found, moment);
        // Whoever brings back what was sealed does what the rules ask for.
        found.retain(|diagnostic| !self.is_mended(diagnostic, &broken, moment));
        self.lapses.extend(found.into_iter().map(|diagnostic| Lapse {
            commit: moment.commit.clone(),
            day: moment.day,
            author: author(&diagnostic, moment),
            diagnostic,
        }));
        for record in moment.before.records().iter().filter(|record| moment.after.record(&record.id).is_none()) {
            if let Some(sealed) = self.seals.get_mut(&(record.kind(), record.id.to_lowercase())) {
                sealed.is_intact = false;
            }
        }
    }

    fn finish(self, repository: &Repository, replay: &Replay<'_>, root: &str) -> Result<Verification, SourceError> {
        let ids = replay.ids().to_vec();
        let head = ids.last().cloned().unwrap_or_default();
        let mut lapses = self.lapses;
        if let Some(last) = &self.last {
            lapses.extend(drifts(repository, &self.relied, (&ids, root), last)?);
        }
        let numbers: HashMap<&str, usize> = ids.iter().enumerate().map(|(number, id)| (id.as_str(), number)).collect();
        lapses.sort_by_key(|lapse: &Lapse| numbers.get(lapse.commit.id.as_str()).copied());
        let mut sealed: Vec<Sealed> = self.seals.into_values().chain(self.superseded).collect();
        for one in sealed.iter_mut() {
            if let Some(tag) = &mut one.tag {
                look_up(tag, (&one.id, &one.own, &one.commit.id, one.version), (repository, replay), (&head, root))?;
            }
        }
        sealed.sort_by(|a, b| (a.day, a.kind, &a.id, a.version).cmp(&(b.day, b.kind, &b.id, b.version)));
        let head = repository.commit(&head)?;
        let standing = standing(replay, &head, &sealed, self.claims.unproven());
        let receipt = Receipt::of(&ids, &sealed);
        Ok(Verification { commits: ids.len(), head, lapses, standing, sealed, receipt })
    }

    /// What was sealed and is not as it was.
    fn broken(&self) -> BTreeSet<(Kind, String)> {
        let is_broken = |sealed: &Sealed| !sealed.is_intact || !sealed.changed_parts.is_empty();
        self.seals.iter().filter(|(_, sealed)| is_broken(sealed)).map(|(key, _)| key.clone()).collect()
    }

    /// Notes which findings and workpapers of an issued report were changed, and which are as they were again.
    fn note_parts(&mut self, found: &[Diagnostic], moment: &Moment<'_>) {
        let touched = |snapshot: &Snapshot| -> Vec<(String, String)> {
            let records = snapshot.records().iter().filter(|record| moment.has_touched(record));
            records.filter_map(|record| Some((audit_of(record)?, record.id.to_string()))).collect()
        };
        let mut parts = touched(moment.after);
        parts.extend(touched(moment.before));
        for (audit, part) in parts {
            let Some(sealed) = self.seals.get_mut(&(Kind::Audit, audit)) else { continue };
            let is_lapse = |diagnostic: &Diagnostic| {
                PARTS.contains(&diagnostic.rule)
                    && diagnostic.record.as_ref().is_some_and(|record| record.id.eq_ignore_ascii_case(&part))
            };
            if found.iter().any(is_lapse) {
                sealed.changed_parts.insert(part);
            }
            if !sealed.changed_parts.is_empty()
                && sha256(&report(&sealed.id, moment.documents_of(&sealed.id))) == sealed.digest
            {
                sealed.changed_parts.clear();
            }
        }
    }

    /// Whether what a rule says of a record is that it is as it was again.
    fn is_mended(&self, diagnostic: &Diagnostic, broken: &BTreeSet<(Kind, String)>, moment: &Moment<'_>) -> bool {
        let Some(subject) = diagnostic.record.as_ref().filter(|_| MENDED.contains(&diagnostic.rule)) else {
            return false;
        };
        let own = (subject.kind, subject.id.to_lowercase());
        let report = moment.after.record(&subject.id).and_then(audit_of).map(|audit| (Kind::Audit, audit));
        [Some(own), report].iter().flatten().any(|key| {
            let is_whole = |sealed: &Sealed| sealed.is_intact && sealed.changed_parts.is_empty();
            broken.contains(key) && self.seals.get(key).is_some_and(is_whole)
        })
    }

    /// Notes a record that is issued or closed now, and whether one that was is as it was.
    fn seal(&mut self, record: &Record, moment: &Moment<'_>) {
        let key = (record.kind(), record.id.to_lowercase());
        let Some((version, tag)) = sealed_version(record) else {
            self.unseal(record, &key);
            return;
        };
        let own = sha256(&frozen(record.document()));
        if let Some(known) = self.seals.get_mut(&key).filter(|known| known.version == version) {
            known.is_intact = known.own == own;
            // A tag that the record does not name any more still proves what it proved.
            known.tag = known.tag.take().or(tag);
            return;
        }
        self.supersede(&key);
        let mut sealed = sealed(record, moment, (version, tag), own);
        // A version that was out already cannot be issued once more.
        let is_again = |known: &Sealed| known.id.eq_ignore_ascii_case(&sealed.id) && known.version >= version;
        sealed.is_intact = !self.superseded.iter().any(is_again);
        self.seals.insert(key, sealed);
    }

    /// A record that is not issued or closed any more.
    fn unseal(&mut self, record: &Record, key: &(Kind, String)) {
        let is_stripped = record.data().audit().is_some_and(|audit| audit.status.is_issued());
        match self.seals.get_mut(key) {
            // It is issued, and says no more of what.
            Some(known) if is_stripped => known.is_intact = false,
            Some(_) if record.kind() == Kind::Audit => self.supersede(key),
            // Opened again.
            Some(_) => drop(self.seals.remove(key)),
            None => {}
        }
    }

    fn supersede(&mut self, key: &(Kind, String)) {
        if let Some(mut known) = self.seals.remove(key) {
            known.is_superseded = true;
            known.changed_parts.clear();
            self.superseded.push(known);
        }
    }
}

/// The rules that a finding or a workpaper of an issued report breaks when it changes, comes late or goes.
const PARTS: &[&str] =
    &["report-changed-after-issue", "finding-added-after-issue", "finding-changed-after-closure", "record-deleted"];
/// The rules that say that something sealed is not what it was before this commit, as it is not either where it is brought back.
const MENDED: &[&str] = &["report-changed-after-issue", "finding-changed-after-closure"];

/// The audit in whose report a record has a part, in lower case.
fn audit_of(record: &Record) -> Option<String> {
    let audit = match (record.data().finding(), record.data().workpaper()) {
        (Some(finding), _) => &finding.audit,
        (_, Some(workpaper)) => &workpaper.audit,
        _ => return None,
    };
    Some(audit.as_str().to_lowercase())
}

/// Who wrote what a rule speaks of.
fn author(diagnostic: &Diagnostic, moment: &Moment<'_>) -> Option<PersonRef> {
    match &diagnostic.record {
        Some(record) => moment.facts.author_of(&record.id).cloned(),
        None => moment.facts.author.clone(),
    }
}

/// What the rules about judging one's own work say of the records that a commit touched, and did not say before it.
fn lint_own_work(moment: &Moment<'_>, settings: &Settings) -> Vec<Diagnostic> {
    let touched = |snapshot: &Snapshot| -> BTreeSet<String> {
        let records = snapshot.records().iter().filter(|record| moment.has_touched(record));
        records.map(|record| record.id.to_lowercase()).collect()
    };
    let known = lint_records(moment.before, moment.day, settings, &touched(moment.before), OWN_WORK);
    let mut found = lint_records(moment.after, moment.day, settings, &touched(moment.after), OWN_WORK);
    found.retain(|new| {
        !known.iter().any(|old| (old.rule, &old.message, &old.field) == (new.rule, &new.message, &new.field))
    });
    found
}

/// The rules that nobody judges their own work; `lint` asks them of every state, and a state may be gone by now.
const OWN_WORK: &[&str] =
    &["plan-self-accepted", "effectiveness-checked-by-owner", "evidence-self-verified", "auditor-not-independent"];

/// Finds out what became of a tag: of an audit that was issued in a commit with a content.
fn look_up(
    tag: &mut Tag,
    (id, own, issued_in, version): (&str, &str, &str, u32),
    (repository, replay): (&Repository, &Replay<'_>),
    (head, root): (&str, &str),
) -> Result<(), SourceError> {
    let Some((commit, is_part)) = repository.tagged(&tag.name, head)? else { return Ok(()) };
    tag.is_part = is_part;
    tag.is_same = commit.id == issued_in || {
        let at_tag = CommitSource::new(repository.reopen()?, &commit.id, &[root.to_owned()]);
        let then = at_tag.and_then(|source| Snapshot::load_named(&source, &Cache::default(), id));
        let record = then.as_ref().ok().and_then(|snapshot| snapshot.record(id));
        // The draft may have said the same, and nobody had issued it.
        let is_issued = |record: &&Record| sealed_version(record).is_some_and(|(of_tag, _)| of_tag == version);
        record.filter(is_issued).is_some_and(|record| sha256(&frozen(record.document())) == own)
    };
    let object = repository.tag_object(&tag.name);
    tag.digest = object.as_ref().and_then(|object| in_message(&object.message));
    let signature = object.map(|object| replay.signature_of_tag(&object, &commit.id)).transpose()?;
    tag.signature = Some(signature.unwrap_or(Signature::Absent));
    tag.commit = Some(commit.id);
    Ok(())
}

/// What the rules about history as a whole say at its end.
fn standing(replay: &Replay<'_>, head: &Commit, sealed: &[Sealed], unproven: Vec<Unproven>) -> Vec<Diagnostic> {
    let reports = sealed.iter().filter(|sealed| sealed.kind == Kind::Audit).map(|sealed| IssuedReport {
        audit: sealed.id.clone(),
        version: sealed.version,
        digest: sealed.digest.clone(),
        tag: sealed.tag.clone(),
        must_be_signed: sealed.must_be_signed,
    });
    let facts = HistoryFacts { gap: None, reports: reports.collect(), unproven };
    // The rules look at the settings, at what was issued and at entries of `changes`: nothing else is put together.
    let told: BTreeSet<&str> = facts.unproven.iter().map(|unproven| unproven.id.as_str()).collect();
    let root = replay.files().find(|(path, _)| &***path == ROOT_FILE);
    let ignored = ignored_paths(root.map_or("", |(_, document)| &document.text));
    let is_looked_at = |path: &str, document: &Document| {
        path == ROOT_FILE
            || document.kind == Some(Kind::Audit)
            || document.data.is_none() && !ignored.is_match(path)
            || document.own_id().is_some_and(|id| told.contains(id))
    };
    let files = replay.files().filter(|(path, document)| is_looked_at(path, document));
    let files = files.map(|(path, document)| (path.clone(), document.clone())).collect();
    let snapshot = Snapshot::of_documents(files, State::Commit(head.clone()));
    let zone = snapshot.isms().and_then(|isms| jiff::tz::TimeZone::get(&isms.organisation.timezone).ok());
    let day = head.day(&zone.unwrap_or(jiff::tz::TimeZone::UTC));
    let settings = Settings::of(&snapshot);
    let mut found = lint_history(&snapshot, day, &settings, &facts);
    found.retain(|diagnostic| !settings.is_waived(diagnostic, day));
    // What cannot be read cannot be verified either.
    found.extend(snapshot.problems().iter().cloned());
    found
}

/// Evidence whose file is another one now, at the commits that changed it.
fn drifts(
    repository: &Repository,
    relied: &Relied,
    (ids, root): (&[String], &str),
    (settings, zone): &(Settings, TimeZone),
) -> Result<Vec<Lapse>, SourceError> {
    let Some(rule) = rules::find("evidence-drifted") else { return Ok(Vec::new()) };
    let level = settings.level(rule);
    if level == Level::Allow {
        return Ok(Vec::new());
    }
    let drifted = relied.drifted(repository, ids, root)?;
    let lapses = drifted.into_iter().map(|drift| {
        let message = format!("the file of {} is not what it was when {}", drift.evidence, drift.why);
        let mut diagnostic = Diagnostic::new(rule.name, level, Place::file(drift.path.as_str()), message);
        diagnostic.help("put back what was checked; newer evidence gets a record of its own, with `supersedes:`");
        Lapse { day: drift.commit.day(zone), commit: drift.commit, author: None, diagnostic }
    });
    Ok(lapses.collect())
}

/// A record as it is issued or closed.
fn sealed(record: &Record, moment: &Moment<'_>, (version, tag): (u32, Option<Tag>), own: String) -> Sealed {
    let digest = match record.kind() {
        Kind::Audit => sha256(&report(&record.id, moment.documents_of(&record.id))),
        _ => own.clone(),
    };
    let (title, commit) = (record.data().title().to_owned(), moment.commit.clone());
    let (kind, id, day) = (record.kind(), record.id.to_string(), moment.day);
    let facts = moment.facts;
    // Of a merge, the commit of the branch that closed or issued it.
    let set =
        decisions(record).into_iter().filter(|decision| ["/closed/by", "/report/issued/by"].contains(&decision.path));
    let of_branch =
        set.flat_map(|decision| facts.setters(record, &decision)).find_map(|setter| setter.signature.cloned());
    let signature = of_branch.or_else(|| facts.signature.clone());
    let is_imported = facts.is_import && moment.before.record(&record.id).is_none();
    let must_be_signed = kind == Kind::Audit && facts.required.contains(&SigningSubject::Tags) && !is_imported;
    Sealed {
        kind,
        id,
        title,
        commit,
        day,
        version,
        digest,
        own,
        is_intact: true,
        changed_parts: BTreeSet::new(),
        is_superseded: false,
        tag,
        signature,
        must_be_signed,
    }
}

/// The version of what must not change, and the tag that is to prove it; `None` while it may.
fn sealed_version(record: &Record) -> Option<(u32, Option<Tag>)> {
    if let Some(audit) = record.data().audit() {
        let report = audit.report.as_ref().filter(|_| audit.is_frozen())?;
        let tag = report.tag.as_ref().map(|name| Tag { name: name.to_string(), ..Tag::default() });
        return Some((report.version, tag));
    }
    let finding = record.data().finding()?;
    (finding.status == FindingStatus::Closed).then_some((1, None))
}

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
    HistoryFacts, IssuedReport, Settings, Signature, Tag, Unproven, decisions, lint_commit, lint_history, rules,
};
use crate::record::{Date, FindingStatus, Kind, PersonRef, ROOT_FILE, SigningSubject};
use crate::snapshot::{Cache, Document, Record, Snapshot};
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
        self.sealed.iter().all(|sealed| sealed.is_intact && sealed.tag.as_ref().is_none_or(Tag::is_sound))
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
}

impl Receipt {
    /// The receipt of a main line.
    pub fn of(ids: &[String]) -> Receipt {
        Receipt { format: 1, commits: ids.len(), head: ids.last().cloned().unwrap_or_default(), digest: chain(ids) }
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

    /// Whether a main line goes on from the one that the receipt saw.
    ///
    /// # Errors
    /// It does not.
    pub fn holds_for(&self, ids: &[String]) -> Result<(), ReceiptError> {
        let Some(then) = ids.get(..self.commits) else {
            return Err(ReceiptError::Shorter { now: ids.len(), then: self.commits });
        };
        match chain(then) == self.digest {
            true => Ok(()),
            false => Err(ReceiptError::Rewritten(self.commits)),
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
    claims: Claims,
    relied: Relied,
    /// What the last settings that could be read say.
    last: Option<(Settings, TimeZone)>,
}

impl Verifier {
    fn note(&mut self, moment: &Moment<'_>) {
        // A commit is judged by the settings that it found, not by those that it brings.
        let settings = match moment.before.isms() {
            Some(_) => Settings::of(moment.before),
            None => Settings::of(moment.after),
        };
        self.relied.note(moment);
        if let Some(isms) = moment.after.isms() {
            let zone = TimeZone::get(&isms.organisation.timezone).unwrap_or(TimeZone::UTC);
            self.last = Some((Settings::of(moment.after), zone));
        }
        let found = lint_commit(moment.before, moment.after, moment.day, &settings, Some(moment.facts));
        self.lapses.extend(found.into_iter().map(|diagnostic| Lapse {
            commit: moment.commit.clone(),
            day: moment.day,
            author: moment.facts.author.clone(),
            diagnostic,
        }));
        self.claims.note(moment.before, moment.after, moment.commit, moment.day);
        // What is around the touched records was sealed when it was touched itself.
        for record in moment.after.records().iter().filter(|record| moment.has_touched(record)) {
            seal(record, moment, &mut self.seals);
        }
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
        let mut sealed: Vec<Sealed> = self.seals.into_values().collect();
        for one in sealed.iter_mut() {
            if let Some(tag) = &mut one.tag {
                look_up(tag, (&one.id, &one.own, &one.commit.id), (repository, replay), (&head, root))?;
            }
        }
        sealed.sort_by(|a, b| (a.day, a.kind, &a.id).cmp(&(b.day, b.kind, &b.id)));
        let head = repository.commit(&head)?;
        let standing = standing(replay, &head, &sealed, self.claims.unproven());
        Ok(Verification { commits: ids.len(), head, lapses, standing, sealed, receipt: Receipt::of(&ids) })
    }
}

/// Finds out what became of a tag: of an audit that was issued in a commit with a content.
fn look_up(
    tag: &mut Tag,
    (id, own, issued_in): (&str, &str, &str),
    (repository, replay): (&Repository, &Replay<'_>),
    (head, root): (&str, &str),
) -> Result<(), SourceError> {
    let Some((commit, is_part)) = repository.tagged(&tag.name, head)? else { return Ok(()) };
    tag.is_part = is_part;
    tag.is_same = commit.id == issued_in || {
        let at_tag = CommitSource::new(repository.reopen()?, &commit.id, &[root.to_owned()]);
        let then = at_tag.and_then(|source| Snapshot::load_named(&source, &Cache::default(), id));
        let record = then.as_ref().ok().and_then(|snapshot| snapshot.record(id));
        record.is_some_and(|record| sha256(&frozen(record.document())) == own)
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
    let is_looked_at = |path: &str, document: &Document| {
        path == ROOT_FILE || document.kind == Some(Kind::Audit) || document.own_id().is_some_and(|id| told.contains(id))
    };
    let files = replay.files().filter(|(path, document)| is_looked_at(path, document));
    let files = files.map(|(path, document)| (path.clone(), document.clone())).collect();
    let snapshot = Snapshot::of_documents(files, State::Commit(head.clone()));
    let zone = snapshot.isms().and_then(|isms| jiff::tz::TimeZone::get(&isms.organisation.timezone).ok());
    let day = head.day(&zone.unwrap_or(jiff::tz::TimeZone::UTC));
    let settings = Settings::of(&snapshot);
    let mut found = lint_history(&snapshot, day, &settings, &facts);
    found.retain(|diagnostic| !settings.is_waived(diagnostic, day));
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

/// Notes a record that is issued or closed now, and whether one that was is as it was.
fn seal(record: &Record, moment: &Moment<'_>, seals: &mut BTreeMap<(Kind, String), Sealed>) {
    let key = (record.kind(), record.id.to_lowercase());
    let Some((version, tag)) = sealed_version(record) else {
        // Opened again, or on the way to another version of its report.
        seals.remove(&key);
        return;
    };
    let own = sha256(&frozen(record.document()));
    if let Some(known) = seals.get_mut(&key).filter(|known| known.version == version) {
        known.is_intact = known.own == own;
        known.tag = tag;
        return;
    }
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
    seals.insert(
        key,
        Sealed { kind, id, title, commit, day, version, digest, own, is_intact: true, tag, signature, must_be_signed },
    );
}

/// The version of what must not change, and the tag that is to prove it; `None` while it may.
fn sealed_version(record: &Record) -> Option<(u32, Option<Tag>)> {
    if let Some(audit) = record.data().audit() {
        let report = audit.report.as_ref().filter(|_| audit.status.is_issued() && !audit.r#type.is_third_party())?;
        let tag = report.tag.as_ref().map(|name| Tag { name: name.to_string(), ..Tag::default() });
        return Some((report.version, tag));
    }
    let finding = record.data().finding()?;
    (finding.status == FindingStatus::Closed).then_some((1, None))
}

//! Verifying: the rules for changes over the whole main line, and what was issued or closed held against what it was then.

use std::collections::{BTreeMap, HashMap};

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Replay;
use super::drift::Relied;
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::lint::{Settings, lint_commit, rules};
use crate::record::{Date, FindingStatus, Kind, PersonRef};
use crate::snapshot::{Cache, Record, Snapshot};
use crate::source::git::{CommitSource, Repository};
use crate::source::{Commit, SourceError};

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
    /// SHA-256 over what must not change, in hexadecimal digits.
    pub digest: String,
    /// Whether it still is as it was then.
    pub is_intact: bool,
    /// The tag that the report names.
    pub tag: Option<Tag>,
}

/// What became of a tag that a report names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Name.
    pub name: String,
    /// The commit that it names; `None` when there is no such tag.
    pub commit: Option<String>,
    /// Whether that commit is part of the history.
    pub is_part: bool,
    /// Whether the audit is there as it was when it was issued.
    pub is_same: bool,
}

impl Tag {
    /// Whether the tag is there and names a commit of this history in which the audit is as it was issued.
    pub fn is_sound(&self) -> bool {
        self.commit.is_some() && self.is_part && self.is_same
    }
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
    /// What was issued and closed, oldest first.
    pub sealed: Vec<Sealed>,
    /// What a later run holds its history against.
    pub receipt: Receipt,
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
    let mut hasher = Sha256::new();
    for id in ids {
        hasher.update(id.as_bytes());
        hasher.update(b"\n");
    }
    hex(&hasher.finalize())
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for byte in bytes {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// Replays the main line. `root` is where the records are.
///
/// # Errors
/// History cannot be read.
pub fn verify(repository: &Repository, replay: &mut Replay<'_>, root: &str) -> Result<Verification, SourceError> {
    let ids = replay.ids().to_vec();
    let head = ids.last().cloned().unwrap_or_default();
    let mut lapses = Vec::new();
    let mut seals: BTreeMap<(Kind, String), Sealed> = BTreeMap::new();
    let (mut relied, mut last) = (Relied::default(), (Settings::default(), TimeZone::UTC));
    replay.run(&mut |moment| {
        // A commit is judged by the settings that it found, not by those that it brings.
        let settings = match moment.before.isms() {
            Some(_) => Settings::of(moment.before),
            None => Settings::of(moment.after),
        };
        relied.note(moment);
        if let Some(isms) = moment.after.isms() {
            last = (Settings::of(moment.after), TimeZone::get(&isms.organisation.timezone).unwrap_or(TimeZone::UTC));
        }
        let found = lint_commit(moment.before, moment.after, moment.day, &settings, Some(moment.facts));
        lapses.extend(found.into_iter().map(|diagnostic| Lapse {
            commit: moment.commit.clone(),
            day: moment.day,
            author: moment.facts.author.clone(),
            diagnostic,
        }));
        // What is around the touched records was sealed when it was touched itself.
        for record in moment.after.records().iter().filter(|record| moment.has_touched(record)) {
            seal(record, moment.after, (moment.commit, moment.day), &mut seals);
        }
        let gone = |id: &str| moment.after.record(id).is_none() && moment.before.record(id).is_some();
        for sealed in seals.values_mut().filter(|sealed| gone(&sealed.id)) {
            sealed.is_intact = false;
        }
    })?;
    lapses.extend(drifts(repository, &relied, (&ids, root), &last)?);
    let numbers: HashMap<&str, usize> = ids.iter().enumerate().map(|(number, id)| (id.as_str(), number)).collect();
    lapses.sort_by_key(|lapse: &Lapse| numbers.get(lapse.commit.id.as_str()).copied());
    let mut sealed: Vec<Sealed> = seals.into_values().collect();
    for one in sealed.iter_mut() {
        if let Some(tag) = &mut one.tag {
            let known = repository.tagged(&tag.name, &head)?;
            tag.is_part = known.as_ref().is_some_and(|(_, is_part)| *is_part);
            if let Some((commit, _)) = &known {
                let at_tag = CommitSource::new(repository.reopen()?, &commit.id, &[root.to_owned()]);
                let then = at_tag.and_then(|source| Snapshot::load_named(&source, &Cache::default(), &one.id));
                let record = then.as_ref().ok().and_then(|snapshot| snapshot.record(&one.id));
                tag.is_same = record.is_some_and(|record| digest(record) == one.digest);
            }
            tag.commit = known.map(|(commit, _)| commit.id);
        }
    }
    sealed.sort_by(|a, b| (a.day, a.kind, &a.id).cmp(&(b.day, b.kind, &b.id)));
    let head = repository.commit(&head)?;
    Ok(Verification { commits: ids.len(), head, lapses, sealed, receipt: Receipt::of(&ids) })
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
fn seal(
    record: &Record,
    snapshot: &Snapshot,
    (commit, day): (&Commit, Date),
    seals: &mut BTreeMap<(Kind, String), Sealed>,
) {
    let key = (record.kind(), record.id.to_lowercase());
    let Some((version, tag)) = sealed_version(record, snapshot) else {
        // Opened again, or on the way to another version of its report.
        seals.remove(&key);
        return;
    };
    let digest = digest(record);
    match seals.get_mut(&key).filter(|known| known.version == version) {
        Some(known) => {
            known.is_intact = known.digest == digest;
            known.tag = tag;
        }
        None => {
            let title = record.data().title().to_owned();
            let (kind, id, commit) = (record.kind(), record.id.to_string(), commit.clone());
            seals.insert(key, Sealed { kind, id, title, commit, day, version, digest, is_intact: true, tag });
        }
    }
}

/// The version of what must not change, and the tag that is to prove it; `None` while it may.
fn sealed_version(record: &Record, _: &Snapshot) -> Option<(u32, Option<Tag>)> {
    if let Some(audit) = record.data().audit() {
        let report = audit.report.as_ref().filter(|_| audit.status.is_issued() && !audit.r#type.is_third_party())?;
        let tag = report.tag.as_ref().map(|name| Tag {
            name: name.to_string(),
            commit: None,
            is_part: false,
            is_same: false,
        });
        return Some((report.version, tag));
    }
    let finding = record.data().finding()?;
    (finding.status == FindingStatus::Closed).then_some((1, None))
}

/// SHA-256 over what must not change of a record: its values, however they are written, in the order of the schema.
fn digest(record: &Record) -> String {
    let free: &[&str] = match record.kind() {
        Kind::Audit => &[
            "status",
            "status_reason",
            "report",
            "communications",
            "feedback",
            "lessons",
            "changes",
            "waivers",
            "effort",
        ],
        _ => &["status", "status_reason", "changes", "related", "waivers", "external_id"],
    };
    let root = record.document().root.as_ref().map(crate::yaml::Node::to_json).unwrap_or_default();
    let kept: BTreeMap<&String, String> = root
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(key, _)| !free.contains(&key.as_str()))
        .map(|(key, value)| (key, canonical(value)))
        .collect();
    let mut hasher = Sha256::new();
    for (key, value) in kept {
        hasher.update(format!("{key}={value}\n"));
    }
    hex(&hasher.finalize())
}

/// JSON with its keys sorted.
fn canonical(value: &serde_json::Value) -> String {
    use serde_json::Value as Json;
    match value {
        Json::Object(map) => {
            let sorted: BTreeMap<&String, String> = map.iter().map(|(key, value)| (key, canonical(value))).collect();
            let entries: Vec<String> =
                sorted.into_iter().map(|(key, value)| format!("{}:{value}", Json::from(key.as_str()))).collect();
            format!("{{{}}}", entries.join(","))
        }
        Json::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}

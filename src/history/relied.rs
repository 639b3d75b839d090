//! The evidence that somebody relied on, and since when: what an auditor checked, and what an issued report, a checked action or a closed
//! finding rests on, whether or not anybody checked it.

use std::collections::{BTreeMap, BTreeSet};

use super::Moment;
use super::drift::{Drift, Drifted};
use crate::record::*;
use crate::snapshot::{Key, Record, Snapshot};

/// The files that somebody relied on, by the evidence record's id in lower case.
#[derive(Debug, Default)]
pub struct Relied {
    pub(super) files: BTreeMap<String, File>,
    /// What the records said: hash and place.
    said: BTreeMap<String, Said>,
    /// All that relies on something.
    reliants: BTreeSet<Reliant>,
    /// Those that say something else since.
    pub(super) renamed: Vec<Drift>,
}

/// What relies on evidence: kind and id. That an auditor checked it is the evidence's own.
pub(super) type Reliant = (Kind, String);

#[derive(Debug)]
struct Said {
    id: String,
    sha256: Option<Sha256>,
    location: Option<String>,
    /// What relies on it, and since which commit of the main line.
    by: Vec<(Reliant, usize)>,
    /// The commit of the main line since which the record says something else.
    other_since: Option<usize>,
}

#[derive(Debug)]
pub(super) struct File {
    pub(super) id: String,
    pub(super) path: String,
    pub(super) since: usize,
    /// What relies on it, and since which commit of the main line.
    by: Vec<(Reliant, usize)>,
}

impl File {
    /// What relied on it first, in words.
    pub(super) fn why(&self) -> String {
        why(&self.by)
    }

    /// What came to rely on it from one commit of the main line until before another one, in words.
    pub(super) fn meanwhile(&self, from: usize, back: usize) -> Option<String> {
        meanwhile(&self.by, |since| (from..back).contains(&since))
    }
}

impl Relied {
    /// What came to rest on evidence since a commit of the main line, that one among them, in words.
    pub(super) fn since(&self, record: &Record, number: usize) -> Option<String> {
        let said = self.said.get(&**record.key()).filter(|_| record.kind() == Kind::Evidence)?;
        meanwhile(&said.by, |since| since >= number)
    }

    /// The evidence that is another one than when something came to rest on it, by what rests on it. `files` has that whose bytes are others,
    /// and the commit of the main line since which they are.
    pub(super) fn exchanged(&self, files: &[(String, usize)]) -> BTreeMap<Reliant, BTreeSet<String>> {
        let mut found: BTreeMap<Reliant, BTreeSet<String>> = BTreeMap::new();
        let mut add = |by: &[(Reliant, usize)], id: &str, since: usize| {
            for (reliant, _) in by.iter().filter(|(_, held)| *held < since) {
                found.entry(reliant.clone()).or_default().insert(id.to_owned());
            }
        };
        for said in self.said.values() {
            said.other_since.into_iter().for_each(|since| add(&said.by, &said.id, since));
        }
        for (id, since) in files {
            self.files.get(&id.to_lowercase()).into_iter().for_each(|file| add(&file.by, &file.id, *since));
        }
        found
    }

    /// Takes a commit into account.
    pub fn note(&mut self, moment: &Moment<'_>) {
        // What cannot be read just now is still relied on.
        let is_gone =
            |record: &&Record| moment.after.same(record).is_none() && moment.after.broken_record(&record.id).is_none();
        for record in moment.touched_before().filter(is_gone) {
            self.files.remove(&**record.key());
        }
        self.release(moment);
        self.note_renamed(moment);
        for evidence in moment.after.evidence() {
            let key = &**evidence.record().key();
            let path = evidence.data().repository_path().filter(|_| evidence.status != EvidenceStatus::Disposed);
            // What lies elsewhere now is another file; what is gone by its time is gone.
            if self.files.get(key).is_some_and(|file| Some(file.path.as_str()) != path) {
                self.files.remove(key);
            }
            let own = (Kind::Evidence, evidence.id().to_owned());
            match path {
                Some(path) if evidence.status.was_verified() => self.rely(evidence.id(), path, moment.number, own),
                // Back to where nobody had checked it: what comes next is looked at anew.
                _ if self.files.get(key).is_some_and(|file| matches!(&file.by[..], [(by, _)] if *by == own)) => {
                    drop(self.files.remove(key))
                }
                _ => {}
            }
        }
        self.note_reported(moment);
        for finding in moment.after.findings().filter(|finding| finding.status == FindingStatus::Closed) {
            for id in grounds(moment.after, &finding) {
                self.hold(moment, &id, (Kind::Finding, finding.id().to_owned()));
            }
        }
    }

    /// Forgets what nothing rests on any more: of a finding that is open again, a report that was taken back, an action that is to be
    /// checked anew.
    fn release(&mut self, moment: &Moment<'_>) {
        for record in moment.touched_after().filter(|record| !is_relying(record)) {
            let reliant = (record.kind(), record.id.to_string());
            if !self.reliants.remove(&reliant) {
                continue;
            }
            let is_left = |by: &mut Vec<(Reliant, usize)>| {
                by.retain(|(by, _)| *by != reliant);
                !by.is_empty()
            };
            self.said.retain(|_, said| is_left(&mut said.by));
            self.files.retain(|_, file| is_left(&mut file.by));
        }
    }

    /// Notes what the reports rest on that are out, and the checks of actions.
    fn note_reported(&mut self, moment: &Moment<'_>) {
        let issued = |audit: &AuditRef| moment.after.audit(audit).filter(|audit| audit.is_frozen());
        let part = |audit: &AuditRef, record: &Record| Some((issued(audit)?.id().to_owned(), reported(record.data())));
        for record in moment.touched_after() {
            let rests = match record.data() {
                Data::Audit(audit) if audit.is_frozen() => {
                    let parts = moment.documents_of(&record.id).filter_map(|document| document.data.as_ref());
                    Some((audit.id.to_string(), parts.flat_map(reported).collect()))
                }
                Data::Finding(finding) => part(&finding.audit, record),
                Data::Workpaper(paper) => part(&paper.audit, record),
                Data::Action(action) if is_relying(record) => {
                    let grounds = proofs(action).map(ToString::to_string).collect();
                    self.hold_all(moment, grounds, &(Kind::Action, action.id.to_string()));
                    continue;
                }
                _ => None,
            };
            if let Some((audit, grounds)) = rests {
                self.hold_all(moment, grounds, &(Kind::Audit, audit));
            }
        }
    }

    fn hold_all(&mut self, moment: &Moment<'_>, ids: Vec<String>, by: &Reliant) {
        ids.iter().for_each(|id| self.hold(moment, id, by.clone()));
    }

    /// Holds a piece of evidence to what it is now, as far as nobody did before.
    fn hold(&mut self, moment: &Moment<'_>, id: &str, by: Reliant) {
        let near = moment.after.record(id).map(|record| record.data());
        let Some(Data::Evidence(evidence)) = near.or_else(|| moment.data_of(id)) else { return };
        if !evidence.status.has_arrived() {
            return;
        }
        let (key, path) = (Key::of(id), evidence.repository_path());
        // Nearly all of it is held already, at each change of what rests on it.
        if path.is_none() && self.said.get(key.as_str()).is_some_and(|said| relies(&said.by, &by)) {
            return;
        }
        let said = self.said.entry(key.as_str().to_owned()).or_insert_with(|| Said {
            id: evidence.id.to_string(),
            sha256: evidence.sha256.clone(),
            location: evidence.location.clone(),
            by: Vec::new(),
            other_since: None,
        });
        if !relies(&said.by, &by) {
            said.by.push((by.clone(), moment.number));
        }
        self.reliants.insert(by.clone());
        if let Some(path) = path.filter(|_| evidence.status != EvidenceStatus::Disposed) {
            self.rely(evidence.id.as_str(), path, moment.number, by);
        }
    }

    /// Notes the records that name something else than when something came to rest on them. Of what an auditor checked, the rule says so
    /// that looks at two versions.
    fn note_renamed(&mut self, moment: &Moment<'_>) {
        for record in moment.touched_after() {
            let (Some(new), Some(said)) = (record.data().evidence(), self.said.get_mut(&**record.key())) else {
                continue;
            };
            let is_moved = said.location.is_some() && new.location != said.location;
            let is_other = match &said.sha256 {
                Some(hash) => new.sha256.as_ref() != Some(hash),
                None => is_moved,
            };
            let was_checked = |record: &Record| record.data().evidence().is_some_and(|old| old.status.was_verified());
            let is_rules =
                moment.before.same(record).is_some_and(was_checked) || new.status == EvidenceStatus::Disposed;
            if is_other && !is_rules && said.other_since.is_none() {
                self.renamed.push(Drift {
                    evidence: record.id.to_string(),
                    path: record.path.to_string(),
                    why: why(&said.by),
                    what: Drifted::Renamed,
                    commit: moment.commit.clone(),
                    back: None,
                    meanwhile: None,
                    moved_to: None,
                });
            }
            said.other_since = is_other.then(|| said.other_since.unwrap_or(moment.number));
            // What comes later is something to hold it to.
            if !is_moved {
                said.location = said.location.take().or_else(|| new.location.clone());
                said.sha256 = said.sha256.take().or_else(|| new.sha256.clone());
            }
        }
    }

    fn rely(&mut self, id: &str, path: &str, since: usize, by: Reliant) {
        let new = || File { id: id.to_owned(), path: path.to_owned(), since, by: Vec::new() };
        let file = self.files.entry(id.to_lowercase()).or_insert_with(new);
        if !relies(&file.by, &by) {
            file.by.push((by, since));
        }
    }
}

fn relies(all: &[(Reliant, usize)], by: &Reliant) -> bool {
    all.iter().any(|(other, _)| other == by)
}

/// What began to rely on something at commits such as these, in words; that it was checked is the evidence's own.
fn meanwhile(by: &[(Reliant, usize)], is_then: impl Fn(usize) -> bool) -> Option<String> {
    let place = by.iter().position(|((kind, _), since)| *kind != Kind::Evidence && is_then(*since))?;
    Some(why(&by[place..]))
}

/// Why something must stay as it is, by what relied on it first.
fn why(by: &[(Reliant, usize)]) -> String {
    match by.first().map(|(by, _)| by) {
        Some((Kind::Audit, id)) => format!("the report of {id} was issued on it"),
        Some((Kind::Action, id)) => format!("the effectiveness of {id} was checked on it"),
        Some((Kind::Finding, id)) => format!("{id} was closed on it"),
        _ => "it was checked".to_owned(),
    }
}

/// Whether a record rests on evidence that is not to change any more. What is evidence itself is no matter of what refers to it.
fn is_relying(record: &Record) -> bool {
    match record.data() {
        Data::Audit(audit) => audit.is_frozen(),
        Data::Finding(finding) => finding.status == FindingStatus::Closed,
        Data::Action(action) => action.status >= ActionStatus::Effective && action.status != ActionStatus::Cancelled,
        _ => false,
    }
}

/// The evidence by which a part of a report tells what it tells.
fn reported(data: &Data) -> Vec<String> {
    match data {
        Data::Finding(finding) if finding.status.is_reported() => ids(&finding.evidence),
        Data::Workpaper(paper) => paper.items.iter().flat_map(|item| ids(&item.evidence)).collect(),
        _ => Vec::new(),
    }
}

/// The evidence that the closure of a finding rests on: its own, and that of the actions that answer it.
fn grounds(snapshot: &Snapshot, finding: &Finding) -> Vec<String> {
    let mut grounds = ids(&finding.evidence);
    for action in snapshot.actions_for(finding.id.as_str()) {
        grounds.extend(proofs(action.data()).map(ToString::to_string));
    }
    grounds
}

/// The evidence that an action was done, and that it works.
fn proofs(action: &Action) -> impl Iterator<Item = &EvidenceRef> {
    let items = action.actions.iter().flat_map(|item| &item.evidence);
    let check = action.effectiveness.iter().flat_map(|check| &check.evidence);
    let correction = action.correction.iter().flat_map(|correction| &correction.evidence);
    items.chain(check).chain(correction)
}

fn ids(evidence: &[EvidenceRef]) -> Vec<String> {
    evidence.iter().map(ToString::to_string).collect()
}

//! What is known of a merge before somebody makes it: what the commits of the branch decided, wrote down and tagged, and what of it has to
//! be signed, by the settings, persons and keys that the main line has.

use jiff::tz::TimeZone;

use super::answering::{closed_by_former, is_judged};
use super::branch::{Readable, Touched};
use super::decided::{self, comes_into_force, earlier};
use super::digest::{in_message, report_text, sha256};
use super::drift::drifts_ahead;
use super::given_up::{GivenUp, assigns};
use super::identities::mapped;
use super::people::{is_import, remapped};
use super::sealed::{issuer, sealed_version};
use super::signing::Rules;
use super::standing::is_issued_at;
use super::{OpenPgp, Replay, moment};
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{
    CommitFacts, IssuedReport, Landing, Mapped, Remapped, Settings, Signature, Tag, Unsigned, appointments,
    gives_process, rules,
};
use crate::record::{Date, Kind, PersonRef, SigningSubject};
use crate::snapshot::{Record, Snapshot};
use crate::source::git::{Repository, Step};
use crate::source::{Commit, SourceError};

/// A branch, and what it is to be merged into.
#[derive(Debug, Clone, Copy)]
pub struct Parting<'a> {
    /// The newest commit of the main line.
    pub target: &'a Commit,
    /// Its state.
    pub there: &'a Snapshot,
    /// Where its records are.
    pub root_there: &'a str,
    /// The commit at which the branch left it.
    pub base: &'a Commit,
    /// Its state.
    pub before: &'a Snapshot,
    /// The last commit of the branch.
    pub head: &'a Commit,
    /// Its state.
    pub after: &'a Snapshot,
    /// The main line as it will be with the branch.
    pub merged: &'a Snapshot,
    /// The same with what is not committed yet.
    pub judged: &'a Snapshot,
    /// Where its records are.
    pub root: &'a str,
}

impl Parting<'_> {
    /// What is known of the merge.
    ///
    /// # Errors
    /// A commit or an object of the branch cannot be read.
    pub fn landing(&self, repository: &Repository, pgp: &dyn OpenPgp) -> Result<Landing, SourceError> {
        let replay = Replay::arrived(repository, self.root_there, (&self.target.id, self.there)).with_signatures(pgp);
        let rules = self.rules(&replay)?;
        let ids = repository.commits_since(&self.target.id, &self.head.id)?;
        let mut steps = Vec::with_capacity(ids.len());
        for id in &ids {
            steps.push(repository.branch_step(id, self.root)?);
        }
        let is_import = steps.iter().any(|step| is_import(&step.message));
        let zone = self.there.isms().and_then(|isms| TimeZone::get(&isms.organisation.timezone).ok());
        let zone = zone.unwrap_or(TimeZone::UTC);
        let (known, branch) = ((&*replay.people, rules.as_ref()), (ids.as_slice(), self.head.seconds));
        let merge = CommitFacts {
            author: one_author(&steps, &replay),
            branch: replay.decided(branch, self.root, known, &zone)?,
            is_import,
            ..CommitFacts::default()
        };
        let day = self.head.day(&zone);
        let (merge, given_up) = self.with_past(repository, (merge, day))?;
        let restored = self.restored(repository, (&merge, day))?;
        let merge = CommitFacts { back: restored.back, ..merge };
        let is_signed = |subject| rules.as_ref().is_some_and(|rules| rules.said.required.contains(&subject));
        let must_be_signed = is_signed(SigningSubject::Tags);
        let reports = self.reports((repository, pgp), must_be_signed, is_import)?;
        let mut beside = self.drifts(repository)?;
        beside.extend(self.closed_by_former(&merge));
        beside.extend(self.assigned(&given_up, day));
        let remapped = self.remapped(repository, &replay)?;
        let mapped = self.mapped(repository, &replay)?;
        let commits = ids.iter().cloned().collect();
        let restored = restored.mended;
        let landing = Landing { merge, restored, reports, beside, remapped, mapped, commits, ..Landing::default() };
        match rules.filter(|rules| !rules.said.required.is_empty()) {
            Some(rules) if rules.changes_list || !is_alike(self.before, self.after) => {
                self.with_signatures(landing, &rules, (&replay, &zone))
            }
            _ => Ok(landing),
        }
    }

    /// The same with what has to be signed.
    fn with_signatures(
        &self,
        landing: Landing,
        rules: &Rules,
        (replay, zone): (&Replay<'_>, &TimeZone),
    ) -> Result<Landing, SourceError> {
        // What the commits of the branch do not have as it came is the merger's: whether that is signed nobody knows yet.
        let nobody = Signature::Void("that decided it was followed by one that changed what it was about".to_owned());
        let merge = CommitFacts {
            required: rules.said.required.clone(),
            must_be_signed: rules.reason(self.before, self.after, landing.merge.is_import),
            signature: Some(nobody),
            ..landing.merge
        };
        Ok(Landing {
            merge,
            unsigned: self.unsigned(replay, zone)?,
            list: rules.said.allowed_signers.clone(),
            signers: replay.signers(&rules.allowed, self.head.seconds),
            ..landing
        })
    }

    /// What becomes of the evidence that the main line relies on.
    fn drifts(&self, repository: &Repository) -> Result<Vec<Diagnostic>, SourceError> {
        let Some(rule) = rules::find("evidence-drifted") else { return Ok(Vec::new()) };
        let (there, left) =
            ((self.there, self.target.id.as_str(), self.root_there), (self.base.id.as_str(), self.root_there));
        let drifts = drifts_ahead(repository, there, left, (self.merged, &self.head.id, self.root))?;
        Ok(drifts.iter().map(|drift| drift.told(rule.name, rule.level)).collect())
    }

    /// What is closed by somebody who had to answer it before.
    fn closed_by_former(&self, merge: &CommitFacts) -> Vec<Diagnostic> {
        let level = rules::find("finding-closed-by-auditee").map_or(Level::Allow, |rule| rule.level);
        let closed = self.merged.records().iter().filter(|_| !merge.answered_by.is_empty());
        let states = (self.there, self.merged);
        closed.filter_map(|record| closed_by_former(states, record, &merge.answered_by, level)).collect()
    }

    /// Who comes to audit what they had declared that they must not, and took back on the main line.
    fn assigned(&self, given_up: &GivenUp, day: Date) -> Vec<Diagnostic> {
        let (states, settings) = ((self.there, self.merged), Settings::of(self.there));
        let records = self.merged.records().iter();
        records.flat_map(|record| given_up.assigned(record, states, day, &settings)).collect()
    }

    /// What the branch makes of addresses on record by a `.mailmap`.
    fn remapped(&self, repository: &Repository, replay: &Replay<'_>) -> Result<Vec<Remapped>, SourceError> {
        let mut found = remapped(repository, &self.head.id, &replay.people)?;
        if !found.is_empty() {
            let known = remapped(repository, &self.base.id, &replay.people)?;
            found.retain(|remapped| !known.contains(remapped));
        }
        Ok(found)
    }

    /// Whose addresses the branch makes by a `.mailmap` of those that are nobody's. What the main line says as well is no gift of the branch.
    fn mapped(&self, repository: &Repository, replay: &Replay<'_>) -> Result<Vec<Mapped>, SourceError> {
        let mut found = mapped(repository, (Some(&self.base.id), &self.head.id), &replay.people)?;
        if !found.is_empty() && self.base.id != self.target.id {
            let new = mapped(repository, (Some(&self.target.id), &self.head.id), &replay.people)?;
            found.retain(|mapped| new.contains(mapped));
        }
        Ok(found)
    }

    /// The same with what nothing but the past of the main line knows, where that is asked for: which reports came issued, what was decided
    /// there, taken away, and comes back, which plans were in force before, who had to answer what is graded or closed, who lost a role that the branch gives,
    /// and what auditors took back of what they had declared.
    fn with_past(
        &self,
        repository: &Repository,
        (merge, day): (CommitFacts, Date),
    ) -> Result<(CommitFacts, GivenUp), SourceError> {
        let mut given_up = GivenUp::default();
        let before =
            |record: &Record| self.there.same(record).filter(|old| old.document().text != record.document().text);
        let changed = self.merged.records().iter().filter_map(|record| Some((Some(before(record)?), record)));
        let brings = |(old, new): (Option<&Record>, &Record)| {
            !earlier(old, new, (&merge, day)).is_empty()
                || is_judged(old, new)
                || comes_into_force(old, new)
                || !appointments(old, new).is_empty()
                || gives_process(old, new)
        };
        let assigns = || self.merged.records().iter().any(|record| assigns(self.there.same(record), record));
        if !merge.is_import && !changed.clone().any(brings) && !assigns() {
            return Ok((merge, given_up));
        }
        let mut replay = Replay::new(repository, &self.target.id, self.root_there)?;
        replay.run(&mut |moment| given_up.note_gone(moment))?;
        let then = replay.decided.back(changed.clone(), (&merge, day));
        let merge = CommitFacts {
            taken_over: replay.taken_over,
            decided: decided::state(self.there, then),
            promised: decided::state(self.there, replay.decided.promised(changed)),
            answered_by: replay.answering.of(self.there, self.merged),
            ousted: replay.ousted.on(day),
            held: replay.processes.held(),
            ..merge
        };
        Ok((merge, given_up))
    }

    /// What the main line says of signing, and whether the branch changes the list, whatever the main line did to it since.
    fn rules(&self, replay: &Replay<'_>) -> Result<Option<Rules>, SourceError> {
        let since = |commit: &str| replay.rules(Some(commit), (&self.head.id, self.root));
        let Some(rules) = since(&self.target.id)? else { return Ok(None) };
        let changes_list = since(&self.base.id)?.is_some_and(|rules| rules.changes_list);
        Ok(Some(Rules { changes_list, ..rules }))
    }

    /// The commits that a fast-forward would put on the main line, and that are not signed as those have to be.
    fn unsigned(&self, replay: &Replay<'_>, zone: &TimeZone) -> Result<Vec<Unsigned>, SourceError> {
        let mut found = Vec::new();
        for id in self.line(replay.repository)? {
            let step = replay.repository.branch_step(&id, self.root)?;
            let parent = replay.repository.parent(&id)?;
            let Some(rules) = replay.rules(parent.as_deref(), (&id, self.root))? else { continue };
            if !rules.changes_list && !step.changes.iter().any(|change| replay.ignoring.may_be_record(&change.path)) {
                continue;
            }
            let Touched { old, new, .. } = replay.touched_in_branch(&step, &mut Readable::default())?;
            let must_be_signed = rules.reason(&old, &new, is_import(&step.message));
            let email = replay.people.address(&step.address).to_owned();
            let commit = Commit { email, ..step.commit };
            let signature = replay.signature(&commit, (&replay.people, &rules.allowed))?;
            if must_be_signed.is_none() || signature.signer().is_some() {
                continue;
            }
            let all = [&old, &new].map(|state| (0..state.records().len()).collect());
            let facts = CommitFacts {
                author: replay.people.by_email(&commit.email),
                email: commit.email.clone(),
                touched: moment::ids([&old, &new], &all),
                must_be_signed,
                signature: Some(signature),
                ..CommitFacts::default()
            };
            found.push(Unsigned { day: commit.day(zone), commit, facts });
        }
        Ok(found)
    }

    /// The first parents from the head down to the target, oldest first; none where the target went on since, or lies beside them, so
    /// that no fast-forward leads there.
    fn line(&self, repository: &Repository) -> Result<Vec<String>, SourceError> {
        let (mut line, mut next) = (Vec::new(), Some(self.head.id.clone()));
        if self.base.id != self.target.id {
            return Ok(line);
        }
        while let Some(id) = next.filter(|id| *id != self.target.id) {
            next = repository.parent(&id)?;
            line.push(id);
            if next.is_none() {
                return Ok(Vec::new());
            }
        }
        line.reverse();
        Ok(line)
    }

    /// The reports that the branch issues, with what became of their tags.
    fn reports(
        &self,
        (repository, pgp): (&Repository, &dyn OpenPgp),
        must_be_signed: bool,
        is_import: bool,
    ) -> Result<Vec<IssuedReport>, SourceError> {
        let mut reports = Vec::new();
        // What the main line gained since the branch left it says nothing of a tag of the branch.
        let base = (self.base.id.as_str(), self.before);
        let replay = Replay::arrived(repository, self.root_there, base).with_signatures(pgp);
        for record in self.after.records_of(Kind::Audit) {
            let Some((version, tag)) = sealed_version(record) else { continue };
            let before = self.before.same(record);
            let is_new = before.and_then(sealed_version).is_none_or(|(old, _)| old != version);
            if !is_new {
                reports.extend(self.digest_exchanged(record, version));
            }
            if !is_new || is_import && before.is_none() {
                continue;
            }
            let digest = report_text(self.merged, &record.id).map(|text| sha256(&text)).unwrap_or_default();
            let tag = tag.map(|tag| self.tag(tag, (&record.id, version, &digest), &replay)).transpose()?;
            let (audit, by) = (record.id.to_string(), issuer(record));
            reports.push(IssuedReport { audit, version, by, digest, tag, must_be_signed });
        }
        Ok(reports)
    }

    /// The report of an audit that is out, if the branch gives it another digest than the right one that its record had. Whether a wrong one
    /// was put right, nobody knows without the past.
    fn digest_exchanged(&self, record: &Record, version: u32) -> Option<IssuedReport> {
        let recorded = |record: &Record| record.data().audit()?.report.as_ref()?.digest.clone();
        let there = self.there.same(record)?;
        let digest = recorded(there).filter(|digest| recorded(record).is_some_and(|now| now != *digest))?;
        let digest = digest.as_str().to_owned();
        let is_right = report_text(self.there, &record.id).is_some_and(|text| sha256(&text) == digest);
        let (audit, by) = (record.id.to_string(), issuer(record));
        is_right.then_some(IssuedReport { audit, version, by, digest, tag: None, must_be_signed: false })
    }

    /// What became of the tag of a version of the report of an audit, which will have this digest on the main line.
    fn tag(
        &self,
        mut tag: Tag,
        (audit, version, digest): (&str, u32, &str),
        replay: &Replay<'_>,
    ) -> Result<Tag, SourceError> {
        let repository = replay.repository;
        let Some((commit, is_part)) = repository.tagged(&tag.name, &self.head.id)? else { return Ok(tag) };
        tag.is_same = is_issued_at(repository, (&commit.id, self.root), (audit, version), digest);
        let object = repository.tag_object(&tag.name);
        tag.digest = object.as_ref().and_then(|object| in_message(&object.message));
        tag.made_as = object.map(|object| object.name).filter(|name| *name != tag.name);
        replay.look_at_tag(&mut tag, &commit.id)?;
        Ok(Tag { commit: Some(commit.id), is_part, ..tag })
    }
}

/// The one person who wrote all of a branch, if it is one.
fn one_author(steps: &[Step], replay: &Replay<'_>) -> Option<PersonRef> {
    let (first, rest) = steps.split_first()?;
    let address = |step: &Step| replay.people.address(&step.address).to_lowercase();
    let own = address(first);
    rest.iter().all(|step| address(step) == own).then(|| replay.people.by_email(&own)).flatten()
}

/// Whether two states have the same records.
fn is_alike(before: &Snapshot, after: &Snapshot) -> bool {
    before.documents().count() == after.documents().count()
        && before
            .documents()
            .zip(after.documents())
            .all(|((path, old), (other, new))| path == other && (std::ptr::eq(old, new) || old.text == new.text))
}

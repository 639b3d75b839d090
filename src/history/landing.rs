//! What has to be signed of a branch before it is part of the main line: by the settings, persons and keys that the main line has.

use jiff::tz::TimeZone;

use super::branch::{Readable, Touched};
use super::people::is_import;
use super::replay::is_record;
use super::sealed::{issuer, sealed_version};
use super::signing::Rules;
use super::{OpenPgp, Replay, moment};
use crate::lint::{CommitFacts, IssuedReport, Landing, Signature, Tag, Unsigned};
use crate::record::{Kind, SigningSubject};
use crate::snapshot::Snapshot;
use crate::source::git::Repository;
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
    /// Where its records are.
    pub root: &'a str,
}

impl Parting<'_> {
    /// What has to be signed of the branch; `None` where nothing has to be.
    ///
    /// # Errors
    /// A commit or an object of the branch cannot be read.
    pub fn landing(&self, repository: &Repository, pgp: &dyn OpenPgp) -> Result<Option<Landing>, SourceError> {
        let replay = Replay::arrived(repository, self.root_there, (&self.target.id, self.there)).with_signatures(pgp);
        let Some(rules) = self.rules(&replay)?.filter(|rules| !rules.said.required.is_empty()) else {
            return Ok(None);
        };
        if !rules.changes_list && is_alike(self.before, self.after) {
            return Ok(None);
        }
        let ids = repository.commits_since(&self.target.id, &self.head.id)?;
        let mut steps = Vec::with_capacity(ids.len());
        for id in &ids {
            steps.push(repository.branch_step(id, self.root)?);
        }
        let imports = steps.iter().any(|step| is_import(&step.message));
        let zone = self.there.isms().and_then(|isms| TimeZone::get(&isms.organisation.timezone).ok());
        let zone = zone.unwrap_or(TimeZone::UTC);
        // What the commits of the branch do not have as it came is the merger's: whether that is signed nobody knows yet.
        let nobody = Signature::Void("that decided it was followed by one that changed what it was about".to_owned());
        let merge = CommitFacts {
            branch: replay.decided((&ids, self.head.seconds), self.root, (&replay.people, Some(&rules)), &zone)?,
            required: rules.said.required.clone(),
            must_be_signed: rules.reason(self.before, self.after, imports),
            signature: Some(nobody),
            is_import: imports,
            ..CommitFacts::default()
        };
        Ok(Some(Landing {
            merge,
            unsigned: self.unsigned(&replay, &zone)?,
            reports: self.reports((repository, pgp), &rules, imports)?,
            list: rules.said.allowed_signers.clone(),
            signers: replay.signers(&rules.allowed, self.head.seconds),
            head: None,
        }))
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
            if !rules.changes_list && !step.changes.iter().any(|change| is_record(&change.path)) {
                continue;
            }
            let Touched { old, new, .. } = replay.touched_in_branch(&step, &mut Readable::default())?;
            let must_be_signed = rules.reason(&old, &new, is_import(&step.message));
            let signature = replay.signature(&step.commit, (&replay.people, &rules.allowed))?;
            if must_be_signed.is_none() || signature.signer().is_some() {
                continue;
            }
            let all = [&old, &new].map(|state| (0..state.records().len()).collect());
            let facts = CommitFacts {
                author: replay.people.by_email(&step.commit.email),
                email: step.commit.email.clone(),
                touched: moment::ids([&old, &new], &all),
                must_be_signed,
                signature: Some(signature),
                ..CommitFacts::default()
            };
            found.push(Unsigned { day: step.commit.day(zone), commit: step.commit, facts });
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

    /// The reports that the branch issues, where their tags have to be signed.
    fn reports(
        &self,
        (repository, pgp): (&Repository, &dyn OpenPgp),
        rules: &Rules,
        imports: bool,
    ) -> Result<Vec<IssuedReport>, SourceError> {
        let mut reports = Vec::new();
        if !rules.said.required.contains(&SigningSubject::Tags) {
            return Ok(reports);
        }
        // What the main line gained since the branch left it says nothing of a tag of the branch.
        let base = (self.base.id.as_str(), self.before);
        let replay = Replay::arrived(repository, self.root_there, base).with_signatures(pgp);
        for record in self.after.records().iter().filter(|record| record.kind() == Kind::Audit) {
            let Some((version, tag)) = sealed_version(record) else { continue };
            let before = self.before.same(record);
            let is_new = before.and_then(sealed_version).is_none_or(|(old, _)| old != version);
            if !is_new || imports && before.is_none() {
                continue;
            }
            let tag = tag.map(|tag| self.tag(tag, &replay)).transpose()?;
            let (audit, by) = (record.id.to_string(), issuer(record));
            reports.push(IssuedReport { audit, version, by, digest: String::new(), tag, must_be_signed: true });
        }
        Ok(reports)
    }

    fn tag(&self, mut tag: Tag, replay: &Replay<'_>) -> Result<Tag, SourceError> {
        let Some((commit, is_part)) = replay.repository.tagged(&tag.name, &self.head.id)? else { return Ok(tag) };
        replay.look_at_tag(&mut tag, &commit.id)?;
        Ok(Tag { commit: Some(commit.id), is_part, ..tag })
    }
}

/// Whether two states have the same records.
fn is_alike(before: &Snapshot, after: &Snapshot) -> bool {
    before.documents().count() == after.documents().count()
        && before
            .documents()
            .zip(after.documents())
            .all(|((path, old), (other, new))| path == other && (std::ptr::eq(old, new) || old.text == new.text))
}

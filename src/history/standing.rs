//! What the end of the main line says of all of it: the rules about history as a whole, and what became of the tags.

use std::collections::BTreeSet;

use super::digest::{in_message, report_text, sha256};
use super::feigned::Feigned;
use super::sealed::sealed_version;
use super::softened::Softened;
use super::verification::{Lapse, WaivedLapse};
use super::{Replay, Sealed};
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::needs::evidence::{how_to_pin, is_here};
use crate::lint::{HistoryFacts, IssuedReport, Settings, Tag, lint_by, lint_history, rules};
use crate::record::{Data, Date, Kind, PinnedFile, ROOT_FILE, Whereabouts};
use crate::snapshot::{Cache, Document, Record, Snapshot};
use crate::source::git::{CommitSource, Repository};
use crate::source::{Commit, Pin, Pinned, SourceError, State};

/// Finds out what became of a tag: of an audit that was issued in a commit with a content.
pub(super) fn look_up(
    tag: &mut Tag,
    (id, digest, issued_in, version): (&str, &str, &str, u32),
    (repository, replay): (&Repository, &Replay<'_>),
    (ids, root): (&[String], &str),
) -> Result<(), SourceError> {
    let head = ids.last().map_or("", String::as_str);
    let Some((commit, is_part)) = repository.tagged(&tag.name, head)? else {
        // A tag may name a file or a folder.
        tag.commit = repository.tag_target(&tag.name);
        return Ok(());
    };
    tag.is_part = is_part;
    tag.merged_by = if is_part { repository.merged_by(ids, &commit.id)? } else { None };
    tag.is_same = commit.id == issued_in || is_issued_at(repository, (&commit.id, root), (id, version), digest);
    let object = repository.tag_object(&tag.name);
    tag.digest = object.as_ref().and_then(|object| in_message(&object.message));
    tag.made_as = object.as_ref().map(|object| object.name.clone()).filter(|name| *name != tag.name);
    replay.look_at_tag(tag, &commit.id)?;
    tag.commit = Some(commit.id);
    Ok(())
}

/// Whether a version of the report of an audit is issued at a commit, with its records at `root`, and says what has this digest.
pub(super) fn is_issued_at(
    repository: &Repository,
    (commit, root): (&str, &str),
    (id, version): (&str, u32),
    digest: &str,
) -> bool {
    let source = repository.reopen().and_then(|repository| CommitSource::new(repository, commit, &[root.to_owned()]));
    let then = source.and_then(|source| Snapshot::load(&source, &Cache::default())).ok();
    // The draft may have said the same, and nobody had issued it.
    let is_issued = |record: &Record| sealed_version(record).is_some_and(|(of_commit, _)| of_commit == version);
    let then = then.filter(|snapshot| snapshot.record(id).is_some_and(is_issued));
    then.and_then(|snapshot| report_text(&snapshot, id)).is_some_and(|text| sha256(&text) == digest)
}

/// What the rules about history as a whole say at its end, what of it somebody waived, and by what it is judged.
pub(super) struct Standing {
    pub(super) found: Vec<Diagnostic>,
    pub(super) waived: Vec<WaivedLapse>,
    pub(super) judged_by: (Settings, Date),
}

pub(super) fn standing(
    replay: &Replay<'_>,
    (softened, feigned): (&Softened, &Feigned),
    head: &Commit,
    sealed: &[Sealed],
    facts: HistoryFacts,
) -> Standing {
    let reports = sealed.iter().filter(|sealed| sealed.kind == Kind::Audit).map(|sealed| IssuedReport {
        audit: sealed.id.clone(),
        version: sealed.version,
        by: sealed.issuer.clone(),
        digest: sealed.digest.clone(),
        tag: sealed.tag.clone(),
        must_be_signed: sealed.must_be_signed,
    });
    let facts = HistoryFacts { reports: reports.collect(), ..facts };
    // The rules look at the settings, at what was issued and is to come, at entries of `changes`, at addresses and at pinned evidence:
    // nothing else is put together.
    let persons = facts.remapped.iter().map(|remapped| remapped.person.as_str());
    let told: BTreeSet<&str> = facts.unproven.iter().map(|unproven| unproven.id.as_str()).chain(persons).collect();
    let doubled: BTreeSet<&str> = replay.files.doubled().map(|path| &**path).collect();
    let is_looked_at = |path: &str, document: &Document| {
        path == ROOT_FILE
            || doubled.contains(path)
            || matches!(document.kind, Some(Kind::Audit | Kind::Programme | Kind::Soa))
            || document.data.is_none()
            || document.data.as_ref().is_some_and(is_pinned)
            || document.own_id().is_some_and(|id| told.contains(id))
    };
    let files = replay.files().filter(|(path, document)| is_looked_at(path, document));
    let files = files.map(|(path, document)| (path.clone(), document.clone())).collect();
    let snapshot = Snapshot::of_documents(files, State::Commit(head.clone()));
    let zone = snapshot.isms().and_then(|isms| jiff::tz::TimeZone::get(&isms.organisation.timezone).ok());
    let day = head.day(&zone.unwrap_or(jiff::tz::TimeZone::UTC));
    let settings = softened.over(Settings::of(&snapshot));
    let (mut found, mut waived) = (Vec::new(), Vec::new());
    let of_history = lint_history(&snapshot, day, &settings, &facts).into_iter();
    let beside =
        pins_lost(replay.repository, &snapshot, &settings).into_iter().chain(ids_twice(&snapshot, day, &settings));
    for mut diagnostic in of_history.chain(beside) {
        match feigned.excuse_standing(&mut diagnostic, &settings, day) {
            Some(waiver) => {
                let lapse = Lapse { commit: head.clone(), day, dated: None, author: None, diagnostic };
                waived.push(WaivedLapse { lapse, waiver });
            }
            None => found.push(diagnostic),
        }
    }
    // What cannot be read cannot be verified either.
    found.extend(snapshot.problems().iter().cloned());
    Standing { found, waived, judged_by: (feigned.out_of(settings, None), day) }
}

/// The records with the id of another one: which of the two was issued or closed, nobody can tell.
fn ids_twice(snapshot: &Snapshot, day: Date, settings: &Settings) -> Vec<Diagnostic> {
    let rule = rules::find("duplicate-id").filter(|_| snapshot.duplicates().next().is_some());
    let mut found = rule.map(|rule| lint_by(rule, snapshot, day, settings)).unwrap_or_default();
    // Two parts of one record are no matter of history.
    found.retain(|diagnostic| diagnostic.field.as_deref() == Some("/id"));
    found
}

/// Whether a record is evidence that a commit of this repository has.
fn is_pinned(data: &Data) -> bool {
    let whereabouts = data.evidence().filter(|evidence| is_here(evidence)).and_then(|evidence| evidence.whereabouts());
    matches!(whereabouts, Some(Whereabouts::Pinned(PinnedFile { repository: None, .. })))
}

/// The evidence whose commit is not in this repository, as where a branch was squashed.
fn pins_lost(repository: &Repository, snapshot: &Snapshot, settings: &Settings) -> Vec<Diagnostic> {
    let rule = rules::find("evidence-missing").filter(|rule| settings.level(rule) != Level::Allow);
    let pinned = snapshot.evidence().filter(|evidence| rule.is_some() && is_pinned(evidence.record().data()));
    let mut found = Vec::new();
    for evidence in pinned {
        let (record, data) = (evidence.record(), evidence.data());
        let (Some(rule), Some(Whereabouts::Pinned(PinnedFile { commit, path, .. }))) = (rule, data.whereabouts())
        else {
            continue;
        };
        let sha256 = data.sha256.as_ref().map(|hash| hash.as_str());
        let Pinned::Lost { reason, instead } = repository.pinned(Pin { repository: None, commit, path, sha256 }) else {
            continue;
        };
        let mut diagnostic = Diagnostic::new(rule.name, settings.level(rule), record.at("/location"), reason);
        diagnostic.record = Some(record.subject());
        diagnostic.help(how_to_pin(data, instead.as_deref()));
        found.push(diagnostic);
    }
    found
}

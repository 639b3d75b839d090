use std::mem::ManuallyDrop;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};

use super::gpg::Gpg;
use super::state::{day, day_in, location, zone_in};
use super::{Exit, Global, Output, files};
use crate::diagnostic::Level;
use crate::history::{Lapse, Receipt, Replay, Told, report_text, sha256, verify};
use crate::record::{Data, Date, Kind};
use crate::render::{digest, verification as render};
use crate::snapshot::{Cache, Snapshot, uncounted};
use crate::source::{Selection, SourceError};

/// Replay history: what was issued or closed is as it was, and no commit broke a rule
///
/// Goes over the first parents of REV, oldest first, and judges each commit by the settings that it found: freezes, steps,
/// dates, grades, approvals, deletions. Issued reports and closed findings are listed with their digests; closed actions,
/// accepted plans and approved reviews are held by those rules. Exits with 1 when something issued or closed is not as it was, or a commit brought an
/// error; with 2 when history is not here as far back as it goes.
#[derive(Debug, Args)]
pub struct Verify {
    /// The revision up to which it goes, or A..B to report only the lapses after A, beside all that is issued or closed [default: HEAD]
    #[arg(value_name = "RANGE")]
    range: Option<String>,
    /// Hold the days of commits against DAY (YYYY-MM-DD) instead of today
    #[arg(long, value_name = "DAY", value_parser = day)]
    as_of: Option<Date>,
    /// Print the digest of an audit's report instead: of the files on disk, or of the revision RANGE
    #[arg(long, value_name = "ID", conflicts_with_all = ["since_receipt", "receipt"])]
    digest: Option<String>,
    /// With --digest: print the text that it is computed over
    #[arg(long, requires = "digest")]
    canonical: bool,
    /// Fail when the history does not go on from the one that this receipt saw
    #[arg(long, value_name = "FILE")]
    since_receipt: Option<PathBuf>,
    /// Write a receipt, for a later run to hold its history against
    #[arg(long, value_name = "FILE")]
    receipt: Option<PathBuf>,
    /// How to write the result
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Markdown,
    Json,
}

impl Verify {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        if let Some(id) = &self.digest {
            return self.print_digest(id, global, output);
        }
        let range = self.range.as_deref().unwrap_or("HEAD");
        let (since, revision) = match range.split_once("..") {
            Some((since, "")) => (Some(since), "HEAD"),
            Some((since, revision)) => (Some(since), revision),
            None => (None, range),
        };
        let opened = location(global).open(&Selection::Revision(revision.to_owned()))?;
        let repository = opened.repository.as_ref().ok_or(SourceError::NoCommit)?;
        repository.check_objects();
        // The process ends with this: taking the last version of every record apart would take it a while longer.
        let today = self.as_of.map_or_else(|| Ok(day_in(&zone_in(&opened)?)), anyhow::Ok)?;
        let replay = Replay::new(repository, revision, &opened.root)?.with_signatures(&Gpg).as_of(today);
        let mut replay = ManuallyDrop::new(replay);
        let ids = replay.ids().to_vec();
        let uncounted = uncounted(&*opened.source)?;
        let mut verification = verify(repository, &mut replay, &opened.root)?.with_uncounted(uncounted);
        if let Some(file) = &self.since_receipt {
            let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
            let receipt = Receipt::read(&text).with_context(|| file.display().to_string())?;
            let held = receipt.holds_for(&ids, |tag| Some(repository.tagged(tag, revision).ok()??.0.id));
            let has_it = |id: &str| repository.merge_base(id, &receipt.head).is_ok_and(|base| base.id == receipt.head);
            let held = held.map_err(|error| error.explained(&receipt, &ids, has_it));
            verification = verification.held_against(receipt, held);
        }
        let first = match since {
            Some(since) => {
                let commit = repository.commit(since)?;
                let id = commit.id.clone();
                let position = ids.iter().position(|other| *other == id);
                let merge = if position.is_none() { repository.merged_by(&ids, &id)? } else { None };
                let first = position.with_context(|| no_start(since, revision, merge.as_deref()))? + 1;
                verification.told = Some(Told { since: commit, commits: ids.len() - first });
                first
            }
            None => 0,
        };
        let is_new = |lapse: &&Lapse| ids[first..].contains(&lapse.commit.id);
        verification.waived.retain(|waived| is_new(&&waived.lapse));
        let shown: Vec<&Lapse> = verification.lapses.iter().filter(is_new).collect();
        output.result(&match self.format {
            Format::Text => render::verify_text(&verification, &shown),
            Format::Markdown => render::verify_markdown(&verification, &shown),
            Format::Json => render::verify_json(&verification, &shown),
        })?;
        if let Some(error) = verification.broken_off() {
            output.note("error", &error.to_string());
            return Ok(Exit::Findings);
        }
        if let Some(file) = &self.receipt {
            files::write(file, &format!("{:#}\n", serde_json::to_value(&verification.receipt)?))?;
        }
        let found = shown.iter().map(|lapse| &lapse.diagnostic).chain(&verification.standing);
        let has_error = found.into_iter().any(|diagnostic| diagnostic.level == Level::Error);
        Ok(if has_error || !verification.is_intact() { Exit::Findings } else { Exit::Success })
    }

    /// Prints the digest of a report, and how it gets into the record and into the tag.
    fn print_digest(&self, id: &str, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let selection = self.range.clone().map_or(Selection::WorkTree, Selection::Revision);
        let opened = location(global).open(&selection)?;
        let snapshot = Snapshot::load(&*opened.source, &Cache::default())?;
        // The digest goes into tags and minutes: it must not be over a part of the report.
        if snapshot.has_broken(&[Kind::Audit, Kind::Finding, Kind::Workpaper]) {
            bail!(
                "a file that cannot be read may be part of the report of {id}, so that it has no digest; see `tickmark lint`"
            );
        }
        let record = snapshot.record(id).with_context(|| format!("there is no record `{id}`"))?;
        let audit =
            record.data().audit().with_context(|| format!("{id} is no audit, and only reports have a digest"))?;
        let mut doubles = snapshot.duplicates().map(|(first, _)| first);
        if let Some(double) = doubles.find(|record| reported_in(record.data()) == Some(audit.id.as_str())) {
            bail!(
                "two files say that they are {}, so that the report of {id} has no digest; see `tickmark lint`",
                double.id
            );
        }
        let text = report_text(&snapshot, id).unwrap_or_default();
        if self.canonical {
            output.result(&text)?;
            return Ok(Exit::Success);
        }
        let digest = sha256(&text);
        output.result(&match self.format {
            Format::Text | Format::Markdown => digest::digest_text(audit, &digest),
            Format::Json => digest::digest_json(audit, &digest),
        })?;
        Ok(Exit::Success)
    }
}

/// Why nothing is told of what came after a commit.
fn no_start(since: &str, revision: &str, merge: Option<&str>) -> String {
    match merge {
        None => format!("{since} is no commit of the main line of {revision}"),
        Some(merge) => format!(
            "{since} is beside the main line of {revision}: {} merged it; if {since} was the main line, a branch took its place, \
             and is to be merged into it instead",
            merge.get(..10).unwrap_or(merge)
        ),
    }
}

/// The audit in whose report a record has a part.
fn reported_in(data: &Data) -> Option<&str> {
    match data {
        Data::Audit(audit) => Some(audit.id.as_str()),
        Data::Finding(finding) => Some(finding.audit.as_str()),
        Data::Workpaper(workpaper) => Some(workpaper.audit.as_str()),
        _ => None,
    }
}

use clap::{Args, ValueEnum};

use super::baseline::{Parted, history_gap, parted};
use super::gate::profiles;
use super::landing::rebased;
use super::state::{Loaded, StateArguments, location};
use super::{Exit, Global, Output};
use crate::gate::{Decision, PROFILES, Profile};
use crate::history::{SignersChange, is_import};
use crate::record::Date;
use crate::render::review as render;
use crate::review::{BranchReview, OtherBranch, clashes};
use crate::snapshot::Snapshot;
use crate::source::{Location, Selection, Source};

/// Say what a branch changes and what it needs, for a pull request
///
/// Tells what HEAD changed since it left BASE, and what is wrong in what would come of a merge and is not in BASE, judged by the
/// settings of BASE. The Markdown begins with a comment by
/// which a program finds it again, so that a pull request has one such comment that is updated. Exits with 1 when the gate's
/// profile counts something that the branch adds, when BASE has taken one of its new ids, or when the clone lacks a part of the
/// history, so that not all could be judged.
#[derive(Debug, Args)]
pub struct Review {
    /// The branch that it is to be merged into
    #[arg(value_name = "BASE")]
    base: String,
    /// The branch to review
    #[arg(value_name = "HEAD", default_value = "HEAD")]
    head: String,
    /// Judge the records as of DAY (YYYY-MM-DD) instead of today
    #[arg(long, value_name = "DAY", value_parser = super::state::day)]
    as_of: Option<Date>,
    /// What makes the run fail
    #[arg(long, value_name = "PROFILE", default_value = PROFILES[0].name, value_parser = profiles())]
    profile: &'static Profile,
    /// How to write the result
    #[arg(long, value_name = "FORMAT", default_value = "markdown")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Markdown,
    Json,
}

impl Review {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let state = StateArguments { rev: Some(self.head.clone()), at: None, as_of: self.as_of };
        let mut loaded = state.load(global, false, output)?;
        let parted = parted(global, &loaded, &self.base, "review", output)?;
        let clashes = match loaded.opened.repository.is_some() {
            true => {
                let others = self.others(global, &loaded, &parted)?;
                clashes(&added(parted.baseline.snapshot(), &loaded)?, &others)
            }
            false => Vec::new(),
        };
        let review = BranchReview::of(&parted.baseline, &mut loaded.snapshot, loaded.day, self.profile, clashes);
        let gaps = history_gap(&loaded, true, &review.added.settings);
        for gap in &gaps {
            output.note("warning", &gap.message);
        }
        let signers = signers_change(global, &loaded, &parted)?;
        let takes_over = gaps.is_empty() && takes_over(&loaded, &parted)?;
        let review = review.without(gaps).with_signers(signers, parted.baseline.snapshot(), &loaded.snapshot);
        let review = BranchReview { takes_over, ..review.with_rebased(rebased(&loaded, &parted)?) };
        let frame = render::Frame {
            before: parted.baseline.snapshot(),
            after: &loaded.snapshot,
            root: &loaded.opened.root,
            base: &parted.base,
            head: &parted.head,
            target: &self.base,
        };
        output.result(&match self.format {
            Format::Markdown => render::markdown(&review, frame),
            Format::Json => render::json(&review, frame),
        })?;
        Ok(match review.verdict.decision {
            Decision::Undecided => Exit::Failure,
            Decision::Failed => Exit::Findings,
            Decision::Passed if review.has_taken_ids() => Exit::Findings,
            Decision::Passed => Exit::Success,
        })
    }

    /// What each branch that is not part of this one has added since the two parted.
    fn others(&self, global: &Global, loaded: &Loaded, parted: &Parted) -> anyhow::Result<Vec<OtherBranch>> {
        let Some(repository) = &loaded.opened.repository else { return Ok(Vec::new()) };
        let mut tips: Vec<(String, String)> =
            repository.branches()?.into_iter().map(|branch| (branch.name, branch.tip)).collect();
        if !tips.iter().any(|(_, tip)| *tip == parted.target.id) {
            tips.push((self.base.clone(), parted.target.id.clone()));
        }
        let location = location(global);
        let mut others = Vec::new();
        for (name, tip) in tips {
            let Some(base) = repository.parted_from(&parted.head.id, &tip)? else { continue };
            if let Some(entries) = added_since(&location, &base.id, &tip)? {
                others.push(OtherBranch { name, entries, is_target: tip == parted.target.id });
            }
        }
        Ok(others)
    }
}

/// What the branch does to the list of allowed signers, or to which file that is. Of a main line without one, nobody's key counts.
fn signers_change(global: &Global, loaded: &Loaded, parted: &Parted) -> anyhow::Result<Option<SignersChange>> {
    let list_of = |snapshot: &Snapshot| snapshot.isms()?.signing.as_ref()?.allowed_signers.clone();
    let before = parted.baseline.snapshot();
    let (Some(repository), Some(list)) =
        (&loaded.opened.repository, list_of(&loaded.snapshot).or_else(|| list_of(before)))
    else {
        return Ok(None);
    };
    let root_before =
        location(global).open(&Selection::Revision(parted.base.id.clone())).ok().map(|opened| opened.root);
    let old = match (root_before, list_of(before)) {
        (Some(root), Some(path)) => repository.file_at(&parted.base.id, &root, &path)?,
        _ => None,
    };
    let new = match list_of(&loaded.snapshot) {
        Some(path) => repository.file_at(&parted.head.id, &loaded.opened.root, &path)?,
        None => None,
    };
    Ok(SignersChange::between(&list, &old.unwrap_or_default(), &new.unwrap_or_default()))
}

/// Whether a commit of the branch says that it takes records over from elsewhere.
pub(super) fn takes_over(loaded: &Loaded, parted: &Parted) -> anyhow::Result<bool> {
    let Some(repository) = &loaded.opened.repository else { return Ok(false) };
    for id in repository.commits_since(&parted.target.id, &parted.head.id)? {
        if is_import(&repository.branch_step(&id, &loaded.opened.root)?.message) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The files of one commit that another one has not, whatever is in them; `None` when there are no records.
fn added_since(location: &Location, base: &str, tip: &str) -> anyhow::Result<Option<Vec<crate::source::Entry>>> {
    let open = |id: &str| location.open(&Selection::Revision(id.to_owned()));
    let Ok(later) = open(tip) else { return Ok(None) };
    let earlier = open(base).ok();
    let id_before = |path: &str| earlier.as_ref().and_then(|opened| opened.source.id_at(path));
    let mut entries = later.source.entries_without(&|path, id| id_before(path) == Some(id))?;
    entries.retain(|entry| id_before(&entry.path).is_none());
    Ok(Some(entries))
}

/// Path and content of the files that the branch adds.
fn added(before: &Snapshot, loaded: &Loaded) -> anyhow::Result<Vec<(String, Option<crate::source::ContentId>)>> {
    let source: &dyn Source = &*loaded.opened.source;
    let is_new = |path: &str| before.text(path).is_none() && loaded.snapshot.text(path).is_some();
    let entries = source.entries()?.into_iter().filter(|entry| is_new(&entry.path));
    Ok(entries.map(|entry| (entry.path, entry.id)).collect())
}

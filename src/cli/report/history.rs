//! What a report needs of the history, and what goes into the certification pack beside the records.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::issued::{IssuedState, issued_state};
use super::{Report, Which};
use crate::cli::gap::{gap, told};
use crate::cli::gpg::Gpg;
use crate::cli::state::{Loaded, last_commit_up_to, location, zone};
use crate::cli::{Global, Output};
use crate::history::{Promises, Replay, tell_and_verify, timeline};
use crate::record::{Data, Date, Review};
use crate::report::{self, Facts, Issued, LookBack, Options, Sources, Then};
use crate::snapshot::{Record, Snapshot};
use crate::source::{Selection, SourceError};

impl Report {
    /// What history knows; a folder without one has reports all the same.
    pub(super) fn facts(
        &self,
        global: &Global,
        loaded: &Loaded,
        record: &Record,
        output: &mut Output,
    ) -> anyhow::Result<Facts> {
        let mut facts = Facts::default();
        let (Some(repository), Some(commit)) = (&loaded.opened.repository, loaded.snapshot.state().commit()) else {
            return Ok(facts);
        };
        let since = match (self.which, record.data()) {
            (Which::Audit, Data::Audit(audit)) if !audit.previous_findings.is_empty() => {
                audit.dates.map(|dates| dates.start)
            }
            _ => None,
        };
        if let Some(since) = since {
            let lacking = "how earlier findings stood when the audit began is not told";
            facts.earlier = told(state_on(global, loaded, since), lacking, output)?.flatten();
        }
        if matches!(self.which, Which::Action | Which::Review) {
            facts.promises = loaded.promises(output)?;
        }
        if let (Which::Programme, Data::Programme(programme)) = (self.which, record.data())
            && (programme.cycle.to < loaded.day || loaded.snapshot.written_after(loaded.day).is_some())
        {
            facts.approvals = loaded.approvals(output)?;
        }
        if let (Which::Review, Data::Review(review)) = (self.which, record.data()) {
            facts.reviews = look_backs(global, loaded, std::iter::once(&**review))?;
        }
        if self.which == Which::Action {
            let life = Replay::new(repository, &commit.id, &loaded.opened.root)
                .and_then(|line| timeline(&mut line.knowing(&loaded.cache), &record.id));
            let life = told(life, "the life of the action is not told", output)?;
            facts.lives.extend(life.map(|life| (record.id.to_lowercase(), life)));
        }
        Ok(facts)
    }
}

/// What the pack needs beside the records: files of evidence, the states of issued reports, history.
pub(super) fn sources(global: &Global, loaded: &Loaded, options: &Options) -> anyhow::Result<Sources> {
    let mut sources = Sources::default();
    let signing = loaded.snapshot.isms().and_then(|isms| isms.data().signing.as_ref());
    let root = &loaded.opened.root;
    sources.allowed_signers =
        signing.and_then(|signing| signing.allowed_signers.as_deref()).map(|path| match root.is_empty() {
            true => path.to_owned(),
            false => format!("{root}/{path}"),
        });
    for (id, path) in report::wanted_files(&loaded.snapshot, options) {
        if let Some(bytes) = loaded.opened.source.file(path)? {
            sources.files.insert(id.to_owned(), bytes);
        }
    }
    let (Some(repository), Some(commit)) = (&loaded.opened.repository, loaded.snapshot.state().commit()) else {
        return Ok(sources);
    };
    let open = |revision: &str| -> anyhow::Result<Snapshot> {
        let opened = location(global).open(&Selection::Revision(revision.to_owned()))?;
        Ok(Snapshot::load(&*opened.source, &loaded.cache)?)
    };
    let last = report::last_external(&loaded.snapshot, options.day).and_then(|audit| audit.issued_on());
    let then = match last {
        Some(day) => last_commit_up_to(repository, &commit.id, day, &zone(&loaded.snapshot))?,
        None => None,
    };
    sources.facts.earlier = then.map(|then| open(&then.id)).transpose()?;
    sources.facts.reviews = look_backs(global, loaded, loaded.snapshot.reviews().map(|review| review.data()))?;
    for audit in loaded.snapshot.audits() {
        let Some(day) = audit.issued_on() else { continue };
        if let Some(IssuedState { tag, commit, moved_to }) = issued_state(global, loaded, audit.data())? {
            let snapshot = open(&commit)?;
            sources.issued.push(Issued { audit: audit.id().to_owned(), tag, commit, moved_to, day, snapshot });
        }
    }
    let root = &loaded.opened.root;
    let mut replay = Replay::new(repository, &commit.id, root)?.with_signatures(&Gpg);
    let (chronicle, verification) = tell_and_verify(repository, &mut replay, root)?;
    for action in loaded.snapshot.actions() {
        // The report has the reasons in a list of their own.
        let life = chronicle.events_of(action.id()).collect();
        sources.facts.lives.insert(action.id().to_lowercase(), life);
    }
    sources.facts.promises = Some(chronicle.promises);
    sources.facts.approvals = Some(chronicle.approvals);
    sources.verification = Some(verification);
    Ok(sources)
}

/// The records at the end of a day; `None` where there is no commit that old.
///
/// # Errors
/// History cannot be read that far back.
fn state_on(global: &Global, loaded: &Loaded, day: Date) -> anyhow::Result<Option<Snapshot>> {
    let (Some(repository), Some(commit)) = (&loaded.opened.repository, loaded.snapshot.state().commit()) else {
        return Ok(None);
    };
    let Some(then) = last_commit_up_to(repository, &commit.id, day, &zone(&loaded.snapshot))? else { return Ok(None) };
    let opened = location(global).open(&Selection::Revision(then.id))?;
    Ok(Some(Snapshot::load(&*opened.source, &loaded.cache)?))
}

/// What history knows of reviews: the records on the day of each, and those from which on it tells what changed.
fn look_backs<'r>(
    global: &Global,
    loaded: &Loaded,
    reviews: impl Iterator<Item = &'r Review>,
) -> anyhow::Result<BTreeMap<String, LookBack>> {
    let (Some(_), Some(_)) = (&loaded.opened.repository, loaded.snapshot.state().commit()) else {
        return Ok(BTreeMap::new());
    };
    let mut states = States { global, loaded, commits: BTreeMap::new() };
    let mut all = BTreeMap::new();
    let mut commits: BTreeMap<String, String> = BTreeMap::new();
    for review in reviews {
        let id = review.id.as_str().to_lowercase();
        let before = states.on(report::looks_back_to(&loaded.snapshot, review))?.map(|(_, snapshot)| snapshot);
        let is_past = report::is_past(review, loaded.day);
        let then = if is_past { states.on(review.held_on)? } else { None };
        let then = then.filter(|(_, then)| report::reaches_back(then, &loaded.snapshot, review.held_on));
        let then = then.map(|(commit, snapshot)| {
            commits.insert(id.clone(), commit);
            Then { snapshot, promises: None }
        });
        all.insert(id, LookBack { then, before });
    }
    let promised = promised(loaded, commits.values())?;
    for (id, known) in &mut all {
        if let Some(then) = &mut known.then {
            then.promises = commits.get(id).and_then(|commit| promised.get(commit)).cloned();
        }
    }
    Ok(all)
}

/// The states of the records at the ends of days.
struct States<'s> {
    global: &'s Global,
    loaded: &'s Loaded,
    commits: BTreeMap<String, Arc<Snapshot>>,
}

impl States<'_> {
    /// The commit and the records at the end of a day; `None` where history does not reach back to it.
    fn on(&mut self, day: Date) -> anyhow::Result<Option<(String, Arc<Snapshot>)>> {
        match self.known_on(day) {
            Err(error) if gap(&error).is_some() => Ok(None),
            known => known,
        }
    }

    fn known_on(&mut self, day: Date) -> anyhow::Result<Option<(String, Arc<Snapshot>)>> {
        let (Some(repository), Some(head)) = (&self.loaded.opened.repository, self.loaded.snapshot.state().commit())
        else {
            return Ok(None);
        };
        let commit = last_commit_up_to(repository, &head.id, day, &zone(&self.loaded.snapshot))?;
        let Some(commit) = commit.map(|commit| commit.id) else { return Ok(None) };
        if let Some(known) = self.commits.get(&commit) {
            return Ok(Some((commit, Arc::clone(known))));
        }
        let opened = match location(self.global).open(&Selection::Revision(commit.clone())) {
            Err(SourceError::NoRootInCommit { .. }) => return Ok(None),
            opened => opened?,
        };
        let snapshot = Arc::new(Snapshot::load(&*opened.source, &self.loaded.cache)?);
        self.commits.insert(commit.clone(), Arc::clone(&snapshot));
        Ok(Some((commit, snapshot)))
    }
}

/// What had been promised by each of some commits of the main line.
fn promised<'c>(
    loaded: &Loaded,
    commits: impl Iterator<Item = &'c String>,
) -> anyhow::Result<BTreeMap<String, Promises>> {
    let commits: Vec<&str> = commits.map(String::as_str).collect();
    let (Some(repository), Some(head)) = (&loaded.opened.repository, loaded.snapshot.state().commit()) else {
        return Ok(BTreeMap::new());
    };
    if commits.is_empty() {
        return Ok(BTreeMap::new());
    }
    let told = Replay::new(repository, &head.id, &loaded.opened.root)
        .and_then(|line| Promises::at(&mut line.knowing(&loaded.cache), &commits));
    match told {
        Ok(promised) => Ok(promised),
        Err(error) if error.is_of_history() => Ok(BTreeMap::new()),
        Err(error) => Err(error.into()),
    }
}

//! Audit cycles as states of the repository: the commit that shows a cycle's end, and what history tells in between.

use anyhow::{Context as _, bail};
use jiff::tz::TimeZone;

use super::state::{day, last_commit_of, last_commit_up_to, zone};
use crate::cycles::{Between, Comparison, Cycle, CycleError, End, compare};
use crate::history::Replay;
use crate::record::Date;
use crate::snapshot::{Cache, Snapshot};
use crate::source::git::Repository;
use crate::source::{Commit, Location, Opened, Selection, SourceError};

/// Opens the revision that a name stands for; else gives what Git said of the name. Four digits are a year, even where
/// some commit's id begins with them.
///
/// # Errors
/// The repository cannot be read.
pub fn revision(location: &Location, name: &str) -> Result<Result<Opened, Option<String>>, SourceError> {
    let is_year = name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit());
    match location.open(&Selection::Revision(name.to_owned())) {
        Ok(opened) => {
            let is_id = opened.source.state().commit().is_some_and(|commit| commit.id.starts_with(name));
            Ok(if is_year && is_id { Err(None) } else { Ok(opened) })
        }
        Err(SourceError::UnknownRevision { reason, .. }) => Ok(Err(reason)),
        Err(error) => Err(error),
    }
}

/// The main line of a repository, on which cycles have their ends.
pub struct Line<'l> {
    location: &'l Location,
    cache: &'l Cache,
    repository: Repository,
    root: String,
    head: Commit,
    zone: TimeZone,
    /// The latest day of its commits.
    last: Date,
    /// The records at its tip.
    pub tip: Snapshot,
}

/// A cycle and the state at its end.
pub struct Ended {
    cycle: Cycle,
    commit: Commit,
    snapshot: Snapshot,
    day: Date,
    /// Whether the commit is an import after the cycle's end.
    by_days: bool,
}

impl Ended {
    /// The records at its end.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    fn end(&self) -> End<'_> {
        End { cycle: &self.cycle, snapshot: &self.snapshot, day: self.day, by_days: self.by_days }
    }
}

impl<'l> Line<'l> {
    /// The main line up to a revision. What the cache has is not parsed again.
    ///
    /// # Errors
    /// It names nothing, or cannot be read.
    pub fn up_to(location: &'l Location, revision: &str, cache: &'l Cache) -> anyhow::Result<Line<'l>> {
        let opened = location.open(&Selection::Revision(revision.to_owned()))?;
        let tip = Snapshot::load(&*opened.source, cache)?;
        let head = tip.state().commit().cloned().ok_or(SourceError::NoCommit)?;
        let repository = opened.repository.context("cycles are compared by the history of a Git repository")?;
        let zone = zone(&tip);
        let last = repository.latest_commit(&head.id)?.day(&zone);
        Ok(Line { location, cache, repository, root: opened.root, head, zone, last, tip })
    }

    /// The end of the cycle that a name stands for: a revision, or a day, is the end of the cycle that it lies in.
    ///
    /// # Errors
    /// It stands for none, or the cycle has no end on this line.
    pub fn named(&self, name: &str) -> anyhow::Result<Ended> {
        match revision(self.location, name)? {
            Ok(opened) => self.at(name, &opened, None),
            Err(reason) => match (day(name), Cycle::named(name, &self.tip)) {
                (Ok(day), _) => {
                    let commit = last_commit_of(&self.repository, &self.head.id, day, &self.zone)?;
                    let opened = self.location.open(&Selection::Revision(commit.id))?;
                    self.at(name, &opened, Some(day.min(self.last)))
                }
                (_, Ok(cycle)) => self.end_of(cycle),
                (_, Err(error)) => Err(unknown(name, reason, &error)),
            },
        }
    }

    /// A state as the end of the cycle that a day lies in, or else the commit's own.
    fn at(&self, name: &str, opened: &Opened, day: Option<Date>) -> anyhow::Result<Ended> {
        let snapshot = Snapshot::load(&*opened.source, self.cache)?;
        let commit = snapshot.state().commit().cloned().ok_or(SourceError::NoCommit)?;
        let day = day.unwrap_or_else(|| commit.day(&zone(&snapshot)));
        let cycle = Cycle::at(day, &snapshot).with_context(|| format!("`{name}` lies in no cycle"))?;
        Ok(Ended { cycle: cycle.called(name), commit, snapshot, day, by_days: false })
    }

    /// The end of a cycle: the last commit up to its last day; where that has no audit of it, the last import after it that brought some.
    ///
    /// # Errors
    /// It has not begun, or no commit is that old.
    pub fn end_of(&self, cycle: Cycle) -> anyhow::Result<Ended> {
        let last = self.last;
        let (name, period) = (&cycle.name, cycle.period);
        if period.from > last {
            bail!("{name} begins on {}, after the last commit, {} of {last}", period.from, self.head.short());
        }
        let then = last_commit_up_to(&self.repository, &self.head.id, period.to, &self.zone)?;
        let then = then.map(|commit| self.load(commit)).transpose()?;
        let has_audit = |snapshot: &Snapshot| snapshot.audits().any(|audit| cycle.has_audit(snapshot, &audit));
        let is_told = then.as_ref().is_some_and(|(_, snapshot)| has_audit(snapshot)) || period.to >= last;
        let import = if is_told { None } else { self.import_of(&cycle)? };
        let by_days = import.is_some();
        let (commit, snapshot) = match (import, then) {
            (Some(import), _) => self.load(import)?,
            (None, Some(then)) => then,
            (None, None) => last_commit_of(&self.repository, &self.head.id, period.to, &self.zone)
                .with_context(|| format!("{name} ends on {}", period.to))
                .and_then(|commit| self.load(commit))?,
        };
        Ok(Ended { cycle, commit, snapshot, day: period.to.min(last), by_days })
    }

    fn load(&self, commit: Commit) -> anyhow::Result<(Commit, Snapshot)> {
        let opened = self.location.open(&Selection::Revision(commit.id.clone()))?;
        let snapshot = Snapshot::load(&*opened.source, self.cache)?;
        Ok((commit, snapshot))
    }

    /// The last commit after the end of a cycle that took audits of it over from elsewhere.
    fn import_of(&self, cycle: &Cycle) -> anyhow::Result<Option<Commit>> {
        let mut import = None;
        let mut replay = Replay::new(&self.repository, &self.head.id, &self.root)?.knowing(self.cache);
        replay.run(&mut |moment| {
            let (before, after) = (moment.before, moment.after);
            let mut new = after.audits().filter(|audit| before.record(audit.id()).is_none());
            if moment.facts.is_import && moment.day > cycle.period.to && new.any(|audit| cycle.has_audit(after, &audit))
            {
                import = Some(moment.commit.clone());
            }
        })?;
        Ok(import)
    }

    /// The place on the main line at which a cycle ended. What was imported later was none of it.
    fn place(&self, replay: &Replay<'_>, ended: &Ended) -> anyhow::Result<Option<usize>> {
        let position = |id: &str| replay.ids().iter().position(|other| other == id);
        if !ended.by_days {
            return Ok(position(&ended.commit.id));
        }
        let then = last_commit_up_to(&self.repository, &self.head.id, ended.day, &self.zone)?;
        // Before there was anything there was nothing to change.
        Ok(then.map_or(Some(0), |commit| position(&commit.id)))
    }

    /// Compares a cycle with a later one.
    ///
    /// # Errors
    /// The other one is not later, or history cannot be read.
    pub fn compare(&self, before: &Ended, after: &Ended) -> anyhow::Result<Comparison> {
        let (one, other) = (&before.cycle.name, &after.cycle.name);
        let is_same = before.commit.id == after.commit.id && before.day == after.day;
        if before.day > after.day || is_same {
            bail!("{one} does not end before {other}; name the earlier cycle first");
        }
        let tip = if before.by_days || after.by_days { &self.head.id } else { &after.commit.id };
        let mut replay = Replay::new(&self.repository, tip, &self.root)?.knowing(self.cache);
        let (Some(from), Some(to)) = (self.place(&replay, before)?, self.place(&replay, after)?) else {
            bail!(
                "{one} ({}) is no commit of the main line of {other} ({})",
                before.commit.short(),
                after.commit.short()
            );
        };
        let between = Between::of(&mut replay, &[(from, to)])?.pop().unwrap_or_default();
        Ok(compare(before.end(), after.end(), &between))
    }

    /// Compares every cycle that has begun with the one before it, in one pass over history.
    ///
    /// # Errors
    /// History cannot be read.
    pub fn neighbours(&self) -> anyhow::Result<Vec<Comparison>> {
        let last = self.last;
        let mut replay = Replay::new(&self.repository, &self.head.id, &self.root)?.knowing(self.cache);
        let first = self.repository.commit(&replay.ids()[0])?.day(&self.zone);
        let mut pairs = Vec::new();
        for (before, after) in Cycle::neighbours(&self.tip) {
            // A cycle that was over before the records began has no end to compare.
            if after.period.from <= last && before.period.to >= first {
                pairs.push((self.end_of(before)?, self.end_of(after)?));
            }
        }
        let mut spans = Vec::with_capacity(pairs.len());
        for (one, other) in &pairs {
            let [from, to] = [self.place(&replay, one)?, self.place(&replay, other)?];
            spans.push((from.unwrap_or_default(), to.unwrap_or_default()));
        }
        let between = Between::of(&mut replay, &spans)?;
        let compared =
            pairs.iter().zip(&between).map(|((one, other), between)| compare(one.end(), other.end(), between));
        Ok(compared.collect())
    }
}

/// What is said of a name that is neither a revision nor a cycle.
pub fn unknown(name: &str, reason: Option<String>, error: &CycleError) -> anyhow::Error {
    let reason = match (reason, error) {
        _ if is_meant_as_day(name) => day(name).err().unwrap_or_else(|| error.to_string()),
        (Some(reason), CycleError::Neither) => format!("{reason}; {error}"),
        _ => error.to_string(),
    };
    SourceError::UnknownRevision { revision: name.to_owned(), reason: Some(reason) }.into()
}

/// Whether a name is written as a day is, so that a slip of the hand is told as one.
fn is_meant_as_day(name: &str) -> bool {
    let is_like =
        |(place, letter): (usize, u8)| if [4, 7].contains(&place) { letter == b'-' } else { letter.is_ascii_digit() };
    name.len() == 10 && name.bytes().enumerate().all(is_like)
}

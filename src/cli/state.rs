//! Which state of the records a command looks at, and on which day it judges it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use jiff::tz::TimeZone;

use super::gap::told;
use super::{Exit, Global, Output};
use crate::history::{Approvals, Promises, Replay};
use crate::lint::Settings;
use crate::record::{Date, ROOT_FILE};
use crate::render::printable;
use crate::snapshot::{Cache, Document, Judged, Snapshot};
use crate::source::git::Repository;
use crate::source::{Commit, Kept, Location, Opened, Selection, SourceError, State};

/// The state of a revision and the day.
#[derive(Debug, Clone, Args, Default)]
pub struct StateArguments {
    /// Look at commit REV (a branch, a tag, an id, HEAD~3) instead of the files on disk
    #[arg(long, value_name = "REV", conflicts_with = "at")]
    pub rev: Option<String>,
    /// Look at the last commit up to the end of DAY, and judge it on that day; or at commit REV, on its own day
    #[arg(long, value_name = "DAY|REV", value_parser = moment, conflicts_with = "as_of")]
    pub at: Option<At>,
    /// Judge the records as of DAY (YYYY-MM-DD) instead of today
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub as_of: Option<Date>,
}

/// A moment of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// The end of a day.
    Day(Date),
    /// A commit, by anything that Git takes for one.
    Revision(String),
}

/// A snapshot, where it is from, and the day.
pub struct Loaded {
    /// Source and repository.
    pub opened: Opened,
    /// The records.
    pub snapshot: Snapshot,
    /// The day on which they are judged.
    pub day: Date,
    /// What has been parsed.
    pub cache: Cache,
}

impl StateArguments {
    /// Opens and reads the state; warns on standard error when the day lies before the commit.
    ///
    /// # Errors
    /// The state cannot be had.
    pub fn load(&self, global: &Global, staged: bool, output: &mut Output) -> anyhow::Result<Loaded> {
        let loaded = self.read(global, staged, None)?;
        loaded.warn_of_day(output);
        Ok(loaded)
    }

    /// As [`StateArguments::load`], of the index what the next commit would change and what this is judged beside. Nothing is said
    /// of what is judged where that is all of it.
    ///
    /// # Errors
    /// The state cannot be had.
    pub fn load_changed(&self, global: &Global, output: &mut Output) -> anyhow::Result<(Loaded, Option<Judged>)> {
        let opened = location(global).open(&Selection::Index)?;
        let cache = kept(&opened);
        let part = Snapshot::load_changed(&*opened.source, &cache)?;
        // Settings that are wrong are judged with all that they were meant for.
        let is_sound = |snapshot: &Snapshot| {
            let settings = Settings::of(snapshot);
            !settings.problems().iter().any(|problem| &*problem.place.path == ROOT_FILE)
        };
        let (snapshot, judged) = match part.filter(|(snapshot, _)| is_sound(snapshot)) {
            Some((snapshot, judged)) => (snapshot, Some(judged)),
            None => (Snapshot::load(&*opened.source, &cache)?, None),
        };
        cache.store(FEWEST_KEPT);
        let day = self.as_of.unwrap_or_else(|| day_in(&zone(&snapshot)));
        let loaded = Loaded { opened, snapshot, day, cache };
        loaded.warn_of_day(output);
        Ok((loaded, judged))
    }

    /// Opens and reads the state. What is in a `cache` of an earlier reading is not parsed again.
    ///
    /// # Errors
    /// The state cannot be had.
    pub fn read(&self, global: &Global, staged: bool, cache: Option<Cache>) -> anyhow::Result<Loaded> {
        let location = location(global);
        let selection = match (&self.rev, &self.at, staged) {
            (Some(rev), _, _) => Selection::Revision(rev.clone()),
            (None, Some(At::Day(day)), _) => self.commit_at(&location, *day)?,
            (None, Some(At::Revision(rev)), _) => Selection::Revision(rev.clone()),
            (None, None, true) => Selection::Index,
            (None, None, false) => Selection::WorkTree,
        };
        let opened = location.open(&selection)?;
        let is_first = cache.is_none();
        let cache = cache.unwrap_or_else(|| kept(&opened));
        let snapshot = Snapshot::load(&*opened.source, &cache)?;
        // What is read again and again in one run is not worth writing each time.
        if is_first {
            cache.store(FEWEST_KEPT);
        }
        let zone = zone(&snapshot);
        let day = match (&self.at, snapshot.state().commit()) {
            (Some(At::Day(day)), _) => *day,
            (Some(At::Revision(_)), Some(commit)) => commit.day(&zone),
            _ => self.as_of.unwrap_or_else(|| day_in(&zone)),
        };
        Ok(Loaded { opened, snapshot, day, cache })
    }

    fn commit_at(&self, location: &Location, day: Date) -> anyhow::Result<Selection> {
        let opened = location.open(&Selection::Revision("HEAD".to_owned())).map_err(|error| match error {
            SourceError::NoRepository { path, .. } => SourceError::NoRepository { path, wanted: format!("--at {day}") },
            error => error,
        })?;
        let zone = zone_in(&opened)?;
        let repository = opened.repository.context("--at needs a Git repository")?;
        let selection = Selection::Revision(last_commit_of(&repository, "HEAD", day, &zone)?.id);
        // Which day it was then does not depend on where the organisation moves to later.
        let then = location.open(&selection).ok().map(|then| zone_in(&then)).transpose()?.filter(|then| *then != zone);
        Ok(match then {
            Some(then) => Selection::Revision(last_commit_of(&repository, "HEAD", day, &then)?.id),
            None => selection,
        })
    }
}

/// The organisation's time zone by the settings of a state; UTC when they cannot be read.
///
/// # Errors
/// The state cannot be had.
pub fn zone_in(opened: &Opened) -> anyhow::Result<TimeZone> {
    let settings = opened.source.file(ROOT_FILE)?.map(|bytes| Document::read(&bytes));
    let isms = settings.as_ref().and_then(|settings| settings.data.as_ref()?.isms());
    Ok(isms.and_then(|isms| TimeZone::get(&isms.organisation.timezone).ok()).unwrap_or(TimeZone::UTC))
}

/// The last first-parent commit of a revision up to the end of a day.
///
/// # Errors
/// There is none, or history cannot be read that far back.
pub fn last_commit_of(repository: &Repository, revision: &str, day: Date, zone: &TimeZone) -> anyhow::Result<Commit> {
    last_commit_up_to(repository, revision, day, zone)?
        .with_context(|| format!("there is no commit up to the end of {day}"))
}

/// The last first-parent commit of a revision up to the end of a day; `None` when there is none.
///
/// # Errors
/// History cannot be read that far back.
pub fn last_commit_up_to(
    repository: &Repository,
    revision: &str,
    day: Date,
    zone: &TimeZone,
) -> anyhow::Result<Option<Commit>> {
    let end = day.plus_days(1).0.to_zoned(zone.clone()).context("the day has no end in this time zone")?.timestamp();
    Ok(repository.last_commit_before(revision, end.as_second())?)
}

impl Loaded {
    /// Warns on standard error when the day lies before the commit.
    fn warn_of_day(&self, output: &mut Output) {
        let day = self.day;
        if let Some(committed) = self.snapshot.written_after(day) {
            output.note(
                "warning",
                &format!(
                    "{day} is before the commit's day, {committed}: what has been closed since counts as closed \
                     (`--at {day}` looks at the state of that day)"
                ),
            );
        }
    }

    /// Whether the settings say what is meant; what stands in for them is the defaults.
    fn has_valid_settings(&self) -> bool {
        let mut problems = self.snapshot.problems().iter();
        self.snapshot.isms().is_some() && !problems.any(|problem| &*problem.place.path == ROOT_FILE)
    }

    /// Ends a command that has said what it can: as one that could not do its work when the settings cannot be relied on.
    pub fn ended(&self, exit: Exit, output: &mut Output) -> Exit {
        if self.has_valid_settings() {
            return exit;
        }
        output.note("error", "tickmark.yaml is invalid, so this is by the default settings; see `tickmark lint`");
        Exit::Failure
    }

    /// What history knows of the days that were promised first; `None` outside a repository, before its first commit, and in
    /// a clone that lacks a part of its history, with a warning.
    ///
    /// # Errors
    /// History cannot be read.
    pub fn promises(&self, output: &mut Output) -> anyhow::Result<Option<Promises>> {
        let (Some(repository), Some(commit)) = (&self.opened.repository, self.snapshot.state().commit()) else {
            return Ok(None);
        };
        let promised = Replay::new(repository, &commit.id, &self.opened.root)
            .and_then(|line| Promises::of(&mut line.knowing(&self.cache)));
        told(promised, "what was promised first is told as the records declare it", output)
    }

    /// What history knows of who was approved as an auditor; `None` as with promises.
    ///
    /// # Errors
    /// History cannot be read.
    pub fn approvals(&self, output: &mut Output) -> anyhow::Result<Option<Approvals>> {
        let (Some(repository), Some(commit)) = (&self.opened.repository, self.snapshot.state().commit()) else {
            return Ok(None);
        };
        let approved = Replay::new(repository, &commit.id, &self.opened.root)
            .and_then(|line| Approvals::of(&mut line.knowing(&self.cache)));
        told(approved, "who was approved as an auditor is told as the records have it by now", output)
    }

    /// Refuses to publish by other settings than are meant: they say who may see what.
    ///
    /// # Errors
    /// The settings are invalid.
    pub fn expect_settings(&self) -> anyhow::Result<()> {
        anyhow::ensure!(
            self.has_valid_settings(),
            "tickmark.yaml says what may be published, and it is invalid: nothing was written; see `tickmark lint`"
        );
        Ok(())
    }

    /// What stands before the paths of records so that they can be followed from the current folder.
    pub fn prefix(&self) -> String {
        let shown = match (&self.opened.folder, std::env::current_dir()) {
            (Some(folder), Ok(current)) => from_here(folder, &current),
            _ => self.opened.root.clone(),
        };
        let shown = printable(&shown).into_owned();
        match shown.is_empty() || shown.ends_with('/') {
            true => shown,
            false => format!("{shown}/"),
        }
    }
}

fn from_here(folder: &Path, current: &Path) -> String {
    match (folder.strip_prefix(current), current.strip_prefix(folder)) {
        (Ok(below), _) => below.display().to_string(),
        (_, Ok(above)) => above.components().map(|_| "..").collect::<Vec<_>>().join("/"),
        _ => folder.display().to_string(),
    }
}

/// Where to look, with what Git sets for hooks.
pub fn location(global: &Global) -> Location {
    let path = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    Location {
        folder: global.directory.clone(),
        git_dir: path("GIT_DIR"),
        index_file: path("GIT_INDEX_FILE"),
        quarantine: path("GIT_QUARANTINE_PATH"),
    }
}

/// The file that takes the place of the user's settings of Git, where `GIT_CONFIG_GLOBAL` names one.
pub fn global_config() -> Option<PathBuf> {
    std::env::var_os("GIT_CONFIG_GLOBAL").map(PathBuf::from)
}

/// News of fewer records than this are not worth writing: reading them again takes some milliseconds.
const FEWEST_KEPT: usize = 256;

/// What earlier runs of this very program found valid, from Git's data folder. `TICKMARK_CACHE=off` does without.
fn kept(opened: &Opened) -> Cache {
    match kept_folder(opened) {
        Some((folder, program)) => Cache::with(Kept::read(&folder.join("records"), &program)),
        None => Cache::default(),
    }
}

/// The folder in Git's data folder for what later runs of this very program may use, and which program this is; `None` where
/// there is no repository, or `TICKMARK_CACHE=off` does without.
pub fn kept_folder(opened: &Opened) -> Option<(PathBuf, String)> {
    let is_off = std::env::var_os("TICKMARK_CACHE").is_some_and(|value| value == "off");
    let folder = opened.repository.as_ref().map(|repository| repository.common_folder().join("tickmark"));
    folder.filter(|_| !is_off).zip(program())
}

/// The version of this program, and which build of it this is; `None` where that cannot be told.
fn program() -> Option<String> {
    let file = std::env::current_exe().ok()?.metadata().ok()?;
    let built = file.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?.as_nanos();
    Some(format!("{} {} {built}", env!("CARGO_PKG_VERSION"), file.len()))
}

/// The organisation's time zone; UTC when its settings cannot be read.
pub fn zone(snapshot: &Snapshot) -> TimeZone {
    snapshot.zone()
}

/// A day as an option takes it: no audit is older, and a day that is far off is a slip of the hand, which calendars and
/// time zones cannot tell of.
///
/// # Errors
/// It is no day, or far off.
pub fn day(text: &str) -> Result<Date, String> {
    let day: Date = text.parse().map_err(|error: jiff::Error| error.to_string())?;
    match YEARS.contains(&day.year()) {
        true => Ok(day),
        false => Err(format!("the year of a day is one from {} to {}", YEARS.start(), YEARS.end())),
    }
}

/// A moment that an option names. What is made of numbers and what stands between them is meant as a day.
///
/// # Errors
/// It is meant as a day and is none, or is far off.
fn moment(text: &str) -> Result<At, String> {
    let is_between = |letter: char| ['-', '.', '/'].contains(&letter);
    let is_meant_as_day = text.contains(is_between) && text.chars().all(|c| c.is_ascii_digit() || is_between(c));
    match is_meant_as_day {
        true => day(text).map(At::Day),
        false => Ok(At::Revision(text.to_owned())),
    }
}

/// The years that an option may name.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2999;

/// The paths of the records, from the record root, that are not as the commit has them that the state is or is based on; `None`
/// where there is no commit, or Git cannot tell.
pub fn uncommitted(loaded: &Loaded) -> Option<BTreeSet<String>> {
    let repository = loaded.opened.repository.as_ref()?;
    match loaded.snapshot.state() {
        State::Commit(_) => Some(BTreeSet::new()),
        State::WorkTree { head: Some(head) } => repository.uncommitted(&head.id, &loaded.opened.root).ok(),
        _ => None,
    }
}

/// The only question to the clock.
pub fn day_in(zone: &TimeZone) -> Date {
    Date(jiff::Timestamp::now().to_zoned(zone.clone()).date())
}

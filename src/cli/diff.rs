use clap::{Args, ValueEnum};

use super::schema::kinds;
use super::state::{last_commit_of, location, zone};
use super::{Exit, Global, Output};
use crate::diff;
use crate::record::{Date, Kind};
use crate::render::diff as render;
use crate::snapshot::{Cache, Snapshot};
use crate::source::{Location, Opened, Selection, SourceError, State};

/// Say what changed between two points, record by record and field by field
///
/// FROM and TO are revisions (a branch, a tag, an id, HEAD~3). What is no revision may be an audit programme or a year: then
/// the last commit up to its end is taken. Without TO, FROM is compared with the files on disk.
#[derive(Debug, Args)]
pub struct Diff {
    /// The earlier state: a revision, an audit programme, a year
    from: String,
    /// The later state; without it, the files on disk
    to: Option<String>,
    /// Compare with what is staged for the next commit
    #[arg(long, conflicts_with = "to")]
    staged: bool,
    /// Exit with 1 when there are differences
    #[arg(long)]
    exit_code: bool,
    /// Look only at records of this kind; may be given several times
    #[arg(long = "kind", value_name = "KIND", value_parser = kinds())]
    kinds: Vec<Kind>,
    /// A line for each record in place of its fields
    #[arg(long, conflicts_with = "format")]
    summary: bool,
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

impl Diff {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let location = location(global);
        let from = open_named(&location, &self.from, output)?;
        let to = match (&self.to, self.staged) {
            (Some(name), _) => open_named(&location, name, output)?,
            (None, true) => location.open(&Selection::Index)?,
            (None, false) => location.open(&Selection::WorkTree)?,
        };
        let (before, after) = Snapshot::load_pair(&*from.source, &*to.source, &Cache::default())?;
        let mut changes = diff::diff(&before, &after);
        if !self.kinds.is_empty() {
            changes.records.retain(|change| self.kinds.contains(&change.kind));
        }
        let names = (named(Some(&self.from), &before), named(self.to.as_deref(), &after));
        let frame = render::Frame { before: &names.0, after: &names.1 };
        output.result(&match self.format {
            Format::Text if self.summary => render::short(&changes, frame),
            Format::Text => render::text(&changes, frame, output.color()),
            Format::Markdown => render::markdown(&changes, frame),
            Format::Json => render::json(&changes, before.state(), after.state()),
        })?;
        Ok(if self.exit_code && !changes.is_empty() { Exit::Findings } else { Exit::Success })
    }
}

/// A state as a reader knows it: by what was asked for, the commit and its day.
fn named(asked: Option<&str>, snapshot: &Snapshot) -> String {
    match snapshot.state() {
        State::WorkTree { .. } => "the files on disk".to_owned(),
        State::Index { .. } => "the index".to_owned(),
        State::Memory => "memory".to_owned(),
        State::Commit(commit) => {
            let day = commit.day(&zone(snapshot));
            match asked.filter(|asked| !commit.id.starts_with(asked)) {
                Some(asked) => format!("{asked} ({}, {day})", commit.short()),
                None => format!("{} ({day})", commit.short()),
            }
        }
    }
}

/// Opens the state that a name stands for: a revision, else the end of a programme, else that of a year.
fn open_named(location: &Location, name: &str, output: &mut Output) -> anyhow::Result<Opened> {
    let reason = match location.open(&Selection::Revision(name.to_owned())) {
        Err(SourceError::UnknownRevision { reason, .. }) => reason,
        opened => return Ok(opened?),
    };
    let head = location.open(&Selection::Revision("HEAD".to_owned()))?;
    let snapshot = Snapshot::load_named(&*head.source, &Cache::default(), name)?;
    let (Some((day, what)), Some(repository)) = (period_end(name, &snapshot), &head.repository) else {
        let neither = "it is no audit programme and no year either";
        let reason = reason.map_or_else(|| neither.to_owned(), |reason| format!("{reason}; {neither}"));
        return Err(SourceError::UnknownRevision { revision: name.to_owned(), reason: Some(reason) }.into());
    };
    let zone = zone(&snapshot);
    let commit = last_commit_of(repository, day, &zone)?;
    let (short, day, summary) = (commit.short(), commit.day(&zone), &commit.summary);
    output.note("note", &format!("{name} is {what}: its last commit is {short} of {day}, {summary}"));
    Ok(location.open(&Selection::Revision(commit.id))?)
}

/// The last day of a programme or a year, and which of the two it is.
fn period_end(name: &str, snapshot: &Snapshot) -> Option<(Date, &'static str)> {
    if let Some(programme) = snapshot.programmes().find(|programme| programme.id().eq_ignore_ascii_case(name)) {
        return Some((programme.cycle.to, "an audit programme"));
    }
    let is_year = name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit());
    Some((is_year.then(|| Date::new(name.parse().ok()?, 12, 31)).flatten()?, "a year"))
}

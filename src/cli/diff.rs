use anyhow::ensure;
use clap::{Args, ValueEnum};

use super::cycles::{Line, revision, unknown};
use super::language::chosen;
use super::schema::kinds;
use super::state::{day, last_commit_of, location, zone};
use super::{Exit, Global, Output};
use crate::cycles::CycleError;
use crate::diff;
use crate::record::{Date, Kind};
use crate::render::{cycles, diff as render};
use crate::snapshot::{Cache, Snapshot};
use crate::source::{Location, Opened, Selection, State};
use crate::text::counted;

/// Say what changed between two points, or two audit cycles
///
/// FROM and TO are revisions (a branch, a tag, an id, HEAD~3), days (the last commit up to the end of one), audit programmes or
/// years. Revisions and days are compared record by record and field by field; without TO, FROM is compared with the files on disk.
///
/// When both are programmes or years, the two cycles are compared in an auditor's terms: coverage gained and lost; findings
/// new, carried over, repeated, reopened, closed; grades changed; days that slipped; actions that did not work; the statement
/// of applicability; auditors and competence; plan and actual; decisions. A cycle is shown by the last commit up to its
/// end, judged on its last day; one that still runs by the last commit of all, judged on that commit's day.
#[derive(Debug, Args)]
pub struct Diff {
    /// The earlier state: a revision, a day, an audit programme, a year
    from: String,
    /// The later state; without it, the files on disk
    to: Option<String>,
    /// Compare record by record and field by field, whatever FROM and TO are
    #[arg(long)]
    fields: bool,
    /// Compare the cycles that end with FROM and with TO, also when they are revisions or days
    #[arg(long, requires = "to", conflicts_with_all = ["fields", "staged", "exit_code", "kinds"])]
    cycles: bool,
    /// Compare with what is staged for the next commit
    #[arg(long, conflicts_with = "to")]
    staged: bool,
    /// Compare field by field, and exit with 1 when there are differences
    #[arg(long)]
    exit_code: bool,
    /// Compare field by field, and only records of this kind; may be given several times
    #[arg(long = "kind", value_name = "KIND", value_parser = kinds())]
    kinds: Vec<Kind>,
    /// A line for each record in place of its fields; of cycles, the figures and counts alone
    #[arg(long, conflicts_with = "format")]
    summary: bool,
    /// The language of a comparison of cycles as text or Markdown: en, de, or one with a file in site/languages/ [default: en, or
    /// `publication.language` in tickmark.yaml]
    #[arg(long, value_name = "TAG", conflicts_with_all = ["fields", "staged", "exit_code", "kinds"])]
    language: Option<String>,
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
        let from = revision(&location, &self.from)?;
        if let Some(to) = self.later_cycle(&location, from.is_ok())? {
            return self.compare_cycles(&location, to, output);
        }
        ensure!(self.language.is_none(), "--language is for the comparison of two cycles; fields have no other names");
        let from = or_end_of_period(from, &location, &self.from, output)?;
        let to = match (&self.to, self.staged) {
            (Some(name), _) => or_end_of_period(revision(&location, name)?, &location, name, output)?,
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

    /// The later cycle's name, when cycles are to be compared: it was asked for, or neither name is a revision.
    fn later_cycle(&self, location: &Location, is_from_revision: bool) -> anyhow::Result<Option<&str>> {
        let Some(to) = self.to.as_deref() else { return Ok(None) };
        if self.cycles {
            return Ok(Some(to));
        }
        let is_of_days = [&*self.from, to].into_iter().any(|name| day(name).is_ok());
        if self.fields || self.exit_code || !self.kinds.is_empty() || is_of_days {
            return Ok(None);
        }
        let are_cycles = !is_from_revision && revision(location, to)?.is_err();
        Ok(are_cycles.then_some(to))
    }

    fn compare_cycles(&self, location: &Location, to: &str, output: &mut Output) -> anyhow::Result<Exit> {
        let cache = Cache::default();
        let line = Line::up_to(location, "HEAD", &cache)?;
        let head = location.open(&Selection::Revision("HEAD".to_owned()))?;
        let isms = line.tip.isms();
        let publication = isms.as_ref().and_then(|isms| isms.data().publication.as_ref());
        let language = chosen(&*head.source, self.language.as_deref(), publication)?;
        let (before, after) = (line.named(&self.from)?, line.named(to)?);
        let comparison = line.compare(&before, &after)?;
        for ended in [&before, &after].into_iter().filter(|ended| !ended.snapshot().broken().is_empty()) {
            let (side, count) = (named(None, ended.snapshot()), ended.snapshot().broken().len() as i64);
            output.note("warning", &format!("{} of {side} cannot be read and are not counted", counted(count, "file")));
        }
        let snapshot = after.snapshot();
        output.result(&match self.format {
            Format::Text if self.summary => cycles::short(&comparison, snapshot, &language, output.color()),
            Format::Text => cycles::text(&comparison, snapshot, &language, output.color()),
            Format::Markdown => cycles::markdown(&comparison, snapshot, &language),
            Format::Json => cycles::json(&comparison),
        })?;
        Ok(Exit::Success)
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

/// The state that a name stands for: a revision, else the end of a day, else that of a programme, else that of a year.
fn or_end_of_period(
    found: Result<Opened, Option<String>>,
    location: &Location,
    name: &str,
    output: &mut Output,
) -> anyhow::Result<Opened> {
    let reason = match found {
        Ok(opened) => return Ok(opened),
        Err(reason) => reason,
    };
    let head = location.open(&Selection::Revision("HEAD".to_owned()))?;
    let snapshot = Snapshot::load_named(&*head.source, &Cache::default(), name)?;
    let end = day(name).ok().map(|day| (day, "a day")).or_else(|| period_end(name, &snapshot));
    let (Some((day, what)), Some(repository)) = (end, &head.repository) else {
        let is_record = snapshot.record(name).is_some();
        let of_record = is_record.then(|| format!("it is a record, of which `tickmark log {name}` tells the life"));
        return Err(unknown(name, reason.or(of_record), &CycleError::Neither));
    };
    let zone = zone(&snapshot);
    let commit = last_commit_of(repository, "HEAD", day, &zone)?;
    let (short, day, summary) = (commit.short(), commit.day(&zone), &commit.summary);
    output.note("note", &format!("{name} is {what}: its last commit is {short} of {day}, {summary}"));
    Ok(location.open(&Selection::Revision(commit.id))?)
}

/// The last day of a programme or a year, and which of the two it is.
pub fn period_end(name: &str, snapshot: &Snapshot) -> Option<(Date, &'static str)> {
    if let Some(programme) = snapshot.programmes().find(|programme| programme.id().eq_ignore_ascii_case(name)) {
        return Some((programme.cycle.to, "an audit programme"));
    }
    let is_year = name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit());
    Some((is_year.then(|| Date::new(name.parse().ok()?, 12, 31)).flatten()?, "a year"))
}

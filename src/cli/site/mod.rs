//! The site: written into a folder, or its built-in files given to the user.

mod bar;
mod built;
mod past;

use std::collections::HashMap;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;

use self::bar::Bar;
use self::built::Built;
pub(super) use self::past::Past;
use super::audience::audiences;
use super::cycles::revision;
use super::diff::period_end;
use super::elsewhere::{expect_redaction, todays_settings};
use super::language::chosen;
use super::overrides::{eject, own_files, warn_of_strays};
use super::serve::serve;
use super::state::{At, Loaded, StateArguments, day_in, last_commit_of, location, uncommitted, zone};
use super::{Exit, Global, Output};
use crate::diagnostic::Diagnostic;
use crate::record::{Audience, Isms, Publication, ROOT_FILE};
use crate::redact::{self, Elsewhere};
use crate::serve::Address;
use crate::site::{self, DiskSink, Options, Sink};
use crate::snapshot::{Cache, Snapshot};
use crate::source::{Commit, Opened, Selection};
use crate::text::counted;

/// Publish the records as a static site
///
/// Writes one page for each record and an overview, all linked both ways. They need no server and no JavaScript. Without
/// --audience (or `publication.audience` in tickmark.yaml) the site is for the public: no names, no e-mail addresses, no
/// confidential evidence. Files in `site/` beside tickmark.yaml stand in place of the built-in templates, style and
/// languages.
#[derive(Debug, Args)]
pub struct Site {
    #[command(flatten)]
    state: StateArguments,
    /// Write the site into DIR: a new folder, or one that an earlier run has made
    #[arg(short, long, value_name = "DIR", required_unless_present_any = ["serve", "eject"])]
    output: Option<PathBuf>,
    /// Show the site on this machine alone, keep up with the files and the commits, and reload the browser; Ctrl-C ends it.
    /// ADDRESS is like 127.0.0.1:8000 or a port [default: the first free port from 8000 on]
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1, conflicts_with_all = ["output", "eject"])]
    serve: Option<Option<Address>>,
    /// Who the site is for
    #[arg(long, value_name = "WHO", value_parser = audiences(SEES))]
    audience: Option<Audience>,
    /// The language that it is written in: en, de, or one with a file in site/languages/ [default: en, or
    /// `publication.language` in tickmark.yaml]
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Also show management how much the rules reported at the end of each month of two years, which runs them over each of
    /// these states
    #[arg(long)]
    health: bool,
    /// Write the built-in templates, style, scripts, languages and layouts of reports into DIR, to be changed there; a file that
    /// is there already stays as it is [default: site/ beside tickmark.yaml]
    #[arg(long, value_name = "DIR", num_args = 0..=1, conflicts_with_all = ["output", "audience", "language"])]
    eject: Option<Option<PathBuf>>,
}

/// What each audience sees of a site.
const SEES: [&str; 4] = [
    "Anybody",
    "Names, and all evidence except what is restricted",
    "Names and what was reported; no competence, interviews or restricted evidence",
    "All that shows conformity, with names and competence",
];

impl Site {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        if let Some(folder) = &self.eject {
            return eject(global, folder.as_deref(), output);
        }
        if let Some(address) = self.serve {
            return serve(self, address.unwrap_or_default(), global, output);
        }
        let folder = self.output.as_deref().context("the site needs a folder")?;
        let mut sink = DiskSink::new(folder)?;
        let loaded = self.state_to_show(global, output)?.load(global, false, output)?;
        warn_of_strays(&loaded, output);
        let past = Past::of(global, &loaded, self, output)?;
        let options = self.options(global, &loaded, past, output)?;
        let built = Built::of(&loaded, &options, folder);
        let pages = match built.as_ref().and_then(Built::pages) {
            Some(pages) => pages,
            None => {
                let pages = publish(&loaded.snapshot, &options, &sink)?;
                sink.finish()?;
                if let Some(built) = built {
                    built.keep(pages);
                }
                pages
            }
        };
        if let Some(left_out) = left_out(&loaded.snapshot) {
            output.note("warning", &format!("the site leaves out {left_out}"));
        }
        output.result(&format!("{}\n{}\n", folder.join("index.html").display(), counted(pages as i64, "page")))?;
        // The process ends here, and taking all of it apart would be a twentieth of its work.
        std::mem::forget((loaded, options));
        Ok(Exit::Success)
    }

    /// Which state of the records is wanted, as the arguments say it.
    pub(super) fn state(&self) -> &StateArguments {
        &self.state
    }

    /// Builds the site of a state into a sink, which has still to be finished, and gives the number of pages.
    pub(super) fn publish(
        &self,
        global: &Global,
        loaded: &Loaded,
        past: Past,
        sink: &dyn Sink,
        output: &mut Output,
    ) -> anyhow::Result<usize> {
        publish(&loaded.snapshot, &self.options(global, loaded, past, output)?, sink)
    }

    /// Who the site of a state is for. Today's settings come before those of the state.
    fn audience(&self, todays: Option<&Publication>, snapshot: &Snapshot) -> Audience {
        let usual = todays.into_iter().chain(publication(snapshot)).find_map(|publication| publication.audience);
        self.audience.or(usual).unwrap_or(Audience::Public)
    }

    /// The state that the arguments mean: `--rev` may also name an audit programme or a year, which stands for its last day.
    pub(super) fn state_to_show(&self, global: &Global, output: &mut Output) -> anyhow::Result<StateArguments> {
        let Some(name) = &self.state.rev else { return Ok(self.state.clone()) };
        let location = location(global);
        let named = revision(&location, name)?;
        let head = match &named {
            // What anything else would be judged by is said with it.
            Ok(_) if self.state.as_of.is_some() => return Ok(self.state.clone()),
            _ => location.open(&Selection::Revision("HEAD".to_owned())),
        };
        if let Ok(named) = named {
            return Ok(self.as_it_was(&named, head.ok().as_ref()));
        }
        let head = head?;
        let snapshot = Snapshot::load(&*head.source, &Cache::default())?;
        let (Some((last, what)), Some(repository)) = (period_end(name, &snapshot), &head.repository) else {
            return Ok(self.state.clone());
        };
        let zone = zone(&snapshot);
        let commit = last_commit_of(repository, "HEAD", last, &zone)?;
        let (short, day) = (commit.short(), commit.day(&zone));
        output.note("note", &format!("{name} is {what}: its last commit is {short} of {day}, {}", commit.summary));
        // Of a period that still runs, today is the last day that anybody knows of.
        let as_of = self.state.as_of.unwrap_or(last.min(day_in(&zone)));
        Ok(StateArguments { rev: Some(commit.id), at: None, as_of: Some(as_of) })
    }

    /// The state of a commit, judged as of its day; the last one there is, as of today.
    fn as_it_was(&self, named: &Opened, head: Option<&Opened>) -> StateArguments {
        let commit = |opened: &Opened| opened.source.state().commit().map(|commit| commit.id.clone());
        match head.and_then(commit) == commit(named) {
            true => self.state.clone(),
            false => StateArguments { rev: None, at: self.state.rev.clone().map(At::Revision), as_of: None },
        }
    }

    fn options(&self, global: &Global, loaded: &Loaded, past: Past, output: &mut Output) -> anyhow::Result<Options> {
        readable_settings(&loaded.snapshot)?;
        let publication = publication(&loaded.snapshot);
        let todays = todays_settings(global, &self.state, loaded)?;
        let audience = self.audience(todays.as_ref(), &loaded.snapshot);
        let mut elsewhere = Elsewhere { publications: todays.into_iter().collect(), ..Elsewhere::default() };
        if redact::keeps_names(&loaded.snapshot, audience, &elsewhere) {
            elsewhere.persons = past.persons(global, loaded, output)?;
        }
        expect_redaction(&self.state, &loaded.snapshot, audience, &elsewhere)?;
        let source = &*loaded.opened.source;
        let own = own_files(source)?;
        Ok(Options {
            audience,
            language: chosen(source, self.language.as_deref(), publication)?,
            day: loaded.day,
            zone: zone(&loaded.snapshot),
            commits: commits(loaded)?,
            uncommitted: uncommitted(loaded),
            chronicle: past.chronicle,
            verification: past.verification,
            comparisons: past.comparisons,
            health: past.health,
            elsewhere,
            edit: publication.and_then(|publication| edit_address(publication, &loaded.opened.root)),
            own,
        })
    }
}

fn publish(snapshot: &Snapshot, options: &Options, sink: &dyn Sink) -> anyhow::Result<usize> {
    let bar = Bar::default();
    let pages = site::publish(snapshot, options, sink, &|done, all| bar.show(done, all));
    bar.end();
    Ok(pages?)
}

/// Without its settings a site would show what they hide.
fn readable_settings(snapshot: &Snapshot) -> anyhow::Result<()> {
    if snapshot.isms().is_some() {
        return Ok(());
    }
    let problem = snapshot.problems().iter().find(|problem| &*problem.place.path == ROOT_FILE);
    let reason = problem.map_or("it is no valid record".to_owned(), |problem| said(snapshot, problem));
    bail!("{ROOT_FILE} says what may be published, and it cannot be read: {reason}")
}

/// What the site has to do without: the files that cannot be read as records, by the first of them.
pub(super) fn left_out(snapshot: &Snapshot) -> Option<String> {
    let broken = snapshot.broken();
    let of_broken = |problem: &&Diagnostic| broken.iter().any(|broken| broken.path == problem.place.path);
    let first = snapshot.problems().iter().find(of_broken)?;
    let rest = match broken.len() - 1 {
        0 => String::new(),
        rest => format!(" (and {} more, see `tickmark lint`)", counted(rest as i64, "file")),
    };
    Some(format!("{}{rest}", said(snapshot, first)))
}

/// A diagnostic in a line.
fn said(snapshot: &Snapshot, diagnostic: &Diagnostic) -> String {
    format!("{}: {}", snapshot.spot(&diagnostic.place), diagnostic.message)
}

fn publication(snapshot: &Snapshot) -> Option<&Publication> {
    snapshot.isms().map(|isms| isms.data()).and_then(|isms: &Isms| isms.publication.as_ref())
}

/// The address at which a record is edited, with the place of the record root in it.
fn edit_address(publication: &Publication, root: &str) -> Option<String> {
    let address = publication.repository.as_ref()?;
    match root.is_empty() {
        true => Some(address.clone()),
        false => Some(address.replace("{path}", &format!("{root}/{{path}}"))),
    }
}

/// The commit that last changed each record; none outside a repository or before its first commit.
fn commits(loaded: &Loaded) -> anyhow::Result<HashMap<String, Commit>> {
    let (Some(repository), Some(commit)) = (&loaded.opened.repository, loaded.snapshot.state().commit()) else {
        return Ok(HashMap::new());
    };
    let paths = loaded.snapshot.records().iter().map(|record| &*record.path);
    Ok(repository.last_changes(&commit.id, &loaded.opened.root, paths)?)
}

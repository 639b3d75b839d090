//! The site on this machine, which keeps up with the files, the commits and the days.

use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::Context as _;
use jiff::tz::TimeZone;

use super::output::in_words;
use super::site::{Past, Site, left_out};
use super::state::{Loaded, day_in, location, zone};
use super::{Exit, Global, Output};
use crate::record::Date;
use crate::serve::{Address, Files, Live, Server, Watch};
use crate::site::MemorySink;
use crate::snapshot::Cache;
use crate::source::Selection;
use crate::source::git::Repository;
use crate::text::counted;

/// How often it is looked whether there is a new commit or a new day.
const LOOK: Duration = Duration::from_secs(1);

/// Shows the site until somebody ends the program.
pub fn serve(site: &Site, address: Address, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
    let server = Server::bind(address)?;
    match site.state().rev.is_some() || site.state().at.is_some() {
        true => show_commit(site, server, global, output),
        false => show_work_tree(site, server, global, output),
    }
}

/// A commit stays as it is: nothing to keep up with.
fn show_commit(site: &Site, server: Server, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
    let loaded = site.state_to_show(global, output)?.load(global, false, output)?;
    let past = Past::of(global, &loaded, site, output)?;
    let sink = MemorySink::default();
    site.publish(global, &loaded, past, &sink, output)?;
    let left_out = left_out(&loaded.snapshot);
    if let Some(left_out) = &left_out {
        output.note("warning", &format!("the site leaves out {left_out}"));
    }
    output.result(&format!("{}\n", server.url()))?;
    server.start(Arc::new(Live::new(sink.into_files(), left_out)));
    loop {
        thread::park();
    }
}

fn show_work_tree(site: &Site, server: Server, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
    let folder = location(global).open(&Selection::WorkTree)?.folder.context("there is no folder on disk to watch")?;
    // What changes while the first site is built is heard of too.
    let watch = Watch::new(&folder)?;
    let mut builder = Builder::new(site, global, &folder);
    let live = Arc::new(Live::new(builder.build(output)?, builder.left_out.clone()));
    if let Some(left_out) = &builder.left_out {
        output.note("warning", &format!("the site leaves out {left_out}"));
    }
    output.result(&format!("{}\n", server.url()))?;
    server.start(Arc::clone(&live));
    let (mut is_good, mut told) = (true, builder.left_out.clone());
    loop {
        if !watch.wait(LOOK) && !builder.is_outdated() {
            continue;
        }
        match builder.build(output) {
            Ok(files) => {
                let differing = live.show(files, builder.left_out.clone());
                if differing > 0 || !is_good {
                    output.note("note", &format!("built anew, {} changed", counted(differing as i64, "file")));
                }
                if let Some(left_out) = builder.left_out.as_ref().filter(|_| builder.left_out != told) {
                    output.note("warning", &format!("the site leaves out {left_out}"));
                }
                (is_good, told) = (true, builder.left_out.clone());
            }
            Err(error) => {
                live.trouble(&in_words(&error));
                output.failure(&error);
                is_good = false;
            }
        }
    }
}

/// What a site depends on beside the files that are watched.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Basis {
    git: Git,
    /// Today; `None` where the day is given.
    day: Option<Date>,
}

/// What Git says, as far as a site tells of it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Git {
    /// The commit that is checked out.
    head: Option<String>,
    /// Issued reports are tagged.
    tags: Vec<String>,
}

impl Git {
    /// What cannot be read is not there; building tells why.
    fn of(folder: &Path) -> Self {
        let Ok(Some(repository)) = Repository::discover(folder) else { return Self::default() };
        let head = repository.head().ok().flatten().map(|commit| commit.id);
        Self { head, tags: repository.tags().unwrap_or_default() }
    }
}

/// Builds the site again and again, keeping what stays the same.
struct Builder<'a> {
    site: &'a Site,
    global: &'a Global,
    folder: &'a Path,
    /// The organisation's, as far as is known.
    zone: TimeZone,
    /// What the latest site was built on, or was to be.
    basis: Basis,
    past: Option<(Git, Past)>,
    cache: Option<Cache>,
    /// What the latest site has to do without.
    left_out: Option<String>,
}

impl<'a> Builder<'a> {
    fn new(site: &'a Site, global: &'a Global, folder: &'a Path) -> Self {
        let (zone, basis) = (TimeZone::UTC, Basis::default());
        Self { site, global, folder, zone, basis, past: None, cache: None, left_out: None }
    }

    /// The site of the files as they are now. A warning of the day is given with the first one.
    fn build(&mut self, output: &mut Output) -> anyhow::Result<Files> {
        // Before anything is read: a commit that comes in between is to be noticed.
        self.basis = self.now();
        let loaded = match &self.past {
            None => self.site.state().load(self.global, false, output)?,
            Some(_) => self.site.state().read(self.global, false, self.cache.take())?,
        };
        self.zone = zone(&loaded.snapshot);
        self.basis.day = self.basis.day.map(|_| loaded.day);
        let past = self.past(&loaded, output)?;
        self.left_out = left_out(&loaded.snapshot);
        let sink = MemorySink::default();
        let published = self.site.publish(self.global, &loaded, past, &sink, output);
        self.cache = Some(loaded.cache);
        published?;
        Ok(sink.into_files())
    }

    /// What history tells, which costs more than the rest and rarely changes.
    fn past(&mut self, loaded: &Loaded, output: &mut Output) -> anyhow::Result<Past> {
        if let Some((git, past)) = &self.past
            && *git == self.basis.git
        {
            return Ok(past.clone());
        }
        let past = Past::of(self.global, loaded, self.site, output)?;
        self.past = Some((self.basis.git.clone(), past.clone()));
        Ok(past)
    }

    fn is_outdated(&self) -> bool {
        self.now() != self.basis
    }

    fn now(&self) -> Basis {
        let day = self.site.state().as_of.is_none().then(|| day_in(&self.zone));
        Basis { git: Git::of(self.folder), day }
    }
}

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::cycles::Line;
use super::state::{Loaded, StateArguments, location, zone};
use super::{Exit, Global, Output};
use crate::cycles::Comparison;
use crate::history::{Chronicle, Replay, verify};
use crate::language::Language;
use crate::record::Audience;
use crate::site::{self, DiskSink, Options, Sink};
use crate::source::git::Repository;
use crate::source::{Commit, SourceError};
use crate::text::counted;

/// Publish the records as a static site
///
/// Writes one page for each record and an overview, all linked both ways. They need no server and no JavaScript. Without
/// --audience (or `publication.audience` in tickmark.yaml) the site is for the public: no names, no e-mail addresses, no
/// confidential evidence.
#[derive(Debug, Args)]
pub struct Site {
    #[command(flatten)]
    state: StateArguments,
    /// Write the site into DIR: a new folder, or one that an earlier run has made
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Who the site is for
    #[arg(long, value_name = "WHO")]
    audience: Option<Who>,
    /// The language that it is written in (en, de)
    #[arg(long, value_name = "TAG", default_value = "en")]
    language: String,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Who {
    /// Anybody
    Public,
    /// Names, and all evidence except what is restricted
    Management,
}

impl Site {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let mut sink = DiskSink::new(&self.output)?;
        let loaded = self.state.load(global, false, output)?;
        let options = Options {
            audience: self.audience(&loaded, output),
            language: Language::built_in(&self.language)?,
            day: loaded.day,
            zone: zone(&loaded.snapshot),
            commits: commits(&loaded)?,
            comparisons: comparisons(global, &loaded, output),
            chronicle: history(&loaded, |_, replay| Chronicle::of(replay))?,
            verification: history(&loaded, |repository, replay| verify(repository, replay, &loaded.opened.root))?,
        };
        let files = site::build(&loaded.snapshot, &options)?;
        sink.publish(&files)?;
        let pages = files.iter().filter(|file| file.path.ends_with(".html")).count() as i64;
        output.result(&format!("{}\n{}\n", self.output.join("index.html").display(), counted(pages, "page")))?;
        Ok(Exit::Success)
    }

    /// The audience that was asked for, or the settings' one. What is not made for an audience of its own yet is made for
    /// the public, who may see least.
    fn audience(&self, loaded: &Loaded, output: &mut Output) -> Audience {
        let settings = loaded.snapshot.isms().and_then(|isms| isms.data().publication.as_ref()?.audience);
        match (self.audience, settings) {
            (Some(Who::Public), _) => Audience::Public,
            (Some(Who::Management), _) => Audience::Management,
            (None, Some(audience @ (Audience::Auditee | Audience::Certifier))) => {
                output.note(
                    "note",
                    &format!("there is no site for the audience `{audience}` yet; this one is for the public"),
                );
                Audience::Public
            }
            (None, audience) => audience.unwrap_or(Audience::Public),
        }
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

/// Neighbouring cycles compared up to the commit that is shown; none outside a repository, and none with a note where history
/// does not go back far enough.
fn comparisons(global: &Global, loaded: &Loaded, output: &mut Output) -> Arc<[Comparison]> {
    let Some(commit) = loaded.opened.repository.as_ref().and(loaded.snapshot.state().commit()) else {
        return Arc::default();
    };
    let location = location(global);
    let compared = Line::up_to(&location, &commit.id).and_then(|line| line.neighbours());
    let compared = compared.unwrap_or_else(|error| {
        output.note("note", &format!("the site has no comparison of cycles: {error:#}"));
        Vec::new()
    });
    compared.into()
}

/// What the history up to the commit that is shown tells; `None` outside a repository, before its first commit, and in a
/// clone that lacks a part of its history.
fn history<T>(
    loaded: &Loaded,
    tell: impl FnOnce(&Repository, &mut Replay<'_>) -> Result<T, SourceError>,
) -> anyhow::Result<Option<Arc<T>>> {
    let (Some(repository), Some(commit)) = (&loaded.opened.repository, loaded.snapshot.state().commit()) else {
        return Ok(None);
    };
    let told =
        Replay::new(repository, &commit.id, &loaded.opened.root).and_then(|mut replay| tell(repository, &mut replay));
    match told {
        Ok(told) => Ok(Some(Arc::new(told))),
        Err(SourceError::ShallowHistory) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

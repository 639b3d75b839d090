//! The site: the records as pages for people who read rather than diff.
//!
//! Pages are planned first, so that every record has its address before any page links to it and two pages never take
//! one. What an audience may see is settled while a page's data is built ([`crate::redact`] and [`views`]); the templates lay it
//! out and decide nothing. The result goes into one [`Sink`].

mod data;
mod machine;
mod markup;
mod own;
mod parts;
mod plan;
mod search;
mod sink;
mod stamp;
mod templates;
mod views;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

pub use own::{BuildError, LANGUAGE_FOLDER, OWN_FOLDER, Original, Own, originals};
pub use plan::{Missing, Page, PageKind, Plan, Register, Unpublished};
pub use sink::{DiskSink, MARKER, MemorySink, Sink, SinkError};
pub use stamp::{stamp, state_of};

use crate::cycles::Comparison;
use crate::history::{Chronicle, Verification};
use crate::language::Language;
use crate::lint::Health;
use crate::record::{Audience, Date};
use crate::redact::{Elsewhere, Seen};
use crate::snapshot::Snapshot;
use crate::source::Commit;

/// What a site is built for.
#[derive(Clone)]
pub struct Options {
    /// Who it is for.
    pub audience: Audience,
    /// The language that it is written in.
    pub language: Arc<Language>,
    /// The day on which the records are judged.
    pub day: Date,
    /// The organisation's time zone, for the days of commits.
    pub zone: jiff::tz::TimeZone,
    /// The commit that last changed a record, by the record's path.
    pub commits: HashMap<String, Commit>,
    /// The paths of the records that are not as the commit of the state has them; `None` where that is not known.
    pub uncommitted: Option<BTreeSet<String>>,
    /// The life of the records; `None` where history is not at hand.
    pub chronicle: Option<Arc<Chronicle>>,
    /// Neighbouring audit cycles compared, the earliest first; empty where history is not at hand.
    pub comparisons: Arc<[Comparison]>,
    /// What the rules reported over time, the earliest first; empty where nobody asked.
    pub health: Arc<[Health]>,
    /// What verifying the history found; `None` where it is not at hand.
    pub verification: Option<Arc<Verification>>,
    /// What other states know of what the audience may not see.
    pub elsewhere: Elsewhere,
    /// The user's files in place of built-in ones.
    pub own: Own,
    /// Address at which a record's file is edited, with `{path}` for its path.
    pub edit: Option<String>,
}

impl Options {
    /// What a site of records without a history is made with: in English, with the days of UTC.
    pub fn new(audience: Audience, day: Date) -> Options {
        Options {
            audience,
            language: Language::english(),
            day,
            zone: jiff::tz::TimeZone::UTC,
            commits: HashMap::new(),
            uncommitted: None,
            chronicle: None,
            comparisons: Arc::default(),
            health: Arc::default(),
            verification: None,
            elsewhere: Elsewhere::default(),
            own: Own::default(),
            edit: None,
        }
    }
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Path from the top of the site.
    pub path: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// Builds the site of a snapshot in memory. The same snapshot and options give the same bytes.
///
/// # Errors
/// A template fails.
pub fn build(snapshot: &Snapshot, options: &Options) -> Result<Vec<File>, BuildError> {
    let sink = MemorySink::default();
    publish(snapshot, options, &sink, &|_, _| ())?;
    let files = sink.into_files().into_iter();
    Ok(files.map(|(path, content)| File { path, content }).collect())
}

/// Builds the site of a snapshot, each page going into the sink as soon as it is rendered, and gives the number of pages.
/// The sink has still to be finished. `progress` hears of each page with the number of all.
///
/// # Errors
/// A template fails, or the sink.
pub fn publish(
    snapshot: &Snapshot,
    options: &Options,
    sink: &dyn Sink,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<usize, BuildError> {
    let seen = Seen::of(snapshot, options.audience, &options.elsewhere);
    let mut plan = Plan::of(seen.snapshot(), options.audience, &options.elsewhere);
    plan.add_comparisons(&options.comparisons);
    let site = views::Site::new(&seen, options, &plan);
    let templates = templates::environment(&options.language, &options.own)?;
    let failed = |error: minijinja::Error| BuildError::template(&error, &options.own);
    let done = AtomicUsize::new(0);
    let lexicon = search::Lexicon::default();
    let entries: Result<Vec<Vec<search::Entry>>, BuildError> = plan
        .pages
        .par_iter()
        .map(|page| {
            let built = built(&templates, &site, page, &lexicon).map_err(failed)?;
            sink.write(built.page)?;
            sink.write(built.data)?;
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, plan.pages.len());
            Ok(built.entries)
        })
        .collect();
    let found = search::files(entries?.into_iter().flatten().collect(), &lexicon, &options.language);
    let machine = machine::files(&templates, &site).map_err(failed)?;
    let asset = |(path, text): &(&str, &str)| File { path: (*path).to_owned(), content: (*text).into() };
    for mut file in found.into_iter().chain(machine).chain(own::ASSETS.iter().map(asset)) {
        if let Some(own) = options.own.bytes(&file.path) {
            file.content = own.to_vec();
        }
        sink.write(file)?;
    }
    Ok(plan.pages.len())
}

/// A page, its data, and what the search finds of it.
struct Built {
    page: File,
    data: File,
    entries: Vec<search::Entry>,
}

fn built(
    templates: &minijinja::Environment<'_>,
    site: &views::Site<'_>,
    page: &Page,
    lexicon: &search::Lexicon,
) -> Result<Built, minijinja::Error> {
    let (template, context) = views::Viewer::new(site, page).page(page);
    Ok(Built {
        page: templates::render(templates, template, &context, &page.path)?,
        data: machine::data(site, &page.path, &context),
        entries: search::entries(&page.path, &context, &site.options.language, lexicon),
    })
}

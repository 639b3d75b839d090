//! The site: the records as pages for people who read rather than diff.
//!
//! Pages are planned first, so that every record has its address before any page links to it and two pages never take
//! one. What an audience may see is settled while a page's data is built ([`crate::redact`] and [`views`]); the templates lay it
//! out and decide nothing. The result goes into one [`Sink`].

mod machine;
mod markup;
mod plan;
mod search;
mod sink;
mod templates;
mod views;

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

pub use plan::{Missing, Page, PageKind, Plan, Register, Unpublished};
pub use sink::{DiskSink, MARKER, MemorySink, Sink, SinkError};

use crate::cycles::Comparison;
use crate::history::{Chronicle, Verification};
use crate::language::Language;
use crate::record::{Audience, Date};
use crate::snapshot::Snapshot;
use crate::source::Commit;

/// What a site is built for.
#[derive(Clone)]
pub struct Options {
    /// Who it is for: the public, or management.
    pub audience: Audience,
    /// The language that it is written in.
    pub language: Arc<Language>,
    /// The day on which the records are judged.
    pub day: Date,
    /// The organisation's time zone, for the days of commits.
    pub zone: jiff::tz::TimeZone,
    /// The commit that last changed a record, by the record's path.
    pub commits: HashMap<String, Commit>,
    /// The life of the records; `None` where history is not at hand.
    pub chronicle: Option<Arc<Chronicle>>,
    /// Neighbouring audit cycles compared, the earliest first; empty where history is not at hand.
    pub comparisons: Arc<[Comparison]>,
    /// What verifying the history found; `None` where it is not at hand.
    pub verification: Option<Arc<Verification>>,
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Path from the top of the site.
    pub path: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// Builds the site of a snapshot. The same snapshot, day, commits and audience give the same bytes.
///
/// # Errors
/// A template fails: a fault of tickmark, not of the records.
pub fn build(snapshot: &Snapshot, options: &Options) -> Result<Vec<File>, minijinja::Error> {
    let mut plan = Plan::of(snapshot, options.audience);
    plan.add_comparisons(&options.comparisons);
    let site = views::Site::new(snapshot, options, &plan);
    let templates = templates::environment(&options.language)?;
    let built: Result<Vec<Built>, minijinja::Error> =
        plan.pages.par_iter().map(|page| built(&templates, &site, page)).collect();
    let (mut files, mut entries) = (Vec::new(), Vec::new());
    for built in built? {
        files.extend([built.page, built.data]);
        entries.extend(built.entries);
    }
    files.extend(search::files(entries, &options.language));
    files.extend(machine::files(&templates, &site)?);
    files.push(File { path: "tables.js".to_owned(), content: include_bytes!("assets/tables.js").to_vec() });
    files.push(File { path: "style.css".to_owned(), content: include_bytes!("assets/style.css").to_vec() });
    Ok(files)
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
) -> Result<Built, minijinja::Error> {
    let (template, context) = views::Viewer::new(site, page).page(page);
    Ok(Built {
        page: templates::render(templates, template, &context, &page.path)?,
        data: machine::data(site, &page.path, &context),
        entries: search::entries(&page.path, &context, &site.options.language),
    })
}

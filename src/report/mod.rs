//! Reports: what the records say, as documents to hand over.
//!
//! A report is built as a [`Document`] from a snapshot, its audience and what history knows ([`Facts`]); HTML, Markdown and
//! Typst are renderings of it. Every value of a record passes through [`Reader`], which is where the redaction is.

mod action;
mod audit;
mod certification;
mod checklist;
mod document;
mod finding;
mod frame;
mod plan;
mod programme;
mod prose;
mod reader;
mod register;
mod render;
mod review;
mod sheets;
mod since;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use certification::{File, Issued, Sources, last_external, overview, pack, wanted_files};
pub use document::{Block, Blocks, Column, Document, Fact, Figure, Line, Medium, Said, Section, Side, Span, Style};
pub use prose::{MARKDOWN, box_of};
pub use reader::Reader;
pub use register::Register;
pub use render::{Format, Templates, render};
pub use review::{LookBack, Then, inputs, is_of_context, is_past, looks_back_to, reaches_back};
pub use sheets::{sheets, tables};

use crate::history::{Approvals, Event, Promises};
use crate::language::Language;
use crate::record::{Audience, Data, Date};
use crate::redact::{Elsewhere, Seen};
use crate::snapshot::Snapshot;

/// What a report is made for.
#[derive(Clone)]
pub struct Options {
    /// Who reads it.
    pub audience: Audience,
    /// The language that it is written in.
    pub language: Arc<Language>,
    /// The day on which the records are judged.
    pub day: Date,
    /// The tag that names the state.
    pub tag: Option<String>,
    /// The report as it was issued, where this one is about the same audit and is not made of that state and as of that day.
    pub issued: Option<IssuedAs>,
    /// Whether some records of the state are not as its commit has them.
    pub is_uncommitted: bool,
    /// What other states know of what the readers may not see.
    pub elsewhere: Elsewhere,
}

/// Of which state and day an issued report is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedAs {
    /// The tag that names the state.
    pub tag: String,
    /// The day of issue.
    pub day: Date,
    /// The commit that the tag names, where that did not issue the report and another report would come of it. The one that did is
    /// what the report is made of, unless the command line names another state.
    pub moved_to: Option<String>,
    /// Whether the report is made of the state that was issued.
    pub is_of_issue: bool,
}

/// What a snapshot alone does not tell.
#[derive(Debug, Default)]
pub struct Facts {
    /// The lives of records, by id in lower case.
    pub lives: BTreeMap<String, Vec<Event>>,
    /// An earlier state that the report looks back on.
    pub earlier: Option<Snapshot>,
    /// What was promised first.
    pub promises: Option<Promises>,
    /// Who was approved as an auditor when.
    pub approvals: Option<Approvals>,
    /// What is known of reviews, by id in lower case.
    pub reviews: BTreeMap<String, LookBack>,
}

/// Which report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind<'a> {
    /// The plan of an audit.
    Plan(&'a str),
    /// The report of an audit.
    Audit(&'a str),
    /// A corrective action record.
    Action(&'a str),
    /// An audit programme.
    Programme(&'a str),
    /// The input to a management review.
    Review(&'a str),
    /// Many records of a kind, or many parts of them.
    Register(Register),
}

/// Builds a report; `None` when there is no such record, or the audience may not know of it.
pub fn build(snapshot: &Snapshot, options: &Options, facts: &Facts, kind: Kind<'_>) -> Option<Document> {
    let seen = Seen::of(snapshot, options.audience, &options.elsewhere);
    build_seen(&seen, options, facts, kind)
}

fn build_seen(seen: &Seen<'_>, options: &Options, facts: &Facts, kind: Kind<'_>) -> Option<Document> {
    let snapshot = seen.snapshot();
    let reader =
        Reader::new(seen, options).with_promises(facts.promises.as_ref()).with_approvals(facts.approvals.as_ref());
    if let Kind::Register(register) = kind {
        let sections = register::sections(&reader, register);
        let missing = reader.gaps().of_kinds(register.kinds());
        let document =
            frame::document(&reader, options, reader.plain("report-kind-register"), None, &missing, sections);
        let title = reader.plain(&format!("report-register-{}", register.as_str()));
        return Some(Document { title, is_wide: true, ..document });
    }
    let id = match kind {
        Kind::Plan(id) | Kind::Audit(id) | Kind::Action(id) | Kind::Programme(id) | Kind::Review(id) => id,
        Kind::Register(_) => return None,
    };
    let record = snapshot.record(id).filter(|record| reader.is_shown(record))?;
    let data = record.data();
    let (name, sections) = match kind {
        Kind::Plan(_) => (reader.plain("report-kind-plan"), plan::sections(&reader, record, data.audit()?)),
        Kind::Audit(_) => (reader.plain("report-kind-audit"), audit::sections(&reader, facts, record, data.audit()?)),
        Kind::Action(_) => {
            (reader.plain("report-kind-action"), action::sections(&reader, facts, record, data.action()?))
        }
        Kind::Programme(_) => {
            (reader.plain("report-kind-programme"), programme::sections(&reader, record, data.programme()?))
        }
        _ => (reader.plain("report-kind-review"), review::sections(&reader, options, facts, record, data.review()?)),
    };
    let missing = match data {
        Data::Review(review) => review::missing(&reader, options, facts, record, review),
        _ => reader.gaps().about(record),
    };
    Some(frame::document(&reader, options, name, Some(record), &missing, sections))
}

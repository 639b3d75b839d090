//! tickmark: ISO/IEC 27001 internal audits as plain YAML records in Git.
//!
//! ```text
//!  source ──► yaml ──► schema ──► snapshot ──┬─► lint ────► diagnostics ──► render
//!  (work tree, (spanned  (JSON      (typed     ├─► diff ────► changes ──────►   "
//!   index,      nodes)    Schema)    records,  ├─► gate ────► verdict ──────►   "
//!   commit)                          index)    ├─► review (of a branch: the three above) ─► "
//!                                               └─► metrics ─► site, report
//!                                                                └─► serve (in a browser, while records are written)
//! ```
//!
//! Data flows to the right only, and so do the dependencies between the modules. Everything right of [`source`] is a
//! function of its arguments: no clock, no environment, no input or output, but for [`serve`], which talks to a browser. Bad
//! input becomes a [`diagnostic`] and the rest goes on; an `Err` means that the tool could not do its work. [`record`] (the
//! types) is the ground that all stand on.

pub mod calendar;
pub mod cli;
pub mod cycles;
pub mod demo;
pub mod diagnostic;
pub mod diff;
mod direction;
pub mod edit;
pub mod figures;
pub mod follow_up;
pub mod forms;
pub mod gate;
mod hash;
pub mod history;
pub mod language;
pub mod letter;
pub mod lint;
pub mod metrics;
pub mod record;
pub mod redact;
pub mod render;
pub mod report;
pub mod review;
pub mod scaffold;
pub mod schema;
pub mod serve;
pub mod site;
pub mod snapshot;
pub mod source;
pub mod span;
pub mod spreadsheet;
pub mod telling;
pub mod text;
pub mod yaml;

//! The states at the ends of months, run through the rules: how much they reported over time.

use std::sync::Arc;

use super::state::{Loaded, last_commit_up_to, location, zone};
use super::{Global, Output};
use crate::lint::Health;
use crate::snapshot::Snapshot;
use crate::source::{Selection, SourceError};

/// What the rules say of the state at the end of each month and of the one that is shown; empty without history, and with a
/// note where it does not go back far enough. What several states have in common is parsed once.
///
/// # Errors
/// History cannot be read.
pub fn health(global: &Global, loaded: &Loaded, output: &mut Output) -> anyhow::Result<Arc<[Health]>> {
    let (Some(repository), Some(commit)) = (&loaded.opened.repository, loaded.snapshot.state().commit()) else {
        return Ok(Arc::default());
    };
    if let Err(error) = repository.expect_history(&commit.id, &loaded.opened.root) {
        output.note("note", &format!("the site does not show how much the rules reported over time: {error}"));
        return Ok(Arc::default());
    }
    let (location, zone) = (location(global), zone(&loaded.snapshot));
    let mut points = Vec::new();
    let mut last: Option<(String, Snapshot)> = None;
    for day in Health::days_before(loaded.day) {
        let Some(then) = last_commit_up_to(repository, &commit.id, day, &zone)? else { continue };
        if last.as_ref().is_none_or(|(id, _)| *id != then.id) {
            let opened = match location.open(&Selection::Revision(then.id.clone())) {
                // Nothing was on record yet.
                Err(SourceError::NoRootInCommit { .. }) => continue,
                opened => opened?,
            };
            last = Some((then.id, Snapshot::load(&*opened.source, &loaded.cache)?));
        }
        points.extend(last.as_ref().map(|(_, snapshot)| Health::of(snapshot, day)));
    }
    points.push(Health::of(&loaded.snapshot, loaded.day));
    Ok(points.into())
}

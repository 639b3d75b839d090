//! What has to be signed of a branch, for the commands that compare it with what it is to be merged into.

use super::gpg::Gpg;
use super::state::Loaded;
use crate::history::Parting;
use crate::lint::Landing;
use crate::snapshot::Snapshot;
use crate::source::{Commit, Location, Selection, SourceError, State};

/// What has to be signed of what is looked at before it is part of the main line that ends with `target`: `isms` has its settings.
/// `base` is where it left, with the state there. Where history is cut off nobody knows, and `history-unavailable` says so.
///
/// # Errors
/// A commit of the branch cannot be read.
pub fn landing(
    location: &Location,
    loaded: &Loaded,
    (target, isms): (&Commit, &Snapshot),
    (base, before): (&Commit, &Snapshot),
) -> Result<Option<Landing>, SourceError> {
    let is_asked = isms.isms().is_some_and(|isms| isms.signing.as_ref().is_some_and(|it| !it.required.is_empty()));
    let state = loaded.snapshot.state();
    let (Some(repository), Some(head), true) = (&loaded.opened.repository, state.commit(), is_asked) else {
        return Ok(None);
    };
    if target.id == head.id || repository.expect_history(&head.id, &loaded.opened.root).is_err() {
        return Ok(None);
    }
    let there = location.open(&Selection::Revision(target.id.clone()))?;
    let newer = match target.id == base.id {
        true => None,
        false => Some(Snapshot::load(&*there.source, &loaded.cache)?),
    };
    // What is not committed is signed by nobody yet.
    let committed = match state {
        State::Commit(_) => None,
        _ => match location.open(&Selection::Revision(head.id.clone())) {
            Err(SourceError::NoRootInCommit { .. }) => return Ok(None),
            opened => Some(opened?),
        },
    };
    let committed = committed.map(|opened| Snapshot::load(&*opened.source, &loaded.cache)).transpose()?;
    let parting = Parting {
        target,
        there: newer.as_ref().unwrap_or(before),
        root_there: &there.root,
        base,
        before,
        head,
        after: committed.as_ref().unwrap_or(&loaded.snapshot),
        root: &loaded.opened.root,
    };
    let landing = parting.landing(repository, &Gpg)?;
    Ok(landing.map(|landing| Landing { head: committed, ..landing }))
}

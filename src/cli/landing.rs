//! What is known of the merge of a branch, for the commands that compare it with what it is to be merged into.

use super::baseline::Parted;
use super::gpg::Gpg;
use super::state::Loaded;
use crate::diagnostic::Diagnostic;
use crate::history::{Parting, Rehearsal};
use crate::lint::Landing;
use crate::snapshot::Snapshot;
use crate::source::git::Repository;
use crate::source::{Commit, Location, Selection, SourceError, State};

/// The states around a merge that nobody has made yet.
pub struct Ahead<'a> {
    /// The newest commit of the main line, its state, and where its records are.
    pub target: (&'a Commit, &'a Snapshot, &'a str),
    /// The commit at which the branch left it, and its state.
    pub base: (&'a Commit, &'a Snapshot),
    /// What will come of both, where the main line has gone on since and that is known.
    pub merged: Option<&'a Snapshot>,
}

/// What is known of the merge that brings what is looked at to the main line. Where history is cut off nobody knows, and
/// `history-unavailable` says so.
///
/// # Errors
/// A commit of the branch cannot be read.
pub fn landing(location: &Location, loaded: &Loaded, ahead: &Ahead<'_>) -> Result<Option<Landing>, SourceError> {
    let state = loaded.snapshot.state();
    let (Some(repository), Some(head)) = (&loaded.opened.repository, state.commit()) else { return Ok(None) };
    if repository.expect_history(&head.id, &loaded.opened.root).is_err() {
        return Ok(None);
    }
    // What is not committed is signed by nobody yet.
    let committed = match state {
        State::Commit(_) => None,
        _ => match location.open(&Selection::Revision(head.id.clone())) {
            Err(SourceError::NoRootInCommit { .. }) => return Ok(None),
            opened => Some(opened?),
        },
    };
    let committed = committed.map(|opened| Snapshot::load(&*opened.source, &loaded.cache)).transpose()?;
    let ((target, there, root_there), (base, before)) = (ahead.target, ahead.base);
    let after = committed.as_ref().unwrap_or(&loaded.snapshot);
    let parting = Parting {
        target,
        there,
        root_there,
        base,
        before,
        head,
        after,
        merged: ahead.merged.filter(|_| committed.is_none()).unwrap_or(after),
        judged: ahead.merged.unwrap_or(&loaded.snapshot),
        root: &loaded.opened.root,
    };
    let landing = parting.landing(repository, &Gpg)?;
    Ok(Some(Landing { head: committed, ..landing }))
}

/// What is an error at the commits of the branch, each by itself. Where history is cut off nobody knows.
///
/// # Errors
/// A commit of the branch cannot be read.
pub fn rebased(loaded: &Loaded, parted: &Parted) -> Result<Vec<Diagnostic>, SourceError> {
    let Parted { target, base, head, .. } = parted;
    let is_whole = |repository: &&Repository| repository.expect_history(&head.id, &loaded.opened.root).is_ok();
    let Some(repository) = loaded.opened.repository.as_ref().filter(is_whole) else { return Ok(Vec::new()) };
    let rehearsal = Rehearsal { target: &target.id, base: &base.id, head: &head.id, root: &loaded.opened.root };
    rehearsal.errors(repository, &loaded.cache)
}

//! What a branch is held against: the state at which it left another one, the settings that judge both, and what history says
//! beside.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::landing::{Ahead, landing};
use super::state::{Loaded, location};
use super::{Global, Output};
use crate::diagnostic::Diagnostic;
use crate::history::Replay;
use crate::lint::{Baseline, FormerIds, Gap, HistoryFacts, Settings, lint_history};
use crate::snapshot::{Document, Snapshot, id_of_path};
use crate::source::git::Repository;
use crate::source::{Commit, MemorySource, Selection, Sides, Source, SourceError, Unmerged};
use crate::text::listed;

/// What a branch is held against, and where it left.
pub struct Parted {
    /// The state at the merge base.
    pub baseline: Baseline,
    /// The commit of the merge base.
    pub base: Commit,
    /// The commit that was named.
    pub target: Commit,
    /// The commit that is looked at, or that the files on disk are based on.
    pub head: Commit,
}

/// Reads what a branch is held against: the state at which it left REV, and the settings that REV has by now.
///
/// # Errors
/// REV names nothing, or has nothing in common with what is looked at.
pub fn parted(
    global: &Global,
    loaded: &Loaded,
    rev: &str,
    wanted: &str,
    output: &mut Output,
) -> anyhow::Result<Parted> {
    let folder = loaded.opened.folder.as_ref().unwrap_or(&global.directory);
    let missing = || SourceError::NoRepository { path: folder.clone(), wanted: wanted.to_owned() };
    let repository = loaded.opened.repository.as_ref().ok_or_else(missing)?;
    let head = loaded.snapshot.state().commit().cloned().ok_or(SourceError::NoCommit)?;
    let target = repository.commit(rev)?;
    let base = repository.merge_base(&target.id, &head.id)?;
    let location = location(global);
    let open = |id: &str| match location.open(&Selection::Revision(id.to_owned())) {
        // What does not exist yet there cannot have been wrong there either.
        Err(SourceError::NoRootInCommit { .. }) => Ok(None),
        opened => opened.map(Some),
    };
    let left = open(&base.id)?;
    let nothing = MemorySource::default();
    let left: &dyn Source = left.as_ref().map_or(&nothing, |opened| &*opened.source);
    let snapshot = Snapshot::load(left, &loaded.cache)?;
    let there = if target.id == base.id { None } else { open(&target.id)? };
    let newer = there.as_ref().map(|opened| Snapshot::load(&*opened.source, &loaded.cache)).transpose()?;
    let merged = match &there {
        Some(opened) => merged(loaded, left, &*opened.source, rev, output)?,
        None => None,
    };
    let (former, returned) = former_ids(repository, &target, loaded, (&snapshot, newer.as_ref().unwrap_or(&snapshot)))?;
    let ahead = Ahead {
        target: (
            &target,
            newer.as_ref().unwrap_or(&snapshot),
            there.as_ref().map_or(loaded.opened.root.as_str(), |opened| &opened.root),
        ),
        base: (&base, &snapshot),
        merged: merged.as_ref(),
    };
    let landing = landing(&location, loaded, &ahead)?;
    let baseline = Baseline::new(snapshot, newer.as_ref());
    let baseline = match newer.zip(merged) {
        Some((newer, merged)) => baseline.with_merge(newer, merged),
        None => baseline,
    };
    let baseline = baseline.with_former(former).with_returned(&returned).with_landing(landing);
    if !baseline.has_settings() {
        output.note("note", &format!("{rev} has no readable tickmark.yaml: both sides are judged by this state's"));
    }
    Ok(Parted { baseline, base, target, head })
}

/// What comes of the target, which has gone on since the branch left it, and the branch; `None` where somebody has to choose first.
fn merged(
    loaded: &Loaded,
    left: &dyn Source,
    target: &dyn Source,
    rev: &str,
    output: &mut Output,
) -> anyhow::Result<Option<Snapshot>> {
    let sides = Sides { base: left, ours: target, theirs: &*loaded.opened.source };
    match sides.merge()? {
        Ok(merged) => Ok(Some(Snapshot::load(&merged, &loaded.cache)?)),
        Err(Unmerged { conflicts, astray, by_program }) => {
            if !conflicts.is_empty() {
                let paths = listed(&conflicts, 5);
                output.note(
                    "note",
                    &format!(
                        "{rev} and this state both changed {paths}: until somebody chooses, what this adds is judged by where it left {rev}"
                    ),
                );
            }
            if !astray.is_empty() {
                let paths = listed(&astray, 5);
                output.note(
                    "note",
                    &format!(
                        "of {rev} and this state, one added {paths} to a folder that the other renamed: until somebody says where that belongs, \
                         what this adds is judged by where it left {rev}"
                    ),
                );
            }
            if !by_program.is_empty() {
                let paths = by_program.iter().map(|(path, name)| format!("{path} (merge={name})"));
                let paths = listed(&paths.collect::<Vec<_>>(), 5);
                output.note(
                    "note",
                    &format!(
                        "{rev} and this state both changed {paths}, which `.gitattributes` gives to a program to merge: what comes of it is \
                         not known here, and what this adds is judged by where it left {rev}"
                    ),
                );
            }
            Ok(None)
        }
    }
}

/// Records that are brought back or mended, as they were, each with the path that it has now.
type Returned = Vec<(Arc<str>, Arc<Document>)>;

/// The ids of new records that belonged to records which `target` had and deleted, and of those that are brought back, or that cannot be
/// read in the target, what they were. Where history is cut off nobody knows, and [`history_gap`] says so.
fn former_ids(
    repository: &Repository,
    target: &Commit,
    loaded: &Loaded,
    (base, there): (&Snapshot, &Snapshot),
) -> Result<(FormerIds, Returned), SourceError> {
    let (head, root) = (&loaded.snapshot, &loaded.opened.root);
    let new: BTreeSet<&str> =
        head.records().iter().filter(|record| base.same(record).is_none()).map(|record| &**record.key()).collect();
    let mended: BTreeSet<&str> = there.broken().iter().map(|broken| &*broken.path).collect();
    let mends = head.records().iter().any(|record| mended.contains(&*record.path));
    if new.is_empty() && !mends || repository.expect_history(&target.id, root).is_err() {
        return Ok(Default::default());
    }
    // Going over the files of history is quick, and as a rule there is none of such a name.
    let is_asked = |path: &String| new.contains(id_of_path(path, None).to_lowercase().as_str());
    if !mends && !repository.former_paths(&target.id, root)?.iter().any(is_asked) {
        return Ok(Default::default());
    }
    let mut replay = Replay::new(repository, &target.id, root)?.knowing(&loaded.cache);
    replay.run(&mut |_| {})?;
    let mut returned = replay.returned(head);
    returned.retain(|(path, document)| new.contains(&*document.id_at(path).1));
    returned.extend(replay.mended(head));
    Ok((replay.former(head), returned))
}

/// What a clone without its history cannot tell. `has_two` says whether two states are compared all the same.
pub fn history_gap(loaded: &Loaded, has_two: bool, settings: &Settings) -> Vec<Diagnostic> {
    let (Some(repository), Some(commit)) = (&loaded.opened.repository, loaded.snapshot.state().commit()) else {
        return Vec::new();
    };
    let Err(error) = repository.expect_history(&commit.id, &loaded.opened.root) else { return Vec::new() };
    let gap = Gap::new(error.to_string(), error.hint().unwrap_or_default(), has_two);
    let facts = HistoryFacts { gap: Some(gap), ..HistoryFacts::default() };
    lint_history(&loaded.snapshot, loaded.day, settings, &facts)
}

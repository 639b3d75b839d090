//! The ids that no new record may have.

use super::Global;
use super::state::{Loaded, location};
use crate::scaffold::Taken;
use crate::snapshot::id_of_path;
use crate::source::Selection;

/// The ids that are taken here and on every branch, local or remote-tracking, and those of records that were deleted.
///
/// # Errors
/// The branches cannot be listed.
pub fn taken(global: &Global, loaded: &Loaded) -> anyhow::Result<Taken> {
    let mut taken = Taken::default();
    loaded.snapshot.documents().for_each(|(path, _)| taken.add(id_of_path(path, None), None));
    loaded.snapshot.records().iter().for_each(|record| taken.add(&record.id, None));
    let Some(repository) = &loaded.opened.repository else { return Ok(taken) };
    let location = location(global);
    for branch in repository.branches()? {
        // A branch from before the records has none of their ids.
        let Ok(opened) = location.open(&Selection::Revision(branch.tip)) else { continue };
        for entry in opened.source.entries()? {
            taken.add(id_of_path(&entry.path, None), Some(&branch.name));
        }
    }
    // Where history is cut off, what was before is not known.
    let former = repository.former_paths("HEAD", &loaded.opened.root).unwrap_or_default();
    former.iter().for_each(|path| taken.add_former(id_of_path(path, None)));
    Ok(taken)
}

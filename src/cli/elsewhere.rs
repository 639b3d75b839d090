//! What other states than the one that is shown know of what may not be published.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use anyhow::bail;

use super::state::{Loaded, StateArguments, location};
use super::{Global, Output};
use crate::record::{Audience, Kind, Publication, ROOT_FILE};
use crate::redact::{self, Elsewhere, Known};
use crate::snapshot::{Document, Snapshot};
use crate::source::{Opened, Selection};

/// What today's settings say of publishing where another state is shown; `None` where there are none today.
///
/// # Errors
/// They cannot be read: they say who may see what.
pub fn todays_settings(
    global: &Global,
    state: &StateArguments,
    loaded: &Loaded,
) -> anyhow::Result<Option<Publication>> {
    if !is_past(state) {
        return Ok(None);
    }
    let Some(bytes) = todays_file(global, loaded)? else { return Ok(None) };
    let document = Document::read(&bytes);
    let Some(isms) = document.data.as_ref().and_then(|data| data.isms()) else {
        bail!(
            "today's {ROOT_FILE} says what may be published, also of what was before, and it is invalid: nothing was written; \
             see `tickmark lint`"
        );
    };
    Ok(Some(isms.publication.clone().unwrap_or_default()))
}

/// Whether the arguments name a state of the past.
fn is_past(state: &StateArguments) -> bool {
    state.rev.is_some() || state.at.is_some()
}

fn todays_file(global: &Global, loaded: &Loaded) -> anyhow::Result<Option<Vec<u8>>> {
    let on_disk = loaded.opened.folder.as_deref().map(|folder| folder.join(ROOT_FILE));
    match on_disk.filter(|file| file.is_file()) {
        Some(file) => Ok(Some(std::fs::read(file)?)),
        None => Ok(match head(global) {
            Some(head) => head.source.file(ROOT_FILE)?,
            None => None,
        }),
    }
}

/// The newest commit; `None` where it has no records.
fn head(global: &Global) -> Option<Opened> {
    location(global).open(&Selection::Revision("HEAD".to_owned())).ok()
}

/// The persons of every version that their files had up to the newest commit and up to the one that is shown, the newest first:
/// for an audience that may not know their names. None where history is not at hand, with a warning.
///
/// # Errors
/// History cannot be read.
pub fn persons(global: &Global, loaded: &Loaded, output: &mut Output) -> anyhow::Result<Arc<[Known]>> {
    let mut known: Vec<Known> = Vec::new();
    let Some(repository) = loaded.opened.repository.as_ref() else {
        return Ok(known.into());
    };
    let mut lines: Vec<(String, String)> = Vec::new();
    let newest = head(global).and_then(|head| Some((head.source.state().commit()?.id.clone(), head.root)));
    let shown = loaded.snapshot.state().commit().map(|commit| (commit.id.clone(), loaded.opened.root.clone()));
    for (commit, root) in newest.into_iter().chain(shown) {
        if lines.iter().all(|(other, _)| *other != commit) {
            lines.push((commit, root));
        }
    }
    let folders = folders(&loaded.snapshot);
    let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
    for (commit, root) in lines {
        match repository.versions(&commit, &root, &folders) {
            Ok(versions) => {
                let persons =
                    versions.iter().filter_map(|version| Known::of(&version.path, &Document::read(&version.content)));
                known.extend(persons);
            }
            Err(error) if error.is_of_history() => {
                let lacking = "names that persons had in earlier states are not known, and are kept back nowhere";
                output.note("warning", &format!("{lacking}: {error}"));
            }
            Err(error) => return Err(error.into()),
        }
    }
    let mut distinct: Vec<Known> = Vec::new();
    known.into_iter().for_each(|person| {
        if !distinct.contains(&person) {
            distinct.push(person)
        }
    });
    Ok(distinct.into())
}

/// The folders that hold persons.
fn folders(snapshot: &Snapshot) -> BTreeSet<String> {
    let of_records = snapshot.people().filter_map(|person| Path::new(&*person.record().path).parent()?.to_str());
    let folders = of_records.filter(|folder| !folder.is_empty()).chain([Kind::Person.folder()]);
    folders.map(str::to_owned).collect()
}

/// Refuses to publish what would show more than is meant.
///
/// # Errors
/// A hidden field has a name that no field has, or the file of somebody cannot be read who may not be named.
pub fn expect_redaction(
    state: &StateArguments,
    snapshot: &Snapshot,
    audience: Audience,
    elsewhere: &Elsewhere,
) -> anyhow::Result<()> {
    if let Some(field) = redact::unknown_field(snapshot, audience, elsewhere) {
        bail!("tickmark.yaml: publication hides the field `{field}`, and no record has a field of this name");
    }
    if let Some(broken) = redact::unreadable_person(snapshot, audience, elsewhere, is_past(state)) {
        bail!(
            "{} cannot be read, so that nobody knows which name to keep from the audience `{audience}`: nothing was written; mend \
             the file (`tickmark lint` says what is wrong with it), or build for an audience that may read names",
            broken.path
        );
    }
    Ok(())
}

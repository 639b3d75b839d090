//! Entries that are no record however their content reads.

use crate::source::{Entry, EntryKind, is_record_name};
use crate::text::is_acting;

/// What is wrong with an entry before it is read.
pub(super) fn problem(entry: &Entry) -> Option<(&'static str, String)> {
    if entry.path.contains(|c: char| c.is_control() || is_acting(c)) {
        return Some((
            "the path holds a control character or one that turns the direction of writing",
            "rename it; nobody sees such a character, and it acts on what shows the path".to_owned(),
        ));
    }
    Some(match entry.kind {
        EntryKind::Link if is_record_name(&entry.path) => {
            ("a symbolic link, and tickmark follows none", "put the record itself here".to_owned())
        }
        EntryKind::Link => (
            "a symbolic link, and tickmark follows none: records behind it are not checked",
            "put the records themselves here; a link to something else goes under `ignore:` in tickmark.yaml"
                .to_owned(),
        ),
        EntryKind::Folder => ("a folder with the name of a record", "rename the folder, without .yaml".to_owned()),
        EntryKind::ClosedFolder => (
            "a folder that cannot be listed, so its records are not checked",
            "let the user who runs tickmark read it, or list it under `ignore:` in tickmark.yaml".to_owned(),
        ),
        EntryKind::BadName => {
            ("the path is not valid Unicode", "rename it; a record's path has to read the same everywhere".to_owned())
        }
        EntryKind::File if entry.path.ends_with(".yaml") => return None,
        EntryKind::File => {
            let stem = entry.path.rsplit_once('.').map_or(entry.path.as_str(), |(stem, _)| stem);
            let help =
                format!("rename it to {stem}.yaml; a file that is no record goes under `ignore:` in tickmark.yaml");
            ("a record's file ends in .yaml", help)
        }
    })
}

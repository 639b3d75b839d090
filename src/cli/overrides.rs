//! The user's files in place of built-in ones: what the site and the reports take, and the originals to start from.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use anyhow::{Context as _, bail};
use walkdir::WalkDir;

use super::state::{Loaded, location};
use super::{Exit, Global, Output};
use crate::report::Templates;
use crate::site::{self, LANGUAGE_FOLDER, MARKER, OWN_FOLDER, Own};
use crate::source::{Selection, Source, State};
use crate::text::{counted, nearest};

/// The user's files in place of built-in ones. A site that was written into `site/` is none of them.
pub(super) fn own_files(source: &dyn Source) -> anyhow::Result<Own> {
    let mut own = Own::default();
    if source.file(&format!("{OWN_FOLDER}{MARKER}"))?.is_some() {
        return Ok(own);
    }
    for original in site::originals() {
        if let Some(bytes) = source.file(&format!("{OWN_FOLDER}{}", original.path))? {
            own.0.insert(original.path, bytes);
        }
    }
    Ok(own)
}

/// Gives the user the built-in files.
pub(super) fn eject(global: &Global, folder: Option<&Path>, output: &mut Output) -> anyhow::Result<Exit> {
    let folder = match folder {
        Some(folder) => folder.to_owned(),
        None => {
            let opened = location(global).open(&Selection::WorkTree)?;
            opened.folder.context("there is no folder on disk to write them to")?.join(OWN_FOLDER.trim_end_matches('/'))
        }
    };
    if folder.join(MARKER).exists() {
        bail!("{} is a site that `tickmark site` has written; name another folder", folder.display());
    }
    let mut kept = 0;
    for (path, text) in originals() {
        let path = folder.join(path);
        let failed = || path.display().to_string();
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
        }
        match File::create_new(&path) {
            Ok(mut file) => {
                file.write_all(text.as_bytes()).with_context(failed)?;
                output.result(&format!("{}\n", path.display()))?;
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => kept += 1,
            Err(error) => return Err(error).with_context(failed),
        }
    }
    if kept > 0 {
        output.note("note", &format!("left as they are, since they were there: {}", counted(kept, "file")));
    }
    Ok(Exit::Success)
}

/// All files that may be replaced, by their path below `site/`: those of the site, and the layouts of reports.
fn originals() -> Vec<(String, String)> {
    let of_site = site::originals().into_iter().map(|original| (original.path, original.text.to_owned()));
    let mut layouts = Templates::default();
    let folder = Templates::FOLDER.strip_prefix(OWN_FOLDER).unwrap_or(Templates::FOLDER);
    let of_reports = layouts.files().map(|(name, text)| (format!("{folder}/{name}"), text.clone()));
    of_site.chain(of_reports).collect()
}

/// Says of files below `site/` on disk that they take the place of nothing, where they were meant to.
pub(super) fn warn_of_strays(loaded: &Loaded, output: &mut Output) {
    let is_on_disk = matches!(loaded.snapshot.state(), State::WorkTree { .. });
    let folder = loaded.opened.folder.as_ref().filter(|_| is_on_disk).map(|folder| folder.join(OWN_FOLDER));
    let Some(folder) = folder.filter(|folder| !folder.join(MARKER).exists()) else { return };
    let known: Vec<String> = originals().into_iter().map(|(path, _)| path).collect();
    let entries = WalkDir::new(&folder).max_depth(3).sort_by_file_name().into_iter().filter_map(Result::ok);
    for entry in entries.filter(|entry| entry.file_type().is_file()) {
        let Ok(path) = entry.path().strip_prefix(&folder) else { continue };
        let path = path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        if let Some(help) = stray(&path, &known) {
            output.note("warning", &format!("{OWN_FOLDER}{path} takes the place of no built-in file: {help}"));
        }
    }
}

/// What to do about a file that takes the place of none: only of what looks as if it was meant to is anything said. Other programs
/// write sites into folders of this name as well.
fn stray(path: &str, known: &[String]) -> Option<String> {
    let (folder, name) = parts(path);
    if known.iter().any(|one| one == path) || name.starts_with('.') {
        return None;
    }
    if let Some(name) = path.strip_prefix(LANGUAGE_FOLDER) {
        return misnamed(name).map(|tag| format!("did you mean {OWN_FOLDER}{LANGUAGE_FOLDER}{tag}.ftl?"));
    }
    let all = || known.iter().map(|one| parts(one));
    let is_ours = !folder.is_empty() && all().any(|(other, _)| other == folder);
    let mut same_name = all().filter(|(other, known)| *known == name && !other.is_empty()).map(|(other, _)| other);
    let elsewhere = if is_ours { same_name.next() } else { nearest(folder, same_name) };
    let ending = |name: &str| name.rsplit_once('.').map(|(_, ending)| ending.to_owned());
    let beside = all().filter(|(other, known)| *other == folder && ending(known) == ending(name));
    let near = match elsewhere {
        Some(elsewhere) => Some(format!("{elsewhere}/{name}")),
        None => nearest(name, beside.map(|(_, known)| known)).map(|near| joined(folder, near)),
    };
    match near {
        Some(near) => Some(format!("did you mean {OWN_FOLDER}{near}?")),
        None if is_ours => Some("`tickmark site --eject DIR` writes those that can be replaced".to_owned()),
        None => None,
    }
}

/// The language that a file in the folder of languages is named after, where the name does not end as those of languages do.
fn misnamed(name: &str) -> Option<&str> {
    let (tag, ending) = name.split_once('.').unwrap_or((name, ""));
    let mut parts = tag.split('-');
    let is_language = parts.next().is_some_and(|language| {
        matches!(language.len(), 2 | 3) && language.bytes().all(|letter| letter.is_ascii_lowercase())
    });
    let is_tag = is_language && parts.all(|part| !part.is_empty() && part.bytes().all(|c| c.is_ascii_alphanumeric()));
    (is_tag && ending != "ftl").then_some(tag)
}

/// The folder of a path, and the name in it.
fn parts(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

#[cfg(test)]
mod tests {
    use super::{originals, stray};

    #[test]
    fn only_what_was_meant_to_replace_something_is_told_of() {
        let known: Vec<String> = originals().into_iter().map(|(path, _)| path).collect();
        let said = |path: &str| stray(path, &known);
        for (path, near) in [
            ("templates/findng.html", "site/templates/finding.html"),
            ("stile.css", "site/style.css"),
            ("templates/clauses.html", "site/templates/registers/clauses.html"),
            ("report/report.html", "site/reports/report.html"),
            ("reports/report.tpy", "those that can be replaced"),
            ("languages/nl.tml", "site/languages/nl.ftl"),
            ("languages/pt-BR.flt", "site/languages/pt-BR.ftl"),
            ("Templates/finding.html", "site/templates/finding.html"),
        ] {
            assert!(said(path).is_some_and(|help| help.contains(near)), "{path}: {:?}", said(path));
        }
        for path in [
            "README.md",
            "index.html",
            "style.css",
            "reports/report.typ",
            "languages/nl.ftl",
            "languages/README.md",
            "logo.svg",
            "templates/.swp",
        ] {
            assert_eq!(said(path), None, "{path}");
        }
    }
}

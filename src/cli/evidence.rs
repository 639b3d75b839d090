//! Evidence that is named where something is done: a record that there is, or a file or an address that gets one.

use std::path::Path;

use anyhow::Context as _;

use super::Global;
use super::state::Loaded;
use super::taken::taken;
use crate::edit::{Actor, Draft, EditError};
use crate::record::{PinnedFile, Whereabouts};
use crate::scaffold::{self, Context, NewEvidence, Taken};
use crate::source::{Pin, Pinned};

/// Makes evidence records, one after the other.
pub struct Evidence<'a> {
    loaded: &'a Loaded,
    actor: &'a Actor,
    taken: Taken,
    has_schemas: bool,
}

impl<'a> Evidence<'a> {
    /// Looks at which ids are taken.
    ///
    /// # Errors
    /// The branches cannot be listed.
    pub fn new(global: &Global, loaded: &'a Loaded, actor: &'a Actor) -> anyhow::Result<Self> {
        let has_schemas = loaded.opened.source.file(&format!("{}/finding.schema.json", scaffold::SCHEMAS))?.is_some();
        Ok(Self { loaded, actor, taken: taken(global, loaded)?, has_schemas })
    }

    /// The id of the record for what was named: that of a record, or of a new one for a file or an address.
    ///
    /// # Errors
    /// The file cannot be read, or lies outside of the records.
    pub fn record(
        &mut self,
        draft: &mut Draft,
        said: &str,
        title: Option<&str>,
        purpose: &str,
    ) -> anyhow::Result<String> {
        if is_pinned(said) {
            let (location, file) = pinned(self.loaded, said)?;
            return self.add(
                draft,
                NewEvidence {
                    title: title.map(str::to_owned),
                    file: Some(file),
                    location: Some(location),
                    ..NewEvidence::default()
                },
            );
        }
        let is_address = said.contains("://");
        let is_known = self.loaded.snapshot.record(said).is_some();
        if is_known || !is_address && !Path::new(said).is_file() {
            return Ok(said.to_owned());
        }
        let title = title.map(str::to_owned).or_else(|| is_address.then(|| format!("Evidence for {purpose}")));
        let file = if is_address { None } else { Some(read_file(self.loaded, Path::new(said))?) };
        if file.as_ref().is_some_and(|file| file.path.is_none()) {
            return Err(EditError::Needs {
                what: format!("{said} lies outside of the records, where nobody else finds it"),
                help: "name the address at which it is kept in its place (https://…), or move it below the record root"
                    .to_owned(),
            }
            .into());
        }
        let new = NewEvidence { title, file, location: is_address.then(|| said.to_owned()), ..NewEvidence::default() };
        self.add(draft, new)
    }

    fn add(&mut self, draft: &mut Draft, new: NewEvidence) -> anyhow::Result<String> {
        let (snapshot, actor, has_schemas) = (&self.loaded.snapshot, self.actor, self.has_schemas);
        let context = Context { snapshot, taken: &self.taken, actor, has_schemas };
        let id = scaffold::evidence(context, draft, &new)?;
        self.taken.add(&id, None);
        Ok(id)
    }
}

/// Whether a location names a file as a commit has it.
pub fn is_pinned(location: &str) -> bool {
    location.starts_with("git:") && !location.starts_with("git://")
}

/// A file as a commit has it, with its hash and size, and its location with the commit's full id in place of a name that
/// may move.
///
/// # Errors
/// The location says no such thing, or the file is not at hand.
pub fn pinned(loaded: &Loaded, said: &str) -> anyhow::Result<(String, scaffold::File)> {
    let location = with_full_id(loaded, said)?;
    let needs = |what: String, help: &str| EditError::Needs { what, help: help.to_owned() };
    let form = "name it as `git:COMMIT:PATH`, or `git:NAME@COMMIT:PATH` with a NAME under `evidence_repositories`";
    let file = match Whereabouts::of(&location) {
        Whereabouts::Pinned(file) => file,
        Whereabouts::Unclear(reason) => return Err(needs(format!("`{location}` {reason}"), form).into()),
        _ => return Err(needs(format!("`{location}` is no file of a commit"), form).into()),
    };
    let PinnedFile { repository, commit, path } = file;
    let folder = match repository.map(|name| (name, loaded.snapshot.evidence_repository(name))) {
        Some((name, None)) => {
            let what = format!("tickmark.yaml lists no repository `{name}` under `evidence_repositories`");
            return Err(needs(what, form).into());
        }
        found => found.and_then(|(_, folder)| folder),
    };
    match loaded.opened.source.pinned(Pin { repository: folder, commit, path, sha256: None }) {
        Pinned::Bytes(bytes) => {
            let name = path.rsplit('/').next().unwrap_or(path);
            let file = scaffold::File::new(name, None, &bytes);
            Ok((location, file))
        }
        Pinned::Missing(reason) | Pinned::Lost { reason, .. } => {
            Err(needs(reason, "name a commit that has the file").into())
        }
        Pinned::NotHere(reason) => {
            let help = "fetch it, so that its hash and size can be taken; `tickmark new evidence --file COPY --location \
                        ADDRESS` takes them from a copy";
            Err(needs(reason, help).into())
        }
    }
}

/// The location with the full id of the commit that it names by another name, such as `HEAD` or a tag; one of another
/// repository stays as it is.
fn with_full_id(loaded: &Loaded, location: &str) -> anyhow::Result<String> {
    let parts = location.strip_prefix("git:").and_then(|rest| rest.split_once(':'));
    let (Some((name, path)), Some(repository)) = (parts, &loaded.opened.repository) else {
        return Ok(location.to_owned());
    };
    let is_full = matches!(name.len(), 40 | 64) && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    match is_full || name.contains('@') {
        true => Ok(location.to_owned()),
        false => Ok(format!("git:{}:{path}", repository.commit(name)?.id)),
    }
}

/// A file of the user's, and its place among the records when it lies there.
///
/// # Errors
/// It cannot be read.
pub fn read_file(loaded: &Loaded, file: &Path) -> anyhow::Result<scaffold::File> {
    let content = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let full = file.canonicalize()?;
    let root = loaded.opened.folder.as_deref().map(Path::canonicalize).transpose()?;
    let below = root.and_then(|root| full.strip_prefix(root).ok().map(Path::to_owned));
    let path = below
        .map(|path| path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"));
    Ok(scaffold::File::new(name, path, &content))
}

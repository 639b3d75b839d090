//! Evidence that is named where something is done: a record that there is, or a file or an address that gets one.

use std::path::Path;

use super::Global;
use super::new::{read_file, taken};
use super::state::Loaded;
use crate::edit::{Actor, Draft, EditError};
use crate::scaffold::{self, Context, NewEvidence, Taken};

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
        let (snapshot, actor, has_schemas) = (&self.loaded.snapshot, self.actor, self.has_schemas);
        let context = Context { snapshot, taken: &self.taken, actor, has_schemas };
        let id = scaffold::evidence(context, draft, &new)?;
        self.taken.add(&id, None);
        Ok(id)
    }
}

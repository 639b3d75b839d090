use clap::Args;

use super::writing::Writing;
use super::{Exit, Global, Output};
use crate::edit::{self, Draft};
use crate::render::draft as render;
use crate::text::counted;

/// Write records in their canonical layout
///
/// Keys in the order of the schema, two spaces a level, Unix line ends; comments stay where they are, and what a record says
/// stays what it says.
#[derive(Debug, Args)]
pub struct Fmt {
    /// Records, by id; all of them without it
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// Change nothing, and exit with 1 when something would change or cannot be read
    #[arg(long)]
    check: bool,
    /// Show what would be written, as a diff, and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Fmt {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let loaded = Writing::default().load(global, output)?;
        let snapshot = &loaded.snapshot;
        let mut draft = Draft::default();
        for id in &self.ids {
            edit::find(snapshot, id)?;
        }
        for (path, document) in snapshot.documents() {
            let is_wanted = || self.ids.iter().any(|id| snapshot.record(id).is_some_and(|record| record.path == *path));
            if (self.ids.is_empty() || is_wanted())
                && let Some(text) = edit::layout(&document.text)
            {
                draft.replace(path.clone(), document.text.clone(), text);
            }
        }
        if self.dry_run {
            output.result(&render::diff(draft.files(), &loaded.prefix()))?;
        } else {
            let paths: Vec<String> = draft.files().map(|file| format!("{}{}", loaded.prefix(), file.path)).collect();
            if let Some(folder) = loaded.opened.folder.as_deref().filter(|_| !self.check) {
                super::writing::write(folder, &draft)?;
            }
            for path in &paths {
                output.result(&format!("{path}\n"))?;
            }
            let what = if self.check { "would change" } else { "changed" };
            output.note("note", &format!("{} {what}", counted(paths.len() as i64, "file")));
        }
        // With ids, one that cannot be read has been refused.
        let unread = if self.ids.is_empty() { snapshot.broken().len() } else { 0 };
        if unread > 0 {
            let count = counted(unread as i64, "file");
            output.note("warning", &format!("{count} cannot be read, and were not looked at; see `tickmark lint`"));
        }
        Ok(if self.check && (!draft.is_empty() || unread > 0) { Exit::Findings } else { Exit::Success })
    }
}

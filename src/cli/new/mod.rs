mod kinds;

use clap::Args;

use self::kinds::NewKind;
use super::taken::taken;
use super::writing::{UNREADABLE, WRONGLY_SAID, Writing};
use super::{Exit, Global, Output};
use crate::edit::{self, Draft, Reason};
use crate::scaffold::{self, Context};
use crate::snapshot::Snapshot;
use crate::source::Overlay;

/// Begin a record with the next id that no branch has taken, filled from what is known
///
/// Fields that stay open are there as comments that say what they are for. Any field can be given with --set FIELD=VALUE.
#[derive(Debug, Args)]
pub struct New {
    #[command(subcommand)]
    kind: NewKind,
}

/// What all kinds share.
#[derive(Debug, Clone, Args)]
struct Common {
    /// The id, in place of the next free one
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// Give a field a value; can be repeated
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

impl New {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let common = self.kind.common();
        let loaded = common.writing.load(global, output)?;
        let actor = common.writing.actor(&loaded)?;
        let taken = taken(global, &loaded)?;
        let has_schemas = loaded.opened.source.file(&format!("{}/finding.schema.json", scaffold::SCHEMAS))?.is_some();
        let context = Context { snapshot: &loaded.snapshot, taken: &taken, actor: &actor, has_schemas };
        let mut draft = Draft::default();
        let id = self.kind.write(context, &loaded, &mut draft)?;
        if !common.set.is_empty() {
            let written = draft.files().map(|file| (file.path.to_string(), file.after.clone().into_bytes()));
            let overlay = Overlay::new(&*loaded.opened.source, written.collect::<Vec<_>>());
            let with = Snapshot::load(&overlay, &loaded.cache)?;
            let target = edit::target(&with, &id)?;
            for pair in &common.set {
                let (field, value) = edit::pair(pair)?;
                edit::set(&with, &mut draft, &actor, &target, (field, value), &Reason::default())?;
            }
        }
        common.writing.finish_unless(loaded, &draft, output, |diagnostic| {
            UNREADABLE.contains(&diagnostic.rule) || WRONGLY_SAID.contains(&diagnostic.rule)
        })
    }
}

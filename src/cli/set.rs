use clap::Args;

use super::writing::{Writing, person};
use super::{Exit, Global, Output};
use crate::edit::{self, Draft, EditError, Reason};
use crate::snapshot::Snapshot;
use crate::yaml::To;

/// Give a field of a record another value
///
/// FIELD is named as in a comparison: title, source/findings, actions/2/due; with CA-2026-005/2 as ID, due alone. VALUE is
/// text as it is, a day, a word; a list with commas; anything with parts as YAML on one line (dates '{start: DAY, end: DAY}'
/// gives an audit both of its days at once). Everything else in the file stays byte for byte. What needs a reason (an agreed
/// due date that moves, a reported grade, a step back) takes it from --reason and gets its entry in `changes`.
#[derive(Debug, Args)]
pub struct Set {
    /// The record, or a part of it: CA-2026-005/2, soa/A.8.8
    #[arg(value_name = "ID")]
    id: String,
    /// The field
    #[arg(value_name = "FIELD")]
    field: String,
    /// The value
    #[arg(value_name = "VALUE", required_unless_present = "remove", allow_hyphen_values = true)]
    value: Option<String>,
    /// Add VALUE to the list instead of replacing it
    #[arg(long, conflicts_with = "remove")]
    add: bool,
    /// Take the field away
    #[arg(long, conflicts_with = "value")]
    remove: bool,
    #[command(flatten)]
    why: Why,
    #[command(flatten)]
    writing: Writing,
}

/// Why something changes.
#[derive(Debug, Clone, Args, Default)]
pub struct Why {
    /// Why, for the entry in `changes` or the reason of the state
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Who agreed to it, as the id of a person
    #[arg(long, value_name = "PERSON")]
    pub approved_by: Option<String>,
}

impl Why {
    /// The reason, with the person looked up.
    ///
    /// # Errors
    /// There is no such person.
    pub fn read(&self, snapshot: &Snapshot) -> Result<Reason, EditError> {
        let approved_by = self.approved_by.as_deref().map(|id| person(snapshot, id)).transpose()?;
        Ok(Reason { reason: self.reason.clone(), approved_by })
    }
}

impl Set {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let loaded = self.writing.load(global, output)?;
        let actor = self.writing.actor(&loaded)?;
        let snapshot = &loaded.snapshot;
        let target = edit::target(snapshot, &self.id)?;
        let mut draft = Draft::default();
        let value = self.value.as_deref().unwrap_or_default();
        if self.add || self.remove {
            let to = if self.remove { To::Nothing } else { edit::added(&target, &self.field, value)? };
            edit::change_list(snapshot, &mut draft, &actor, &target, (&self.field, &to), &self.why.read(snapshot)?)?;
        } else {
            edit::set(snapshot, &mut draft, &actor, &target, (&self.field, value), &self.why.read(snapshot)?)?;
        }
        self.writing.finish(loaded, &draft, output)
    }
}

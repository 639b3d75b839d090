use clap::Args;

use super::set::Why;
use super::writing::Writing;
use super::{Exit, Global, Output};
use crate::edit::{self, Actor, Draft};
use crate::record::PersonRef;

/// Take a record, an action item or a decision to another state
///
/// Records the day and the person of the step where it asks for them, takes the findings along that an action answers (and
/// the findings of an audit whose report is issued), and refuses a step whose needs are not met, saying which. Fields that
/// the step needs can be given with it: --set cause/statement="…".
#[derive(Debug, Args)]
pub struct Move {
    /// The record, or a part of it: CA-2026-005/2
    #[arg(value_name = "ID")]
    id: String,
    /// The state it is to have
    #[arg(value_name = "STATE")]
    state: String,
    /// Give a field of the record a value with the step; can be repeated
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<String>,
    #[command(flatten)]
    why: Why,
    #[command(flatten)]
    writing: Writing,
}

impl Move {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let loaded = self.writing.load(global, output)?;
        let actor = self.writing.actor(&loaded)?;
        let snapshot = &loaded.snapshot;
        let target = edit::target(snapshot, &self.id)?;
        let mut why = self.why.read(snapshot)?;
        // The ground of a closure is asked for, and may be given as any other field.
        why.reason = why.reason.or_else(|| self.ground());
        let write = |actor: &Actor| {
            let mut draft = Draft::default();
            let step = edit::Move { target, state: &self.state, why: &why };
            let written = edit::move_to(snapshot, &mut draft, actor, &step).and_then(|()| {
                self.set.iter().try_for_each(|pair| {
                    let (field, value) = edit::pair(pair)?;
                    edit::set(snapshot, &mut draft, actor, &target, (field, value), &why)
                })?;
                edit::agree_to_merging(snapshot, &mut draft, actor, &step)
            });
            (draft, written)
        };
        let (draft, written) = write(&actor);
        if let Err(error) = written {
            // Whoever it is, a report lacks the same.
            let anybody = || snapshot.people().next().map(|person| PersonRef(person.id().to_owned()));
            let (would, _) = write(&Actor { person: actor.person.or_else(anybody), day: actor.day });
            self.writing.tell_given_up(&loaded, &would, output)?;
            return Err(error.into());
        }
        // What was late all along is seen again once a state that hid it is taken back.
        self.writing.finish_unless(loaded, &draft, output, |diagnostic| !LATE.contains(&diagnostic.rule))
    }
}

impl Move {
    fn ground(&self) -> Option<String> {
        let mut fields = self.set.iter().filter_map(|pair| edit::pair(pair).ok());
        let ground = fields.rfind(|(field, _)| self.state == "closed" && *field == "closed/basis");
        ground.map(|(_, text)| text.to_owned())
    }
}

/// The rules that say of something open that its day has passed.
const LATE: &[&str] = &["action-overdue", "decision-overdue", "audit-overdue"];

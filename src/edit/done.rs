//! Marking something as done: an item of a corrective action, a decision of a management review.

use super::explain::Reason;
use super::{Actor, Draft, EditError, Move, Target, move_to, target};
use crate::record::{ActionItemStatus, ActionStatus, Data, Kind};
use crate::snapshot::Snapshot;
use crate::yaml::Node;

/// What is said about something that is done.
#[derive(Debug, Clone, Default)]
pub struct Done {
    /// Ids of the evidence records that show it.
    pub evidence: Vec<String>,
}

/// Marks an item or a decision as done, with its evidence. When it was the last open item of an accepted action, the action
/// is implemented with it, and so are the findings that it answers.
///
/// # Errors
/// There is no such part, or its state does not allow it.
pub fn done(snapshot: &Snapshot, draft: &mut Draft, actor: &Actor, name: &str, said: &Done) -> Result<(), EditError> {
    let target = target(snapshot, name)?;
    let record = target.record;
    let Some((_, position)) = target.part else {
        return Err(EditError::Needs {
            what: format!("{} as a whole is not marked as done", record.id),
            help: match record.data() {
                Data::Action(_) | Data::Review(_) => {
                    format!("name the item, as in {0}/1; `tickmark move {0} STATE` takes the record on", record.id)
                }
                _ => format!(
                    "items of actions and decisions of reviews are; `tickmark move {} STATE` takes the record on",
                    record.id
                ),
            },
        });
    };
    if !matches!(record.data(), Data::Action(_) | Data::Review(_)) {
        return Err(EditError::Needs {
            what: format!("parts of {} {} are not marked as done", record.kind().noun(), record.id),
            help: "items of actions and decisions of reviews are".to_owned(),
        });
    }
    if record.kind() == Kind::Review && !said.evidence.is_empty() {
        return Err(EditError::Needs {
            what: format!("{name} is a decision, and a decision cites no evidence"),
            help:
                "mark it as done without, and write into its text what shows it, or answer it with a corrective action"
                    .to_owned(),
        });
    }
    let why = Reason::default();
    move_to(snapshot, draft, actor, &Move { target, state: ActionItemStatus::Done.as_str(), why: &why })?;
    let Data::Action(action) = record.data() else { return Ok(()) };
    let known = &action.actions[position].evidence;
    for id in said.evidence.iter().filter(|id| !known.iter().any(|known| known.as_str() == id.as_str())) {
        draft.append(record, &target.path("evidence"), Node::text(id.as_str()))?;
    }
    let mut others = action.actions.iter().enumerate().filter(|(other, _)| *other != position);
    if action.status == ActionStatus::Accepted && others.all(|(_, item)| !item.status.is_open()) {
        let whole = Target { record, part: None };
        let to = ActionStatus::Implemented.as_str();
        move_to(snapshot, draft, actor, &Move { target: whole, state: to, why: &why })?;
    }
    Ok(())
}

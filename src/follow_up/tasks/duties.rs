//! What has a day by which it is to be done: what the figures count as duties.

use super::actions::{judge, propose};
use super::{Task, TaskKind, task::task};
use crate::metrics::{Duty, DutyKind, duties};
use crate::record::{Action, ActionStatus, AuditStatus, Date};
use crate::snapshot::{Record, Snapshot, View};

/// What the figures count as duties: each has a day.
pub(super) fn with_a_day(snapshot: &Snapshot, day: Date) -> impl Iterator<Item = Task> {
    duties(snapshot, day, None).into_iter().map(|duty| {
        let name = match &duty.part {
            Some(part) => format!("{}/{part}", duty.record.id),
            None => duty.record.id.to_string(),
        };
        let (kind, how) = match duty.kind {
            DutyKind::Action => (TaskKind::Action, format!("tickmark done {name} --evidence FILE")),
            DutyKind::Effectiveness => {
                (TaskKind::Effectiveness, duty.record.data().action().map_or_else(String::new, judge))
            }
            DutyKind::Decision => (TaskKind::ReviewDecision, format!("tickmark done {name}")),
            DutyKind::Response => (TaskKind::Response, answer(snapshot, duty.record)),
            DutyKind::Evidence => (TaskKind::Evidence, format!("tickmark move {name} received --set location=ADDRESS")),
            DutyKind::Audit => (TaskKind::LateAudit, hold(snapshot, &duty)),
            DutyKind::Risk => (TaskKind::Risk, format!("tickmark move {name} open --reason TEXT")),
        };
        let who = duty.owner.map(str::to_owned);
        let what = duty.what.to_owned();
        Task { name, ..task(kind, duty.record, what, who, Some(duty.due), how) }
    })
}

/// The command that brings an answer to the certification body on its way: an accepted plan is one.
fn answer(snapshot: &Snapshot, finding: &Record) -> String {
    let is_on_its_way =
        |action: &View<'_, Action>| matches!(action.status, ActionStatus::Draft | ActionStatus::Proposed);
    match snapshot.actions_for(&finding.id).find(is_on_its_way) {
        Some(action) if action.status == ActionStatus::Draft => propose(action.data()),
        Some(action) => format!("tickmark move {} accepted", action.id()),
        None => format!("tickmark new action --finding {}", finding.id),
    }
}

/// The command that takes an audit whose time is over one step on; what comes before is told by the command itself.
fn hold(snapshot: &Snapshot, duty: &Duty<'_>) -> String {
    next_step(snapshot, duty.part.as_deref().unwrap_or(&duty.record.id))
}

/// The command that takes an audit that has not begun one step on.
pub(super) fn next_step(snapshot: &Snapshot, id: &str) -> String {
    let to = match snapshot.record(id).and_then(|record| record.data().audit()).map(|audit| audit.status) {
        None => return format!("tickmark new audit --id {id}"),
        Some(AuditStatus::Confirmed) => "in-progress",
        Some(AuditStatus::Postponed) => "planned",
        Some(_) => "confirmed",
    };
    format!("tickmark move {id} {to}")
}

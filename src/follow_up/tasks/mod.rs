//! The tasks of everybody: what has a day, and what waits for somebody.

mod actions;
mod audits;
mod duties;
mod findings;
mod outside;
mod people;
mod task;

use self::actions::of_action;
pub use self::audits::to_verify;
use self::audits::{of_audit, of_evidence, of_next_programme, of_review};
use self::duties::with_a_day;
use self::findings::of_finding;
pub use self::outside::is_in_a_team;
use self::outside::{of_auditor, of_certification, of_their_audit};
pub(super) use self::people::approver;
pub use self::task::{Setup, Task, TaskKind};
use crate::record::Date;
use crate::snapshot::Snapshot;

/// Everything that waits for somebody, the earliest day first; what has none comes last.
pub fn tasks(snapshot: &Snapshot, day: Date) -> Vec<Task> {
    let mut tasks: Vec<Task> = with_a_day(snapshot, day).collect();
    snapshot.findings().for_each(|finding| of_finding(snapshot, finding, &mut tasks));
    snapshot.actions().for_each(|action| of_action(snapshot, action, &mut tasks));
    snapshot.audits().for_each(|audit| of_audit(snapshot, audit, day, &mut tasks));
    snapshot.evidence().for_each(|evidence| of_evidence(snapshot, evidence, &mut tasks));
    snapshot.reviews().for_each(|review| of_review(snapshot, review, day, &mut tasks));
    of_next_programme(snapshot, day, &mut tasks);
    of_certification(snapshot, day, &mut tasks);
    snapshot.audits().for_each(|audit| of_their_audit(snapshot, audit, day, &mut tasks));
    snapshot.people().for_each(|person| of_auditor(snapshot, person, day, &mut tasks));
    tasks.sort_by(|a, b| {
        let key = |task: &Task| (task.due.is_none(), task.due, task.kind, task.name.clone());
        key(a).cmp(&key(b))
    });
    tasks
}

/// The steps whose day is past, the earliest first: a plan to propose or to accept, a report to issue. They are late, but none of
/// the duties that count as overdue, so that what the figures and the gate count stays what was promised.
pub fn late_steps(snapshot: &Snapshot, day: Date) -> Vec<Task> {
    let is_late = |task: &Task| task.late(day).is_some_and(|late| late > 0);
    tasks(snapshot, day).into_iter().filter(|task| is_late(task) && !task.is_duty(snapshot)).collect()
}

//! What waits for somebody although no field says a day for it: a plan to accept, a report to issue, an action to close.

use super::Viewer;
use crate::follow_up::{Task, TaskKind, tasks};
use crate::record::{AuditRef, Date};
use crate::redact::Redaction;
use crate::site::Plan;
use crate::site::data::{Value, json};
use crate::snapshot::Snapshot;

/// The roles that have steps of their own.
const ROLES: [&str; 3] = ["roles/programme_manager", "roles/isms_owner", "roles/top_management"];

/// The errands that an audience may know of, the earliest day first: of records with a page, by names.
pub(super) fn errands(snapshot: &Snapshot, day: Date, plan: &Plan, redaction: &Redaction) -> Vec<Task> {
    if redaction.is_for_anybody() {
        return Vec::new();
    }
    let is_seen = |task: &Task| {
        let record = snapshot.record(&task.id).filter(|_| plan.address(&task.id).is_some());
        record.is_some_and(|record| !redaction.withholds(record) && !redaction.hides_within(record, task.told_by()))
    };
    // Without all the days that steps are counted from, none has a day.
    let may_date = redaction.may_draw("fig-steps");
    let dated = |task: Task| Task { due: task.due.filter(|_| may_date), ..task };
    // Whose such a step is, the settings alone say.
    let is_of_role = |task: &Task| {
        use TaskKind::{Approval, Escalation, External, Programme, Review};
        matches!(task.kind, Approval | Escalation | External | Programme | Review)
    };
    let isms = snapshot.isms();
    let may_name = isms.is_none_or(|isms| !ROLES.iter().any(|role| redaction.hides_within(isms.record(), role)));
    let owned = |task: Task| match may_name || !is_of_role(&task) {
        true => task,
        false => Task { who: None, ..task },
    };
    tasks(snapshot, day)
        .into_iter()
        .filter(|task| !task.is_duty(snapshot) && is_seen(task))
        .map(dated)
        .map(owned)
        .collect()
}

impl Viewer<'_, '_> {
    /// An errand, as [`Viewer::duty`] gives a duty; it may have no day.
    pub(super) fn errand(&self, task: &Task) -> Value {
        // What there is one of is named by its title already.
        let record = self.site.snapshot.record(&task.id).filter(|record| !record.kind().is_single());
        let due = task.due.map(|due| due.to_string());
        json!({
            "record": self.link(&task.id),
            "part": null,
            "kind": kind(task),
            "kind_words": self.errand_words(task),
            "what": record.map_or_else(String::new, |record| self.title_of(record)),
            "owner": task.who.as_deref().map_or(Value::Null, |who| self.party(who)),
            "first_due": due,
            "due": due,
            "late": task.late(self.site.day()),
        })
    }

    /// What is to be done, in words.
    pub(super) fn errand_words(&self, task: &Task) -> String {
        let audit = self.site.snapshot.audit(&AuditRef(task.id.clone()));
        match (task.kind, audit) {
            (TaskKind::External, Some(_)) => self.language().plain("errand-external-audit"),
            (TaskKind::Audit, Some(audit)) => self.language().plain(&format!("errand-audit-{}", audit.status.as_str())),
            _ => self.language().plain(&format!("errand-{}", kind(task))),
        }
    }
}

fn kind(task: &Task) -> &'static str {
    match task.kind {
        TaskKind::Answer => "answer",
        TaskKind::Plan => "plan",
        TaskKind::Acceptance => "acceptance",
        TaskKind::Closure => "closure",
        TaskKind::Acknowledgement => "acknowledgement",
        TaskKind::Decision => "decision",
        TaskKind::Escalation => "escalation",
        TaskKind::Review => "review",
        TaskKind::Programme => "programme",
        TaskKind::Verification => "verification",
        TaskKind::Audit => "audit",
        TaskKind::Writing => "writing",
        TaskKind::External => "external",
        TaskKind::Approval => "approval",
        TaskKind::Effectiveness => "effectiveness",
        TaskKind::Action
        | TaskKind::ReviewDecision
        | TaskKind::Response
        | TaskKind::Evidence
        | TaskKind::LateAudit
        | TaskKind::Risk
        | TaskKind::Setup(_) => "other",
    }
}

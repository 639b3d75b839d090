//! What waits for somebody in a finding: its statement, its auditee's answer, who decides about it, who has to hear of it.

use super::people::manager;
use super::{Task, TaskKind, task::task};
use crate::record::*;
use crate::snapshot::{Snapshot, View};
use crate::text::TODO;

pub(super) fn of_finding(snapshot: &Snapshot, finding: View<'_, Finding>, tasks: &mut Vec<Task>) {
    let data = finding.data();
    let id = finding.id();
    let push = |tasks: &mut Vec<Task>, kind, what: String, who: Option<&PersonRef>, due, how: String| {
        tasks.push(task(kind, finding.record(), what, who.map(PersonRef::to_string), due, how));
    };
    let audit = snapshot.audit(&data.audit);
    if data.statement.starts_with(TODO) && data.status == FindingStatus::Draft {
        let how = format!("tickmark set {id} statement TEXT");
        push(tasks, TaskKind::Writing, format!("The statement of {id}"), Some(&data.raised_by), None, how);
    }
    escalation(snapshot, &finding, tasks);
    let is_out = data.status.is_open() && data.status.is_reported();
    if !is_out || audit.is_some_and(|audit| audit.r#type.is_third_party()) {
        return;
    }
    let answerable = data.auditee.as_ref();
    if data.grade.is_nonconformity() && data.acknowledged.is_none() {
        let closing = audit.and_then(|audit| audit.data().closing_meeting.as_ref()).map(|meeting| meeting.date);
        // Five working days, as `finding-not-acknowledged` counts.
        let due = closing.map(|day| day.plus_days(7));
        push(
            tasks,
            TaskKind::Acknowledgement,
            data.title.clone(),
            answerable,
            due,
            format!("tickmark acknowledge {id}"),
        );
    }
    // One that did not work asks for the next one itself.
    let is_answer = |action: View<'_, Action>| match action.status {
        ActionStatus::Cancelled => false,
        ActionStatus::Effective | ActionStatus::Closed => data.opened_again_on().is_none(),
        _ => true,
    };
    let is_answered = snapshot.actions_for(id).any(is_answer);
    if let Some(said) = data.acknowledged.as_ref().filter(|_| data.is_in_dispute() && !is_answered) {
        let manager = snapshot.isms().map(|isms| &isms.data().roles.programme_manager);
        let how = match data.status {
            FindingStatus::Contested => format!("tickmark move {id} open --reason TEXT"),
            _ => format!("tickmark move {id} contested"),
        };
        let what = format!("Contested by {}: {}", said.by, data.title);
        push(tasks, TaskKind::Decision, what, manager, Some(said.date.plus_days(SETTLED_WITHIN)), how);
    }
    if data.grade.is_nonconformity() && !is_answered && data.status == FindingStatus::Open {
        push(
            tasks,
            TaskKind::Answer,
            data.title.clone(),
            answerable,
            snapshot.plan_due(data),
            format!("tickmark new action --finding {id}"),
        );
    }
    let asks = matches!(data.grade, Grade::Observation | Grade::Opportunity);
    if asks && data.decision.is_none() && !is_answered && data.status == FindingStatus::Open {
        let how = format!(
            "tickmark move {id} closed --set 'decision={{by: PERSON, date: DAY, outcome: done, reason: TEXT}}'"
        );
        push(tasks, TaskKind::Decision, data.title.clone(), answerable, None, how);
    }
}

/// Days within which a dispute is settled, as `contested-unresolved` counts.
const SETTLED_WITHIN: i64 = 20;

/// A major nonconformity goes to top management, whoever audited.
fn escalation(snapshot: &Snapshot, finding: &View<'_, Finding>, tasks: &mut Vec<Task>) {
    let data = finding.data();
    // What was over before it came in is nobody's task any more.
    let is_taken_over = snapshot.isms().is_some_and(|isms| isms.has_taken_over(finding.record().data().over_on()));
    let stands = data.status.is_reported() && data.status != FindingStatus::Superseded && !is_taken_over;
    let issued = snapshot.audit(&data.audit).and_then(|audit| audit.issued_on());
    let Some(issued) = issued.filter(|_| stands && data.grade == Grade::Major && data.escalated.is_none()) else {
        return;
    };
    let due = issued.plus_days(snapshot.thresholds().escalation_days.into());
    let top = snapshot.isms().and_then(|isms| isms.data().roles.top_management.first());
    let how =
        format!("tickmark set {} escalated '{{date: DAY, to: {}}}'", data.id, top.map_or("PERSON", PersonRef::as_str));
    let who = manager(snapshot);
    tasks.push(task(TaskKind::Escalation, finding.record(), data.title.clone(), who, Some(due), how));
}

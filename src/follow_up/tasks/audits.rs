//! What waits for somebody around an audit: its next step, the evidence for it, the review of what it brought, the programme
//! that follows.

use super::people::{approver, checker, manager};
use super::{Task, TaskKind, task::task};
use crate::lint::{Context, concerned};
use crate::record::*;
use crate::snapshot::{Snapshot, View};

pub(super) fn of_audit(snapshot: &Snapshot, audit: View<'_, Audit>, day: Date, tasks: &mut Vec<Task>) {
    let data = audit.data();
    let id = audit.id();
    let is_late = tasks.iter().any(|task| task.kind == TaskKind::LateAudit && task.is_about(id));
    if data.r#type.is_third_party() || is_late {
        return;
    }
    let lead = data.lead().map(PersonRef::to_string).or_else(|| manager(snapshot));
    let thresholds = snapshot.thresholds();
    let (start, end) = (data.dates.map(|dates| dates.start), data.dates.map(|dates| dates.end));
    let (what, who, due, to) = match data.status {
        AuditStatus::Planned => {
            let due = start.map(|day| day.plus_days(-i64::from(thresholds.notice_days)));
            ("Plan it and tell the auditees", manager(snapshot), due, "confirmed")
        }
        AuditStatus::Postponed => {
            let window = snapshot.window_of(id).map(|window| window.to);
            let due = window.or(end).map(|day| day.plus_days(-i64::from(thresholds.notice_days)));
            ("Plan it anew and tell the auditees", manager(snapshot), due, "planned")
        }
        AuditStatus::Confirmed if start.is_none_or(|start| start > day) => return,
        AuditStatus::Confirmed => ("Hold the opening meeting", lead, start, "in-progress"),
        AuditStatus::InProgress => {
            ("Answer the checklist, hold the closing meeting, come to a conclusion", lead, end, "drafted")
        }
        AuditStatus::Drafted => {
            let closing = data.closing_meeting.as_ref().map(|meeting| meeting.date).or(end);
            ("Issue the report", lead, closing.map(|day| day.plus_days(thresholds.report_days.into())), "issued")
        }
        AuditStatus::Issued if has_plans(snapshot, id) => {
            ("Close it: every plan is accepted", manager(snapshot), None, "closed")
        }
        _ => return,
    };
    let how = match data.status {
        AuditStatus::Drafted => issue(snapshot, data, day),
        _ => format!("tickmark move {id} {to}"),
    };
    tasks.push(task(TaskKind::Audit, audit.record(), format!("{what}: {}", data.title), who, due, how));
}

/// The command that issues a report, to those whom it concerns: once it is out, that comes late. The tag is set on the commit of it.
fn issue(snapshot: &Snapshot, audit: &Audit, day: Date) -> String {
    let known: Vec<&str> = audit.report.iter().flat_map(|report| &report.distribution).map(Party::as_str).collect();
    let mut missing: Vec<&str> = Vec::new();
    for (person, _) in concerned(&Context::new(snapshot, day), audit) {
        if !known.contains(&person.as_str()) && !missing.contains(&person.as_str()) {
            missing.push(person.as_str());
        }
    }
    // A group may be anybody.
    let is_told = missing.is_empty() || known.iter().any(|party| party.contains(':'));
    let to = if is_told {
        String::new()
    } else {
        format!(" --set report/distribution={}", [known, missing].concat().join(","))
    };
    format!("tickmark move {0} issued{to}  # then, to tag its commit: tickmark verify --digest {0}", audit.id)
}

/// Whether every nonconformity of an audit has an answer that is accepted, so that the audit itself is over.
fn has_plans(snapshot: &Snapshot, audit: &str) -> bool {
    let is_waiting = |finding: &View<'_, Finding>| {
        use FindingStatus::{Contested, Draft, Open};
        let mut actions = snapshot.actions_for(finding.id());
        finding.grade.is_nonconformity()
            && matches!(finding.status, Draft | Open | Contested)
            && !actions.any(|action| action.status.is_accepted())
    };
    !snapshot.findings_of(audit).any(|finding| is_waiting(&finding))
}

/// A planned review whose day has come.
pub(super) fn of_review(snapshot: &Snapshot, review: View<'_, Review>, day: Date, tasks: &mut Vec<Task>) {
    if review.status != ReviewStatus::Planned || review.held_on > day {
        return;
    }
    let who = snapshot.isms().map(|isms| isms.data().roles.isms_owner.to_string());
    let how = format!("tickmark move {} held", review.id());
    tasks.push(task(TaskKind::Review, review.record(), review.title.clone(), who, Some(review.held_on), how));
}

/// How many days before a programme ends the next one is asked for.
const NEXT_PROGRAMME_DAYS: i64 = 60;

/// The programme that follows the last one that is approved, while no approved one does.
pub(super) fn of_next_programme(snapshot: &Snapshot, day: Date, tasks: &mut Vec<Task>) {
    let approved = snapshot.programmes().filter(|programme| programme.status.is_approved());
    let Some(last) = approved.max_by_key(|programme| (programme.cycle.to, programme.cycle.from)) else { return };
    let end = last.cycle.to;
    if end.plus_days(-NEXT_PROGRAMME_DAYS) > day {
        return;
    }
    let is_draft = |programme: &View<'_, Programme>| {
        programme.status == ProgrammeStatus::Draft && programme.cycle.from > last.cycle.from && programme.cycle.to > end
    };
    let new = match snapshot.programmes().filter(is_draft).min_by_key(|programme| programme.cycle.from) {
        Some(draft) => {
            let who = approver(snapshot, draft.data()).to_string();
            let what = format!("Approve the programme that follows {}: {}", last.id(), draft.title);
            let how = format!("tickmark move {} approved", draft.id());
            task(TaskKind::Programme, draft.record(), what, Some(who), Some(end), how)
        }
        None => {
            let what = format!("Write the programme that follows {}, and have it approved", last.id());
            task(
                TaskKind::Programme,
                last.record(),
                what,
                manager(snapshot),
                Some(end),
                "tickmark new programme".to_owned(),
            )
        }
    };
    tasks.push(new);
}

/// Who checks evidence that has arrived, while the audit or the action that rests on it is not finished; `None` where nobody has to.
pub fn to_verify(snapshot: &Snapshot, evidence: View<'_, Evidence>) -> Option<Option<String>> {
    if evidence.status != EvidenceStatus::Received {
        return None;
    }
    snapshot.cited_by(evidence.id()).find_map(|record| match record.data() {
        Data::Workpaper(paper) => {
            let audit = snapshot.audit(&paper.audit)?;
            (!audit.status.is_issued()).then(|| Some(paper.auditor.to_string()))
        }
        Data::Action(action) if action.status == ActionStatus::Implemented => Some(checker(snapshot, action)),
        _ => None,
    })
}

/// Evidence that has arrived and that somebody has to check.
pub(super) fn of_evidence(snapshot: &Snapshot, evidence: View<'_, Evidence>, tasks: &mut Vec<Task>) {
    if let Some(who) = to_verify(snapshot, evidence) {
        let how = format!("tickmark move {} verified", evidence.id());
        tasks.push(task(TaskKind::Verification, evidence.record(), evidence.title.clone(), who, None, how));
    }
}

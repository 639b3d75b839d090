//! What waits for the programme manager beside the audits themselves: a record of what the certification body audited, the
//! approvals of auditors.

use super::duties::next_step;
use super::people::manager;
use super::{Task, TaskKind, task::task};
use crate::record::*;
use crate::snapshot::{Snapshot, View};

/// How many days before the day that the settings name an audit of the certification body may have been held.
const EARLY: i64 = 90;

/// The day of the certification body's next audit is past, and no record is of it. Its days are not ours to keep, so that it is
/// not overdue; but somebody has to write down that it was held, or when it will be.
pub(super) fn of_certification(snapshot: &Snapshot, day: Date, tasks: &mut Vec<Task>) {
    let Some(isms) = snapshot.isms() else { return };
    let next = isms.data().certification.as_ref().and_then(|certification| certification.next_audit);
    let Some(next) = next.filter(|next| *next < day) else { return };
    // One that cannot be read may be the one.
    if snapshot.has_broken(&[Kind::Audit]) || snapshot.audits().any(|audit| may_be_of(&audit, next)) {
        return;
    }
    let what = "The certification body's audit: no record that it was held, or that it has another day";
    let how = "tickmark new audit --type surveillance  # or: tickmark set isms certification/next_audit DAY";
    let who = manager(snapshot);
    tasks.push(task(TaskKind::External, isms.record(), what.to_owned(), who, Some(next), how.to_owned()));
}

/// Whether an audit may be the one of the certification body that was to be held on a day.
fn may_be_of(audit: &View<'_, Audit>, day: Date) -> bool {
    let is_in_time = audit.dates.is_some_and(|dates| dates.end >= day.plus_days(-EARLY));
    audit.r#type.is_third_party() && audit.status != AuditStatus::Cancelled && is_in_time
}

/// An audit of the certification body whose days are past, and of which nobody has written that it was held.
pub(super) fn of_their_audit(snapshot: &Snapshot, audit: View<'_, Audit>, day: Date, tasks: &mut Vec<Task>) {
    let is_ahead = matches!(audit.status, AuditStatus::Planned | AuditStatus::Confirmed | AuditStatus::Postponed);
    let end = audit.dates.map(|dates| dates.end).filter(|end| *end < day && is_ahead);
    let Some(end) = end.filter(|_| audit.r#type.is_third_party()) else { return };
    let what = format!("No record that it was held: {}", audit.title);
    let how = next_step(snapshot, audit.id());
    tasks.push(task(TaskKind::External, audit.record(), what, manager(snapshot), Some(end), how));
}

/// How many days before the approval of an auditor ends somebody is told.
const RENEWAL: i64 = 60;

/// The approvals of auditors that end soon; one that has ended stays for as long as the person is in the team of an audit.
pub(super) fn of_auditor(snapshot: &Snapshot, person: View<'_, Person>, day: Date, tasks: &mut Vec<Task>) {
    let data = person.data();
    let is_ours = data.employment != Employment::CertificationBody && data.to.is_none_or(|to| to >= day);
    let due = data.auditor.as_ref().map(|auditor| auditor.review_due).filter(|_| is_ours);
    let Some(due) = due.filter(|due| due.plus_days(-RENEWAL) <= day) else { return };
    if due < day && !is_in_a_team(snapshot, person.id()) {
        return;
    }
    // Nobody approves themselves.
    let roles = snapshot.isms().map(|isms| &isms.data().roles);
    let who = roles.map(|roles| match roles.programme_manager.as_str() == person.id() {
        true => roles.isms_owner.to_string(),
        false => roles.programme_manager.to_string(),
    });
    let id = person.id();
    let what = format!("Renew the approval as an auditor: {}", data.position);
    // A remark that is there would go with the old approval as a whole, and not every one is about that alone.
    let how = match data.auditor.as_ref().and_then(|auditor| auditor.approved.note.as_ref()) {
        None => {
            format!("tickmark set {id} auditor/approved '{{by: PERSON, date: DAY}}'  # then: auditor/review_due DAY")
        }
        Some(_) => format!(
            "tickmark set {id} auditor/approved/by PERSON  # then: auditor/approved/date DAY, auditor/review_due DAY"
        ),
    };
    tasks.push(task(TaskKind::Approval, person.record(), what, who, Some(due), how));
}

/// Whether somebody is in the team of an audit that is not over.
pub fn is_in_a_team(snapshot: &Snapshot, person: &str) -> bool {
    let is_over = |audit: &Audit| audit.status.is_issued() || audit.status == AuditStatus::Cancelled;
    snapshot
        .audits()
        .any(|audit| !is_over(audit.data()) && audit.data().team.iter().any(|member| member.person.as_str() == person))
}

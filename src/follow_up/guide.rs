//! What a newcomer does next: what is missing before an audit can be held, in the order in which it is needed.

use super::tasks::approver;
use super::{Setup, Task, TaskKind};
use crate::record::*;
use crate::snapshot::Snapshot;
use crate::text::{TODO, counted};

/// What is missing before, or between, audits. The first thing comes first.
pub fn guide(snapshot: &Snapshot, day: Date) -> Vec<Task> {
    let Some(isms) = snapshot.isms() else { return Vec::new() };
    let roles = &isms.data().roles;
    let mut steps = Vec::new();
    if isms.data().scope.statement.starts_with(TODO) {
        let how = "tickmark set isms scope/statement TEXT";
        steps.push(step(Setup::Scope, ("isms", Kind::Isms), &roles.isms_owner, "Say what the ISMS covers", how));
    }
    if let Some(soa) = snapshot.soa() {
        let open = soa.controls.iter().filter(|control| control.justification.starts_with(TODO)).count();
        if open > 0 {
            let what = format!("Decide about {} of the statement of applicability", counted(open as i64, "control"));
            let how = "tickmark set soa/A.5.1 justification TEXT";
            steps.push(step(Setup::Applicability, ("soa", Kind::Soa), &roles.isms_owner, what, how));
        }
    }
    let has_auditor = snapshot.people().any(|person| {
        let levels = person.data().auditor.as_ref().map(|auditor| auditor.levels.as_slice()).unwrap_or_default();
        person.to.is_none_or(|to| to >= day) && levels.contains(&AuditorLevel::LeadAuditor)
    });
    if !has_auditor {
        let what = "Approve somebody who leads audits and runs nothing that is audited";
        let how = "tickmark new person --name NAME --position TEXT --auditor lead-auditor";
        steps.push(step(Setup::Auditor, ("isms", Kind::Isms), &roles.programme_manager, what, how));
    }
    steps.extend(programme(snapshot, roles, day));
    for audit in snapshot.audits().filter(|audit| audit.r#type.is_planned_by_us()) {
        let has_paper = snapshot.workpapers_of(audit.id()).next().is_some();
        if matches!(audit.status, AuditStatus::Confirmed | AuditStatus::InProgress) && !has_paper {
            let who = audit.lead().unwrap_or(&roles.programme_manager);
            let how = format!("tickmark new workpaper --audit {}", audit.id());
            steps.push(step(Setup::Checklist, (audit.id(), Kind::Audit), who, "Write the checklist", how));
        }
    }
    steps
}

fn step(
    setup: Setup,
    (id, record): (&str, Kind),
    who: &PersonRef,
    what: impl Into<String>,
    how: impl Into<String>,
) -> Task {
    Task {
        kind: TaskKind::Setup(setup),
        name: id.to_owned(),
        id: id.to_owned(),
        record,
        what: what.into(),
        who: Some(who.to_string()),
        due: None,
        how: how.into(),
    }
}

/// What the programme that runs, or is next, lacks; or that there is none.
fn programme(snapshot: &Snapshot, roles: &Roles, day: Date) -> Vec<Task> {
    let running = snapshot.programmes().filter(|programme| programme.cycle.to >= day);
    let Some(programme) = running.min_by_key(|programme| programme.cycle.from) else {
        let (what, how) = ("Plan the audits of the year", "tickmark new programme");
        return vec![step(Setup::Programme, ("isms", Kind::Isms), &roles.programme_manager, what, how)];
    };
    let about = (programme.id(), Kind::Programme);
    if programme.schedule.is_empty() {
        let how = "tickmark new audit --title TEXT --criteria 9.2.1,9.2.2 --process ID --lead PERSON --start DAY";
        return vec![step(Setup::Schedule, about, &programme.manager, "Put audits into the programme", how)];
    }
    if !programme.status.is_approved() {
        let who = approver(snapshot, programme.data());
        let how = format!("tickmark move {} approved", programme.id());
        return vec![step(Setup::Approval, about, who, "Approve the programme, as top management", how)];
    }
    // What is late is a task like others.
    let is_near = |line: &&ScheduledAudit| line.window.from <= day.plus_days(60) && line.window.to >= day;
    let is_missing = |line: &&ScheduledAudit| snapshot.record(line.audit.as_str()).is_none();
    let lines = programme.data().schedule.iter().filter(is_missing).filter(is_near);
    let begin = |line: &ScheduledAudit| {
        let who = line.lead.as_ref().unwrap_or(&programme.manager);
        let what = format!("Begin the audit planned from {}: {}", line.window.from, line.title);
        step(
            Setup::Audit,
            (line.audit.as_str(), Kind::Audit),
            who,
            what,
            format!("tickmark new audit --id {}", line.audit),
        )
    };
    lines.map(begin).collect()
}

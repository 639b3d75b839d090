//! What the rules about audit teams share.

use std::collections::BTreeMap;

use super::Context;
use crate::diagnostic::Place;
use crate::record::criteria::Requirement;
use crate::record::{
    Activity, Audit, AuditStatus, Conflict, Criterion, FindingStatus, Id, Interview, Person, PersonRef, ProcessRef,
    TeamMember, TeamRole, Workpaper,
};
use crate::snapshot::{Record, Snapshot, View};

/// The audit of a record, if its team is ours to choose and is not called off: an internal, follow-up or supplier audit.
pub(crate) fn with_own_team(record: &Record) -> Option<&Audit> {
    let audit = record.data().audit()?;
    let is_off = matches!(audit.status, AuditStatus::Cancelled | AuditStatus::Postponed);
    (audit.r#type.is_planned_by_us() && !is_off).then_some(audit)
}

/// Whether an audit looks at what somebody answers for, or asks them.
pub(crate) fn is_audited(snapshot: &Snapshot, audit: &Audit, person: &PersonRef) -> bool {
    let looked_at = audit.scope.iter().flat_map(|scope| &scope.processes);
    let processes = snapshot.isms().map(|isms| &isms.data().processes);
    let owns = |id: &ProcessRef| {
        processes.is_some_and(|all| all.iter().any(|own| own.id.as_str() == id.as_str() && own.owner == *person))
    };
    audit.auditees.iter().any(|auditee| auditee.person == *person) || looked_at.into_iter().any(owns)
}

/// Whether somebody asked for an audit, or has a role for all of them.
pub(crate) fn asks(snapshot: &Snapshot, audit: &Audit, person: &PersonRef) -> bool {
    let roles = snapshot.isms().map(|isms| &isms.data().roles);
    let has_role = roles.is_some_and(|roles| {
        roles.top_management.contains(person) || roles.programme_manager == *person || roles.isms_owner == *person
    });
    let programme = audit.programme.as_ref().and_then(|id| snapshot.programme(id));
    let runs = programme.is_some_and(|programme| {
        programme.data().manager == *person || programme.data().sponsor.as_ref() == Some(person)
    });
    has_role || runs || audit.client == *person
}

/// The members who audit, each with the path of their entry.
pub(crate) fn auditing(audit: &Audit) -> impl Iterator<Item = (String, &TeamMember)> {
    let members = audit.team.iter().enumerate().filter(|(_, member)| member.role.audits());
    members.map(|(position, member)| (format!("/team/{position}"), member))
}

/// The requirements that a member looks at: their share, or all of the audit's.
pub(crate) fn share(context: &Context<'_>, audit: &Audit, member: &TeamMember) -> Vec<Requirement> {
    let criteria = if member.criteria.is_empty() { &audit.criteria } else { &member.criteria };
    context.snapshot.catalogues().resolve_all(criteria)
}

/// What of an audit a conflict forbids, on the days of the audit.
pub(crate) fn hit_by(context: &Context<'_>, audit: &Audit, member: &TeamMember, conflict: &Conflict) -> Vec<String> {
    let begins = audit.dates.map(|dates| dates.start);
    if conflict.until.is_some_and(|until| begins.is_some_and(|start| until < start)) {
        return Vec::new();
    }
    let catalogues = context.snapshot.catalogues();
    let share = share(context, audit, member);
    let mut criteria = catalogues.resolve_all(&conflict.criteria);
    criteria.retain(|requirement| share.binary_search(requirement).is_ok());
    let mut what = catalogues.ranges(&criteria);
    // A process is looked at by whoever has no share of their own, or is in the timetable for it.
    let looks_at = |process| {
        member.criteria.is_empty()
            || audit
                .schedule
                .iter()
                .any(|line| line.process.as_ref() == Some(process) && line.auditor.as_ref() == Some(&member.person))
    };
    let processes = audit.scope.iter().flat_map(|scope| &scope.processes);
    let hit = processes.filter(|process| conflict.processes.contains(process) && looks_at(process));
    what.extend(hit.map(|process| format!("process {process}")));
    what
}

/// Whether a conflict forbids somebody a part of an audit whose team they are in, by its id and theirs.
pub(crate) fn forbidden(context: &Context<'_>, (audit, person): (&str, &Id), conflict: &Conflict) -> bool {
    let audit = context.snapshot.record(audit).and_then(with_own_team);
    audit.is_some_and(|audit| {
        let mut own = auditing(audit).filter(|(_, member)| member.person.as_str() == person.as_str());
        own.any(|(_, member)| !hit_by(context, audit, member, conflict).is_empty())
    })
}

/// Whether a person declares a conflict still, or one that reaches as far.
pub(crate) fn still_declared(conflict: &Conflict, person: &Person) -> bool {
    let covers = |now: &Conflict| {
        conflict.processes.iter().all(|process| now.processes.contains(process))
            && conflict.criteria.iter().all(|criterion| now.criteria.contains(criterion))
            && now.until.is_none_or(|until| conflict.until.is_some_and(|was| until >= was))
    };
    person.conflicts.iter().any(covers)
}

/// The workpaper of a record, once the work of its audit is done by a team of ours.
pub(crate) fn finished_workpaper<'a>(context: &Context<'_>, record: &'a Record) -> Option<&'a Workpaper> {
    let workpaper = record.data().workpaper()?;
    let view = context.snapshot.audit(&workpaper.audit)?;
    let is_done = with_own_team(view.record()).is_some_and(|audit| audit.status.has_reached(AuditStatus::Drafted));
    is_done.then_some(workpaper)
}

/// What somebody who is not in the team as an auditor did as one.
#[derive(Default)]
pub(crate) struct Deeds<'a> {
    /// What it was, each with its place.
    pub places: Vec<(Place, &'static str)>,
    /// What they looked at.
    pub criteria: Vec<&'a Criterion>,
}

/// Those who audit by the timetable, the workpapers or the findings of an audit, and are not in its team as auditors. Where the
/// team is not named yet, nobody is.
pub(crate) fn outsiders<'a>(context: &Context<'a>, view: &View<'a, Audit>) -> BTreeMap<&'a PersonRef, Deeds<'a>> {
    let audit = view.data();
    let mut outsiders: BTreeMap<&PersonRef, Deeds<'_>> = BTreeMap::new();
    if audit.team.is_empty() {
        return outsiders;
    }
    // An expert may ask, but is led by an auditor, who judges what was said.
    let has = |person: &PersonRef, is_asking: bool| {
        let fits = |role: TeamRole| role.audits() || is_asking && role == TeamRole::TechnicalExpert;
        audit.team.iter().any(|member| member.person == *person && fits(member.role))
    };
    let mut add = |person, place: Place, what, criteria: Vec<&'a Criterion>| {
        let deeds = outsiders.entry(person).or_default();
        deeds.places.push((place, what));
        deeds.criteria.extend(criteria);
    };
    for (position, line) in audit.schedule.iter().enumerate().filter(|(_, line)| is_auditing(line.activity)) {
        if let Some(person) = line.auditor.as_ref().filter(|person| !has(person, true)) {
            let place = view.at(&format!("/schedule/{position}/auditor"));
            add(person, place, "audits by the timetable", line.criteria.iter().collect());
        }
    }
    for workpaper in context.snapshot.workpapers_of(view.id()) {
        if !has(&workpaper.data().auditor, false) {
            let criteria = workpaper.data().items.iter().flat_map(|item| &item.criteria).collect();
            add(&workpaper.data().auditor, workpaper.at("/auditor"), "fills in this workpaper", criteria);
        }
        let interviews = workpaper.data().interviews.iter().enumerate();
        for (position, interview) in interviews.filter(|(_, interview)| !has(&interview.interviewer, true)) {
            let place = workpaper.at(&format!("/interviews/{position}/interviewer"));
            add(&interview.interviewer, place, "held this interview", asked_about(workpaper.data(), interview));
        }
    }
    for finding in context.snapshot.findings_of(view.id()) {
        let is_dropped = matches!(finding.status, FindingStatus::Withdrawn | FindingStatus::Superseded);
        if !is_dropped && !has(&finding.data().raised_by, false) {
            let criteria = finding.data().criteria.iter().collect();
            add(&finding.data().raised_by, finding.at("/raised_by"), "raised this finding", criteria);
        }
    }
    outsiders
}

/// Whether somebody judges what they see there; who opens and closes, or meets with the team, need not.
fn is_auditing(activity: Activity) -> bool {
    use Activity as A;
    matches!(activity, A::Interview | A::DocumentReview | A::Observation | A::Sampling | A::TechnicalTest | A::SiteTour)
}

fn asked_about<'a>(workpaper: &'a Workpaper, interview: &Interview) -> Vec<&'a Criterion> {
    let items = workpaper.items.iter().filter(|item| interview.items.contains(&item.id));
    items.flat_map(|item| &item.criteria).collect()
}

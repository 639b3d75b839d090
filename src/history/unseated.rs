//! What somebody decides by a role to which nobody had agreed. In one state it looks like anybody's decision who has that role.

use super::Moment;
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{Appointment, Decision, Settings, deciders, new_decisions, rules};
use crate::record::{AuditorLevel, Data, PersonRef, ProcessRef, Programme};
use crate::snapshot::{Record, Snapshot};
use crate::text::listed;

/// What the rule about who has a say finds of the decisions that a commit brings, where nothing but such a role gives a say in them.
pub(super) fn decided_by_taken_role(moment: &Moment<'_>, settings: &Settings) -> Vec<Diagnostic> {
    let Some(rule) = rules::find("approver-without-authority") else { return Vec::new() };
    let (level, taken) = (settings.level(rule), &moment.facts.unseated);
    if taken.is_empty() || level == Level::Allow {
        return Vec::new();
    }
    let mut found = Vec::new();
    for record in moment.touched_after() {
        let before = moment.before.same(record);
        if before.is_none() && moment.facts.is_import {
            continue;
        }
        for decision in new_decisions(before, record) {
            let role = taken.iter().find(|role| role.person == decision.by);
            let Some(role) = role.filter(|_| !has_say(moment.before, before.unwrap_or(record), &decision)) else {
                continue;
            };
            let place = record.at(decision.path);
            let mut diagnostic = Diagnostic::new(rule.name, level, place, told(&decision, role));
            diagnostic.record = Some(record.subject());
            diagnostic.field = Some(decision.path.to_owned());
            diagnostic.help(help(moment.before)).owner(&decision.by);
            found.push(diagnostic);
        }
    }
    found
}

fn told(decision: &Decision, role: &Appointment) -> String {
    let day = decision.date.map(|day| format!(" of {day}")).unwrap_or_default();
    let Decision { what, by, .. } = decision;
    format!("{what}{day} is by {by}, who {} without the agreement of anybody who had the say", role.what)
}

fn help(before: &Snapshot) -> String {
    let mut who: Vec<&PersonRef> = before.roles().into_iter().flat_map(deciders).collect();
    who.dedup();
    let who = listed(&who, 6);
    format!(
        "have it decided anew by somebody who has a say in it, once the role is back or one of those who had the say ({who}) has confirmed it \
         in a commit of theirs to `tickmark.yaml`"
    )
}

/// Whether somebody has a say in what they decide without any role of the ISMS, by a state and by the record as it was. What an auditee or
/// whoever runs a system says is theirs to say anyway.
fn has_say(state: &Snapshot, record: &Record, decision: &Decision) -> bool {
    let by = &decision.by;
    let is = |person: Option<&PersonRef>| person == Some(by);
    let runs_isms = || is(state.roles().map(|roles| &roles.isms_owner));
    match (record.data(), decision.path) {
        (Data::Programme(programme), "/approved/by") => is(programme.sponsor.as_ref()),
        (Data::Programme(programme), "/reviews") => programme.manager == *by,
        (Data::Soa(_), "/approved/by") => runs_isms(),
        (Data::Review(review), "/minutes/by") => review.chair == *by,
        (Data::Person(_), "/auditor/approved/by") => false,
        (Data::Audit(audit), "/plan/approved/by") => {
            let programme = audit.programme.as_ref().and_then(|id| state.programme(id));
            let runs = |programme: &Programme| is(programme.sponsor.as_ref()) || programme.manager == *by;
            audit.client == *by || runs_isms() || programme.is_some_and(|programme| runs(programme.data()))
        }
        (Data::Audit(audit), "/report/issued/by") => audit.team.iter().any(|member| member.person == *by),
        (Data::Action(action), "/plan/accepted/by") => {
            let reports_to = state.person(&action.owner).and_then(|owner| owner.data().reports_to.as_ref());
            is_auditor(state, by) || is(reports_to) || runs_isms()
        }
        (Data::Action(_), "/effectiveness/checked_by") => is_auditor(state, by),
        (Data::Finding(finding), "/acceptance/approved/by") => {
            is(finding.auditee.as_ref()) || owns(state, finding.process.as_ref(), by)
        }
        (Data::Finding(finding), "/closed/by") => finding.raised_by == *by || is_auditor(state, by),
        _ => true,
    }
}

/// Whether somebody owns a process, and the risks in it.
fn owns(state: &Snapshot, process: Option<&ProcessRef>, person: &PersonRef) -> bool {
    let Some((isms, process)) = state.isms().zip(process) else { return false };
    isms.data().processes.iter().any(|own| own.id.as_str() == process.as_str() && own.owner == *person)
}

fn is_auditor(state: &Snapshot, person: &PersonRef) -> bool {
    let auditor = state.person(person).and_then(|person| person.data().auditor.as_ref());
    auditor.is_some_and(|auditor| {
        let levels = [AuditorLevel::LeadAuditor, AuditorLevel::Auditor];
        auditor.levels.iter().any(|level| levels.contains(level))
    })
}

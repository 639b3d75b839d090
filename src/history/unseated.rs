//! What somebody decides by a role, or as the owner of a process, to which nobody had agreed. In one state it looks like anybody's decision who
//! has that role.

use super::Moment;
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{CommitFacts, Decision, PLAN, Settings, deciders, holders, new_decisions, rules};
use crate::record::{AuditorLevel, Data, PersonRef, ProcessRef, Programme};
use crate::snapshot::{Record, Snapshot};
use crate::text::listed;

/// What the rule about who has a say finds of the decisions that a commit brings, where nothing but such a role gives a say in them.
pub(super) fn decided_by_taken_role(moment: &Moment<'_>, settings: &Settings) -> Vec<Diagnostic> {
    let Some(rule) = rules::find("approver-without-authority") else { return Vec::new() };
    let level = settings.level(rule);
    if moment.facts.unseated.is_empty() && moment.facts.taken.is_empty() || level == Level::Allow {
        return Vec::new();
    }
    let mut found = Vec::new();
    for record in moment.touched_after() {
        let before = moment.before.same(record);
        if before.is_none() && moment.facts.is_import {
            continue;
        }
        for decision in new_decisions(before, record) {
            let of = Deciding { state: moment.before, facts: moment.facts, record: before.unwrap_or(record) };
            let Some(taken) = of.by_taken(&decision) else { continue };
            let place = record.at(decision.path);
            let mut diagnostic = Diagnostic::new(rule.name, level, place, told(&decision, &taken));
            diagnostic.record = Some(record.subject());
            diagnostic.field = Some(decision.path.to_owned());
            diagnostic.help(help(moment.before, &taken)).owner(&decision.by);
            found.push(diagnostic);
        }
    }
    found
}

/// By what somebody decides that nobody gave them: a role, or a process that was another one's.
enum Taken<'a> {
    Role(&'static str),
    Process(&'a str, &'a PersonRef),
}

fn told(decision: &Decision, taken: &Taken<'_>) -> String {
    let day = decision.date.map(|day| format!(" of {day}")).unwrap_or_default();
    let Decision { what, by, .. } = decision;
    let does = match taken {
        Taken::Role(what) => (*what).to_owned(),
        Taken::Process(process, _) => format!("owns the process {process}"),
    };
    format!("{what}{day} is by {by}, who {does} without the agreement of anybody who had the say")
}

fn help(before: &Snapshot, taken: &Taken<'_>) -> String {
    let roles = before.roles().into_iter();
    let (back, mut who): (_, Vec<&PersonRef>) = match taken {
        Taken::Role(_) => ("role", roles.flat_map(deciders).collect()),
        Taken::Process(_, from) => ("process", [*from].into_iter().chain(roles.flat_map(holders)).collect()),
    };
    who.dedup();
    let who = listed(&who, 6);
    format!(
        "have it decided anew by somebody who has a say in it, once the {back} is back or one of those who had the say ({who}) has confirmed it \
         in a commit of theirs to `tickmark.yaml`"
    )
}

/// What somebody decides about a record, as that and all around it was.
struct Deciding<'a> {
    state: &'a Snapshot,
    facts: &'a CommitFacts,
    record: &'a Record,
}

impl<'a> Deciding<'a> {
    /// What of that which somebody took is all that gives them a say in what they decide.
    fn by_taken(&self, decision: &Decision) -> Option<Taken<'a>> {
        let role = self.facts.unseated.iter().find(|role| role.person == decision.by);
        if let Some(role) = role.filter(|_| !self.has_say(decision)) {
            return Some(Taken::Role(role.what));
        }
        let process = self.facts.taken.iter().find(|taken| taken.to == decision.by)?;
        let is_free = self.has_say_beside(decision);
        (!is_free).then_some(Taken::Process(&process.process, &process.from))
    }

    /// Whether somebody has a say in what they decide without any role of the ISMS. What an auditee or whoever runs a system says is theirs
    /// to say anyway.
    fn has_say(&self, decision: &Decision) -> bool {
        let (state, by) = (self.state, &decision.by);
        let is = |person: Option<&PersonRef>| person == Some(by);
        let runs_isms = || is(state.roles().map(|roles| &roles.isms_owner));
        match (self.record.data(), decision.path) {
            (Data::Programme(programme), "/approved/by") => is(programme.sponsor.as_ref()),
            (Data::Programme(programme), "/reviews") => programme.manager == *by,
            (Data::Soa(_), "/approved/by") => runs_isms(),
            (Data::Review(review), "/minutes/by") => review.chair == *by,
            (Data::Person(_), "/auditor/approved/by") => false,
            (Data::Audit(audit), PLAN) => {
                let programme = audit.programme.as_ref().and_then(|id| state.programme(id));
                let runs = |programme: &Programme| is(programme.sponsor.as_ref()) || programme.manager == *by;
                audit.client == *by || runs_isms() || programme.is_some_and(|programme| runs(programme.data()))
            }
            (Data::Audit(audit), "/report/issued/by") => audit.team.iter().any(|member| member.person == *by),
            (Data::Action(action), ACCEPTANCE) => {
                let reports_to = state.person(&action.owner).and_then(|owner| owner.data().reports_to.as_ref());
                is_auditor(state, by) || is(reports_to) || runs_isms()
            }
            (Data::Action(_), "/effectiveness/checked_by") => is_auditor(state, by),
            (Data::Finding(finding), RISK) => {
                let is_own = finding.process.as_ref().is_some_and(|process| self.owns(Some(process), by));
                is(finding.auditee.as_ref()) || is_own
            }
            (Data::Finding(finding), "/closed/by") => finding.raised_by == *by || is_auditor(state, by),
            _ => true,
        }
    }

    /// Whether somebody has a say in what they decide without the processes that they took. The owner of a process has one in plans, and in
    /// the risks of it; nothing else is theirs by that.
    fn has_say_beside(&self, decision: &Decision) -> bool {
        let is_by_process = match (self.record.data(), decision.path) {
            (Data::Finding(_), RISK) => false,
            (Data::Action(_), ACCEPTANCE) | (Data::Audit(_), PLAN) => true,
            _ => return true,
        };
        let has_role = self.state.roles().is_some_and(|roles| holders(roles).any(|holder| *holder == decision.by));
        has_role || self.has_say(decision) || is_by_process && self.owns(None, &decision.by)
    }

    /// Whether somebody owns a process by agreement, and the risks in it; any process, where none is named.
    fn owns(&self, process: Option<&ProcessRef>, person: &PersonRef) -> bool {
        let Some(isms) = self.state.isms() else { return false };
        let is_meant = |id: &str| process.is_none_or(|process| process.as_str() == id);
        let is_taken = |id: &str| self.facts.taken.iter().any(|taken| taken.process == id && taken.to == *person);
        let mut own = isms.data().processes.iter().filter(|own| own.owner == *person && is_meant(own.id.as_str()));
        own.any(|own| !is_taken(own.id.as_str()))
    }
}

/// Where the acceptance of an action's plan stands.
const ACCEPTANCE: &str = "/plan/accepted/by";
/// Where the acceptance of a risk stands.
const RISK: &str = "/acceptance/approved/by";

fn is_auditor(state: &Snapshot, person: &PersonRef) -> bool {
    let auditor = state.person(person).and_then(|person| person.data().auditor.as_ref());
    auditor.is_some_and(|auditor| {
        let levels = [AuditorLevel::LeadAuditor, AuditorLevel::Auditor];
        auditor.levels.iter().any(|level| levels.contains(level))
    })
}

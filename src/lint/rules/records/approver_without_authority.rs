use std::collections::BTreeSet;

use crate::diagnostic::Level;
use crate::lint::team::{asks, is_audited, with_own_team};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{ActionStatus, Approval, Audit, AuditStatus, AuditorLevel, Data, PastDecider, PersonRef, TeamRole};
use crate::snapshot::{Record, Snapshot};

pub static RULE: Rule = Rule {
    name: "approver-without-authority",
    family: Family::Records,
    summary: "A plan was accepted or approved by somebody who has no say in it",
    level: Level::Warning,
    clause: "5.3, 9.2.2",
    needs_day: false,
    docs: include_str!("approver_without_authority.md"),
    check: Check::Snapshot(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let snapshot = context.snapshot;
    let decided: Vec<Decided<'_>> = snapshot.records().iter().filter_map(decided).collect();
    if decided.is_empty() {
        return;
    }
    let (answering, auditing): (BTreeSet<_>, BTreeSet<_>) =
        (answering(snapshot).collect(), auditing(snapshot).collect());
    for Decided { record, approval: Approval { by, date, .. }, path, what, owner, team } in decided {
        // Of who has left, nobody knows here what they answered for.
        let Some(person) = snapshot.person(by).filter(|person| person.to.is_none()) else { continue };
        let is_manager =
            || owner.and_then(|owner| snapshot.person(owner)).is_some_and(|own| own.reports_to.as_ref() == Some(by));
        // Whoever carries out an audit does not approve the plan for it.
        let is_in_team = team.is_some_and(|audit| audit.team.iter().any(|member| member.person == *by));
        let is_auditor = person.auditor.as_ref().is_some_and(|own| {
            own.levels.iter().any(|level| matches!(level, AuditorLevel::LeadAuditor | AuditorLevel::Auditor))
        });
        let is_auditor = (is_auditor || auditing.contains(by)) && !is_in_team;
        let roles = snapshot.isms().map(|isms| &isms.data().roles);
        let had_role = || {
            let mut former = PastDecider::ALL.iter().filter_map(|role| Some(roles?.former_on(*role, *date)));
            former.any(|mut former| former.any(|person| person == by))
        };
        // Whoever is audited does not say how, unless it is theirs to say for another reason.
        let is_audited = team.is_some_and(|audit| is_audited(snapshot, audit, by) && !asks(snapshot, audit, by));
        let has_say = answering.contains(by) || is_auditor || is_manager();
        if had_role() || has_say && !is_audited {
            continue;
        }
        let whose = match (is_in_team, is_audited) {
            (true, _) => "carries out the audit",
            (_, true) => "is audited by it",
            _ => "answers for nothing here and is no auditor",
        };
        let who = match team {
            Some(_) => "the client of the audit, whoever manages the programme, or top management",
            None => "an auditor, whoever manages the programme, or top management",
        };
        report
            .raise(record, path, format!("{what} on {date} by {by}, who {whose}"))
            .help(format!("have it agreed to by {who}, on a day of its own"))
            .owner(by);
    }
}

/// A plan that is being worked on, and who agreed to it.
struct Decided<'a> {
    record: &'a Record,
    approval: &'a Approval,
    path: &'static str,
    what: &'static str,
    owner: Option<&'a PersonRef>,
    /// The audit whose plan it is.
    team: Option<&'a Audit>,
}

/// What is done with stays what it was: who had a say then is not to be seen in the records of today.
fn decided(record: &Record) -> Option<Decided<'_>> {
    if let Data::Action(action) = record.data() {
        let is_open = matches!(action.status, ActionStatus::Accepted | ActionStatus::Implemented);
        let approval = action.plan.as_ref().and_then(|plan| plan.accepted.as_ref()).filter(|_| is_open)?;
        // That the owner accepted it is `plan-self-accepted`'s.
        let (path, what, owner) = ("/plan/accepted/by", "the plan was accepted", Some(&action.owner));
        let decided = Decided { record, approval, path, what, owner, team: None };
        return (approval.by != action.owner).then_some(decided);
    }
    let audit = with_own_team(record).filter(|audit| !audit.is_frozen())?;
    let approval = audit.plan.as_ref().and_then(|plan| plan.approved.as_ref());
    let approval = approval.filter(|_| audit.status.has_reached(AuditStatus::Confirmed))?;
    let (path, what) = ("/plan/approved/by", "the plan was approved");
    Some(Decided { record, approval, path, what, owner: None, team: Some(audit) })
}

/// Everybody who answers for something: the ISMS, a process of it, a programme, an audit that they asked for, a review.
fn answering(snapshot: &Snapshot) -> impl Iterator<Item = &PersonRef> {
    snapshot.records().iter().flat_map(|record| -> Vec<&PersonRef> {
        match record.data() {
            Data::Isms(isms) => {
                let roles = &isms.roles;
                let own = [&roles.programme_manager, &roles.isms_owner].into_iter().chain(&roles.top_management);
                own.chain(isms.processes.iter().map(|process| &process.owner)).collect()
            }
            Data::Programme(programme) => programme.sponsor.iter().chain([&programme.manager]).collect(),
            Data::Audit(audit) => vec![&audit.client],
            Data::Review(review) => vec![&review.chair],
            _ => Vec::new(),
        }
    })
}

/// Everybody who audits or has audited, without those who learn it.
fn auditing(snapshot: &Snapshot) -> impl Iterator<Item = &PersonRef> {
    snapshot.records().iter().flat_map(|record| -> Vec<&PersonRef> {
        let audits = |role: TeamRole| matches!(role, TeamRole::LeadAuditor | TeamRole::Auditor);
        match record.data() {
            Data::Audit(audit) => {
                audit.team.iter().filter(|member| audits(member.role)).map(|member| &member.person).collect()
            }
            Data::Finding(finding) => vec![&finding.raised_by],
            _ => Vec::new(),
        }
    })
}

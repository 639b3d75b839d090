use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use std::collections::BTreeSet;

use crate::lint::team::{auditing, share, with_own_team};
use crate::record::{Audit, AuditStatus, Auditee, Kind, PersonRef, TeamMember};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "auditor-reports-to-auditee",
    family: Family::Audit,
    summary: "Somebody audits the person they report to",
    level: Level::Warning,
    clause: "9.2.2 b",
    needs_day: false,
    docs: include_str!("auditor_reports_to_auditee.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record).filter(|audit| audit.status != AuditStatus::Closed) else { return };
    for (path, member) in auditing(audit) {
        let above = line(context, &member.person);
        let boss = audit
            .auditees
            .iter()
            .enumerate()
            .find(|(_, auditee)| above.contains(&auditee.person) && asks(context, audit, member, auditee));
        let Some((position, auditee)) = boss else { continue };
        let diagnostic = report.raise(
            record,
            &format!("{path}/person"),
            format!("{} audits {}, to whom they report", member.person, auditee.person),
        );
        diagnostic
            .also(record.at(&format!("/auditees/{position}/person")), "audited here")
            .help("give this part to somebody outside that line, and name each auditor's share under `team[].criteria`")
            .owner(&audit.client)
            .part(&member.person);
        if let Some(person) = context.snapshot.person(&member.person) {
            diagnostic.also(person.at("/reports_to"), "their line manager");
        }
    }
}

/// The managers above a person.
fn line(context: &Context<'_>, person: &PersonRef) -> BTreeSet<PersonRef> {
    let mut above = BTreeSet::new();
    let mut next = context.snapshot.person(person).and_then(|person| person.data().reports_to.clone());
    // A line that ends where it began is a slip of the pen.
    while let Some(manager) = next.filter(|manager| above.insert(manager.clone())) {
        next = context.snapshot.person(&manager).and_then(|person| person.data().reports_to.clone());
    }
    above
}

/// Whether a member of the team asks this auditee: whoever has no share of their own asks all of them.
fn asks(context: &Context<'_>, audit: &Audit, member: &TeamMember, auditee: &Auditee) -> bool {
    if member.criteria.is_empty() {
        return true;
    }
    let in_timetable = audit.schedule.iter().any(|line| {
        let is_met = line.auditee.as_ref().is_some_and(|party| party.as_str() == auditee.person.as_str());
        is_met && line.auditor.as_ref() == Some(&member.person)
    });
    let catalogues = context.snapshot.catalogues();
    let operated = auditee.process.as_ref().and_then(|process| context.snapshot.process(process));
    let controls = operated.map(|process| catalogues.resolve_all(&process.controls)).unwrap_or_default();
    let share = share(context, audit, member);
    in_timetable || controls.iter().any(|control| share.binary_search(control).is_ok())
}

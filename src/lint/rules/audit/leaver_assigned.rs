use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use std::collections::HashMap;

use crate::record::{AuditStatus, Date, DecisionStatus, Person, PersonRef};
use crate::snapshot::{Record, Snapshot, View};

pub static RULE: Rule = Rule {
    name: "leaver-assigned",
    family: Family::Audit,
    summary: "Somebody who has left still has a role, an audit or an action",
    level: Level::Error,
    clause: "5.3, 10.2",
    needs_day: true,
    docs: include_str!("leaver_assigned.md"),
    check: Check::Records(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let left: HashMap<&str, (Date, View<'_, Person>)> = context
        .snapshot
        .people()
        .filter_map(|person| Some((person.id(), (person.data().to.filter(|last| *last < context.day)?, person))))
        .collect();
    if left.is_empty() {
        return;
    }
    let Some(manager) = context.snapshot.isms().map(|isms| &isms.data().roles.programme_manager) else { return };
    for duty in duties(context.snapshot, context.day) {
        let Some((last, person)) = left.get(duty.person.as_str()) else { continue };
        let diagnostic =
            report.raise(duty.record, &duty.path, format!("{} left on {last}, and {}", duty.person, duty.what));
        diagnostic
            .also(person.at("/to"), "their last day")
            .help("name somebody who is there")
            .owner(manager)
            .since(*last);
        if let Some(part) = duty.part {
            diagnostic.part(part);
        }
    }
}

/// Something that somebody is to do.
struct Duty<'a> {
    person: &'a PersonRef,
    record: &'a Record,
    path: String,
    what: String,
    part: Option<String>,
}

fn duties(snapshot: &Snapshot, day: Date) -> Vec<Duty<'_>> {
    let mut duties = Vec::new();
    roles(snapshot, &mut duties);
    audits(snapshot, day, &mut duties);
    answers(snapshot, &mut duties);
    duties
}

fn roles<'a>(snapshot: &'a Snapshot, duties: &mut Vec<Duty<'a>>) {
    let Some(isms) = snapshot.isms() else { return };
    let mut add = |person, path: String, what: String| {
        duties.push(Duty { person, record: isms.record(), path, what, part: None });
    };
    let roles = &isms.data().roles;
    add(
        &roles.programme_manager,
        "/roles/programme_manager".to_owned(),
        "still manages the audit programme".to_owned(),
    );
    add(&roles.isms_owner, "/roles/isms_owner".to_owned(), "still runs the ISMS".to_owned());
    for (position, person) in roles.top_management.iter().enumerate() {
        add(person, format!("/roles/top_management/{position}"), "is still named as top management".to_owned());
    }
    for (position, process) in isms.data().processes.iter().enumerate() {
        add(&process.owner, format!("/processes/{position}/owner"), format!("still owns the process {}", process.id));
    }
}

fn audits<'a>(snapshot: &'a Snapshot, day: Date, duties: &mut Vec<Duty<'a>>) {
    for audit in snapshot.audits() {
        let is_to_come = matches!(audit.status, AuditStatus::Planned | AuditStatus::Confirmed)
            && audit.dates.is_none_or(|dates| dates.end >= day);
        for (position, member) in audit.data().team.iter().enumerate().filter(|_| is_to_come) {
            duties.push(Duty {
                person: &member.person,
                record: audit.record(),
                path: format!("/team/{position}/person"),
                what: "is in the team of this audit".to_owned(),
                part: None,
            });
        }
    }
}

fn answers<'a>(snapshot: &'a Snapshot, duties: &mut Vec<Duty<'a>>) {
    for action in snapshot.actions().filter(|action| !action.status.is_finished()) {
        let mut add = |person, path: String, what: String, part| {
            duties.push(Duty { person, record: action.record(), path, what, part });
        };
        add(&action.data().owner, "/owner".to_owned(), "owns this corrective action".to_owned(), None);
        for (position, item) in action.data().actions.iter().enumerate().filter(|(_, item)| item.status.is_open()) {
            if let Some(owner) = item.owner.as_ref().filter(|owner| **owner != action.owner) {
                let path = format!("/actions/{position}/owner");
                add(owner, path, format!("is to see to item {}", item.n), Some(item.n.to_string()));
            }
        }
    }
    for finding in snapshot.findings().filter(|finding| finding.status.is_open()) {
        if let Some(auditee) = &finding.data().auditee {
            let what = "is to answer for this finding".to_owned();
            duties.push(Duty {
                person: auditee,
                record: finding.record(),
                path: "/auditee".to_owned(),
                what,
                part: None,
            });
        }
    }
    for review in snapshot.reviews() {
        let is_open = |status| matches!(status, DecisionStatus::Open | DecisionStatus::InProgress);
        let decisions = review.data().decisions.iter().enumerate();
        for (position, decision) in decisions.filter(|(_, decision)| is_open(decision.status)) {
            if let Some(owner) = &decision.owner {
                duties.push(Duty {
                    person: owner,
                    record: review.record(),
                    path: format!("/decisions/{position}/owner"),
                    what: format!("is to see to decision {}", decision.id),
                    part: Some(decision.id.to_string()),
                });
            }
        }
    }
}

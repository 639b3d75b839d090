use crate::diagnostic::Level;
use crate::lint::team::{auditing, share, with_own_team};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Audit, Conflict, Kind, TeamMember};
use crate::snapshot::Record;
use crate::text::{listed, shortened};

pub static RULE: Rule = Rule {
    name: "declared-conflict-assigned",
    family: Family::Audit,
    summary: "Somebody audits what they have declared that they must not",
    level: Level::Error,
    clause: "9.2.2 b",
    needs_day: false,
    docs: include_str!("declared_conflict_assigned.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record) else { return };
    for (path, member) in auditing(audit) {
        let Some(person) = context.snapshot.person(&member.person) else { continue };
        for (position, conflict) in person.data().conflicts.iter().enumerate() {
            let what = hit(context, audit, member, conflict);
            if what.is_empty() {
                continue;
            }
            let reason = shortened(&conflict.reason, 80);
            report
                .raise(
                    record,
                    &format!("{path}/person"),
                    format!("{} audits {} in spite of a declared conflict: {reason}", member.person, listed(&what, 5)),
                )
                .also(person.at(&format!("/conflicts/{position}")), "declared here")
                .help("give this part to somebody else, and name each auditor's share under `team[].criteria`")
                .owner(&audit.client)
                .part(&member.person);
        }
    }
}

/// What of an audit a conflict forbids, on the days of the audit.
fn hit(context: &Context<'_>, audit: &Audit, member: &TeamMember, conflict: &Conflict) -> Vec<String> {
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

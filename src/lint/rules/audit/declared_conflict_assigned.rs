use crate::diagnostic::Level;
use crate::lint::team::{auditing, hit_by, with_own_team};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::Kind;
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
            let what = hit_by(context, audit, member, conflict);
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

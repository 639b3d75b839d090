use crate::diagnostic::Level;
use crate::lint::team::{auditing, with_own_team};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, Kind};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "independence-not-declared",
    family: Family::Audit,
    summary: "An auditor did not declare their independence before the audit",
    level: Level::Warning,
    clause: "ISO 19011:2018, 5.5.4",
    needs_day: true,
    docs: include_str!("independence_not_declared.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record).filter(|audit| audit.status.has_reached(AuditStatus::Confirmed)) else {
        return;
    };
    let start = audit.dates.map(|dates| dates.start);
    let has_begun =
        audit.status.has_reached(AuditStatus::InProgress) || start.is_some_and(|start| start <= context.day);
    let mut missing = Vec::new();
    for (path, member) in auditing(audit) {
        match (&member.independence, start) {
            (None, _) if has_begun => missing.push((path, member.person.to_string())),
            (Some(declared), Some(start)) if declared.declared_on > start => {
                let days = declared.declared_on.days_since(start);
                report
                    .raise(
                        record,
                        &format!("{path}/independence/declared_on"),
                        format!(
                            "{} declared their independence on {}, {} after the audit had begun",
                            member.person,
                            declared.declared_on,
                            crate::text::counted(days, "day")
                        ),
                    )
                    .also(record.at("/dates/start"), "the audit began")
                    .help("nothing can be done now; next time, ask for the declaration together with the plan")
                    .part(&member.person);
            }
            _ => {}
        }
    }
    let Some((path, _)) = missing.first() else { return };
    let people: Vec<&str> = missing.iter().map(|(_, person)| person.as_str()).collect();
    report
        .raise(
            record,
            path,
            format!("the audit has begun without a declaration of independence by {}", listed(&people, 6)),
        )
        .help("ask for it and record it: `independence: {declared_on: …, statement: …}`")
        .owner(audit.lead().unwrap_or(&audit.client))
        .members(people);
}

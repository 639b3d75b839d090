use crate::diagnostic::Level;
use crate::lint::team::{auditing, with_own_team};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, Employment, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "confidentiality-missing",
    family: Family::Audit,
    summary: "An auditor had not signed confidentiality when the audit began",
    level: Level::Warning,
    clause: "A.6.6; ISO 19011:2018, 4 d",
    needs_day: true,
    docs: include_str!("confidentiality_missing.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record).filter(|audit| audit.status.has_reached(AuditStatus::Confirmed)) else {
        return;
    };
    let Some(start) = audit.dates.map(|dates| dates.start) else { return };
    let has_begun = audit.status.has_reached(AuditStatus::InProgress) || start <= context.day;
    if !has_begun {
        return;
    }
    for (path, member) in auditing(audit) {
        let Some(person) = context.snapshot.person(&member.person) else { continue };
        let is_external = person.employment != Employment::Employee;
        let message = match person.confidentiality_on {
            Some(signed) if signed <= start => continue,
            Some(signed) => {
                format!("{} signed confidentiality on {signed}, after the audit had begun on {start}", member.person)
            }
            // An employee is bound by the contract of employment (A.6.2).
            None if !is_external => continue,
            None => format!("{} audits from {start}, and has not signed confidentiality", member.person),
        };
        report
            .at_level(if is_external { Level::Error } else { Level::Warning })
            .raise(record, &format!("{path}/person"), message)
            .also(person.at("/confidentiality_on"), "their record")
            .help("have it signed and record the day in the person's record: `confidentiality_on: …`")
            .owner(audit.lead().unwrap_or(&audit.client))
            .part(&member.person);
    }
}

use crate::diagnostic::Level;
use crate::lint::team::{auditing, with_own_team};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Audit, Kind, PastRole};
use crate::snapshot::Record;
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "auditor-recent-role",
    family: Family::Audit,
    summary: "Somebody audits a process that they left only recently",
    level: Level::Warning,
    clause: "ISO 19011:2018, 4 e",
    needs_day: false,
    docs: include_str!("auditor_recent_role.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record) else { return };
    let Some(start) = audit.dates.map(|dates| dates.start) else { return };
    let months = context.thresholds().cooling_off_months;
    for (path, member) in auditing(audit) {
        let Some(person) = context.snapshot.person(&member.person) else { continue };
        let roles = person.data().past_roles.iter().enumerate();
        let is_recent =
            |role: &PastRole| role.to.plus_months(months.into()) > start && role.from.is_none_or(|from| from <= start);
        let Some((position, role, what)) =
            roles.filter(|(_, role)| is_recent(role)).find_map(|(at, role)| Some((at, role, audited(audit, role)?)))
        else {
            continue;
        };
        report
            .raise(
                record,
                &format!("{path}/person"),
                format!(
                    "{} worked in {what} until {}, less than {} before the audit",
                    member.person,
                    role.to,
                    counted(months.into(), "month")
                ),
            )
            .also(person.at(&format!("/past_roles/{position}/to")), "left it")
            .help("let somebody else audit this part until the time is over; `cooling_off_months` in tickmark.yaml sets it")
            .owner(&audit.client)
            .part(&member.person);
    }
}

/// What of a past role an audit looks at.
fn audited(audit: &Audit, role: &PastRole) -> Option<String> {
    let scope = audit.scope.as_ref()?;
    let process = role.process.as_ref().filter(|process| scope.processes.contains(process));
    let unit = role.unit.as_ref().filter(|unit| scope.units.contains(unit));
    process.map(|process| format!("the process {process}")).or_else(|| unit.map(|unit| format!("the unit {unit}")))
}

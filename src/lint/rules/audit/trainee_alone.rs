use crate::diagnostic::Level;
use crate::lint::team::{auditing, share, with_own_team};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, Kind, TeamRole};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "trainee-alone",
    family: Family::Audit,
    summary: "A trainee audits something that no auditor looks at",
    level: Level::Warning,
    clause: "ISO 19011:2018, 5.5.4",
    needs_day: false,
    docs: include_str!("trainee_alone.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record).filter(|audit| audit.status.has_reached(AuditStatus::Confirmed)) else {
        return;
    };
    let trained: Vec<_> = auditing(audit)
        .filter(|(_, member)| member.role != TeamRole::Trainee)
        .flat_map(|(_, member)| share(context, audit, member))
        .collect();
    for (path, member) in auditing(audit).filter(|(_, member)| member.role == TeamRole::Trainee) {
        let mut alone = share(context, audit, member);
        alone.retain(|requirement| !trained.contains(requirement));
        if alone.is_empty() {
            continue;
        }
        let names = context.snapshot.catalogues().ranges(&alone);
        report
            .raise(record, &path, format!("the trainee {} audits {} alone", member.person, listed(&names, 6)))
            .help("give an auditor the same criteria")
            .owner(audit.lead().unwrap_or(&audit.client))
            .members(names);
    }
}

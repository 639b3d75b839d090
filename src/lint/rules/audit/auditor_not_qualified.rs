use crate::diagnostic::Level;
use crate::lint::team::{auditing, share, with_own_team};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, AuditorLevel, Kind, Person, TeamMember, TeamRole};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "auditor-not-qualified",
    family: Family::Audit,
    summary: "Somebody has a role in an audit for which they are not approved",
    level: Level::Error,
    clause: "7.2; ISO 19011:2018, 7",
    needs_day: false,
    docs: include_str!("auditor_not_qualified.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record) else { return };
    // Who was approved for what may have changed since an audit was closed.
    if !audit.status.has_reached(AuditStatus::Confirmed) || audit.status == AuditStatus::Closed {
        return;
    }
    for (path, member) in auditing(audit) {
        let Some(person) = context.snapshot.person(&member.person) else { continue };
        let message = match &person.auditor {
            None => format!("{} audits as {}, and is not approved as an auditor", member.person, member.role),
            Some(approval) if !may_be(&approval.levels, member) => {
                let levels: Vec<&str> = approval.levels.iter().map(|level| level.as_str()).collect();
                format!("{} audits as {}, and is approved as {}", member.person, member.role, listed(&levels, 4))
            }
            Some(_) => {
                let catalogues = unknown_catalogues(context, &person, &share(context, audit, member));
                if catalogues.is_empty() {
                    continue;
                }
                format!("{} is not approved to audit against {}", member.person, listed(&catalogues, 4))
            }
        };
        let diagnostic = report.raise(record, &format!("{path}/role"), message);
        diagnostic
            .also(person.at("/auditor"), "their record")
            .help(
                "have the programme manager approve them (`auditor:` in the person's record), or choose somebody else",
            )
            .part(&member.person);
        if let Some(isms) = context.snapshot.isms() {
            diagnostic.owner(&isms.data().roles.programme_manager);
        }
    }
}

/// Whether an approval allows a role: who may lead may audit, and anybody approved may learn.
fn may_be(levels: &[AuditorLevel], member: &TeamMember) -> bool {
    levels.iter().any(|level| match member.role {
        TeamRole::LeadAuditor => *level == AuditorLevel::LeadAuditor,
        TeamRole::Auditor => matches!(level, AuditorLevel::LeadAuditor | AuditorLevel::Auditor),
        TeamRole::Trainee => *level != AuditorLevel::TechnicalExpert,
        TeamRole::TechnicalExpert | TeamRole::Observer | TeamRole::Guide => true,
    })
}

/// The catalogues of what somebody is to look at that their approval does not name.
fn unknown_catalogues<'a>(
    context: &Context<'a>,
    person: &Person,
    share: &[crate::record::criteria::Requirement],
) -> Vec<&'a str> {
    let catalogues = context.snapshot.catalogues();
    let known = person.auditor.as_ref().map(|approval| approval.catalogues.as_slice()).unwrap_or_default();
    let mut unknown: Vec<&str> = share
        .iter()
        .map(|requirement| catalogues.catalogue_of(*requirement).id.as_str())
        .filter(|id| !known.iter().any(|known| known.as_str() == *id))
        .collect();
    unknown.dedup();
    unknown
}

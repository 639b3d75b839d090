use crate::diagnostic::Level;
use crate::lint::team::{auditing, share, with_own_team};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::criteria::BUILT_IN;
use crate::record::{Audit, AuditStatus, AuditType, Kind, PersonRef};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "programme-manager-audits-programme",
    family: Family::Audit,
    summary: "Whoever runs the audit programme audits the audit programme",
    level: Level::Error,
    clause: "9.2.2 b",
    needs_day: false,
    docs: include_str!("programme_manager_audits_programme.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record) else { return };
    // Who managed the programme may have changed since an audit was closed.
    if audit.r#type == AuditType::Supplier || audit.status == AuditStatus::Closed {
        return;
    }
    let managers = managers(context, audit);
    for (path, member) in auditing(audit).filter(|(_, member)| managers.contains(&&member.person)) {
        let catalogues = context.snapshot.catalogues();
        let names_audits = share(context, audit, member).into_iter().any(|requirement| {
            let number = catalogues.entry(requirement).id.as_str();
            catalogues.catalogue_of(requirement).id.as_str() == BUILT_IN && number.starts_with("9.2")
        });
        if names_audits {
            report
                .raise(
                    record,
                    &format!("{path}/person"),
                    format!("{} manages the audit programme and audits 9.2, which asks how it is managed", member.person),
                )
                .help("let somebody else look at 9.2.1 and 9.2.2, from another unit or from outside; name their share under `team`")
                .owner(&audit.client)
                .part(&member.person);
        }
    }
}

/// Whoever manages the programme that the audit belongs to, or any.
fn managers<'a>(context: &Context<'a>, audit: &Audit) -> Vec<&'a PersonRef> {
    let own = audit.programme.as_ref().and_then(|id| context.snapshot.programme(id));
    let own = own.map(|programme| &programme.data().manager);
    let general = context.snapshot.isms().map(|isms| &isms.data().roles.programme_manager);
    own.into_iter().chain(general).collect()
}

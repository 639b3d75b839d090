use crate::diagnostic::Level;
use crate::lint::team::with_own_team;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, AuditType, Kind};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "scope-outside-isms",
    family: Family::Audit,
    summary: "An audit looks at processes or sites that are not in the scope of the ISMS",
    level: Level::Warning,
    clause: "4.3",
    needs_day: false,
    docs: include_str!("scope_outside_isms.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record) else { return };
    // A supplier's sites are not ours, and what was in scope when an audit was closed may have been sold since.
    if audit.r#type == AuditType::Supplier || audit.status == AuditStatus::Closed {
        return;
    }
    let (Some(isms), Some(scope)) = (context.snapshot.isms(), &audit.scope) else { return };
    let outside = |id: &str| isms.data().sites.iter().any(|site| site.id.as_str() == id && !site.in_scope);
    let sites: Vec<&str> = scope.sites.iter().map(|site| site.as_str()).filter(|site| outside(site)).collect();
    let Some(first) = scope.sites.iter().position(|site| outside(site.as_str())) else { return };
    report
        .raise(
            record,
            &format!("/scope/sites/{first}"),
            format!("outside of the scope of the ISMS: {}", listed(&sites, 5)),
        )
        .help("take it out of the audit's scope, or set `in_scope: true` in tickmark.yaml once the ISMS covers it")
        .owner(audit.lead().unwrap_or(&audit.client))
        .members(sites);
}

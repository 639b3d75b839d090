use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use std::collections::BTreeSet;

use crate::lint::team::with_own_team;
use crate::record::{Audit, AuditStatus, AuditType, Date, Finding, Kind};
use crate::snapshot::Record;
use crate::snapshot::View;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "previous-findings-not-reviewed",
    family: Family::Audit,
    summary: "An audit passes over earlier findings on what it looks at",
    level: Level::Warning,
    clause: "9.2.2",
    needs_day: false,
    docs: include_str!("previous_findings_not_reviewed.md"),
    check: Check::Among(Kind::Audit, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record) else { return };
    // Once the plan is confirmed the earlier results have been looked at; what is closed can only be learnt from.
    if !audit.status.has_reached(AuditStatus::Confirmed) || audit.status == AuditStatus::Closed {
        return;
    }
    let Some(start) = audit.dates.map(|dates| dates.start).filter(|_| audit.r#type != AuditType::Supplier) else {
        return;
    };
    let named: BTreeSet<&str> = audit.previous_findings.iter().map(|id| id.as_str()).collect();
    let looked_at: BTreeSet<_> = context.snapshot.catalogues().resolve_all(&audit.criteria).into_iter().collect();
    let missing: Vec<&str> = context
        .snapshot
        .findings()
        .filter(|finding| finding.data().audit.as_str() != &*record.id && is_open_or_recent(context, finding, start))
        .filter(|finding| !named.contains(finding.id()) && concerns(context, audit, &looked_at, finding))
        .map(|finding| finding.id())
        .collect();
    if missing.is_empty() {
        return;
    }
    let place = if audit.previous_findings.is_empty() { "/criteria" } else { "/previous_findings" };
    report
        .raise(
            record,
            place,
            format!("the plan passes over {}, found earlier in what it looks at", listed(&missing, 8)),
        )
        .help("list them under `previous_findings` and look at each: is the lapse still gone?")
        .owner(audit.lead().unwrap_or(&audit.client))
        .members(missing);
}

/// Whether a nonconformity was open when the audit began, or found in the twelve months before.
fn is_open_or_recent(context: &Context<'_>, finding: &View<'_, Finding>, start: Date) -> bool {
    let data = finding.data();
    if !data.grade.is_nonconformity() || !data.status.is_reported() || data.detected_on >= start {
        return false;
    }
    // What the report had not told yet could not be planned for.
    let issued = context.snapshot.audit(&data.audit).and_then(|audit| audit.issued_on());
    if issued.is_some_and(|issued| issued >= start) {
        return false;
    }
    data.status.is_open() || data.detected_on >= start.plus_months(-12)
}

/// Whether a finding lies in a process of the audit's scope and on criteria of the audit; either of them alone, where the
/// other is not known.
fn concerns(
    context: &Context<'_>,
    audit: &Audit,
    looked_at: &BTreeSet<crate::record::criteria::Requirement>,
    finding: &View<'_, Finding>,
) -> bool {
    let processes = audit.scope.as_ref().map(|scope| scope.processes.as_slice()).unwrap_or_default();
    let in_process =
        finding.data().process.as_ref().is_none_or(|process| processes.is_empty() || processes.contains(process));
    let criteria = context.snapshot.catalogues().resolve_all(&finding.data().criteria);
    in_process && criteria.iter().any(|requirement| looked_at.contains(requirement))
}

use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditType, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "coverage-from-wrong-audit",
    family: Family::Programme,
    summary: "An audit counts for coverage that is no internal audit",
    level: Level::Warning,
    clause: "9.2.1",
    needs_day: false,
    docs: include_str!("coverage_from_wrong_audit.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(_: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let counted = record.data().audit().filter(|audit| audit.counts_for_coverage == Some(true));
    let Some(audit) = counted.filter(|audit| !matches!(audit.r#type, AuditType::Internal | AuditType::FollowUp)) else {
        return;
    };
    report
        .raise(
            record,
            "/counts_for_coverage",
            format!("an audit of type `{}` is counted as if it were an internal one", audit.r#type),
        )
        .help("take the field out; 9.2 asks for audits of our own")
        .owner(audit.lead().unwrap_or(&audit.client));
}

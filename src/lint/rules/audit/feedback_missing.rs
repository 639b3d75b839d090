use crate::diagnostic::Level;
use crate::lint::team::with_own_team;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{AuditStatus, AuditType, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "feedback-missing",
    family: Family::Audit,
    summary: "Nobody asked the auditees what they thought of the audit",
    level: Level::Info,
    clause: "ISO 19011:2018, 5.6",
    needs_day: false,
    docs: include_str!("feedback_missing.md"),
    check: Check::Record(Kind::Audit, check),
};

fn check(_: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(audit) = with_own_team(record).filter(|audit| audit.r#type == AuditType::Internal) else { return };
    if audit.status == AuditStatus::Closed && audit.feedback.is_none() {
        report
            .raise(record, "/status", "the audit is closed, and there is no feedback from the auditees")
            .help("ask them for a score from 1 to 5 and a sentence: `feedback: {score: …, remarks: …}`")
            .owner(audit.lead().unwrap_or(&audit.client));
    }
}

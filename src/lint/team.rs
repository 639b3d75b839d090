//! What the rules about audit teams share.

use super::Context;
use crate::record::criteria::Requirement;
use crate::record::{Audit, AuditStatus, TeamMember};
use crate::snapshot::Record;

/// The audit of a record, if its team is ours to choose and is not called off: an internal, follow-up or supplier audit.
pub(crate) fn with_own_team(record: &Record) -> Option<&Audit> {
    let audit = record.data().audit()?;
    let is_off = matches!(audit.status, AuditStatus::Cancelled | AuditStatus::Postponed);
    (audit.r#type.is_planned_by_us() && !is_off).then_some(audit)
}

/// The members who audit, each with the path of their entry.
pub(crate) fn auditing(audit: &Audit) -> impl Iterator<Item = (String, &TeamMember)> {
    let members = audit.team.iter().enumerate().filter(|(_, member)| member.role.audits());
    members.map(|(position, member)| (format!("/team/{position}"), member))
}

/// The requirements that a member looks at: their share, or all of the audit's.
pub(crate) fn share(context: &Context<'_>, audit: &Audit, member: &TeamMember) -> Vec<Requirement> {
    let criteria = if member.criteria.is_empty() { &audit.criteria } else { &member.criteria };
    context.snapshot.catalogues().resolve_all(criteria)
}

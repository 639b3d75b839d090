//! What the rules about audit teams share.

use super::Context;
use crate::record::criteria::Requirement;
use crate::record::{Audit, AuditStatus, TeamMember, Workpaper};
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

/// The workpaper of a record, once the work of its audit is done by a team of ours.
pub(crate) fn finished_workpaper<'a>(context: &Context<'_>, record: &'a Record) -> Option<&'a Workpaper> {
    let workpaper = record.data().workpaper()?;
    let view = context.snapshot.audit(&workpaper.audit)?;
    let is_done = with_own_team(view.record()).is_some_and(|audit| audit.status.has_reached(AuditStatus::Drafted));
    is_done.then_some(workpaper)
}

//! Findings. Criteria and evidence are `finding-without-criteria`'s and `finding-without-evidence`'s; that a corrective
//! action goes with the state is `status-mismatch`'s.

use super::{Need, STATUS};
use crate::lint::Context;
use crate::record::{ActionStatus, AuditStatus, Finding, FindingStatus, Grade, Stance};
use crate::text::{TODO, is_blank};

/// The needs of a finding's states.
pub const NEEDS: &[Need<Finding>] = &[
    Need {
        when: |_, finding| stands(finding),
        met: |_, finding| !finding.statement.starts_with(TODO),
        place: "/statement",
        lapse: "its statement is still to be written",
        help: "say what is so: fact and extent; no names, no cause, no remedy",
    },
    Need {
        when: |_, finding| stands(finding) && finding.grade != Grade::Strength,
        met: |context, finding| is_reported(context, finding),
        place: STATUS,
        lapse: "the report of its audit is not issued yet",
        help: "leave it `draft` until the report is issued; what cannot wait is corrected meanwhile",
    },
    Need {
        when: |_, finding| finding.status == FindingStatus::Contested,
        met: |_, finding| finding.acknowledged.as_ref().is_none_or(|said| said.position == Stance::Contested),
        place: "/acknowledged/position",
        lapse: "the auditee agreed",
        help: "set the finding to `open`, or record what is contested",
    },
    Need {
        when: |_, finding| finding.status == FindingStatus::Closed && finding.grade.is_nonconformity(),
        met: |_, finding| finding.closed.is_some(),
        place: STATUS,
        lapse: "it does not say who closed it, when, and on what ground",
        help: "fill in `closed: {by: …, date: …, basis: …}`",
    },
    Need {
        when: |_, finding| {
            finding.status == FindingStatus::Closed && matches!(finding.grade, Grade::Observation | Grade::Opportunity)
        },
        met: |context, finding| is_decided(context, finding),
        place: STATUS,
        lapse: "nobody decided about it",
        help: "record the decision: `decision: {by: …, date: …, outcome: done}`, or `declined` with the reason",
    },
    Need {
        when: |_, finding| finding.status == FindingStatus::Withdrawn,
        met: |_, finding| !is_blank(finding.status_reason.as_deref()),
        place: STATUS,
        lapse: "it does not say why",
        help: "give the reason under `status_reason`: what the evidence showed otherwise",
    },
    Need {
        when: |_, finding| finding.status == FindingStatus::Superseded,
        met: |_, finding| !finding.related.is_empty(),
        place: STATUS,
        lapse: "it does not say which finding takes its place",
        help: "name it under `related`",
    },
];

/// Whether somebody claims that the finding is so.
pub(in crate::lint) fn stands(finding: &Finding) -> bool {
    finding.status.is_reported() && finding.status != FindingStatus::Superseded
}

pub(in crate::lint) fn is_our_nonconformity(context: &Context<'_>, finding: &Finding) -> bool {
    let audit = context.snapshot.audit(&finding.audit);
    stands(finding) && finding.grade.is_nonconformity() && audit.is_some_and(|audit| !audit.r#type.is_third_party())
}

/// Whether the audit's report is out, in its first version at least; a third party's we may never see.
fn is_reported(context: &Context<'_>, finding: &Finding) -> bool {
    context.snapshot.audit(&finding.audit).is_none_or(|audit| {
        let has_issued = || audit.report.as_ref().is_some_and(|report| report.issued.is_some());
        audit.r#type.is_third_party()
            || matches!(audit.status, AuditStatus::Issued | AuditStatus::Closed | AuditStatus::Cancelled)
            || has_issued()
    })
}

fn is_decided(context: &Context<'_>, finding: &Finding) -> bool {
    let mut actions = context.snapshot.actions_for(finding.id.as_str());
    finding.decision.is_some()
        || finding.closed.is_some()
        || actions.any(|action| action.status != ActionStatus::Cancelled)
}

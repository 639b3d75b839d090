//! Audits. What a plan needs is `plan-incomplete`'s, the checklist's completeness `checklist-gap`'s.

use super::{Need, STATUS};
use crate::lint::Context;
use crate::record::{Audit, AuditStatus, AuditType, FindingStatus, Item, ItemResult};
use crate::text::is_blank;

/// The needs of an audit's states.
pub const NEEDS: &[Need<Audit>] = &[
    Need {
        when: |_, audit| {
            audit.r#type == AuditType::Internal && audit.status <= AuditStatus::Closed && audit.reason.is_none()
        },
        met: |context, audit| is_in_programme(context, audit),
        place: "/programme",
        lapse: "its programme does not list it",
        help: "add a line to the programme's `schedule`, or say under `reason` why the audit is held outside of it",
    },
    Need {
        when: |_, audit| is_ours(audit, AuditStatus::InProgress),
        met: |_, audit| audit.opening_meeting.is_some(),
        place: STATUS,
        lapse: "no opening meeting is recorded",
        help: "record when it was and who was there: `opening_meeting: {date: …, attendees: […]}`",
    },
    Need {
        when: |_, audit| is_ours(audit, AuditStatus::Drafted),
        met: |_, audit| audit.closing_meeting.is_some(),
        place: STATUS,
        lapse: "no closing meeting is recorded",
        help: "record when it was and who was there: `closing_meeting: {date: …, attendees: […]}`",
    },
    Need {
        when: |_, audit| is_ours(audit, AuditStatus::Drafted),
        met: |_, audit| audit.limitations.is_some(),
        place: STATUS,
        lapse: "it does not say what could not be audited",
        help: "list it under `limitations:`; `limitations: []` says that there was nothing",
    },
    Need {
        when: |_, audit| is_ours(audit, AuditStatus::Drafted),
        met: |_, audit| {
            let conclusion = audit.conclusion.as_ref();
            conclusion.is_some_and(|said| {
                said.conforms.is_some() && said.effective.is_some() && said.objectives_met.is_some()
            })
        },
        place: STATUS,
        lapse: "its conclusion is not complete",
        help: "say under `conclusion:` whether it `conforms`, whether it is `effective`, and whether the objectives are met",
    },
    Need {
        when: |_, audit| is_ours(audit, AuditStatus::Issued),
        met: |_, audit| audit.report.as_ref().is_some_and(|report| report.issued.is_some()),
        place: STATUS,
        lapse: "nobody has issued its report",
        help: "record who issued it and when: `report: {version: 1, issued: {by: …, date: …}}`",
    },
    Need {
        when: |_, audit| is_ours(audit, AuditStatus::Issued),
        met: |_, audit| audit.report.as_ref().is_none_or(|report| !report.distribution.is_empty()),
        place: "/report",
        lapse: "its report went to nobody",
        help: "name who got it under `report.distribution`: who asked for the audit, and who was audited",
    },
    Need {
        when: |_, audit| audit.status.is_issued(),
        met: |context, audit| {
            let mut findings = context.snapshot.findings_of(audit.id.as_str());
            !findings.any(|finding| finding.status == FindingStatus::Draft)
        },
        place: STATUS,
        lapse: "a finding of it is still a draft",
        help: "set the finding to `open`, or to `withdrawn` with the reason",
    },
    Need {
        when: |_, audit| is_ours(audit, AuditStatus::Closed),
        met: |context, audit| has_plans(context, audit),
        place: STATUS,
        lapse: "the plan for a nonconformity of it is not accepted yet",
        help: "leave the audit `issued` until every corrective action record is accepted; they need not be done",
    },
    Need {
        when: |_, audit| audit.r#type.is_third_party() && audit.status.is_issued(),
        met: |_, audit| audit.external.is_some(),
        place: STATUS,
        lapse: "it does not say whose audit it is",
        help: "name the body and its report: `external: {body: …, report_ref: …}`",
    },
    Need {
        when: |_, audit| matches!(audit.status, AuditStatus::Postponed | AuditStatus::Cancelled),
        met: |_, audit| !is_blank(audit.status_reason.as_deref()),
        place: STATUS,
        lapse: "it does not say why",
        help: "give the reason under `status_reason`, and say when or where its criteria will be audited instead",
    },
];

/// The needs of a checklist item's result, once the audit's work is done.
pub const ITEMS: &[Need<Item>] = &[
    Need {
        when: |_, item| item.result.is_some_and(ItemResult::is_exception),
        met: |_, item| item.finding.is_some(),
        place: "/result",
        lapse: "no finding came of it",
        help: "write the finding and name it: `finding: F-…`; or correct the result",
    },
    Need {
        when: |_, item| item.result.is_some_and(|result| !result.is_tested()),
        met: |_, item| !is_blank(item.reason.as_deref()),
        place: "/result",
        lapse: "it does not say why",
        help: "give the reason under `reason`; `carry_to` names the audit that will look at it",
    },
];

fn is_ours(audit: &Audit, state: AuditStatus) -> bool {
    !audit.r#type.is_third_party() && audit.status.has_reached(state)
}

/// Whether the programme that the audit names has a line for it; a draft of a programme may still lack it.
fn is_in_programme(context: &Context<'_>, audit: &Audit) -> bool {
    let programme = audit.programme.as_ref().and_then(|id| context.snapshot.programme(id));
    programme.is_none_or(|programme| {
        !programme.status.is_approved()
            || programme.schedule.iter().any(|line| line.audit.as_str().eq_ignore_ascii_case(audit.id.as_str()))
    })
}

/// Whether no plan is still being written or discussed. A nonconformity that nobody answers is `nc-without-action`'s.
fn has_plans(context: &Context<'_>, audit: &Audit) -> bool {
    context
        .snapshot
        .findings_of(audit.id.as_str())
        .filter(|finding| finding.grade.is_nonconformity())
        .filter(|finding| matches!(finding.status, FindingStatus::Open | FindingStatus::Contested))
        .all(|finding| {
            let mut actions = context.snapshot.actions_for(finding.id()).peekable();
            actions.peek().is_none() || actions.any(|action| action.status.is_accepted())
        })
}

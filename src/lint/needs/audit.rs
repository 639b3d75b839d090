//! Audits. What a plan needs is `plan-incomplete`'s, the checklist's completeness `checklist-gap`'s.

use super::{Need, STATUS};
use crate::lint::Context;
use crate::record::{Audit, AuditStatus, AuditType, Change, Date, FindingStatus};
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
        when: |_, audit| is_ours(audit, AuditStatus::Issued),
        met: |_, audit| audit.report.as_ref().is_some_and(|report| report.issued.is_some()),
        place: STATUS,
        lapse: "nobody has issued its report",
        help: "record who issued it and when: `report: {version: 1, issued: {by: …, date: …}}`",
    },
    Need {
        when: |_, audit| is_ours(audit, AuditStatus::Issued),
        met: |_, audit| {
            let version = audit.report.as_ref().map(|report| report.version as usize);
            version.is_none_or(|version| version > audit.times_taken_back())
        },
        place: "/report/version",
        lapse: "by its `changes` a report of this version was out already and was taken back",
        help: "what is issued again is the next version: set `report.version` one higher, and `report.tag` with it",
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
    Need {
        when: |_, audit| audit.status == AuditStatus::Postponed && !audit.r#type.is_third_party(),
        met: |_, audit| {
            let mut agreed = audit.changes.iter().filter(|change| change.field == "status" && change.to == "postponed");
            agreed.any(|change| change.approved_by.is_some())
        },
        place: STATUS,
        lapse: "nobody agreed to it",
        help: "add to `changes`: {date: …, by: …, field: status, from: planned, to: postponed, reason: …, approved_by: …}",
    },
    Need {
        when: |_, audit| audit.status == AuditStatus::Postponed && !audit.r#type.is_third_party(),
        met: has_another_time,
        place: STATUS,
        lapse: "nothing says until when",
        help: "give it `dates`, or a window in the programme, that begin after the day on which it was postponed; where nobody can \
               say yet, add to `changes`: {date: …, by: …, field: dates, from: …, to: open, reason: …, approved_by: …}",
    },
];

/// Whether an audit that is postponed has a time that begins after the day on which it was, or a decision that it gets none yet.
/// That nobody agreed to it is said elsewhere.
fn has_another_time(context: &Context<'_>, audit: &Audit) -> bool {
    let is_step = |change: &&Change| change.field == "status" && change.to == AuditStatus::Postponed.as_str();
    let mut steps: Vec<Date> = audit.changes.iter().filter(is_step).map(|change| change.date).collect();
    steps.sort_unstable();
    let Some(day) = steps.pop() else { return true };
    let lines = context.snapshot.programmes().flat_map(|programme| &programme.data().schedule);
    let mut windows = lines.filter(|line| line.audit.as_str().eq_ignore_ascii_case(audit.id.as_str()));
    // What was decided when it was postponed the time before is not about this time.
    let is_since = |change: &Change| steps.last().is_none_or(|last| change.date > *last);
    let is_decided = |change: &Change| {
        let is_of_dates = change.field == "dates" || change.field.starts_with("dates/");
        is_of_dates && change.approved_by.is_some() && is_since(change)
    };
    audit.dates.is_some_and(|dates| dates.start > day)
        || windows.any(|line| line.window.from > day)
        || audit.changes.iter().any(is_decided)
}

pub(in crate::lint) fn is_ours(audit: &Audit, state: AuditStatus) -> bool {
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

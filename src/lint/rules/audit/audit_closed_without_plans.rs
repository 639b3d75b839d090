use crate::diagnostic::Level;
use crate::lint::needs::audit::is_ours;
use crate::lint::needs::{Need, STATUS, report as report_needs};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Audit, AuditStatus, FindingStatus, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "audit-closed-without-plans",
    family: Family::Audit,
    summary: "An audit is closed before every nonconformity has an accepted plan",
    level: Level::Error,
    clause: "ISO 19011:2018, 6.6",
    needs_day: false,
    docs: include_str!("audit_closed_without_plans.md"),
    check: Check::Record(Kind::Audit, check),
};

/// What the state needs.
const NEEDS: &[Need<Audit>] = &[Need {
    when: |_, audit| is_ours(audit, AuditStatus::Closed),
    met: |context, audit| has_plans(context, audit),
    place: STATUS,
    lapse: "the plan for a nonconformity of it is not accepted yet",
    help: "leave the audit `issued`, or take it back to that with `tickmark move`, until every corrective action record is accepted; \
           they need not be done",
}];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    if let Some(audit) = record.data().audit() {
        report_needs(NEEDS, context, record, audit, report);
    }
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

use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{ActionStatus, SourceType};

pub static RULE: Rule = Rule {
    name: "sources-too-narrow",
    family: Family::Action,
    summary: "Corrective actions come from audits alone",
    level: Level::Info,
    clause: "10.2",
    needs_day: true,
    docs: include_str!("sources_too_narrow.md"),
    check: Check::Snapshot(check),
};

/// Fewer say nothing about where they come from.
const FEWEST: usize = 6;

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let since = context.day.plus_months(-12);
    let began = |action: &crate::record::Action| {
        let proposed =
            action.plan.as_ref().and_then(|plan| plan.proposed_on.or(plan.accepted.as_ref().map(|it| it.date)));
        let found =
            action.source.findings.iter().filter_map(|id| Some(context.snapshot.finding(id)?.data().detected_on));
        proposed.or(found.min())
    };
    let recent: Vec<_> = context
        .snapshot
        .actions()
        .filter(|action| action.status != ActionStatus::Cancelled)
        .filter(|action| began(action.data()).is_some_and(|day| since < day && day <= context.day))
        .collect();
    let from_audits = |kind: SourceType| matches!(kind, SourceType::Finding | SourceType::Opportunity);
    let Some(isms) = context.snapshot.isms() else { return };
    if recent.len() < FEWEST || !recent.iter().all(|action| from_audits(action.data().source.r#type)) {
        return;
    }
    report
        .raise(
            isms.record(),
            "/roles/isms_owner",
            format!("all {} corrective actions of the last twelve months come from audits", recent.len()),
        )
        .help("incidents, complaints and monitoring find nonconformities too: write records for those (`source.type`)")
        .owner(&isms.data().roles.isms_owner);
}

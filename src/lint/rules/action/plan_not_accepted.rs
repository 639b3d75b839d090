use crate::diagnostic::Level;
use crate::lint::needs::{Need, STATUS, report as report_needs};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Action, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "plan-not-accepted",
    family: Family::Action,
    summary: "Work goes on under a plan that nobody has accepted",
    level: Level::Warning,
    clause: "10.2",
    needs_day: false,
    docs: include_str!("plan_not_accepted.md"),
    check: Check::Record(Kind::Action, check),
};

/// What the state needs.
const NEEDS: &[Need<Action>] = &[Need {
    when: |_, action| action.status.is_accepted(),
    met: |_, action| action.plan.as_ref().is_some_and(|plan| plan.accepted.is_some()),
    place: STATUS,
    lapse: "nobody has accepted the plan",
    help: "have an auditor or the programme manager accept it: `plan: {accepted: {by: …, date: …}}`",
}];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    if let Some(action) = record.data().action() {
        report_needs(NEEDS, context, record, action, report);
    }
}

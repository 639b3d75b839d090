use crate::diagnostic::Level;
use crate::lint::needs::{Need, report as report_needs};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Action, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "plan-self-accepted",
    family: Family::Action,
    summary: "The owner of a plan accepted it",
    level: Level::Error,
    clause: "9.2.2 b",
    needs_day: false,
    docs: include_str!("plan_self_accepted.md"),
    check: Check::Record(Kind::Action, check),
};

/// What the state needs.
const NEEDS: &[Need<Action>] = &[Need {
    when: |_, action| action.status.is_accepted(),
    met: |_, action| {
        let accepted = action.plan.as_ref().and_then(|plan| plan.accepted.as_ref());
        accepted.is_none_or(|accepted| accepted.by != action.owner)
    },
    place: "/plan/accepted/by",
    lapse: "its owner accepted the plan",
    help: "have somebody else accept it: an auditor, or the programme manager",
}];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    if let Some(action) = record.data().action() {
        report_needs(NEEDS, context, record, action, report);
    }
}

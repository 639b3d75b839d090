use crate::diagnostic::Level;
use crate::lint::needs::review::asks;
use crate::lint::needs::{Need, STATUS, decisions, report_part};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Decision, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "decision-incomplete",
    family: Family::Review,
    summary: "A decision of a management review has no owner or no date",
    level: Level::Error,
    clause: "9.3.3",
    needs_day: false,
    docs: include_str!("decision_incomplete.md"),
    check: Check::Record(Kind::Review, check),
};

/// What an open decision needs.
const NEEDS: &[Need<Decision>] = &[Need {
    when: |_, decision| asks(decision) && decision.status.is_open(),
    met: |_, decision| decision.owner.is_some() && decision.due.is_some(),
    place: STATUS,
    lapse: "it does not say who sees to it by when",
    help: "fill in `owner` and `due`",
}];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    for decision in record.data().review().into_iter().flat_map(decisions) {
        report_part(NEEDS, context, record, &decision, report);
    }
}

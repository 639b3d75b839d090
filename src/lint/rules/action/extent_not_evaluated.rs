use crate::diagnostic::Level;
use crate::lint::needs::{Need, STATUS, report as report_needs};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Action, Kind};
use crate::snapshot::Record;
use crate::text::is_blank;

pub static RULE: Rule = Rule {
    name: "extent-not-evaluated",
    family: Family::Action,
    summary: "Nobody looked whether the same lapse exists elsewhere",
    level: Level::Error,
    clause: "10.2 b 3",
    needs_day: false,
    docs: include_str!("extent_not_evaluated.md"),
    check: Check::Record(Kind::Action, check),
};

/// What the state needs.
const NEEDS: &[Need<Action>] = &[Need {
    when: |context, action| action.status.is_accepted() && context.snapshot.answers_nonconformity(action),
    met: |_, action| {
        let extent = action.extent.as_ref();
        extent.is_some_and(|extent| extent.checked && !is_blank(extent.how.as_deref()))
    },
    place: STATUS,
    lapse: "nobody looked whether the same lapse exists elsewhere",
    help: "look, and say how and what came of it: `extent: {checked: true, how: …, similar_found: 0}`",
}];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    if let Some(action) = record.data().action() {
        report_needs(NEEDS, context, record, action, report);
    }
}

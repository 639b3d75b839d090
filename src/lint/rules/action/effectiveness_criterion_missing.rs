use crate::diagnostic::Level;
use crate::lint::needs::{Need, STATUS, report as report_needs};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Action, Kind};
use crate::snapshot::Record;
use crate::text::is_blank;

pub static RULE: Rule = Rule {
    name: "effectiveness-criterion-missing",
    family: Family::Action,
    summary: "An accepted plan does not say how success will be seen",
    level: Level::Warning,
    clause: "10.2 d",
    needs_day: false,
    docs: include_str!("effectiveness_criterion_missing.md"),
    check: Check::Record(Kind::Action, check),
};

/// What the state needs.
const NEEDS: &[Need<Action>] = &[Need {
    when: |context, action| action.status.is_accepted() && context.snapshot.answers_nonconformity(action),
    met: |_, action| {
        let check = action.effectiveness.as_ref();
        check.is_some_and(|check| !is_blank(check.criterion.as_deref()))
    },
    place: STATUS,
    lapse: "it does not say how success will be seen",
    help: "say it under `effectiveness.criterion`: what will be so, by when, and where it can be seen",
}];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    if let Some(action) = record.data().action() {
        report_needs(NEEDS, context, record, action, report);
    }
}

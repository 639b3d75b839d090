use crate::diagnostic::Level;
use crate::lint::needs::action::is_proposed;
use crate::lint::needs::{Need, STATUS, report as report_needs};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Action, Kind};
use crate::snapshot::Record;
use crate::text::is_blank;

pub static RULE: Rule = Rule {
    name: "correction-missing",
    family: Family::Action,
    summary: "A proposed plan does not say what was done about the lapse at once",
    level: Level::Warning,
    clause: "10.2 a",
    needs_day: false,
    docs: include_str!("correction_missing.md"),
    check: Check::Record(Kind::Action, check),
};

/// What the state needs.
const NEEDS: &[Need<Action>] = &[Need {
    when: |context, action| is_proposed(action) && context.snapshot.answers_nonconformity(action),
    met: |_, action| {
        let correction = action.correction.as_ref();
        correction.is_some_and(|done| !is_blank(done.what.as_deref()) || !is_blank(done.none.as_deref()))
    },
    place: STATUS,
    lapse: "it does not say what was done at once",
    help: "say it under `correction.what`; `correction: {none: …}` says why there was nothing to correct",
}];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    if let Some(action) = record.data().action() {
        report_needs(NEEDS, context, record, action, report);
    }
}

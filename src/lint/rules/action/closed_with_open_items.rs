use crate::diagnostic::Level;
use crate::lint::needs::{Need, STATUS, report as report_needs};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Action, ActionStatus, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "closed-with-open-items",
    family: Family::Action,
    summary: "A record goes on as if all were done while a part of it is open",
    level: Level::Error,
    clause: "10.2",
    needs_day: false,
    docs: include_str!("closed_with_open_items.md"),
    check: Check::Record(Kind::Action, check),
};

/// What the state needs.
const NEEDS: &[Need<Action>] = &[
    Need {
        when: |_, action| action.status.is_implemented(),
        met: |_, action| action.open_items().next().is_none(),
        place: STATUS,
        lapse: "an item of it is still open",
        help: "finish or cancel the item, or set the record back to `accepted` and say why in `status_reason`",
    },
    Need {
        when: |_, action| action.status == ActionStatus::Closed,
        met: |_, action| action.isms_changes.iter().all(|change| change.done_on.is_some()),
        place: "/isms_changes",
        lapse: "a change to the ISMS is still to be made",
        help: "make it and record `done_on`, or leave the record `effective`",
    },
];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    if let Some(action) = record.data().action() {
        report_needs(NEEDS, context, record, action, report);
    }
}

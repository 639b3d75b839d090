use crate::diagnostic::Level;
use crate::lint::needs::action::is_proposed;
use crate::lint::needs::{Need, STATUS, action_items, report_part};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{ActionItem, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "action-incomplete",
    family: Family::Action,
    summary: "An item of a proposed plan lacks its due date or its kind",
    level: Level::Error,
    clause: "10.2 c",
    needs_day: false,
    docs: include_str!("action_incomplete.md"),
    check: Check::Record(Kind::Action, check),
};

/// What an item needs once the plan is proposed. Its owner is the record's where it names none.
const NEEDS: &[Need<ActionItem>] = &[
    Need {
        when: |_, item| item.status.is_open(),
        met: |_, item| item.due.is_some(),
        place: STATUS,
        lapse: "it has no due date, so that it can never be late",
        help: "agree on a day and record it: `due: …`",
    },
    Need {
        when: |_, item| item.status.is_open(),
        met: |_, item| item.r#type.is_some(),
        place: STATUS,
        lapse: "it does not say whether it mends the lapse or keeps it from coming back",
        help: "say it under `type`: correction, corrective or improvement",
    },
];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(action) = record.data().action().filter(|action| is_proposed(action)) else { return };
    for item in action_items(action) {
        report_part(NEEDS, context, record, &item, report);
    }
}

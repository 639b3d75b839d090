use crate::diagnostic::Level;
use crate::lint::needs::{Need, STATUS, action_items, report_part};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{ActionItem, ActionItemStatus, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "done-without-evidence",
    family: Family::Action,
    summary: "An action item is done and nothing shows it",
    level: Level::Error,
    clause: "10.2 f and g",
    needs_day: false,
    docs: include_str!("done_without_evidence.md"),
    check: Check::Record(Kind::Action, check),
};

/// What an item needs that is done.
const NEEDS: &[Need<ActionItem>] = &[Need {
    when: |_, item| item.status == ActionItemStatus::Done,
    met: |_, item| !item.evidence.is_empty(),
    place: STATUS,
    lapse: "nothing shows it",
    help: "name what shows that it was done: `evidence: [E-…]`",
}];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    for item in record.data().action().into_iter().flat_map(action_items) {
        report_part(NEEDS, context, record, &item, report);
    }
}

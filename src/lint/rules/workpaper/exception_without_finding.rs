use crate::diagnostic::Level;
use crate::lint::needs::{Need, answered_items, report_part};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{FindingStatus, Item, ItemResult, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "exception-without-finding",
    family: Family::Workpaper,
    summary: "A checklist item is an exception, and no finding came of it",
    level: Level::Error,
    clause: "ISO 19011:2018, 6.4.8",
    needs_day: false,
    docs: include_str!("exception_without_finding.md"),
    check: Check::Record(Kind::Workpaper, check),
};

/// What an item needs that is an exception.
const NEEDS: &[Need<Item>] = &[
    Need {
        when: |_, item| item.result.is_some_and(ItemResult::is_exception),
        met: |_, item| item.finding.is_some(),
        place: "/result",
        lapse: "no finding came of it",
        help: "write the finding and name it: `finding: F-…`; or correct the result",
    },
    Need {
        when: |_, item| item.result.is_some_and(ItemResult::is_exception),
        met: |context, item| {
            let named = item.finding.as_ref().and_then(|id| context.snapshot.finding(id));
            named.is_none_or(|finding| finding.status != FindingStatus::Withdrawn)
        },
        place: "/result",
        lapse: "the finding that came of it was withdrawn",
        help: "correct the result with what the evidence showed otherwise, or name the finding that stands",
    },
];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(workpaper) = record.data().workpaper() else { return };
    for item in answered_items(context, workpaper) {
        report_part(NEEDS, context, record, &item, report);
    }
}

use crate::diagnostic::Level;
use crate::lint::needs::{Need, STATUS, report as report_needs};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Kind, Review, ReviewStatus};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "review-without-decision",
    family: Family::Review,
    summary: "A management review decided nothing",
    level: Level::Warning,
    clause: "9.3.3",
    needs_day: false,
    docs: include_str!("review_without_decision.md"),
    check: Check::Record(Kind::Review, check),
};

/// What the state needs.
const NEEDS: &[Need<Review>] = &[Need {
    when: |_, review| review.status >= ReviewStatus::Held,
    met: |_, review| !review.decisions.is_empty(),
    place: STATUS,
    lapse: "nothing was decided",
    help: "record the decisions; that nothing needs to be done is one of `type: no-action`, with the reason",
}];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    if let Some(review) = record.data().review() {
        report_needs(NEEDS, context, record, review, report);
    }
}

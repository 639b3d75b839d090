use crate::diagnostic::Level;
use crate::lint::needs::is_top_management;
use crate::lint::needs::{Need, STATUS, report as report_needs};
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Kind, Review, ReviewStatus};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "review-without-top-management",
    family: Family::Review,
    summary: "A management review was not led by top management",
    level: Level::Error,
    clause: "9.3.1",
    needs_day: false,
    docs: include_str!("review_without_top_management.md"),
    check: Check::Record(Kind::Review, check),
};

/// What the state needs.
const NEEDS: &[Need<Review>] = &[
    Need {
        when: |_, review| matches!(review.status, ReviewStatus::Held | ReviewStatus::Approved),
        met: |context, review| is_top_management(context, &review.chair, review.held_on),
        place: "/chair",
        lapse: "its chair is not in top management",
        help: "management review is top management's: `roles.top_management` in tickmark.yaml lists who that is, and `roles.former` \
               who was",
    },
    Need {
        when: |_, review| review.status >= ReviewStatus::Held,
        met: |_, review| !review.attendees.is_empty(),
        place: STATUS,
        lapse: "it does not say who was there",
        help: "list them under `attendees`",
    },
];

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    if let Some(review) = record.data().review() {
        report_needs(NEEDS, context, record, review, report);
    }
}

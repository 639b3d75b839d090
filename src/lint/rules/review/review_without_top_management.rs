use crate::diagnostic::Level;
use crate::lint::needs::{Need, STATUS, help_on_top_management, is_top_management, report as report_needs};
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
const NEEDS: &[Need<Review>] = &[Need {
    when: |_, review| review.status >= ReviewStatus::Held,
    met: |_, review| !review.attendees.is_empty(),
    place: STATUS,
    lapse: "it does not say who was there",
    help: "list them under `attendees`",
}];

const CHAIR: &str = "have top management hold it: `roles.top_management` in tickmark.yaml lists who that is, and `roles.former` who was";

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    if let Some(review) = record.data().review() {
        chair(context, (record, review), report);
        report_needs(NEEDS, context, record, review, report);
    }
}

/// Whoever led it has to be in top management.
fn chair(context: &Context<'_>, (record, review): (&Record, &Review), report: &mut Report<'_>) {
    let (person, day) = (&review.chair, review.held_on);
    let is_held = matches!(review.status, ReviewStatus::Held | ReviewStatus::Approved);
    if is_held && !is_top_management(context, person, day) {
        let message = format!("the status is `{}`, but its chair is not in top management", review.status);
        report.raise(record, "/chair", message).help(help_on_top_management(context, (person, day), CHAIR));
    }
}

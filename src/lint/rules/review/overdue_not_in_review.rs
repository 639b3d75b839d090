use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use std::collections::BTreeSet;

use crate::record::{Action, Date, Kind, ReviewStatus};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "overdue-not-in-review",
    family: Family::Review,
    summary: "Management review did not look at actions that were overdue",
    level: Level::Warning,
    clause: "9.3.2 d 1",
    needs_day: true,
    docs: include_str!("overdue_not_in_review.md"),
    check: Check::Among(Kind::Review, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(review) = record.data().review() else { return };
    if !matches!(review.status, ReviewStatus::Held | ReviewStatus::Approved) || review.held_on > context.day {
        return;
    }
    let inputs = review.inputs.iter().flat_map(|inputs| inputs.all()).filter_map(|(_, _, input)| input);
    let seen: BTreeSet<&str> = inputs.flat_map(|input| &input.refs).map(|id| id.as_str()).collect();
    // A finding that was looked at stands for the actions that answer it.
    let is_seen = |id: &str, action: &Action| {
        seen.contains(id) || action.source.findings.iter().any(|finding| seen.contains(finding.as_str()))
    };
    let late = context.snapshot.actions().filter(|action| was_late(action.data(), review.held_on));
    let missing: Vec<&str> =
        late.filter(|action| !is_seen(action.id(), action.data())).map(|action| action.id()).collect();
    if missing.is_empty() {
        return;
    }
    let verb = if missing.len() == 1 { "was" } else { "were" };
    let diagnostic = report.raise(
        record,
        "/inputs/nonconformities-and-actions",
        format!("{} {verb} overdue on the day of the review, and it did not look at that", listed(&missing, 6)),
    );
    diagnostic.help("bring it to the next review, and name it under `inputs.nonconformities-and-actions.refs`");
    diagnostic.members(missing);
    if let Some(isms) = context.snapshot.isms() {
        diagnostic.owner(&isms.data().roles.isms_owner);
    }
}

/// Whether an item was past its day on a day and not done by then.
fn was_late(action: &Action, day: Date) -> bool {
    action.actions.iter().any(|item| {
        let was_open = match item.done_on {
            Some(done) => done > day,
            None => item.status.is_open(),
        };
        was_open && item.due.is_some_and(|due| due < day)
    })
}

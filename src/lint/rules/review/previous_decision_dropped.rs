use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{DecisionStatus, Review, ReviewStatus};
use crate::snapshot::View;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "previous-decision-dropped",
    family: Family::Review,
    summary: "A decision of the last management review was lost",
    level: Level::Error,
    clause: "9.3.2 a",
    needs_day: true,
    docs: include_str!("previous_decision_dropped.md"),
    check: Check::Snapshot(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let mut reviews: Vec<View<'_, Review>> = context
        .snapshot
        .reviews()
        .filter(|review| review.status >= ReviewStatus::Held && review.held_on <= context.day)
        .collect();
    reviews.sort_by_key(|review| (review.held_on, review.id()));
    for pair in reviews.windows(2) {
        let [before, after] = pair else { continue };
        if after.status != ReviewStatus::Closed {
            one(context, before, after, report);
        }
    }
}

fn one(context: &Context<'_>, before: &View<'_, Review>, after: &View<'_, Review>, report: &mut Report<'_>) {
    let named = after.data().inputs.as_ref().and_then(|inputs| inputs.previous_actions.as_ref());
    // Whoever names the review before has looked at it as a whole.
    if named.is_some_and(|input| input.refs.iter().any(|id| id.as_str() == before.id())) {
        return;
    }
    let was_open = |decision: &&crate::record::Decision| match decision.done_on {
        Some(done) => done > after.held_on,
        None => decision.status.is_open() || decision.status == DecisionStatus::Carried,
    };
    let open: Vec<String> = before
        .data()
        .decisions
        .iter()
        .filter(was_open)
        .filter(|decision| !is_taken_up(after, decision.text.as_str(), before.id(), decision.id.as_str()))
        .map(|decision| format!("{}/{}", before.id(), decision.id))
        .collect();
    if open.is_empty() {
        return;
    }
    let diagnostic = report.raise(
        after.record(),
        "/inputs/previous-actions",
        format!("this review does not come back to what was still open: {}", listed(&open, 5)),
    );
    diagnostic
        .also(before.at("/decisions"), "decided before")
        .help(format!("say what became of it, and name `{}` under `inputs.previous-actions.refs`", before.id()))
        .members(open);
    if let Some(isms) = context.snapshot.isms() {
        diagnostic.owner(&isms.data().roles.isms_owner);
    }
}

/// Whether a review speaks of a decision of the one before: by its name, or by deciding the same again.
fn is_taken_up(review: &View<'_, Review>, text: &str, before: &str, id: &str) -> bool {
    let name = format!("{before}/{id}");
    let said = review.data().inputs.as_ref().and_then(|inputs| inputs.previous_actions.as_ref());
    said.is_some_and(|said| said.summary.contains(&name))
        || review.data().decisions.iter().any(|decision| decision.text == text || decision.text.contains(&name))
}

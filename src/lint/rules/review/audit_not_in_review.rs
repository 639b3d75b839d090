use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use std::collections::BTreeSet;

use crate::record::{AuditStatus, Date, Kind, Review, ReviewStatus};
use crate::snapshot::View;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "audit-not-in-review",
    family: Family::Review,
    summary: "Management review did not look at an audit of its period",
    level: Level::Error,
    clause: "9.2.2 c, 9.3.2 d 3",
    needs_day: true,
    docs: include_str!("audit_not_in_review.md"),
    check: Check::Snapshot(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let snapshot = context.snapshot;
    let mut reviews: Vec<View<'_, Review>> = snapshot
        .reviews()
        .filter(|review| review.status >= ReviewStatus::Held && review.held_on <= context.day)
        .collect();
    reviews.sort_by_key(|review| (review.held_on, review.id()));
    // What is closed can only be learnt from.
    let Some(last) = reviews.last().filter(|review| review.status < ReviewStatus::Closed) else { return };
    let seen: BTreeSet<&str> = reviews.iter().flat_map(|review| refs(review.data())).collect();
    let since = reviews.iter().rev().nth(1).map(|review| review.held_on).unwrap_or(last.data().period.from);
    let missing = audits(context, since, last.held_on, &seen);
    if missing.is_empty() {
        return;
    }
    let names: Vec<&str> = missing.iter().map(String::as_str).collect();
    let diagnostic = report.raise(
        last.record(),
        "/inputs/audit-results",
        format!("the review did not look at {}, reported since the review before", listed(&names, 6)),
    );
    diagnostic
        .help("bring it to the next review at the latest, and name it under `inputs.audit-results.refs`")
        .members(names);
    if let Some(isms) = snapshot.isms() {
        diagnostic.owner(&isms.data().roles.isms_owner);
    }
}

/// What a review names as looked at.
fn refs(review: &Review) -> Vec<&str> {
    let inputs = review.inputs.iter().flat_map(|inputs| inputs.all());
    inputs.filter_map(|(_, _, input)| input).flat_map(|input| &input.refs).map(|id| id.as_str()).collect()
}

/// The audits whose reports were issued in a span and that no review has named.
fn audits(context: &Context<'_>, since: Date, until: Date, seen: &BTreeSet<&str>) -> Vec<String> {
    if context.snapshot.has_broken(&[Kind::Review]) {
        return Vec::new();
    }
    let issued = context.snapshot.audits().filter(|audit| {
        let day = audit.data().report.as_ref().and_then(|report| report.issued.as_ref()).map(|issued| issued.date);
        let is_told = matches!(audit.status, AuditStatus::Issued | AuditStatus::Closed);
        // A report of the same day may have come after the meeting.
        is_told && day.is_some_and(|day| since < day && day < until)
    });
    issued.map(|audit| audit.id().to_owned()).filter(|id| !seen.contains(id.as_str())).collect()
}

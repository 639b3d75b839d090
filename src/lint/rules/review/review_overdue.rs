use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Kind, ReviewStatus};
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "review-overdue",
    family: Family::Review,
    summary: "Management review was not held in time",
    level: Level::Error,
    clause: "9.3.1",
    needs_day: true,
    docs: include_str!("review_overdue.md"),
    check: Check::Snapshot(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let snapshot = context.snapshot;
    let Some(isms) = snapshot.isms() else { return };
    // A review that cannot be read may be the one.
    if snapshot.has_broken(&[Kind::Review]) {
        return;
    }
    let held = snapshot.reviews().filter(|review| review.status >= ReviewStatus::Held && review.held_on <= context.day);
    let Some(last) = held.max_by(|a, b| (a.held_on, a.id()).cmp(&(b.held_on, b.id()))) else {
        return none_yet(context, report);
    };
    let months = context.thresholds().review_interval_months;
    let limit = last.held_on.plus_months(months.into());
    if limit >= context.day {
        return;
    }
    report
        .raise(
            last.record(),
            "/held_on",
            format!(
                "the last management review was held on {}, {} ago; every {} is agreed",
                last.held_on,
                counted(context.day.days_since(last.held_on), "day"),
                counted(months.into(), "month")
            ),
        )
        .help("hold one; `review_interval_months` in tickmark.yaml sets how often")
        .owner(&isms.data().roles.isms_owner)
        .since(limit);
}

/// Who holds a certificate, or has begun to audit, has to review; a newcomer is told.
fn none_yet(context: &Context<'_>, report: &mut Report<'_>) {
    let snapshot = context.snapshot;
    let Some(isms) = snapshot.isms() else { return };
    let is_certified =
        isms.data().certification.as_ref().is_some_and(|it| it.certificate.is_some() || it.issued.is_some());
    let first = snapshot.audits().filter_map(|audit| audit.data().issued_on()).min();
    let months = context.thresholds().review_interval_months;
    let is_due = first.is_some_and(|first| first.plus_months(months.into()) < context.day);
    let level = if is_certified || is_due { Level::Error } else { Level::Info };
    report
        .at_level(level)
        .raise(isms.record(), "/roles/top_management", "there is no management review yet")
        .help("plan one and write it down in reviews/; 9.3.2 names what it looks at")
        .owner(&isms.data().roles.isms_owner);
}

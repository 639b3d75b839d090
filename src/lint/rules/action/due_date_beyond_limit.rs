use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Action, ActionStatus, Change, Date, Grade, Kind, PersonRef};
use crate::snapshot::Record;
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "due-date-beyond-limit",
    family: Family::Action,
    summary: "An action is due later than its finding allows",
    level: Level::Warning,
    clause: "10.2",
    needs_day: false,
    docs: include_str!("due_date_beyond_limit.md"),
    check: Check::Record(Kind::Action, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(action) = record.data().action() else { return };
    // What was agreed on long ago and is done can only be learnt from.
    let is_running =
        matches!(action.status, ActionStatus::Proposed | ActionStatus::Accepted | ActionStatus::Implemented);
    let Some((limit, days, grade)) = limit(context, action).filter(|_| is_running) else { return };
    // Whoever accepted the plan with a word on the date has agreed to it.
    let accepted = action.plan.as_ref().and_then(|plan| plan.accepted.as_ref());
    let is_agreed = accepted.is_some_and(|accepted| accepted.note.is_some());
    for (position, item) in action.actions.iter().enumerate().filter(|(_, item)| item.status.is_open()) {
        let Some(due) = item.due.filter(|due| *due > limit && !is_agreed) else { continue };
        // A later day that was agreed on since stands in `changes`.
        let field = format!("actions/{}/due", item.n);
        let is_owner = |person: &PersonRef| *person == action.owner || item.owner.as_ref() == Some(person);
        let is_agreed = |change: &Change| change.approved_by.as_ref().is_some_and(|person| !is_owner(person));
        if action.changes.iter().any(|change| change.field == field && is_agreed(change)) {
            continue;
        }
        report
            .raise(
                record,
                &format!("/actions/{position}/due"),
                format!(
                    "item {} is due {} later than the {} after the report that a {grade} nonconformity is given",
                    item.n,
                    counted(due.days_since(limit), "day"),
                    counted(days, "day")
                ),
            )
            .help("find something that helps sooner, or have whoever accepts the plan agree and say so in `plan.accepted.note`")
            .owner(item.owner.as_ref().unwrap_or(&action.owner))
            .part(item.n);
    }
}

/// The last day for the gravest of the findings that an action answers, the days given, and its grade.
fn limit(context: &Context<'_>, action: &Action) -> Option<(Date, i64, Grade)> {
    let given = context.thresholds().fix_days;
    let limits = action.source.findings.iter().filter_map(|id| {
        let finding = context.snapshot.finding(id)?;
        let audit = context.snapshot.audit(&finding.data().audit)?;
        let begin = audit.data().issued_on().unwrap_or(finding.data().detected_on);
        let days = match finding.data().grade {
            Grade::Major => given.major,
            Grade::Minor => given.minor,
            Grade::Observation | Grade::Opportunity | Grade::Strength => return None,
        };
        Some((begin.plus_days(days.into()), i64::from(days), finding.data().grade))
    });
    limits.min_by_key(|(limit, ..)| *limit)
}

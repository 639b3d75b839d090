use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Action, ActionStatus, Kind, PersonRef};
use crate::snapshot::Record;
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "effectiveness-not-checked",
    family: Family::Action,
    summary: "Nobody checked whether the action worked",
    level: Level::Error,
    clause: "10.2 d",
    needs_day: true,
    docs: include_str!("effectiveness_not_checked.md"),
    check: Check::Record(Kind::Action, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(action) = record.data().action() else { return };
    if is_checked(action) || !context.snapshot.answers_nonconformity(action) {
        return;
    }
    match action.status {
        ActionStatus::Effective | ActionStatus::Ineffective | ActionStatus::Closed => {
            report
                .raise(record, "/status", format!("the status is `{}`, but no check is recorded", action.status))
                .help("record the check under `effectiveness:` (`checked_on`, `checked_by`, `result`), or go back to `implemented`")
                .owner(checker(context, action));
        }
        // What was done before anybody had accepted it, as what came in from an older register, is to be checked as well.
        ActionStatus::Draft | ActionStatus::Proposed | ActionStatus::Accepted | ActionStatus::Implemented => {
            late(context, record, action, report);
        }
        ActionStatus::Cancelled => {}
    }
}

fn late(context: &Context<'_>, record: &Record, action: &Action, report: &mut Report<'_>) {
    let Some(done) = action.done_on() else { return };
    let within = i64::from(context.thresholds().effectiveness_within_days);
    let limit = done.plus_days(within);
    if context.day <= limit {
        return;
    }
    let planned = action.effectiveness.as_ref().and_then(|check| check.planned_on);
    let planned = planned.map(|day| format!("; it was planned for {day}")).unwrap_or_default();
    let place = if action.effectiveness.is_some() { "/effectiveness" } else { "/status" };
    report
        .raise(
            record,
            place,
            format!(
                "the last item was done on {done}, and {} later, on {}, nobody has checked whether it worked{planned}",
                counted(context.day.days_since(done), "day"),
                context.day
            ),
        )
        .help(format!(
            "have somebody who did none of it check within {} of the last item, and record what they saw",
            counted(within, "day")
        ))
        .owner(checker(context, action))
        .since(limit);
}

fn is_checked(action: &Action) -> bool {
    action.effectiveness.as_ref().is_some_and(|check| check.checked_on.is_some() && check.result.is_some())
}

/// Who has to see to the check: whoever is to check, or accepted the plan, or manages the programme; never its owner while
/// there is somebody else.
fn checker<'a>(context: &Context<'a>, action: &'a Action) -> &'a PersonRef {
    let named = action.effectiveness.as_ref().and_then(|check| check.checked_by.as_ref());
    let accepted = action.plan.as_ref().and_then(|plan| plan.accepted.as_ref()).map(|approval| &approval.by);
    let manager = context.snapshot.isms().map(|isms| &isms.data().roles.programme_manager);
    [named, accepted, manager].into_iter().flatten().find(|person| **person != action.owner).unwrap_or(&action.owner)
}

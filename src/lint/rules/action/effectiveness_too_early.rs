use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{ActionStatus, Kind};
use crate::snapshot::Record;
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "effectiveness-too-early",
    family: Family::Action,
    summary: "An action was judged before anybody could see whether it works",
    level: Level::Warning,
    clause: "10.2 d",
    needs_day: false,
    docs: include_str!("effectiveness_too_early.md"),
    check: Check::Record(Kind::Action, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(action) = record.data().action() else { return };
    // What is closed was accepted as it is.
    let is_judged = matches!(action.status, ActionStatus::Implemented | ActionStatus::Effective);
    let checked = action.effectiveness.as_ref().and_then(|check| check.checked_on).filter(|_| is_judged);
    let (Some(checked), Some(done)) = (checked, action.last_done_on()) else { return };
    let wait = i64::from(context.thresholds().effectiveness_after_days);
    let days = checked.days_since(done);
    if !(0..wait).contains(&days) || !context.snapshot.answers_nonconformity(action) {
        return;
    }
    let checker = action.effectiveness.as_ref().and_then(|check| check.checked_by.as_ref());
    report
        .raise(
            record,
            "/effectiveness/checked_on",
            format!(
                "checked on {checked}, {} after the last item was done; {} are agreed",
                counted(days, "day"),
                counted(wait, "day")
            ),
        )
        .help("look once more when the lapse has had the time to come back, and set the record to `implemented` until then")
        .owner(checker.unwrap_or(&action.owner));
}

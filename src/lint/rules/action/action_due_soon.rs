use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{ActionStatus, Kind};
use crate::snapshot::Record;
use crate::text::{counted, shortened};

pub static RULE: Rule = Rule {
    name: "action-due-soon",
    family: Family::Action,
    summary: "An action item is due soon",
    level: Level::Info,
    clause: "10.2 c",
    needs_day: true,
    docs: include_str!("action_due_soon.md"),
    check: Check::Record(Kind::Action, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(action) = record.data().action() else { return };
    if action.status.is_finished() || action.status == ActionStatus::Draft {
        return;
    }
    let soon = i64::from(context.thresholds().due_soon_days);
    for (position, item) in action.actions.iter().enumerate().filter(|(_, item)| item.status.is_open()) {
        let Some(left) = item.due.map(|due| due.days_since(context.day)).filter(|left| (0..=soon).contains(left))
        else {
            continue;
        };
        let when = if left == 0 { "today".to_owned() } else { format!("in {}", counted(left, "day")) };
        report
            .raise(
                record,
                &format!("/actions/{position}/due"),
                format!("item {} is due {when}: {}", item.n, shortened(&item.what, 60)),
            )
            .help("finish it and record the evidence, or agree on a new day now rather than when this one has passed")
            .owner(item.owner.as_ref().unwrap_or(&action.owner))
            .part(item.n);
    }
}

use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{ActionStatus, Kind};
use crate::snapshot::Record;
use crate::text::{counted, shortened};

pub static RULE: Rule = Rule {
    name: "action-overdue",
    family: Family::Action,
    summary: "An action item is open past its due date",
    level: Level::Error,
    clause: "10.2 c",
    needs_day: true,
    docs: include_str!("action_overdue.md"),
    check: Check::Record(Kind::Action, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(action) = record.data().action() else { return };
    if action.status == ActionStatus::Cancelled {
        return;
    }
    for (position, item) in action.actions.iter().enumerate() {
        let Some(due) = item.due.filter(|due| item.status.is_open() && *due < context.day) else { continue };
        let owner = item.owner.as_ref().unwrap_or(&action.owner);
        let late = counted(context.day.days_since(due), "day");
        let waits = item.blocked.as_ref().map(|blocked| format!("; it waits for: {}", shortened(&blocked.reason, 80)));
        report
            .raise(
                record,
                &format!("/actions/{position}/due"),
                format!(
                    "item {} was due on {due}, {late} before {}: {}{}",
                    item.n,
                    context.day,
                    shortened(&item.what, 80),
                    waits.unwrap_or_default()
                ),
            )
            .help("finish it and record the evidence, or agree on a new date and say why under `changes:`")
            .owner(owner)
            .since(due)
            .part(item.n);
    }
}

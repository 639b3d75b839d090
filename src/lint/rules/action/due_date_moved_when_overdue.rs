use crate::diagnostic::Level;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::ActionStatus;

pub static RULE: Rule = Rule {
    name: "due-date-moved-when-overdue",
    family: Family::Action,
    summary: "A due date was moved after it had passed",
    level: Level::Warning,
    clause: "10.2 c",
    needs_day: false,
    docs: include_str!("due_date_moved_when_overdue.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().action(), after.data().action()) else { return };
    if !old.status.is_accepted() || new.status == ActionStatus::Cancelled {
        return;
    }
    for (position, item) in new.actions.iter().enumerate() {
        let past = old.actions.iter().find(|past| past.n == item.n && past.status.is_open());
        let days = past.and_then(|past| past.due).zip(item.due);
        let Some((from, to)) = days.filter(|(from, to)| to > from && *from < versions.context.day) else { continue };
        report
            .raise(
                after,
                &format!("/actions/{position}/due"),
                format!(
                    "item {} was due on {from} and was given {to} on {}, when the day had passed",
                    item.n, versions.context.day
                ),
            )
            .help("ask for a new date before the old one passes; whoever accepted the plan should know of this one")
            .owner(item.owner.as_ref().unwrap_or(&new.owner))
            .part(item.n)
            .since(from);
    }
}

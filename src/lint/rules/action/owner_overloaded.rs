use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use std::collections::BTreeMap;

use crate::record::ActionStatus;
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "owner-overloaded",
    family: Family::Action,
    summary: "Somebody has more to do than anybody can",
    level: Level::Info,
    clause: "5.1, 7.1",
    needs_day: true,
    docs: include_str!("owner_overloaded.md"),
    check: Check::Snapshot(check),
};

/// Open items that one person can keep in sight.
const MOST_OPEN: usize = 8;
/// Overdue items beyond which it is no longer the person's fault.
const MOST_LATE: usize = 3;

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let mut load: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let actions = context.snapshot.actions().filter(|action| !action.status.is_finished());
    for action in actions.filter(|action| action.status != ActionStatus::Draft) {
        for item in action.data().actions.iter().filter(|item| item.status.is_open()) {
            let owner = item.owner.as_ref().unwrap_or(&action.data().owner);
            let (open, late) = load.entry(owner.as_str()).or_default();
            *open += 1;
            *late += usize::from(item.due.is_some_and(|due| due < context.day));
        }
    }
    for (person, (open, late)) in load {
        if open <= MOST_OPEN && late <= MOST_LATE {
            continue;
        }
        let Some(person) = context.snapshot.person(&person.into()) else { continue };
        let diagnostic = report.raise(
            person.record(),
            "/id",
            format!("{} of corrective actions are open, {late} of them overdue", counted(open as i64, "item")),
        );
        diagnostic
            .help("give some of them to others, or agree on which come first; management review decides on resources");
        if let Some(manager) = &person.data().reports_to {
            diagnostic.owner(manager);
        } else if let Some(isms) = context.snapshot.isms() {
            diagnostic.owner(&isms.data().roles.programme_manager);
        }
    }
}

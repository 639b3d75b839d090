use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{ActionItemStatus, ActionStatus, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "effectiveness-checked-by-owner",
    family: Family::Action,
    summary: "Somebody checks whether their own action worked",
    level: Level::Error,
    clause: "10.2 d, 9.2.2 b",
    needs_day: false,
    docs: include_str!("effectiveness_checked_by_owner.md"),
    check: Check::Record(Kind::Action, check),
};

fn check(_: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(action) = record.data().action().filter(|action| action.status != ActionStatus::Cancelled) else { return };
    let Some(checker) = action.effectiveness.as_ref().and_then(|check| check.checked_by.as_ref()) else { return };
    let own_item = action
        .actions
        .iter()
        .enumerate()
        .find(|(_, item)| item.status != ActionItemStatus::Cancelled && item.owner.as_ref() == Some(checker));
    let (place, what) = match own_item {
        _ if action.owner == *checker => ("/owner".to_owned(), "owns the record".to_owned()),
        Some((position, item)) => (format!("/actions/{position}/owner"), format!("owns item {}", item.n)),
        None => return,
    };
    report
        .raise(record, "/effectiveness/checked_by", format!("{checker} checks the effectiveness and {what}"))
        .also(record.at(&place), what)
        .help("have it checked by somebody who did none of it: the auditor who raised the finding, or another manager")
        .owner(&action.owner);
}

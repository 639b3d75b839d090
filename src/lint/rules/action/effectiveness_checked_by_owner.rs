use crate::diagnostic::Level;
use crate::lint::own_work::owned;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{ActionStatus, Kind};
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
    let Some((place, what)) = owned(action, checker) else { return };
    report
        .raise(record, "/effectiveness/checked_by", format!("{checker} checks the effectiveness and {what}"))
        .also(record.at(&place), what)
        .help("have it checked by somebody who did none of it: the auditor who raised the finding, or another manager")
        .owner(&action.owner);
}

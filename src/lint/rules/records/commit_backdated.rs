use crate::diagnostic::{Level, Place};
use crate::lint::{Check, CommitFacts, Context, Family, Report, Rule};
use crate::record::ROOT_FILE;

pub static RULE: Rule = Rule {
    name: "commit-backdated",
    family: Family::Records,
    summary: "A commit is dated before commits that it came after, or after ones that came after it",
    level: Level::Warning,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("commit_backdated.md"),
    check: Check::Step(check),
};

/// So far apart may be the clocks of two machines, and what a rebase leaves behind.
const DAYS: i64 = 1;

fn check(context: &Context<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let (counted, days) = (context.day, commit.days_behind);
    let said = counted.plus_days(-days);
    let message = match days {
        _ if days > DAYS => format!("the commit is dated {said}, {days} days before one that it came after"),
        _ if days < -DAYS => format!("the commit is dated {said}, after commits that came after it"),
        _ => return,
    };
    let place = context.snapshot.isms().map_or_else(|| Place::file(ROOT_FILE), |isms| isms.at("/organisation"));
    report.raise_at(place, message).help(format!(
        "nothing undoes it: it counts from {counted}, the day of the commit before; see to the clock of the machine that made it"
    ));
}

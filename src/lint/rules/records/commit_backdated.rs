use crate::diagnostic::{Level, Place};
use crate::lint::{Check, CommitFacts, Context, Family, Report, Rule};
use crate::record::ROOT_FILE;
use crate::text;

pub static RULE: Rule = Rule {
    name: "commit-backdated",
    family: Family::Records,
    summary: "A commit is dated before commits that it came after, after ones that came after it, or ahead of today",
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
    let before = format!("nothing undoes it: it counts from {counted}, the day of the commit before");
    let (message, help) = match (days, commit.ahead_of) {
        _ if days > DAYS => (format!("the commit is dated {said}, {days} days before one that it came after"), before),
        _ if days < -DAYS => (format!("the commit is dated {said}, after commits that came after it"), before),
        (_, Some(today)) => (
            format!("the commit is dated {said}, {} after {today}", text::counted(said.days_since(today), "day")),
            "it counts from that day until a commit with a right clock comes after it".to_owned(),
        ),
        _ => return,
    };
    let place = context.snapshot.isms().map_or_else(|| Place::file(ROOT_FILE), |isms| isms.at("/organisation"));
    report.raise_at(place, message).help(format!("{help}; see to the clock of the machine that made it"));
}

use crate::diagnostic::{Level, Place};
use crate::lint::{Check, CommitFacts, Context, Family, Report, Rule};
use crate::record::ROOT_FILE;
use crate::text::counted;

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
    let days = counted(commit.days_behind.abs(), "day");
    let message = match commit.days_behind {
        behind if behind > DAYS => format!("the commit is dated {days} before one that it came after"),
        behind if behind < -DAYS => format!("the commit is dated {days} after ones that came after it"),
        _ => return,
    };
    let place = context.snapshot.isms().map_or_else(|| Place::file(ROOT_FILE), |isms| isms.at("/organisation"));
    report.raise_at(place, message).help(
        "nothing undoes it: it counts from the day of the commit before; see to the clock of the machine that made it",
    );
}

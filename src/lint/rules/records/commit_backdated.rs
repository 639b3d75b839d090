use crate::diagnostic::{Level, Place};
use crate::lint::{Check, CommitFacts, Context, Family, Report, Rule};
use crate::record::ROOT_FILE;
use crate::text::counted;

pub static RULE: Rule = Rule {
    name: "commit-backdated",
    family: Family::Records,
    summary: "A commit is dated before commits that it came after",
    level: Level::Warning,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("commit_backdated.md"),
    check: Check::Step(check),
};

/// So far apart may be the clocks of two machines, and what a rebase leaves behind.
const DAYS: i64 = 1;

fn check(context: &Context<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    if commit.days_behind > DAYS {
        let place = context.snapshot.isms().map_or_else(|| Place::file(ROOT_FILE), |isms| isms.at("/organisation"));
        let behind = counted(commit.days_behind, "day");
        report.raise_at(place, format!("the commit is dated {behind} before one that it came after")).help(
            "nothing undoes it: days count from the latest commit before; see to the clock of the machine that made it",
        );
    }
}

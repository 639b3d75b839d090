use crate::diagnostic::{Level, Place};
use crate::lint::{Check, CommitFacts, Context, Family, Report, Rule};
use crate::record::ROOT_FILE;

pub static RULE: Rule = Rule {
    name: "record-root-lost",
    family: Family::Records,
    summary: "A commit has no tickmark.yaml any more, so that nothing in it is a record",
    level: Level::Error,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("record_root_lost.md"),
    check: Check::Step(check),
};

fn check(context: &Context<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    if commit.loses_root {
        let message =
            "there is no one tickmark.yaml here any more, and without it nothing is a record until one is back";
        let place = context.snapshot.isms().map_or_else(|| Place::file(ROOT_FILE), |isms| isms.at("/organisation"));
        report.raise_at(place, message).help(
            "nothing undoes it; what was changed meanwhile is held against what was there before, in the commit that has tickmark.yaml again",
        );
    }
}

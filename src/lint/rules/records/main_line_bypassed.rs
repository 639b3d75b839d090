use crate::diagnostic::{Level, Place};
use crate::lint::{Check, CommitFacts, Context, Family, Report, Rule};
use crate::record::ROOT_FILE;

pub static RULE: Rule = Rule {
    name: "main-line-bypassed",
    family: Family::Records,
    summary: "A merge brought a history of records that the main line does not go through",
    level: Level::Error,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("main_line_bypassed.md"),
    check: Check::Step(check),
};

fn check(context: &Context<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some(merged) = &commit.bypassed else { return };
    let place = context.snapshot.isms().map_or_else(|| Place::file(ROOT_FILE), |isms| isms.at("/organisation"));
    let message = format!(
        "the merge brings {merged}, a history of records that has nothing in common with the main line: what was done there counts as \
         written by this one commit, or by none"
    );
    report.raise_at(place, message).help(format!(
        "put the main line back to {merged}, and merge what else there is (as the history of the code) into it; records of another organisation go into a folder of \
         their own, with a `tickmark.yaml` of their own"
    ));
}

use crate::diagnostic::{Level, Place};
use crate::lint::{Check, CommitFacts, Context, Family, Report, Rule};
use crate::record::ROOT_FILE;

pub static RULE: Rule = Rule {
    name: "main-line-swapped",
    family: Family::Records,
    summary: "The main line was merged into a branch, and the branch took its place",
    level: Level::Warning,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("main_line_swapped.md"),
    check: Check::Step(check),
};

fn check(context: &Context<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some(main) = &commit.merged_main else { return };
    let place = context.snapshot.isms().map_or_else(|| Place::file(ROOT_FILE), |isms| isms.at("/organisation"));
    let message = format!(
        "the merge has the main line, {main}, as what was merged: the commits of a branch stand in its place, and what the main \
         line had since they parted counts as written by this one commit"
    );
    report.raise_at(place, message).help(format!(
        "put the main line back to {main} and merge the branch into it (`git merge --no-ff BRANCH`), while nobody has built on \
         this; let the forge alone move the main line, and let `git pull --rebase` put your own commits on top of it. On a branch that is not merged yet, this is no lapse"
    ));
}

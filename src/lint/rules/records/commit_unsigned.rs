use crate::diagnostic::{Level, Place};
use crate::lint::{Check, CommitFacts, Context, Family, Report, Rule};
use crate::record::ROOT_FILE;

pub static RULE: Rule = Rule {
    name: "commit-unsigned",
    family: Family::Records,
    summary: "A commit that must be signed is not, or by a key that nobody had allowed",
    level: Level::Error,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("commit_unsigned.md"),
    check: Check::Step(check),
};

fn check(context: &Context<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let (Some(why), Some(signature)) = (commit.must_be_signed, &commit.signature) else { return };
    if signature.signer().is_some() {
        return;
    }
    let touched = commit.touched.iter().find_map(|id| context.snapshot.record(id)).map(|record| record.at("/id"));
    let setting = || context.snapshot.isms().map_or_else(|| Place::file(ROOT_FILE), |isms| isms.at("/signing"));
    let message = format!("the commit {}, and {why}", signature.in_words());
    report.raise_at(touched.unwrap_or_else(setting), message).members(&commit.touched).help(
        "sign it (`git commit -S`) by a key that the list of allowed signers has; a key goes into the list by a commit that another key signs",
    );
}

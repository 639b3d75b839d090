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
    let place = context.snapshot.isms().map_or_else(|| Place::file(ROOT_FILE), |isms| isms.at("/signing"));
    report.raise_at(place, format!("the commit {}, and {why}", signature.in_words())).help(
        "sign it (`git commit -S`) by a key that the list of allowed signers has; a key goes into the list by a commit that another key signs",
    );
}

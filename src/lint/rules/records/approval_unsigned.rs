use crate::diagnostic::Level;
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Signature, Versions, new_decisions};
use crate::record::{PersonRef, SigningSubject};

pub static RULE: Rule = Rule {
    name: "approval-unsigned",
    family: Family::Records,
    summary: "An approval is not signed by who gives it",
    level: Level::Info,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("approval_unsigned.md"),
    check: Check::Commit(check),
};

fn check(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some(after) = versions.after.filter(|_| !versions.is_imported(commit)) else { return };
    // Where nothing was said of signing, nobody signs.
    let Some(own) = &commit.signature else { return };
    let keeps_records = |person: &PersonRef| versions.manager().is_some_and(|manager| manager == person);
    let level = match commit.required.contains(&SigningSubject::Approvals) {
        true => Level::Error,
        false => Level::Info,
    };
    for decision in new_decisions(versions.before, after) {
        let (what, by) = (&decision.what, &decision.by);
        let counts = |person: &PersonRef| person == by || keeps_records(person);
        let setters = commit.setters(after, &decision);
        let is_signed = |signature: &Signature| signature.is_by(counts);
        if is_signed(own) && setters.iter().all(|setter| setter.signature.is_none())
            || setters.iter().any(|setter| setter.signature.is_some_and(is_signed))
        {
            continue;
        }
        let signature = setters.iter().find_map(|setter| setter.signature).unwrap_or(own);
        let message = format!("{what} by {by} is not signed by them: the commit {}", signature.in_words());
        report
            .at_level(level)
            .raise(after, decision.path, message)
            .help(format!("have {by} commit it with a signature (`git commit -S`); a line `Approved-by` is only as strong as the protection of the branch"))
            .owner(by);
    }
}

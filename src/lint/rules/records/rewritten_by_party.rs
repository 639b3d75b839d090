use crate::diagnostic::Level;
use crate::lint::party::by_party;
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Versions};
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "rewritten-by-party",
    family: Family::Records,
    summary: "Whoever it is about rewrote what an auditor had written down, or what they were told",
    level: Level::Warning,
    clause: "9.2.2 b, 7.5.3",
    needs_day: false,
    docs: include_str!("rewritten_by_party.md"),
    check: Check::Commit(check),
};

fn check(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let (Some(after), Some(rewriting)) = (versions.after, by_party(versions, commit)) else { return };
    let Some(first) = rewriting.changed.first() else { return };
    let names: Vec<&str> = rewriting.changed.iter().map(|one| one.name.as_str()).collect();
    let level = if rewriting.changed.iter().any(|one| one.is_better) { Level::Error } else { Level::Warning };
    report
        .at_level(level)
        .raise(
            after,
            &first.path,
            format!(
                "{}, whom it is about, changed or took away what others had written down: {}",
                rewriting.person,
                listed(&names, 4)
            ),
        )
        .help(format!(
            "bring it back and say what is seen otherwise in words of your own; or have the change agreed to: by a commit of one of those who \
             may ({}), or a line `Approved-by` in the message of the merge",
            listed(&rewriting.may, 6)
        ))
        .members(names);
}

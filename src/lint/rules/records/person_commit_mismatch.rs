use crate::diagnostic::Level;
use crate::lint::own_work::kept_from;
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Versions, new_decisions};
use crate::record::PersonRef;
use crate::text::{listed, shortened};

pub static RULE: Rule = Rule {
    name: "person-commit-mismatch",
    family: Family::Records,
    summary: "An approval was committed by somebody else",
    level: Level::Warning,
    clause: "7.5.3, 9.2.2 b",
    needs_day: false,
    docs: include_str!("person_commit_mismatch.md"),
    check: Check::Commit(check),
};

fn check(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some(after) = versions.after.filter(|_| !versions.is_imported(commit)) else { return };
    // Whoever keeps the records may write down what others decided in a meeting.
    let keeps_records = |person: &PersonRef| versions.manager().is_some_and(|manager| manager == person);
    for decision in new_decisions(versions.before, after) {
        let (what, by) = (&decision.what, &decision.by);
        let setters = commit.setters(after, &decision);
        let kept = |person: &PersonRef| kept_from(versions.context.snapshot, after, decision.path, person);
        // What is about their own work they write down for nobody.
        let is_free = |person: &PersonRef| person == by || keeps_records(person) && kept(person).is_none();
        if commit.approved_by.contains(by) || setters.iter().any(|setter| setter.person.is_some_and(is_free)) {
            continue;
        }
        let own = setters.iter().find_map(|setter| setter.person).and_then(kept);
        let author = setters.first().map_or_else(String::new, |setter| match (setter.person, &own) {
            (Some(person), Some(own)) => format!("{person}, who {own}"),
            (Some(person), None) => person.to_string(),
            (None, _) => format!("{}, who is nobody on record", setter.email),
        });
        let level = if own.is_some() { Level::Error } else { Level::Warning };
        // What has no day of its own has that of the commit.
        let day = match decision.date {
            Some(_) => String::new(),
            None => format!(" on {}", versions.context.day),
        };
        report
            .at_level(level)
            .raise(after, decision.path, format!("{what} by {by} was committed by {author}{day}"))
            .help(format!(
                "{}have {by} commit it, or merge it with a line `Approved-by: {by}` in the message",
                unknown(&commit.unknown_approvers)
            ))
            .owner(by);
    }
}

/// That lines of the message were meant as approvals, and are none.
fn unknown(approvers: &[String]) -> String {
    let lines: Vec<String> = approvers.iter().map(|who| format!("`Approved-by: {}`", shortened(who, 60))).collect();
    let names = match lines.len() {
        0 => return String::new(),
        1 => "the line",
        _ => "none of the lines",
    };
    let whom = if lines.len() == 1 { "nobody" } else { "anybody" };
    format!("{names} {} names {whom} on record (an id, an address, or an account with `@`); ", listed(&lines, 4))
}

use crate::diagnostic::Level;
use crate::lint::{Check, CommitFacts, Family, InName, Report, Rule, Versions, in_other_names};
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
    let Some(after) = versions.after else { return };
    for found in in_other_names(versions, commit) {
        let (what, by) = (&found.decision.what, &found.decision.by);
        let level = if found.own.is_some() || found.is_hidden { Level::Error } else { Level::Warning };
        // What has no day of its own has that of the commit.
        let day = match found.decision.date {
            Some(_) => String::new(),
            None => format!(" on {}", versions.context.day),
        };
        report
            .at_level(level)
            .raise(after, found.decision.path, format!("{what} by {by} was committed by {}{day}", author(&found)))
            .help(format!("{}{}", unknown(&commit.unknown_approvers), help(&found)))
            .owner(by);
    }
}

/// Who committed it, and what keeps them from it.
fn author(found: &InName) -> String {
    let own = found.own.as_ref().map(|own| format!(", who {own}")).unwrap_or_default();
    match (&found.writer, &found.named) {
        (Some(writer), Some(named)) => format!("{named} and signed by {writer}{own}"),
        (Some(writer), None) => format!("{writer}{own}"),
        (None, _) => format!("{}, who is nobody on record", address(found)),
    }
}

fn address(found: &InName) -> &str {
    if found.email.trim().is_empty() { "an empty address" } else { &found.email }
}

fn help(found: &InName) -> String {
    let by = &found.decision.by;
    let confirm = format!("have {by} commit it, or merge it with a line `Approved-by: {by}` in the message");
    match &found.writer {
        Some(_) => confirm,
        None if found.email.trim().is_empty() => format!("{confirm}; and set `git config user.email`"),
        None => format!(
            "{confirm}; if {} is theirs, have them put it under `git:` in their record, in a commit of theirs",
            found.email
        ),
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

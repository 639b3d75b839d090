use crate::diagnostic::Level;
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Versions, is_decided_work};
use crate::record::PersonRef;
use crate::snapshot::Record;
use crate::text::{counted, listed};

pub static RULE: Rule = Rule {
    name: "import-unapproved",
    family: Family::Records,
    summary: "Records from elsewhere came when work was under way, and whoever manages the programme did not agree",
    level: Level::Warning,
    clause: "7.5.3, 9.2.2",
    needs_day: false,
    docs: include_str!("import_unapproved.md"),
    check: Check::Commit(check),
};

fn check(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let (Some(after), Some(roles)) = (versions.after, versions.past.roles()) else { return };
    if !commit.is_import {
        return;
    }
    let is_taken_over = |record: &&Record| versions.past.same(record).is_none() && is_decided_work(record);
    let mut all = versions.context.snapshot.records().iter().filter(is_taken_over);
    // One import is one lapse, told at the first of its records.
    let Some(first) = all.next().filter(|first| first.key() == after.key() && first.kind() == after.kind()) else {
        return;
    };
    let may_agree = |person: &PersonRef| {
        [&roles.programme_manager, &roles.isms_owner].contains(&person) || roles.top_management.contains(person)
    };
    if commit.author.iter().chain(&commit.approved_by).any(may_agree) {
        return;
    }
    let count = counted(1 + all.count() as i64, "record");
    // Who merges what is not on the main line yet, nobody knows.
    let by = commit.author.as_ref().map_or(commit.email.as_str(), PersonRef::as_str);
    let by = if by.is_empty() { String::new() } else { format!("by {by} ") };
    let who = [&roles.programme_manager, &roles.isms_owner];
    report
        .raise(first, "", format!("taken over {by}with their days and decisions: {count}, of which nothing here shows when they came to be"))
        .help(format!(
            "merge it with a line `Approved-by: PERSON` ({} may agree), once the old register was looked at",
            listed(&who, 2)
        ))
        .owner(&roles.programme_manager);
}

use crate::diagnostic::Level;
use crate::lint::verdicts::{has_to_answer, is_merged, may_agree, merging_entry, owns_process};
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Versions};
use crate::record::{FindingStatus, PersonRef};

pub static RULE: Rule = Rule {
    name: "grade-lowered-by-auditee",
    family: Family::Finding,
    summary: "A finding was graded milder, or superseded, by somebody whom it is about",
    level: Level::Error,
    clause: "9.2.2 b",
    needs_day: false,
    docs: include_str!("grade_lowered_by_auditee.md"),
    check: Check::Commit(check),
};

fn check(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().finding(), after.data().finding()) else { return };
    let is_draft = old.status == FindingStatus::Draft;
    let had_to_answer =
        |person: &PersonRef| commit.answered_by.get(&**after.key()).is_some_and(|former| former.contains(person));
    let is_own =
        |person: &PersonRef| has_to_answer(versions.past, old, person) || owns_process(versions.past, old, person);
    let answers = |person: &&PersonRef| is_own(person) || had_to_answer(person);
    if let Some(author) = commit.grader_of(&after.id).filter(|_| new.grade > old.grade).filter(answers) {
        let verb = if is_own(author) { "has" } else { "had" };
        report
            .raise(
                after,
                "/grade",
                format!(
                    "the grade went from {} to {} in a commit by {author}, who {verb} to answer the finding",
                    old.grade, new.grade
                ),
            )
            .help("bring the grade back, and leave it to the auditor and the programme manager")
            .owner(&new.raised_by);
    }
    let is_agreed = || merging_entry(versions).is_some_and(|entry| may_agree(versions.past, old, entry));
    let author = commit.sayer_of(&after.id).filter(|_| is_merged(old, new) && !is_draft).filter(answers);
    if let Some(author) = author.filter(|_| !is_agreed()) {
        let verb = if is_own(author) { "has" } else { "had" };
        report
            .raise(after, "/status", format!("superseded in a commit by {author}, who {verb} to answer the finding"))
            .help(format!(
                "bring back `{}`, and leave it to the lead auditor what the finding is merged into",
                old.status
            ))
            .owner(&new.raised_by);
    }
}

use crate::diagnostic::Level;
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Versions};
use crate::record::FindingStatus;

pub static RULE: Rule = Rule {
    name: "grade-lowered-by-auditee",
    family: Family::Finding,
    summary: "A grade was lowered by somebody whom the finding is about",
    level: Level::Error,
    clause: "9.2.2 b",
    needs_day: false,
    docs: include_str!("grade_lowered_by_auditee.md"),
    check: Check::Commit(check),
};

fn check(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().finding(), after.data().finding()) else { return };
    let is_lower = new.grade > old.grade && old.status != FindingStatus::Draft;
    let Some(author) = commit.grader_of(&after.id).filter(|_| is_lower) else {
        return;
    };
    let past = versions.past;
    let mut owners = past.actions_for(&before.id).map(|action| action.data().owner.clone());
    let is_own = old.auditee.as_ref() == Some(author) || owners.any(|owner| owner == *author);
    let was_own = commit.answered_by.get(&**after.key()).is_some_and(|former| former.contains(author));
    if !is_own && !was_own {
        return;
    }
    let verb = if is_own { "has" } else { "had" };
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

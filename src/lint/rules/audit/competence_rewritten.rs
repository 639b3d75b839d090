use crate::diagnostic::Level;
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Versions};
use crate::record::{Competence, PersonRef};
use crate::text::has_same_letters;

pub static RULE: Rule = Rule {
    name: "competence-rewritten",
    family: Family::Audit,
    summary: "Somebody changed what others had found of their own competence",
    level: Level::Warning,
    clause: "7.2 d, 7.5.3",
    needs_day: false,
    docs: include_str!("competence_rewritten.md"),
    check: Check::Commit(check),
};

fn check(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().person(), after.data().person()) else { return };
    let own = |person: &PersonRef| person.as_str() == new.id.as_str();
    if !commit.sayer_of(&after.id).is_some_and(own) || commit.approved_by.iter().any(|person| !own(person)) {
        return;
    }
    let is_judged = |one: &&Competence| one.evaluated_by.is_some() || one.outcome.is_some();
    let is_kept = |one: &&Competence| new.competence.iter().any(|other| says_the_same(one, other));
    let mut gone = old.competence.iter().filter(is_judged).filter(|one| !is_kept(one));
    let Some(first) = gone.next() else { return };
    let message = format!(
        "{} changed or took away what was on record of their own competence: \"{}\" of {}",
        new.id,
        first.title.trim(),
        first.date
    );
    let diagnostic = report.raise(after, "/competence", message);
    diagnostic.help(
        "bring it back; what was wrong is corrected by whoever evaluated it, or with their `Approved-by` in the message of the merge, and what was learnt since is an entry of its own",
    );
    if let Some(manager) = versions.manager() {
        diagnostic.owner(manager);
    }
}

/// Whether an entry still says what was found, and does not count for more hours: proof may be added, and the day until which it counts be moved by another course.
fn says_the_same(old: &Competence, new: &Competence) -> bool {
    let by = |one: &Option<PersonRef>, other: &Option<PersonRef>| one.is_none() || one == other;
    old.r#type == new.r#type
        && old.date == new.date
        && has_same_letters(&old.title, &new.title)
        && (old.outcome.is_none() || old.outcome == new.outcome)
        && old.hours.is_none_or(|was| new.hours.is_none_or(|is| is <= was))
        && by(&old.evaluated_by, &new.evaluated_by)
}

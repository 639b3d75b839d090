use crate::diagnostic::Level;
use crate::lint::reopened::is_reopened;
use crate::lint::verdicts::is_out;
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Versions};
use crate::record::{FindingStatus, PersonRef, Position};
use crate::text::goes_on;

pub static RULE: Rule = Rule {
    name: "auditee-answer-changed",
    family: Family::Finding,
    summary: "What an auditee said to a reported finding was changed or taken away by somebody else",
    level: Level::Error,
    clause: "7.5.3; ISO 19011:2018, 6.4.10",
    needs_day: false,
    docs: include_str!("auditee_answer_changed.md"),
    check: Check::Commit(check),
};

fn check(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().finding(), after.data().finding()) else { return };
    // Whatever a closed finding says is another rule's. A draft is shown to the auditee anew when it changes.
    let is_out = is_out((versions.past, versions.context.snapshot), &old.audit);
    if old.status == FindingStatus::Closed && !is_reopened(versions) || !old.status.is_reported() || !is_out {
        return;
    }
    let Some(said) = &old.acknowledged else { return };
    let by = &said.by;
    let is_theirs = |person: &PersonRef| person == by || old.auditee.as_ref() == Some(person);
    let is_agreed = commit.sayer_of(&after.id).into_iter().chain(&commit.approved_by).any(is_theirs);
    let Some(what) = lost(said, new.acknowledged.as_ref()).filter(|_| !is_agreed) else { return };
    let who = commit.sayer_in_words(&after.id).map(|who| format!(" in a commit by {who}")).unwrap_or_default();
    report
        .raise(after, "/acknowledged", format!("{by} {} on {}, and {what}{who}", said.position, said.date))
        .help(format!(
            "bring back what {by} said; whoever sees it otherwise by now says so in a commit of their own and on its day, or by \
             a line `Approved-by` in the message of the merge: `tickmark acknowledge {0}`, `tickmark contest {0}`",
            after.id
        ))
        .owner(by)
        .members(["acknowledged"]);
}

/// What became of an answer that is not what it was; `None` where it stands, or another one of another day took its place. What is
/// said of how a dispute was settled comes behind it.
fn lost(old: &Position, new: Option<&Position>) -> Option<&'static str> {
    let Some(new) = new else { return Some("that was taken away") };
    if (&old.by, old.date) != (&new.by, new.date) {
        return None;
    }
    let is_kept = |old: &String| goes_on(old, new.comment.as_deref().unwrap_or_default());
    match (old.position == new.position, old.comment.as_ref().is_none_or(is_kept)) {
        (false, _) => Some("the answer is another one now"),
        (true, false) => Some("what they said of it was changed"),
        (true, true) => None,
    }
}

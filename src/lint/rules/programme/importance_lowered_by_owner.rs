use crate::diagnostic::Level;
use crate::lint::roles::holders;
use crate::lint::verdicts::less_important;
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Versions};
use crate::record::PersonRef;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "importance-lowered-by-owner",
    family: Family::Programme,
    summary: "Whoever owns a process said that it matters less, and nobody agreed who runs the ISMS",
    level: Level::Warning,
    clause: "9.2.2",
    needs_day: false,
    docs: include_str!("importance_lowered_by_owner.md"),
    check: Check::Commit(check),
};

fn check(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().isms(), after.data().isms()) else { return };
    let Some((roles, sayer)) = versions.past.roles().zip(commit.sayer_of(&after.id)) else { return };
    let has_say = |person: &PersonRef| holders(roles).any(|holder| holder == person);
    if has_say(sayer) || commit.own.iter().chain(&commit.approved_by).any(has_say) {
        return;
    }
    for (place, was, is) in less_important(old, new).filter(|(_, was, is)| was.owner == *sayer || is.owner == *sayer) {
        let mut who: Vec<&PersonRef> = holders(roles).collect();
        who.dedup();
        report
            .raise(
                after,
                &format!("/processes/{place}/importance"),
                format!(
                    "the process {} matters less than it did, {} instead of {}, by a commit of {sayer}, who owns it",
                    is.id, is.importance, was.importance
                ),
            )
            .help(format!(
                "bring the importance back, or have one of those who have a say in it ({}) say it in a commit of theirs, or with a line \
                 `Approved-by` in the message of the merge",
                listed(&who, 6)
            ))
            .owner(&roles.programme_manager)
            .part(&is.id);
    }
}

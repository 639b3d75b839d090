use crate::diagnostic::Level;
use crate::lint::authority::agreement_to_reword;
use crate::lint::commit::Agreed;
use crate::lint::explained::Explained;
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Versions};
use crate::record::{Action, ActionItem, ActionItemStatus, PersonRef};

pub static RULE: Rule = Rule {
    name: "plan-extended-by-owner",
    family: Family::Action,
    summary: "An item came to an accepted plan, and nobody who accepts plans has seen it",
    level: Level::Info,
    clause: "10.2 c",
    needs_day: false,
    docs: include_str!("plan_extended_by_owner.md"),
    check: Check::Commit(check),
};

fn check(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().action(), after.data().action()) else { return };
    let accepted = |action: &Action| action.plan.as_ref().and_then(|plan| plan.accepted.clone());
    let (Some(then), Some(now)) = (accepted(old), accepted(new)) else { return };
    // A new acceptance is of the plan as it is now, and a plan that goes back is no promise yet.
    if then.said() != now.said() || !old.status.is_accepted() || !new.status.is_accepted() {
        return;
    }
    let explained = Explained::of(versions);
    let is_new = |item: &&ActionItem| {
        item.status != ActionItemStatus::Cancelled && !old.actions.iter().any(|past| past.n == item.n)
    };
    for item in new.actions.iter().filter(is_new) {
        let agreement = agreement_to_reword(versions.past, old, [item]);
        let has_it = |plan: &Vec<Agreed>| plan.iter().any(|(number, _, _)| *number == item.n);
        let of_branch = commit.branch.iter().filter(|one| one.plans.get(&**after.key()).is_some_and(has_it));
        let authors = of_branch.filter_map(|one| one.author.as_ref());
        let is_agreed = authors.chain(&commit.own).chain(&commit.approved_by).any(|person| agreement.is_of(person));
        if is_agreed || explained.speak_of(&format!("actions/{}", item.n)) {
            continue;
        }
        let position = new.actions.iter().position(|other| other.n == item.n).unwrap_or_default();
        let owner: &PersonRef = item.owner.as_ref().unwrap_or(&new.owner);
        let who = agreement.in_words(versions.past, versions.context.day);
        report
            .raise(
                after,
                &format!("/actions/{position}/what"),
                format!("item {} came to the plan that was accepted on {}", item.n, then.date),
            )
            .help(format!(
                "nothing, if it does more than was promised; an entry of `changes` for actions/{} says why, or who may agree ({who}) commits it or \
                 is named in a line `Approved-by`",
                item.n
            ))
            .owner(owner)
            .part(item.n);
    }
}

use crate::diagnostic::Level;
use crate::lint::changes::changed_fields;
use crate::lint::frozen::FREE_IN_APPROVED_REVIEW;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Communication, Message, PersonRef, Review, ReviewStatus};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "review-changed-after-approval",
    family: Family::Review,
    summary: "The minutes of a management review say something else than when they were approved",
    level: Level::Error,
    clause: "7.5.3, 9.3.3",
    needs_day: false,
    docs: include_str!("review_changed_after_approval.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().review(), after.data().review()) else { return };
    let is_approved = |review: &Review| review.status >= ReviewStatus::Approved;
    if !is_approved(old) || !is_approved(new) {
        return;
    }
    let is_frozen = |field: &String| !FREE_IN_APPROVED_REVIEW.contains(&field.as_str());
    let mut changed: Vec<String> = changed_fields(before, after).into_iter().filter(is_frozen).collect();
    changed.extend(decisions(old, new));
    handed_on(versions, (after, old, new), report);
    let Some(first) = changed.first() else { return };
    let place = if first.starts_with("decision") { "/decisions".to_owned() } else { format!("/{first}") };
    report
        .raise(after, &place, format!("the minutes were approved, and {} changed since", listed(&changed, 6)))
        .help("bring back what was approved; what the management sees differently now is a decision of its next review")
        .owner(&new.chair)
        .members(changed);
}

/// Decisions that somebody else sees to than was decided. That it was told is trace enough, and whoever has left, or is on record by another
/// id, could not go on.
fn handed_on(versions: &Versions<'_>, (after, old, new): (&Record, &Review, &Review), report: &mut Report<'_>) {
    let is_here = |person: &PersonRef| {
        let person = versions.context.snapshot.person(person);
        person.is_some_and(|person| person.data().to.is_none())
    };
    let is_new = |told: &&Communication| !old.communications.contains(told) && told.what == Message::Decision;
    if new.communications.iter().any(|told| is_new(&told)) {
        return;
    }
    for (position, decision) in new.decisions.iter().enumerate().filter(|(_, decision)| decision.status.is_open()) {
        let was = old.decisions.iter().find(|was| was.id == decision.id).and_then(|was| was.owner.as_ref());
        let Some(was) = was.filter(|was| decision.owner.as_ref() != Some(was) && is_here(was)) else { continue };
        let now = decision.owner.as_ref().map_or("nobody", |owner| owner.as_str());
        report
            .at_level(Level::Warning)
            .raise(
                after,
                &format!("/decisions/{position}/owner"),
                format!(
                    "by the minutes {was} sees to decision {}, and now {now} does: nothing says who was told",
                    decision.id
                ),
            )
            .help(
                "tell whoever had it and whoever has it, and write that down: `communications: [{what: decision, …}]`",
            )
            .owner(&new.chair)
            .part(&decision.id)
            .members([format!("decision {}", decision.id)]);
    }
}

/// The decisions that were decided otherwise, or came to the minutes later. What becomes of a decision goes on.
fn decisions(old: &Review, new: &Review) -> Vec<String> {
    let was = |id: &str| old.decisions.iter().find(|decision| decision.id.as_str() == id);
    let is_other = new.decisions.iter().filter(|decision| {
        was(decision.id.as_str())
            .is_none_or(|old| (&old.text, old.r#type, old.due) != (&decision.text, decision.r#type, decision.due))
    });
    is_other.map(|decision| format!("decision {}", decision.id)).collect()
}

use crate::diagnostic::Level;
use crate::lint::authority::agreement_to_reword;
use crate::lint::explained::{Explained, Field};
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{
    Action, ActionItem, ActionItemStatus, Approval, EffectivenessCheck, EvidenceRef, FindingRef, PersonRef,
};
use crate::snapshot::Snapshot;
use crate::text::{goes_on, has_same_letters, listed};

pub static RULE: Rule = Rule {
    name: "plan-changed-after-acceptance",
    family: Family::Action,
    summary: "What an accepted plan says, or rests on, was changed, and nobody who may agree did",
    level: Level::Warning,
    clause: "10.2 c, 7.5.3",
    needs_day: false,
    docs: include_str!("plan_changed_after_acceptance.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().action(), after.data().action()) else { return };
    let accepted = |action: &Action| action.plan.as_ref().and_then(|plan| plan.accepted.clone());
    // A new acceptance is of the plan as it is now. What was checked is frozen as a whole.
    let is_held = old.status.is_accepted() && new.status.is_accepted() && !(was_checked(old) && was_checked(new));
    let is_same = |then: &Approval| accepted(new).is_some_and(|now| now.said() == then.said());
    let Some(then) = accepted(old).filter(|_| is_held) else { return };
    if accepted(new).is_none() {
        report
            .raise(after, "/status", format!("the plan stays {}, and who accepted it is not there any more", new.status))
            .help("bring `plan.accepted` back; a plan that is to be accepted anew goes back to `proposed`, with an entry of `changes`")
            .owner(&new.owner)
            .members(["plan/accepted"]);
    }
    let Some(accepted) = Some(then).filter(is_same) else { return };
    let since = format!("the plan was accepted on {}", accepted.date);
    for past in &old.actions {
        // One that is gone is `record-deleted`'s, one that is cancelled `action-cancelled-without-reason`'s.
        let is_it = |item: &&ActionItem| item.n == past.n && item.status != ActionItemStatus::Cancelled;
        if let Some(item) = new.actions.iter().find(is_it) {
            one(versions, (old, past), (new, item), &since, report);
        }
    }
    let is_there = |person: &PersonRef| versions.context.snapshot.person(person).is_some();
    let is_handed_on = old.owner != new.owner && is_there(&old.owner);
    let mut agreement = agreement_to_reword(versions.past, old, []);
    if is_handed_on {
        agreement = agreement.without(&new.owner);
    }
    let explained = Explained::agreed(versions, &agreement);
    // Of an item without an owner of its own, this is said already.
    let is_said = old.actions.iter().any(|past| past.owner.is_none());
    let owner = Field::new("owner", Some(old.owner.as_str()), Some(new.owner.as_str()));
    let changed = Some(owner).filter(|_| is_handed_on && !is_said).into_iter();
    let states = (versions.past, versions.context.snapshot);
    let changed = changed.chain(answered_fields((old, new), states)).chain(ground_fields(old, new));
    let changed = changed.chain(check_fields(old, new));
    let untold: Vec<Field> = changed.filter(|field| !explained.tell(field)).collect();
    if let Some(first) = untold.first() {
        let mut names: Vec<&str> = untold.iter().map(|field| field.name.as_str()).collect();
        // One finding in place of another one.
        names.dedup();
        report
            .raise(after, &format!("/{}", first.name), format!("{since}, and {} changed since", listed(&names, 3)))
            .help(help(&names, &agreement.in_words(versions.past, versions.context.day)))
            .owner(&new.owner)
            .members(&names);
    }
}

fn one(
    versions: &Versions<'_>,
    (old, past): (&Action, &ActionItem),
    (new, item): (&Action, &ActionItem),
    since: &str,
    report: &mut Report<'_>,
) {
    let Some(record) = versions.after else { return };
    let agreement = agreement_to_reword(versions.past, old, [past, item]);
    let explained = Explained::agreed(versions, &agreement);
    // A person whose record got another id is the same one.
    let is_there = |person: &PersonRef| versions.context.snapshot.person(person).is_some();
    let mut changed = item_fields((old, past), (new, item), &is_there);
    changed.extend(exchanged((past, item), versions.context.snapshot));
    let untold: Vec<(&str, Field)> = changed.into_iter().filter(|(_, field)| !explained.tell(field)).collect();
    let Some((first, _)) = untold.first() else { return };
    let position = new.actions.iter().position(|other| other.n == item.n).unwrap_or_default();
    let path = format!("/actions/{position}/{first}");
    let what: Vec<String> = untold.iter().map(|(key, _)| format!("`{key}`")).collect();
    let names: Vec<&str> = untold.iter().map(|(_, field)| field.name.as_str()).collect();
    report
        .raise(record, &path, format!("{since}, and {} of item {} changed since", listed(&what, 3), item.n))
        .help(help(&names, &agreement.in_words(versions.past, versions.context.day)))
        .owner(item.owner.as_ref().unwrap_or(&new.owner))
        .part(item.n)
        .members(&names);
}

fn help(names: &[&str], who: &str) -> String {
    let newer = match names.iter().any(|name| name.ends_with("/evidence")) {
        true => ", let newer evidence say what it takes the place of (`supersedes:`)",
        false => "",
    };
    format!(
        "bring back what was accepted{newer}, have the plan accepted as it is now, or add an entry of `changes` for {} with \
         `approved_by` ({who} may agree)",
        listed(names, 3)
    )
}

/// What of an item is not what was agreed, by its key. What nobody had said may be added; its day is `due-date-slipped`'s.
fn item_fields(
    (old, past): (&Action, &ActionItem),
    (new, item): (&Action, &ActionItem),
    is_there: &dyn Fn(&PersonRef) -> bool,
) -> Vec<(&'static str, Field)> {
    let name = |key: &str| format!("actions/{}/{key}", item.n);
    let mut found = Vec::new();
    if !has_same_letters(&past.what, &item.what) {
        found.push(("what", Field::new(name("what"), Some(&past.what), Some(&item.what))));
    }
    let [was, is] = [past.r#type, item.r#type].map(|kind| kind.map(|kind| kind.as_str()));
    if was.is_some() && was != is {
        found.push(("type", Field::new(name("type"), was, is)));
    }
    let [was, is] = [past.owner.as_ref().unwrap_or(&old.owner), item.owner.as_ref().unwrap_or(&new.owner)];
    if was != is && is_there(was) {
        // One without an owner of its own is its record's.
        let of = if past.owner.is_none() && item.owner.is_none() { "owner".to_owned() } else { name("owner") };
        found.push(("owner", Field::new(of, Some(was.as_str()), Some(is.as_str()))));
    }
    found
}

/// What shows that an item is done, and does not show it any more. Newer evidence says what it takes the place of, and one that got another
/// id is none that there was.
fn exchanged((past, item): (&ActionItem, &ActionItem), now: &Snapshot) -> Option<(&'static str, Field)> {
    let is_done = |item: &ActionItem| item.status == ActionItemStatus::Done;
    let evidence = |id: &EvidenceRef| now.record(id.as_str()).and_then(|record| record.data().evidence());
    let is_replaced = |id: &EvidenceRef| {
        let mut cited = item.evidence.iter().filter_map(evidence);
        cited.any(|newer| newer.supersedes.as_ref() == Some(id))
    };
    let is_gone = |id: &&EvidenceRef| !item.evidence.contains(id) && evidence(id).is_some() && !is_replaced(id);
    let gone = past.evidence.iter().find(is_gone).filter(|_| is_done(past) && is_done(item))?;
    Some(("evidence", Field::new(format!("actions/{}/evidence", item.n), Some(gone.as_str()), None)))
}

/// The findings that the plan was not accepted for, or does not answer any more, and what else it comes from. One that comes with
/// the change, or got another id, is none that there was.
fn answered_fields((old, new): (&Action, &Action), (past, now): (&Snapshot, &Snapshot)) -> Vec<Field> {
    let [was, is] = [old, new].map(|action| action.source.r#type.as_str());
    let mut found = Vec::new();
    if was != is {
        found.push(Field::new("source/type", Some(was), Some(is)));
    }
    let is_gone = |id: &&FindingRef| now.finding(id).is_some() && !new.source.findings.contains(id);
    let is_new = |id: &&FindingRef| past.finding(id).is_some() && !old.source.findings.contains(id);
    let gone = old.source.findings.iter().filter(is_gone);
    found.extend(gone.map(|id| Field::new("source/findings", Some(id.as_str()), None)));
    let new = new.source.findings.iter().filter(is_new);
    found.extend(new.map(|id| Field::new("source/findings", None, Some(id.as_str()))));
    found
}

/// What of the grounds of the plan is not what was accepted: what was done at once, how far the lapse reaches, why it happened. What
/// nobody had said may be added, and what is looked at further.
fn ground_fields(old: &Action, new: &Action) -> Vec<Field> {
    let mut found = Vec::new();
    let mut hold = |name: &str, [was, is]: [Option<&str>; 2], may_go_on: bool| {
        let is_kept = |was: &str| match may_go_on {
            true => goes_on(was, is.unwrap_or_default()) || has_same_letters(was, is.unwrap_or_default()),
            false => has_same_letters(was, is.unwrap_or_default()),
        };
        if was.is_some_and(|was| !was.trim().is_empty() && !is_kept(was)) {
            found.push(Field::new(name, was, is));
        }
    };
    let both = [old, new];
    let correction = both.map(|action| action.correction.as_ref());
    hold("correction/what", correction.map(|all| all.and_then(|it| it.what.as_deref())), true);
    let day = correction.map(|all| all.and_then(|it| it.done_on).map(|day| day.to_string()));
    hold("correction/done_on", [day[0].as_deref(), day[1].as_deref()], false);
    hold("correction/consequences", correction.map(|all| all.and_then(|it| it.consequences.as_deref())), true);
    hold("correction/none", correction.map(|all| all.and_then(|it| it.none.as_deref())), true);
    let extent = both.map(|action| action.extent.as_ref());
    hold("extent/how", extent.map(|all| all.and_then(|it| it.how.as_deref())), true);
    let cause = both.map(|action| action.cause.as_ref());
    hold("cause/statement", cause.map(|all| all.and_then(|it| it.statement.as_deref())), false);
    hold("cause/category", cause.map(|all| all?.category.map(|it| it.as_str())), false);
    hold("cause/correction_suffices", cause.map(|all| all.and_then(|it| it.correction_suffices.as_deref())), true);
    if extent[0].is_some_and(|was| was.checked) && !extent[1].is_some_and(|is| is.checked) {
        found.push(Field::new("extent/checked", Some("true"), extent[1].map(|_| "false")));
    }
    let [was, is] = extent.map(|all| all.and_then(|it| it.similar_found));
    if is < was {
        let [was, is] = [was, is].map(|count| count.map(|count| count.to_string()));
        found.push(Field::new("extent/similar_found", was.as_deref(), is.as_deref()));
    }
    found
}

/// What of the check of effectiveness is not what was agreed.
fn check_fields(old: &Action, new: &Action) -> Vec<Field> {
    fn of(action: &Action) -> Option<&EffectivenessCheck> {
        action.effectiveness.as_ref()
    }
    let mut found = Vec::new();
    let [was, is] = [old, new].map(|action| of(action).and_then(|check| check.criterion.as_deref()));
    if was.is_some_and(|was| !was.trim().is_empty() && !has_same_letters(was, is.unwrap_or_default())) {
        found.push(Field::new("effectiveness/criterion", was, is));
    }
    let [was, is] = [old, new].map(|action| of(action).and_then(|check| check.planned_on));
    // Where what is to be checked is done later, so is the check.
    let later = latest_slip(old, new);
    if was.is_some_and(|was| is.is_none_or(|is| is.days_since(was) > later)) {
        let [was, is] = [was, is].map(|day| day.map(|day| day.to_string()));
        found.push(Field::new("effectiveness/planned_on", was.as_deref(), is.as_deref()));
    }
    found
}

/// By how many days an item is due later than it was, at most.
fn latest_slip(old: &Action, new: &Action) -> i64 {
    let slips = new.actions.iter().filter_map(|item| {
        let past = old.actions.iter().find(|past| past.n == item.n)?;
        Some(item.due?.days_since(past.due?))
    });
    slips.max().unwrap_or_default().max(0)
}

fn was_checked(action: &Action) -> bool {
    action.status.is_implemented() && action.status != crate::record::ActionStatus::Implemented
}

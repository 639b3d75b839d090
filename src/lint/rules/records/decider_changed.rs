use crate::diagnostic::Level;
use crate::lint::explained::{names, speaks_of};
use crate::lint::{Check, Decision, Family, Report, Rule, Versions, decisions};
use crate::record::{ActionStatus, Data, FindingStatus, PersonRef, ReviewStatus};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "decider-changed",
    family: Family::Records,
    summary: "A decision has another person than it had, and still its old day",
    level: Level::Warning,
    clause: "7.5.3, 9.2.2 b",
    needs_day: false,
    docs: include_str!("decider_changed.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    // A person whose record got another id is the same one.
    let is_there = |person: &PersonRef| versions.context.snapshot.person(person).is_some();
    let now = decisions(after);
    for old in decisions(before) {
        let is_other = |new: &&Decision| {
            let is_of_it = new.path == old.path && new.what == old.what;
            is_of_it && new.date == old.date && new.date.is_some() && new.by != old.by && is_there(&old.by)
        };
        // Two may have looked at the same thing on one day.
        let Some(new) = now.iter().find(is_other).filter(|_| !now.contains(&old)) else { continue };
        if is_explained(versions, &old, new) || is_frozen(before, after, old.path) {
            continue;
        }
        let day = old.date.map(|day| format!(" of {day}")).unwrap_or_default();
        report
            .raise(after, old.path, format!("{}{day} was by {}, and is by {} now", old.what, old.by, new.by))
            .help(format!(
                "bring {0} back: who decides now does so on a day of their own; was the name wrong from the beginning, an entry of \
                 `changes` from {0} to {1} to which somebody else than {1} agreed, or where a record has none a waiver, says so",
                old.by, new.by
            ))
            .owner(&new.by);
    }
}

/// Whether an entry says that the name was wrong. Neither who is put in the place of somebody else nor who owns what was decided
/// on can agree to that.
fn is_explained(versions: &Versions<'_>, old: &Decision, new: &Decision) -> bool {
    let owner = versions.before.and_then(|before| before.data().action()).map(|action| &action.owner);
    let may_agree = |person: &PersonRef| *person != new.by && Some(person) != owner;
    versions.all_explanations().into_iter().any(|change| {
        speaks_of(change, old.path.trim_matches('/'))
            && names(&change.from, old.by.as_str())
            && names(&change.to, new.by.as_str())
            && change.approved_by.as_ref().is_some_and(may_agree)
    })
}

/// Whether another rule holds on to what stands there, as a part of something closed or approved.
fn is_frozen(before: &Record, after: &Record, path: &str) -> bool {
    match (before.data(), after.data()) {
        (Data::Finding(old), _) => old.status == FindingStatus::Closed,
        (Data::Action(old), Data::Action(new)) => [old.status, new.status]
            .iter()
            .all(|status| matches!(status, ActionStatus::Effective | ActionStatus::Ineffective | ActionStatus::Closed)),
        (Data::Audit(old), Data::Audit(new)) => old.is_frozen() && new.is_frozen() && path.starts_with("/plan"),
        (Data::Review(old), Data::Review(new)) => {
            [old.status, new.status].iter().all(|status| *status >= ReviewStatus::Approved)
        }
        _ => false,
    }
}

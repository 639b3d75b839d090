use crate::diagnostic::Level;
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
    let explained = versions.all_explanations();
    let is_explained = |path: &str| {
        let top = |field: &str| field.trim_start_matches('/').split('/').next().unwrap_or_default().to_owned();
        explained.iter().any(|change| top(&change.field) == top(path))
    };
    // A person whose record got another id is the same one.
    let is_there = |person: &PersonRef| versions.context.snapshot.person(person).is_some();
    let now = decisions(after);
    for old in decisions(before) {
        let is_other = |new: &&Decision| {
            new.path == old.path && new.date == old.date && new.date.is_some() && new.by != old.by && is_there(&old.by)
        };
        let Some(new) = now.iter().find(is_other) else { continue };
        if is_explained(old.path) || is_frozen(before, after, old.path) {
            continue;
        }
        let day = old.date.map(|day| format!(" of {day}")).unwrap_or_default();
        report
            .raise(after, old.path, format!("{}{day} was by {}, and is by {} now", old.what, old.by, new.by))
            .help(format!(
                "bring {} back: who decides now does so on a day of their own; was the name wrong from the beginning, an entry of \
                 `changes`, or where a record has none a waiver, says so",
                old.by
            ))
            .owner(&new.by);
    }
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

use crate::diagnostic::Level;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::Approval;
use crate::text::{has_same_letters, listed};

pub static RULE: Rule = Rule {
    name: "soa-changed-after-approval",
    family: Family::Review,
    summary: "The statement of applicability changed, and its version and approval did not",
    level: Level::Warning,
    clause: "7.5.3, 6.3",
    needs_day: false,
    docs: include_str!("soa_changed_after_approval.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().soa(), after.data().soa()) else { return };
    // Another number is no approval.
    if old.approved.is_none() || old.approved.as_ref().map(Approval::said) != new.approved.as_ref().map(Approval::said)
    {
        return;
    }
    let changed = new.controls.iter().filter(|control| {
        let past = old.controls.iter().find(|past| past.id == control.id);
        past.is_none_or(|past| {
            past.applicable != control.applicable
                || past.status != control.status
                || !has_same_letters(&past.justification, &control.justification)
        })
    });
    let mut changed: Vec<&str> = changed.map(|control| control.id.as_str()).collect();
    changed.extend(
        old.controls
            .iter()
            .map(|past| past.id.as_str())
            .filter(|id| !new.controls.iter().any(|control| control.id.as_str() == *id)),
    );
    let Some(first) = changed.first() else { return };
    let position = new.controls.iter().position(|control| control.id.as_str() == *first);
    let place = position.map_or_else(|| "/controls".to_owned(), |position| format!("/controls/{position}"));
    report
        .raise(
            after,
            &place,
            format!("version {} was approved, and {} changed since", old.version, listed(&changed, 6)),
        )
        .help("give it a new `version` and have it approved as it is now")
        .members(changed);
}

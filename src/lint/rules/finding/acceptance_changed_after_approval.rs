use crate::diagnostic::Level;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::Acceptance;
use crate::text::{has_same_letters, listed};

pub static RULE: Rule = Rule {
    name: "acceptance-changed-after-approval",
    family: Family::Finding,
    summary: "Why a risk is accepted, or which, is not what was approved",
    level: Level::Warning,
    clause: "6.1.3 f, 7.5.3",
    needs_day: false,
    docs: include_str!("acceptance_changed_after_approval.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let acceptance = |record: &'_ crate::snapshot::Record| record.data().finding()?.acceptance.clone();
    let Some((old, new)) = acceptance(before).zip(acceptance(after)) else { return };
    // A new approval is of the acceptance as it is now.
    let Some(approved) = old.approved.as_ref().filter(|approved| new.approved.as_ref() == Some(approved)) else {
        return;
    };
    let changed = changed(&old, &new);
    let Some(first) = changed.first() else { return };
    let words: Vec<String> = changed.iter().map(|field| format!("`{field}`")).collect();
    let message = format!(
        "{} approved on {} that the risk is accepted, and {} changed since; nobody approved it anew",
        approved.by,
        approved.date,
        listed(&words, 2)
    );
    report
        .raise(after, &format!("/acceptance/{first}"), message)
        .help("bring back what was approved, or have whoever owns the risk approve it as it is now: `acceptance.approved`, with the day")
        .owner(&approved.by)
        .members(changed);
}

/// What of an acceptance says something else than it did; what is said for the first time was asked by nobody, and takes nothing back.
fn changed(old: &Acceptance, new: &Acceptance) -> Vec<&'static str> {
    let is_other = |old: &Option<String>, new: &Option<String>| {
        let said = old.as_deref().filter(|text| !text.trim().is_empty());
        said.is_some_and(|old| !has_same_letters(old, new.as_deref().unwrap_or_default()))
    };
    let fields = [("reason", is_other(&old.reason, &new.reason)), ("risk_ref", is_other(&old.risk_ref, &new.risk_ref))];
    fields.into_iter().filter(|(_, is)| *is).map(|(field, _)| field).collect()
}

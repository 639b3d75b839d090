use crate::diagnostic::Level;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "audit-removed",
    family: Family::Programme,
    summary: "A line of an approved programme is gone",
    level: Level::Error,
    clause: "9.2.2, 7.5.3",
    needs_day: false,
    docs: include_str!("audit_removed.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().programme(), after.data().programme()) else { return };
    if !old.status.is_approved() {
        return;
    }
    let is_there = |id: &str| new.schedule.iter().any(|line| line.audit.as_str().eq_ignore_ascii_case(id));
    let is_explained = |id: &str| !versions.explanations(&format!("schedule/{id}")).is_empty();
    let gone: Vec<&str> =
        old.schedule.iter().map(|line| line.audit.as_str()).filter(|id| !is_there(id) && !is_explained(id)).collect();
    if gone.is_empty() {
        return;
    }
    report
        .raise(after, "/schedule", format!("what top management approved is gone from the schedule: {}", listed(&gone, 6)))
        .help("bring the line back; an audit that is not held is `cancelled`, with the reason and where its criteria will be audited instead")
        .owner(&new.manager)
        .members(gone);
}

use crate::diagnostic::Level;
use crate::lint::changes::changed_fields;
use crate::lint::frozen::FREE_IN_CLOSED_FINDING;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::FindingStatus;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "finding-changed-after-closure",
    family: Family::Finding,
    summary: "A closed finding says something else than when it was closed",
    level: Level::Error,
    clause: "7.5.3, 10.2 f",
    needs_day: false,
    docs: include_str!("finding_changed_after_closure.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().finding(), after.data().finding()) else { return };
    let was = match old.status {
        FindingStatus::Closed => "closed",
        // What it said is why that was right.
        FindingStatus::Withdrawn if new.status == FindingStatus::Withdrawn => "withdrawn",
        _ => return,
    };
    // Who opens it again takes the closure away with that.
    let is_reopened = new.status != FindingStatus::Closed;
    let is_free = |field: &str| match field {
        "status_reason" if old.status == FindingStatus::Withdrawn => old.status_reason.is_none(),
        "closed" | "acceptance" if is_reopened => true,
        _ => FREE_IN_CLOSED_FINDING.contains(&field),
    };
    let changed: Vec<String> = changed_fields(before, after).into_iter().filter(|field| !is_free(field)).collect();
    let Some(first) = changed.first() else { return };
    let diagnostic = report.raise(
        after,
        &format!("/{first}"),
        format!("the finding was {was}, and {} changed since", listed(&changed, 6)),
    );
    diagnostic
        .help("bring back what it said; if it was wrong, open the finding again (`status: open`, with an entry of `changes`) and write a new one")
        .members(changed);
}

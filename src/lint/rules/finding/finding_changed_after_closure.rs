use crate::diagnostic::Level;
use crate::lint::changes::changed_fields;
use crate::lint::frozen::FREE_IN_CLOSED_FINDING;
use crate::lint::reopened::is_reopened;
use crate::lint::verdicts::is_out;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Finding, FindingStatus};
use crate::snapshot::Record;
use crate::text::{has_same_letters, listed};

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
    if (old.status, new.status) == (FindingStatus::Withdrawn, FindingStatus::Withdrawn) {
        withdrawn(versions, old, (before, after), report);
    }
    // What becomes of it once it is open again is for the rules about what was reported.
    if old.status != FindingStatus::Closed || is_reopened(versions) {
        return;
    }
    // Who opens it again takes the closure away with that.
    let is_open = new.status != FindingStatus::Closed;
    let is_free =
        |field: &str| FREE_IN_CLOSED_FINDING.contains(&field) || is_open && matches!(field, "closed" | "acceptance");
    let changed: Vec<String> = changed_fields(before, after).into_iter().filter(|field| !is_free(field)).collect();
    let Some(first) = changed.first() else { return };
    let diagnostic = report.raise(
        after,
        &format!("/{first}"),
        format!("the finding was closed, and {} changed since", listed(&changed, 6)),
    );
    diagnostic
        .help(format!(
            "bring back what it said; if it was wrong, open the finding again (`tickmark move {} open --reason TEXT --approved-by PERSON`) and \
             mend it, what its report says with the report's next version; or write a new one",
            after.id
        ))
        .members(changed);
}

/// Reports that a finding which a report had before it was withdrawn says something else than it did, or gives another reason for that.
fn withdrawn(versions: &Versions<'_>, old: &Finding, (before, after): (&Record, &Record), report: &mut Report<'_>) {
    if !is_out((versions.past, versions.context.snapshot), &old.audit) {
        return;
    }
    let text = |record: &Record, field: &str| {
        let value = record.document().root.as_ref()?.get(field)?;
        value.as_text().map(str::to_owned)
    };
    let is_mended = |field: &str| {
        let texts = text(before, field).zip(text(after, field));
        texts.is_some_and(|(old, new)| has_same_letters(&old, &new))
    };
    let is_first = |field: &str| before.document().root.as_ref().is_some_and(|root| root.get(field).is_none());
    let is_free = |field: &str| match field {
        "status_reason" => is_first(field),
        _ => FREE_IN_CLOSED_FINDING.contains(&field),
    };
    let mut changed = changed_fields(before, after);
    changed.retain(|field| !is_free(field) && !is_mended(field) && versions.explanations(field).is_empty());
    let Some(first) = changed.first() else { return };
    let message = format!("the finding was withdrawn, and {} changed since", listed(&changed, 6));
    report
        .at_level(Level::Warning)
        .raise(after, &format!("/{first}"), message)
        .help(format!(
            "bring back what it said when it was withdrawn, or add an entry of `changes` for {} with the reason",
            listed(&changed, 3)
        ))
        .members(changed);
}

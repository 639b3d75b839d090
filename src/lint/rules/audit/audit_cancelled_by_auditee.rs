use crate::diagnostic::Level;
use crate::lint::team::{asks, is_audited};
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Versions};
use crate::record::{AuditStatus, PersonRef};

pub static RULE: Rule = Rule {
    name: "audit-cancelled-by-auditee",
    family: Family::Audit,
    summary: "Whoever was to be audited called the audit off",
    level: Level::Warning,
    clause: "9.2.2 b",
    needs_day: false,
    docs: include_str!("audit_cancelled_by_auditee.md"),
    check: Check::Commit(check),
};

fn check(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().audit(), after.data().audit()) else { return };
    let is_off = |status: AuditStatus| matches!(status, AuditStatus::Cancelled | AuditStatus::Postponed);
    let is_approved = old.plan.as_ref().is_some_and(|plan| plan.approved.is_some());
    if is_off(old.status) || !is_off(new.status) || !is_approved || !old.r#type.is_planned_by_us() {
        return;
    }
    let Some(author) = commit.author_of(&after.id).filter(|author| is_audited(versions.past, old, author)) else {
        return;
    };
    let entries = versions.explanations("status");
    let agreed = entries.iter().filter_map(|entry| entry.approved_by.as_ref());
    let may = |person: &PersonRef| asks(versions.past, old, person);
    if std::iter::once(author).chain(&commit.approved_by).chain(agreed).any(may) {
        return;
    }
    report
        .raise(after, "/status", format!("the audit is {} in a commit by {author}, whom it is about", new.status))
        .help(format!(
            "have {}, whoever manages the programme, or top management agree: by a line `Approved-by` in the message of the merge, or an entry of \
             `changes` for status with `approved_by`",
            old.client
        ))
        .owner(&old.client);
}

use crate::diagnostic::Level;
use crate::lint::team::{forbidden, still_declared};
use crate::lint::{Check, Context, Family, Report, Rule, Versions, widened};
use crate::record::{AuditorApproval, Conflict, Person};
use crate::snapshot::Record;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "auditor-changed-after-approval",
    family: Family::Audit,
    summary: "An auditor may do more than was approved, and the approval is the one of before",
    level: Level::Warning,
    clause: "7.2, 7.5.3",
    needs_day: false,
    docs: include_str!("auditor_changed_after_approval.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().person(), after.data().person()) else { return };
    let Some((was, is)) = old.auditor.as_ref().zip(new.auditor.as_ref()) else { return };
    // A new approval is of what it is given for now.
    if was.approved.said() != is.approved.said() {
        return;
    }
    // Who has learnt something says so where they do.
    let has_learnt = new.competence.iter().any(|one| !old.competence.contains(one));
    let mut wider = widened(was, is);
    wider.retain(|field| *field != "topics" || !has_learnt);
    if let Some(audit) = audit_of_given_up(versions, old, new) {
        given_up(versions, (after, was), &audit, report);
    }
    let Some(first) = wider.first() else { return };
    let words: Vec<String> = wider.iter().map(|field| format!("`{field}`")).collect();
    let message = format!(
        "{} was approved as an auditor on {}, and what that is for has grown since: {}",
        new.id,
        was.approved.date,
        listed(&words, 4)
    );
    let diagnostic = report.raise(after, &format!("/auditor/{first}"), message);
    diagnostic
        .help("bring back what was approved, or have it approved as it is now (`auditor.approved`, with a day of its own)")
        .members(wider);
    if let Some(manager) = versions.manager() {
        diagnostic.owner(manager);
    }
}

/// Reports that somebody may audit what they had declared that they must not.
fn given_up(versions: &Versions<'_>, (after, was): (&Record, &AuditorApproval), audit: &str, report: &mut Report<'_>) {
    let message = format!(
        "{} was approved as an auditor on {}, and had declared a conflict about what {audit} audits, which they are in the team of: that is \
         gone, or ends sooner",
        after.id, was.approved.date
    );
    let diagnostic = report.raise(after, "/conflicts", message);
    diagnostic
        .help(
            "bring it back and give this part to somebody else, or have them approved as they are now (`auditor.approved`, with a day of its own)",
        )
        .members(["conflicts"]);
    if let Some(manager) = versions.manager() {
        diagnostic.owner(manager);
    }
}

/// The audit that is not reported yet, and in which somebody audits what they had declared that they must not, and have not any more.
fn audit_of_given_up(versions: &Versions<'_>, old: &Person, new: &Person) -> Option<String> {
    let mut gone = old.conflicts.iter().filter(|conflict| !still_declared(conflict, new));
    let now = versions.context;
    gone.find_map(|conflict| {
        let mut audits = now.snapshot.audits().filter(|audit| !audit.is_frozen());
        let is_hit = |context: Context<'_>, id: &str, conflict: &Conflict| forbidden(&context, (id, &new.id), conflict);
        // What ends before the audit begins forbids nothing there.
        let is_free = |id: &str| !is_hit(now, id, conflict) || new.conflicts.iter().any(|kept| is_hit(now, id, kept));
        audits.find(|audit| !is_free(audit.id())).map(|audit| audit.id().to_owned())
    })
}

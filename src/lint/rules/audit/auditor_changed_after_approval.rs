use crate::diagnostic::Level;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{AuditorApproval, AuditorLevel};
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

/// The fields that allow more than they did.
fn widened(was: &AuditorApproval, is: &AuditorApproval) -> Vec<&'static str> {
    let fields = [
        ("levels", is.levels.iter().any(|level| !includes(&was.levels, *level))),
        ("catalogues", is.catalogues.iter().any(|catalogue| !was.catalogues.contains(catalogue))),
        ("topics", is.topics.iter().any(|topic| !was.topics.contains(topic))),
        ("review_due", is.review_due > was.review_due),
    ];
    fields.into_iter().filter(|(_, is)| *is).map(|(field, _)| field).collect()
}

/// Whether somebody with some levels has another one by them: who may lead may audit, and who may audit may learn.
fn includes(levels: &[AuditorLevel], level: AuditorLevel) -> bool {
    levels.iter().any(|known| match level {
        AuditorLevel::Auditor => matches!(known, AuditorLevel::LeadAuditor | AuditorLevel::Auditor),
        AuditorLevel::Trainee => *known != AuditorLevel::TechnicalExpert,
        AuditorLevel::LeadAuditor | AuditorLevel::TechnicalExpert => *known == level,
    })
}

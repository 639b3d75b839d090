use crate::diagnostic::Level;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Finding, FindingStatus, PersonRef};

pub static RULE: Rule = Rule {
    name: "grade-lowered-without-justification",
    family: Family::Finding,
    summary: "A finding was given a milder grade, and nobody with the authority says why",
    level: Level::Error,
    clause: "9.2.2 b, 7.5.3",
    needs_day: false,
    docs: include_str!("grade_lowered_without_justification.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().finding(), after.data().finding()) else { return };
    // The grade of a draft is still being thought about.
    if new.grade <= old.grade || old.status == FindingStatus::Draft {
        return;
    }
    let entries = versions.explanations("grade");
    let entry = entries.iter().find(|change| change.from == old.grade.as_str() && change.to == new.grade.as_str());
    let may_agree = authorities(versions, new);
    let names = may_agree.iter().map(|person| person.as_str()).collect::<Vec<_>>();
    let lowered = format!("the grade went from {} to {}", old.grade, new.grade);
    let message = match entry.map(|change| &change.approved_by) {
        Some(Some(person)) if may_agree.is_empty() || may_agree.contains(&person) => return,
        Some(Some(person)) => format!("{lowered} with the agreement of {person}, who may not decide it"),
        Some(None) => format!("{lowered}, and nobody agreed to it"),
        None => format!("{lowered}, and no entry of `changes` says why"),
    };
    let who = match names.is_empty() {
        true => "the lead auditor or the programme manager".to_owned(),
        false => crate::text::listed(&names, 4),
    };
    let diagnostic = report.raise(after, "/grade", message);
    diagnostic.help(format!(
        "add to `changes`: {{date: …, by: …, field: grade, from: {}, to: {}, reason: …, approved_by: …}}; {who} may agree",
        old.grade, new.grade
    ));
    if let Some(person) = may_agree.first() {
        diagnostic.owner(person);
    }
}

/// Who may agree to a milder grade: the lead of the audit and whoever manages the programme, as the earlier state has them.
fn authorities<'a>(versions: &Versions<'a>, finding: &Finding) -> Vec<&'a PersonRef> {
    let audit = versions.past.audit(&finding.audit).map(|audit| audit.data());
    let lead = audit.and_then(|audit| audit.lead());
    let of_programme = audit.and_then(|audit| versions.past.programme(audit.programme.as_ref()?));
    let manager = of_programme.map(|programme| &programme.data().manager);
    let general = versions.past.isms().map(|isms| &isms.data().roles.programme_manager);
    let mut people: Vec<&PersonRef> = Vec::new();
    for person in lead.into_iter().chain(manager).chain(general) {
        if !people.contains(&person) {
            people.push(person);
        }
    }
    people
}

use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::FindingStatus;

pub static RULE: Rule = Rule {
    name: "finding-names-person",
    family: Family::Finding,
    summary: "A finding names a person",
    level: Level::Warning,
    clause: "A.5.34; ISO 19011:2018, 4 b and 4 d",
    needs_day: false,
    docs: include_str!("finding_names_person.md"),
    check: Check::Snapshot(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let people: Vec<(&str, String)> =
        context.snapshot.people().map(|person| (person.id(), person.data().name.trim().to_lowercase())).collect();
    for finding in context.snapshot.findings() {
        if matches!(finding.status, FindingStatus::Withdrawn | FindingStatus::Superseded) {
            continue;
        }
        for (place, text) in [("/statement", &finding.data().statement), ("/title", &finding.data().title)] {
            let text = text.to_lowercase();
            let Some((id, _)) = people.iter().find(|(_, name)| is_named(&text, name)) else { continue };
            report
                .raise(finding.record(), place, format!("it names {id}, a person"))
                .help("write the role instead (\u{201c}an administrator\u{201d}): a finding is about the system, not about somebody")
                .owner(&finding.data().raised_by);
        }
    }
}

/// Whether a whole name stands in a text, both in lower case. A name of one word may be a word like any other.
fn is_named(text: &str, name: &str) -> bool {
    name.contains(' ')
        && text.match_indices(name).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + name.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
}

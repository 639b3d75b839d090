use aho_corasick::AhoCorasick;

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
    // A name of one word may be a word like any other.
    let people: Vec<_> = context.snapshot.people().filter(|person| person.data().name.trim().contains(' ')).collect();
    let names = people.iter().map(|person| person.data().name.trim().to_lowercase());
    let Ok(finder) = AhoCorasick::new(names) else { return };
    for finding in context.snapshot.findings() {
        if matches!(finding.status, FindingStatus::Withdrawn | FindingStatus::Superseded) {
            continue;
        }
        for (place, text) in [("/statement", &finding.data().statement), ("/title", &finding.data().title)] {
            let text = text.to_lowercase();
            let Some(found) = finder.find_iter(&text).find(|found| is_whole(&text, found.range())) else { continue };
            let id = people[found.pattern().as_usize()].id();
            report
                .raise(finding.record(), place, format!("it names {id}, a person"))
                .help("write the role instead (\u{201c}an administrator\u{201d}): a finding is about the system, not about somebody")
                .owner(&finding.data().raised_by);
        }
    }
}

/// Whether what stands at a place of a text is no part of a longer word.
fn is_whole(text: &str, at: std::ops::Range<usize>) -> bool {
    let before = text[..at.start].chars().next_back();
    let after = text[at.end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

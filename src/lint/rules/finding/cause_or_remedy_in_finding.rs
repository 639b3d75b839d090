use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{FindingStatus, Grade, Kind};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "cause-or-remedy-in-finding",
    family: Family::Finding,
    summary: "A finding says why or what to do, rather than what is so",
    level: Level::Info,
    clause: "ISO/IEC 17021-1:2015, 9.4.5",
    needs_day: false,
    docs: include_str!("cause_or_remedy_in_finding.md"),
    check: Check::Record(Kind::Finding, check),
};

/// Words with which a sentence turns to the cause or the remedy.
const TURNS: &[(&str, &str)] = &[
    ("because", "a cause"),
    ("due to lack", "a cause"),
    ("due to a lack", "a cause"),
    ("since nobody", "a cause"),
    ("root cause", "a cause"),
    ("should be introduced", "a remedy"),
    ("should be implemented", "a remedy"),
    ("we recommend", "a remedy"),
    ("it is recommended", "a remedy"),
    ("needs to buy", "a remedy"),
    ("must buy", "a remedy"),
];

/// Finds any of them in one pass.
static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let words = TURNS.iter().map(|(words, _)| words);
    AhoCorasick::builder().ascii_case_insensitive(true).build(words).expect("a few words")
});

fn check(_: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(finding) = record.data().finding() else { return };
    let is_written =
        matches!(finding.status, FindingStatus::Withdrawn | FindingStatus::Superseded | FindingStatus::Closed);
    // An opportunity is a remedy that was not asked for.
    if is_written || !(finding.grade.is_nonconformity() || finding.grade == Grade::Observation) {
        return;
    }
    let text = &finding.statement;
    let is_word = |at: std::ops::Range<usize>| {
        let before = text[..at.start].chars().next_back();
        let after = text[at.end..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    let found = FINDER.find_iter(text).find(|found| is_word(found.range()));
    let found = found.map(|found| TURNS[found.pattern().as_usize()]);
    let Some((words, what)) = found else { return };
    report
        .raise(record, "/statement", format!("the statement gives {what} (\u{201c}{words}\u{201d})"))
        .help("say what is so, and how much of it; the cause belongs to the corrective action, a remedy to its owner")
        .owner(&finding.raised_by);
}

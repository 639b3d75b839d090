use crate::diagnostic::Level;
use crate::lint::authority::agreement_to_settle;
use crate::lint::verdicts::{agrees_anew, is_settled};
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Versions};
use crate::record::FindingStatus;

pub static RULE: Rule = Rule {
    name: "dispute-settled-by-party",
    family: Family::Finding,
    summary: "A contested finding stands as it is, and nobody said so who settles the dispute",
    level: Level::Warning,
    clause: "ISO 19011:2018, 6.4.10; 9.2.2 b",
    needs_day: false,
    docs: include_str!("dispute_settled_by_party.md"),
    check: Check::Commit(check),
};

fn check(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().finding(), after.data().finding()) else { return };
    // Who does not dispute it any more needs nobody to settle it; that they said so is `person-commit-mismatch`'s.
    if !is_settled(old, new) || agrees_anew(old, new) {
        return;
    }
    let agreement = agreement_to_settle(versions.past, old);
    let author = commit.sayer_of(&after.id);
    let entries = versions.explanations("status");
    let of_dispute = entries.iter().filter(|entry| entry.from.trim() == FindingStatus::Contested.as_str());
    let agreed = of_dispute.filter_map(|entry| entry.approved_by.as_ref());
    if author.into_iter().chain(&commit.approved_by).chain(agreed).any(|person| agreement.is_of(person)) {
        return;
    }
    let message = match commit.sayer_in_words(&after.id) {
        Some(by) => format!("the dispute was ended in a commit by {by}, who does not settle it"),
        None => "the dispute was ended, and nobody who settles it has said so".to_owned(),
    };
    let who = agreement.in_words(versions.past, versions.context.day);
    report
        .raise(after, "/status", message)
        .help(format!(
            "leave it `contested` until it is settled by {who}: `tickmark move {0} open --reason TEXT --approved-by PERSON`; an auditee who \
             agrees by now says so: `tickmark acknowledge {0}`",
            after.id
        ))
        .owner(&new.raised_by);
}

use crate::diagnostic::{Level, Place};
use crate::lint::{Check, CommitFacts, Context, Family, Given, Report, Rule};
use crate::record::{PersonRef, ROOT_FILE};

pub static RULE: Rule = Rule {
    name: "identity-given-by-another",
    family: Family::Records,
    summary: "Somebody gave another person a key or an address, by which they can decide in that name",
    level: Level::Warning,
    clause: "7.5.3, 9.2.2 b",
    needs_day: false,
    docs: include_str!("identity_given_by_another.md"),
    check: Check::Step(check),
};

fn check(context: &Context<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let snapshot = context.snapshot;
    for given in &commit.given {
        let record = given.person.as_ref().filter(|_| given.key.is_none()).and_then(|id| snapshot.record(id.as_str()));
        let settings = || snapshot.isms().map_or_else(|| Place::file(ROOT_FILE), |isms| isms.at("/signing"));
        let who = match &given.person {
            Some(person) if given.holder.is_none() => format!("{person}, "),
            _ => String::new(),
        };
        report
            .raise_at(record.map_or_else(settings, |record| record.at("/git")), message(given))
            .help(format!(
                "have it confirmed by {who}whoever runs the audit programme, or top management: in a commit of theirs, or with a line \
                 `Approved-by` in the message of the merge; was it wrong, take it out, and look at what was decided by it"
            ))
            .part(&given.name);
    }
}

fn message(given: &Given) -> String {
    let Given { person, name, key, holder, is_mapped, by } = given;
    let who = person.as_ref().map_or("somebody", PersonRef::as_str);
    match (key, person, holder) {
        (Some(key), Some(_), _) => {
            format!(
                "{by} put the key {key} on the list of allowed signers for {name}, so that it signs as {who}, and nobody agreed"
            )
        }
        (Some(key), None, _) => {
            format!(
                "{by} put the key {key} on the list of allowed signers for {name}, so that it signs as whoever fits, and nobody agreed"
            )
        }
        (None, _, Some(holder)) => format!("{by} gave {who} {name}, which is {holder}'s, and nobody agreed"),
        (None, ..) if *is_mapped => {
            format!("{by} had `.mailmap` take {name} for an address of {who}, and nobody agreed")
        }
        (None, ..) => format!("{by} gave {who} another address, {name}, and nobody agreed"),
    }
}

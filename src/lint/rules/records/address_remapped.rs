use crate::diagnostic::{Level, Place};
use crate::lint::{Check, Family, History, Report, Rule};
use crate::record::ROOT_FILE;

pub static RULE: Rule = Rule {
    name: "address-remapped",
    family: Family::Records,
    summary: "The mailmap takes the address of one person for that of another",
    level: Level::Warning,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("address_remapped.md"),
    check: Check::History(check),
};

fn check(history: &History<'_>, report: &mut Report<'_>) {
    let snapshot = history.context.snapshot;
    for remapped in &history.facts.remapped {
        let (address, person, to) = (&remapped.address, &remapped.person, &remapped.to);
        let message = format!("`.mailmap` takes {address}, an address of {person}, for one of {to}");
        let record = snapshot.record(person.as_str());
        let diagnostic = match record {
            Some(record) => report.raise(record, "/git", message),
            None => {
                let settings = snapshot.isms().map(|isms| isms.at("/roles"));
                report.raise_at(settings.unwrap_or_else(|| Place::file(ROOT_FILE)), message)
            }
        };
        diagnostic
            .help(
                "take the line out: here a person's record goes before it, and everywhere else the commits of the one are shown as the other's",
            )
            .owner(person)
            .part(address);
    }
}

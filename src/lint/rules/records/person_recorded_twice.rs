use icu_normalizer::DecomposingNormalizerBorrowed;
use unicode_security::confusable_detection::skeleton;

use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Date, Kind, Person};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "person-recorded-twice",
    family: Family::Records,
    summary: "Two persons have the same name, so that one may decide about their own work",
    level: Level::Warning,
    clause: "7.5.3, 9.2.2 b",
    needs_day: false,
    docs: include_str!("person_recorded_twice.md"),
    check: Check::Among(Kind::Person, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(person) = record.data().person() else { return };
    // Of two, the one that comes later in the order of ids is named.
    let name = words(&person.name);
    let other = context
        .snapshot
        .people()
        .find(|other| other.id() < &*record.id && words(&other.data().name) == name && meet(other.data(), person));
    let Some(other) = other else { return };
    let message = format!("{} has the name of {}, \"{}\"", person.id, other.id(), person.name.trim());
    let diagnostic = report.raise(record, "/name", message);
    diagnostic
        .help(format!(
            "leave one record if they are one person, with all addresses in it; if they are two, say so in the name: \"{} (Lisbon)\"",
            person.name.trim()
        ))
        .also(other.at("/name"), "here");
    if let Some(isms) = context.snapshot.isms() {
        diagnostic.owner(&isms.data().roles.programme_manager);
    }
}

/// The words of a name in no order, by what their letters look like and without what stands above and below these.
fn words(name: &str) -> Vec<String> {
    let is_mark = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
    let apart = DecomposingNormalizerBorrowed::new_nfkd().normalize(name);
    let plain: String = apart.chars().filter(|c| !is_mark(c)).flat_map(char::to_lowercase).collect();
    let looks: String = skeleton(&plain).collect();
    let words = looks.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<String> = words.map(str::to_owned).collect();
    words.sort_unstable();
    words
}

/// Whether both are there on a day: who leaves and comes back may get another record.
fn meet(one: &Person, other: &Person) -> bool {
    let is_before = |to: Option<Date>, from: Option<Date>| to.zip(from).is_some_and(|(to, from)| to <= from);
    !is_before(one.to, other.from) && !is_before(other.to, one.from)
}

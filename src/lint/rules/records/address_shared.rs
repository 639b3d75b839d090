use crate::diagnostic::Level;
use crate::lint::{Check, Context, Family, Report, Rule};
use crate::record::{Kind, Person};
use crate::snapshot::Record;

pub static RULE: Rule = Rule {
    name: "address-shared",
    family: Family::Records,
    summary: "Two persons have the same address, so that nobody can tell whose a commit is",
    level: Level::Error,
    clause: "7.5.3",
    needs_day: false,
    docs: include_str!("address_shared.md"),
    check: Check::Among(Kind::Person, check),
};

fn check(context: &Context<'_>, record: &Record, report: &mut Report<'_>) {
    let Some(person) = record.data().person() else { return };
    let others = || context.snapshot.people().filter(|other| other.id() != &*record.id);
    for (position, address) in person.git.iter().enumerate() {
        let has_it = |other: &Person| other.git.iter().any(|own| own.eq_ignore_ascii_case(address));
        let Some(other) = others().find(|other| has_it(other.data())) else { continue };
        report
            .raise(record, &format!("/git/{position}"), format!("{address} is an address of {} as well", other.id()))
            .help("leave it with whoever writes commits by it; who comes after somebody in a position gets an address of their own")
            .also(other.at("/git"), "here");
    }
    for (forge, handle) in handles(person) {
        let has_it = |other: &Person| handles(other).any(|(on, own)| on == forge && own.eq_ignore_ascii_case(handle));
        let Some(other) = others().find(|other| has_it(other.data())) else { continue };
        report
            .raise(record, &format!("/forge/{forge}"), format!("{handle} is an account of {} as well", other.id()))
            .help("leave it with whoever the account is of")
            .also(other.at("/forge"), "here");
    }
}

/// The accounts of a person, with the forge that each is on.
fn handles(person: &Person) -> impl Iterator<Item = (&'static str, &str)> {
    let forge = person.forge.as_ref();
    let github = forge.and_then(|forge| Some(("github", forge.github.as_deref()?)));
    let gitlab = forge.and_then(|forge| Some(("gitlab", forge.gitlab.as_deref()?)));
    github.into_iter().chain(gitlab)
}

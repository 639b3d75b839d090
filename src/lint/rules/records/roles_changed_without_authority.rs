use crate::diagnostic::Level;
use crate::lint::commit::Setter;
use crate::lint::roles::{deciders, holders, voice};
use crate::lint::{Check, CommitFacts, Family, HandedOn, Report, Rule, Versions};
use crate::record::PersonRef;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "roles-changed-without-authority",
    family: Family::Records,
    summary: "Somebody got a role or a process by which they decide, and nobody agreed who had the say",
    level: Level::Warning,
    clause: "5.3, 9.2.2",
    needs_day: false,
    docs: include_str!("roles_changed_without_authority.md"),
    check: Check::Commit(check),
};

fn check(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    roles(versions, commit, report);
    processes(versions, commit, report);
}

fn roles(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let Some(old) = versions.past.roles() else { return };
    for appointment in
        commit.unagreed((before, after), (versions.past, versions.context.snapshot), versions.context.day)
    {
        let person = &appointment.person;
        let (level, author) = by_whom(&commit.appointer(&appointment), person);
        let who: Vec<&PersonRef> = deciders(old).collect();
        let what = appointment.what;
        report
            .at_level(level)
            .raise(
                after,
                appointment.path,
                format!("{person} {what} by a commit of {author}, and nobody who had the say before has agreed"),
            )
            .help(help("role", who))
            .owner(&old.programme_manager);
    }
}

fn processes(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let Some(old) = versions.past.roles() else { return };
    let states = (versions.past, versions.context.snapshot);
    for handed in commit.unagreed_owners((before, after), states, versions.context.day) {
        let (level, author) = by_whom(&commit.hander(&handed), &handed.to);
        let HandedOn { process, from, to } = &handed;
        let place =
            after.data().isms().and_then(|isms| isms.processes.iter().position(|own| own.id.as_str() == process));
        report
            .at_level(level)
            .raise(
                after,
                &format!("/processes/{}/owner", place.unwrap_or_default()),
                format!(
                    "{to} owns the process {process} by a commit of {author}, and neither {from}, who owned it, nor anybody who had the say has \
                     agreed"
                ),
            )
            .help(help("process", [from].into_iter().chain(holders(old)).collect()))
            .owner(&old.programme_manager)
            .part(process);
    }
}

/// Who gave something to a person, in words; what somebody gives themselves is graver.
fn by_whom(setter: &Setter<'_>, person: &PersonRef) -> (Level, String) {
    match voice(setter.signature, setter.person) {
        Some(author) if author == person => (Level::Error, "their own".to_owned()),
        Some(author) => (Level::Warning, author.to_string()),
        None if setter.email.is_empty() => (Level::Warning, "whoever merges it".to_owned()),
        None => (Level::Warning, format!("{}, who is nobody on record", setter.email)),
    }
}

fn help(what: &str, mut who: Vec<&PersonRef>) -> String {
    who.dedup();
    let who = listed(&who, 6);
    format!(
        "what is decided by this {what} from here on is as good as this: have it confirmed by one of those who had the say ({who}), in a commit \
         of theirs to `tickmark.yaml`, or with a line `Approved-by` in the message of the merge"
    )
}

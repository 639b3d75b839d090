use crate::diagnostic::Level;
use crate::lint::roles::{deciders, voice};
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Versions};
use crate::record::PersonRef;
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "roles-changed-without-authority",
    family: Family::Records,
    summary: "Somebody got a role by which they decide, and nobody agreed who had the say",
    level: Level::Warning,
    clause: "5.3, 9.2.2",
    needs_day: false,
    docs: include_str!("roles_changed_without_authority.md"),
    check: Check::Commit(check),
};

fn check(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let Some(old) = versions.past.roles() else { return };
    for appointment in
        commit.unagreed((before, after), (versions.past, versions.context.snapshot), versions.context.day)
    {
        let person = &appointment.person;
        let setter = commit.appointer(&appointment);
        let author = voice(setter.signature, setter.person);
        let level = if author == Some(person) { Level::Error } else { Level::Warning };
        let author = match author {
            Some(author) if author == person => "their own".to_owned(),
            Some(author) => author.to_string(),
            None if setter.email.is_empty() => "whoever merges it".to_owned(),
            None => format!("{}, who is nobody on record", setter.email),
        };
        let mut who: Vec<&PersonRef> = deciders(old).collect();
        who.dedup();
        let (who, what) = (listed(&who, 6), appointment.what);
        report
            .at_level(level)
            .raise(
                after,
                appointment.path,
                format!("{person} {what} by a commit of {author}, and nobody who had the say before has agreed"),
            )
            .help(format!(
                "what is decided by this role from here on is as good as this: have it confirmed by one of those who had the say ({who}), in a \
                 commit of theirs to `tickmark.yaml`, or with a line `Approved-by` in the message of the merge"
            ))
            .owner(&old.programme_manager);
    }
}

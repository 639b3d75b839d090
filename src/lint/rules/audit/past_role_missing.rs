use crate::diagnostic::Level;
use crate::lint::{Check, Family, Report, Rule, Versions};
use crate::record::{Isms, PersonRef, Process};

pub static RULE: Rule = Rule {
    name: "past-role-missing",
    family: Family::Audit,
    summary: "An auditor answered for a process until now, and their record does not say so",
    level: Level::Warning,
    clause: "9.2.2 b; ISO 19011:2018, 4 e",
    needs_day: false,
    docs: include_str!("past_role_missing.md"),
    check: Check::Change(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    let (Some(old), Some(new)) = (before.data().isms(), after.data().isms()) else { return };
    for process in &old.processes {
        let Some((place, _)) = handed_on(process, new) else { continue };
        let Some(person) = versions.context.snapshot.person(&process.owner) else { continue };
        let says_so =
            |role: &crate::record::PastRole| role.process.as_ref().is_some_and(|of| of.as_str() == process.id.as_str());
        if person.data().auditor.is_none() || person.data().to.is_some() || person.data().past_roles.iter().any(says_so)
        {
            continue;
        }
        let message = format!(
            "{} answered for the process {} until now, may audit, and `past_roles` of their record does not name it",
            process.owner, process.id
        );
        report
            .raise(after, &format!("/processes/{place}/owner"), message)
            .also(person.at("/auditor"), "may audit")
            .help(format!(
                "add it with the day to the record of {}: past_roles: [{{process: {}, to: DAY}}]; until the cooling-off time is over, others audit it",
                process.owner, process.id
            ))
            .owner(&new.roles.programme_manager)
            .part(&process.id);
    }
}

/// Who has a process by now, and where that stands, if it is somebody else. One that is gone has nobody.
fn handed_on<'a>(process: &Process, new: &'a Isms) -> Option<(usize, &'a PersonRef)> {
    let found = new.processes.iter().enumerate().find(|(_, now)| now.id == process.id);
    found.map(|(place, now)| (place, &now.owner)).filter(|(_, owner)| **owner != process.owner)
}

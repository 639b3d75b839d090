use crate::diagnostic::Level;
use crate::lint::authority::over_action;
use crate::lint::rewritten::{Rewritten, rewritten};
use crate::lint::verdicts::{graders, graders_of, has_to_answer, owns_process};
use crate::lint::{Check, CommitFacts, Family, Report, Rule, Versions, is_audited};
use crate::record::{Audit, Data, PersonRef};
use crate::snapshot::{Record, Snapshot};
use crate::text::listed;

pub static RULE: Rule = Rule {
    name: "rewritten-by-party",
    family: Family::Records,
    summary: "Whoever it is about rewrote what an auditor had written down, or what they were told",
    level: Level::Warning,
    clause: "9.2.2 b, 7.5.3",
    needs_day: false,
    docs: include_str!("rewritten_by_party.md"),
    check: Check::Commit(check),
};

fn check(versions: &Versions<'_>, commit: &CommitFacts, report: &mut Report<'_>) {
    let Some((before, after)) = versions.both() else { return };
    if is_held_elsewhere(versions.past, before) {
        return;
    }
    let changed = rewritten(Some(before), after);
    if changed.is_empty() {
        return;
    }
    for person in commit.rewriters_of(&after.id) {
        let of_party = |one: &&Rewritten| is_about(versions.past, before, one, person);
        let own: Vec<&Rewritten> = changed.iter().filter(of_party).collect();
        let who = may_agree(versions.past, before, &own, person);
        let is_agreed = || commit.own.iter().chain(&commit.approved_by).any(|other| who.contains(other));
        let Some(first) = own.first().filter(|_| !is_agreed()) else { continue };
        let names: Vec<&str> = own.iter().map(|one| one.name.as_str()).collect();
        let level = if own.iter().any(|one| one.is_better) { Level::Error } else { Level::Warning };
        report
            .at_level(level)
            .raise(
                after,
                &first.path,
                format!("{person}, whom it is about, changed or took away what others had written down: {}", listed(&names, 4)),
            )
            .help(format!(
                "bring it back and say what is seen otherwise in words of your own; or have the change agreed to: by a commit of one of those who \
                 may ({}), or a line `Approved-by` in the message of the merge",
                listed(&who, 6)
            ))
            .members(names);
        return;
    }
}

/// Whether a report that is out holds what the record says.
fn is_held_elsewhere(past: &Snapshot, record: &Record) -> bool {
    let audit = match record.data() {
        Data::Finding(finding) => &finding.audit,
        Data::Workpaper(paper) => &paper.audit,
        _ => return false,
    };
    past.audit(audit).is_some_and(|audit| audit.is_frozen())
}

/// Whether something is about the work of a person, who is none of those who wrote it.
fn is_about(past: &Snapshot, record: &Record, one: &Rewritten, person: &PersonRef) -> bool {
    if one.by.as_ref() == Some(person) {
        return false;
    }
    match record.data() {
        Data::Finding(finding) => {
            finding.raised_by != *person
                && !is_of_team(past.audit(&finding.audit).map(|audit| audit.data()), person)
                && (has_to_answer(past, finding, person) || owns_process(past, finding, person))
        }
        Data::Workpaper(paper) => {
            let audit = past.audit(&paper.audit).map(|audit| audit.data());
            paper.auditor != *person
                && !is_of_team(audit, person)
                && (one.about.as_ref() == Some(person) || audit.is_some_and(|audit| is_audited(past, audit, person)))
        }
        Data::Audit(audit) => !is_of_team(Some(audit), person) && is_audited(past, audit, person),
        Data::Action(action) => {
            action.owner == *person || action.actions.iter().any(|item| item.owner.as_ref() == Some(person))
        }
        _ => false,
    }
}

fn is_of_team(audit: Option<&Audit>, person: &PersonRef) -> bool {
    audit.is_some_and(|audit| audit.team.iter().any(|member| member.person == *person))
}

/// Who may agree: whose words it was, who raised it or leads the audit, and who manages the programme; never who changed it.
fn may_agree(past: &Snapshot, record: &Record, changed: &[&Rewritten], person: &PersonRef) -> Vec<PersonRef> {
    let mut who: Vec<PersonRef> = changed.iter().filter_map(|one| one.by.clone()).collect();
    match record.data() {
        Data::Finding(finding) => {
            who.push(finding.raised_by.clone());
            who.extend(graders(past, finding).into_iter().cloned());
        }
        Data::Workpaper(paper) => {
            who.push(paper.auditor.clone());
            who.extend(graders_of(past, &paper.audit).into_iter().cloned());
        }
        Data::Audit(audit) => {
            who.extend(audit.lead().cloned());
            who.extend(past.roles().map(|roles| roles.programme_manager.clone()));
        }
        Data::Action(action) => who.extend(over_action(past, action).may),
        _ => {}
    }
    who.retain(|other| other != person);
    let mut known: Vec<PersonRef> = Vec::new();
    for person in who {
        if !known.contains(&person) {
            known.push(person);
        }
    }
    known
}

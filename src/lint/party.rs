//! Who rewrote what others had written down about their work, and who may agree to that.

use super::authority::over_action;
use super::rewritten::{Rewritten, rewritten};
use super::verdicts::{graders, graders_of, has_to_answer, owns_process};
use super::{CommitFacts, Versions, is_audited};
use crate::record::{Audit, Data, PersonRef};
use crate::snapshot::{Record, Snapshot};

/// What somebody made of the words of others.
#[derive(Debug)]
pub(crate) struct Rewriting {
    /// Who, and whom it is about.
    pub person: PersonRef,
    /// What says something else than it did, or is gone.
    pub changed: Vec<Rewritten>,
    /// Who may agree to it.
    pub may: Vec<PersonRef>,
}

/// What a commit makes of a record where whoever it is about rewrote it, and nobody agreed who may.
pub(crate) fn by_party(versions: &Versions<'_>, commit: &CommitFacts) -> Option<Rewriting> {
    let (before, after) = versions.both()?;
    if is_held_elsewhere(versions.past, before) {
        return None;
    }
    let changed = rewritten(Some(before), after);
    if changed.is_empty() {
        return None;
    }
    commit.rewriters_of(&after.id).into_iter().find_map(|person| {
        let of_party = |one: &&Rewritten| is_about(versions.past, before, one, person);
        let own: Vec<Rewritten> = changed.iter().filter(of_party).cloned().collect();
        let may = may_agree(versions.past, before, &own, person);
        let is_agreed = || commit.own.iter().chain(&commit.approved_by).any(|other| may.contains(other));
        (!own.is_empty() && !is_agreed()).then(|| Rewriting { person: person.clone(), changed: own, may })
    })
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
        Data::Evidence(_) => one.by.as_ref().is_some_and(|auditor| audits(past, auditor, person)),
        Data::Action(action) => {
            action.owner == *person || action.actions.iter().any(|item| item.owner.as_ref() == Some(person))
        }
        _ => false,
    }
}

/// Whether one of the team of an audit looks at what somebody else answers for who is not.
fn audits(past: &Snapshot, auditor: &PersonRef, person: &PersonRef) -> bool {
    past.audits().any(|audit| {
        let audit = audit.data();
        is_of_team(Some(audit), auditor) && !is_of_team(Some(audit), person) && is_audited(past, audit, person)
    })
}

fn is_of_team(audit: Option<&Audit>, person: &PersonRef) -> bool {
    audit.is_some_and(|audit| audit.team.iter().any(|member| member.person == *person))
}

/// Who may agree: whose words it was, who raised it or leads the audit, and who manages the programme; never who changed it.
fn may_agree(past: &Snapshot, record: &Record, changed: &[Rewritten], person: &PersonRef) -> Vec<PersonRef> {
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
        Data::Evidence(_) => who.extend(past.roles().map(|roles| roles.programme_manager.clone())),
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

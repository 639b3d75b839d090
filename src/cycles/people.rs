//! Who audited, who may audit, and what they learned.

use std::collections::BTreeMap;

use super::End;
use crate::record::*;
use crate::text::natural_cmp;

/// Teams, approvals and competence from one cycle to a later one. Persons are named by id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PeopleChanges {
    /// Everybody who audited in one of the cycles.
    pub team: Vec<TeamMember>,
    /// Approvals as an auditor that came, went, changed or ran out.
    pub standings: Vec<Standing>,
    /// What came on record about the competence of persons.
    pub learned: Vec<Learned>,
}

/// Somebody who audited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamMember {
    /// The person.
    pub person: String,
    /// Audits of the earlier cycle.
    pub before: Vec<String>,
    /// Audits of the later cycle.
    pub after: Vec<String>,
}

/// An approval as an auditor that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The person.
    pub person: String,
    /// Levels before; empty without an approval.
    pub before: Vec<AuditorLevel>,
    /// Levels now.
    pub after: Vec<AuditorLevel>,
    /// Topics that came.
    pub topics: Vec<String>,
    /// The day by which it had to be renewed, where that has passed.
    pub ran_out_on: Option<Date>,
}

/// Something that came on record about what somebody can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learned {
    /// The person.
    pub person: String,
    /// Kind.
    pub what: CompetenceType,
    /// What it is.
    pub title: String,
    /// Day.
    pub date: Date,
    /// What it shows.
    pub outcome: Option<CompetenceOutcome>,
}

impl PeopleChanges {
    /// Those who audited in the later cycle and not in the earlier one.
    pub fn joined(&self) -> impl Iterator<Item = &TeamMember> {
        self.team.iter().filter(|member| member.before.is_empty())
    }

    /// Those who audited in the earlier cycle and not in the later one.
    pub fn left(&self) -> impl Iterator<Item = &TeamMember> {
        self.team.iter().filter(|member| member.after.is_empty())
    }
}

pub(super) fn changes(before: End<'_>, after: End<'_>) -> PeopleChanges {
    let (old, new) = (audited(before), audited(after));
    let mut team: Vec<TeamMember> = Vec::new();
    for person in old.keys().chain(new.keys()) {
        if !team.iter().any(|member| member.person == *person) {
            let of = |all: &BTreeMap<String, Vec<String>>| all.get(person).cloned().unwrap_or_default();
            team.push(TeamMember { person: person.clone(), before: of(&old), after: of(&new) });
        }
    }
    team.sort_by(|a, b| natural_cmp(&a.person, &b.person));
    let mut changes = PeopleChanges { team, ..PeopleChanges::default() };
    let mut people: Vec<_> = after.snapshot.people().collect();
    people.sort_by(|a, b| natural_cmp(a.id(), b.id()));
    for person in people {
        let past = before.snapshot.record(person.id()).and_then(|record| record.data().person());
        changes.standings.extend(standing(past, &person, after.day));
        changes.learned.extend(learned(past, &person));
    }
    changes
}

/// The audits of a cycle that were held, by who audited in them.
fn audited(end: End<'_>) -> BTreeMap<String, Vec<String>> {
    let mut audited: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for audit in end.snapshot.audits().filter(|audit| is_ours(audit)) {
        if audit.status.has_reached(AuditStatus::InProgress) && end.cycle.has_audit(end.snapshot, &audit) {
            for member in audit.data().team.iter().filter(|member| member.role.audits()) {
                audited.entry(member.person.to_string()).or_default().push(audit.id().to_owned());
            }
        }
    }
    audited
}

/// Whether the audit's team is the organisation's choice: the certification body sends its own.
fn is_ours(audit: &Audit) -> bool {
    !audit.r#type.is_third_party()
}

fn standing(past: Option<&Person>, now: &Person, day: Date) -> Option<Standing> {
    let levels = |person: Option<&Person>| {
        person.and_then(|person| person.auditor.as_ref()).map(|auditor| auditor.levels.clone()).unwrap_or_default()
    };
    let topics = |person: Option<&Person>| {
        person.and_then(|person| person.auditor.as_ref()).map(|auditor| auditor.topics.clone()).unwrap_or_default()
    };
    let old = topics(past);
    let standing = Standing {
        person: now.id.to_string(),
        before: levels(past),
        after: levels(Some(now)),
        topics: topics(Some(now)).into_iter().filter(|topic| !old.contains(topic)).collect(),
        // Whoever left needs no renewal.
        ran_out_on: now
            .auditor
            .as_ref()
            .map(|auditor| auditor.review_due)
            .filter(|due| *due < day && now.to.is_none_or(|to| to >= day)),
    };
    let is_same = standing.before == standing.after && standing.topics.is_empty() && standing.ran_out_on.is_none();
    (!is_same).then_some(standing)
}

fn learned<'a>(past: Option<&'a Person>, now: &'a Person) -> impl Iterator<Item = Learned> + 'a {
    let is_new = move |new: &&Competence| {
        let known = past.into_iter().flat_map(|person| &person.competence);
        !known.into_iter().any(|old| (old.r#type, &old.title, old.date) == (new.r#type, &new.title, new.date))
    };
    now.competence.iter().filter(is_new).map(|entry| Learned {
        person: now.id.to_string(),
        what: entry.r#type,
        title: entry.title.clone(),
        date: entry.date,
        outcome: entry.outcome,
    })
}
